; Definitions
(function_statement (function_name) @name) @definition.function
(class_statement . (simple_name) @name) @definition.class
(class_statement . (simple_name) ":" (simple_name) @base)
((class_statement . (simple_name) @_class (class_method_definition (simple_name) @name) @definition.method)
  (#not-eq? @name @_class))
((class_statement . (simple_name) @_class (class_method_definition (simple_name) @name) @definition.constructor)
  (#eq? @name @_class))
(class_method_definition (class_method_parameter_list) @signature)
(class_method_definition (type_literal) @type)
(class_property_definition (variable) @name) @definition.field
(enum_statement (simple_name) @name) @definition.enum
(enum_member (simple_name) @name) @definition.constant
(script_block_expression) @definition.lambda

; Parameters and variables
(script_parameter (variable) @parameter)
(class_method_parameter (variable) @parameter)
(assignment_expression (left_assignment_expression) @bound value: (pipeline) @value)

; Imports
((command (command_invokation_operator) @_dot command_name: (_) @import.module) @import @import.all (#eq? @_dot "."))
((command command_name: (command_name) @_using command_elements: (command_elements . (command_argument_sep) . (generic_token) @_module
  . (command_argument_sep) . (_) @import.module)) @import @import.all (#match? @_using "^[Uu]sing$") (#match? @_module "^[Mm]odule$"))
((command command_name: (command_name) @_using command_elements: (command_elements . (command_argument_sep) . (generic_token) @_module
  . (command_argument_sep) . (_) @import.module)) @import (#match? @_using "^[Uu]sing$") (#match? @_module "^[Nn]amespace$"))
((command command_name: (command_name) @_import command_elements: (command_elements . (command_argument_sep) . (generic_token) @import.module))
  @import @import.all (#match? @_import "^[Ii]mport-[Mm]odule$"))
((command command_name: (command_name) @_import command_elements: (command_elements . (command_argument_sep) .
  (command_parameter) @_name . (command_argument_sep) . (_) @import.module))
  @import @import.all (#match? @_import "^[Ii]mport-[Mm]odule$") (#match? @_name "^-[Nn]ame$"))

; Calls
((command . command_name: (command_name) @callee @call)
  (#not-match? @callee "^([Uu]sing|[Ii]mport-[Mm]odule|[Nn]ew-[Oo]bject)$"))
(invokation_expression (_) . (member_name) @callee) @call
((command (command_invokation_operator) @_call command_name: (command_name_expr (path_command_name) @callee @call)) (#eq? @_call "&"))
((command command_name: (command_name) @_new command_elements: (command_elements . (command_argument_sep) . (generic_token) @constructed))
  @construct (#match? @_new "^[Nn]ew-[Oo]bject$"))
