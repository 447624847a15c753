; Definitions
(module_definition (module_binding (module_name) @name body: [(structure) (functor) (module_application)]) @definition.module)
(module_definition (module_binding (module_name) @name module_type: (signature) !body) @definition.module)
(module_type_definition (module_type_name) @name) @definition.interface
(class_definition (class_binding (class_name) @name) @definition.class)
(class_type_definition (class_type_binding (class_type_name) @name) @definition.interface)
(inheritance_definition [(class_path) @base (class_application class: (class_path) @base)])
(method_definition (method_name) @name) @definition.method
(method_specification (method_name) @name) @definition.method
(instance_variable_definition (instance_variable_name) @name) @definition.field
(type_definition (type_binding name: (type_constructor) @name body: (record_declaration)) @definition.struct)
(type_definition (type_binding name: (type_constructor) @name
  body: [(variant_declaration) (polymorphic_variant_type)]) @definition.enum)
(type_definition (type_binding name: (type_constructor) @name !body) @definition.type_alias)
(type_definition (type_binding name: (type_constructor) @name
  body: [(type_constructor_path) (constructed_type) (function_type) (tuple_type)] @type) @definition.type_alias)
(exception_definition (constructor_declaration (constructor_name) @name)) @definition.class
(variant_declaration (constructor_declaration (constructor_name) @name) @definition.constant)
(field_declaration (field_name) @name type: (_) @type) @definition.field
(value_specification [(value_name) (parenthesized_operator)] @name type: (_) @type) @definition.function
(external [(value_name) (parenthesized_operator)] @name type: (_) @type) @definition.function
(let_binding pattern: [(value_name) (parenthesized_operator)] @name . (parameter)) @definition.function
(let_binding pattern: [(value_name) (parenthesized_operator)] @name
  body: [(fun_expression) (function_expression)]) @definition.function
(application_expression argument: (parenthesized_expression [(fun_expression) (function_expression)] @definition.lambda))

; Where names can be seen
[(let_expression) (match_case) (for_expression) (local_open_expression)] @scope

; Parameters and values
(module_parameter (module_name) @unknown)
(parameter pattern: (value_pattern) @parameter)
(parameter pattern: (typed_pattern pattern: (value_pattern) @parameter))
(parameter pattern: (parenthesized_pattern (typed_pattern pattern: (value_pattern) @parameter)))
(parameter pattern: (tuple_pattern (value_pattern) @unknown))
(match_case pattern: (value_pattern) @unknown)
(constructor_pattern (value_pattern) @unknown)
(tuple_pattern (value_pattern) @unknown)
(cons_pattern (value_pattern) @unknown)
(for_expression name: (value_pattern) @unknown)
((object_expression self: (value_pattern) @unknown) (#not-match? @unknown "^(self|this)$"))
(let_binding . pattern: (value_name) @target . body:
  [(number) (string) (boolean) (character) (value_path) (application_expression) (list_expression)
   (array_expression) (record_expression) (tuple_expression) (constructor_path) (infix_expression)
   (prefix_expression) (sign_expression) (if_expression) (match_expression) (let_expression) (unit)
   (parenthesized_expression) (field_get_expression) (object_expression) (new_expression)
   (method_invocation) (sequence_expression) (lazy_expression) (try_expression) (typed_expression)
   (tag) (quoted_string) (local_open_expression) (array_get_expression)] @values) @binding.constant
(let_binding . pattern: (value_name) @target . type: (_) body: (_) @values) @binding.constant
(let_binding pattern: (typed_pattern pattern: (value_name) @target) body: (_) @values) @binding.constant

; Imports
(open_module module: (_) @import.module) @import @import.all
(include_module module: (module_path) @import.module) @import @import.all
(local_open_expression (module_path) @import.module) @import @import.all
(module_definition (module_binding (module_name) @import.alias body: (module_path) @import.module) @import)

; Uses
(application_expression function: (value_path) @callee) @call
((infix_expression left: (value_path) @callee operator: (_) @_apply) @call (#eq? @_apply "@@"))
((infix_expression operator: (_) @_apply right: (value_path) @callee @call) (#eq? @_apply "|>"))
(method_invocation method: (method_name) @callee) @call
(new_expression (class_path) @constructed) @construct
(application_expression function: (constructor_path) @constructed) @construct
