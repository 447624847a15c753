; Functions; the name lies in as many declarators as the result has asterisks
(function_definition type: (_) @type)
(function_definition (storage_class_specifier) @modifier)
(function_definition declarator: [
  (function_declarator declarator: (identifier) @name parameters: (_) @signature)
  (pointer_declarator declarator: (function_declarator declarator: (identifier) @name parameters: (_) @signature))
  (pointer_declarator declarator: (pointer_declarator
    declarator: (function_declarator declarator: (identifier) @name parameters: (_) @signature)))
]) @definition.function
(translation_unit (declaration declarator: [
  (function_declarator declarator: (identifier) @name parameters: (_) @signature)
  (pointer_declarator declarator: (function_declarator declarator: (identifier) @name parameters: (_) @signature))
  (pointer_declarator declarator: (pointer_declarator
    declarator: (function_declarator declarator: (identifier) @name parameters: (_) @signature)))
]) @definition.forward.function)

; Variables of the file
(translation_unit (declaration declarator: [
  (identifier) @name
  (pointer_declarator declarator: (identifier) @name)
  (array_declarator declarator: (identifier) @name)
  (pointer_declarator declarator: (pointer_declarator declarator: (identifier) @name))
  (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (identifier) @name)))
  (init_declarator declarator: [
    (identifier) @name
    (pointer_declarator declarator: (identifier) @name)
    (array_declarator declarator: (identifier) @name)
    (array_declarator declarator: (array_declarator declarator: (identifier) @name))
    (pointer_declarator declarator: (pointer_declarator declarator: (identifier) @name))
    (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (identifier) @name)))
  ])
]) @definition.field)
(translation_unit (declaration type: [(type_identifier) (primitive_type) (sized_type_specifier)
  (macro_type_specifier) (struct_specifier !body) (union_specifier !body) (enum_specifier !body)] @type))
(translation_unit (declaration (storage_class_specifier) @modifier))


; Types; one that is defined in a declaration is the type of what that declares
(struct_specifier name: (type_identifier) @name body: (_)) @definition.struct
(union_specifier name: (type_identifier) @name body: (_)) @definition.struct
(enum_specifier name: (type_identifier) @name body: (_)) @definition.enum
(enumerator name: (identifier) @name) @definition.constant
(type_definition type: [(struct_specifier !name body: (_)) (union_specifier !name body: (_))]
  declarator: (type_identifier) @name) @definition.struct
(type_definition type: (enum_specifier !name body: (_)) declarator: (type_identifier) @name) @definition.enum
(type_definition type: [
  (struct_specifier name: (_) !body) @type (struct_specifier name: (_) body: (_))
  (union_specifier name: (_) !body) @type (union_specifier name: (_) body: (_))
  (enum_specifier name: (_) !body) @type (enum_specifier name: (_) body: (_))
  (type_identifier) @type (primitive_type) @type (sized_type_specifier) @type (macro_type_specifier) @type
] declarator: [
  (type_identifier) @name
  (pointer_declarator declarator: (type_identifier) @name)
  (array_declarator declarator: (type_identifier) @name)
  (function_declarator declarator: (type_identifier) @name)
  (function_declarator declarator: (parenthesized_declarator (type_identifier) @name))
  (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (type_identifier) @name)))
  (pointer_declarator declarator: (function_declarator
    declarator: (parenthesized_declarator (pointer_declarator declarator: (type_identifier) @name))))
]) @definition.type_alias
(field_declaration type: [(type_identifier) (primitive_type) (sized_type_specifier) (macro_type_specifier)
  (struct_specifier !body) (union_specifier !body) (enum_specifier !body)] @type)
(field_declaration declarator: [
  (field_identifier) @name
  (pointer_declarator declarator: (field_identifier) @name)
  (array_declarator declarator: (field_identifier) @name)
  (pointer_declarator declarator: (pointer_declarator declarator: (field_identifier) @name))
  (array_declarator declarator: (array_declarator declarator: (field_identifier) @name))
  (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (field_identifier) @name)))
  (pointer_declarator declarator: (function_declarator
    declarator: (parenthesized_declarator (pointer_declarator declarator: (field_identifier) @name))))
]) @definition.field

