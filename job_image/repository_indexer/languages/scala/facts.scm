(package_clause name: (package_identifier) @package)

; Definitions: a method without parameters is read, not called
(class_definition name: (_) @name) @definition.class
(class_definition "case" @modifier)
(object_definition "object" @modifier name: (_) @name) @definition.class
(object_definition "case" @modifier)
(package_object "object" @modifier name: (_) @name) @definition.class
(trait_definition name: (_) @name) @definition.trait
(enum_definition name: (_) @name) @definition.enum
(simple_enum_case name: (_) @name) @definition.constant
(enum_case_definitions "case" @modifier (full_enum_case name: (_) @name)) @definition.class
(given_definition "given" @modifier name: (_) @name return_type: (_) @base body: (with_template_body))
  @definition.class
(extension_definition parameters: (parameters (parameter type: (_) @receiver)))
  @definition.extension
((function_definition name: (_) @name) @definition.function (#not-eq? @name "this"))
((function_definition name: (_) @name) @definition.constructor (#eq? @name "this"))
(function_declaration name: (_) @name @modifier.abstract) @definition.function
(function_definition parameters: (parameters) @signature)
(function_declaration parameters: (parameters) @signature)
(type_definition name: (_) @name type: (_) @type) @definition.type_alias
(lambda_expression) @definition.lambda
(call_expression arguments: (case_block) @definition.lambda)
(arguments (call_expression function: (field_expression value: (wildcard))) @definition.lambda)
(instance_expression . [(type_identifier) (generic_type) (stable_type_identifier)] @base
  arguments: (arguments) @outside (template_body)) @definition.anonymous
(instance_expression . [(type_identifier) (generic_type) (stable_type_identifier)] @base
  . (template_body)) @definition.anonymous
(compilation_unit [(val_definition pattern: (identifier) @name) (var_definition pattern: (identifier) @name)
  (val_declaration name: (identifier) @name) (var_declaration name: (identifier) @name)] @definition.field)
(template_body [(val_definition pattern: (identifier) @name) (var_definition pattern: (identifier) @name)
  (val_declaration name: (identifier) @name) (var_declaration name: (identifier) @name)] @definition.field)
(with_template_body [(val_definition pattern: (identifier) @name) (var_definition pattern: (identifier) @name)]
  @definition.field)
(enum_body [(val_definition pattern: (identifier) @name) (var_definition pattern: (identifier) @name)]
  @definition.field)

; Types
(function_definition return_type: (_) @type)
(function_declaration return_type: (_) @type)
(compilation_unit [(val_definition type: (_) @type) (var_definition type: (_) @type)])
(template_body [(val_definition type: (_) @type) (var_definition type: (_) @type)
  (val_declaration type: (_) @type) (var_declaration type: (_) @type)])
(with_template_body [(val_definition type: (_) @type) (var_definition type: (_) @type)])
(enum_body [(val_definition type: (_) @type) (var_definition type: (_) @type)])
(class_definition extend: (extends_clause [(type_identifier) (generic_type) (stable_type_identifier)] @base))
(trait_definition extend: (extends_clause [(type_identifier) (generic_type) (stable_type_identifier)] @base))
(object_definition extend: (extends_clause [(type_identifier) (generic_type) (stable_type_identifier)] @base))
(package_object extend: (extends_clause [(type_identifier) (generic_type) (stable_type_identifier)] @base))
(enum_definition extend: (extends_clause [(type_identifier) (generic_type) (stable_type_identifier)] @base))
(type_parameters name: (identifier) @type_parameter)
(type_parameters name: (identifier) . bound: (upper_bound type: (_) @type_parameter.bound))

; Modifiers and annotations
(class_definition (modifiers ["abstract" "final" "sealed" "implicit" "lazy" "override"] @modifier))
(class_definition (modifiers (access_modifier ["private" "protected"] @modifier)))
(trait_definition (modifiers ["sealed"] @modifier))
(object_definition (modifiers ["implicit" "final"] @modifier))
(function_definition (modifiers ["abstract" "final" "implicit" "override"] @modifier))
(function_definition (modifiers (access_modifier ["private" "protected"] @modifier)))
(function_declaration (modifiers ["final" "implicit" "override"] @modifier))
(function_declaration (modifiers (access_modifier ["private" "protected"] @modifier)))
(class_definition (annotation name: (_) @annotation))
(trait_definition (annotation name: (_) @annotation))
(object_definition (annotation name: (_) @annotation))
(function_definition (annotation name: (_) @annotation))
(function_declaration (annotation name: (_) @annotation))

; Parameters: of a class they are its fields
(class_parameter name: (_) @parameter @parameter.field)
(class_parameter type: (_) @parameter.type)
(class_parameter default_value: (_) @parameter.default)
(parameters (parameter name: (_) @parameter))
(parameters (parameter type: (_) @parameter.type))
(parameters (parameter type: (repeated_parameter_type) @parameter.many))
(parameters (parameter default_value: (_) @parameter.default))
(parameters ["implicit" "using"] (parameter type: (_) @parameter.default))
(class_parameters ["implicit" "using"] (class_parameter type: (_) @parameter.default))
(lambda_expression parameters: (identifier) @parameter)
(lambda_expression parameters: (bindings (binding name: (_) @parameter)))
(lambda_expression parameters: (bindings (binding type: (_) @parameter.type)))

; Where names can be seen
(function_definition body: [(block) (indented_block)] @scope)
(lambda_expression [(block) (indented_block)] @scope)
(if_expression [(block) (indented_block)] @scope)
(while_expression [(block) (indented_block)] @scope)
(for_expression [(block) (indented_block)] @scope)
(try_expression [(block) (indented_block)] @scope)
(val_definition [(block) (indented_block)] @scope)
(block (block) @scope)
[(for_expression) (case_clause) (catch_clause)] @scope

; Bindings: an assignment binds nothing that its declaration has not
(val_definition pattern: (identifier) @target) @binding
(val_definition type: (_) @binding.type)
(val_definition value: (_) @values)
(var_definition pattern: (identifier) @target) @binding
(var_definition type: (_) @binding.type)
(var_definition value: (_) @values)
(val_definition pattern: (tuple_pattern (identifier) @target) @targets) @binding
(enumerator . (identifier) @target ["<-"] . (_) @values) @binding.element
(enumerator . (tuple_pattern (identifier) @target) @targets "<-" . (_) @values) @binding.element
(enumerator . (identifier) @target "=" . (_) @values) @binding
(enumerator "<-" . (_) @calls.iterator)
(typed_pattern pattern: (identifier) @declared type: (_) @declared.type)
(capture_pattern name: (identifier) @declared pattern: (case_class_pattern type: (_) @declared.type))
(capture_pattern name: (identifier) @declared pattern: (typed_pattern type: (_) @declared.type))
(case_class_pattern pattern: (identifier) @unknown)
(infix_pattern left: (identifier) @unknown)
(infix_pattern right: (identifier) @unknown)
(case_clause pattern: (tuple_pattern (identifier) @unknown))
(case_class_pattern pattern: (tuple_pattern (identifier) @unknown))
(case_clause pattern: (identifier) @unknown)
(assignment_expression left: [(identifier) (field_expression)] @bound.assigned right: (_) @value.assigned)

; Imports
(import_declaration) @import
(import_declaration [(identifier) (operator_identifier)] @import.module)
(import_declaration (namespace_wildcard) @import.all)
(namespace_selectors [(identifier) (namespace_wildcard)] @import.name)
(namespace_selectors (arrow_renamed_identifier name: (_) @import.name alias: (_) @import.alias))
(namespace_selectors (as_renamed_identifier name: (_) @import.name alias: (_) @import.alias))
(import_declaration (as_renamed_identifier name: (_) @import.module alias: (_) @import.alias))

; Uses
(call_expression function: [(identifier) (field_expression) (generic_function) (parenthesized_expression)
  (instance_expression)] @callee) @call
(call_expression function: (call_expression) @call.begun) @call.whole
(instance_expression . [(type_identifier) (generic_type) (stable_type_identifier) (projected_type)] @constructed)
  @construct
(instance_expression (compound_type base: (applied_constructor_type . (_) @constructed))) @construct
(instance_expression (compound_type base: [(type_identifier) (generic_type)] @constructed)) @construct
(extends_clause arguments: (arguments)) @call.base
(arguments (expression) @argument)
(arguments (assignment_expression left: (identifier) @keyword right: (_) @argument))
(call_expression arguments: (block (_) @argument .))
(call_expression arguments: (case_block) @argument)
((infix_expression left: (_) @operand.infix operator: (_) @infix.name right: (_) @argument) @operator
  (#not-match? @infix.name ":$"))
(return_expression (_) @return .)
(call_expression arguments: (case_block (case_clause body: (expression) @return)))
(lambda_expression (expression) @return .)
(lambda_expression (block (expression) @return .))
(lambda_expression (indented_block (expression) @return .))
(function_definition body: (block (expression) @return .))
(function_definition body: (indented_block (expression) @return .))
(function_definition body: [(call_expression) (field_expression) (generic_function) (identifier) (if_expression)
  (infix_expression) (instance_expression) (lambda_expression) (match_expression) (parenthesized_expression)
  (string) (interpolated_string_expression) (integer_literal) (floating_point_literal) (boolean_literal)
  (for_expression) (try_expression) (tuple_expression) (method_value) (prefix_expression)
  (assignment_expression)] @return)

; What is read of something: a method without parameters is called by that
(block (field_expression value: (_) @operand.infix field: (identifier) @infix.name) @operator)
(indented_block (field_expression value: (_) @operand.infix field: (identifier) @infix.name) @operator)
(template_body (field_expression value: (_) @operand.infix field: (identifier) @infix.name) @operator)

; Expressions that hold expressions
(parenthesized_expression (_) @item) @choice
(if_expression) @choice
(if_expression consequence: (expression) @item)
(if_expression alternative: (expression) @item)
(match_expression) @choice
(match_expression body: (case_block (case_clause body: (expression) @item)))
(match_expression body: (indented_cases (case_clause body: (expression) @item)))
(try_expression) @choice
(try_expression body: (expression) @item)
(tuple_expression (_) @item) @tuple
(method_value . (_) @item) @choice
(generic_function function: (field_expression value: (_) @item field: (identifier) @_cast)
  type_arguments: (type_arguments . (_) @cast.type) (#eq? @_cast "asInstanceOf")) @cast
(ascription_expression . (_) @item (_) @cast.type .) @cast
