(package_declaration [(scoped_identifier) (identifier)] @package)

; Definitions
(class_declaration name: (identifier) @name) @definition.class
(record_declaration name: (identifier) @name) @definition.class
(interface_declaration name: (identifier) @name) @definition.interface
(annotation_type_declaration name: (identifier) @name) @definition.interface
(enum_declaration name: (identifier) @name) @definition.enum
(enum_constant name: (identifier) @name) @definition.constant
(enum_constant body: (class_body) @definition.anonymous)
(object_creation_expression type: [(type_identifier) (scoped_type_identifier) (generic_type)] @base
  arguments: (argument_list) @outside (class_body)) @definition.anonymous
(method_declaration type: (_) @type name: (identifier) @name parameters: (formal_parameters) @signature)
  @definition.method
(annotation_type_element_declaration type: (_) @type name: (identifier) @name) @definition.method
(constructor_declaration name: (identifier) @name parameters: (formal_parameters) @signature)
  @definition.constructor
(compact_constructor_declaration name: (identifier) @name) @definition.constructor
(field_declaration type: (_) @type declarator: (variable_declarator name: (identifier) @name))
  @definition.field
(constant_declaration type: (_) @type declarator: (variable_declarator name: (identifier) @name))
  @definition.constant
(record_declaration parameters: (formal_parameters
  (formal_parameter type: (_) @type name: (identifier) @name) @definition.field))
(lambda_expression) @definition.lambda

(superclass (_) @base)
(class_declaration interfaces: (super_interfaces (type_list (_) @implemented)))
(record_declaration interfaces: (super_interfaces (type_list (_) @implemented)))
(enum_declaration interfaces: (super_interfaces (type_list (_) @implemented)))
(extends_interfaces (type_list (_) @base))
(type_parameter . [(type_identifier) (identifier)] @type_parameter)
(type_parameter (type_bound . (_) @type_parameter.bound))

(class_declaration (modifiers ["public" "protected" "private" "abstract" "static" "final" "strictfp"
  "sealed" "non-sealed"] @modifier))
(record_declaration "record" @modifier)
(record_declaration (modifiers ["public" "protected" "private" "static" "final"] @modifier))
(interface_declaration (modifiers ["public" "protected" "private" "abstract" "static" "sealed"
  "non-sealed"] @modifier))
(enum_declaration (modifiers ["public" "protected" "private" "static"] @modifier))
(method_declaration (modifiers ["public" "protected" "private" "abstract" "static" "final" "native"
  "synchronized" "default" "strictfp"] @modifier))
(constructor_declaration (modifiers ["public" "protected" "private"] @modifier))
(field_declaration (modifiers ["public" "protected" "private" "static" "final" "transient" "volatile"]
  @modifier))

(class_declaration (modifiers [(annotation name: (_) @annotation) (marker_annotation name: (_) @annotation)]))
(record_declaration (modifiers [(annotation name: (_) @annotation) (marker_annotation name: (_) @annotation)]))
(interface_declaration (modifiers [(annotation name: (_) @annotation) (marker_annotation name: (_) @annotation)]))
(annotation_type_declaration (modifiers [(annotation name: (_) @annotation) (marker_annotation name: (_) @annotation)]))
(enum_declaration (modifiers [(annotation name: (_) @annotation) (marker_annotation name: (_) @annotation)]))
(method_declaration (modifiers [(annotation name: (_) @annotation) (marker_annotation name: (_) @annotation)]))
(constructor_declaration (modifiers [(annotation name: (_) @annotation) (marker_annotation name: (_) @annotation)]))
(field_declaration (modifiers [(annotation name: (_) @annotation) (marker_annotation name: (_) @annotation)]))

; Where names can be seen
[(block) (for_statement) (enhanced_for_statement) (try_with_resources_statement) (catch_clause)
 (switch_rule) (switch_block_statement_group)] @scope

; Parameters
(method_declaration parameters: (formal_parameters
  (formal_parameter type: (_) @parameter.type.next name: (identifier) @parameter)))
