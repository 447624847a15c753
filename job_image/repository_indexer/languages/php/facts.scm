; Definitions
(namespace_definition name: (namespace_name) @name !body) @definition.package_clause
(namespace_definition name: (namespace_name)? @name body: (_)) @definition.package
(class_declaration name: (name) @name) @definition.class
(interface_declaration name: (name) @name) @definition.interface
(trait_declaration name: (name) @name) @definition.trait
(enum_declaration name: (name) @name) @definition.enum
(anonymous_class) @definition.anonymous
(anonymous_class (arguments) @outside)
(function_definition name: (name) @name parameters: (formal_parameters) @signature
  return_type: (_)? @type) @definition.function
(method_declaration name: (name) @name parameters: (formal_parameters) @signature
  return_type: (_)? @type) @definition.method
[(anonymous_function) (arrow_function)] @definition.lambda
(anonymous_function return_type: (_) @type)
(arrow_function return_type: (_) @type)
(property_declaration (property_element name: (variable_name) @name)) @definition.field
(property_declaration type: (_) @type)
(const_declaration (const_element . (name) @name)) @definition.constant
(enum_case name: (name) @name) @definition.constant
[(abstract_modifier) (final_modifier) (static_modifier) (readonly_modifier) (visibility_modifier)] @modifier

(base_clause [(name) (qualified_name) (relative_name)] @base)
(use_declaration [(name) (qualified_name) (relative_name)] @base)
(class_interface_clause [(name) (qualified_name) (relative_name)] @implemented)
(attribute . [(name) (qualified_name) (relative_name)] @annotation)

; Parameters
(simple_parameter type: (_) @parameter.type.next)
(simple_parameter name: (variable_name) @parameter)
(simple_parameter default_value: (_) @parameter.default)
(variadic_parameter type: (_) @parameter.type.next)
(variadic_parameter name: (variable_name) @parameter.star)
(property_promotion_parameter type: (_) @parameter.type.next)
(property_promotion_parameter name: (variable_name) @parameter.field)

; Bindings
(assignment_expression left: [(variable_name) (member_access_expression) (scoped_property_access_expression)]
  @bound right: (_) @value)
(reference_assignment_expression left: [(variable_name) (member_access_expression)
  (scoped_property_access_expression)] @bound right: (_) @value)
(augmented_assignment_expression left: [(variable_name) (member_access_expression)
  (scoped_property_access_expression)] @bound operator: "??=" right: (_) @value)
(property_element name: (variable_name) @bound default_value: (_) @value)
(static_variable_declaration name: (variable_name) @bound value: (_) @value)
(assignment_expression left: (list_literal) right: (_) @values) @binding
(list_literal) @targets
(list_literal [(variable_name) (member_access_expression)] @target)
(list_literal (string (string_content) @target.key) "=>")
(foreach_statement . (_) @values . [(variable_name) (list_literal) (by_ref) (pair)]) @binding.element
(foreach_statement . (_) . (variable_name) @target)
(foreach_statement . (_) . (by_ref (variable_name) @target))
(foreach_statement . (_) . (pair . (variable_name) @unknown))
(foreach_statement . (_) . (pair (_) . (variable_name) @target))
(foreach_statement . (_) . (pair (_) . (by_ref (variable_name) @target)))
(binary_expression left: (variable_name) @bound.instance operator: "instanceof"
  right: [(name) (qualified_name)] @value.instance)
(catch_clause type: (_) @binding.type name: (variable_name) @target) @binding
(global_declaration (variable_name) @outer)
(use_instead_of_clause . (class_constant_access_expression (_) . (name) @target) @values) @binding.alias
(use_as_clause . (_) @values (name) @target .) @binding.alias

; Branches
(if_statement body: (_) @branch)
(else_if_clause body: (_) @branch)
(else_clause body: (_) @branch)
(try_statement body: (_) @branch)
[(foreach_statement) (for_statement) (while_statement) (do_statement) (catch_clause) (case_statement)
 (default_statement)] @branch

; Imports
(namespace_use_declaration (namespace_use_clause . [(name) (qualified_name)] @import.module
  alias: (name)? @import.alias) @import)
(namespace_use_declaration (namespace_name) @import.module body: (_)) @import
(namespace_use_group (namespace_use_clause . [(name) (qualified_name)] @import.module
  alias: (name)? @import.alias) @import)
(require_expression (_) @import.module) @import
(require_once_expression (_) @import.module) @import
(include_expression (_) @import.module) @import
(include_once_expression (_) @import.module) @import

; Uses
(function_call_expression function: (_) @callee) @call
(member_call_expression name: [(name) (variable_name)] @callee) @call
(nullsafe_member_call_expression name: [(name) (variable_name)] @callee) @call
(scoped_call_expression name: [(name) (variable_name)] @callee) @call
(function_call_expression function: (_) @method.name arguments: (arguments (variadic_placeholder))) @method
(member_call_expression object: (_) @item name: (name) @method.name
  arguments: (arguments (variadic_placeholder))) @method
(scoped_call_expression scope: (_) @item name: (name) @method.name
  arguments: (arguments (variadic_placeholder))) @method
(object_creation_expression [(name) (qualified_name) (relative_name) (variable_name) (anonymous_class)]
  @constructed) @construct
(argument (expression) @argument)
(argument name: (name) @keyword)
(return_statement (expression) @return)
(arrow_function body: (_) @return)
(yield_expression (array_element_initializer (expression) @yield .))

; Expressions that hold expressions
(parenthesized_expression (expression) @item) @choice
(clone_expression (_) @item) @choice
(conditional_expression body: (_) @item) @choice
(conditional_expression alternative: (_) @item)
(conditional_expression condition: (_) @item !body)
(binary_expression left: (_) @item operator: "??" right: (_) @item) @choice
(match_expression) @choice
(match_conditional_expression return_expression: (_) @item)
(match_default_expression return_expression: (_) @item)
(array_creation_expression (array_element_initializer . (expression) @item .)) @list
(array_creation_expression (array_element_initializer . (expression) @key . (expression) @item)) @map
(variadic_unpacking (_) @item) @spread
(assignment_expression right: (_) @item) @choice
(augmented_assignment_expression left: (_) @item operator: "??=" right: (_) @item) @choice
