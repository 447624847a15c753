"""Kotlin's rules: those of the JVM's packages and types, and its own receivers, extensions, properties.

Names are found as the Kotlin language specification says (11, "Overload resolution").
"""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from repository_indexer.chains import parts
from repository_indexer.facts import Definition, Import, Parameter
from repository_indexer.languages.java import rules as java
from repository_indexer.languages.java.builtin_names import OBJECT_METHODS
from repository_indexer.model import NodeKind
from repository_indexer.resolve.static.found import Found, Want
from repository_indexer.resolve.static.static_rules import RECEIVER
from repository_indexer.resolve.static.type_texts import without_type_arguments
from repository_indexer.resolve.static.types import MaybeType, Type, substitute

if TYPE_CHECKING:
    from repository_indexer.resolve.scopes import Scope, Symbols
    from repository_indexer.resolve.static.declarations import Declarations
    from repository_indexer.resolve.static.resolver import StaticTypes

_QUALIFIED = re.compile(r"\b(this|super)@(\w+)")
_STRING = re.compile(r'"[^"]*"')
_OF_BASE = re.compile(r"\bsuper<([\w.]+)>")
MAX_CHAINS = 50_000
IMPLICIT = "it"


class Rules(java.Rules):
    """Kotlin's rules."""

    implicit_packages = (
        "kotlin",
        "kotlin.annotation",
        "kotlin.collections",
        "kotlin.comparisons",
        "kotlin.io",
        "kotlin.ranges",
        "kotlin.sequences",
        "kotlin.text",
        "java.lang",
        "kotlin.jvm",
    )
    builtins_module = "kotlin"
    common_methods = OBJECT_METHODS
    types_are_called = True
    call_method = "invoke"
    has_extensions = True
    functions_are_kept = True
    has_receivers = True
    has_primary_constructors = True
    casts_are_smart = True
    delegate_method = "getValue"
    constructor_names = frozenset()
    operator_results = MappingProxyType(
        {"compareTo": "boolean", "contains": "boolean", "not": "boolean", "rangeTo": "kotlin.ranges.IntRange"}
    )

    # -- Names

    def parts(self, text: str) -> tuple[str, ...]:
        """The names of a chain without what says how null is handled, nor type arguments."""
        return _parts(text)

    def type_arguments(self, text: str) -> list[str]:
        """Those of `listOf<Item>`."""
        return [one for one in _type_arguments(text) if one]

    def imports_all(self, statement: Import) -> bool:
        """`import a.b.*`."""
        return statement.name == "*"

    def imported_name(self, statement: Import) -> str:
        """The last of the path's names."""
        return statement.name or statement.module.rpartition(".")[2]

    def imported_as(self, statement: Import) -> str:
        """The alias, or that name."""
        return statement.alias or self.imported_name(statement)

    def imported_module(self, statement: Import) -> str:
        """What is before that name."""
        return statement.module if statement.name == "*" else statement.module.rpartition(".")[0]

    def implicit_parameter(self, name: str) -> int:
        """`it`."""
        return 0 if name == IMPLICIT else -1

    def node_kind(self, definition: Definition, kind: NodeKind) -> NodeKind:
        """Enumerations and annotations are classes by their form; constants say so."""
        if kind is NodeKind.CLASS and "enum" in definition.modifiers:
            return NodeKind.ENUM
        if kind is NodeKind.CLASS and "annotation" in definition.modifiers:
            return NodeKind.INTERFACE
        return NodeKind.CONSTANT if kind is NodeKind.FIELD and "const" in definition.modifiers else kind

    def is_object(self, definition: Definition) -> bool:
        """Objects are their only instance; a property with a getter is read, not called."""
        if definition.kind == "method":
            return True
        return bool({"object", "companion"} & set(definition.modifiers))

    def is_static(self, definition: Definition) -> bool:
        """Nothing is: a companion has instance methods."""
        return False

    def is_abstract(self, definition: Definition) -> bool:
        """Whether a method of an interface has no body."""
        return "abstract" in definition.modifiers

    def is_extension(self, definition: Definition) -> bool:
        """Whether a receiver is named before the name."""
        return bool(definition.parameters) and definition.parameters[0].name == RECEIVER

    def sees_extension(self, declarations: Declarations, scope: Scope, node: int) -> bool:
        """Those of the package, of what is imported, of all files, and of the classes around."""
        symbols = declarations.symbols
        parent = symbols.parents[node]
        if parent >= 0 and symbols.scopes[parent].is_class:
            return self._is_within(declarations, scope, parent)
        qualified = symbols.nodes[node].qualified_name
        package = qualified.rpartition(".")[0]
        if package in self.implicit_packages:
            return True
        top: Scope = scope
        while top.parent is not None and top.parent.node >= 0 and top.parent.path:
            top = top.parent
        if package == top.prefix:
            return True
        for _, statement in top.stars:
            if statement.module == package:
                return True
        return any(
            not isinstance(bound, int) and isinstance(bound[1], Import) and bound[1].module == qualified
            for bounds in top.names.values()
            for bound in bounds
        )

    def _is_within(self, declarations: Declarations, scope: Scope, class_: int) -> bool:
        around: Scope | None = scope
        while around is not None:
            if around.is_class and declarations.as_ancestor(declarations.own_type(around.node), class_):
                return True
            around = around.parent
        return False

    # -- Types

    def infers(self, text: str) -> bool:
        """A type that is inferred is left out."""
        return False

    def literal_type(self, text: str) -> str:
        """Java's literals without its suffixes."""
        return super().literal_type(text)

    def implied_bases(self, declarations: Declarations, node: int) -> list[Type]:
        """Any; what data classes and enumerations have besides."""
        symbols = declarations.symbols
        definition, own = declarations.definition(node), declarations.own_type(node)
        if symbols.nodes[node].kind is NodeKind.ENUM:
            return [Type("java.lang.Enum", (own,)), Type(self.top_type)]
        around = symbols.parents[node]
        if definition.kind == "anonymous" and not definition.bases:
            while around >= 0 and symbols.nodes[around].kind is not NodeKind.ENUM:
                around = symbols.parents[around]
            return [Type(around)] if around >= 0 else [Type(self.top_type)]
        if "data" in definition.modifiers:
            return [Type("kotlin.__Data", (own,)), Type(self.top_type)]
        return [Type(self.top_type)]

    def part_type(self, types: StaticTypes, type_: Type, place: int) -> MaybeType:
        """What `componentN` gives, which a data class has for each of its parameters."""
        declarations = types.declarations
        if isinstance(type_.what, int) and type_.what < types.symbols.own_count:
            definition = declarations.definition(type_.what)
            if "data" in definition.modifiers and place < len(definition.parameters):
                class_ = types.symbols.scopes[type_.what]
                declared = declarations.type_of_text(class_, definition.parameters[place].type)
                return substitute(declared, declarations.bindings(type_))
        for found in declarations.members(type_, f"component{place + 1}", Want.CALLABLE):
            return types.results.given(found).type
        return None

    def hides_members(self, name: str) -> bool:
        """Java's `forEach` is hidden (`kotlin.internal.HidesMembers`)."""
        return name == "forEach"

    def companion(self, declarations: Declarations, node: int) -> int:
        """The class's companion object."""
        for bounds in declarations.symbols.scopes[node].names.values():
            for bound in bounds:
                if isinstance(bound, int) and "companion" in declarations.definition(bound).modifiers:
                    return bound
        return -1

    def parameters(self, declarations: Declarations, node: int) -> list[Parameter]:
        """As they are written."""
        return declarations.definition(node).parameters

    def accessed(self, declarations: Declarations, type_: Type, name: str) -> Found | None:
        """No call reads a field."""
        return None

    def special_value(self, declarations: Declarations, type_: Type, name: str) -> MaybeType:
        """An object is its own instance."""
        return None

    def element_type(self, types: StaticTypes, type_: Type, how: str) -> MaybeType:
        """What a loop or an index gives: by `iterator` and `get`, that may be beside the type."""
        found = super().element_type(types, type_, how)
        if found is not None and how == "loop":
            return found
        return None

    def lambda_takes(self, definition: Definition, count: int) -> bool:
        """A lambda without parameters takes none, or one that it calls `it`."""
        return len(definition.parameters) == count or (not definition.parameters and count == 1)

    def can_override(self, definition: Definition) -> bool:
        """A method that overrides says so."""
        return "override" in definition.modifiers

    def can_be_overridden(self, definition: Definition, symbols: Symbols, method: int, other: int) -> bool:
        """Whatever is not private."""
        return not {"private", "static"} & set(definition.modifiers)


@lru_cache(MAX_CHAINS)
def _parts(text: str) -> tuple[str, ...]:
    if "@" in text or "super<" in text:
        text = _OF_BASE.sub(r"\1.super", _QUALIFIED.sub(r"\2.\1", text))
    if "<" in text and text[0] not in '<"':
        text = without_type_arguments(text)
    elif text[:1] == '"' and text[-1:] != '"':
        text = _STRING.sub("<str>", text)
    return parts(text.replace("!!", "").replace("?.", "."))


@lru_cache(MAX_CHAINS)
def _type_arguments(text: str) -> tuple[str, ...]:
    """The types in the last angle brackets of a chain."""
    if not text.endswith(">"):
        return ()
    depth, start, found = 0, len(text) - 1, []
    end = start
    for position in range(len(text) - 1, -1, -1):
        if text[position] == ">":
            depth += 1
        elif text[position] == "<":
            depth -= 1
            if depth == 0:
                found.append(text[position + 1 : end].strip())
                break
        elif text[position] == "," and depth == 1:
            found.append(text[position + 1 : end].strip())
            end = position
    return tuple(reversed(found))
