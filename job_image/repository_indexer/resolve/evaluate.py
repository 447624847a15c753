"""What names and expressions stand for: asked for one by one, and remembered.

How each question is answered stands in a module of its own: `names`, `imports`, `expressions`, `members`,
`calls`.
"""

from __future__ import annotations

from collections.abc import Sequence

from repository_indexer.chains import ELEMENT
from repository_indexer.facts import Binding, Call, Expression, Import, Parameter
from repository_indexer.resolve import (
    calls,
    containers,
    expressions,
    flow,
    imports,
    members,
    names,
    returns,
    stores,
)
from repository_indexer.resolve.arguments import Arguments
from repository_indexer.resolve.questions import (
    CALL,
    DECORATED,
    FRAME,
    ITEM,
    MAX_DEPTH,
    MAX_NESTING,
    MEMBER,
    NAME,
    RETURNED,
    STORED,
    YIELDED,
    Key,
    Questions,
)
from repository_indexer.resolve.rules import Rules
from repository_indexer.resolve.scopes import CALLABLE_KINDS, File, Scope, Symbols
from repository_indexer.resolve.values import (
    UNKNOWN,
    Container,
    Result,
    Tag,
    Value,
    Values,
    as_constants,
    inferred,
)

_DEFINITION, _INSTANCE, _EXTERNAL, _BOUND = Tag.DEFINITION, Tag.INSTANCE, Tag.EXTERNAL, Tag.BOUND
"""Read so often that it matters how."""


