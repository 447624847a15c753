; Definitions
(module (module_statement (name) @name)) @definition.module
(submodule (submodule_statement ancestor: (module_name) (name) @name)) @definition.module
(program (program_statement (name) @name)) @definition.function
(subroutine (subroutine_statement name: (name) @name)) @definition.function
(function (function_statement name: (name) @name)) @definition.function
(module_procedure (module_procedure_statement name: (name) @name)) @definition.function
(subroutine_statement parameters: (parameters) @signature)
(function_statement parameters: (parameters) @signature)
(function_statement type: (_) @type)
(procedure_qualifier) @modifier
(derived_type_definition (derived_type_statement (type_name) @name)) @definition.struct
(base_type_specifier (identifier) @base)
(derived_type_definition (variable_declaration declarator: [(identifier) @name (sized_declarator . (identifier) @name)
  (init_declarator left: (identifier) @name) (pointer_init_declarator left: (identifier) @name)]) @definition.field)
(derived_type_procedures (procedure_statement declarator: (binding (binding_name (identifier) @name))) @definition.method)
(derived_type_procedures (procedure_statement declarator: (method_name) @name) @definition.method)
(interface (interface_statement (name) @name)) @definition.function

; Parameters and variables
(parameters (identifier) @parameter)
(module (variable_declaration type: (_) @binding.type declarator: [(identifier) @target
  (sized_declarator . (identifier) @target)]) @binding)
(module (variable_declaration attribute: (type_qualifier) @_constant
  declarator: (init_declarator left: (identifier) @target)) @binding.constant (#match? @_constant "^[Pp]"))
(variable_declaration type: (derived_type name: (type_name) @binding.type)
  declarator: [(identifier) @target (sized_declarator . (identifier) @target)]) @binding.unknown
(variable_declaration type: (intrinsic_type) declarator: [(identifier) @unknown
  (sized_declarator . (identifier) @unknown) (init_declarator left: (identifier) @unknown)])
(association name: (identifier) @unknown)

; Imports
(use_statement (module_name) @import.module) @import
((use_statement) @import.all (#not-match? @import.all "[Oo][Nn][Ll][Yy]"))
(use_statement (included_items (identifier) @import.name))
(use_statement (included_items (use_alias (local_name) (identifier) @import.name)))
(submodule_statement ancestor: (module_name (name) @import.module)) @import @import.all
(include_statement path: (filename) @import.module) @import @import.all
(preproc_include path: (_) @import.module) @import @import.all

; Calls; a method that is bound to a procedure calls it
(binding (binding_name) (method_name) @callee @call)
(subroutine_call subroutine: [(identifier) (derived_type_member_expression)] @callee @call)
(call_expression . (identifier) @callee) @call
(call_expression . (derived_type_member_expression) @callee) @call
