"""Which variable a name is: scopes of blocks and functions, declarations that are seen before them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from repository_indexer.facts import Binding, Import, Parameter
from repository_indexer.model import NodeKind
from repository_indexer.resolve.dynamic.assignments import Assignment, seen
from repository_indexer.resolve.dynamic.dynamic_rules import DynamicRules
from repository_indexer.resolve.dynamic.values import Kind, Values
from repository_indexer.resolve.scopes import CALLABLE_KINDS, CLASS_KINDS, File, Scope, Symbols, function_of
from repository_indexer.resolve.solver import Solver

MAX_ASSIGNMENTS = 50
"""Of a name that gets more values, every place in the code is taken to see all of them."""


class Names:
    """The variables of all files."""

    def __init__(self, symbols: Symbols, solver: Solver, values: Values) -> None:
        self.symbols = symbols
        self.solver = solver
        self.values = values
        self.assigned: set[tuple[Scope, str]] = set()
        """Names that get another value than where they are declared."""
        self._variables: dict[tuple[Scope, str], int] = {}
        self._given: dict[tuple[Scope, str], int] = {}
        """Of names that get several values, what they have from the beginning."""
        self._assignments: dict[tuple[Scope, str], list[Assignment]] = {}
        """Of names that get several values, all of them in the function that declares the name."""
        self._targets: dict[int, int] = {}
        """The variables of single assignments."""
        self._seen: dict[tuple[int, ...], int] = {}

    def prepare(self, file: File) -> None:
        """Move what a block declares for the whole function, and note which names are assigned to."""
        for reference in file.facts.references:
            if reference.role == "hoisted":
                block, name = file.scopes[reference.scope], reference.value.text
                function = function_of(block)
                for bound in block.names.pop(name, ()):
                    function.bind(name, bound)
        given: dict[tuple[Scope, str], list[tuple[Scope, Binding]]] = {}
        for binding in file.facts.bindings:
            scope = file.scopes[binding.scope]
            holder = self.holder(scope, binding.target) if binding.how != "export" else None
            if holder is None and self._makes_global(scope, binding):
                holder = file.scopes[0]
                holder.bind(binding.target, (scope, binding))
            if holder is None or scope.is_class:
                continue
            given.setdefault((holder, binding.target), []).append((scope, binding))
            if binding.how == "assigned":
                self.assigned.add((holder, binding.target))
        for (holder, name), bindings in given.items():
            self._order(holder, name, bindings)

    def _makes_global(self, scope: Scope, binding: Binding) -> bool:
        """Whether a name is assigned to that nothing declares: it becomes a global (ECMA-262, 6.2.5.6)."""
        rules, names = cast(DynamicRules, scope.rules), scope.rules.parts(binding.target)
        is_name = names == (binding.target,) and binding.target not in rules.builtins
        return binding.how == "assigned" and is_name and all(names != word[:1] for word in rules.module_words)

    def _order(self, holder: Scope, name: str, bindings: list[tuple[Scope, Binding]]) -> None:
        """Tell the values of a name apart, if it gets several and they are assigned one after the other."""
        bounds = holder.names.get(name, ())
        others = [bound for bound in bounds if isinstance(bound, int) or not isinstance(bound[1], Binding)]
        function = function_of(holder)
        has_type = any(binding.type for _, binding in bindings) or any(
            not isinstance(one, int) and isinstance(one[1], Parameter) and one[1].type for one in others
        )
        is_local = all(function_of(scope) is function for scope, _ in bindings)
        if not 2 <= len(bindings) + len(others) <= MAX_ASSIGNMENTS or has_type or not is_local:
            return
        key, everything = (holder, name), self.variable(holder, name)
        assignments = self._assignments[key] = []
        if others:
            first = self._given[key] = self.solver.variable()
            self.solver.flow(first, everything)
            for value in self.defined(holder, name):
                self.solver.add(first, value)
            assignments.append(Assignment(0, holder, first))
        for scope, binding in bindings:
            target = self._targets[id(binding)] = self.solver.variable()
            self.solver.flow(target, everything)
            assignments.append(Assignment(max(binding.since, binding.line), scope, target))

    def given(self, scope: Scope, name: str) -> int:
        """The variable of what a name has from the beginning: an argument, an import."""
        return self._given.get((scope, name)) or self.variable(scope, name)

    def target(self, holder: Scope, binding: Binding) -> int:
        """The variable to which a binding of a name gives its value."""
        return self._targets.get(id(binding)) or self.variable(holder, binding.target)

    def read(self, scope: Scope, holder: Scope, name: str, line: int) -> int:
        """The variable of what a name can be in the code of `scope` at `line`."""
        assignments = self._assignments.get((holder, name))
        if assignments is None or function_of(scope) is not function_of(holder):
            return self.variable(holder, name)
        found = tuple(one.variable for one in seen(assignments, scope, line))
        if len(found) == 1:
            return found[0]
        joined = self._seen.get(found)
        if joined is None:
            joined = self._seen[found] = self.solver.variable()
            for one in found:
                self.solver.flow(one, joined)
        return joined

    def holder(self, scope: Scope, name: str) -> Scope | None:
        """The scope whose `name` is meant in the code of `scope`; None if nothing binds it."""
        around: Scope | None = scope
        while around is not None:
            if around.is_class:
                if around.definition is not None and around.definition.own_name == name:
                    return around
            elif name in around.names:
                return around
            around = around.parent
        return None

    def variable(self, scope: Scope, name: str) -> int:
        """The variable of a name in the scope that binds it; what is defined there, it holds."""
        key = (scope, name)
        found = self._variables.get(key)
        if found is None:
            found = self._variables[key] = self.solver.variable()
            for value in self.defined(scope, name):
                self.solver.add(found, value)
        return found

    def defined(self, scope: Scope, name: str) -> list[int]:
        """The values of the definitions of that name in a scope; of several functions the last one stays."""
        nodes = [bound for bound in scope.names.get(name, ()) if isinstance(bound, int)]
        functions = [node for node in nodes if self.symbols.nodes[node].kind in CALLABLE_KINDS]
        others = [node for node in nodes if self.symbols.nodes[node].kind not in CALLABLE_KINDS]
        found = (self.value_of(node) for node in [*functions[-1:], *others])
        return [value for value in found if value is not None]

    def value_of(self, node: int) -> int | None:
        """The value that a definition is; None if it only holds one."""
        kind = self.symbols.nodes[node].kind
        if kind in CALLABLE_KINDS:
            return self.values.number(Kind.FUNCTION, node)
        if kind in CLASS_KINDS:
            return self.values.number(Kind.CLASS, node)
        if kind is NodeKind.MODULE:
            return self.values.number(Kind.MODULE, node)
        return None

    def imports(self, scope: Scope, name: str) -> Iterator[tuple[Scope, Import]]:
        """The import statements that bind the name in a scope."""
        for bound in scope.names.get(name, ()):
            if not isinstance(bound, int) and isinstance(bound[1], Import):
                yield bound[0], bound[1]

    def bindings(self, scope: Scope, name: str) -> list[tuple[Scope, Binding]]:
        """The records that give the name a value in a scope where it is declared."""
        bounds = [bound for bound in scope.names.get(name, ()) if not isinstance(bound, int)]
        return [(bound[0], bound[1]) for bound in bounds if isinstance(bound[1], Binding)]
