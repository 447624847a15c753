; Definitions
(namespace_declaration name: (_) @name) @definition.package
(file_scoped_namespace_declaration name: (_) @name) @definition.package_clause
(class_declaration name: (identifier) @name) @definition.class
(record_declaration name: (identifier) @name) @definition.class
(struct_declaration name: (identifier) @name) @definition.struct
(interface_declaration name: (identifier) @name) @definition.interface
(enum_declaration name: (identifier) @name) @definition.enum
(enum_member_declaration name: (identifier) @name) @definition.constant
(delegate_declaration type: (_) @type name: (identifier) @name parameters: (parameter_list) @signature)
  @definition.type_alias
(method_declaration returns: (_) @type name: (identifier) @name parameters: (parameter_list) @signature)
  @definition.method
(constructor_declaration name: (identifier) @name parameters: (parameter_list) @signature)
  @definition.constructor
(destructor_declaration name: (identifier) @name parameters: (parameter_list) @signature) @definition.method
(operator_declaration type: (_) @type operator: _ @name parameters: (parameter_list) @signature)
  @definition.method
(conversion_operator_declaration type: (_) @name @type parameters: (parameter_list) @signature)
  @definition.method
(indexer_declaration type: (_) @type "this" @name parameters: (bracketed_parameter_list) @signature)
  @definition.method
(local_function_statement type: (_) @type name: (identifier) @name parameters: (parameter_list) @signature)
  @definition.function
[(lambda_expression) (anonymous_method_expression)] @definition.lambda
(field_declaration (variable_declaration type: (_) @type (variable_declarator name: (identifier) @name)))
  @definition.field
(event_field_declaration (variable_declaration type: (_) @type (variable_declarator name: (identifier) @name)))
  @definition.field
(event_declaration type: (_) @type name: (identifier) @name) @definition.field
; A property is a field, unless it has code of its own
(property_declaration type: (_) @type name: (identifier) @name
  accessors: (accessor_list . (accessor_declaration !body))) @definition.field
(property_declaration type: (_) @type name: (identifier) @name
  accessors: (accessor_list . (accessor_declaration body: (_)))) @definition.method
(property_declaration type: (_) @type name: (identifier) @name value: (arrow_expression_clause))
  @definition.method

(base_list [(identifier) (generic_name) (qualified_name) (alias_qualified_name)] @base)
(primary_constructor_base_type type: (_) @base)
(type_parameter name: (identifier) @type_parameter)
(type_parameter_constraints_clause . (identifier) @type_parameter.of
  (type_parameter_constraint type: (_) @type_parameter.bound))
[
  (class_declaration [(modifier) @modifier (attribute_list (attribute name: (_) @annotation))])
  (record_declaration [(modifier) @modifier (attribute_list (attribute name: (_) @annotation))])
  (struct_declaration [(modifier) @modifier (attribute_list (attribute name: (_) @annotation))])
  (interface_declaration [(modifier) @modifier (attribute_list (attribute name: (_) @annotation))])
  (enum_declaration [(modifier) @modifier (attribute_list (attribute name: (_) @annotation))])
  (method_declaration [(modifier) @modifier (attribute_list (attribute name: (_) @annotation))])
  (constructor_declaration [(modifier) @modifier (attribute_list (attribute name: (_) @annotation))])
  (property_declaration [(modifier) @modifier (attribute_list (attribute name: (_) @annotation))])
  (field_declaration [(modifier) @modifier (attribute_list (attribute name: (_) @annotation))])
  (operator_declaration (modifier) @modifier)
  (local_function_statement (modifier) @modifier)
]
(method_declaration parameters: (parameter_list . (parameter (modifier) @modifier)))

; Where names can be seen
[(block) (for_statement) (foreach_statement) (using_statement) (catch_clause) (switch_section)
 (switch_expression_arm) (query_expression)] @scope

; Parameters
(_ parameters: (parameter_list (parameter type: (_)? @parameter.type.next name: (identifier) @parameter)))
(_ parameters: (bracketed_parameter_list
  (parameter type: (_) @parameter.type.next name: (identifier) @parameter)))
