(package_header (qualified_identifier) @package)

; Definitions
(class_declaration "class" name: (identifier) @name) @definition.class
(class_declaration "interface" name: (identifier) @name) @definition.interface
(object_declaration "object" @modifier name: (identifier) @name) @definition.class
(companion_object "companion" @modifier name: (identifier) @name) @definition.class
(companion_object !name "companion" @modifier @called.Companion) @definition.class
(object_literal) @definition.anonymous
(enum_entry (identifier) @name) @definition.constant
(enum_entry (class_body) @definition.anonymous)
(function_declaration name: (identifier) @name (function_value_parameters) @signature) @definition.function
(secondary_constructor "constructor" @name (function_value_parameters) @signature) @definition.constructor
(type_alias type: (identifier) @name "=" (_) @type) @definition.type_alias
(lambda_literal) @definition.lambda
(anonymous_function) @definition.lambda
(source_file [(property_declaration (variable_declaration . (identifier) @name) .)
  (property_declaration (variable_declaration . (identifier) @name) "=" (_) .)
  (property_declaration (variable_declaration . (identifier) @name) (property_delegate) .)] @definition.field)
(class_body [(property_declaration (variable_declaration . (identifier) @name) .)
  (property_declaration (variable_declaration . (identifier) @name) "=" (_) .)
  (property_declaration (variable_declaration . (identifier) @name) (property_delegate) .)] @definition.field)
(enum_class_body [(property_declaration (variable_declaration . (identifier) @name) .)
  (property_declaration (variable_declaration . (identifier) @name) "=" (_) .)
  (property_declaration (variable_declaration . (identifier) @name) (property_delegate) .)] @definition.field)
(property_declaration (variable_declaration . (identifier) @name) [(getter) (setter)]) @definition.method

; Types
(function_declaration (function_value_parameters)
  . [(user_type) (nullable_type) (function_type) (parenthesized_type)] @type)
(anonymous_function (function_value_parameters)
  . [(user_type) (nullable_type) (function_type) (parenthesized_type)] @type)
(source_file (property_declaration (variable_declaration (identifier) . (_) @type)))
(class_body (property_declaration (variable_declaration (identifier) . (_) @type)))
(enum_class_body (property_declaration (variable_declaration (identifier) . (_) @type)))
(delegation_specifier [(user_type) @implemented (constructor_invocation . (user_type) @base)
  (explicit_delegation . (user_type) @implemented)])
(type_parameter (identifier) @type_parameter)
(type_parameter (identifier) . (_) @type_parameter.bound)
(type_constraint . (identifier) @type_parameter.of (_) @type_parameter.bound)

; Modifiers and annotations
(class_declaration (modifiers [(class_modifier) (inheritance_modifier) (visibility_modifier)] @modifier))
(object_declaration (modifiers [(class_modifier) (visibility_modifier)] @modifier))
(function_declaration (modifiers [(member_modifier) (inheritance_modifier) (visibility_modifier)
  (function_modifier)] @modifier))
(secondary_constructor (modifiers (visibility_modifier) @modifier))
(source_file (property_declaration (modifiers [(visibility_modifier) (property_modifier)] @modifier)))
(class_body (property_declaration (modifiers [(member_modifier) (inheritance_modifier) (visibility_modifier)
  (property_modifier)] @modifier)))
(class_declaration (modifiers (annotation [(user_type) @annotation
  (constructor_invocation . (user_type) @annotation)])))
(object_declaration (modifiers (annotation [(user_type) @annotation
  (constructor_invocation . (user_type) @annotation)])))
(function_declaration (modifiers (annotation [(user_type) @annotation
  (constructor_invocation . (user_type) @annotation)])))
(class_body (property_declaration (modifiers (annotation [(user_type) @annotation
  (constructor_invocation . (user_type) @annotation)]))))

(function_declaration (function_value_parameters) @modifier.abstract .)
(function_declaration (function_value_parameters)
  . [(user_type) (nullable_type) (function_type) (parenthesized_type)] @modifier.abstract .)

; Parameters
(function_declaration [(user_type) (nullable_type) (parenthesized_type)] @parameter.receiver . "."
  . name: (identifier))
(property_declaration [(user_type) (nullable_type) (parenthesized_type)] @parameter.receiver . "."
  . (variable_declaration))
