; Definitions
(create_table (object_reference schema: (identifier)? @holder name: (identifier) @name)) @definition.class
(create_view (object_reference schema: (identifier)? @holder name: (identifier) @name)) @definition.class
(create_materialized_view (object_reference schema: (identifier)? @holder name: (identifier) @name)) @definition.class
(create_function (object_reference schema: (identifier)? @holder name: (identifier) @name)
  (function_arguments) @signature) @definition.function
(create_procedure (object_reference schema: (identifier)? @holder name: (identifier) @name)
  (function_arguments) @signature) @definition.function
(create_trigger (keyword_trigger) . (object_reference name: (identifier) @name)) @definition.function
(create_type (object_reference schema: (identifier)? @holder name: (identifier) @name) (keyword_enum)) @definition.enum
(create_type (object_reference schema: (identifier)? @holder name: (identifier) @name) (column_definitions)) @definition.class
(create_sequence (object_reference schema: (identifier)? @holder name: (identifier) @name)) @definition.constant
(create_schema (identifier) @name) @definition.module
(column_definitions (column_definition name: (identifier) @name type: (_) @type) @definition.field)

; Names of a statement alone
(statement (cte)) @scope
(create_query (cte)) @scope
(cte . (identifier) @unknown)

; Uses of tables and views
(relation (object_reference) @reference)
(from (keyword_from) . (object_reference) @reference)
(insert (object_reference) @reference)
(column_definition (keyword_references) . (object_reference) @reference)
(constraint (keyword_references) . (object_reference) @reference)
(create_index (object_reference) @reference)
(create_trigger (keyword_on) . (object_reference) @reference)
(create_policy (keyword_on) . (object_reference) @reference)
(alter_table (keyword_table) . (object_reference) @reference)
(drop_table (object_reference) @reference)
(drop_view (object_reference) @reference)
(statement (keyword_truncate) (object_reference) @reference)
(statement (keyword_into) . (object_reference) @reference)
(statement (keyword_using) . (object_reference) @reference)

; Calls
(invocation (object_reference) @callee) @call
(create_trigger (keyword_execute) . (_) . (object_reference) @callee @call)
; A body in PL/pgSQL, of which the grammar understands little
(function_body (ERROR)) @unparsed