(_ parameters: (parameter_list (parameter name: (identifier) . (_) @parameter.default)))
(parameter_list type: (array_type type: (_) @parameter.type.next) name: (identifier) @parameter.star)
(parameter_list type: (generic_name (type_argument_list (_) @parameter.type.next))
  name: (identifier) @parameter.star)
(lambda_expression parameters: (implicit_parameter) @parameter)
(class_declaration (parameter_list (parameter type: (_) @parameter.type.next name: (identifier) @parameter.field)))
(record_declaration (parameter_list (parameter type: (_) @parameter.type.next name: (identifier) @parameter.field)))
(struct_declaration (parameter_list (parameter type: (_) @parameter.type.next name: (identifier) @parameter.field)))

; Bindings
(local_declaration_statement (variable_declaration) @binding)
(for_statement initializer: (variable_declaration) @binding)
(using_statement (variable_declaration) @binding)
(fixed_statement (variable_declaration) @binding)
(local_declaration_statement (variable_declaration type: (_) @binding.type))
(for_statement initializer: (variable_declaration type: (_) @binding.type))
(using_statement (variable_declaration type: (_) @binding.type))
(fixed_statement (variable_declaration type: (_) @binding.type))
(variable_declarator name: (identifier) @target) @declarator
(variable_declarator (tuple_pattern) @targets) @declarator
(variable_declarator . (_) . (_) @values .)
(field_declaration (variable_declaration (variable_declarator name: (identifier) @bound . (_) @value .)))
(property_declaration name: (identifier) @bound accessors: (accessor_list) value: (_) @value)

(assignment_expression left: [(identifier) (member_access_expression)] @bound.assigned
  right: (_) @value.assigned)
(foreach_statement type: (_) @binding.type left: (identifier) @target right: (_) @values) @binding.element
(foreach_statement left: (tuple_pattern) @targets right: (_) @values) @binding.element
(tuple_pattern name: (identifier) @target)
(declaration_expression type: (_) @binding.type name: (identifier) @target) @binding.out
(declaration_pattern type: (_) @binding.type name: (identifier) @target) @binding
(recursive_pattern type: (_) @binding.type name: (identifier) @target) @binding
(catch_declaration type: (_) @binding.type name: (identifier) @target) @binding
(from_clause name: (identifier) @target . (_) @values) @binding.element
(join_clause . (identifier) @target . (_) @values) @binding.element
(let_clause . (identifier) @target . (_) @values) @binding

; Imports
(using_directive) @import
(using_directive name: (identifier) @import.alias)
(using_directive "global" @import.alias)
(using_directive [(identifier) (qualified_name) (alias_qualified_name) (generic_name)] @import.module .)

; Uses
(invocation_expression function: (_) @callee) @call
(object_creation_expression type: (_) @constructed) @construct
(implicit_object_creation_expression "new" @constructed) @construct
(constructor_initializer ["base" "this"] @callee) @call
(argument_list (argument [(_) "this"] @argument .))
(argument_list (argument (declaration_expression name: (identifier) @argument) .))
(argument_list (argument name: (identifier) @keyword))
(return_statement [(_) "this"] @return)
(arrow_expression_clause [(_) "this"] @return)
(lambda_expression body: (_) @return)
(yield_statement (_) @yield)

; Expressions that hold expressions
(parenthesized_expression (_) @item) @choice
(conditional_expression consequence: (_) @item alternative: (_) @item) @choice
(binary_expression left: (_) @item operator: "??" right: (_) @item) @choice
(assignment_expression left: (_) @item operator: "??=" right: (_) @item) @choice
(switch_expression) @choice
(switch_expression_arm (_) @item .)
(checked_expression (_) @item) @choice
(cast_expression type: (_) @cast.type value: (_) @item) @cast
(as_expression left: (_) @item right: (_) @cast.type) @cast
(default_expression type: (_) @cast.type) @cast
(await_expression (_) @item) @await
(array_creation_expression type: (array_type type: (_) @cast.type)) @list
(implicit_array_creation_expression) @list
(variable_declarator (initializer_expression) @list)
(initializer_expression (_) @item)
(collection_expression) @list
(collection_element (expression_element (_) @item))
