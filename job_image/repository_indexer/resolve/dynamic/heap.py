"""Members of objects, classes and modules, where they are inherited from; what functions get and give."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, cast

from repository_indexer.facts import Binding, Definition
from repository_indexer.model import NodeKind
from repository_indexer.resolve.dynamic.dynamic_rules import DynamicRules
from repository_indexer.resolve.dynamic.names import Names
from repository_indexer.resolve.dynamic.values import Kind, Values
from repository_indexer.resolve.scopes import CALLABLE_KINDS, CLASS_KINDS, Symbols
from repository_indexer.resolve.solver import Solver

if TYPE_CHECKING:
    from repository_indexer.resolve.dynamic.types import Types

ANY = "*"
"""The member that stands for all whose names are not known."""
WHOLE = "="
"""The member of a module that is what the module gives as a whole (`module.exports = f`)."""
DEFAULT = "default"
PROTOTYPE = "prototype"
MAX_PROTOTYPES = 40
"""So many objects are asked for a member, each the prototype of the one before."""
MAX_COPIED = 200
"""So many members of another object are taken over."""
MAX_SOURCES = 10
"""An object that takes over the members of more others than these is known no further."""
FieldWatcher = Callable[[str, int], None]

_MEMBERLESS = frozenset([Kind.STRING, Kind.NATIVE, Kind.EXTERNAL, Kind.EXTERNAL_INSTANCE])


class Heap:
    """All members, each of them a variable."""

    def __init__(self, symbols: Symbols, solver: Solver, values: Values, names: Names) -> None:
        self.symbols = symbols
        self.solver = solver
        self.values = values
        self.names = names
        self.types: Types
        """Set once they can be known."""
        self._fields: dict[int, dict[str, int]] = {}
        self._field_watchers: dict[int, list[FieldWatcher]] = {}
        self._properties: dict[tuple[int, str], int] = {}
        self._loads: dict[tuple[int, str], int] = {}
        self._elements: dict[int, int] = {}
        self._prototypes: dict[int, int] = {}
        self._results: dict[int, int] = {}
        self._own_results: dict[int, int] = {}
        self._receivers: dict[int, int] = {}
        self.receivers_asked: list[int] = []
        """Functions whose receivers are asked for, in that order."""
        self.string_type = ""
        """The qualified name of what has the methods of strings."""
        self.external_roots: set[int] = set()
        """Modules and objects from elsewhere of which a member has a name; what that has is not followed."""
        self.external_methods: set[int] = set()
        """Members of instances from elsewhere: no classes."""
        self.records: set[int] = set()
        """Lists whose elements are members of any name."""
        self.typed: set[int] = set()
        """Lists of which only the type is known: it says all that can be in them."""
        self._sources: dict[int, set[int]] = {}
        """The objects whose members an object has taken over."""
        self.object_setters: dict[tuple[int, str], int] = {}
        """The methods in objects that an assignment to a member calls."""
        self.list_types: dict[int, str] = {}
        """The qualified names of the types of lists of another type than most."""
        self._unsettled: list[tuple[int, str, int, int]] = []
        """Properties that no object has itself, as far as is known: its prototypes are to be asked."""

    def external_root(self, name: str) -> int:
        """The value of a module or object from elsewhere."""
        value = self.values.number(Kind.EXTERNAL, name)
        self.external_roots.add(value)
        return value

    # -- Functions

    def result(self, function: int) -> int:
        """The variable of what a function gives."""
        found = self._results.get(function)
        if found is None:
            found = self._results[function] = self.solver.variable()
        return found

    def own_result(self, function: int) -> int:
        """The same without what a function gives back of what it gets."""
        found = self._own_results.get(function)
        if found is None:
            found = self._own_results[function] = self.solver.variable()
            self.solver.flow(found, self.result(function))
        return found

    def receiver(self, function: int) -> int:
        """The variable of the object of which a function is called (`this`)."""
        found = self._receivers.get(function)
        if found is None:
            found = self._receivers[function] = self.solver.variable()
            self.receivers_asked.append(function)
        return found

    # -- Members of one value

    def plain(self, value: int) -> int:
        """The value without type arguments."""
        if self.values.kinds[value] is Kind.APPLIED:
            return self.values.number(Kind.INSTANCE, self.values.whats[value][0])
        return value

    def field(self, value: int, name: str) -> int:
        """The variable of an object's own member."""
        value = self.plain(value)
        fields = self._fields.setdefault(value, {})
        found = fields.get(name)
        if found is None:
            found = fields[name] = self.solver.variable()
            self._define(value, name, found)
            for watcher in tuple(self._field_watchers.get(value, ())):
                watcher(name, found)
        return found

    def watch_fields(self, value: int, watcher: FieldWatcher) -> None:
        """Call `watcher` once with each own member of an object, now or later."""
        self._field_watchers.setdefault(value, []).append(watcher)
        for name, field in tuple(self._fields.get(value, {}).items()):
            watcher(name, field)

    def property(self, value: int, name: str, depth: int = 0) -> int:
        """The variable of what reading a member of an object gives, be it inherited.

        `depth` tells how many objects were asked before.
        """
        key = (value, name)
        found = self._properties.get(key)
        if found is None:
            found = self._properties[key] = self.solver.variable()
            self._read(value, name, found, depth)
        return found

    def elements(self, value: int) -> int:
        """The variable of all that an object's members can be."""
        found = self._elements.get(value)
        if found is None:
            found = self._elements[value] = everything = self.solver.variable()
            self.watch_fields(value, lambda _name, field: self.solver.flow(field, everything))
        return found

    def prototypes(self, value: int) -> int:
        """The variable of the objects from which an object inherits."""
        found = self._prototypes.get(value)
        if found is None:
            found = self._prototypes[value] = self.solver.variable()
            kind, what = self.values.kinds[value], self.values.whats[value]
            if kind is Kind.MODULE:
                self.solver.flow(self.field(value, WHOLE), found)
            elif kind is Kind.INSTANCE and self.symbols.nodes[what].kind in CALLABLE_KINDS:
                function = self.values.number(Kind.FUNCTION, what)
                self.solver.flow(self.field(function, PROTOTYPE), found)
        return found

    # -- Members of all that a variable holds

    def load(self, base: int, name: str) -> int:
        """The variable of the member of that name of all that `base` holds."""
        key = (base, name)
        found = self._loads.get(key)
        if found is None:
            found = self._loads[key] = loaded = self.solver.variable()
            read = self.elements if name == ANY else lambda value: self.property(value, name)
            self.solver.watch(base, lambda value: self.solver.flow(read(value), loaded))
        return found

    def store(self, base: int, name: str, source: int) -> None:
        """What `source` holds becomes the member of that name of all that `base` holds."""

        def watcher(value: int) -> None:
            if self.values.kinds[value] not in _MEMBERLESS and value not in self.typed:
                self.solver.flow(source, self.field(value, name))

        self.solver.watch(base, watcher)

    def copy(self, base: int, value: int) -> None:
        """All own members of all that `base` holds become members of the object `value`."""

        sources = self._sources.setdefault(value, set())

        def watcher(source: int) -> None:
            is_new = source != value and source not in sources and len(sources) < MAX_SOURCES
            if is_new and self.values.kinds[source] not in _MEMBERLESS:
                sources.add(source)
                self.watch_fields(source, lambda name, field: self._copy_field(name, field, value))

        self.solver.watch(base, watcher)

    def _copy_field(self, name: str, field: int, value: int) -> None:
        if len(self._fields.get(value, ())) < MAX_COPIED:
            self.solver.flow(field, self.field(value, name))

    # -- What is there from the beginning

    def _define(self, value: int, name: str, field: int) -> None:
        """Put into a new member what definitions make of it."""
        kind, what = self.values.kinds[value], self.values.whats[value]
        if kind not in (Kind.CLASS, Kind.INSTANCE) or self.symbols.nodes[what].kind not in CLASS_KINDS:
            return
        for scope in self.symbols.scopes_of(what):
            rules = cast(DynamicRules, scope.rules)
            bounds = scope.names.get(name, ())
            # Of several methods of one name the last one has the code: the others only tell its types.
            last = [bound for bound in bounds if isinstance(bound, int)][-1:]
            accessors = [bound for bound in bounds if isinstance(bound, int) and self._is_accessor(bound)]
            for bound in dict.fromkeys([*accessors, *last]):
                definition = self.symbols.scopes[bound].definition
                if definition is None or rules.is_assigned_to(definition):
                    continue
                if self.symbols.nodes[bound].kind not in CALLABLE_KINDS:
                    for typed in self.types.of(scope, definition.type):
                        self.solver.add(field, typed)
                    continue
                if rules.is_static(definition) is not (kind is Kind.CLASS):
                    continue
                if rules.is_property(definition):
                    self.solver.flow(self.result(bound), field)
                    self.solver.add(self.receiver(bound), value)
                else:
                    self.solver.add(field, self.values.number(Kind.FUNCTION, bound))

    def _is_accessor(self, node: int) -> bool:
        definition, rules = self.symbols.scopes[node].definition, self.symbols.scopes[node].rules
        return definition is not None and (
            rules.is_property(definition) or cast(DynamicRules, rules).is_assigned_to(definition)
        )

    def setters(self, value: int, name: str) -> list[int]:
        """The methods that an assignment to a member calls."""
        value = self.plain(value)
        if (value, name) in self.object_setters:
            return [self.object_setters[value, name]]
        kind, what = self.values.kinds[value], self.values.whats[value]
        if kind is not Kind.INSTANCE or self.symbols.nodes[what].kind not in CLASS_KINDS:
            return []
        found = []
        for bound in self.symbols.scopes[what].names.get(name, ()):
            definition = self.symbols.scopes[bound].definition if isinstance(bound, int) else None
            if isinstance(bound, int) and definition is not None:
                rules = cast(DynamicRules, self.symbols.scopes[bound].rules)
                if rules.is_assigned_to(definition):
                    found.append(bound)
        return found

    def _read(self, value: int, name: str, target: int, depth: int) -> None:
        kind, what = self.values.kinds[value], self.values.whats[value]
        if (kind is Kind.EXTERNAL_INSTANCE or value in self.external_roots) and name != ANY:
            member = self.values.number(Kind.EXTERNAL, f"{what}.{name}")
            self.solver.add(target, member)
            if kind is Kind.EXTERNAL_INSTANCE:
                self.external_methods.add(member)
            return
        if kind is Kind.STRING and self.string_type and name != ANY and not name.isdigit():
            self.solver.add(target, self.values.number(Kind.EXTERNAL, f"{self.string_type}.{name}"))
        if kind in _MEMBERLESS:
            return
        if kind is Kind.APPLIED:
            self.solver.flow(self.property(self.plain(value), name), target)
            for typed in self._applied(value, name):
                self.solver.add(target, typed)
            return
        if name == PROTOTYPE and kind in (Kind.FUNCTION, Kind.CLASS):
            self.solver.add(target, self.values.number(Kind.INSTANCE, what))
        elif name == "constructor" and kind is Kind.INSTANCE:
            own = self.names.value_of(what)
            if own is not None:
                self.solver.add(target, own)
        elif kind is Kind.MODULE and self.symbols.nodes[what].kind is NodeKind.MODULE:
            scope = self.symbols.scopes[what]
            if scope.parent is not None and name in scope.names:
                # A namespace within a file: its names are its members.
                self.solver.flow(self.names.variable(scope, name), target)
                return
        self.solver.flow(self.field(value, name), target)
        if depth < MAX_PROTOTYPES:
            self._unsettled.append((value, name, target, depth))

    def _applied(self, value: int, name: str) -> Iterator[int]:
        """What a field can be whose type names type parameters for which the object has types."""
        scope = self.symbols.scopes[self.values.whats[value][0]]
        arguments = self.types.arguments_of(value)
        for bound in scope.names.get(name, ()):
            definition = self.symbols.scopes[bound].definition if isinstance(bound, int) else bound[1]
            if isinstance(bound, int) and self.symbols.nodes[bound].kind in CALLABLE_KINDS:
                continue
            if isinstance(definition, Definition | Binding) and definition.type:
                yield from self.types.applied(scope, definition.type, arguments)

    def settle(self) -> bool:
        """Ask the prototypes of objects that have not what was read of them; whether any was asked."""
        unsettled, self._unsettled = self._unsettled, []
        any_asked = False
        for value, name, target, depth in unsettled:
            if not self.solver.held(target):
                any_asked = True
                self._inherit(value, name, target, depth)
        return any_asked

    def _inherit(self, value: int, name: str, target: int, depth: int) -> None:
        if name == DEFAULT and self.values.kinds[value] is Kind.MODULE:
            # What a module that exports nothing by default gives is all of it.
            self.solver.add(target, value)
            self.solver.flow(self.field(value, WHOLE), target)
            return

        if name.isdigit() or value in self.records:
            # What was put in at a place that nobody knows can be at this one.
            self.solver.flow(self.field(value, ANY), target)

        def watcher(prototype: int) -> None:
            if prototype != value:
                self.solver.flow(self.property(prototype, name, depth + 1), target)

        self.solver.watch(self.prototypes(value), watcher)
