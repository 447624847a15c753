; JSX: an element of a component calls it; those in lower case are the document's own (facebook.github.io/jsx)
((jsx_opening_element name: (identifier) @callee) @call (#match? @callee "^[A-Z_$]"))
((jsx_self_closing_element name: (identifier) @callee) @call (#match? @callee "^[A-Z_$]"))
(jsx_opening_element name: (member_expression) @callee) @call
(jsx_self_closing_element name: (member_expression) @callee) @call
