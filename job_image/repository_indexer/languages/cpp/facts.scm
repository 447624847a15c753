; Functions; their names lie in as many declarators as the results have asterisks and ampersands
(function_definition type: (_) @type) @definition.function
(function_definition declarator: (function_declarator declarator: (destructor_name))) @definition.function
(function_definition declarator: (operator_cast "operator" @name type: (_) @type)) @definition.function
(function_definition declarator: (qualified_identifier name: (operator_cast "operator" @name type: (_) @type)) @receiver)
  @definition.function
(function_definition declarator: (function_declarator declarator: (qualified_identifier name: (destructor_name))))
  @definition.function
(function_definition declarator: (function_declarator declarator: (qualified_identifier
  name: (qualified_identifier name: (destructor_name))))) @definition.function
(translation_unit (function_definition !type declarator: (function_declarator declarator: (identifier)))
  @definition.function)
(declaration_list (function_definition !type declarator: (function_declarator declarator: (identifier)))
  @definition.function)
(field_declaration_list (function_definition !type declarator: (function_declarator declarator: (identifier)))
  @definition.constructor)
(field_declaration_list (template_declaration (function_definition !type
  declarator: (function_declarator declarator: (identifier))) @definition.constructor))
(function_definition !type declarator: (function_declarator declarator: (qualified_identifier name: (identifier))))
  @definition.constructor
(function_definition !type declarator: (function_declarator declarator: (qualified_identifier
  name: (qualified_identifier name: (identifier))))) @definition.constructor
(function_definition !type declarator: (function_declarator declarator: (qualified_identifier
  name: (qualified_identifier name: (qualified_identifier name: (identifier)))))) @definition.constructor
(function_definition [(storage_class_specifier) "virtual" (explicit_function_specifier)] @modifier)

(translation_unit (declaration type: (_) @type declarator: [
  (function_declarator declarator: [(identifier) (operator_name)])
  (pointer_declarator declarator: (function_declarator declarator: [(identifier) (operator_name)]))
  (reference_declarator (function_declarator declarator: [(identifier) (operator_name)]))
  (pointer_declarator declarator: (pointer_declarator declarator: (function_declarator declarator: (identifier))))
]) @definition.forward.function)
(declaration_list (declaration type: (_) @type declarator: [
  (function_declarator declarator: [(identifier) (operator_name)])
  (pointer_declarator declarator: (function_declarator declarator: [(identifier) (operator_name)]))
  (reference_declarator (function_declarator declarator: [(identifier) (operator_name)]))
  (pointer_declarator declarator: (pointer_declarator declarator: (function_declarator declarator: (identifier))))
]) @definition.forward.function)
(linkage_specification body: (declaration type: (_) @type declarator: [
  (function_declarator declarator: (identifier))
  (pointer_declarator declarator: (function_declarator declarator: (identifier)))
]) @definition.forward.function)
(template_declaration (declaration type: (_) @type declarator: [
  (function_declarator declarator: [(identifier) (operator_name)])
  (pointer_declarator declarator: (function_declarator declarator: (identifier)))
  (reference_declarator (function_declarator declarator: [(identifier) (operator_name)]))
]) @definition.forward.function)
(field_declaration declarator: [
  (function_declarator declarator: [(field_identifier) (operator_name)])
  (pointer_declarator declarator: (function_declarator declarator: [(field_identifier) (operator_name)]))
  (reference_declarator (function_declarator declarator: [(field_identifier) (operator_name)]))
  (pointer_declarator declarator: (pointer_declarator declarator: (function_declarator declarator: (field_identifier))))
  (pointer_declarator declarator: (reference_declarator (function_declarator declarator: (field_identifier))))
]) @definition.forward.function
(field_declaration_list (declaration !type declarator: (function_declarator declarator: (identifier)))
  @definition.forward.constructor)
(field_declaration_list (template_declaration (declaration !type
  declarator: (function_declarator declarator: (identifier))) @definition.forward.constructor))
(field_declaration_list (declaration declarator: (function_declarator declarator: (destructor_name)))
  @definition.forward.function)
(field_declaration_list (declaration declarator: (operator_cast "operator" @name type: (_) @type))
  @definition.forward.function)
(field_declaration_list (declaration ["virtual" (explicit_function_specifier) (storage_class_specifier)] @modifier))
(field_declaration [(storage_class_specifier) "virtual"] @modifier)
(function_declarator (virtual_specifier) @modifier)

