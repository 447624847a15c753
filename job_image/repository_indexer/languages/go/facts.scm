(package_clause (package_identifier) @package)

; Definitions
(function_declaration name: (identifier) @name parameters: (parameter_list) @parameters) @definition.function
(function_declaration result: (_) @result)
(method_declaration name: (field_identifier) @name parameters: (parameter_list) @parameters) @definition.method
(method_declaration result: (_) @result)
(method_declaration receiver: (parameter_list (parameter_declaration name: (identifier) @parameter)))
(method_declaration receiver: (parameter_list (parameter_declaration type: (_) @receiver)))
(func_literal) @definition.lambda
(func_literal result: (_) @result)

(type_spec name: (type_identifier) @name type: (struct_type)) @definition.struct
(type_spec name: (type_identifier) @name type: (interface_type)) @definition.interface
(type_spec name: (type_identifier) @name
  type: [(type_identifier) (qualified_type) (pointer_type) (slice_type) (array_type) (map_type)
         (channel_type) (function_type) (generic_type)] @type) @definition.type_alias
(type_alias name: (type_identifier) @name type: (_) @type) @definition.type_alias
(field_declaration name: (field_identifier) @name type: (_) @type) @definition.field
(field_declaration !name type: (_) @base)
(interface_type (type_elem . [(type_identifier) (qualified_type) (generic_type)] @base .))
(method_elem name: (field_identifier) @name parameters: (parameter_list) @parameters) @definition.method
(method_elem result: (_) @result)

; Blocks limit where names can be seen
[(block) (if_statement) (for_statement) (expression_switch_statement) (type_switch_statement)
 (expression_case) (default_case) (type_case) (communication_case)] @scope

; Parameters
(function_declaration parameters: (parameter_list (parameter_declaration name: (identifier) @parameter)))
(function_declaration parameters: (parameter_list (parameter_declaration type: (_) @types)))
(method_declaration parameters: (parameter_list (parameter_declaration name: (identifier) @parameter)))
(method_declaration parameters: (parameter_list (parameter_declaration type: (_) @types)))
(func_literal parameters: (parameter_list (parameter_declaration name: (identifier) @parameter)))
(func_literal parameters: (parameter_list (parameter_declaration type: (_) @types)))
(variadic_parameter_declaration name: (identifier) @parameter.star)
(variadic_parameter_declaration type: (_) @types)

(type_parameter_declaration name: (identifier) @unknown)

; Bindings: an assignment (`=`) binds nothing that its declaration has not
(short_var_declaration left: (expression_list (identifier) @target)) @binding
(short_var_declaration right: (expression_list (_) @value))
(short_var_declaration right: (expression_list (unary_expression operand: (composite_literal) @value)))
(var_spec name: (identifier) @target) @binding
(var_spec type: (_) @type)
(var_spec value: (expression_list (_) @value))
(var_spec value: (expression_list (unary_expression operand: (composite_literal) @value)))
(const_spec name: (identifier) @target) @binding.constant
(const_spec type: (_) @type)
(range_clause left: (expression_list (identifier) @target)) @binding.element
(range_clause right: (_) @value)
(type_switch_statement alias: (expression_list (identifier) @unknown))

; Imports
(import_spec) @import
(import_spec name: (_) @import.alias)
(import_spec path: (_) @import.module)

; Uses
(call_expression function: (_) @callee) @call
(call_expression arguments: (argument_list . [(type_identifier) (qualified_type) (pointer_type) (slice_type)
  (array_type) (map_type) (channel_type) (struct_type)] @made))
(composite_literal type: (_) @callee) @construct
(return_statement (expression_list . (_) @return .))
