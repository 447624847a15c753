; What only JavaScript's grammar has so.
(class_heritage (expression) @base)
(field_definition property: [(property_identifier) @name (private_property_identifier) @name (string (string_fragment) @name)]
  value: [(arrow_function) (function_expression) (generator_function)] @named) @definition.method
(field_definition "static" @modifier value: [(arrow_function) (function_expression) (generator_function)])
(field_definition property: [(property_identifier) (private_property_identifier)] @bound value: (_) @value)
(field_definition property: [(property_identifier) (private_property_identifier)] @unknown !value)
(formal_parameters (identifier) @parameter)
(formal_parameters (assignment_pattern left: (identifier) @parameter right: (_) @parameter.default))
(formal_parameters (rest_pattern (identifier) @parameter.star))
(formal_parameters [(object_pattern) (array_pattern)] @parameter.apart @binding @targets)
(formal_parameters (assignment_pattern left: [(object_pattern) (array_pattern)] @parameter.apart @binding @targets
  right: (_) @parameter.default))
(decorator [(identifier) (member_expression) (call_expression)] @decorator)
(import_specifier "default" @import.member)
(export_statement (export_clause (export_specifier . "default" @import.member)) source: (_))
(export_statement (export_clause (export_specifier name: (_) "default" @import.alias)) source: (_))
(export_statement !source (export_clause (export_specifier name: (_) "default" @exported.as)))