(constructor_declaration parameters: (formal_parameters
  (formal_parameter type: (_) @parameter.type.next name: (identifier) @parameter)))
(lambda_expression parameters: (formal_parameters
  (formal_parameter type: (_) @parameter.type.next name: (identifier) @parameter)))
(spread_parameter [(type_identifier) (scoped_type_identifier) (generic_type) (array_type) (integral_type)
  (floating_point_type) (boolean_type)] @parameter.type.next
  (variable_declarator name: (identifier) @parameter.star))
(lambda_expression parameters: (identifier) @parameter)
(inferred_parameters (identifier) @parameter)

; Bindings: an assignment binds nothing that its declaration has not
(local_variable_declaration type: (_) @binding.type
  declarator: (variable_declarator name: (identifier) @target)) @binding
(local_variable_declaration declarator: (variable_declarator value: (_) @values))
(field_declaration declarator: (variable_declarator name: (identifier) @bound value: (_) @value))
(constant_declaration declarator: (variable_declarator name: (identifier) @bound value: (_) @value))
(enhanced_for_statement type: (_) @binding.type name: (identifier) @target value: (_) @values)
  @binding.element
(resource type: (_) @binding.type name: (identifier) @target value: (_) @values) @binding
(catch_formal_parameter (catch_type) @binding.type name: (identifier) @target) @binding
(instanceof_expression left: (_) @values right: (_) @binding.type name: (identifier) @target) @binding
(type_pattern . (_) @binding.type . (identifier) @target) @binding
(record_pattern_component . (_) @binding.type . (identifier) @target) @binding
(assignment_expression left: [(identifier) (field_access) (array_access)] @bound.assigned right: (_) @value.assigned)

; Imports
(import_declaration) @import
(import_declaration (scoped_identifier scope: (_) @import.module name: (identifier) @import.name) .)
(import_declaration (_) @import.module (asterisk) @import.name)
(import_declaration . (identifier) @import.module .)

; Uses
(method_invocation name: (identifier) @callee) @call
(explicit_constructor_invocation constructor: [(this) (super)] @callee) @call
(enum_constant name: (identifier) @constructed) @construct
(resource value: (_) @calls.close)
(enhanced_for_statement value: (_) @calls.iterator)
(object_creation_expression type: (_) @constructed) @construct
(argument_list (expression) @argument)
(return_statement (expression) @return)
(lambda_expression body: (expression) @return)

; Expressions that hold expressions
(parenthesized_expression (expression) @item) @choice
(ternary_expression consequence: (_) @item alternative: (_) @item) @choice
(switch_expression) @choice
(switch_rule (expression_statement (expression) @item))
(yield_statement (expression) @item)
(cast_expression type: (_) @cast.type value: (_) @item) @cast
(array_creation_expression type: (_) @cast.type) @list
(variable_declarator value: (array_initializer) @list)
(array_initializer (expression) @item)
(argument_list (character_literal) @typed.char)
(argument_list [(instanceof_expression) (unary_expression operator: "!")
  (binary_expression operator: ["==" "!=" "<" ">" "<=" ">=" "&&" "||"])] @typed.boolean)
(argument_list (binary_expression left: (_) @item operator: ["+" "-" "*" "/" "%" "&" "|" "^" "<<" ">>"]
  right: (_) @item) @arithmetic)
(argument_list (unary_expression operator: ["-" "+" "~"] operand: (_) @item) @arithmetic)
(argument_list (update_expression (_) @item) @arithmetic)
(method_reference . (_) @item "::" [(identifier) "new"] @method.name) @method

; Where a test of a value's type has succeeded
(if_statement condition: (parenthesized_expression (instanceof_expression
  left: (identifier) @narrowed right: (type_identifier) @narrowed.type)) consequence: (_) @narrowed.within) @narrowing
(if_statement condition: (parenthesized_expression (binary_expression left: (instanceof_expression
  left: (identifier) @narrowed right: (type_identifier) @narrowed.type) operator: "&&"))
  consequence: (_) @narrowed.within) @narrowing