(function_declarator declarator: [(identifier) (field_identifier) (operator_name) (destructor_name)] @name
  parameters: (_) @signature)
(function_declarator declarator: (qualified_identifier name: [(identifier) (operator_name) (destructor_name)] @name)
  @receiver parameters: (_) @signature)
(function_declarator declarator: (qualified_identifier name: (qualified_identifier
  name: [(identifier) (operator_name) (destructor_name)] @name)) @receiver parameters: (_) @signature)
(function_declarator declarator: (qualified_identifier name: (qualified_identifier name: (qualified_identifier
  name: [(identifier) (operator_name) (destructor_name)] @name))) @receiver parameters: (_) @signature)
(function_declarator declarator: (template_function name: (identifier) @name) parameters: (_) @signature)
(function_declarator declarator: (qualified_identifier name: (template_function name: (identifier) @name))
  @receiver parameters: (_) @signature)
(function_declarator (trailing_return_type (type_descriptor type: (_) @type)))
(friend_declaration) @scope
; What no grammar knows, as a rule a macro
(translation_unit (declaration !type) @scope)
(declaration_list (declaration !type) @scope)
(ERROR (function_declarator) @scope)
; In a function it is a variable, with the arguments of its constructor
(compound_statement (declaration declarator: (function_declarator declarator: (identifier))) @local)

; Variables outside of functions
(translation_unit (declaration type: [
  [(type_identifier) (primitive_type) (sized_type_specifier) (qualified_identifier) (template_type)
  (placeholder_type_specifier) (dependent_type) (decltype) (class_specifier !body) (struct_specifier !body)
  (union_specifier !body) (enum_specifier !body)] @type
  (class_specifier body: (_)) (struct_specifier body: (_)) (union_specifier body: (_)) (enum_specifier body: (_))
] declarator: [
  (identifier) @name
  (pointer_declarator declarator: (identifier) @name)
  (reference_declarator (identifier) @name)
  (array_declarator declarator: (identifier) @name)
  (pointer_declarator declarator: (pointer_declarator declarator: (identifier) @name))
  (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (identifier) @name)))
  (init_declarator declarator: [
  (identifier) @name
  (pointer_declarator declarator: (identifier) @name)
  (reference_declarator (identifier) @name)
  (array_declarator declarator: (identifier) @name)
  (pointer_declarator declarator: (pointer_declarator declarator: (identifier) @name))
  (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (identifier) @name)))
  ])
]) @definition.field)
(declaration_list (declaration type: [
  [(type_identifier) (primitive_type) (sized_type_specifier) (qualified_identifier) (template_type)
  (placeholder_type_specifier) (dependent_type) (decltype) (class_specifier !body) (struct_specifier !body)
  (union_specifier !body) (enum_specifier !body)] @type
  (class_specifier body: (_)) (struct_specifier body: (_)) (union_specifier body: (_)) (enum_specifier body: (_))
] declarator: [
  (identifier) @name
  (pointer_declarator declarator: (identifier) @name)
  (reference_declarator (identifier) @name)
  (array_declarator declarator: (identifier) @name)
  (pointer_declarator declarator: (pointer_declarator declarator: (identifier) @name))
  (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (identifier) @name)))
  (init_declarator declarator: [
  (identifier) @name
  (pointer_declarator declarator: (identifier) @name)
  (reference_declarator (identifier) @name)
  (array_declarator declarator: (identifier) @name)
  (pointer_declarator declarator: (pointer_declarator declarator: (identifier) @name))
  (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (identifier) @name)))
  ])
]) @definition.field)
(translation_unit (declaration [(storage_class_specifier) (type_qualifier)] @modifier))
(declaration_list (declaration [(storage_class_specifier) (type_qualifier)] @modifier))

; Types; one that is defined in a declaration is the type of what that declares
(namespace_definition name: (_) @name) @definition.package
(namespace_definition !name "namespace" @name @signature body: (declaration_list . "{" @signature.end)) @definition.package
(namespace_definition "inline" @modifier)
(class_specifier name: [(type_identifier) @name (template_type name: (type_identifier) @name)
  (qualified_identifier name: (type_identifier) @name)] body: (_)) @definition.class
(struct_specifier name: [(type_identifier) @name (template_type name: (type_identifier) @name)
  (qualified_identifier name: (type_identifier) @name)] body: (_)) @definition.struct
(union_specifier name: (type_identifier) @name body: (_)) @definition.struct
(enum_specifier name: [(type_identifier) @name (qualified_identifier name: (type_identifier) @name)] body: (_))
  @definition.enum
