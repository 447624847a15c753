; Definitions
(function_declaration name: (identifier) @name (parameters) @signature type: (_)? @type) @definition.function
(variable_declaration . (identifier) @name (struct_declaration)) @definition.struct
(variable_declaration . (identifier) @name (union_declaration)) @definition.struct
(variable_declaration . (identifier) @name (opaque_declaration)) @definition.struct
(variable_declaration . (identifier) @name [(enum_declaration) (error_set_declaration)]) @definition.enum
(test_declaration [(string (string_content) @name) (identifier) @name]) @definition.function
(struct_declaration (container_field name: (identifier) @name type: (_)? @type) @definition.field)
(union_declaration (container_field name: (identifier) @name type: (_)? @type) @definition.field)
(enum_declaration (container_field name: (identifier) @name) @definition.constant)
(error_set_declaration (identifier) @name @definition.constant)
(return_expression (struct_declaration) @definition.anonymous)
"pub" @modifier

; Where names can be seen
(block) @scope

; Parameters, and other names that get values
(parameter name: (identifier) @parameter)
(parameter type: (_) @parameter.type)
(payload (identifier) @unknown)
(variable_declaration "const" . (identifier) @target
  [(integer) (float) (string) (multiline_string) (character) (boolean) (identifier)
   (field_expression object: [(identifier) (field_expression)]) (call_expression) (struct_initializer) (array_type) (binary_expression) (unary_expression)
   (anonymous_struct_initializer) (if_expression) (switch_expression) (try_expression) (catch_expression)
   (comptime_expression) (pointer_type)] @values .) @binding.constant
(variable_declaration "var" . (identifier) @target) @binding
(variable_declaration "var" (_) @values .)
(variable_declaration type: (_) @binding.type)

; Imports
((variable_declaration . (identifier) @import.alias
  [(builtin_function (builtin_identifier) @_import (arguments (string (string_content) @import.module)))
   (field_expression
     object: (builtin_function (builtin_identifier) @_import (arguments (string (string_content) @import.module)))
     member: (identifier) @import.name)]) @import (#eq? @_import "@import"))
((using_namespace_declaration
  (builtin_function (builtin_identifier) @_import (arguments (string (string_content) @import.module)))) @import @import.all
  (#eq? @_import "@import"))
((call_expression function: (field_expression object:
  (builtin_function (builtin_identifier) @_import (arguments (string (string_content) @import.module))) @import))
  (#eq? @_import "@import"))

; Uses
(call_expression function: [(identifier) (field_expression) (call_expression)] @callee) @call
(struct_initializer . [(identifier) (field_expression)] @constructed) @construct
(return_expression [(identifier) (field_expression) (call_expression) (struct_initializer)] @return)
