(header module: (module) @package)

; Definitions
(data_type name: (name) @name constructors: (data_constructors . (_) .)) @definition.struct
(data_type name: (name) @name constructors: (data_constructors (_) . (_))) @definition.enum
(data_type name: (name) @name constructors: (gadt_constructors)) @definition.enum
(data_type name: (name) @name !constructors) @definition.struct
(newtype name: (name) @name) @definition.struct
(data_type name: (name) @_type constructors: (data_constructors (data_constructor
  [(prefix name: (constructor) @name) (record name: (constructor) @name)] @definition.constant)
  (#not-eq? @name @_type)))
(gadt_constructor name: (constructor) @name) @definition.constant
(field name: (field_name (variable) @name) type: (_) @type) @definition.field
(type_synonym name: (name) @name type: (_) @type) @definition.type_alias
(class name: (name) @name) @definition.class
(class_declarations (signature name: (variable) @name type: (_) @type) @definition.function)
(instance name: (name) @base patterns: (type_patterns . (_) @receiver)) @definition.extension
(function name: [(variable) @name (prefix_id (operator) @name)]) @definition.function @clause
(function (infix operator: [(operator) @name (infix_id (variable) @name)])) @definition.function @clause
(declarations (bind name: (variable) @name) @definition.function)
(instance_declarations (bind name: (variable) @name) @definition.function)
(local_binds (bind name: (variable) @unknown))
(lambda) @definition.lambda
(declarations (signature name: (variable) type: (_) @signature.before))
((haddock) @doc.before . [(signature) (function) (bind) (data_type) (newtype) (class) (type_synonym)])

; Where names can be seen
[(match) (alternative) (do) (let_in)] @scope

; Parameters and variables
(patterns (variable) @parameter)
(patterns (parens (apply argument: (variable) @unknown)))
(patterns (parens (apply function: (apply argument: (variable) @unknown))))
(patterns (tuple (variable) @unknown))
(patterns (list (variable) @unknown))
(patterns (parens (infix left_operand: (variable) @unknown)))
(patterns (parens (infix right_operand: (variable) @unknown)))
(alternative pattern: (apply argument: (variable) @unknown))
(alternative pattern: (variable) @unknown)
(bind pattern: (variable) @unknown)

; Imports
(import "import" module: (module) @import.module) @import
(import "qualified" module: (module) @import.alias !alias)
((import) @import.all (#not-match? @import.all "qualified|[(]"))
(import "hiding") @import.all
(import alias: (module) @import.alias)
((import names: (import_list name: (import_name [(variable) @import.name (name) @import.name]))) @_import
  (#not-match? @_import "hiding"))

; Calls: patterns look like them; the innermost application is that of the function itself
[(patterns) (type_patterns)] @no_code
(alternative pattern: (_) @no_code)
(bind pattern: (_) @no_code)
(generator pattern: (_) @no_code)
(apply function: [(variable) (qualified id: (variable))] @callee) @call
(infix left_operand: [(variable) (qualified id: (variable))] @callee @call operator: (operator) @_apply
  (#match? @_apply "^([$]!?|<[$]!?>|[.]|=<<|<=<|>>=?|>=>|[*]>|<[*]>?|<[|]>)$"))
(infix operator: (operator) @_apply right_operand: [(variable) (qualified id: (variable))] @callee @call
  (#match? @_apply "^([.]|&|<&>|>>=?|>=>|=<<|[*]>|<[*]|<[|]>)$"))
(infix operator: (infix_id [(variable) (qualified)] @callee @call))
(exp [(variable) (qualified id: (variable))] @callee @call)
(bind arrow: "<-" expression: [(variable) (qualified id: (variable))] @callee @call)
(alternative (match expression: [(variable) (qualified id: (variable))] @callee @call))
(apply function: [(constructor) (qualified id: (constructor))] @constructed) @construct
(record expression: (constructor) @constructed) @construct
