"""Scala's rules: the JVM's packages and types, objects and companions, methods that are read.

By the Scala 3 reference and, for what both versions share, the Scala 2.13 language specification.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from repository_indexer.chains import parts
from repository_indexer.facts import Definition, Import, Parameter
from repository_indexer.languages.java import rules as java
from repository_indexer.languages.java.builtin_names import OBJECT_METHODS
from repository_indexer.model import NodeKind
from repository_indexer.resolve.static.type_texts import TypeText, parse_type
from repository_indexer.resolve.static.types import MaybeType, Type, substitute

if TYPE_CHECKING:
    from repository_indexer.resolve.evaluate import Evaluator
    from repository_indexer.resolve.scopes import Scope, Symbols
    from repository_indexer.resolve.static.declarations import Declarations
    from repository_indexer.resolve.static.found import Found
    from repository_indexer.resolve.static.resolver import StaticTypes
    from repository_indexer.resolve.values import Result

_ARGUMENTS = re.compile(r"\[[^\[\]]*\]")
_STRING = re.compile(r'"[^"]*"')
_SIGN = re.compile(r"(.*)\.([^\w\s.()\"]+)", re.DOTALL)
"""A method whose name is a sign."""
MAX_CHAINS = 50_000
OBJECTS = frozenset(["object", "given"])


class Rules(java.Rules):
    """Scala's rules."""

    implicit_packages = ("scala", "scala.Predef", "java.lang")
    builtins_module = "scala"
    common_methods = OBJECT_METHODS
    constructor_names = frozenset()
    types_are_called = True
    call_method = "apply"
    has_primary_constructors = True
    methods_are_values = True
    reads_are_calls = True
    class_literal = ""
    iterables = frozenset(["scala.Iterable", "scala.Option", "java.lang.Iterable"])
    called_in_turn = MappingProxyType({})

    # -- Names

    def parts(self, text: str) -> tuple[str, ...]:
        """The names of a chain without type arguments: `List.empty[Item]`."""
        return _parts(text)

    def type_arguments(self, text: str) -> Sequence[str]:
        """Those of `make[Item]`."""
        last = _ARGUMENTS.search(text, text.rfind("[")) if text.endswith("]") else None
        return [one.strip() for one in last.group()[1:-1].split(",")] if last else []

    def imports_all(self, statement: Import) -> bool:
        """`import a.b.*`, `import a.b._`."""
        return statement.name in ("*", "_", "given")

    def imported_name(self, statement: Import) -> str:
        """The name behind the path, or the path's last one."""
        return "*" if self.imports_all(statement) else statement.name or statement.module.rpartition(".")[2]

    def imported_as(self, statement: Import) -> str:
        """The alias, or that name."""
        return statement.alias or self.imported_name(statement)

    def imported_module(self, statement: Import) -> str:
        """What is before that name."""
        return statement.module if statement.name else statement.module.rpartition(".")[0]

    def import_target(self, evaluator: Evaluator, scope: Scope, statement: Import) -> Result | None:
        """The package or object; its path may begin in a package around."""
        for package in self.packages_named(scope, self.imported_module(statement))[1:]:
            name = statement.name or statement.module.rpartition(".")[2]
            near = Import(statement.scope, package, statement.line, name)
            node = self._named(evaluator, package, scope.path)
            if node is not None and node < evaluator.symbols.own_count:
                return super().import_target(evaluator, scope, near)
        return super().import_target(evaluator, scope, statement)

    def packages_named(self, scope: Scope, name: str) -> Sequence[str]:
        """The name as it is, then within the packages around, the innermost first."""
        top = scope
        while top.parent is not None and top.parent.path:
            top = top.parent
        around = top.home.prefix if top.home is not None else top.prefix
        found = [name]
        while around and name:
            found.append(f"{around}.{name}")
            around = around.rpartition(".")[0]
        return found

    def may_be_package(self, name: str) -> bool:
        """Scala's own beside Java's."""
        return name == "scala" or super().may_be_package(name)

    def node_kind(self, definition: Definition, kind: NodeKind) -> NodeKind:
        """What is defined is what it says."""
        return kind

    def implicit_parameter(self, name: str) -> int:
        """`_`: of several in one function nothing is told."""
        return 0 if name == "_" else -1

    # -- Definitions

    def is_object(self, definition: Definition) -> bool:
        """An object is its only instance; a method without parameters is read, not called."""
        if definition.kind == "function":
            return not definition.signature
        return bool(OBJECTS & set(definition.modifiers))

    def class_beside(self, symbols: Symbols, node: int) -> int:
        """The class whose companion an object is (Scala 2.13 specification, 5.5)."""
        scope, name = symbols.scopes[node], symbols.nodes[node].name
        if not _is_object(scope):
            return -1
        around = scope.parent
        for one in (around, around.home if around is not None else None):
            for bound in one.names.get(name, ()) if one is not None else ():
                other = symbols.scopes[bound] if isinstance(bound, int) and bound != node else None
                if other is not None and other.is_class and not _is_object(other):
                    return other.node
        return -1

    def is_static(self, definition: Definition) -> bool:
        """Nothing is: objects have instance methods."""
        return False

    def is_abstract(self, definition: Definition) -> bool:
        """A method of a trait without a body."""
        return "abstract" in definition.modifiers

    def can_override(self, definition: Definition) -> bool:
        """An abstract method is implemented by any of its name, another one by one that says so."""
        return "private" not in definition.modifiers

    def can_be_overridden(self, definition: Definition, symbols: Symbols, method: int, other: int) -> bool:
        """See above."""
        below = symbols.scopes[method].definition
        if below is None or "private" in definition.modifiers:
            return False
        return "abstract" in definition.modifiers or "override" in below.modifiers

    def parameters(self, declarations: Declarations, node: int) -> list[Parameter]:
        """As they are written, of all lists."""
        return declarations.definition(node).parameters

    def receiver_type(self, text: str) -> str:
        """The type that an extension is for, without its arguments."""
        return self.parse_type(text).name

    def accessed(self, declarations: Declarations, type_: Type, name: str) -> Found | None:
        """No call reads a field."""
        return None

    def companion(self, declarations: Declarations, node: int) -> int:
        """A class does not see its companion's members."""
        return -1

    # -- Types

    def parse_type(self, text: str) -> TypeText:
        """Without what says that a parameter is taken by name, or many times; of `A with B` the first."""
        return _type(text)

    def infers(self, text: str) -> bool:
        """A type that is inferred is left out."""
        return False

    def implied_bases(self, declarations: Declarations, node: int) -> list[Type]:
        """AnyRef; what case classes have besides; the enumeration of a case."""
        symbols, definition = declarations.symbols, declarations.definition(node)
        own, parent = declarations.own_type(node), symbols.parents[node]
        found = [Type(self.top_type)]
        if "case" in definition.modifiers and "object" not in definition.modifiers:
            found.insert(0, Type("scala.__Case", (own,)))
        if parent >= 0 and symbols.nodes[parent].kind is NodeKind.ENUM and "case" in definition.modifiers:
            found.insert(0, Type(parent))
        return found

    def ancestor_order(self, declarations: Declarations, own: Type, rows: Sequence[list[Type]]) -> list[Type]:
        """The class linearization: what is mixed in last comes first (5.1.2)."""
        order: list[Type] = []
        for row in rows:
            known = {one.what for one in order}
            order = [one for one in row if one.what not in known] + order
        order.sort(key=lambda one: declarations.name_of(one) == self.top_type)
        return [own, *(one for one in order if one.what != own.what)]

    def part_type(self, types: StaticTypes, type_: Type, place: int) -> MaybeType:
        """What a case class has for each of its parameters."""
        declarations = types.declarations
        if isinstance(type_.what, int) and type_.what < types.symbols.own_count:
            definition = declarations.definition(type_.what)
            if place < len(definition.parameters):
                class_ = types.symbols.scopes[type_.what]
                declared = declarations.type_of_text(class_, definition.parameters[place].type)
                return substitute(declared, declarations.bindings(type_))
        return None

    def lambda_takes(self, definition: Definition, count: int) -> bool:
        """Cases take one value, or the parts of a tuple."""
        return not definition.parameters or len(definition.parameters) == count


def _is_object(scope: Scope) -> bool:
    return scope.definition is not None and bool(OBJECTS & set(scope.definition.modifiers))


@lru_cache(MAX_CHAINS)
def _parts(text: str) -> tuple[str, ...]:
    if (sign := _SIGN.fullmatch(text)) is not None:
        of = _parts(sign[1])
        return (*of, sign[2]) if of or not sign[1] else ()
    while "[" in text and (shorter := _ARGUMENTS.sub("", text)) != text:
        text = shorter
    if text[:1] == '"' and text[-1:] != '"':
        text = _STRING.sub("<str>", text)
    return parts(text.replace("`", ""))


@lru_cache(MAX_CHAINS)
def _type(text: str) -> TypeText:
    return parse_type(text.removeprefix("=>").strip().removesuffix("*").partition(" with ")[0])
