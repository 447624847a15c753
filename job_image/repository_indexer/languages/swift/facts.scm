; Definitions
(class_declaration declaration_kind: ["class" "actor"] name: (type_identifier) @name) @definition.class
(class_declaration declaration_kind: "struct" name: (type_identifier) @name) @definition.struct
(class_declaration declaration_kind: "enum" name: (type_identifier) @name) @definition.enum
(class_declaration declaration_kind: "extension" name: (_) @receiver) @definition.extension
(protocol_declaration name: (type_identifier) @name) @definition.interface
(typealias_declaration name: (type_identifier) @name name: [(user_type) (optional_type) (array_type)
  (dictionary_type) (function_type) (tuple_type) (opaque_type) (existential_type) (protocol_composition_type)] @type)
  @definition.type_alias
(associatedtype_declaration name: (type_identifier) @name) @definition.type_alias
(enum_entry name: (simple_identifier) @name) @definition.constant
(function_declaration name: [(simple_identifier) (custom_operator) "+" "-" "*" "/" "%" "==" "!=" "<" ">" "<=" ">="]
  @name "(" @signature ")" @signature.end) @definition.function
(function_declaration "->" . name: (_) @type)
(protocol_function_declaration name: [(simple_identifier) (custom_operator) "==" "<" "+" "-"] @name
  "(" @signature ")" @signature.end) @definition.method
(protocol_function_declaration "->" . name: (_) @type)
(init_declaration name: "init" @name "(" @signature ")" @signature.end) @definition.constructor
(deinit_declaration "deinit" @name @signature) @definition.method
(subscript_declaration "subscript" @name "(" @signature ")" @signature.end "->" . name: (_) @type)
  @definition.method
(lambda_literal) @definition.lambda
(lambda_literal type: (lambda_function_type [(user_type) (optional_type) (array_type)] @type))
; A property is a field, unless it has code of its own
(class_body (property_declaration name: (pattern bound_identifier: (simple_identifier) @name) !computed_value)
  @definition.field)
(enum_class_body (property_declaration name: (pattern bound_identifier: (simple_identifier) @name)
  !computed_value) @definition.field)
(source_file (property_declaration name: (pattern bound_identifier: (simple_identifier) @name) !computed_value)
  @definition.field)
(class_body (property_declaration (type_annotation (_) @type) !computed_value))
(enum_class_body (property_declaration (type_annotation (_) @type) !computed_value))
(source_file (property_declaration (type_annotation (_) @type) !computed_value))
(property_declaration name: (pattern bound_identifier: (simple_identifier) @name)
  (type_annotation (_) @type) computed_value: (computed_property)) @definition.method
(protocol_property_declaration name: (pattern bound_identifier: (simple_identifier) @name)
  (type_annotation (_) @type)) @definition.field

(inheritance_specifier inherits_from: (_) @base)
(type_parameter . (type_identifier) @type_parameter)
(type_parameter (user_type) @type_parameter.bound)
(inheritance_constraint (identifier) @type_parameter.of (user_type) @type_parameter.bound)
(class_declaration (modifiers (attribute . (user_type) @annotation)))
(protocol_declaration (modifiers (attribute . (user_type) @annotation)))
(function_declaration (modifiers (attribute . (user_type) @annotation)))
(property_declaration (modifiers (attribute . (user_type) @annotation)))
[(visibility_modifier) (member_modifier) (function_modifier) (property_modifier) (inheritance_modifier)
 (mutation_modifier) (ownership_modifier) (property_behavior_modifier)] @modifier

; Where names can be seen
[(if_statement) (for_statement) (while_statement) (repeat_while_statement) (do_statement) (catch_block)
 (switch_entry)] @scope

