; JSX: an element of a component calls it; those in lower case are the document's own (facebook.github.io/jsx)
((jsx_opening_element name: (identifier) @used) @use (#match? @used "^[A-Z_$]"))
((jsx_self_closing_element name: (identifier) @used) @use (#match? @used "^[A-Z_$]"))
(jsx_opening_element name: (member_expression) @used) @use
(jsx_self_closing_element name: (member_expression) @used) @use
(jsx_attribute (property_identifier) @keyword (jsx_expression (expression) @argument))
(jsx_expression (spread_element "..." @keyword (_) @argument))
