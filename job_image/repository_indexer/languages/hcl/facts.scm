; Definitions, called as Terraform's addresses call them
((block . (identifier) @_block . (string_lit (template_literal) @holder) . (string_lit (template_literal) @name)) @definition.class
  (#eq? @_block "resource"))
((block . (identifier) @_block . (string_lit (template_literal) @holder) . (string_lit (template_literal) @name))
  @definition.class @holder.data (#eq? @_block "data"))
((block . (identifier) @_block . (string_lit (template_literal) @name)) @definition.field @holder.var (#eq? @_block "variable"))
((block . (identifier) @_block . (string_lit (template_literal) @name)) @definition.field @holder.output (#eq? @_block "output"))
((block . (identifier) @_block . (string_lit (template_literal) @name)) @definition.module @holder.module (#eq? @_block "module"))
((block . (identifier) @_block . (string_lit (template_literal) @name)) @definition.class @holder.provider (#eq? @_block "provider"))
((block . (identifier) @_block . (block_start) (body (attribute . (identifier) @name) @definition.constant @holder.local))
  (#eq? @_block "locals"))
((block . (identifier) @_block . (string_lit (template_literal) @holder)? . (string_lit (template_literal) @name)) @definition.class
  (#match? @_block "^(source|build|job|group|task|service|ephemeral|check|import|moved|removed)$"))

; Names of a block alone
((block . (identifier) @_block . (string_lit (template_literal) @unknown)) (#eq? @_block "dynamic"))
(for_intro (identifier) @unknown)

; Imports: the folder or registry that a module comes from
((block . (identifier) @_block (body (attribute . (identifier) @_source . (expression (literal_value (string_lit
  (template_literal) @import.module))) @import))) (#eq? @_block "module") (#eq? @_source "source"))
((block . (identifier) @_block (body (attribute . (identifier) @_source . (expression (literal_value (string_lit
  (template_literal) @import.module))) @import))) (#match? @_block "^(terraform|include)$") (#eq? @_source "source"))

; Uses
(expression . (variable_expr) . (get_attr)) @reference
(template_interpolation (expression . (variable_expr) . (get_attr)) @reference)
