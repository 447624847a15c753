"""The variable of each expression: names, members of them, calls, and what is written as a literal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, cast

from repository_indexer.chains import ELEMENT
from repository_indexer.facts import Expression, composite_at
from repository_indexer.resolve.dynamic.calls import ARGUMENTS, Calls
from repository_indexer.resolve.dynamic.dynamic_rules import DynamicRules
from repository_indexer.resolve.dynamic.heap import ANY, WHOLE
from repository_indexer.resolve.dynamic.sites import Argument
from repository_indexer.resolve.dynamic.values import Kind
from repository_indexer.resolve.scopes import CALLABLE_KINDS, File, Scope

if TYPE_CHECKING:
    from repository_indexer.resolve.dynamic.types import Types

THIS = "this"
SUPER = "super"
STRING = "<str>"
ITERATOR = "Symbol.iterator"
NEXT = "next"
"""The method of an iterator that gives the next element, as the `value` of an object."""


class Access(NamedTuple):
    """A member that is read or assigned to, of which the name can be that of a method that is called so."""

    scope: Scope
    line: int
    base: int
    name: str
    is_store: bool


class Keyed(NamedTuple):
    """A member whose name is what a variable holds; with `is_store`, `other` flows to it, else from it."""

    base: int
    key: int
    other: int
    is_store: bool


class Expressions:
    """The variables of the expressions of all files; what they stand for flows in as it is found."""

    def __init__(self, calls: Calls, files: Mapping[str, File], accessors: frozenset[str]) -> None:
        self.calls = calls
        self.heap = calls.heap
        self.solver = calls.solver
        self.values = calls.values
        self.names = calls.heap.names
        self.symbols = calls.heap.symbols
        self.files = files
        self.types: Types
        """Set once they can be known."""
        self.accesses: list[Access] = []
        self.holders: dict[int, int] = {}
        """The objects in which functions are written, by the function's node."""
        self._accessors = accessors
        self._results: dict[tuple[str, int], int] = {}
        self._composites: dict[tuple[str, int], int] = {}
        self._module_objects: dict[str, int] = {}
        self._super_objects: dict[tuple[int, bool], int] = {}
        self._globals: dict[str, int] = {}
        self._keyed: list[Keyed] = []
        self._iterated: dict[int, int] = {}

    def of(self, scope: Scope, expression: Expression) -> int | None:
        """The variable of an expression in the code of `scope`; None if nothing is known of it."""
        rules = cast(DynamicRules, scope.rules)
        if expression.root == -1:
            if expression.text[:1] == '"':
                return self._string(expression.text[1:-1])
            return self.chain(scope, rules.parts(expression.text), expression.line)
        start = self.root(scope.path, expression.root)
        return self.members(scope, start, rules.parts(expression.text), expression.line)

    def root(self, path: str, root: int) -> int:
        """The variable of what a call, or a composite, gives."""
        if root >= 0:
            return self.result(path, root)
        return self.composite(self.files[path], composite_at(root))

    def result(self, path: str, call: int) -> int:
        """The variable of what a call of the file's facts gives."""
        found = self._results.get((path, call))
        if found is None:
            found = self._results[path, call] = self.solver.variable()
        return found

    # -- Names and their members

    def chain(self, scope: Scope, names: Sequence[str], line: int) -> int | None:
        """The variable of `a.b.c`."""
        if not names:
            return None
        count = self.module_words(scope, names)
        start = self.module_object(scope.path) if count else self.name(scope, names[0], line)
        return None if start is None else self.members(scope, start, names[count or 1 :], line)

    def members(self, scope: Scope, start: int, names: Sequence[str], line: int) -> int:
        """The variable of a member of a member of what `start` holds."""
        found = start
        for name in names:
            found = self._member(scope, found, name, line)
        return found

    def _member(self, scope: Scope, base: int, name: str, line: int) -> int:
        if name == ELEMENT:
            return self.heap.load(base, ANY)
        if name[:1] == "[":
            key = name[1:-1]
            if ":" in key:
                return base
            if key[0] == '"':
                name = key[1:-1]
            elif key.lstrip("-").isdigit():
                name = key
            else:
                return self._keyed_member(scope, base, key, line)
        if name in self._accessors:
            self.accesses.append(Access(scope, line, base, name, is_store=False))
        return self.heap.load(base, name)

    def _keyed_member(self, scope: Scope, base: int, key: str, line: int) -> int:
        rules = cast(DynamicRules, scope.rules)
        if key == ITERATOR:
            return self.heap.load(base, key)
        keys = self.chain(scope, rules.parts(key), line)
        if keys is None:
            return self.heap.load(base, ANY)
        found = self.solver.variable()
        self._keyed.append(Keyed(base, keys, found, is_store=False))

        def watcher(value: int) -> None:
            if self.values.kinds[value] is Kind.STRING:
                self.solver.flow(self.heap.load(base, self.values.whats[value]), found)

        self.solver.watch(keys, watcher)
        return found

    def store(self, scope: Scope, names: Sequence[str], source: int, line: int) -> None:
        """What `source` holds becomes what `a.b.c` is."""
        count = self.module_words(scope, names)
        if count and count == len(names):
            module = self.values.number(Kind.MODULE, self.files[scope.path].scopes[0].node)
            self.solver.flow(source, self.heap.field(module, WHOLE))
            return
        base = self.chain(scope, names[:-1], line)
        if base is not None:
            self.store_member(scope, base, names[-1], source, line)

    def store_member(self, scope: Scope, base: int, name: str, source: int, line: int) -> None:
        """What `source` holds becomes the member of what `base` holds."""
        if name[:1] == "[" and name != ELEMENT:
            key = name[1:-1]
            if key[0] == '"' or key.lstrip("-").isdigit():
                name = key.strip('"')
            else:
                self._store_keyed(scope, base, key, source, line)
                return
        if name in self._accessors:
            self.accesses.append(Access(scope, line, base, name, is_store=True))
            self._set(base, name, source)
            return
        self.heap.store(base, ANY if name == ELEMENT else name, source)

    def _store_keyed(self, scope: Scope, base: int, key: str, source: int, line: int) -> None:
        keys = self.chain(scope, cast(DynamicRules, scope.rules).parts(key), line)
        if keys is None:
            self.heap.store(base, ANY, source)
            return
        self._keyed.append(Keyed(base, keys, source, is_store=True))

        def watcher(value: int) -> None:
            if self.values.kinds[value] is Kind.STRING:
                self.heap.store(base, self.values.whats[value], source)

        self.solver.watch(keys, watcher)

    def _set(self, base: int, name: str, source: int) -> None:
        """An assignment to a member can call a method."""

        def watcher(value: int) -> None:
            setters = self.heap.setters(value, name)
            for setter in setters:
                self.calls.link(setter, [Argument(source)])
                self.solver.add(self.heap.receiver(setter), value)
            if not setters:
                self.heap.store(self.calls.holding(value), name, source)

        self.solver.watch(base, watcher)

    def settle(self) -> bool:
        """Where no key is known, all members are meant; whether there were such."""
        keyed, self._keyed = self._keyed, []
        any_settled = False
        for one in keyed:
            if not any(self.values.kinds[value] is Kind.STRING for value in self.solver.held(one.key)):
                any_settled = True
                if one.is_store:
                    self.heap.store(one.base, ANY, one.other)
                else:
                    self.solver.flow(self.heap.load(one.base, ANY), one.other)
        return any_settled

    # -- Names

    def name(self, scope: Scope, name: str, line: int) -> int | None:
        """The variable of a name in the code of `scope` at `line`; None if nothing binds it."""
        if name == THIS:
            return self.this(scope)
        if name == SUPER:
            return self.super_object(scope)
        if name == STRING:
            return self._string("")
        holder = self.names.holder(scope, name)
        if holder is not None:
            return self.names.read(scope, holder, name, line)
        if name == ARGUMENTS and (function := self.receiver_scope(scope)) is not None:
            self.calls.with_arguments.add(function.node)
            return self.names.variable(function, ARGUMENTS)
        rules = cast(DynamicRules, scope.rules)
        if name in rules.builtins:
            known = self._globals.get(name)
            if known is None:
                known = self._globals[name] = self.solver.variable()
                self.solver.add(known, self.heap.external_root(f"{rules.builtins_module}.{name}"))
            return known
        return None

    def module_words(self, scope: Scope, names: Sequence[str]) -> int:
        """How many of the names stand for what the module gives to others."""
        for words in cast(DynamicRules, scope.rules).module_words:
            if tuple(names[: len(words)]) == words and self.names.holder(scope, words[0]) is None:
                return len(words)
        return 0

    def module_object(self, path: str) -> int:
        """The variable of what a module gives to others."""
        found = self._module_objects.get(path)
        if found is None:
            found = self._module_objects[path] = self.solver.variable()
            self.give_module(self.files[path].scopes[0].node, found)
        return found

    def give_module(self, node: int, target: int) -> None:
        """Let what a module gives as a whole flow to a variable."""
        module = self.values.number(Kind.MODULE, node)
        self.solver.add(target, module)
        if self.symbols.scopes[node].parent is None:
            self.solver.flow(self.heap.field(module, WHOLE), target)

    def receiver_scope(self, scope: Scope) -> Scope | None:
        """The function or class around whose `this` the code of `scope` sees; None in a module."""
        around: Scope | None = scope
        while around is not None and around.definition is not None:
            if around.is_class:
                return around
            if around.node >= 0 and self.symbols.scopes[around.node] is around:
                is_function = self.symbols.nodes[around.node].kind in CALLABLE_KINDS
                if is_function and cast(DynamicRules, around.rules).has_own_receiver(around.definition):
                    return around
            around = around.parent
        return None

    def this(self, scope: Scope) -> int:
        """The variable of `this` in the code of `scope`."""
        around = self.receiver_scope(scope)
        if around is None:
            return self.module_object(scope.path)
        if not around.is_class:
            return self.heap.receiver(around.node)
        return self.calls.instance(around.node)

    def super_object(self, scope: Scope) -> int | None:
        """The variable of what a class, or an instance of it, inherits from, in the code of `scope`."""
        is_static, around = False, self.receiver_scope(scope)
        while around is not None and not around.is_class:
            definition = around.definition
            is_static = definition is not None and cast(DynamicRules, around.rules).is_static(definition)
            around = self.receiver_scope(around.parent) if around.parent is not None else None
        if around is None:
            return None
        kind = Kind.CLASS if is_static else Kind.INSTANCE
        return self.heap.prototypes(self.values.number(kind, around.node))

    # -- Literals and the like

    def _string(self, text: str) -> int:
        found = self._globals.get(f'"{text}')
        if found is None:
            found = self._globals[f'"{text}'] = self.solver.variable()
            self.solver.add(found, self.values.number(Kind.STRING, text))
        return found

    def composite(self, file: File, position: int) -> int:
        """The variable of a composite of the file's facts."""
        key = (file.path, position)
        found = self._composites.get(key)
        if found is None:
            found = self._composites[key] = self.solver.variable()
        return found

    def iterated(self, source: int) -> int:
        """The variable of what a loop over what `source` holds gives."""
        found = self._iterated.get(source)
        if found is not None:
            return found
        given = self._iterated[source] = self.solver.variable()

        def watcher(value: int) -> None:
            if self.values.kinds[value] in (Kind.LIST, Kind.OBJECT):
                self.solver.flow(self.heap.elements(value), given)
            if self.values.kinds[value] in (Kind.INSTANCE, Kind.OBJECT):
                self.solver.watch(self.heap.property(value, ITERATOR), iterator)

        def iterator(value: int) -> None:
            if self.values.kinds[value] is Kind.FUNCTION:
                self.solver.watch(self.heap.result(self.values.whats[value]), elements)

        def elements(value: int) -> None:
            if self.values.kinds[value] is Kind.LIST:
                self.solver.flow(self.heap.elements(value), given)
            elif self.values.kinds[value] in (Kind.INSTANCE, Kind.OBJECT):
                self.solver.watch(self.heap.property(value, NEXT), step)

        def step(value: int) -> None:
            if self.values.kinds[value] is Kind.FUNCTION:
                self.solver.flow(self.heap.load(self.heap.result(self.values.whats[value]), "value"), given)

        self.solver.watch(source, watcher)
        return given

    def written_at(self, file: File, expression: Expression) -> int | None:
        """The node of the function that an expression writes down; None if it is none."""
        text = expression.text
        if expression.root != -1 or text[:1] != "<" or not text[1:-1].isdigit():
            return None
        scope = file.scopes[int(text[1:-1])]
        return scope.node if self.symbols.nodes[scope.node].kind in CALLABLE_KINDS else None


def plain_name(name: str) -> str:
    """The name of a member without brackets; empty if it is the value of an expression."""
    if name[0] != "[":
        return name
    key = name[1:-1]
    return key.strip('"') if key[:1] == '"' or key.isdigit() else ""
