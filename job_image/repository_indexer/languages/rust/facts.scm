; Definitions
(mod_item name: (identifier) @name body: (declaration_list)) @definition.module
(struct_item name: (type_identifier) @name) @definition.struct
(struct_item body: (ordered_field_declaration_list) @signature)
(union_item name: (type_identifier) @name) @definition.struct
(enum_item name: (type_identifier) @name) @definition.enum
(enum_variant name: (identifier) @name) @definition.constant
(enum_variant body: (ordered_field_declaration_list) @signature)
(trait_item name: (type_identifier) @name) @definition.trait
(trait_item bounds: (trait_bounds [(type_identifier) (scoped_type_identifier) (generic_type)] @base))
(impl_item type: (_) @receiver) @definition.extension
(impl_item trait: (_) @implemented)
(function_item name: (identifier) @name parameters: (parameters) @signature) @definition.function
(function_item return_type: (_) @type)
(function_signature_item name: (identifier) @name parameters: (parameters) @signature) @definition.function
(function_signature_item return_type: (_) @type)
(macro_definition "macro_rules!" @modifier name: (identifier) @name) @definition.function
(closure_expression body: (_) @return) @definition.lambda
(closure_expression return_type: (_) @type)
(field_declaration name: (field_identifier) @name type: (_) @type) @definition.field
(const_item name: (identifier) @name type: (_) @type) @definition.constant
(static_item name: (identifier) @name type: (_) @type) @definition.constant
(type_item name: (type_identifier) @name type: (_) @type) @definition.type_alias
(associated_type name: (type_identifier) @name) @definition.type_alias
(function_modifiers) @modifier
(visibility_modifier) @modifier

((attribute_item (attribute . [(identifier) (scoped_identifier)] @decorator)) . [(attribute_item) (line_comment)
  (struct_item) (union_item) (enum_item) (enum_variant) (trait_item) (function_item) (function_signature_item)
  (field_declaration) (const_item) (static_item) (type_item) (macro_definition) (mod_item body: (_))])
((attribute_item (attribute (token_tree (identifier) @decorator . ["," ")"]))) (#match? @decorator "^[A-Z]"))

; Where names can be seen
[(block) (match_arm) (if_expression) (while_expression) (for_expression)] @scope

; Parameters
(self_parameter (self) @parameter)
(parameter pattern: [(identifier) (self)] @parameter type: (_) @parameter.type)
(parameter pattern: (mut_pattern (identifier) @parameter) type: (_) @parameter.type)
(closure_parameters (identifier) @parameter)
(closure_parameters (reference_pattern (identifier) @parameter))
(closure_parameters (tuple_pattern (identifier) @unknown))
(type_parameter name: (type_identifier) @type_parameter)
(type_parameter bounds: (trait_bounds) @type_parameter.bound)
(where_predicate left: (type_identifier) @type_parameter bounds: (trait_bounds) @type_parameter.bound)

; Bindings
(let_declaration pattern: (identifier) @declared type: (_) @declared.type)
(let_declaration pattern: (identifier) @bound value: (_) @value)
(let_declaration pattern: [(tuple_pattern) (tuple_struct_pattern) (struct_pattern)] value: (_) @values) @binding
(let_condition value: (_) @values) @binding
(for_expression pattern: (identifier) @bound.element value: (_) @value.element)
(for_expression pattern: (tuple_pattern) value: (_) @values) @binding.element
(match_expression value: (_) @values) @binding.match
(match_arm pattern: (match_pattern . (_))) @binding

[(tuple_pattern) (tuple_struct_pattern) (struct_pattern)] @targets
(tuple_struct_pattern type: (_) @targets.type)
(struct_pattern type: (_) @targets.type)
(tuple_pattern [(identifier) "_"] @target)
(tuple_struct_pattern (_) [(identifier) "_"] @target)
(match_pattern . (identifier) @target)
(let_condition pattern: (identifier) @target)
(captured_pattern . (identifier) @target)
(ref_pattern (identifier) @target)
(mut_pattern (identifier) @target)
(reference_pattern (identifier) @target)
(struct_pattern (field_pattern name: (shorthand_field_identifier) @target.named))
(struct_pattern (field_pattern name: (field_identifier) @target.key pattern: (_)))
(field_pattern pattern: (identifier) @target)

; Imports; the alias `mod` is for a module that is declared here
(use_declaration) @import
(use_declaration argument: [(identifier) (crate) (self) (super)] @import.module)
(use_declaration argument: (scoped_identifier path: (_) @import.module name: (_) @import.name))
(use_declaration argument: (use_as_clause path: [(identifier) (crate) (self) (super)] @import.module))
(use_declaration argument: (use_wildcard (_) @import.module "*" @import.name))
(use_as_clause path: (scoped_identifier path: (_) @import.module name: (_) @import.name))
(use_as_clause alias: (_) @import.alias)
(scoped_use_list path: (_) @import.module)
(use_list [(scoped_use_list) (scoped_identifier) (use_as_clause) (use_wildcard) (self)] @import)
(use_list (identifier) @import.name)
(use_list (scoped_identifier path: (_) @import.module name: (_) @import.name))
(use_list (use_as_clause path: (identifier) @import.name))
(use_list (use_wildcard (_) @import.module "*" @import.name))
(use_list (use_wildcard . "*" @import.name))
(extern_crate_declaration name: (identifier) @import.module) @import
(extern_crate_declaration alias: (identifier) @import.alias)
(mod_item "mod" @import.alias name: (identifier) @import.module !body) @import
((attribute_item (attribute value: (string_literal (string_content) @import.path))) . (mod_item !body))

; Uses
(call_expression function: [(identifier) (scoped_identifier) (field_expression) (call_expression)
  (parenthesized_expression) (self)] @callee) @call
(call_expression function: (generic_function function: (_) @callee)) @call
(arguments (_expression) @argument)
(struct_expression name: (_) @constructed) @construct
(field_initializer value: (_) @argument)
(macro_invocation macro: (_) "!" @callee) @call
(token_tree (identifier) . (token_tree "(") @arguments)
[(attribute_item) (inner_attribute_item)] @no_code
(attribute_item) @attached
((macro_invocation macro: (identifier) @_quotes (token_tree) @no_code)
  (#any-of? @_quotes "matches" "assert_matches" "debug_assert_matches" "quote" "quote_spanned" "parse_quote"
   "stringify" "concat" "cfg"))
(return_expression (_) @return)

(try_expression (_) @operand.try) @operator
[(await_expression) (reference_expression) (parenthesized_expression)] @choice
(await_expression (_) @item)
(reference_expression value: (_) @item)
(parenthesized_expression (_) @item)
(unary_expression "*" (_) @item) @choice
(tuple_expression (_) @item) @list
(array_expression (_expression) @item) @list
