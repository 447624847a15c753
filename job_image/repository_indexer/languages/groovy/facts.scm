(package_declaration name: (qualified_name) @package)

; Definitions
(class_declaration name: (identifier) @name) @definition.class
(record_declaration name: (identifier) @name) @definition.class
(interface_declaration name: (identifier) @name) @definition.interface
(annotation_type_declaration name: (identifier) @name) @definition.interface
(trait_declaration name: (identifier) @name) @definition.trait
(enum_declaration name: (identifier) @name) @definition.enum
(enum_constant name: (identifier) @name) @definition.constant
(method_declaration name: (_) @name parameters: (formal_parameters) @signature body: (_)) @definition.function
(class_body (method_declaration name: (_) @name parameters: (formal_parameters) @signature !body) @definition.function)
(enum_body (method_declaration name: (_) @name parameters: (formal_parameters) @signature !body) @definition.function)
(method_declaration return_type: (_) @type)
((class_declaration name: (identifier) @_class body: (class_body
  (constructor_declaration name: (identifier) @name parameters: (formal_parameters) @signature) @definition.constructor))
  (#eq? @_class @name))
; One without a type, for which the grammar takes it
((class_declaration name: (identifier) @_class body: (class_body
  (constructor_declaration name: (identifier) @name parameters: (formal_parameters) @signature) @definition.function))
  (#not-eq? @_class @name))
(field_declaration (variable_declarator name: (identifier) @name)) @definition.field
(field_declaration type: (_) @type)
(local_variable_declaration (variable_declarator name: (identifier) @name value: (closure))) @definition.function
(local_variable_declaration name: (identifier) @name value: (closure)) @definition.function
(argument_list (closure) @definition.lambda)
(command_chain argument: (closure) @definition.lambda)
(expression_statement (closure) @definition.lambda)
(superclass (_) @base)
(super_interfaces (_) @implemented)
(extends_interfaces (_) @base)
(class_declaration (annotation name: (_) @annotation))
(method_declaration (annotation name: (_) @annotation))
(method_declaration ["static" "private" "public" "protected" "final" "abstract"] @modifier)

; Where names can be seen
[(block) (for_statement) (for_in_statement) (catch_clause)] @scope

; Parameters and variables
(formal_parameter type: (_) @parameter.type.next name: (identifier))
(formal_parameter name: (identifier) @parameter)
(closure_parameter type: (_) @parameter.type.next)
(closure_parameter name: (identifier) @parameter)
(for_in_statement variable: (identifier) @unknown)
(catch_formal_parameter name: (identifier) @unknown)
(local_variable_declaration type: (_) @binding.type name: (identifier) @target) @binding
(local_variable_declaration !type (variable_declarator name: (identifier) @bound value:
  [(object_creation_expression) (method_invocation) (identifier) (field_access) (string_literal) (number_literal)
   (list_literal) (map_literal)] @value))

; Imports
(import_declaration) @import
((import_declaration name: (qualified_name) @import.module) @_import (#not-match? @_import "\\*"))
(import_declaration alias: (identifier) @import.alias)
((import_declaration name: (qualified_name) @import.module) @import.all (#match? @import.all "\\*"))

; Calls
(method_invocation function: (identifier) @callee) @call
(method_invocation function: (field_access) @callee) @call
(method_invocation function: (safe_navigation_expression) @callee) @call
(method_invocation function: (spread_dot_expression) @callee) @call
(command_chain receiver: (identifier) @callee) @call
; `{ println twice(it) }`, which the grammar takes for a method
(closure (method_declaration return_type: (_) @callee @call !body))
(closure (method_declaration name: (identifier) @used !body) @use)
((expression_statement [(identifier) (field_access)] @callee @call) . (expression_statement (closure)))
(object_creation_expression type: (_) @constructed) @construct
