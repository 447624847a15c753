; Definitions
(contract_declaration name: (identifier) @name) @definition.class
(library_declaration name: (identifier) @name) @definition.class
(interface_declaration name: (identifier) @name) @definition.interface
(inheritance_specifier ancestor: (user_defined_type) @base)
(contract_declaration "abstract" @modifier)
(struct_declaration name: (identifier) @name) @definition.struct
(enum_declaration name: (identifier) @name) @definition.enum
(event_definition name: (identifier) @name) @definition.class
(error_declaration name: (identifier) @name) @definition.class
(user_defined_type_definition name: (identifier) @name (primitive_type) @type) @definition.type_alias
(function_definition name: (identifier) @name return_type: (_)? @type) @definition.function
(modifier_definition name: (identifier) @name) @definition.function
(constructor_definition "constructor" @name) @definition.constructor
(fallback_receive_definition ["fallback" "receive"] @name) @definition.function
(enum_value) @name @definition.constant
(struct_member type: (_) @type name: (identifier) @name) @definition.field
(state_variable_declaration type: (_) @type name: (identifier) @name) @definition.field
(constant_variable_declaration type: (_) @type name: (identifier) @name) @definition.constant
[(visibility) (state_mutability) (virtual) (override_specifier)] @modifier

; Where names can be seen
[(block_statement) (for_statement) (try_statement) (catch_clause)] @scope

; Parameters and variables
(parameter type: (_) @binding.type name: (identifier) @target) @binding.unknown
(variable_declaration type: (_) @binding.type name: (identifier) @target) @binding.unknown

; Imports
(import_directive !import_name !alias source: (string) @import.module) @import @import.all
(import_directive "import" . source: (string) @import.module alias: (identifier) @import.alias) @import
(import_directive "*" alias: (identifier) @import.whole source: (string) @import.from) @import
(import_directive import_name: (identifier) @import.member source: (string) @import.from) @import
(import_directive import_name: (identifier) alias: (identifier) @import.alias)

; Uses
(call_expression function: (expression (identifier) @callee)) @call
(call_expression function: (expression (member_expression) @callee)) @call
(call_expression function: (expression (struct_expression type: (expression (member_expression) @callee)))) @call
(function_definition (modifier_invocation (identifier) @callee) @call)
(new_expression name: (type_name (user_defined_type) @constructed)) @construct
(emit_statement name: (expression) @constructed) @construct
(revert_statement error: (expression) @constructed) @construct