class Evaluator(Questions):
    """Evaluates in all files; every answer is found once."""

    def __init__(self, symbols: Symbols) -> None:
        super().__init__()
        self.symbols = symbols
        self.files = {file.path: file for file in symbols.files}
        self.extensions: dict[str, list[Scope]] = {}
        """The blocks that add members to a type from elsewhere, by its name."""
        for (_, type_name), scopes in symbols.extensions.items():
            self.extensions.setdefault(type_name, []).extend(scopes)
        self.takers: dict[str, dict[tuple[int, str], Call]] = {}
        """By file, the call that takes a function without a name, by that one's scope and name."""
        self.stored_parts: dict[tuple[int, int], dict[str, None]] = {}
        """By container, the places and keys under which code puts something."""
        self.plain_containers: dict[Container, bool] = {}
        """By container, whether there are only texts and numbers in it."""
        self.dependent: dict[int, list[Expression]] = {}
        """By function, what it returns of what it gets."""
        self.stages: dict[int, list[str]] = {}
        """By function, the functions that it returns without an argument, and else calls."""
        self.frames = 0
        """How many calls are told apart that lie within each other."""
        self._constants: dict[tuple[str, str], Values] = {}
        self._externals: dict[str, Result] = {}
        self._inferred_externals: dict[str, Result] = {}
        self._key_names: dict[str, frozenset[str]] = {}
        self._imports: dict[int, Result | None] = {}
        self._linear: dict[int, list[Value]] = {}
        self._declared_lines: dict[tuple[Scope, str], list[int]] = {}
        self.stored: dict[int, tuple[Scope, Binding]] = {}
        """The bindings of questions about stores, by their ids."""

    # -- Names

    def name(self, scope: Scope, name: str, line: int = 0) -> Result | None:
        """What `name` stands for in the code of `scope`; None if nothing binds it.

        With `line`, bindings that no code in that line can see are left out.
        """
        return names.seen(self, scope, name, line)

    def local_name(self, scope: Scope, name: str, line: int = 0) -> Result | None:
        """What `name` stands for by what binds it in `scope` itself, star imports included."""
        seen: tuple[int, ...] = ()
        if line:
            bounds = scope.names.get(name)
            if bounds is not None and len(bounds) > 1:
                seen = names.seen_from(self, scope, bounds, line)
        return self.ask((NAME, scope, name, seen))

    def declared_lines(self, scope: Scope, name: str) -> list[int]:
        """From which line on each of those holds that bind `name` in `scope`."""
        key = (scope, name)
        if key not in self._declared_lines:
            self._declared_lines[key] = names.declared_lines(scope.names.get(name, []))
        return self._declared_lines[key]

    def shared_name(self, scope: Scope, name: str, path: str) -> Result | None:
        """What `name` stands for in a scope that files share, in the file `path`, whose own come first."""
        return names.shared_name(self, scope, name, path)

    def definition(self, scope: Scope, name: str) -> int | None:
        """The definition of any kind, a variable too, that a name stands for in the code of `scope`."""
        return names.definition(self, scope, name)

    def node(self, position: int) -> Result:
        """What the name of a definition stands for: itself, or what a field of its type can be."""
        return names.node(self, position)

    def bound(self, scope: Scope, what: Import | Binding | Parameter) -> Result:
        """What one import, binding or parameter makes of its name."""
        return names.bound_result(self, scope, what)

    def external(self, name: str) -> Result:
        """The symbol of that qualified name from elsewhere."""
        found = self._externals.get(name)
        if found is None:
            found = self._externals[name] = Result((Value(_EXTERNAL, name),), True)
        return found

    def external_member(self, name: str) -> Result:
        """The same where it is a member of something whose type was inferred."""
        found = self._inferred_externals.get(name)
        if found is None:
            found = self._inferred_externals[name] = Result(self.external(name).values, False)
        return found

    # -- Imports

    def module_named(self, language: str, name: str, near: str = "") -> int | None:
        """The module or package of that qualified name; of several, the one nearest to the file `near`."""
        found = self.symbols.modules.get((language, name))
        if not found:
            return None
        return self.nearest(found, near)

    def nearest(self, nodes: Sequence[int], near: str) -> int | None:
        """Of several definitions the one in the file that is nearest to the file `near`."""
        return imports.nearest(self, nodes, near)

    def imported_module(self, scope: Scope, statement: Import) -> Result | None:
        """The module of an import statement; None if it is neither in the repository nor elsewhere."""
        key = id(statement)
        if key not in self._imports:
            self._imports[key] = scope.rules.import_target(self, scope, statement)
        return self._imports[key]

    def imported(self, scope: Scope, statement: Import) -> Result | None:
        """What an import statement binds; None if there is no such thing."""
        return imports.imported(self, scope, statement)

    def origins(self, value: Value, name: str) -> list[int]:
        """The nodes that `value.name` names, by way of re-exports; a variable's own, not its value's."""
        return imports.origins(self, value, name)

    # -- Expressions

    def expression(self, scope: Scope, expression: Expression | Call) -> Result:
        """What an expression stands for; for a call, what is called."""
        return expressions.result_of(self, scope, expression)

    def root(self, scope: Scope, root: int) -> Result:
        """What the call or composite stands for, in the file of `scope`, that an expression goes on from."""
        file = self.files[scope.path]
        return self.call(file, root) if root >= 0 else self.composite(file, root)

    def composite(self, file: File, root: int) -> Result:
        """What the composite of a file stands for that `root` names."""
        if self.nesting > MAX_NESTING:
            return UNKNOWN
        self.deeper()
        found = containers.composite(self, file, root)
        self.shallower()
        return found

    def chain(self, scope: Scope, text: str) -> Result:
        """What `a.b.c` stands for."""
        return expressions.chain_of(self, scope, scope.rules.parts(text), text)

    def chain_of(self, scope: Scope, chain: tuple[str, ...], text: str, line: int = 0) -> Result:
        """What a chain of these names, written as `text`, stands for; in that line, if one is given."""
        return expressions.chain_of(self, scope, chain, text, line)

    def part(self, values: Values, path: str) -> Values:
        """What the target at `path` gets where the values are taken apart."""
        return expressions.part(self, values, path)

    def attributes(
        self, start: Result, chain: tuple[str, ...], scope: Scope | None = None, line: int = 0
    ) -> Result:
        """What the attributes and subscripts of a chain make of where it starts, one after the other.

        With `scope` and `line`, where the chain stands, subscripts can be names.
        """
        return expressions.attributes(self, start, chain, scope, line)

    def elements(self, values: Values) -> Values:
        """What a loop over the values gives."""
        return containers.elements(self, values)

    def iteration(self, value: Value) -> list[Value]:
        """The methods of the repository that a loop over a value calls."""
        return containers.iteration(self, value)

    def item(self, container: Container, part: str) -> Values:
        """What a container holds at a place, under a key, or (`ELEMENT`) anywhere."""
        return containers.item(self, container, part)

    def is_mapping(self, container: Container) -> bool:
        """Whether a loop over a container gives its keys."""
        return containers.is_mapping(self, container)

    def parts_of(self, container: Container) -> list[tuple[str, Values]]:
        """What a mapping holds by its keys, and under keys that nobody knows."""
        known = [(part, self.item(container, part)) for part in containers.known_parts(self, container)]
        return [*known, (ELEMENT, containers.under_unknown_keys(self, container))]

    def known_parts(self, scope: Scope, part: str, line: int = 0) -> list[str]:
        """The subscripts that `part` can stand for: of a name, the strings and numbers that it can be."""
        return expressions.known_parts(self, scope, part, line)

    def constants(self, scope: Scope, text: str, line: int = 0) -> list[Value]:
        """The strings and numbers that an expression can be."""
        return expressions.constants(self, scope, text, line)

    def key_names(self, scope: Scope) -> frozenset[str]:
        """The names that are used as subscripts in the file of a scope."""
        if scope.path not in self._key_names:
            self._key_names[scope.path] = containers.key_names(self.files[scope.path].facts)
        return self._key_names[scope.path]

    def attribute(self, value: Value, name: str) -> Result | None:
        """What `value.name` stands for; None if it has no such attribute."""
        tag = value.tag
        if tag is _EXTERNAL:
            return self.external(f"{value.what}.{name}") if name[0] != "[" else UNKNOWN
        if (tag is _INSTANCE or tag is _DEFINITION) and name[0] != "[":
            return self.ask((MEMBER, value, name))
        if self.nesting > MAX_NESTING:
            return UNKNOWN
        self.deeper()
        found = members.attribute(self, value, name)
        self.shallower()
        return found

    def added_member(self, type_name: str, name: str) -> Result | None:
        """A member that the repository adds to a type from elsewhere."""
        return members.added_member(self, type_name, name)

    def extension_bases(self, scope: Scope) -> list[Value]:
        """What a block of members of a type from elsewhere implements, with what that has above it."""
        return members.extension_bases(self, scope)

    def typed(self, scope: Scope, text: str) -> Values:
        """What something of the type written as `text` in `scope` can be."""
        if self.nesting > MAX_NESTING:
            return ()
        self.deeper()
        values = scope.rules.type_values(self, scope, text)
        self.shallower()
        return values

    # -- Calls

    def constant(self, rules: Rules, text: str) -> Values:
        """What a literal is, made once."""
        key = (rules.language, text)
        values = self._constants.get(key)
        if values is None:
            values = self._constants[key] = as_constants(rules.literal_values(text), text)
        return values

    def call(self, file: File, position: int) -> Result:
        """What a call of the file's facts gives."""
        return self.ask((CALL, file.scopes[0].node, position)) or UNKNOWN

    def callee(self, file: File, position: int) -> Result:
        """What a call of the file's facts calls."""
        call = file.facts.calls[position]
        return expressions.result_of(self, file.scopes[call.scope], call)

    def called(self, callee: Result, rules: Rules, arguments: Arguments | None = None) -> Result:
        """What a call of `callee` gives; `arguments` are None where nobody knows them."""
        if self.nesting > MAX_NESTING:
            return UNKNOWN
        self.deeper()
        found = calls.called(self, callee, rules, arguments)
        self.shallower()
        return found

    def returned(self, function: int) -> Result:
        """What a function of the repository returns."""
        return self.ask((RETURNED, function)) or UNKNOWN

    def returned_in_frame(self, function: int, receiver: Value | None, arguments: Arguments | None) -> Values:
        """What a function of the repository returns of what a call gives it: alike in all such calls."""
        if self.frames >= returns.MAX_FRAMES:
            receiver = arguments = None
        return (self.ask((FRAME, function, receiver, arguments, self.frames)) or UNKNOWN).values

    def yielded(self, function: int) -> Result:
        """What a function of the repository gives one by one."""
        return self.ask((YIELDED, function)) or UNKNOWN

    def decorated(self, node: int) -> Result:
        """What the name of a decorated definition stands for."""
        return self.ask((DECORATED, node)) or UNKNOWN

    def unknown(self, key: Key) -> Result | None:
        """The answer to a question of which nothing is known yet."""
        if key[0] == NAME:
            return UNKNOWN if key[2] in key[1].names else None
        return None if key[0] == MEMBER else UNKNOWN

    def work_out(self, key: Key) -> Result | None:
        """The answer to a question."""
        kind = key[0]
        found: Result | None = None
        if kind == NAME:
            found = names.local(self, key[1], key[2], key[3])
        elif kind == MEMBER:
            found = members.attribute(self, key[1], key[2])
        elif kind == CALL:
            found = calls.result(self, self.file_of_module(key[1]), key[2])
        elif kind == ITEM:
            found = inferred(containers.held(self, key[1], key[2]))
        elif kind == RETURNED:
            found = returns.returned(self, key[1])
        elif kind == FRAME:
            found = inferred(returns.returned_in_frame(self, *key[1:]))
        elif kind == YIELDED:
            found = returns.yielded(self, key[1])
        elif kind == STORED:
            found = inferred(stores.value_of(self, *self.stored[key[1]]))
        elif kind == DECORATED:
            found = inferred(calls.decorations(self, key[1])[-1][1])
        return found

    def let_flow(self, site: Key) -> None:
        """Let flow what flows from a place in the code."""
        flow.visit(self, site)

    def own_methods(self, value: Value, name: str) -> list[Value]:
        """The methods of that name, defined in the repository, that a value has."""
        return calls.own_methods(self, value, name)

    def function_of(self, value: Value) -> int | None:
        """The function of the repository that a value is, be it bound or not."""
        tag, what = value
        if tag is _BOUND:
            function: int | str = what[0]
            return function if isinstance(function, int) else None
        if tag is _DEFINITION and self.symbols.nodes[what].kind in CALLABLE_KINDS:
            node: int = what
            return node
        return None

    def file_of_module(self, module: int) -> File:
        """The file that makes a module."""
        return self.files[self.symbols.scopes[module].path]

    # -- Classes

    def linearised(self, node: int) -> list[Value]:
        """The class and its bases, in the order in which members are looked for."""
        node = self.symbols.first_part.get(node, node)
        if node not in self._linear:
            self._linear[node] = [Value(Tag.DEFINITION, node)]
            if self.depth > MAX_DEPTH:
                return self._linear.pop(node)
            self.deeper()
            self._linear[node] = members.linearise(self, node)
            self.shallower()
        return self._linear[node]

    def base(self, scope: Scope, expression: Expression) -> Result:
        """What a base of a class stands for."""
        return members.base(self, scope, expression)
