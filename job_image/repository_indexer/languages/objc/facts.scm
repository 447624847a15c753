; What Objective-C adds to C. The interface is the class; categories, and what implements it, add to that
(class_interface . (identifier) @name !category) @definition.class
(class_interface superclass: (identifier) @base)
(class_interface . (identifier) @receiver category: (_)) @definition.extension
(class_interface (parameterized_arguments (type_name (type_identifier) @implemented)))
(class_implementation . (identifier) @receiver) @definition.extension
(protocol_declaration . (identifier) @name) @definition.interface
(protocol_declaration (protocol_reference_list (identifier) @base))

; Methods are called after the first word of their selector
(class_interface (method_declaration . (method_type)? . (identifier) @name) @definition.forward.function)
(protocol_declaration (method_declaration . (method_type)? . (identifier) @name) @definition.function)
(qualified_protocol_interface_declaration (method_declaration . (method_type)? . (identifier) @name) @definition.function)
(method_definition . (method_type)? . (identifier) @name) @definition.function
(method_declaration "+" @modifier.static)
(method_definition "+" @modifier.static)
(method_declaration . (method_type (type_name [(type_identifier) (primitive_type)] @type)) (#not-eq? @type "instancetype"))
(method_definition . (method_type (type_name [(type_identifier) (primitive_type)] @type)) (#not-eq? @type "instancetype"))
(method_parameter (method_type (type_name . (_) @parameter.type.next)) (identifier))
(method_parameter (identifier) @parameter .)

; Properties and variables
(property_declaration (struct_declaration . (type_identifier) @type))
(property_declaration (struct_declaration (struct_declarator [
  (identifier) @name
  (pointer_declarator declarator: (identifier) @name)
]))) @definition.field
(instance_variable (struct_declaration . (type_identifier) @type))
(instance_variable (struct_declaration (struct_declarator [
  (identifier) @name
  (pointer_declarator declarator: (identifier) @name)
]))) @definition.field
(type_definition declarator: (function_declarator declarator: (parenthesized_declarator
  (block_pointer_declarator declarator: (type_identifier) @name)))) @definition.type_alias
(declaration type: (typedefed_specifier (protocol_reference_list . (identifier) @binding.type)) declarator: [
  (identifier) @target
  (init_declarator declarator: (identifier) @target)
]) @binding
(for_statement type: (type_identifier) @binding.type (pointer_declarator declarator: (identifier) @target)) @binding

; Blocks
(block_literal) @definition.lambda
(block_literal (parameter_list (parameter_declaration) @parameter.declaration))
(block_literal (parameter_list (parameter_declaration declarator: [
  (identifier) @parameter
  (pointer_declarator declarator: (identifier) @parameter)
])))

; Messages
((message_expression receiver: (_) @operand.infix . method: (identifier) @infix.name) @operator
  (#not-match? @infix.name "^(alloc|new)$"))
((message_expression receiver: (identifier) @constructed . method: (identifier) @_make) @construct
  (#match? @_make "^(alloc|new)$"))
(message_expression method: (identifier) . (_) @argument)
(assignment_expression left: [(identifier) (field_expression)] @bound.assigned
  "=" right: (message_expression) @value.assigned)
