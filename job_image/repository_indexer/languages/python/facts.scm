; Definitions
(class_definition name: (identifier) @name) @definition.class
(class_definition superclasses: (argument_list [(identifier) (attribute) (subscript) (call)] @base))
(function_definition name: (identifier) @name parameters: (parameters) @signature) @definition.function
(function_definition return_type: (type) @type)
(function_definition "async" @modifier)
(lambda) @definition.lambda
(class_definition superclasses: (argument_list (keyword_argument name: (identifier) @_name value: (_) @metaclass
  (#eq? @_name "metaclass"))))
(type_alias_statement left: (type (identifier) @name) right: (type) @type) @definition.type_alias

(module . (expression_statement (string) @doc))
(function_definition body: (block . (expression_statement (string) @doc)))
(class_definition body: (block . (expression_statement (string) @doc)))
(decorator [(identifier) (attribute) (call) (subscript)] @decorator) ; `(_)` would take comments too

(function_definition body: (block . (expression_statement (string))? .
  (raise_statement [(identifier) @_error (call function: (identifier) @_error)]) @stub .)
  (#eq? @_error "NotImplementedError"))

[(list_comprehension) (set_comprehension) (dictionary_comprehension) (generator_expression)] @scope

; Parameters
(parameters (identifier) @parameter)
(lambda_parameters (identifier) @parameter)
(default_parameter name: (identifier) @parameter value: (_) @parameter.default)
(typed_default_parameter name: (identifier) @parameter type: (type) @parameter.type value: (_) @parameter.default)
(keyword_separator) @parameter.star
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
(assignment left: (subscript) @bound right: (_) @value)
(assignment left: [(pattern_list) (tuple_pattern) (list_pattern)] @targets right: (_) @values) @binding
(assignment right: (assignment right: (_) @item) @choice)
(named_expression name: (identifier) @bound value: (_) @value)
(for_statement left: (identifier) @bound.element right: (_) @value.element)
(for_statement left: [(pattern_list) (tuple_pattern)] @targets right: (_) @values) @binding.element
(for_in_clause left: (identifier) @bound.element right: (_) @value.element)
(for_in_clause left: [(pattern_list) (tuple_pattern)] @targets right: (_) @values) @binding.element
(pattern_list [(identifier) (attribute) (subscript)] @target)
(pattern_list [(tuple_pattern) (list_pattern)] @targets)
(pattern_list (list_splat_pattern [(identifier) (attribute)] @target.rest))
(tuple_pattern [(identifier) (attribute) (subscript)] @target)
(tuple_pattern [(tuple_pattern) (list_pattern)] @targets)
(tuple_pattern (list_splat_pattern [(identifier) (attribute)] @target.rest))
(list_pattern [(identifier) (attribute) (subscript)] @target)
(list_pattern [(tuple_pattern) (list_pattern)] @targets)
(list_pattern (list_splat_pattern [(identifier) (attribute)] @target.rest))
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
(argument_list [(expression) (list_splat)] @argument)
(keyword_argument name: (identifier) @keyword value: (_) @argument)
(dictionary_splat "**" @keyword (_) @argument)
(call arguments: (generator_expression) @argument)
(raise_statement . [(identifier) (attribute)] @construct @constructed)
(return_statement (_) @return)
(lambda body: (_) @return)
(yield [(expression) (expression_list)] @yield)
(yield "from" (_) @item) @spread @yield
(with_item value: [(identifier) (attribute) (call) (subscript) (await)] @calls.__enter__)
(with_item value: (as_pattern . (_) @calls.__enter__))
(delete_statement (subscript value: (_) @calls.__delitem__))
(interpolation expression: [(identifier) (attribute) (call) (subscript)] @calls.__format__)

; Expressions that hold expressions
[(tuple) (expression_list)] @tuple
(list) @list
(set) @set
(list [(expression) (list_splat)] @item)
(set [(expression) (list_splat)] @item)
(tuple [(expression) (list_splat)] @item)
(expression_list [(expression) (list_splat)] @item)
(list_splat (_) @item) @spread
(dictionary) @map
(pair key: (_) @key value: (_) @item)
(list_comprehension body: (_) @item) @each.list
(set_comprehension body: (_) @item) @each.set
(generator_expression body: (_) @item) @each
(dictionary_comprehension body: (pair value: (_) @item)) @each.map
(conditional_expression . (_) @item "if" "else" (_) @item) @choice
(boolean_operator left: (_) @item "or" right: (_) @item) @choice
(boolean_operator "and" right: (_) @item) @choice
(parenthesized_expression [(expression) (yield)] @item) @choice
(await (_) @item) @choice
(named_expression value: (_) @item) @choice

; Operators
(binary_operator left: [(identifier) (attribute) (call) (subscript) (parenthesized_expression) (binary_operator)] @operand.__add__ operator: "+" right: (_) @argument) @operator
(binary_operator left: [(identifier) (attribute) (call) (subscript) (parenthesized_expression) (binary_operator)] @operand.__sub__ operator: "-" right: (_) @argument) @operator
(binary_operator left: [(identifier) (attribute) (call) (subscript) (parenthesized_expression) (binary_operator)] @operand.__mul__ operator: "*" right: (_) @argument) @operator
(binary_operator left: [(identifier) (attribute) (call) (subscript) (parenthesized_expression) (binary_operator)] @operand.__truediv__ operator: "/" right: (_) @argument) @operator
(binary_operator left: [(identifier) (attribute) (call) (subscript) (parenthesized_expression) (binary_operator)] @operand.__floordiv__ operator: "//" right: (_) @argument) @operator
(binary_operator left: [(identifier) (attribute) (call) (subscript) (parenthesized_expression) (binary_operator)] @operand.__mod__ operator: "%" right: (_) @argument) @operator
(binary_operator left: [(identifier) (attribute) (call) (subscript) (parenthesized_expression) (binary_operator)] @operand.__pow__ operator: "**" right: (_) @argument) @operator
(binary_operator left: [(identifier) (attribute) (call) (subscript) (parenthesized_expression) (binary_operator)] @operand.__matmul__ operator: "@" right: (_) @argument) @operator
(binary_operator left: [(identifier) (attribute) (call) (subscript) (parenthesized_expression) (binary_operator)] @operand.__and__ operator: "&" right: (_) @argument) @operator
(binary_operator left: [(identifier) (attribute) (call) (subscript) (parenthesized_expression) (binary_operator)] @operand.__or__ operator: "|" right: (_) @argument) @operator
(binary_operator left: [(identifier) (attribute) (call) (subscript) (parenthesized_expression) (binary_operator)] @operand.__xor__ operator: "^" right: (_) @argument) @operator
(binary_operator left: [(identifier) (attribute) (call) (subscript) (parenthesized_expression) (binary_operator)] @operand.__lshift__ operator: "<<" right: (_) @argument) @operator
(binary_operator left: [(identifier) (attribute) (call) (subscript) (parenthesized_expression) (binary_operator)] @operand.__rshift__ operator: ">>" right: (_) @argument) @operator
(augmented_assignment left: [(identifier) (attribute)] @operand.__iadd__ operator: "+=" right: (_) @argument) @operator
(augmented_assignment left: [(identifier) (attribute)] @operand.__isub__ operator: "-=" right: (_) @argument) @operator
(augmented_assignment left: [(identifier) (attribute)] @operand.__imul__ operator: "*=" right: (_) @argument) @operator
(augmented_assignment left: [(identifier) (attribute)] @operand.__itruediv__ operator: "/=" right: (_) @argument) @operator
(augmented_assignment left: [(identifier) (attribute)] @operand.__ifloordiv__ operator: "//=" right: (_) @argument) @operator
(augmented_assignment left: [(identifier) (attribute)] @operand.__imod__ operator: "%=" right: (_) @argument) @operator
(augmented_assignment left: [(identifier) (attribute)] @operand.__ipow__ operator: "**=" right: (_) @argument) @operator
(augmented_assignment left: [(identifier) (attribute)] @operand.__imatmul__ operator: "@=" right: (_) @argument) @operator
(augmented_assignment left: [(identifier) (attribute)] @operand.__iand__ operator: "&=" right: (_) @argument) @operator
(augmented_assignment left: [(identifier) (attribute)] @operand.__ior__ operator: "|=" right: (_) @argument) @operator
(augmented_assignment left: [(identifier) (attribute)] @operand.__ixor__ operator: "^=" right: (_) @argument) @operator
(augmented_assignment left: [(identifier) (attribute)] @operand.__ilshift__ operator: "<<=" right: (_) @argument) @operator
(augmented_assignment left: [(identifier) (attribute)] @operand.__irshift__ operator: ">>=" right: (_) @argument) @operator
(comparison_operator . [(identifier) (attribute) (call) (subscript)] @operand.__eq__ . "==" . (_) @argument .) @operator
(comparison_operator . [(identifier) (attribute) (call) (subscript)] @operand.__ne__ . "!=" . (_) @argument .) @operator
(comparison_operator . [(identifier) (attribute) (call) (subscript)] @operand.__lt__ . "<" . (_) @argument .) @operator
(comparison_operator . [(identifier) (attribute) (call) (subscript)] @operand.__le__ . "<=" . (_) @argument .) @operator
(comparison_operator . [(identifier) (attribute) (call) (subscript)] @operand.__gt__ . ">" . (_) @argument .) @operator
(comparison_operator . [(identifier) (attribute) (call) (subscript)] @operand.__ge__ . ">=" . (_) @argument .) @operator
(comparison_operator . (_) @argument . ["in" "not in"] . [(identifier) (attribute) (call) (subscript)] @operand.__contains__ .) @operator
(unary_operator "-" argument: [(identifier) (attribute) (call) (subscript)] @operand.__neg__) @operator
(unary_operator "+" argument: [(identifier) (attribute) (call) (subscript)] @operand.__pos__) @operator
(unary_operator "~" argument: [(identifier) (attribute) (call) (subscript)] @operand.__invert__) @operator

; Branches
(if_statement consequence: (block) @branch)
(elif_clause consequence: (block) @branch)
(else_clause body: (block) @branch)
[(for_statement) (while_statement) (except_clause) (case_clause)] @branch
(try_statement body: (block) @branch)