; Parameters
(parameter external_name: (simple_identifier) @parameter.label)
(parameter !external_name name: (simple_identifier) @parameter.label . ":")
(parameter name: (simple_identifier) @parameter . ":")
(parameter "..." @parameter.many)
(parameter [(user_type) (optional_type) (array_type) (dictionary_type) (function_type) (tuple_type)
  (opaque_type) (existential_type) (protocol_composition_type) (metatype)] @parameter.type)
(function_declaration default_value: (_) @parameter.default)
(init_declaration default_value: (_) @parameter.default)
(subscript_declaration default_value: (_) @parameter.default)
(lambda_parameter name: (simple_identifier) @parameter)
(lambda_parameter [(user_type) (optional_type) (array_type) (dictionary_type) (function_type)
  (tuple_type)] @parameter.type)

; Bindings
(statements (property_declaration name: (pattern bound_identifier: (simple_identifier) @target)
  . (type_annotation (_) @binding.type) . value: (_)? @values) @binding)
(property_declaration name: (pattern bound_identifier: (simple_identifier) @bound) . value: (_) @value)
(class_body (property_declaration name: (pattern bound_identifier: (simple_identifier) @bound)
  . (type_annotation) . value: (_) @value))
(enum_class_body (property_declaration name: (pattern bound_identifier: (simple_identifier) @bound)
  . (type_annotation) . value: (_) @value))
(source_file (property_declaration name: (pattern bound_identifier: (simple_identifier) @bound)
  . (type_annotation) . value: (_) @value))
(if_statement bound_identifier: (simple_identifier) @bound . "=" . (_) @value)
(guard_statement bound_identifier: (simple_identifier) @bound . "=" . (_) @value)
(while_statement bound_identifier: (simple_identifier) @bound . "=" . (_) @value)
(for_statement item: (pattern bound_identifier: (simple_identifier) @bound.element)
  collection: (_) @value.element)
(catch_block error: (pattern (pattern bound_identifier: (simple_identifier) @target) name: (_) @binding.type))
  @binding
(switch_pattern (pattern (pattern bound_identifier: (simple_identifier) @unknown)))
(assignment target: (directly_assignable_expression (_) @bound.assigned) result: (_) @value.assigned)

; Imports
(import_declaration (identifier) @import.module) @import

; Uses
(call_expression . [(simple_identifier) (navigation_expression) (call_expression) (tuple_expression)
  (postfix_expression) (lambda_literal) (self_expression)] @callee
  (call_suffix [(value_arguments "(") (lambda_literal)] .)) @call
(call_expression . (prefix_expression operation: ".") @callee
  (call_suffix [(value_arguments "(") (lambda_literal)] .)) @call
(call_expression . [
  (additive_expression rhs: (_) @callee.tail)
  (multiplicative_expression rhs: (_) @callee.tail)
  (infix_expression rhs: (_) @callee.tail)
  (bitwise_operation rhs: (_) @callee.tail)
  (prefix_expression operation: [(bang) "-" "~" "&"] target: (_) @callee.tail)
] (call_suffix [(value_arguments "(") (lambda_literal)] .)) @call.tail
(constructor_expression constructed_type: (_) @constructed) @construct
(value_arguments "(" (value_argument value: (_) @argument))
(value_arguments "(" (value_argument name: (value_argument_label) @keyword))
(call_suffix (lambda_literal) @argument)
(call_suffix name: (simple_identifier) @keyword)
(control_transfer_statement "return" result: (_) @return)
(function_body (statements . (_) @return .))
(computed_property (statements . (_) @return .))
(lambda_literal (statements . (_) @return .))

; Expressions that hold expressions
(tuple_expression . value: (_) @item .) @choice
(try_expression expr: (_) @item) @choice
(await_expression expr: (_) @item) @choice
(postfix_expression target: (_) @item) @choice
(ternary_expression if_true: (_) @item if_false: (_) @item) @choice
(nil_coalescing_expression value: (_) @item if_nil: (_) @item) @choice
(as_expression expr: (_) @item (as_operator) . (_) @cast.type) @cast
(array_literal) @list
(array_literal element: (_) @item)
