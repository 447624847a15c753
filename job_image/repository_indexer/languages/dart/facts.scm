; Definitions: the body of a function stands behind its head
(class_definition name: (identifier) @name) @definition.class
(mixin_declaration (identifier) @name) @definition.trait
(enum_declaration name: (identifier) @name) @definition.enum
(extension_declaration class: (_) @receiver) @definition.extension
(extension_type_declaration name: (identifier) @name) @definition.class
(type_alias . (type_identifier) @name (type_parameters)? "=" . (_) @type) @definition.type_alias
(type_alias (type_identifier) (type_identifier) @name (formal_parameter_list)) @definition.type_alias
(superclass (type_identifier) @base)
(mixins (type_identifier) @base)
(interfaces (type_identifier) @implemented)
(mixin_declaration (type_identifier) @base)
(enum_constant name: (identifier) @name) @definition.constant

(program (function_signature name: (identifier) @name (formal_parameter_list) @signature) @definition.function)
(program (getter_signature name: (identifier) @name) @definition.function)
(program (setter_signature name: (identifier) @name) @definition.function)
(method_signature (function_signature name: (identifier) @name (formal_parameter_list) @signature)) @definition.function
(method_signature (getter_signature name: (identifier) @name)) @definition.function
(method_signature (setter_signature name: (identifier) @name)) @definition.function
(method_signature (operator_signature (binary_operator) @name)) @definition.function
(declaration (function_signature name: (identifier) @name (formal_parameter_list) @signature)) @definition.function
(declaration (getter_signature name: (identifier) @name)) @definition.function
(method_signature (constructor_signature . name: (identifier) @name . (formal_parameter_list) @signature)) @definition.constructor
(declaration (constructor_signature . name: (identifier) @name . (formal_parameter_list) @signature)) @definition.constructor
(method_signature (constructor_signature "." name: (identifier) @name . (formal_parameter_list) @signature)) @definition.function
(declaration (constructor_signature "." name: (identifier) @name . (formal_parameter_list) @signature)) @definition.function
(method_signature (factory_constructor_signature . (identifier) @name . (formal_parameter_list))) @definition.constructor
(method_signature (factory_constructor_signature . (identifier) . (identifier) @name . (formal_parameter_list))) @definition.function
(declaration (constant_constructor_signature (const_builtin) . (identifier) @name . (formal_parameter_list) @signature)) @definition.constructor
(declaration (constant_constructor_signature (const_builtin) . (identifier) @type . (identifier) @name . (formal_parameter_list) @signature)) @definition.function
(declaration (redirecting_factory_constructor_signature . (identifier) @type . (identifier) @name)) @definition.function
(constructor_signature . name: (identifier) @type "." name: (identifier))
(factory_constructor_signature . (identifier) @type . (identifier))
(local_function_declaration (lambda_expression parameters: (function_signature name: (identifier) @name))) @definition.function
(function_expression) @definition.lambda
(function_body) @body
(function_signature . (type_identifier) @type)
(getter_signature . (type_identifier) @type)

(declaration (initialized_identifier_list (initialized_identifier . (identifier) @name))) @definition.field
(declaration (const_builtin) (static_final_declaration_list (static_final_declaration . (identifier) @name))) @definition.constant
(declaration (final_builtin) (static_final_declaration_list (static_final_declaration . (identifier) @name))) @definition.field
(declaration (type_identifier) @type (initialized_identifier_list))
(program (static_final_declaration_list (static_final_declaration . (identifier) @name) @definition.constant))
(program (initialized_identifier_list (initialized_identifier . (identifier) @name) @definition.field))
(class_definition (annotation name: (_) @annotation))
(class_body (annotation name: (_) @decorator))
(program (annotation name: (_) @decorator))
(declaration "static" @modifier)
(class_definition (abstract) @modifier)

; Where names can be seen
[(block) (for_statement) (catch_clause)] @scope

; Parameters and variables
(formal_parameter (type_identifier) @parameter.type.next name: (identifier))
(formal_parameter name: (identifier) @parameter)
(formal_parameter . (identifier) @parameter .)
(constructor_param (identifier) @parameter)
(initialized_variable_definition (type_identifier) @binding.type name: (identifier) @target) @binding
((initialized_variable_definition name: (identifier) @bound.instance
  value: (identifier) @value.instance . value: (selector (argument_part)) .) (#match? @value.instance "^_?[A-Z]"))
(initialized_variable_definition (inferred_type) name: (identifier) @unknown value: (_) . value: (_) . value: (_))
(for_loop_parts name: (identifier) @unknown)
(catch_parameters (identifier) @unknown)

; Imports
(import_or_export (library_import (import_specification (configurable_uri (uri (string_literal) @import.module))))) @import
((import_specification) @import.all (#not-match? @import.all "['\"]\\s+(deferred\\s+)?(as|show)\\s"))
(import_specification (identifier) @import.alias)
(import_specification (combinator "show" (identifier) @import.name))
(import_or_export (library_export (configurable_uri (uri (string_literal) @import.module)))) @import @import.all
(part_directive (uri (string_literal) @import.module)) @import @import.all
(part_of_directive (uri (string_literal) @import.module)) @import @import.all

; Calls: what is called stands before its arguments
(selector (argument_part) @arguments)
(cascade_section (cascade_selector (identifier) @callee) (argument_part)) @call
(new_expression . (type_identifier) @constructed) @construct
(const_object_expression (type_identifier) @constructed) @construct
; `Box<Item>(x)`, which the grammar takes for comparisons wherever a value is wanted
((relational_expression . (relational_expression . (identifier) @constructed (relational_operator) @_less (identifier))
  (relational_operator) @_greater (parenthesized_expression)) @construct
  (#match? @constructed "^_?[A-Z]") (#eq? @_less "<") (#eq? @_greater ">"))
((initialized_variable_definition name: (identifier) @bound.instance value: (relational_expression
  . (relational_expression . (identifier) @value.instance (relational_operator) @_less (identifier))
  (relational_operator) @_greater (parenthesized_expression)))
  (#match? @value.instance "^_?[A-Z]") (#eq? @_less "<") (#eq? @_greater ">"))
