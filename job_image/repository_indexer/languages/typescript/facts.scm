; What TypeScript and TSX have beyond JavaScript, or otherwise.

; Definitions
(abstract_class_declaration "abstract" @modifier name: (_) @name) @definition.class
(extends_clause value: (_) @base)
(implements_clause [(type_identifier) (nested_type_identifier) (generic_type)] @implemented)
(interface_declaration name: (_) @name) @definition.interface
(extends_type_clause type: (_) @base)
(type_alias_declaration name: (_) @name value: (_) @type) @definition.type_alias
(enum_declaration name: (_) @name) @definition.enum
(enum_body name: (property_identifier) @definition.constant @name)
(enum_assignment name: (property_identifier) @name) @definition.constant
(internal_module name: (identifier) @name) @definition.module
(module name: (identifier) @name) @definition.module
(internal_module name: (nested_identifier)) @scope
(module name: (string)) @scope
(function_signature name: (identifier) @name parameters: (_) @signature) @definition.function

; Members
(class_body (public_field_definition name: [
  (property_identifier) @name
  (private_property_identifier) @name
  (string (string_fragment) @name)]
  value: [(arrow_function) (function_expression) (generator_function)] @named) @definition.method)
(public_field_definition name: [(property_identifier) (private_property_identifier)] @bound value: (_) @value)
(public_field_definition name: [(property_identifier) (private_property_identifier)] @declared
  type: (type_annotation (_) @declared.type))
(public_field_definition name: [(property_identifier) (private_property_identifier)] @unknown !value !type)
((class_body (method_signature
  name: (property_identifier) @name parameters: (_) @signature) @definition.constructor)
  (#eq? @name "constructor"))
((class_body (method_signature
  name: (property_identifier) @name parameters: (_) @signature) @definition.method)
  (#not-eq? @name "constructor"))
(class_body (abstract_method_signature "abstract" @modifier
  name: (property_identifier) @name parameters: (_) @signature) @definition.method)
(interface_body (method_signature
  name: (property_identifier) @name parameters: (_) @signature) @definition.method)
(interface_body (property_signature
  name: (property_identifier) @name type: (type_annotation (_) @type)) @definition.field)
(type_alias_declaration value: (object_type (method_signature
  name: (property_identifier) @name parameters: (_) @signature) @definition.method))
(type_alias_declaration value: (object_type (property_signature
  name: (property_identifier) @name type: (type_annotation (_) @type)) @definition.field))
(method_signature ["static" "get" "set"] @modifier)
(method_definition [(accessibility_modifier) (override_modifier)] @modifier)
(method_signature [(accessibility_modifier) (override_modifier)] @modifier)
(abstract_method_signature [(accessibility_modifier) (override_modifier)] @modifier)
(public_field_definition "static" @modifier value: [(arrow_function) (function_expression) (generator_function)])

; Types; what stands in the type of a function is none of its parameters
[(function_type) (constructor_type) (call_signature) (construct_signature) (index_signature)] @scope
(function_declaration return_type: (type_annotation (_) @type))
(generator_function_declaration return_type: (type_annotation (_) @type))
(function_expression return_type: (type_annotation (_) @type))
(generator_function return_type: (type_annotation (_) @type))
(arrow_function return_type: (type_annotation (_) @type))
(method_definition return_type: (type_annotation (_) @type))
(function_signature return_type: (type_annotation (_) @type))
(method_signature return_type: (type_annotation (_) @type))
(abstract_method_signature return_type: (type_annotation (_) @type))
(type_parameter name: (type_identifier) @type_parameter)
(type_parameter constraint: (constraint (_) @type_parameter.bound))

; Parameters
(required_parameter !value pattern: (identifier) @parameter)
(required_parameter (accessibility_modifier) pattern: (identifier) @parameter.field)
(required_parameter pattern: (identifier) @parameter value: (_) @parameter.default)
(optional_parameter pattern: (identifier) @parameter)
(optional_parameter (accessibility_modifier) pattern: (identifier) @parameter.field)
(required_parameter pattern: (rest_pattern (identifier) @parameter.star))
(required_parameter pattern: [(object_pattern) (array_pattern)] @parameter.apart @binding @targets)
(required_parameter pattern: [(object_pattern) (array_pattern)] value: (_) @parameter.default)
(required_parameter type: (type_annotation (_) @parameter.type))
(optional_parameter type: (type_annotation (_) @parameter.type))

; Bindings
(variable_declarator name: (identifier) @declared type: (type_annotation (_) @declared.type))

; Imports and exports
(import_require_clause (identifier) @import.whole source: (string) @import.from)
(import_alias . (identifier) @bound . [(identifier) (nested_identifier)] @value)
(export_statement "=" (expression) @exported.whole)
(export_statement declaration: (ambient_declaration (_ name: (_) @exported)))
(export_statement declaration: (ambient_declaration (_ (variable_declarator name: (identifier) @exported))))

; Decorators
(class_declaration (decorator [(identifier) (member_expression) (call_expression)] @annotation))
(abstract_class_declaration (decorator [(identifier) (member_expression) (call_expression)] @annotation))
(export_statement (decorator [(identifier) (member_expression) (call_expression)] @decorator))
(class_body (decorator [(identifier) (member_expression) (call_expression)] @decorator))

; Expressions of a type
(as_expression (_) @item (_) @cast.type) @cast
(parenthesized_expression [(as_expression) (satisfies_expression) (non_null_expression)] @item) @choice
(satisfies_expression . (_) @item) @choice
(non_null_expression (_) @item) @choice
