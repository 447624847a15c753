; Definitions
(class_definition name: (identifier) @name) @definition.class
(class_definition superclasses: (argument_list [(identifier) (attribute) (subscript) (call)] @base))
(function_definition name: (identifier) @name parameters: (parameters) @signature) @definition.function
(function_definition return_type: (type) @type)
(function_definition "async" @modifier)
(lambda) @definition.lambda
(type_alias_statement left: (type (identifier) @name) right: (type) @type) @definition.type_alias

(module . (expression_statement (string) @doc))
(function_definition body: (block . (expression_statement (string) @doc)))
(class_definition body: (block . (expression_statement (string) @doc)))
(decorator [(identifier) (attribute) (call) (subscript)] @decorator) ; `(_)` would take comments too

[(list_comprehension) (set_comprehension) (dictionary_comprehension) (generator_expression)] @scope

; Parameters
(parameters (identifier) @parameter)
(lambda_parameters (identifier) @parameter)
(default_parameter name: (identifier) @parameter)
(typed_default_parameter name: (identifier) @parameter type: (type) @parameter.type)
(typed_parameter . (identifier) @parameter type: (type) @parameter.type)
(typed_parameter . (list_splat_pattern (identifier) @parameter.star) type: (type) @parameter.type)
(typed_parameter . (dictionary_splat_pattern (identifier) @parameter.stars) type: (type) @parameter.type)
(parameters (list_splat_pattern (identifier) @parameter.star))
(parameters (dictionary_splat_pattern (identifier) @parameter.stars))
(lambda_parameters (list_splat_pattern (identifier) @parameter.star))
(lambda_parameters (dictionary_splat_pattern (identifier) @parameter.stars))

; Bindings
(assignment left: [(identifier) (attribute)] @bound right: (_) @value)
(assignment left: [(identifier) (attribute)] @declared type: (type) @declared.type)
(assignment left: [(pattern_list) (tuple_pattern) (list_pattern)] right: (_) @values) @binding
(assignment left: [(pattern_list) (tuple_pattern) (list_pattern)] right: (expression_list (_) @values))
(named_expression name: (identifier) @bound value: (_) @value)
(for_statement left: (identifier) @bound.element right: (_) @value.element)
(for_statement left: [(pattern_list) (tuple_pattern)] right: (_) @values) @binding.element
(for_in_clause left: (identifier) @bound.element right: (_) @value.element)
(for_in_clause left: [(pattern_list) (tuple_pattern)] right: (_) @values) @binding.element
(pattern_list [(identifier) (attribute)] @target)
(tuple_pattern [(identifier) (attribute)] @target)
(list_pattern [(identifier) (attribute)] @target)
(list_splat_pattern (identifier) @unknown)
(with_item value: (as_pattern . (_) @values alias: (as_pattern_target (identifier) @target)) @binding.enter)
(as_pattern_target (tuple (identifier) @unknown))
(except_clause value: (as_pattern . (_) @values alias: (as_pattern_target (identifier) @target)) @binding.instance)
(case_pattern (dotted_name . (identifier) @unknown .))
(union_pattern (dotted_name . (identifier) @unknown .))
(splat_pattern (identifier) @unknown)
(keyword_pattern (dotted_name . (identifier) @unknown .))
(case_pattern (as_pattern alias: (as_pattern_target (identifier) @unknown)))
(global_statement (identifier) @outer)
(nonlocal_statement (identifier) @outer)

; Imports
(import_statement) @import
(import_statement name: (dotted_name) @import.module)
(import_statement name: (aliased_import name: (dotted_name) @import.module alias: (identifier) @import.alias))
(import_from_statement module_name: (_) @import.module) @import
(import_from_statement name: (dotted_name) @import.name)
(import_from_statement name: (aliased_import name: (dotted_name) @import.name alias: (identifier) @import.alias))
(import_from_statement (wildcard_import) @import.name)

; Uses
(call function: (_) @callee) @call
(return_statement (_) @return)
