"""What types of C and C++ are: how they are written, what members they forward, how values fit parameters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from repository_indexer.chains import parts
from repository_indexer.facts import Definition
from repository_indexer.languages.c.builtin_names import PRIMITIVES
from repository_indexer.languages.c.type_texts import last_arguments, plain_chain, without_arguments
from repository_indexer.model import NodeKind
from repository_indexer.resolve.static.found import Want
from repository_indexer.resolve.static.overloads import Fit
from repository_indexer.resolve.static.static_rules import StaticRules
from repository_indexer.resolve.static.type_texts import TypeText, parse_type
from repository_indexer.resolve.static.types import MaybeType, Type

if TYPE_CHECKING:
    from repository_indexer.resolve.scopes import Symbols
    from repository_indexer.resolve.static.declarations import Declarations
    from repository_indexer.resolve.static.resolver import StaticTypes

POINTER = "*"
CASTS = frozenset(["static_cast", "dynamic_cast", "const_cast", "reinterpret_cast"])
_INFERRED = re.compile(r"\b(?:auto|decltype)\b")
_PRIMITIVE = re.compile(r"[\w\s]+?(?=\s*[*&]*\s*\Z)")
_QUALIFIERS = re.compile(r"\b(?:const|volatile|constexpr|static|register|restrict|mutable|inline|extern)\b")
_INTEGERS = frozenset(["unsigned", "signed", "long", "short", "int"])


class TypeRules(StaticRules):
    """The part of the family's rules that is about types."""

    call_method = "operator()"
    values_hide_functions = True
    forwarding_method = "operator->"
    literals = MappingProxyType({"true": "bool", "false": "bool", "nullptr": "nullptr_t"})
    string_type = "char*"
    integer_type = "int"
    number_type = "double"

    # -- Texts

    def parts(self, text: str) -> tuple[str, ...]:
        """`a->b` and `a::b` are `a.b`; type arguments are left out."""
        return parts(plain_chain(text))

    def parse_type(self, text: str) -> TypeText:
        """A type; a pointer to a primitive type is another one, for overloads."""
        text = _QUALIFIERS.sub(" ", text).strip().lstrip(":")
        words = _PRIMITIVE.match(text)
        if words is not None and (name := _primitive(words[0].split())):
            return TypeText(name + POINTER * text.count(POINTER))
        return parse_type(text)

    def type_names(self, text: str) -> list[str]:
        """The path of the type, without its arguments."""
        names = re.findall(r"[^\W\d]\w*", without_arguments(text))
        return [".".join(names)] if names else []

    def type_arguments(self, text: str) -> Sequence[str]:
        """Those of the last name of a chain."""
        return last_arguments(text)

    def cast_type(self, text: str) -> str:
        """`static_cast<T>` and the like ([expr.static.cast])."""
        return (*last_arguments(text), "")[0] if text.partition("<")[0] in CASTS else ""

    def infers(self, text: str) -> bool:
        """`auto`."""
        return _INFERRED.search(text) is not None

    def literal_type(self, text: str) -> str:
        """Numbers by their endings, characters, words ([lex.literal])."""
        if text[:1] == "'":
            return "char"
        if text[:1].isdigit() and "." in text and text[-1:] in "fF":
            return "float"
        return super().literal_type(text)

    def is_primitive(self, name: str) -> bool:
        """Types without members, and pointers to them."""
        return name.rstrip(POINTER) in PRIMITIVES

    # -- Members

    def element_type(self, types: StaticTypes, type_: Type, how: str) -> MaybeType:
        """What a subscript or a loop gives: what the type's own functions for that do.

        A pointer or an array is written as the type that it is of.
        """
        given = self._given(types, type_, "operator[]" if how == "index" else "begin")
        if given is None:
            return type_
        return given if how == "index" else self._given(types, given, "operator*") or given

    def _given(self, types: StaticTypes, type_: Type, name: str) -> MaybeType:
        for found in types.declarations.members(type_, name, Want.CALLABLE):
            return types.results.given(found).type
        return None

    def part_type(self, types: StaticTypes, type_: Type, place: int) -> MaybeType:
        """What a structured binding takes: the field of that place ([dcl.struct.bind])."""
        if not isinstance(type_.what, int):
            return None
        symbols = types.symbols
        fields = sorted(
            one
            for bounds in symbols.scopes[type_.what].names.values()
            for one in bounds
            if isinstance(one, int) and symbols.nodes[one].kind is NodeKind.FIELD
        )
        if place >= len(fields):
            return None
        for found in types.declarations.members(type_, symbols.nodes[fields[place]].name, Want.VALUE):
            return types.variables.found_value(found).type
        return None

    def makes_instances(self, declarations: Declarations, type_: Type) -> bool:
        """Only classes; a declared variable of any other type is none."""
        if isinstance(type_.what, int):
            return declarations.symbols.nodes[type_.what].kind in (NodeKind.CLASS, NodeKind.STRUCT)
        # Of what nobody declares it is not even known whether it is a type.
        return False

    def can_override(self, definition: Definition) -> bool:
        """Private functions can, too ([class.virtual])."""
        return "static" not in definition.modifiers

    def can_be_overridden(self, definition: Definition, symbols: Symbols, method: int, other: int) -> bool:
        """What is virtual, or is said to be by the function that overrides it."""
        said = {"override", "final"}
        return bool(
            {"virtual", *said} & set(definition.modifiers) or said & set(symbols.nodes[method].modifiers)
        )

    def is_static(self, definition: Definition) -> bool:
        """Whether a method is called without an instance."""
        return "static" in definition.modifiers

    # -- Overloads

    def fit(self, given: str, wanted: str) -> Fit | None:
        """Arithmetic types are converted into each other ([conv]); a class can be made of them."""
        if given == wanted:
            return Fit.SAME
        if not self.is_primitive(given):
            return Fit.UNKNOWN if self.is_primitive(wanted) and POINTER not in wanted else None
        if not self.is_primitive(wanted):
            return Fit.UNKNOWN
        if given == "nullptr_t":
            return Fit.LOOSE if POINTER in wanted else Fit.NONE
        if given.count(POINTER) == wanted.count(POINTER) == 0:
            return Fit.LOOSE
        if given.count(POINTER) == wanted.count(POINTER) or wanted in ("void*", "bool"):
            return Fit.LOOSE
        return Fit.NONE


def _primitive(words: list[str]) -> str:
    """The one name of a primitive type that can be written in several ways; empty if it is none."""
    if not words or not all(word in PRIMITIVES for word in words):
        return ""
    if len(words) == 1:
        return words[0]
    kept = [word for word in words if word not in ("int", "signed")] if _INTEGERS.issuperset(words) else words
    return " ".join(sorted(kept)) or "int"
