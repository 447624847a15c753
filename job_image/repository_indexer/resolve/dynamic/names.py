"""Which variable a name is: scopes of blocks and functions, declarations that are seen before them."""

from __future__ import annotations

from collections.abc import Iterator

from repository_indexer.facts import Binding, Import
from repository_indexer.model import NodeKind
from repository_indexer.resolve.dynamic.values import Kind, Values
from repository_indexer.resolve.scopes import CALLABLE_KINDS, CLASS_KINDS, File, Scope, Symbols, function_of
from repository_indexer.resolve.solver import Solver


class Names:
    """The variables of all files."""

    def __init__(self, symbols: Symbols, solver: Solver, values: Values) -> None:
        self.symbols = symbols
        self.solver = solver
        self.values = values
        self.assigned: set[tuple[Scope, str]] = set()
        """Names that get another value than where they are declared."""
        self._variables: dict[tuple[Scope, str], int] = {}

    def prepare(self, file: File) -> None:
        """Move what a block declares for the whole function, and note which names are assigned to."""
        for reference in file.facts.references:
            if reference.role == "hoisted":
                block, name = file.scopes[reference.scope], reference.value.text
                function = function_of(block)
                for bound in block.names.pop(name, ()):
                    function.bind(name, bound)
        for binding in file.facts.bindings:
            if binding.how == "assigned":
                holder = self.holder(file.scopes[binding.scope], binding.target)
                if holder is not None:
                    self.assigned.add((holder, binding.target))

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
