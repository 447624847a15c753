; What JavaScript, TypeScript and TSX have in common.

; Definitions; a function or class without a name has that of what it is the value of (ECMA-262, NamedEvaluation)
(function_declaration name: (identifier) @name parameters: (_) @signature) @definition.function
(generator_function_declaration name: (identifier) @name parameters: (_) @signature) @definition.function
(function_expression name: (identifier) @name) @definition.value.function
(generator_function name: (identifier) @name) @definition.value.function
(function_expression !name) @definition.lambda
(generator_function !name) @definition.lambda
(arrow_function) @definition.lambda
(function_expression parameters: (_) @signature)
(generator_function parameters: (_) @signature)
(arrow_function parameters: (_) @signature)
(arrow_function "=>" @modifier)
(class_declaration name: (_) @name) @definition.class
(class name: (_) @name) @definition.value.class
(class !name) @definition.anonymous
[(function_declaration "async" @modifier) (function_expression "async" @modifier) (arrow_function "async" @modifier)]

(variable_declarator name: (identifier) @name
  value: [(arrow_function) (function_expression) (generator_function)] @named) @definition.function
(variable_declarator name: (identifier) @name value: (class) @named) @definition.class
(variable_declarator name: (identifier) @name value: (object)) @definition.object
((assignment_expression
  left: [(identifier) @name (member_expression object: (_) @holder property: (_) @name)]
  right: [(arrow_function) (function_expression) (generator_function)] @named) @definition.value.function
  (#not-eq? @name "exports"))
((assignment_expression
  left: [(identifier) @name (member_expression object: (_) @holder property: (_) @name)]
  right: (class) @named) @definition.value.class
  (#not-eq? @name "exports"))
(assignment_expression
  left: [(identifier) @name (member_expression object: (_) @holder property: (_) @name)]
  right: (object)) @definition.object
(pair key: [(property_identifier) @name (string (string_fragment) @name)]
  value: [(arrow_function) (function_expression) (generator_function)] @named) @definition.value.method
(pair key: [(property_identifier) @name (string (string_fragment) @name)]
  value: (class) @named) @definition.value.class
(pair key: [(property_identifier) @name (string (string_fragment) @name)] value: (object)) @definition.object
(export_statement "default" @name
  value: [(arrow_function) (function_expression) (generator_function)] @named) @definition.value.function
(export_statement "default" @name value: (class) @named) @definition.value.class

; Members
((class_body (method_definition name: (property_identifier) @name parameters: (_) @signature) @definition.constructor)
  (#eq? @name "constructor"))
((class_body (method_definition name: (property_identifier) @name parameters: (_) @signature) @definition.method)
  (#not-eq? @name "constructor"))
(class_body (method_definition name: [
  (private_property_identifier) @name
  (string (string_fragment) @name)
  (computed_property_name (string (string_fragment) @name))
  (computed_property_name (member_expression) @name)
  (computed_property_name (identifier)) @name] parameters: (_) @signature) @definition.method)
(object (method_definition name: [
  (property_identifier) @name
  (string (string_fragment) @name)
  (computed_property_name (string (string_fragment) @name))
  (computed_property_name (member_expression) @name)
  (computed_property_name (identifier)) @name] parameters: (_) @signature) @definition.value.method)
(method_definition ["static" "async" "get" "set"] @modifier)
(class_static_block) @scope

; Where names can be seen; the block of a function is part of it
(statement_block (statement_block) @scope)
(program (statement_block) @scope)
(if_statement consequence: (_) @scope)
(else_clause (_) @scope)
(while_statement body: (_) @scope)
(do_statement body: (_) @scope)
(try_statement body: (statement_block) @scope)
(finally_clause body: (statement_block) @scope)
[(for_statement) (for_in_statement) (catch_clause) (switch_body)] @scope
(variable_declaration (variable_declarator name: (identifier) @hoisted))
(for_in_statement kind: "var" left: (identifier) @hoisted)

; Parameters
(arrow_function parameter: (identifier) @parameter)

; Bindings
(lexical_declaration kind: "const" (variable_declarator name: (identifier) @bound.constant value: (_) @value.constant))
(lexical_declaration kind: "let" (variable_declarator name: (identifier) @bound value: (_) @value))
(variable_declaration (variable_declarator name: (identifier) @bound value: (_) @value))
(variable_declarator name: (identifier) @unknown !value)
(lexical_declaration kind: "const"
  (variable_declarator name: [(object_pattern) (array_pattern)] @targets value: (_) @values) @binding.constant)
(lexical_declaration kind: "let"
  (variable_declarator name: [(object_pattern) (array_pattern)] @targets value: (_) @values) @binding)
(variable_declaration
  (variable_declarator name: [(object_pattern) (array_pattern)] @targets value: (_) @values) @binding)
(assignment_expression left: (identifier) @bound.assigned right: (_) @value.assigned)
(assignment_expression left: [(member_expression) (subscript_expression)] @bound right: (_) @value)
(assignment_expression left: [(object_pattern) (array_pattern)] @targets right: (_) @values) @binding.assigned
(augmented_assignment_expression left: (identifier) @bound.assigned
  operator: ["||=" "&&=" "??="] right: (_) @value.assigned)
(augmented_assignment_expression left: [(member_expression) (subscript_expression)] @bound
  operator: ["||=" "&&=" "??="] right: (_) @value)
(for_in_statement left: (identifier) @bound.element operator: "of" right: (_) @value.element)
(for_in_statement left: (identifier) @unknown operator: "in")
(for_in_statement left: [(object_pattern) (array_pattern)] @targets right: (_) @values) @binding.element
(catch_clause parameter: (identifier) @unknown)
(catch_clause parameter: [(object_pattern) (array_pattern)] @targets) @binding.unknown
(object_pattern (shorthand_property_identifier_pattern) @target.named)
(object_pattern (object_assignment_pattern
  left: (shorthand_property_identifier_pattern) @target.named @bound.default right: (_) @value.default))
(pair_pattern key: (property_identifier) @target.key)
(pair_pattern value: [(identifier) (member_expression) (subscript_expression)] @target)
(pair_pattern value: [(object_pattern) (array_pattern)] @targets)
(pair_pattern value: (assignment_pattern left: (identifier) @target @bound.default right: (_) @value.default))
(pair_pattern value: (assignment_pattern left: [(object_pattern) (array_pattern)] @targets))
(array_pattern [(identifier) (member_expression) (subscript_expression)] @target)
(array_pattern [(object_pattern) (array_pattern)] @targets)
(array_pattern (assignment_pattern left: (identifier) @target @bound.default right: (_) @value.default))
(array_pattern (assignment_pattern left: [(object_pattern) (array_pattern)] @targets))
(rest_pattern (identifier) @target.rest)
(array_pattern "," @target.comma)

; Imports and exports (ECMA-262, Modules; nodejs.org/api/modules.html)
(import_statement) @import
(import_statement source: (string) @import.from)
(import_clause (identifier) @import.default)
(namespace_import (identifier) @import.whole)
(import_specifier name: (identifier) @import.member)
(import_specifier name: (string (string_fragment) @import.member))
(import_specifier alias: (identifier) @import.alias)
((call_expression function: (identifier) @_require arguments: (arguments . (string) @import.from .)) @import
  (#eq? @_require "require"))
(call_expression function: (import) arguments: (arguments . (string) @import.from)) @import
(export_statement source: (string) @import.from) @import.exported
(export_statement "*" @import.member source: (_))
(export_statement (namespace_export (identifier) @import.whole) source: (_))
(export_statement (export_clause (export_specifier name: (identifier) @import.member)) source: (_))
(export_statement (export_clause (export_specifier alias: (identifier) @import.alias)) source: (_))
(export_statement !source (export_clause (export_specifier name: (identifier) @exported)))
(export_statement !source (export_clause (export_specifier alias: (identifier) @exported.as)))
(export_statement "default" value: (_) @exported.default)
(export_statement declaration: (_ name: (_) @exported))
(export_statement "default" declaration: (_ name: (_) @exported.default)) ; in place of its own name
(export_statement declaration: (lexical_declaration (variable_declarator name: (identifier) @exported)))
(export_statement declaration: (variable_declaration (variable_declarator name: (identifier) @exported)))
(export_statement declaration: (_ (variable_declarator name: (object_pattern
  (shorthand_property_identifier_pattern) @exported))))

; Calls
(call_expression function: (_) @callee) @call
(new_expression constructor: (_) @constructed) @construct
(arguments [(expression) (spread_element)] @argument)
(return_statement (expression) @return)
(arrow_function body: (expression) @return)
(yield_expression (expression) @yield)
(yield_expression "*" (expression) @item) @spread @yield

; Expressions that hold expressions
(array) @list
(array [(expression) (spread_element)] @item)
(array (spread_element (expression) @item) @spread)
(arguments (spread_element (expression) @item) @spread)
(object) @map
(pair key: (property_identifier) @key.name value: (_) @item)
(pair key: [(string) (number)] @key value: (_) @item)
(pair key: (computed_property_name (_) @key) value: (_) @item)
(object (shorthand_property_identifier) @item.named)
(object (method_definition) @item.member)
(object (spread_element "..." @key.name (_) @item))
(parenthesized_expression [(identifier) (this) (member_expression) (subscript_expression) (call_expression)
  (new_expression) (function_expression) (arrow_function) (class) (object) (array) (await_expression)
  (parenthesized_expression) (assignment_expression) (ternary_expression) (sequence_expression)
  (binary_expression operator: ["||" "&&" "??"])] @item) @choice
(sequence_expression (expression) @item .) @choice
(await_expression (expression) @item) @choice
(assignment_expression right: (assignment_expression right: (_) @item) @choice)
(variable_declarator value: (assignment_expression right: (_) @item) @choice)
(parenthesized_expression (assignment_expression right: (_) @item) @choice)
(arguments (assignment_expression right: (_) @item) @choice)
(return_statement (assignment_expression right: (_) @item) @choice)
(arrow_function body: (assignment_expression right: (_) @item) @choice)
(augmented_assignment_expression operator: ["||=" "&&=" "??="] right: (_) @item) @choice
(ternary_expression consequence: (_) @item alternative: (_) @item) @choice
(binary_expression left: (_) @item operator: ["||" "??"] right: (_) @item) @choice
(binary_expression operator: "&&" right: (_) @item) @choice
