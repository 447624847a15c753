; Definitions: the body of a function stands behind its head
(named_module name: (long_identifier) @name) @definition.module
(namespace name: (long_identifier) @name) @definition.package
(module_defn (identifier) @name block: [(declaration_expression) (type_definition) (module_defn) (import_decl)
  (exception_definition) (application_expression)]) @definition.module
(type_definition (record_type_defn (type_name type_name: (identifier) @name)) @definition.struct)
(record_field . (identifier) @name (_) @type) @definition.field
((type_definition (union_type_defn (type_name type_name: (identifier) @name)
  (union_type_cases . (union_type_case . (identifier) @type .) .)) @definition.type_alias) (#match? @type "^[a-z]"))
((type_definition (union_type_defn (type_name type_name: (identifier) @name)
  (union_type_cases . (union_type_case . (identifier) @_case .) .)) @definition.enum) (#not-match? @_case "^[a-z]"))
(type_definition (union_type_defn (type_name type_name: (identifier) @name)
  (union_type_cases . (union_type_case (union_type_fields)) .)) @definition.enum)
(type_definition (union_type_defn (type_name type_name: (identifier) @name)
  (union_type_cases . (union_type_case) . (union_type_case))) @definition.enum)
((union_type_case . (identifier) @name) @definition.constant (#match? @name "^[A-Z]"))
(type_definition (anon_type_defn (type_name type_name: (identifier) @name) (primary_constr_args)) @definition.class)
(type_definition (anon_type_defn . (type_name type_name: (identifier) @name) . [(line_comment) (block_comment)]*
  . (type_extension_elements . (member_defn (member_signature)))) @definition.interface)
(type_definition (interface_type_defn (type_name type_name: (identifier) @name)) @definition.interface)
(type_definition (type_abbrev_defn (type_name type_name: (identifier) @name) (_) @type) @definition.type_alias)
(type_definition (delegate_type_defn (type_name type_name: (identifier) @name)) @definition.type_alias)
(type_definition (enum_type_defn (type_name type_name: (identifier) @name)) @definition.enum)
(enum_type_case . (identifier) @name) @definition.constant
(exception_definition exception_name: (long_identifier) @name) @definition.class
(class_inherits_decl (simple_type (long_identifier) @base))
(interface_implementation (simple_type (long_identifier) @implemented))
(member_defn (method_or_prop_defn name: (property_or_ident method: (identifier) @name))) @definition.method
(member_defn (method_or_prop_defn name: (property_or_ident !instance . (identifier) @name))) @definition.method
(member_defn (member_signature . (identifier) @name)) @definition.method
(member_defn (additional_constr_defn "new" @name)) @definition.constructor
(member_defn (property_or_ident (identifier) @name)) @definition.field
(function_declaration_left [(identifier) (op_identifier)] @name) @definition.function
(function_or_value_defn (value_declaration_left (identifier_pattern (long_identifier_or_op (identifier) @name)))
  body: [(fun_expression) (function_expression)]) @definition.function
(function_or_value_defn body: (_) @body)
(function_declaration_left (argument_patterns) @signature)
(application_expression (paren_expression (fun_expression) @definition.lambda))
(extern_binding name: (identifier) @name) @definition.function
(access_modifier) @modifier
(attributes (attribute (simple_type (long_identifier) @decorator)))

; Where names can be seen
(rule) @scope

; Parameters and values
(argument_patterns (long_identifier (identifier) @parameter))
(argument_patterns (typed_pattern (identifier_pattern (long_identifier_or_op (identifier) @parameter))))
(argument_patterns (paren_pattern (typed_pattern (identifier_pattern (long_identifier_or_op (identifier) @parameter)))))
(typed_pattern (identifier_pattern) (simple_type (long_identifier) @parameter.type))
(method_or_prop_defn args: (identifier_pattern (long_identifier_or_op (identifier) @parameter)))
(method_or_prop_defn args: (paren_pattern (typed_pattern (identifier_pattern (long_identifier_or_op (identifier) @parameter)))))
(rule pattern: (identifier_pattern (long_identifier_or_op) (identifier_pattern (long_identifier_or_op (identifier) @unknown))))
(function_or_value_defn (value_declaration_left (identifier_pattern (long_identifier_or_op (identifier) @target))) body:
  [(const) (long_identifier_or_op) (application_expression) (prefixed_expression) (infix_expression) (list_expression)
   (tuple_expression) (brace_expression) (if_expression) (match_expression) (paren_expression) (dot_expression)
   (array_expression) (ce_expression) (declaration_expression)] @values) @binding.constant
(function_or_value_defn (value_declaration_left (repeat_pattern (identifier_pattern (long_identifier_or_op (identifier) @unknown)))))

; Imports
(import_decl (long_identifier) @import.module) @import @import.all
(module_abbrev (identifier) @import.alias (long_identifier) @import.module) @import
(module_defn (identifier) @import.alias block: (long_identifier_or_op) @import.module) @import
(fsi_directive_decl (string) @import.module) @import @import.all

; Calls: the innermost application is that of the function itself
(application_expression . (long_identifier_or_op) @callee) @call
(application_expression . (dot_expression field: (long_identifier_or_op) @callee)) @call
((infix_expression (_) . (infix_op) @_apply . (long_identifier_or_op) @callee @call) (#match? @_apply "^([|]>|>>)$"))
((infix_expression . (long_identifier_or_op) @callee @call . (infix_op) @_apply) (#match? @_apply "^(<[|]|>>|<<)$"))
