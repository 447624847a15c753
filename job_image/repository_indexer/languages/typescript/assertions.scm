; `<T>value`, which is an element of JSX where that is allowed.
(parenthesized_expression (type_assertion) @item) @choice
(type_assertion (type_arguments (_) @cast.type) (_) @item) @cast
