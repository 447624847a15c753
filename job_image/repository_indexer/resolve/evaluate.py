"""What names and expressions stand for: asked for one by one, and remembered.

How each question is answered stands in a module of its own: `names`, `imports`, `members`, `calls`.
"""

from __future__ import annotations

from collections.abc import Sequence

from repository_indexer.chains import parts
from repository_indexer.facts import Binding, Call, Expression, Import, Parameter, composite_at
from repository_indexer.resolve import calls, imports, members, names
from repository_indexer.resolve.questions import CALL, MAX_DEPTH, MAX_NESTING, NAME, RETURNED, Questions
from repository_indexer.resolve.rules import Rules
from repository_indexer.resolve.scopes import File, Scope, Symbols
from repository_indexer.resolve.values import UNKNOWN, Result, Tag, Value, Values, inferred, union


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
        self.line = 0
        """Where the expression stands that is being evaluated."""
        self._imports: dict[int, Result | None] = {}
        self._linear: dict[int, list[Value]] = {}

    # -- Names

    def name(self, scope: Scope, name: str) -> Result | None:
        """What `name` stands for in the code of `scope`; None if nothing binds it."""
        around: Scope | None = scope
        while around is not None:
            rules = around.rules
            is_inside = around is not scope or not rules.class_code_sees_members
            hidden = around.is_class and is_inside and not rules.class_names_are_seen_inside
            if not hidden and name not in around.outer_names:
                # What stands in the file itself hides the package, and that what is imported on demand.
                found = None
                if name in around.names and around.rules.declarations_hide and around.parent is not None:
                    found = names.local_at(self, around, name, self.line)
                elif name in around.names:
                    found = self.local_name(around, name)
                if found is None and around.home is not None:
                    found = self.shared_name(around.home, name, around.path)
                if found is None and around.stars:
                    found = self.local_name(around, name)
                if found is None and around.is_class and around.rules.inherited_names_are_seen:
                    found = names.inherited(self, around, name)
                if found is not None:
                    return found
            around = None if around.is_closed else around.parent
        if name in scope.rules.builtins:
            return Result((Value(Tag.EXTERNAL, f"{scope.rules.builtins_module}.{name}"),), True)
        return scope.rules.unbound(self, scope, name)

    def local_name(self, scope: Scope, name: str) -> Result | None:
        """What `name` stands for by what binds it in `scope` itself, star imports included."""
        key = (NAME, scope, name)
        if key in self.answers or not self.begin(key, UNKNOWN if name in scope.names else None):
            return self.recall(key)
        before = self.focus(key)
        found = names.local(self, scope, name)
        self.end(key, found, before)
        return found

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

    # -- Imports

    def module_named(self, language: str, name: str, near: str = "") -> int | None:
        """The module or package of that qualified name; of several, the one nearest to the file `near`."""
        found = self.symbols.modules.get((language, name))
        if not found:
            return None
        return self.nearest(found, near)

    def nearest(self, nodes: Sequence[int], near: str) -> int | None:
        """Of several definitions the one in the file that is nearest to the file `near`."""
        if len(nodes) < 2:
            return nodes[0] if nodes else None
        return max(
            nodes, key=lambda node: (imports.shared_folders(self.symbols.nodes[node].file or "", near), -node)
        )

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
        special = scope.rules.expression_values(self, scope, expression.text)
        if special is not None:
            return inferred(special)
        rules = scope.rules
        is_call = isinstance(expression, Call)
        self.line = expression.line
        if expression.root == -1:
            if not is_call:
                return self.chain(scope, expression.text)
            return self.chain_of(scope, rules.callee_parts(expression.text), expression.text)
        file = self.files[scope.path]
        start = self.call(file, expression.root) if expression.root >= 0 else self.composite(file, expression)
        self.line = expression.line
        names = rules.callee_parts(expression.text) if is_call else rules.parts(expression.text)
        return self.attributes(start, names)

    def composite(self, file: File, expression: Expression | Call) -> Result:
        """What the composite stands for that an expression goes on from."""
        composite = file.facts.composites[composite_at(expression.root)]
        scope = file.scopes[composite.scope]
        if self.nesting > MAX_NESTING:
            return UNKNOWN
        self.deeper()
        items = [self.expression(scope, item) if item is not None else UNKNOWN for item in composite.items]
        self.shallower()
        if composite.kind == "choice":
            return union(items) if items else UNKNOWN
        if composite.kind == "method":
            return self._method(scope, items, composite.keys[0])
        types = scope.rules.composite_types.get(composite.kind)
        own = (Value(Tag.EXTERNAL_INSTANCE, types),) if types else ()
        if composite.kind == "list":
            return inferred((*own, Value(Tag.TUPLE, tuple(item.values for item in items))))
        return inferred(own)

    def _method(self, scope: Scope, items: list[Result], name: str) -> Result:
        """The method of that name that something has, not called; a function where there is no item."""
        if not items:
            return self.chain_of(scope, scope.rules.callee_parts(name), name)
        found = [self.attribute(value, name) for value in items[0].values]
        known = union([one for one in found if one is not None])
        return Result(known.values, known.exact and items[0].exact)

    def chain(self, scope: Scope, text: str) -> Result:
        """What `a.b.c` stands for."""
        return self.chain_of(scope, scope.rules.parts(text), text)

    def chain_of(self, scope: Scope, names: tuple[str, ...], text: str) -> Result:
        """What a chain of these names, written as `text`, stands for."""
        literal = scope.rules.literal_values(text)
        if literal:
            return inferred(literal)
        if not names:
            return UNKNOWN
        literal = scope.rules.literal_values(names[0])
        start = inferred(literal) if literal else self.name(scope, names[0])
        if start is None:
            return UNKNOWN
        return self.attributes(start, names[1:])

    def part(self, values: Values, path: str) -> Values:
        """What a part of the values stands for; `path` goes on from them as the text of an expression."""
        return self.attributes(inferred(values), parts(path)).values if path else values

    def attributes(self, start: Result, names: tuple[str, ...]) -> Result:
        result = start
        for name in names:
            if not result.values:
                return UNKNOWN
            found = [self.attribute(value, name) for value in result.values]
            known = [one for one in found if one is not None]
            if not known:
                return UNKNOWN
            together = union(known)
            result = Result(together.values, together.exact and result.exact)
        return result

    def attribute(self, value: Value, name: str) -> Result | None:
        """What `value.name` stands for; None if it has no such attribute."""
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

    def call(self, file: File, position: int) -> Result:
        """What a call of the file's facts gives."""
        key = (CALL, file.scopes[0].node, position)
        if key in self.answers or not self.begin(key, UNKNOWN):
            return self.recall(key) or UNKNOWN
        before = self.focus(key)
        found = calls.result(self, file, position)
        self.end(key, found, before)
        return found

    def called(self, callee: Result, rules: Rules) -> Result:
        """What a call of `callee` gives."""
        if self.nesting > MAX_NESTING:
            return UNKNOWN
        self.deeper()
        found = calls.called(self, callee, rules)
        self.shallower()
        return found

    def returned(self, function: int) -> Result:
        """What a function of the repository returns."""
        key = (RETURNED, function)
        if key in self.answers or not self.begin(key, UNKNOWN):
            return self.recall(key) or UNKNOWN
        before = self.focus(key)
        found = calls.returned(self, function)
        self.end(key, found, before)
        return found

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