(enum_specifier ["class" "struct"] @modifier body: (_))
(enumerator name: (identifier) @name) @definition.constant
(base_class_clause [(type_identifier) (qualified_identifier) (template_type)] @base)
(template_parameter_list (type_parameter_declaration (type_identifier) @type_parameter.next))
(template_parameter_list (optional_type_parameter_declaration name: (type_identifier) @type_parameter.next))
(template_parameter_list (variadic_type_parameter_declaration (type_identifier) @type_parameter.next))
(template_parameter_list (parameter_declaration declarator: (identifier) @type_parameter.next))
(template_parameter_list (optional_parameter_declaration declarator: (identifier) @type_parameter.next))
(type_definition type: [(struct_specifier !name body: (_)) (union_specifier !name body: (_))]
  declarator: (type_identifier) @name) @definition.struct
(type_definition type: (enum_specifier !name body: (_)) declarator: (type_identifier) @name) @definition.enum
(type_definition type: [
  (struct_specifier name: (_) !body) @type (struct_specifier name: (_) body: (_))
  (union_specifier name: (_) !body) @type (union_specifier name: (_) body: (_))
  (enum_specifier name: (_) !body) @type (enum_specifier name: (_) body: (_))
  (class_specifier name: (_) !body) @type
  (type_identifier) @type (primitive_type) @type (sized_type_specifier) @type (qualified_identifier) @type
  (template_type) @type (dependent_type) @type (decltype) @type
] declarator: [
  (type_identifier) @name
  (pointer_declarator declarator: (type_identifier) @name)
  (reference_declarator (type_identifier) @name)
  (array_declarator declarator: (type_identifier) @name)
  (function_declarator declarator: (type_identifier) @name)
  (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (type_identifier) @name)))
]) @definition.type_alias
(alias_declaration name: (type_identifier) @name type: (type_descriptor type: (_) @type)) @definition.type_alias
(field_declaration type: [(type_identifier) (primitive_type) (sized_type_specifier) (qualified_identifier) (template_type)
  (placeholder_type_specifier) (dependent_type) (decltype) (class_specifier !body) (struct_specifier !body)
  (union_specifier !body) (enum_specifier !body)] @type)
(field_declaration declarator: [
  (field_identifier) @name
  (pointer_declarator declarator: (field_identifier) @name)
  (reference_declarator (field_identifier) @name)
  (array_declarator declarator: (field_identifier) @name)
  (pointer_declarator declarator: (pointer_declarator declarator: (field_identifier) @name))
  (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (field_identifier) @name)))
]) @definition.field

; Macros; one without a value only says that it is there
(preproc_def "#define" @modifier name: (identifier) @name value: (_) @unparsed) @definition.constant
(preproc_def value: (_) @signature (#match? @signature "^([A-Za-z_]\\w*\\s*$|(inline\\s+)?namespace\\s)"))
(preproc_function_def name: (identifier) @name parameters: (_) @signature) @definition.function
(preproc_function_def "#define" @modifier)
(preproc_function_def value: (_) @unparsed)
(preproc_params (identifier) @parameter)

; Where names can be seen
(compound_statement (compound_statement (declaration)) @scope)
(if_statement (compound_statement (declaration)) @scope)
(if_statement condition: (condition_clause (declaration))) @scope
(else_clause (compound_statement (declaration)) @scope)
(for_statement (compound_statement (declaration)) @scope)
(for_statement initializer: (declaration)) @scope
(for_range_loop) @scope
(while_statement (compound_statement (declaration)) @scope)
(do_statement (compound_statement (declaration)) @scope)
(case_statement (compound_statement (declaration)) @scope)
(try_statement (compound_statement (declaration)) @scope)
(catch_clause) @scope
(lambda_expression) @definition.lambda
(lambda_expression (abstract_function_declarator (trailing_return_type (type_descriptor type: (_) @type))))

; Parameters
(function_declarator declarator: [(identifier) (field_identifier) (operator_name) (destructor_name)
  (qualified_identifier) (template_function)] parameters: (parameter_list
  [(parameter_declaration) (optional_parameter_declaration) (variadic_parameter_declaration)] @parameter.declaration))
(function_declarator declarator: [(identifier) (field_identifier) (operator_name) (destructor_name)
  (qualified_identifier) (template_function)] parameters: (parameter_list
  [(parameter_declaration declarator: [
    (identifier) @parameter
    (pointer_declarator declarator: (identifier) @parameter)
    (reference_declarator (identifier) @parameter)
    (array_declarator declarator: (identifier) @parameter)
    (pointer_declarator declarator: (pointer_declarator declarator: (identifier) @parameter))
    (pointer_declarator declarator: (reference_declarator (identifier) @parameter))
    (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (identifier) @parameter)))
    (reference_declarator (array_declarator declarator: (parenthesized_declarator (identifier) @parameter)))
  ]) (optional_parameter_declaration declarator: [
    (identifier) @parameter
    (pointer_declarator declarator: (identifier) @parameter)
    (reference_declarator (identifier) @parameter)
    (array_declarator declarator: (identifier) @parameter)
    (pointer_declarator declarator: (pointer_declarator declarator: (identifier) @parameter))
    (pointer_declarator declarator: (reference_declarator (identifier) @parameter))
    (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (identifier) @parameter)))
    (reference_declarator (array_declarator declarator: (parenthesized_declarator (identifier) @parameter)))
  ]) (variadic_parameter_declaration declarator: [
    (reference_declarator (variadic_declarator (identifier) @parameter))
    (variadic_declarator (identifier) @parameter)
  ])]))
