"""From the captures of a language's queries to the facts of a file.

The captures are put together by place, kind after kind; the tree itself is never walked, and nothing
recurses. Their names are the same for all languages:

Definitions, which give the scopes
    definition.KIND     a definition; KIND is a `NodeKind`, or `constructor`, or, for those without a name,
                        `lambda` and `anonymous` (a class): `<lambda1>`, `<class1>` in their scope
    definition.package  a block in a namespace, which many files can share (C#'s, C++'s, PHP's `namespace`)
    definition.package_clause   the same without a block, up to the next clause or the end around it; so
                        definition.module_clause and definition.scope_clause (Perl's `package`)
    definition.extension        a block of further members of the type in `receiver` (Swift's `extension`)
    definition.forward.KIND     a declaration of what may be defined at another place (a prototype)
    definition.value.KIND       the same as an expression: its name is bound nowhere but in itself
    definition.object   something with a name (`const a = {…}`) whose functions are named after it (`a.f`)
    named               within a definition, a lambda or class without a name that is this definition
    body                the body of the definition that ends right before it, as part of that (Dart)
    clause              a definition that goes on with the one before it, if that is called the same
    definition.block    a scope with parameters, which is a value too: `<block1>`
    definition.mixin    a module that has members as a class has them (Ruby's `module`)
    scope               names bound inside are not seen outside
    local               a variable's declaration that looks like a function's: it has no parameters
Of the innermost of these around them
    name signature type receiver base doc modifier; signature.end: what a signature ends with, where that has
                        no node for all of it
    holder              what a value is made a part of, which its name begins with: `a.b` in
                        `a.b.f = function`; holder.NAME on the definition: NAME
    hoisted             a name that is declared in a block, but seen in all of the function around
    metaclass           what makes the class
    stub                all that the function does, where this only says that it is to be overridden
    implemented         a base that the definition says to implement, behind all others
    annotation          a decorator that stands inside of the definition
    parameter[.star|.stars]     a parameter, `*` before it or `**`
    parameter.apart     a parameter without a name, which is taken apart: a pattern of targets
    parameter.declaration   all of a parameter: without its name and its default it is the type
    parameter.type      of the parameter before; parameter.types: of all before that have none (`a, b int`);
                        parameter.type.next: of the parameter that follows (`int a`)
    parameter.field     a parameter that is a field of the class too, be it the constructor's or the class's
    parameter.label     the name that calls give for a parameter, before it or itself; `_` for none
    parameter.receiver  the type of the receiver of a function that is called as a method of it; it is a
                        parameter called `this`, before all others
    called.NAME modifier.NAME   the name, or a modifier, that the definition has without its being written
    parameter.many      behind a parameter that takes many values
    parameter.default   the value of the parameter before, where no argument is given for it
    type_parameter.next a type parameter of the definition that follows
    type_parameter type_parameter.bound     a type parameter, and what the one before has to be, or the one
                        that the last type_parameter.of names (`where T : Base`)
    outside             a part whose code is that of the scope around (the arguments for an anonymous class)
    return yield        expressions that are given back, at once or one by one; a lambda's body is returned
    calls.METHOD        an expression of which METHOD is called without being named (`with a`, `a[0]`)
    unknown             a name that is bound to something nobody follows
    outer               a name that the scope takes from an outer one (`global`)
    branch              statements that may be skipped or repeated; without any in a language's queries, all
                        values that a name gets are taken together, wherever they are assigned
    reference           an expression that stands for a definition of any kind (a table, a resource)
Of the definition that follows
    decorator
    doc.before signature.before     its documentation, its type
    attached            what can stand between it and the comment that tells about it
Calls
    call callee         a call, and what is called, or only the name that this ends with: always both
    call.base           a call of the base's constructor in the head of a class: of `super`
    call.begun call.whole       a call whose last argument stands behind it, and all of it: always both
    infix.name          of the operator around, whose operand is operand.infix: the method that is called
    use used            a call that does not start with what is called, and that: always both
                        (`<Part a="b" />`)
    call.tail callee.tail       the same where the grammar takes all of an operator with its last operand for
                        what is called (`a + b()`): only that operand is
    arguments           what looks like the arguments of a call in text that is not parsed (a macro's): what
                        is called is the chain of names before it
    bare                a name alone that is a call if no variable has it
    unparsed            text that is not parsed at all, in which names before brackets are called
    construct constructed       an instantiation that is no call (`T{}`), and the type: always both
    construct.implied constructed.implied   the same of a declaration that may make an instance (`T a;`)
    made                of the call around: the type that it makes (`new(T)`)
    no_code             a part in which nothing is called: types, patterns, the head of a definition
    operator operand.METHOD     an operator that calls METHOD of the operand (`a + b`): always both
Expressions that hold expressions
    list tuple set map  a list, a tuple, a set; a mapping, an object
    each[.list|.set|.map]       something whose elements are all like its item (`(item for …)`), if need be of
                        which of these kinds (`[item for …]`)
    choice              one of its items (`a if … else b`, `a or b`); of one item, that (`await a`, `(a)`)
    spread              all elements of its item (`*a`)
    await               what its item gives when it is waited for, where that is another type (`Task<int>`)
    cast                its item as the type in its `cast.type`; a list can have one, too, for its elements
    typed.TYPE          one of which the form alone says that it is of that type (`'c'`, `a == b`)
    arithmetic          one of the widest type of its items (`a + b`)
    method              the function that `method.name` is of its item, not called (`a::b`), whatever the
                        grammar takes it for (`a->b(...)` in PHP)
Of the innermost call or expression that holds expressions around them
    argument item       in their order; comments must not be captured
    argument.last       one that stands behind the call, which the last parameter takes: its name is `*`
    item.named          an item that has its text as its key
    item.member         an item that is a definition, which has its name as its key; in brackets, an
                        expression
    keyword             the name of the argument that follows; `**` if that is a mapping which is spread
    key key.name        the key of the item that follows: an expression, or a name that is the key itself;
                        `**` as with `keyword`
Bindings; HOW as in `Binding.how`
    bound[.HOW] value[.HOW]     a name and the value that follows it: always both
    declared declared.type      a name and the type that follows it: always both
    binding[.HOW] target values binding.type    several names or values, or a value that comes first: as many
                        values as targets go pairwise, else the one value is taken apart
    targets             a pattern, within a binding or a pattern; its targets never go pairwise
    declarator          within a binding, one of its names with a value of its own; the type is that of all
    targets.type        the class that a value has to be of to fit the pattern (`{Point}.x` in `Binding.path`)
    binding.match values        a value that the bindings within it take apart that have none of their own
    narrowing           a statement that tests of which type a name's value is; in it:
    narrowed narrowed.type      the name, the type; with both known, narrowed.within is where the value is of
                        that type (a scope), narrowed.after says that it is behind the statement
    target.named target.key     a target that gets what has its name in the value, the name for the target
                        that follows (`{a, b: c} = value`)
    target.comma        what stands between the places of a pattern, where one can be left empty (`[a, , b]`)
    target.rest         a target that gets what the others leave (`a, *b = value`)
Imports
    import import.module import.name import.alias       an import within another goes on from its module
    import.all          within an import: all names of its modules are seen
    import.path         the file of the import that follows, where that is said; it ends its alias, behind a
                        space
    import.from         the module, where it comes behind its names; these are import.member, import.default
                        (a name for what the module gives by default) and import.whole (for all of it)
    import.exported     in place of `import`: what is imported is only seen from outside (`export … from`)
    exported            an expression that is seen from outside by its own name, exported.NAME by that one,
                        or by the name in the exported.as that follows
    package             the package clause
Names that begin with `_` are for the queries' own predicates.
The code in a field (its initial value) is that of the scope around it.
Where expressions of one role lie within each other, the innermost counts. Captures that begin with `_` are
for the predicates of a query alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from repository_indexer.captures.bare import bare_calls
from repository_indexer.captures.bindings import Bindings
from repository_indexer.captures.definitions import Definitions
from repository_indexer.captures.expressions import Expressions
from repository_indexer.captures.imports import read_imports
from repository_indexer.captures.items import read_items
from repository_indexer.captures.parameters import Parameters
from repository_indexer.captures.source import Captures, Source
from repository_indexer.facts import Expression, FileFacts, Reference

# fmt: off
CAPTURES = frozenset([
    "scope", "local", "name", "signature", "signature.end", "type", "receiver", "base", "metaclass", "stub",
    "implemented", "annotation", "doc", "modifier",
    "named", "holder", "hoisted", "exported", "parameter.apart", "parameter.declaration",
    "parameter", "parameter.field", "parameter.star", "parameter.stars", "parameter.type",
    "parameter.type.next",
    "parameter.types", "parameter.default", "parameter.label", "parameter.receiver", "parameter.many",
    "type_parameter", "type_parameter.bound", "type_parameter.of",
    "type_parameter.next", "outside",
    "return", "yield", "unknown", "outer", "branch", "decorator",
    "body", "clause", "attached", "doc.before", "signature.before", "no_code", "reference", "import.all",
    "call", "callee", "call.tail", "callee.tail", "use", "used", "construct", "constructed",
    "construct.implied", "constructed.implied", "made", "operator", "arguments", "bare", "unparsed",
    "list", "tuple", "set", "map", "each", "each.list", "each.set", "each.map", "choice", "spread", "await",
    "cast", "cast.type", "method", "method.name", "arithmetic", "infix.name", "call.begun", "call.whole",
    "call.base", "argument.last",
    "narrowing", "narrowed", "narrowed.type", "narrowed.within", "narrowed.after",
    "argument", "item", "item.named", "item.member", "keyword", "key", "key.name",
    "declared", "declared.type", "target", "target.named", "target.key", "target.comma", "target.rest",
    "targets", "targets.type",
    "declarator", "values",
    "import", "import.module", "import.name", "import.alias", "import.path", "package",
    "import.exported", "import.from", "import.member", "import.default", "import.whole",
])
# fmt: on
FAMILIES = (
    "_",
    "holder.",
    "definition.",
    "calls.",
    "operand.",
    "typed.",
    "called.",
    "modifier.",
    "bound",
    "value",
    "binding",
    "exported.",
)
"""Captures with a kind, a method or a way behind the dot."""


def read_captures(utf8: bytes, captures: Captures, doc_comment: str, with_branches: bool) -> FileFacts:
    """All that the captures of one file say; the language is left empty.

    Args:
        utf8: the text that was parsed.
        captures: the nodes by capture.
        doc_comment: as in `Language`.
        with_branches: whether the queries capture branches at all.
    """
    source = Source(utf8, captures)
    definitions = Definitions(source, doc_comment)
    parameters = Parameters(source, definitions)
    expressions = Expressions(source, definitions)
    read_items(source, expressions)
    _read_expressions_of_definitions(source, definitions, parameters, expressions)
    bindings = Bindings(source, definitions, expressions, with_branches)
    packages = source.texts("package")
    return FileFacts(
        language="",
        package=packages[-1] if packages else "",
        definitions=definitions.all,
        calls=[*expressions.calls, *bare_calls(source, definitions, bindings.all)],
        composites=expressions.composites,
        bindings=bindings.all,
        imports=list(read_imports(source, definitions, expressions)),
        references=list(_references(source, definitions, expressions)),
        branches=bindings.branches,
    )


def _read_expressions_of_definitions(
    source: Source, definitions: Definitions, parameters: Parameters, expressions: Expressions
) -> None:
    for start, negative_end, role in source.places(
        "base", "metaclass", "implemented", "annotation", "decorator", "parameter.default"
    ):
        if role == "parameter.default":
            parameter = parameters.before(start)
            if parameter is not None:
                parameter.default = expressions.value(start, -negative_end) or expressions.expression(
                    start, -negative_end
                )
            continue
        expression = expressions.expression(start, -negative_end)
        if role == "annotation":
            definitions.annotate(start, expression)
            continue
        definition = (
            definitions.following(-negative_end)
            if role == "decorator"
            else definitions.all[definitions.scope(start)]
        )
        if definition is None:
            continue
        if role == "metaclass":
            definition.metaclass = expression
        elif role == "base" and definition.implemented:
            first = len(definition.bases) - definition.implemented
            definition.bases = [*definition.bases[:first], expression, *definition.bases[first:]]
        elif role in ("base", "implemented"):
            definition.bases = [*definition.bases, expression]
            definition.implemented += role == "implemented"
        else:
            definition.decorators = [*definition.decorators, expression]


def _references(source: Source, definitions: Definitions, expressions: Expressions) -> Iterator[Reference]:
    for start, negative_end, role in source.places("return", "yield", "reference", *source.names("calls.")):
        end = -negative_end
        scope, method = definitions.scope_around(start, end), role.removeprefix("calls.")
        yield Reference(scope, method, expressions.expression(start, end))
    for start, negative_end, role in source.places("outer", "hoisted"):
        scope, name = definitions.code_scope(start), source.cut(start, -negative_end)
        if role == "outer" or definitions.all[scope].kind == "scope":
            yield Reference(scope, role, Expression(name, source.line(start)))
