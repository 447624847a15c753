; `<T>value`, which is an element of JSX where that is allowed.
(type_assertion (type_arguments (_) @cast.type) (_) @item) @cast