; Macros; one without a value only says that it is there
(preproc_def "#define" @modifier name: (identifier) @name value: (_) @unparsed) @definition.constant
(preproc_def value: (_) @signature (#match? @signature "^[A-Za-z_]\\w*\\s*$"))
(preproc_function_def name: (identifier) @name parameters: (_) @signature) @definition.function
(preproc_function_def "#define" @modifier)
(preproc_function_def value: (_) @unparsed)
(preproc_params (identifier) @parameter)

; Where names can be seen: blocks that declare some
(compound_statement (compound_statement (declaration)) @scope)
(if_statement (compound_statement (declaration)) @scope)
(else_clause (compound_statement (declaration)) @scope)
(for_statement (compound_statement (declaration)) @scope)
(while_statement (compound_statement (declaration)) @scope)
(do_statement (compound_statement (declaration)) @scope)
(case_statement (compound_statement (declaration)) @scope)
(for_statement initializer: (declaration)) @scope

; Parameters
(function_declarator declarator: (identifier) parameters: (parameter_list
  (parameter_declaration) @parameter.declaration))
(function_declarator declarator: (identifier) parameters: (parameter_list
  (parameter_declaration declarator: [
    (identifier) @parameter
    (pointer_declarator declarator: (identifier) @parameter)
    (array_declarator declarator: (identifier) @parameter)
    (pointer_declarator declarator: (pointer_declarator declarator: (identifier) @parameter))
    (pointer_declarator declarator: (array_declarator declarator: (identifier) @parameter))
    (function_declarator declarator: (identifier) @parameter)
    (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (identifier) @parameter)))
  ])))
(function_declarator declarator: (identifier) parameters: (parameter_list (identifier) @parameter))
(function_declarator declarator: (identifier) parameters: (parameter_list (variadic_parameter) @parameter.star))

; Variables: of those of the language's own types only the name matters
(declaration type: [(primitive_type) (sized_type_specifier)] declarator: [
  (identifier) @unknown
  (pointer_declarator declarator: (identifier) @unknown)
  (array_declarator declarator: (identifier) @unknown)
  (init_declarator declarator: (identifier) @unknown)
  (init_declarator declarator: (pointer_declarator declarator: (identifier) @unknown))
  (init_declarator declarator: (array_declarator declarator: (identifier) @unknown))
])
(declaration type: [(type_identifier) (struct_specifier !body) (union_specifier !body) (enum_specifier !body)
  (macro_type_specifier)] @binding.type)
(declaration type: [(type_identifier) (struct_specifier) (union_specifier) (enum_specifier)
  (macro_type_specifier)]) @binding
(declaration declarator: (function_declarator declarator: (parenthesized_declarator (pointer_declarator
  declarator: (identifier) @target)))) @binding
(declaration type: [(type_identifier) (struct_specifier) (union_specifier) (enum_specifier)] declarator: [
  (identifier) @target
  (pointer_declarator declarator: (identifier) @target)
  (array_declarator declarator: (identifier) @target)
  (pointer_declarator declarator: (pointer_declarator declarator: (identifier) @target))
])
(declaration type: [(type_identifier) (struct_specifier) (union_specifier) (enum_specifier)] declarator: (init_declarator declarator: [
  (identifier) @target
  (pointer_declarator declarator: (identifier) @target)
  (array_declarator declarator: (identifier) @target)
  (pointer_declarator declarator: (pointer_declarator declarator: (identifier) @target))
] value: (_) @values) @declarator)
(assignment_expression left: [(identifier) (field_expression) (subscript_expression)] @bound.assigned
  "=" right: [(identifier) (pointer_expression) (cast_expression) (conditional_expression)] @value.assigned)

; Imports
(preproc_include path: [(string_literal) (system_lib_string)] @import.module) @import

; Uses
(call_expression function: (_) @callee) @call
(argument_list (_) @argument)
(argument_list (pointer_expression argument: (identifier) @argument))
(return_statement [(identifier) (pointer_expression) (cast_expression) (conditional_expression)] @return)

; Expressions that hold expressions
(call_expression function: (parenthesized_expression (_) @item) @choice)
(field_expression argument: (parenthesized_expression (_) @item) @choice)
(parenthesized_expression (pointer_expression argument: (_) @item) @choice)
(conditional_expression consequence: (_) @item alternative: (_) @item) @choice
(cast_expression type: (type_descriptor type: (_) @cast.type) value: (_) @item) @cast
(compound_literal_expression type: (type_descriptor type: (_) @constructed)) @construct
(initializer_list) @map
(initializer_list [(identifier) (pointer_expression) (call_expression) (initializer_list) (cast_expression)
  (conditional_expression) (parenthesized_expression) (field_expression) (number_literal) (string_literal)
  (char_literal) (null) (true) (false) (concatenated_string) (binary_expression) (unary_expression)
  (sizeof_expression) (compound_literal_expression)] @item)
(initializer_list (pointer_expression argument: (identifier) @item))
(initializer_pair designator: (field_designator (field_identifier) @key.name))
(initializer_pair value: (_) @item)
(initializer_pair value: (pointer_expression argument: (identifier) @item))
