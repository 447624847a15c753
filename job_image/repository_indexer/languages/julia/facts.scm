; Definitions
(module_definition name: (identifier) @name) @definition.module
(struct_definition (type_head [(identifier) @name (parametrized_type_expression . (identifier) @name) (binary_expression . [(identifier) @name (parametrized_type_expression . (identifier) @name)] (operator) (_) @base)])) @definition.struct
(abstract_definition (type_head [(identifier) @name (parametrized_type_expression . (identifier) @name) (binary_expression . [(identifier) @name (parametrized_type_expression . (identifier) @name)] (operator) (_) @base)])) @definition.class
(primitive_definition (type_head [(identifier) @name (parametrized_type_expression . (identifier) @name) (binary_expression . [(identifier) @name (parametrized_type_expression . (identifier) @name)] (operator) (_) @base)])) @definition.struct
(struct_definition [(identifier) @name (typed_expression . (identifier) @name (_) @type)] @definition.field)
; The head of a function can stand within its type, its type parameters, or both
(function_definition (signature [
  (call_expression . [(identifier) @name (field_expression (identifier) @name .) (parenthesized_expression (operator) @name) (operator) @name] (argument_list) @signature)
  (typed_expression . (call_expression . [(identifier) @name (field_expression (identifier) @name .) (parenthesized_expression (operator) @name) (operator) @name] (argument_list) @signature))
  (where_expression . (call_expression . [(identifier) @name (field_expression (identifier) @name .) (parenthesized_expression (operator) @name) (operator) @name] (argument_list) @signature))
  (where_expression . (typed_expression . (call_expression . [(identifier) @name (field_expression (identifier) @name .) (parenthesized_expression (operator) @name) (operator) @name] (argument_list) @signature)))])) @definition.function
(function_definition (signature . (identifier) @name .)) @definition.function
(macro_definition (signature (call_expression . [(identifier) @name (field_expression (identifier) @name .) (parenthesized_expression (operator) @name) (operator) @name] (argument_list) @signature))) @definition.function
(assignment . [
  (call_expression . [(identifier) @name (field_expression (identifier) @name .) (parenthesized_expression (operator) @name) (operator) @name] (argument_list) @signature)
  (typed_expression . (call_expression . [(identifier) @name (field_expression (identifier) @name .) (parenthesized_expression (operator) @name) (operator) @name] (argument_list) @signature))
  (where_expression . (call_expression . [(identifier) @name (field_expression (identifier) @name .) (parenthesized_expression (operator) @name) (operator) @name] (argument_list) @signature))
  (where_expression . (typed_expression . (call_expression . [(identifier) @name (field_expression (identifier) @name .) (parenthesized_expression (operator) @name) (operator) @name] (argument_list) @signature)))]) @definition.function
(assignment . (identifier) @name (operator) [(arrow_function_expression) (function_definition)]) @definition.function
(argument_list (arrow_function_expression) @definition.lambda)
(argument_list (function_definition (signature (argument_list))) @definition.lambda)
(named_argument (arrow_function_expression) @definition.lambda)
(return_statement (arrow_function_expression) @definition.lambda)
(do_clause) @definition.lambda
((string_literal (content) @doc.before) . [(function_definition) (struct_definition) (abstract_definition)
  (macro_definition) (assignment) (const_statement) (module_definition)])

; Where names can be seen
[(let_statement) (for_statement) (while_statement) (try_statement) (comprehension_expression)] @scope

; Parameters and variables
(signature [
  (call_expression (argument_list [(identifier) @parameter (typed_expression . (identifier) @parameter) (named_argument . (identifier) @parameter) (named_argument . (typed_expression . (identifier) @parameter)) (splat_expression (identifier) @parameter)]))
  (typed_expression . (call_expression (argument_list [(identifier) @parameter (typed_expression . (identifier) @parameter) (named_argument . (identifier) @parameter) (named_argument . (typed_expression . (identifier) @parameter)) (splat_expression (identifier) @parameter)])))
  (where_expression . (call_expression (argument_list [(identifier) @parameter (typed_expression . (identifier) @parameter) (named_argument . (identifier) @parameter) (named_argument . (typed_expression . (identifier) @parameter)) (splat_expression (identifier) @parameter)])))
  (where_expression . (typed_expression . (call_expression (argument_list [(identifier) @parameter (typed_expression . (identifier) @parameter) (named_argument . (identifier) @parameter) (named_argument . (typed_expression . (identifier) @parameter)) (splat_expression (identifier) @parameter)]))))])
(assignment . [
  (call_expression (argument_list [(identifier) @parameter (typed_expression . (identifier) @parameter) (named_argument . (identifier) @parameter) (named_argument . (typed_expression . (identifier) @parameter)) (splat_expression (identifier) @parameter)]))
  (typed_expression . (call_expression (argument_list [(identifier) @parameter (typed_expression . (identifier) @parameter) (named_argument . (identifier) @parameter) (named_argument . (typed_expression . (identifier) @parameter)) (splat_expression (identifier) @parameter)])))
  (where_expression . (call_expression (argument_list [(identifier) @parameter (typed_expression . (identifier) @parameter) (named_argument . (identifier) @parameter) (named_argument . (typed_expression . (identifier) @parameter)) (splat_expression (identifier) @parameter)])))
  (where_expression . (typed_expression . (call_expression (argument_list [(identifier) @parameter (typed_expression . (identifier) @parameter) (named_argument . (identifier) @parameter) (named_argument . (typed_expression . (identifier) @parameter)) (splat_expression (identifier) @parameter)]))))])
(arrow_function_expression . [(identifier) @parameter (argument_list (identifier) @parameter)])
(do_clause (argument_list (identifier) @parameter))
(for_binding . [(identifier) @unknown (tuple_expression (identifier) @unknown)])
(let_binding . (identifier) @unknown)
(const_statement (assignment . (identifier) @target (operator) (_) @values .) @binding.constant)
(source_file (assignment . (identifier) @target (operator)
  [(integer_literal) (float_literal) (string_literal) (boolean_literal) (vector_expression) (matrix_expression)
   (call_expression) (identifier) (field_expression) (tuple_expression) (binary_expression)
   (index_expression) (comprehension_expression)] @values .) @binding)
(module_definition (assignment . (identifier) @target (operator)
  [(integer_literal) (float_literal) (string_literal) (boolean_literal) (vector_expression) (matrix_expression)
   (call_expression) (identifier) (field_expression) (tuple_expression) (binary_expression)
   (index_expression) (comprehension_expression)] @values .) @binding)
(function_definition (assignment . [(identifier) @unknown (open_tuple (identifier) @unknown)]))
(function_definition (assignment . (typed_expression . (identifier) @unknown)))
(local_statement [(identifier) @unknown (assignment . (identifier) @unknown)])

; Imports
(using_statement [(identifier) (scoped_identifier) (import_path)] @import.module @import.all) @import
(using_statement (selected_import . (_) @import.module (_) @import.name)) @import
(import_statement [(identifier) (scoped_identifier) (import_path)] @import.module) @import
(import_statement (import_alias . (_) @import.module (identifier) @import.alias)) @import
(import_statement (selected_import . (_) @import.module (_) @import.name)) @import
((call_expression . (identifier) @_include (argument_list . (string_literal (content) @import.module) .)) @import @import.all
  (#eq? @_include "include"))

; Calls
((call_expression . [(identifier) (field_expression)] @callee) @call (#not-match? @callee "^(include|new)$"))
(broadcast_call_expression . [(identifier) (field_expression)] @callee) @call
(macrocall_expression . (macro_identifier (identifier) @callee @call))
