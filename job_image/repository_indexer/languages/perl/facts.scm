; Definitions: a package goes on to the next one, if it has no block
(package_statement name: (package) @name (block)) @definition.module
((package_statement name: (package) @name .) @definition.module_clause (#not-eq? @name "main"))
((package_statement name: (package) @_main .) @definition.scope_clause (#eq? @_main "main"))
(class_statement name: (package) @name) @definition.class
(subroutine_declaration_statement name: (bareword) @name) @definition.function
(method_declaration_statement name: (bareword) @name) @definition.method
(subroutine_declaration_statement (signature) @signature)
(anonymous_subroutine_expression) @definition.lambda
((use_statement module: (package) @_pragma . (list_expression . (autoquoted_bareword) @name @definition.constant))
  (#eq? @_pragma "constant"))
((use_statement module: (package) @_pragma
  (anonymous_hash_expression (list_expression (autoquoted_bareword) @name @definition.constant . (_))))
  (#eq? @_pragma "constant"))
; Base classes
((use_statement module: (package) @_pragma [
  (quoted_word_list (string_content) @base)
  (string_literal (string_content) @base)
  (list_expression (string_literal (string_content) @base))])
  (#match? @_pragma "^(parent|base)$"))
((expression_statement (assignment_expression left: (variable_declaration (array (varname) @_isa))
  right: [(string_literal (string_content) @base) (parenthesized_expression (string_literal (string_content) @base))
          (quoted_word_list (string_content) @base)])) (#eq? @_isa "ISA"))

; Imports: which names a module gives is its own matter
(use_statement module: (package) @import.module) @import @import.all
((use_statement module: (package) @_pragma (quoted_word_list (string_content) @import.module)) @import
  (#match? @_pragma "^(parent|base)$"))
((use_statement module: (package) @_pragma (string_literal (string_content) @import.module)) @import
  (#match? @_pragma "^(parent|base)$"))
((use_statement module: (package) @_pragma (list_expression (string_literal (string_content) @import.module))) @import
  (#match? @_pragma "^(parent|base)$"))
(require_expression [(bareword) @import.module (string_literal (string_content) @import.module)
  (interpolated_string_literal (string_content) @import.module)]) @import

; Variables
((assignment_expression left: (variable_declaration (scalar) @bound)
  right: [(method_call_expression) (function_call_expression)] @value) (#not-match? @bound "^.(self|this|class)$"))
(assignment_expression left: (variable_declaration "our" [(scalar) (array) (hash)] @target)) @binding

; Calls
((function_call_expression function: (function) @callee) @call (#not-match? @callee "^&"))
(function_call_expression function: (function (varname) @callee @call))
((ambiguous_function_call_expression function: (function) @callee) @call (#not-match? @callee "^&"))
(method_call_expression invocant: [(bareword) (scalar) (func0op_call_expression) (method_call_expression)
  (function_call_expression)] method: (method) @callee) @call
(expression_statement (bareword) @callee @call)
(return_expression (scalar) @return)
