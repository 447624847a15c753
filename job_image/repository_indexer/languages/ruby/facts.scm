; Definitions
(module name: (constant) @name) @definition.mixin
(module name: (scope_resolution scope: (_) @receiver name: (constant) @name)) @definition.mixin
(class name: (constant) @name) @definition.class
(class name: (scope_resolution scope: (_) @receiver name: (constant) @name)) @definition.class
(class superclass: (superclass [(constant) (scope_resolution) (call)] @base))
(method name: (_) @name) @definition.function
(singleton_method "def" @modifier name: (_) @name) @definition.function
(singleton_method object: (constant) @receiver)
(method parameters: (method_parameters) @signature)
(singleton_method parameters: (method_parameters) @signature)
(singleton_class (self)) @definition.extension
(singleton_class value: (self) @receiver)
(singleton_class body: (body_statement (method "def" @modifier)))
(lambda) @definition.lambda
(call block: [(block) (do_block)] @definition.block @argument)
(super) @bare

; Classes that are made by a call
((assignment left: (constant) @name right: (call receiver: (constant) @base method: (identifier) @_made)) @definition.class
  (#any-of? @base "Struct" "Class" "Data") (#any-of? @_made "new" "define"))
((call receiver: (constant) @_struct method: (identifier) @_made
  arguments: (argument_list (simple_symbol) @name @modifier @definition.function))
  (#any-of? @_struct "Struct" "Data") (#any-of? @_made "new" "define"))
((assignment left: (constant) @_class right: (call receiver: (constant) @_maker method: (identifier)
  arguments: (argument_list . [(constant) (scope_resolution)] @base))) (#eq? @_maker "Class"))

; What calls in a class's body define
((call method: (identifier) @_attribute
  arguments: (argument_list (simple_symbol) @name @modifier @definition.function))
  (#any-of? @_attribute "attr_accessor" "attr_reader" "attr" "cattr_accessor" "mattr_accessor" "class_attribute"))
((call method: (identifier) @_defines arguments: (argument_list . [(simple_symbol) (string)] @name)) @definition.function
  (#any-of? @_defines "define_method" "define_singleton_method"))
((call method: (identifier) @_alias arguments: (argument_list . (simple_symbol) @name . (simple_symbol) @type))
  @definition.function (#eq? @_alias "alias_method"))
(alias name: (_) @name alias: (_) @type) @definition.function
((call !receiver method: (identifier) @_mixes arguments: (argument_list [(constant) (scope_resolution)] @base))
  (#any-of? @_mixes "include" "prepend" "extend"))
((call !receiver method: (identifier) @_mixes) @modifier (#any-of? @_mixes "include" "prepend" "extend"))
((body_statement (identifier) @modifier) (#eq? @modifier "module_function"))
((call method: (identifier) @_refines arguments: (argument_list . [(constant) (scope_resolution)] @receiver)
  block: (_)) @definition.extension (#eq? @_refines "refine"))

; Parameters
(method_parameters (identifier) @parameter)
(block_parameters (identifier) @parameter)
(lambda_parameters (identifier) @parameter)
(optional_parameter name: (identifier) @parameter value: (_) @parameter.default)
(keyword_parameter name: (identifier) @parameter)
(keyword_parameter value: (_) @parameter.default)
(splat_parameter name: (identifier) @parameter.star)
(hash_splat_parameter name: (identifier) @parameter.stars)
(block_parameter name: (identifier) @parameter)
(destructured_parameter (identifier) @unknown)

; Bindings
(assignment left: [(identifier) (instance_variable) (class_variable) (global_variable) (constant)] @bound
  right: (_) @value)
(operator_assignment left: [(identifier) (instance_variable) (class_variable) (global_variable) (constant)] @bound
  right: (_) @value)
(assignment left: (element_reference) @bound right: (_) @value)
(assignment left: (left_assignment_list) right: (_) @values) @binding
(assignment right: (right_assignment_list (_) @values))
(left_assignment_list [(identifier) (instance_variable)] @target)
(for pattern: (identifier) @bound.element value: (in (_) @value.element))
(rescue exceptions: (exceptions . (_) @values) variable: (exception_variable (identifier) @target)) @binding.instance
(exception_variable (identifier) @unknown)
(in_clause pattern: (identifier) @unknown)
(as_pattern name: (identifier) @unknown)
(array_pattern (identifier) @unknown)
(keyword_pattern value: (identifier) @unknown)

; Imports
((call !receiver method: (identifier) @import.alias arguments: (argument_list . (string (string_content) @import.module)))
  @import (#any-of? @import.alias "require" "require_relative" "load"))
((call !receiver method: (identifier) @_loads arguments: (argument_list . (simple_symbol) . (string (string_content)
  @import.module))) @import (#eq? @_loads "autoload"))

; Uses
(call method: [(identifier) (constant) (super)] @callee) @call
; `f.(x)`, by the other name that `call` has
(call !method receiver: (_) @operand.yield) @operator
(argument_list (_expression) @argument)
(argument_list (block_argument (simple_symbol) @argument))
(return (argument_list . (_) @return .))
(method body: (body_statement (_expression) @return . (comment)* .))
(method body: (body_statement (_expression) @return . (comment)* . [(rescue) (ensure)]))
(method body: (_arg) @return)
(singleton_method body: (body_statement (_expression) @return . (comment)* .))
(singleton_method body: (body_statement (_expression) @return . (comment)* . [(rescue) (ensure)]))
(singleton_method body: (_arg) @return)
(lambda body: (block (block_body (_expression) @return . (comment)* .)))
(parenthesized_statements (_) @item) @choice
(operator_assignment left: (_) @item right: (_) @item) @choice
(assignment right: (_) @item) @choice
(conditional consequence: (_) @item alternative: (_) @item) @choice
(binary left: (_) @item operator: ["||" "or"] right: (_) @item) @choice
(array) @list
(array (_expression) @item)
(hash) @map
(hash (pair key: [(string) (simple_symbol)] @key value: (_) @item))
(hash (pair key: (hash_key_symbol) @key.name value: (_) @item))
(binary left: (_) @operand.push operator: "<<" right: (_) @argument) @operator

; Names that stand alone: calls, unless they are variables
[(body_statement (identifier) @bare) (then (identifier) @bare) (else (identifier) @bare) (program (identifier) @bare)
 (block_body (identifier) @bare) (argument_list (identifier) @bare) (interpolation (identifier) @bare)
 (array (identifier) @bare) (parenthesized_statements (identifier) @bare) (begin (identifier) @bare)
 (do (identifier) @bare) (ensure (identifier) @bare) (when (pattern (identifier) @bare))
 (splat_argument (identifier) @bare) (hash_splat_argument (identifier) @bare) (block_argument (identifier) @bare)
 (right_assignment_list (identifier) @bare) (exceptions (identifier) @bare)
 (call receiver: (identifier) @bare) (assignment right: (identifier) @bare)
 (operator_assignment right: (identifier) @bare) (binary (identifier) @bare) (unary operand: (identifier) @bare)
 (conditional (identifier) @bare) (if condition: (identifier) @bare) (unless condition: (identifier) @bare)
 (elsif condition: (identifier) @bare) (while condition: (identifier) @bare) (until condition: (identifier) @bare)
 (if_modifier (identifier) @bare) (unless_modifier (identifier) @bare) (while_modifier (identifier) @bare)
 (until_modifier (identifier) @bare) (rescue_modifier (identifier) @bare) (case value: (identifier) @bare)
 (case_match value: (identifier) @bare) (pair value: (identifier) @bare) (element_reference (identifier) @bare)
 (range (identifier) @bare) (method body: (identifier) @bare) (singleton_method body: (identifier) @bare)
 (in (identifier) @bare) (optional_parameter value: (identifier) @bare) (keyword_parameter value: (identifier) @bare)]
