"""What macros define that whole projects know by their names: namespaces, and the tests of GoogleTest.

A namespace without a name has its keyword as name in the facts. `masking` leaves `namespace {` and `}` of a
macro that begins a namespace and of the one that ends it; what the first one stands for is found among the
macros of the repository.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import structs

from repository_indexer.facts import Definition, FileFacts

INLINE = "inline"
"""The modifier of a namespace whose names are those of the one around ([namespace.def])."""

_MACRO = re.compile(r"[A-Z_][A-Z0-9_]*\Z")
_NAMESPACE = re.compile(r"\bnamespace\b")
_KEYWORD = "namespace"
_NAMED = re.compile(r"\b(inline\s+)?namespace\s+(\w+(?:\s*::\s*\w+)*)")
_TESTS = frozenset(["TEST", "TEST_F", "TEST_P", "TYPED_TEST", "TYPED_TEST_P"])
"""The macros that define a test (GoogleTest's Testing Reference)."""
_FREE = "TEST"
"""The one whose first argument is the name of a suite, and not that of the class that a test derives from."""


def expanded(files: Sequence[tuple[str, FileFacts]]) -> list[tuple[str, FileFacts]]:
    """The files with definitions named as what their macros define."""
    namespaces: dict[str, str] = {}
    for _, facts in files:
        for one in facts.definitions:
            if one.kind == "constant" and _NAMESPACE.search(one.signature):
                namespaces.setdefault(one.name, _names(one.signature))
    return [(path, _expanded(facts, namespaces)) for path, facts in files]


def is_transparent(definition: Definition) -> bool:
    """Whether what a namespace defines is that of the one around."""
    return definition.kind == "package" and INLINE in definition.modifiers


def _names(body: str) -> str:
    """The path of the namespaces that a macro opens, without those that are inline."""
    return "::".join(name for inline, name in _NAMED.findall(body) if not inline)


def _expanded(facts: FileFacts, namespaces: dict[str, str]) -> FileFacts:
    definitions = [_of_macro(one, namespaces) for one in facts.definitions]
    if all(one is other for one, other in zip(definitions, facts.definitions, strict=True)):
        return facts
    return structs.replace(facts, definitions=definitions)


def _of_macro(definition: Definition, namespaces: dict[str, str]) -> Definition:
    if definition.kind == "package" and _MACRO.match(definition.signature):
        if name := namespaces.get(definition.signature):
            return structs.replace(definition, name=name)
        return structs.replace(definition, name="", modifiers=[*definition.modifiers, INLINE])
    if definition.kind == "package" and definition.name == _KEYWORD:
        return structs.replace(definition, name="")
    if definition.name in _TESTS and not definition.type and len(definition.parameters) == 2:
        first, second = (one.type for one in definition.parameters)
        if not first or not second:
            return definition
        name = f"{first}_{second}_Test"
        owner = "" if definition.name == _FREE else f"{first}::{name}"
        return structs.replace(definition, name=name, parameters=[], signature="", receiver=owner)
    return definition
