"""What calls do: arguments flow to parameters, results back, constructors make instances."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from repository_indexer.facts import Definition
from repository_indexer.resolve.dynamic.dynamic_rules import DynamicRules
from repository_indexer.resolve.dynamic.heap import ANY, Heap
from repository_indexer.resolve.dynamic.sites import Argument, Site, spread_before
from repository_indexer.resolve.dynamic.values import Kind
from repository_indexer.resolve.scopes import CONSTRUCTOR

if TYPE_CHECKING:
    from repository_indexer.resolve.dynamic.types import Types

ARGUMENTS = "arguments"
MAX_BASES = 40
"""So many bases deep a constructor is looked for."""
_FUNCTIONS = frozenset([Kind.FUNCTION, Kind.BOUND, Kind.NATIVE])
_KNOWN = _FUNCTIONS | {Kind.CLASS, Kind.EXTERNAL}


class Calls:
    """All calls of the program."""

    def __init__(self, heap: Heap) -> None:
        self.heap = heap
        self.solver = heap.solver
        self.values = heap.values
        self.types: Types
        """Set once they can be known."""
        self.bases: dict[int, list[int]] = {}
        """The variables of what a class derives from, by its node."""
        self.defaults: dict[int, list[int | None]] = {}
        """The variables of the values that parameters have by default, by the function's node."""
        self.declared: set[int] = set()
        """Variables whose type is declared: it says more than what happens to be given."""
        self.linked: set[int] = set()
        """Functions of which a call is seen."""
        self.contextual: dict[int, list[tuple[int, ...]]] = {}
        """Of variables that hold functions by their type, what it says of the parameters."""
        self.with_arguments: set[int] = set()
        """Functions that have a list of all that they are given."""
        self._waiting: list[Site] = []
        """Calls of something with a name that the language may have a function for."""
        self.returned: dict[int, list[int]] = {}
        """The places of the parameters that a function gives back."""
        self.returning_receiver: set[int] = set()
        """Functions that give back their `this`."""
        self._instances: dict[int, int] = {}
        self._holding: dict[int, int] = {}

    def add(self, site: Site) -> None:
        """Let a call happen with all that its callee can be."""
        rules = cast(DynamicRules, site.scope.rules)
        if site.base is not None and site.name in rules.native_methods:
            self._waiting.append(site)
        if site.base is not None and site.name and not site.is_inherited:
            self._dispatch(site, site.base)
        else:
            self.solver.watch(site.callee, lambda value: self._called(site, value, site.base))

    def _dispatch(self, site: Site, base: int) -> None:
        """Call on each object what that object has: a function gets only those as `this` that have it."""

        def watcher(value: int) -> None:
            receiver = self.holding(value)
            member = self.heap.property(value, site.name)
            self.solver.watch(member, lambda called: self._called(site, called, receiver))

        self.solver.watch(base, watcher)

    def bind(self, site: Site, callee: int, arguments: Sequence[Argument | None], base: int | None) -> None:
        """Give functions their `this` and first arguments; the site gives functions that take the others."""

        def watcher(value: int) -> None:
            if self.values.kinds[value] is Kind.FUNCTION:
                function = self.values.whats[value]
                self.link(function, arguments, are_all=False)
                if base is not None:
                    self._give_receiver(function, base)
                count = len(arguments)
                bound = self.values.number(Kind.BOUND, (value, count)) if count else value
                self.solver.add(site.result, bound)

        self.solver.watch(callee, watcher)

    def _called(self, site: Site, value: int, base: int | None) -> None:
        """Call a value with what `base` holds as `this`."""
        kind, what = self.values.kinds[value], self.values.whats[value]
        if kind is Kind.FUNCTION:
            self._function(site, what, base)
        elif kind is Kind.CLASS:
            self._class(site, what)
        elif kind is Kind.BOUND:
            function, count = what
            shifted: list[Argument | None] = [None] * count
            inner = Site(
                self,
                site.scope,
                site.callee,
                [*shifted, *site.arguments],
                site.result,
                constructs=site.constructs,
            )
            inner.found, inner.ran = site.found, site.ran
            self._called(inner, function, None)
        elif kind is Kind.NATIVE:
            name, owner = what
            site.found.setdefault(value)
            if (variable := site.argument(0)) is not None:
                self.solver.flow(variable, self.heap.field(owner, name))
        elif kind is Kind.EXTERNAL:
            site.found.setdefault(value)
            native = cast(DynamicRules, site.scope.rules).natives.get(what)
            if native is not None:
                native(site)
            elif site.constructs and value not in self.heap.external_methods:
                self.solver.add(site.result, self.values.number(Kind.EXTERNAL_INSTANCE, what))

    def _function(self, site: Site, function: int, base: int | None) -> None:
        site.found.setdefault(self.values.number(Kind.FUNCTION, function))
        if site.constructs:
            made = self.instance(function)
            self.solver.flow(made, site.result)
            base = made
        if function not in site.linked:
            site.linked.add(function)
            self.link(function, site.arguments)
            self.solver.flow(self.heap.own_result(function), site.result)
            for returned in self.returned.get(function, ()):
                self._give_back(site, function, returned)
        if base is not None:
            self._give_receiver(function, base)
            if function in self.returning_receiver:
                self.solver.flow(base, site.result)
            self.solver.watch(base, lambda value: self._give_applied(site, function, value))

    def _give_back(self, site: Site, function: int, place: int) -> None:
        """A function gives back what it got at a place: of this site, not of all that call it."""
        spread = site.spread_before(place) is not None
        given = site.argument(place)
        defaults = self.defaults.get(function, ())
        if given is not None:
            self.solver.flow(given, site.result)
        elif spread or (
            place >= len(site.arguments) and place < len(defaults) and defaults[place] is not None
        ):
            scope = self.heap.symbols.scopes[function]
            parameter = scope.definition.parameters[place] if scope.definition else None
            if parameter is not None:
                self.solver.flow(self.heap.names.variable(scope, parameter.name), site.result)

    def _give_receiver(self, function: int, base: int) -> None:
        scope = self.heap.symbols.scopes[function]
        if scope.definition and cast(DynamicRules, scope.rules).has_own_receiver(scope.definition):
            self.solver.flow(base, self.heap.receiver(function))

    def _give_applied(self, site: Site, function: int, base: int) -> None:
        """What a method gives whose type names type parameters of its class, for which `base` has types."""
        if self.values.kinds[base] is not Kind.APPLIED:
            return
        scope = self.heap.symbols.scopes[function]
        definition = scope.definition
        if definition is not None and self.values.whats[base][0] == self.heap.symbols.parents[function]:
            for value in self.types.applied(scope, definition.type, self.types.arguments_of(base)):
                self.solver.add(site.result, value)

    def _class(self, site: Site, node: int) -> None:
        made = self.instance(node)
        if not site.is_super:
            site.found.setdefault(self.values.number(Kind.CLASS, node))
            self.solver.flow(made, site.result)
        self._construct(site, node, site.base if site.is_super and site.base is not None else made, set())

    def _construct(self, site: Site, node: int, base: int, seen: set[int]) -> None:
        """Call the constructor of a class, or that of its base where it has none."""
        seen.add(node)
        if len(seen) > MAX_BASES:
            return
        for scope in self.heap.symbols.scopes_of(node):
            own = [bound for bound in scope.names.get(CONSTRUCTOR, ()) if isinstance(bound, int)]
            if own:
                site.found.setdefault(self.values.number(Kind.FUNCTION, own[-1]))
                self.link(own[-1], site.arguments)
                self._give_receiver(own[-1], base)
                return

        def watcher(value: int) -> None:
            kind, what = self.values.kinds[value], self.values.whats[value]
            if kind is Kind.CLASS and what not in seen:
                self._construct(site, what, base, seen)
            elif kind is Kind.FUNCTION:
                site.found.setdefault(value)
                self.link(what, site.arguments)
                self._give_receiver(what, base)

        for variable in self.bases.get(node, ()):
            self.solver.watch(variable, watcher)

    def instance(self, node: int) -> int:
        """A variable that holds the instance of a class or of a function as a constructor."""
        found = self._instances.get(node)
        if found is None:
            found = self._instances[node] = self.solver.variable()
            self.solver.add(found, self.values.number(Kind.INSTANCE, node))
        return found

    def holding(self, value: int) -> int:
        """A variable that holds one value."""
        found = self._holding.get(value)
        if found is None:
            found = self._holding[value] = self.solver.variable()
            self.solver.add(found, value)
        return found

    def link(self, function: int, arguments: Sequence[Argument | None], *, are_all: bool = True) -> None:
        """Let arguments flow to the parameters of a function.

        Parameters without an argument get what they are by default, if these are all arguments.
        """
        scope = self.heap.symbols.scopes[function]
        definition = cast(Definition, scope.definition)
        self.linked.add(function)
        if function in self.with_arguments:
            self._fill_list(("arguments", function), self.heap.names.variable(scope, ARGUMENTS), arguments)
        defaults = self.defaults.get(function, ())
        for place, parameter in enumerate(definition.parameters):
            target = self.heap.names.given(scope, parameter.name)
            if parameter.stars and target in self.declared:
                continue
            if parameter.stars:
                self._fill_list(("rest", function), target, arguments[place:])
                continue
            spread = spread_before(arguments, place)
            given = arguments[place] if place < len(arguments) else None
            if spread is not None:
                spread_argument = cast(Argument, arguments[spread])
                self.give(self.heap.load(spread_argument.variable, str(place - spread)), target)
            elif given is not None:
                self.give(given.variable, target)
            elif are_all and len(arguments) <= place < len(defaults) and defaults[place] is not None:
                self.give(cast(int, defaults[place]), target)

    def give_defaults(self) -> bool:
        """Let functions of which no call is seen have what their parameters are by default."""
        uncalled = [function for function in self.defaults if function not in self.linked]
        for function in uncalled:
            self.link(function, ())
        return bool(uncalled)

    def give(self, source: int, target: int) -> None:
        """Let values flow to a variable; where its type is known only functions, of which no type is."""
        if target in self.declared:
            self.give_functions(source, target)
        else:
            self.solver.flow(source, target)
        if target in self.contextual:
            self.solver.watch(source, lambda value: self._give_types(value, self.contextual[target]))

    def give_functions(self, source: int, target: int) -> None:
        """Let only functions flow."""

        def watcher(value: int) -> None:
            if self.values.kinds[value] in _FUNCTIONS:
                self.solver.add(target, value)

        self.solver.watch(source, watcher)

    def _give_types(self, value: int, types: Sequence[tuple[int, ...]]) -> None:
        """Let the parameters of a function be what the type of the variable says that it is put into."""
        if self.values.kinds[value] is not Kind.FUNCTION:
            return
        scope = self.heap.symbols.scopes[self.values.whats[value]]
        parameters = scope.definition.parameters if scope.definition else []
        for parameter, given in zip(parameters, types, strict=False):
            for one in given if not parameter.type else ():
                self.solver.add(self.heap.names.variable(scope, parameter.name), one)

    def _fill_list(self, key: object, target: int, arguments: Sequence[Argument | None]) -> None:
        made = self.values.number(Kind.LIST, key)
        self.solver.add(target, made)
        is_exact = True
        for place, one in enumerate(arguments):
            is_exact = is_exact and not (one and one.is_spread)
            if one is not None:
                source = self.heap.load(one.variable, ANY) if one.is_spread else one.variable
                self.solver.flow(source, self.heap.field(made, str(place) if is_exact else ANY))

    # -- What happens where nothing else does

    def settle_natives(self, *, receivers_known: bool) -> bool:
        """Let the language's own methods do what they do, where no other of the name is known.

        Args:
            receivers_known: only those of objects that are known; the others come last.
        """
        waiting, self._waiting = self._waiting, []
        chosen: list[Site] = []
        for site in waiting:
            if any(self.values.kinds[value] in _KNOWN for value in self.solver.held(site.callee)):
                continue
            is_known = bool(self.solver.held(cast(int, site.base)))
            (chosen if is_known or not receivers_known else self._waiting).append(site)
        for site in chosen:
            base = tuple(self.solver.held(cast(int, site.base)))
            rules = cast(DynamicRules, site.scope.rules)
            rules.native_methods[site.name](site)
            for value in base:
                type_ = rules.native_owners.get(site.name, "")
                if not type_ and self.values.kinds[value] is Kind.LIST:
                    type_ = self.heap.list_types.get(value, rules.list_type)
                if type_:
                    site.found.setdefault(self.values.number(Kind.EXTERNAL, f"{type_}.prototype.{site.name}"))
        return bool(chosen)
