"""What names mean where they stand: the innermost scope that has one decides, then packages and imports.

A name is looked for by what it can be there: a type, a value, or something that can be called. Names of
these kinds do not hide each other in most languages with declared types.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from repository_indexer.facts import Import
from repository_indexer.resolve.scopes import CLASS_KINDS, Bound, Scope
from repository_indexer.resolve.static.found import KINDS, MAX_DEPTH, Found, Want
from repository_indexer.resolve.static.static_rules import static_rules
from repository_indexer.resolve.static.types import Type, Variable
from repository_indexer.resolve.values import Tag

if TYPE_CHECKING:
    from repository_indexer.resolve.static.declarations import Declarations


class Names:
    """Finds what a name stands for."""

    def __init__(self, declarations: Declarations) -> None:
        self.declarations = declarations
        self.evaluator = declarations.evaluator
        self.symbols = declarations.symbols

    def found(self, scope: Scope, name: str, want: Want) -> list[Found]:
        """All that `name` can be in the code of `scope`: the innermost scope that has it decides."""
        around: Scope | None = scope
        while around is not None:
            found = self._in_scope(around, name, want, scope.path)
            if found:
                return found
            around = around.parent
        has_aliases = want is not Want.VALUE and static_rules(scope).names_have_aliases
        if has_aliases and (found := self._by_alias(scope, name, want)):
            return found
        for package in static_rules(scope).implicit_packages:
            if found := self.in_package(scope, package, name, want):
                return found
        if name in scope.rules.builtins and want is not Want.VALUE:
            return [Found(f"{scope.rules.builtins_module}.{name}".lstrip("."))]
        return []

    def is_hidden(self, scope: Scope, name: str) -> bool:
        """Whether a variable is nearer to the code of `scope` than any function of that name."""
        around: Scope | None = scope
        while around is not None:
            for bound in around.names.get(name, ()):
                if isinstance(bound, int):
                    if self.is_wanted(bound, Want.CALLABLE):
                        return False
                elif not isinstance(bound[1], Import):
                    return True
            around = around.parent
        return False

    def _by_alias(self, scope: Scope, name: str, want: Want) -> list[Found]:
        """What a name stands for that is put in place of another one before anything else is done."""
        for one in self.found(scope, name, Want.VALUE):
            alias = static_rules(scope).alias(self.declarations.definition(one.node)) if one.node >= 0 else ""
            if alias and alias != name and self.declarations.depth <= MAX_DEPTH:
                self.declarations.depth += 1
                found = self.found(scope, alias, want)
                self.declarations.depth -= 1
                return found
        return []

    def in_package(self, scope: Scope, package: str, name: str, want: Want) -> list[Found]:
        """What a package, seen from the code of `scope`, has under a name."""
        for qualified in static_rules(scope).packages_named(scope, package):
            node = self.evaluator.module_named(scope.rules.language, qualified, scope.path)
            found = self._of_module(node, name, want, scope.path) if node is not None else []
            if found:
                return found
        return []

    def _in_scope(self, scope: Scope, name: str, want: Want, near: str) -> list[Found]:
        """What the scope itself makes of a name: its own, what its class inherits, its package's, imports."""
        definition = scope.definition
        if want is Want.TYPE and definition is not None:
            for parameter in definition.type_parameters:
                if parameter.name == name:
                    return [Found(Variable(scope.node, name))]
        if scope.is_class and (scope.home is None or scope.home.is_class):
            return list(self.declarations.members(self.declarations.type_around(scope), name, want))
        found = self.wanted(scope.names.get(name, ()), want, near)
        if not found and scope.home is not None:
            found = self.wanted(scope.home.names.get(name, ()), want, near)
        if not found and (scope.stars or (scope.home is not None and scope.home.stars)):
            found = self._by_stars(scope, name, want)
        return found

    def wanted(self, bounds: Sequence[Bound], want: Want, near: str) -> list[Found]:
        """Those of `bounds` that are what is wanted; of equal ones the nearest to the file `near`."""
        found: list[Found] = []
        nodes = [one for one in bounds if isinstance(one, int) and self.is_wanted(one, want)]
        if nodes and near:
            nodes = self.symbols.scopes[nodes[0]].rules.seen_from(self.symbols, near, nodes)
        if want is Want.CALLABLE:
            found += [Found(node) for node in self._nearest_of_each_signature(nodes, near)]
        elif nodes:
            if want is Want.TYPE and len(nodes) > 1:
                # A name alone is rather that of the type without type parameters.
                definition = self.declarations.definition
                nodes = [one for one in nodes if not definition(one).type_parameters] or nodes
            node = self.nearest(nodes, want, near)
            found += [Found(node)] if node is not None else []
        for bound in bounds:
            if isinstance(bound, int):
                continue
            if isinstance(bound[1], Import):
                found += self._imported(bound[0], bound[1], bound[0].rules.imported_name(bound[1]), want)
            elif want is Want.VALUE:
                found.append(Found(bound))
        return found

    def is_wanted(self, node: int, want: Want) -> bool:
        """Whether a definition can be what is wanted."""
        kind = self.symbols.nodes[node].kind
        if kind in KINDS[want]:
            rules = static_rules(self.symbols.scopes[node])
            if want is Want.TYPE and rules.class_beside(self.symbols, node) >= 0:
                return False
            definition = self.declarations.definition(node)
            is_read = want is Want.CALLABLE and rules.has_receivers and rules.is_object(definition)
            return not is_read
        scope = self.symbols.scopes[node]
        known = scope.definition
        return want is Want.VALUE and known is not None and static_rules(scope).is_object(known)

    def nearest(self, bounds: Sequence[Bound], want: Want, near: str) -> int | None:
        """Of several definitions of one name, in files apart, the one nearest to the file `near`."""
        nodes = [one for one in bounds if isinstance(one, int) and self.is_wanted(one, want)]
        return self.evaluator.nearest(nodes, near)

    def _nearest_of_each_signature(self, nodes: list[int], near: str) -> list[int]:
        by_signature: dict[str, list[int]] = {}
        for node in nodes:
            by_signature.setdefault(self.symbols.nodes[node].signature, []).append(node)
        nearest = [self.nearest(alike, Want.CALLABLE, near) for alike in by_signature.values()]
        return [node for node in nearest if node is not None]

    def _imported(self, scope: Scope, statement: Import, name: str, want: Want) -> list[Found]:
        """What an import binds, where it is what is wanted; a member of a class where it names one."""
        module = self.evaluator.imported_module(scope, statement)
        found: list[Found] = []
        for value in module.values if module else ():
            if value.tag is Tag.EXTERNAL:
                found.append(Found(f"{value.what}.{name}" if name else value.what))
            elif value.tag is Tag.DEFINITION:
                found += self._of_module(value.what, name, want, scope.path)
                is_library = value.what >= self.symbols.own_count
                if is_library and name and not self.of_module(value.what, name, scope.path):
                    # Of a library not everything is declared.
                    found.append(Found(f"{self.symbols.nodes[value.what].qualified_name}.{name}"))
        return found

    def of_module(self, node: int, name: str, near: str) -> set[int]:
        """The definitions of any kind that a package or class has under a name."""
        found = [one for want in Want for one in self._of_module(node, name, want, near)]
        return {one.what for one in found if isinstance(one.what, int)}

    def _of_module(self, node: int, name: str, want: Want, near: str) -> list[Found]:
        """What a package or a class has under a name."""
        if self.symbols.nodes[node].kind in CLASS_KINDS:
            if not name:
                return [Found(node)] if self.is_wanted(node, want) else []
            return [
                one for one in self.declarations.members(Type(node), name, want) if isinstance(one.what, int)
            ]
        return self.wanted(self.symbols.scopes[node].names.get(name, ()), want, near)

    def _by_stars(self, scope: Scope, name: str, want: Want) -> list[Found]:
        """What imports of all names give; of something from elsewhere only what can be from nowhere else."""
        external: list[str] = []
        of_all = scope.home.stars if scope.home is not None else []
        for star_scope, statement in [*scope.stars, *of_all]:
            module = self.evaluator.imported_module(star_scope, statement)
            for value in module.values if module else ():
                if value.tag is Tag.EXTERNAL:
                    external.append(value.what)
                elif found := self._of_module(value.what, name, want, scope.path):
                    return found
                elif value.what >= self.symbols.own_count and not static_rules(scope).library_is_complete:
                    external.append(self.symbols.nodes[value.what].qualified_name)
        package = static_rules(scope).external_home(name, set(external), want is Want.TYPE)
        if package:
            if any(self.in_package(scope, one, name, want) for one in static_rules(scope).implicit_packages):
                return []
            return [Found(f"{package}.{name}")]
        return []

    def unknown_around(self, scope: Scope, name: str) -> list[Found]:
        """What a name can be that nothing around defines: what a class around inherits from elsewhere."""
        found: list[Found] = []
        around: Scope | None = scope
        while around is not None:
            if around.is_class and around.home is None:
                found += self.declarations.unknown_members(self.declarations.own_type(around.node), name)
            around = around.parent
        return found
