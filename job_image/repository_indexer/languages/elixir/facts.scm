; Definitions
((call target: (identifier) @_define (arguments . (alias) @name)) @definition.module (#eq? @_define "defmodule"))
((call target: (identifier) @_define (arguments . (alias) @name)) @definition.interface (#eq? @_define "defprotocol"))
((call target: (identifier) @_define
  (arguments . (alias) @base (keywords (pair key: (keyword) @_for value: (alias)))) @name) @definition.class
  (#eq? @_define "defimpl") (#match? @_for "^for:"))
((call target: (identifier) @_define
  (arguments .
    [(identifier) @name
     (call target: (identifier) @name (arguments)? @signature)
     (binary_operator left: (identifier) @name operator: "when")
     (binary_operator left: (call target: (identifier) @name (arguments)? @signature) operator: "when")]))
  @definition.function @clause
  (#match? @_define "^(def|defp|defmacro|defmacrop|defguard|defguardp|defdelegate|defn|defnp)$"))
((unary_operator operator: "@" operand: (call target: (identifier) @_callback
  (arguments (binary_operator left: (call target: (identifier) @name (arguments)? @signature) operator: "::"))))
  @definition.function (#match? @_callback "^(macro)?callback$"))
((unary_operator operator: "@" operand: (call target: (identifier) @_type
  (arguments (binary_operator left: [(identifier) @name (call target: (identifier) @name)] operator: "::" right: (_) @type))))
  @definition.type_alias (#match? @_type "^(type|typep|opaque)$"))
((unary_operator operator: "@" operand: (call target: (identifier) @name (arguments .
  [(integer) (float) (string) (atom) (boolean) (list) (tuple) (map) (sigil) (charlist) (binary_operator) (unary_operator) (call) (alias) (identifier) (nil)
   (char) (anonymous_function) (dot)] .)))
  @definition.constant
  (#not-match? @name "^(moduledoc|doc|typedoc|spec|type|typep|opaque|callback|macrocallback|impl|behaviour|dialyzer|derive|compile|tag|moduletag|describetag|enforce_keys|optional_callbacks|deprecated|since|before_compile|after_compile|on_load|external_resource|on_definition|vsn|file)$"))
((unary_operator operator: "@" operand: (call target: (identifier) @_behaviour (arguments . (alias) @base)))
  (#eq? @_behaviour "behaviour"))
((call target: (identifier) @modifier) (#match? @modifier "^(defp|defmacro|defmacrop|defguard|defguardp|defdelegate)$"))
((unary_operator operator: "@" operand: (call target: (identifier) @_doc (arguments (string (quoted_content) @doc))))
  (#eq? @_doc "moduledoc"))
((unary_operator operator: "@" operand: (call target: (identifier) @_doc (arguments (string (quoted_content) @doc.before))))
  (#match? @_doc "^(type)?doc$"))
(anonymous_function) @definition.lambda

; Where names can be seen
(stab_clause) @scope

; Parameters and variables
((call target: (identifier) @_define (arguments .
  [(call target: (identifier) (arguments (identifier) @parameter))
   (binary_operator left: (call target: (identifier) (arguments (identifier) @parameter)) operator: "when")
   (call target: (identifier) (arguments (binary_operator left: (identifier) @parameter operator: "\\\\")))
   (call target: (identifier) (arguments (binary_operator operator: "=" right: (identifier) @parameter)))]))
  (#match? @_define "^(def|defp|defmacro|defmacrop|defguard|defguardp|defdelegate|defn|defnp)$"))
(stab_clause left: (arguments (identifier) @unknown))
(binary_operator left: (identifier) @unknown operator: ["=" "<-"])

; Imports
((call target: (identifier) @_import (arguments . (alias) @import.module)) @import (#match? @_import "^(alias|use|require)$"))
((call target: (identifier) @_import (arguments . (alias) @import.module)) @import @import.all (#eq? @_import "import"))
((call target: (identifier) @_import (arguments
  (keywords (pair key: (keyword) @_as value: (alias) @import.alias)))) (#eq? @_import "alias") (#match? @_as "^as:"))
((call target: (identifier) @_import (arguments . (dot left: (alias) @import.module right: (tuple)))) @import
  (#eq? @_import "alias"))
((call target: (identifier) @_import (arguments . (dot right: (tuple (alias) @import.module @import))))
  (#eq? @_import "alias"))

; Calls
((unary_operator operator: "@" operand: (call target: (identifier) @_types (arguments) @no_code))
  (#match? @_types "^(spec|type|typep|opaque|callback|macrocallback)$"))
((call target: (identifier) @callee) @call
  (#not-match? @callee "^(def|defp|defmodule|defmacro|defmacrop|defguard|defguardp|defdelegate|defn|defnp|defprotocol|defimpl|defstruct|defexception|defoverridable|alias|import|require|use|case|cond|for|if|unless|quote|unquote|unquote_splicing|receive|try|with|raise|reraise|throw|super|moduledoc|doc|typedoc|spec|type|typep|opaque|callback|macrocallback|impl|behaviour|derive)$"))
(call target: (dot left: (alias) right: (identifier)) @callee) @call
(call target: (dot left: [(identifier) (call) (unary_operator) (dot)] right: (identifier)) @callee (arguments)) @call
((binary_operator operator: "|>" right: (identifier) @callee @call))
(map (struct (alias) @constructed)) @construct
