; Definitions
(function_declaration name: (identifier) @name parameters: (parameters) @signature) @definition.function
(function_declaration name: (dot_index_expression table: (_) @holder @receiver field: (identifier) @name)
  parameters: (parameters) @signature) @definition.function
(function_declaration name: (method_index_expression table: (_) @holder @receiver method: (identifier) @name)
  parameters: (parameters) @signature) @definition.method
(assignment_statement (variable_list . name: (identifier) @name .)
  (expression_list . value: (function_definition parameters: (parameters) @signature) .)) @definition.function
(assignment_statement (variable_list . name: (dot_index_expression table: (_) @holder @receiver field: (identifier) @name) .)
  (expression_list . value: (function_definition parameters: (parameters) @signature) .)) @definition.function
(field name: [(identifier) @name (string (string_content) @name)] value: (function_definition parameters: (parameters) @signature)) @definition.value.function
(arguments (function_definition) @definition.lambda)
(return_statement (expression_list (function_definition) @definition.lambda))

; A table is a class if it looks up its members in itself or in another one
((variable_declaration (assignment_statement (variable_list . name: (identifier) @name .)
    (expression_list . value: (table_constructor) .))) @definition.class
  . (comment)* . (assignment_statement (variable_list . name: (dot_index_expression table: (identifier) @_table field: (identifier) @_index)))
  (#eq? @_table @name) (#eq? @_index "__index"))
((assignment_statement (variable_list . name: (identifier) @name .)
    (expression_list . value: (table_constructor) .)) @definition.class
  . (comment)* . (assignment_statement (variable_list . name: (dot_index_expression table: (identifier) @_table field: (identifier) @_index)))
  (#eq? @_table @name) (#eq? @_index "__index"))
(chunk [
  (assignment_statement (variable_list . name: (identifier) @name .)
    (expression_list . value: (function_call name: (identifier) @_make) .)) @definition.class
  (variable_declaration (assignment_statement (variable_list . name: (identifier) @name .)
    (expression_list . value: (function_call name: (identifier) @_make) .)) @definition.class)]
  (#match? @_make "^(setmetatable|class)$"))
(chunk [
  (assignment_statement (variable_list . name: (identifier) @name .) (expression_list . value:
    (function_call name: (method_index_expression table: (_) @base method: (identifier) @_make)) .)) @definition.class
  (variable_declaration (assignment_statement (variable_list . name: (identifier) @name .) (expression_list . value:
    (function_call name: (method_index_expression table: (_) @base method: (identifier) @_make)) .)) @definition.class)]
  (#eq? @_make "extend"))
((field name: (identifier) @_index value: [(identifier) (dot_index_expression)] @base) (#eq? @_index "__index"))

; Where names can be seen
[(block) (for_statement)] @scope

; Parameters and variables
(parameters name: (identifier) @parameter)
(for_generic_clause (variable_list name: (identifier) @unknown))
(for_numeric_clause name: (identifier) @unknown)
(assignment_statement (variable_list . name: (identifier) @bound .) (expression_list . value:
  [(identifier) (dot_index_expression) (string) (number) (true) (false) (nil) (binary_expression) (unary_expression)] @value .))
((assignment_statement (variable_list . name: (identifier) @bound .) (expression_list . value: (function_call name: (_) @_make) @value .))
  (#not-match? @_make "^(require|setmetatable|class|.*:extend)$"))
(assignment_statement (variable_list (_) . name: (identifier) @unknown))

; Imports
((assignment_statement (variable_list . name: (identifier) @import.alias .) (expression_list . value:
  (function_call name: (identifier) @_require arguments: (arguments (string (string_content) @import.module))) .)) @import
  (#eq? @_require "require"))
((assignment_statement (variable_list . name: (identifier) @import.alias .) (expression_list . value:
  (dot_index_expression table: (function_call name: (identifier) @_require
    arguments: (arguments (string (string_content) @import.module))) field: (identifier) @import.name) .)) @import
  (#eq? @_require "require"))
((assignment_statement (variable_list . name: (dot_index_expression)) (expression_list . value:
  (function_call name: (identifier) @_require arguments: (arguments (string (string_content) @import.module))) @import .))
  (#eq? @_require "require"))
((field value: (function_call name: (identifier) @_require arguments: (arguments (string (string_content) @import.module))) @import)
  (#eq? @_require "require"))
((chunk (function_call name: (identifier) @_require arguments: (arguments (string (string_content) @import.module))) @import)
  (#match? @_require "^(require|dofile)$"))
((block (function_call name: (identifier) @_require arguments: (arguments (string (string_content) @import.module))) @import)
  (#match? @_require "^(require|dofile)$"))

; Calls
((function_call name: [(identifier) (dot_index_expression) (method_index_expression) (function_call)] @callee) @call
  (#not-match? @callee "^(require|setmetatable)$"))
(chunk (return_statement (expression_list . (_) @return .)))
(function_declaration body: (block (return_statement (expression_list . [(identifier) (function_call)] @return .))))