(function_declarator declarator: [(identifier) (field_identifier) (operator_name) (destructor_name)
  (qualified_identifier) (template_function)] parameters: (parameter_list
  (optional_parameter_declaration default_value: (_) @parameter.default)))
(function_declarator declarator: [(identifier) (field_identifier) (operator_name) (destructor_name)
  (qualified_identifier) (template_function)] parameters: (parameter_list "..." @parameter.star))
(lambda_expression declarator: (abstract_function_declarator parameters: (parameter_list
  [(parameter_declaration) (optional_parameter_declaration)] @parameter.declaration)))
(lambda_expression declarator: (abstract_function_declarator parameters: (parameter_list
  [(parameter_declaration declarator: [
    (identifier) @parameter
    (pointer_declarator declarator: (identifier) @parameter)
    (reference_declarator (identifier) @parameter)
    (array_declarator declarator: (identifier) @parameter)
    (pointer_declarator declarator: (pointer_declarator declarator: (identifier) @parameter))
    (pointer_declarator declarator: (reference_declarator (identifier) @parameter))
    (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (identifier) @parameter)))
    (reference_declarator (array_declarator declarator: (parenthesized_declarator (identifier) @parameter)))
  ]) (optional_parameter_declaration declarator: [
    (identifier) @parameter
    (pointer_declarator declarator: (identifier) @parameter)
    (reference_declarator (identifier) @parameter)
    (array_declarator declarator: (identifier) @parameter)
    (pointer_declarator declarator: (pointer_declarator declarator: (identifier) @parameter))
    (pointer_declarator declarator: (reference_declarator (identifier) @parameter))
    (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (identifier) @parameter)))
    (reference_declarator (array_declarator declarator: (parenthesized_declarator (identifier) @parameter)))
  ])])))

; Variables
(declaration type: (_) @binding.type) @binding
(declaration declarator: [
  (identifier) @target
  (pointer_declarator declarator: (identifier) @target)
  (reference_declarator (identifier) @target)
  (array_declarator declarator: (identifier) @target)
  (pointer_declarator declarator: (pointer_declarator declarator: (identifier) @target))
  (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (identifier) @target)))
])
(compound_statement (declaration declarator: (function_declarator declarator: (identifier) @target)))
(compound_statement (declaration type: [(type_identifier) (qualified_identifier) (template_type)] @constructed.implied
  declarator: (function_declarator declarator: (identifier))) @construct.implied)
(compound_statement (declaration declarator: (function_declarator declarator: (identifier) parameters: (parameter_list
  (parameter_declaration type: (_) @argument !declarator)))))
(declaration declarator: [(identifier) @target (pointer_declarator declarator: (identifier) @target)
  (reference_declarator (identifier) @target)] value: (_) @values)
(init_declarator declarator: [
  (identifier) @target
  (pointer_declarator declarator: (identifier) @target)
  (reference_declarator (identifier) @target)
  (array_declarator declarator: (identifier) @target)
  (pointer_declarator declarator: (pointer_declarator declarator: (identifier) @target))
  (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (identifier) @target)))
  (structured_binding_declarator) @targets
  (reference_declarator (structured_binding_declarator) @targets)
]) @declarator
(init_declarator value: [(identifier) (call_expression) (new_expression) (field_expression) (qualified_identifier)
  (pointer_expression) (subscript_expression) (conditional_expression) (lambda_expression) (cast_expression)
  (parenthesized_expression) (this) (initializer_list) (compound_literal_expression) (string_literal)
  (number_literal) (true) (false) (binary_expression)] @values)
