; Definitions
(function_definition name: (word) @name) @definition.function

; Variables of the file
(program (variable_assignment name: (variable_name) @target) @binding)
(program (declaration_command "readonly" (variable_assignment name: (variable_name) @target) @binding.constant))
(program (declaration_command ["declare" "typeset" "export"]
  (variable_assignment name: (variable_name) @target) @binding))

; Imports: `source` and `.` run a file here
((command name: (command_name (word) @_source) . argument: (_) @import.module) @import @import.all
  (#any-of? @_source "source" "."))

; Calls
((command name: (command_name (word) @callee) @call) (#not-match? @callee "^(source|[.:\\[])$"))