(class_parameter ["val" "var"] . (identifier) @parameter.field)
(class_parameter (identifier) @parameter . (_))
(class_parameter (identifier) . (_) @parameter.type)
(class_parameter (identifier) . (_) "=" (_) @parameter.default)
(function_value_parameters (parameter (identifier) @parameter))
(function_value_parameters (parameter (identifier) . (_) @parameter.type))
(function_value_parameters (parameter) . "=" . (_) @parameter.default)
(function_value_parameters (parameter_modifiers (parameter_modifier) @_many)
  . (parameter (identifier) (_) @parameter.many) (#eq? @_many "vararg"))
(lambda_parameters (variable_declaration . (identifier) @parameter))
(lambda_parameters (variable_declaration (identifier) . (_) @parameter.type))
(lambda_parameters (multi_variable_declaration) @parameter.apart)

; Where names can be seen
[(block) (for_statement) (catch_block) (when_entry) (when_expression)] @scope

; Bindings: an assignment binds nothing that its declaration has not
(property_declaration (variable_declaration . (identifier) @target)) @binding
(property_declaration (variable_declaration (identifier) . (_) @binding.type))
(property_declaration (variable_declaration) "=" . (_) @values)
(property_declaration (variable_declaration . (identifier) @bound.delegated)
  (property_delegate (_) @value.delegated))
(property_declaration (multi_variable_declaration (variable_declaration . (identifier) @target)) @targets) @binding
(property_declaration (multi_variable_declaration) "=" . (_) @values)
(for_statement (variable_declaration . (identifier) @target) "in" . (_) @values) @binding.element
(for_statement (multi_variable_declaration (variable_declaration . (identifier) @target)) @targets
  "in" . (_) @values) @binding.element
(for_statement "in" . (_) @calls.iterator)
(catch_block (identifier) @declared (user_type) @declared.type)
(when_subject (variable_declaration . (identifier) @target) (_) @values .) @binding
(assignment left: [(identifier) (navigation_expression) (index_expression)] @bound.assigned
  right: (_) @value.assigned)

; Where a value is known to be of a type
(if_expression condition: (is_expression left: (identifier) @narrowed "is" right: (_) @narrowed.type)
  . ")" . (_) @narrowed.within) @narrowing
(if_expression condition: (binary_expression left: (is_expression left: (identifier) @narrowed "is"
  right: (_) @narrowed.type) "&&") . ")" . (_) @narrowed.within) @narrowing
(binary_expression left: (is_expression left: (identifier) @narrowed "is" right: (_) @narrowed.type) "&&"
  right: (_) @narrowed.within) @narrowing
(if_expression condition: (is_expression left: (identifier) @narrowed "!is" right: (_) @narrowed.type)
  . ")" . [(return_expression) (throw_expression) (block [(return_expression) (throw_expression)] .)]
  @narrowed.after) @narrowing
(when_expression (when_subject [(identifier) @narrowed (variable_declaration . (identifier) @narrowed)])) @narrowing
(when_entry condition: (type_test "is" (_) @narrowed.type) "->" . (_) @narrowed.within)

; Imports
(import) @import
(import (qualified_identifier) @import.module)
(import "*" @import.all)
(import (qualified_identifier) (identifier) @import.alias)

; Uses
(call_expression . (_) @callee . (value_arguments)) @call
(call_expression . [(identifier) (navigation_expression) (parenthesized_expression) (index_expression)
  (this_expression)] @callee . (annotated_lambda)) @call
(call_expression (type_arguments) @callee) @call
(call_expression (call_expression) @call.begun (annotated_lambda)) @call.whole
(call_expression (annotated_lambda (lambda_literal) @argument.last))
(binary_expression left: (binary_expression left: [(identifier) (navigation_expression)] @callee operator: "<")
  operator: ">" right: (parenthesized_expression (_) @argument)) @call
(delegation_specifier (constructor_invocation) @call.base)
(constructor_delegation_call ["this" "super"] @callee) @call
(enum_entry (identifier) @constructed) @construct
(object_literal "object" @constructed) @construct
(value_argument . (_) @argument .)
(value_argument (identifier) @keyword "=" (_) @argument)
(spread_expression (_) @item) @spread
(value_argument (character_literal) @typed.Char)
(infix_expression . (_) @operand.infix . (identifier) @infix.name . (_) @argument) @operator
(binary_expression left: (_) @operand.plus operator: "+" right: (_) @argument) @operator
(binary_expression left: (_) @operand.minus operator: "-" right: (_) @argument) @operator
(binary_expression left: (_) @operand.times operator: "*" right: (_) @argument) @operator
(binary_expression left: (_) @operand.div operator: "/" right: (_) @argument) @operator
(binary_expression left: (_) @operand.rem operator: "%" right: (_) @argument) @operator
(binary_expression left: (_) @operand.compareTo operator: ["<" ">=" "<="] right: (_) @argument) @operator
(range_expression . (_) @operand.rangeTo (_) @argument .) @operator
(in_expression left: (_) @argument right: (_) @operand.contains) @operator
(index_expression . (_) @operand.get (_) @argument) @operator
(unary_expression operator: "-" argument: (_) @operand.unaryMinus) @operator
(unary_expression operator: "!" argument: (_) @operand.not) @operator
(assignment left: (_) @operand.plusAssign operator: "+=" right: (_) @argument) @operator
(return_expression (_) @return .)
(function_body . (expression) @return)
(lambda_literal (expression) @return .)

; Expressions that hold expressions
(parenthesized_expression (_) @item) @choice
(if_expression) @choice
(if_expression (block (expression) @item .))
(if_expression condition: (_) (expression) @item)
(when_expression) @choice
(when_entry "->" . (expression) @item)
(when_entry "->" . (block (expression) @item .))
(binary_expression left: (_) @item operator: "?:" right: (_) @item) @choice
(as_expression left: (_) @item right: (_) @cast.type) @cast
(navigation_expression . (_) @item "::" (identifier) @method.name) @method
(callable_reference (identifier) @method.name) @method
