(package_clause (package_identifier) @package)

; Definitions
(function_declaration name: (identifier) @name parameters: (parameter_list) @signature
  result: (_)? @type) @definition.function
(method_declaration name: (field_identifier) @name parameters: (parameter_list) @signature
  result: (_)? @type) @definition.method
(method_declaration receiver: (parameter_list (parameter_declaration name: (identifier) @parameter)))
(method_declaration receiver: (parameter_list (parameter_declaration type: (_) @receiver)))
(func_literal result: (_)? @type) @definition.lambda

(type_spec name: (type_identifier) @name type: (struct_type)) @definition.struct
(type_spec name: (type_identifier) @name type: (interface_type)) @definition.interface
(type_spec name: (type_identifier) @name
  type: [(type_identifier) (qualified_type) (pointer_type) (slice_type) (array_type) (map_type)
         (channel_type) (function_type) (generic_type)] @type) @definition.type_alias
(type_alias name: (type_identifier) @name type: (_) @type) @definition.type_alias
(field_declaration name: (field_identifier) @name type: (_) @type) @definition.field
(field_declaration !name type: (_) @base)
(interface_type (type_elem . [(type_identifier) (qualified_type) (generic_type)] @base .))
(method_elem name: (field_identifier) @name parameters: (parameter_list) @signature
  result: (_)? @type) @definition.method

; Blocks limit where names can be seen
[(block) (if_statement) (for_statement) (expression_switch_statement) (type_switch_statement)
 (expression_case) (default_case) (type_case) (communication_case)] @scope

; Parameters
(function_declaration parameters: (parameter_list (parameter_declaration name: (identifier) @parameter)))
(function_declaration parameters: (parameter_list (parameter_declaration type: (_) @parameter.types)))
(method_declaration parameters: (parameter_list (parameter_declaration name: (identifier) @parameter)))
(method_declaration parameters: (parameter_list (parameter_declaration type: (_) @parameter.types)))
(func_literal parameters: (parameter_list (parameter_declaration name: (identifier) @parameter)))
(func_literal parameters: (parameter_list (parameter_declaration type: (_) @parameter.types)))
(variadic_parameter_declaration name: (identifier) @parameter.star)
(variadic_parameter_declaration type: (_) @parameter.types)

(type_parameter_declaration name: (identifier) @type_parameter)
(type_parameter_declaration type: (type_constraint . (_) @type_parameter.bound .))
(method_declaration receiver: (parameter_list (parameter_declaration
  type: [(generic_type type_arguments: (type_arguments (type_elem (type_identifier) @type_parameter)))
         (pointer_type (generic_type type_arguments: (type_arguments (type_elem (type_identifier) @type_parameter))))])))

; Bindings: an assignment (`=`) binds nothing that its declaration has not
(short_var_declaration left: (expression_list (identifier) @target)) @binding
(short_var_declaration right: (expression_list (_) @values))
(var_spec name: (identifier) @target) @binding
(var_spec type: (_) @binding.type)
(var_spec value: (expression_list (_) @values))
(const_spec name: (identifier) @target) @binding.constant
(const_spec type: (_) @binding.type)
(range_clause left: (expression_list (identifier) @target)) @binding.element
(range_clause left: (_) right: (_) @values)
(type_switch_statement alias: (expression_list (identifier) @target) value: (_) @values) @binding.match
(type_case) @binding
(type_case [(type_identifier) (qualified_type) (pointer_type) (slice_type) (array_type) (map_type) (channel_type)
  (function_type) (generic_type) (interface_type) (struct_type)] @binding.type)
(assignment_statement left: (expression_list . (selector_expression) @bound .)
  right: (expression_list . (_) @value .))

; Imports
(import_spec) @import
(import_spec name: (_) @import.alias)
(import_spec path: (_) @import.module)

; Uses
(call_expression function: (_) @callee) @call
(call_expression function: (identifier) arguments: (argument_list . [(type_identifier) (qualified_type)
  (pointer_type) (slice_type) (array_type) (map_type) (channel_type) (struct_type)] @made))
(composite_literal type: (_) @constructed) @construct
(argument_list (_expression) @argument)
(keyed_element . (literal_element (identifier) @keyword))
(keyed_element (literal_element) . (literal_element (_expression) @argument))
(literal_value (literal_element (_expression) @argument))
(return_statement (expression_list . (_) @return .))
(unary_expression operator: ["&" "*"] operand: (_) @item) @choice
(parenthesized_expression (_) @item) @choice