(init_declarator value: (pointer_expression argument: (_) @values))
(structured_binding_declarator (identifier) @target)
(for_range_loop type: (_) @binding.type declarator: [
  (identifier) @target
  (reference_declarator (identifier) @target)
  (pointer_declarator declarator: (identifier) @target)
  (structured_binding_declarator) @targets
  (reference_declarator (structured_binding_declarator) @targets)
] right: (_) @values) @binding.element
(catch_clause parameters: (parameter_list (parameter_declaration type: (_) @binding.type declarator: [
  (identifier) @target
  (reference_declarator (identifier) @target)
  (pointer_declarator declarator: (identifier) @target)
]) @binding))
(assignment_expression left: [(identifier) (field_expression) (subscript_expression)] @bound.assigned
  "=" right: [(identifier) (pointer_expression) (cast_expression) (conditional_expression) (new_expression)
  (call_expression) (lambda_expression) (field_expression)] @value.assigned)

; Imports
(preproc_include path: [(string_literal) (system_lib_string)] @import.module) @import
(using_declaration "namespace" [(identifier) (qualified_identifier)] @import.module) @import
(using_declaration "namespace" @import.all)
(translation_unit (using_declaration . "using" . (qualified_identifier scope: (_) @import.module name: (_) @import.name))
  @import)
(declaration_list (using_declaration . "using" . (qualified_identifier scope: (_) @import.module name: (_) @import.name))
  @import)
(compound_statement (using_declaration . "using" . (qualified_identifier scope: (_) @import.module name: (_) @import.name))
  @import)
(namespace_alias_definition name: (_) @import.alias [(namespace_identifier) (nested_namespace_specifier)] @import.module)
  @import

; Uses
(call_expression function: (_) @callee) @call
(new_expression type: (_) @constructed) @construct
(compound_literal_expression type: [(type_identifier) (qualified_identifier) (template_type)] @constructed) @construct
(compound_literal_expression value: (initializer_list (_) @argument))
(compound_statement (declaration type: [(type_identifier) (qualified_identifier) (template_type)] @constructed.implied
  declarator: (identifier)) @construct.implied)
(declaration type: [(type_identifier) (qualified_identifier) (template_type)] @constructed.implied
  declarator: (init_declarator declarator: (identifier) value: [(argument_list) (initializer_list)])) @construct.implied
(init_declarator value: (initializer_list (_) @argument))
(field_initializer [(field_identifier) (template_method) (qualified_identifier)] @constructed.implied) @construct.implied
(field_initializer (initializer_list (_) @argument))
(argument_list (_) @argument)
(argument_list (pointer_expression argument: [(identifier) (qualified_identifier)] @argument))
(argument_list (parameter_pack_expansion pattern: (_) @argument))
(return_statement [(identifier) (call_expression) (new_expression) (field_expression) (pointer_expression)
  (conditional_expression) (lambda_expression) (compound_literal_expression) (this) (qualified_identifier)
  (parenthesized_expression)] @return)

; Expressions that hold expressions
(call_expression function: (parenthesized_expression (_) @item) @choice)
(field_expression argument: (parenthesized_expression (_) @item) @choice)
(parenthesized_expression (pointer_expression argument: (_) @item) @choice)
(pointer_expression argument: (this) @item) @choice
(conditional_expression consequence: (_) @item alternative: (_) @item) @choice
(cast_expression type: (type_descriptor type: (_) @cast.type) value: (_) @item) @cast
(initializer_list) @map
(initializer_list [(identifier) (pointer_expression) (call_expression) (initializer_list) (cast_expression)
  (conditional_expression) (parenthesized_expression) (field_expression) (number_literal) (string_literal)
  (char_literal) (null) (true) (false) (concatenated_string) (binary_expression) (unary_expression)
  (sizeof_expression) (compound_literal_expression) (qualified_identifier) (lambda_expression)
  (new_expression)] @item)
(initializer_list (pointer_expression argument: [(identifier) (qualified_identifier)] @item))
(initializer_pair designator: (field_designator (field_identifier) @key.name))
(initializer_pair value: (_) @item)
