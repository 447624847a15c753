"""The rules of C, C++ and Objective-C: what a file includes it sees; namespaces, types and overloads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from repository_indexer.chains import parts
from repository_indexer.facts import Definition, FileFacts, Import
from repository_indexer.languages.c.builtin_names import FUNCTIONS, PRIMITIVES, TYPES
from repository_indexer.languages.c.linkage import Linkage, is_include
from repository_indexer.languages.c.standard_headers import STANDARD
from repository_indexer.languages.c.type_texts import without_arguments
from repository_indexer.resolve.rules import Place
from repository_indexer.resolve.static.static_rules import StaticRules
from repository_indexer.resolve.static.types import MaybeType, Type
from repository_indexer.resolve.values import Result, Tag, Value

if TYPE_CHECKING:
    from repository_indexer.resolve.evaluate import Evaluator
    from repository_indexer.resolve.scopes import Scope, Symbols
    from repository_indexer.resolve.static.resolver import StaticTypes

_HEADER = re.compile(r".*\.(?:h|H|hh|hpp|hxx|h\+\+|cuh|inl|ipp|tcc|tpp|txx)\Z", re.DOTALL)
MACRO = "#define"
"""The modifier of a macro."""


class Rules(StaticRules):
    """The rules of the family."""

    builtins = FUNCTIONS | TYPES
    builtins_module = ""
    types_are_called = True
    packages_around_are_seen = True
    packages_have_variables = False
    functions_are_candidates = True
    methods_are_values = True
    functions_are_kept = True
    names_have_aliases = True
    members_see_their_type = True
    unnamed_packages_are_private = True

    def __init__(
        self, language: str, files: Sequence[tuple[str, FileFacts]], manifests: Mapping[str, bytes]
    ) -> None:
        super().__init__(language, files, manifests)
        self.linkage = Linkage(files)
        self.folders = {path.partition("/")[0] for path, _ in files if "/" in path}

    # -- Where things stand

    def place(self, path: str, facts: FileFacts) -> Place:
        """All files share the global namespace."""
        return Place(path, "", shared=True)

    def last_name(self, name: str) -> str:
        """Of a file the name without folders, of a namespace the last part."""
        return name.rpartition("/")[2] if name in self.linkage.facts else name.rpartition(".")[2]

    def package_of(self, name: str) -> str:
        """The namespace around a namespace."""
        return "" if name in self.linkage.facts else name.rpartition(".")[0]

    def is_private(self, path: str, definition: Definition) -> bool:
        """What is `static` in a source file."""
        return "static" in definition.modifiers and not _HEADER.match(path)

    def is_dropped(self, path: str, position: int) -> bool:
        """A declaration of what is defined elsewhere."""
        return (path, position) in self.linkage.dropped

    def is_seen_around(self, definition: Definition, around: Definition, language: str) -> bool:
        """The items of an `enum` that is none of C++'s `enum class`; in C there are no types in types."""
        if definition.kind == "constant" and around.kind == "enum":
            return not {"class", "struct"} & set(around.modifiers)
        return language == "c" and definition.kind in ("struct", "enum")

    def can_be_candidate(self, definition: Definition) -> bool:
        """Nobody else means a static function."""
        return "static" not in definition.modifiers and MACRO not in definition.modifiers

    def seen_from(self, symbols: Symbols, path: str, nodes: list[int]) -> list[int]:
        """Those of the definitions that the file `path` includes, or prototypes of which it does."""
        closure = self.linkage.closure(path)
        files = {number: self._files(symbols, number) for number in nodes}
        seen = [number for number in nodes if not files[number] or not closure.isdisjoint(files[number])]
        if not seen and len(nodes) == 1 and self.linkage.is_seen_together(path, files[nodes[0]]):
            # A file that only works behind others that its includers include.
            return nodes
        macros = [number for number in seen if MACRO in symbols.nodes[number].modifiers]
        return macros or seen

    def _files(self, symbols: Symbols, number: int) -> set[str]:
        """The files that define or declare something; none for what is from elsewhere."""
        node = symbols.nodes[number]
        if not node.file:
            return set()
        return {node.file, *self.linkage.declared.get((node.file, node.start_line, node.name), ())}

    def are_overloads(self, symbols: Symbols, nodes: Sequence[int]) -> bool:
        """In C a name has one function; macros take what they are given."""
        return all(
            symbols.nodes[one].language != "c" and MACRO not in symbols.nodes[one].modifiers for one in nodes
        )

    def defining(self, symbols: Symbols) -> Iterator[tuple[int, int]]:
        """Definitions in several files of what one prototype declares."""
        scopes = {file.path: file.scopes for file in symbols.files}
        for places in self.linkage.defining:
            definition, declaration = (scopes[path][position].node for path, position in places)
            yield definition, declaration

    def element_type(self, types: StaticTypes, type_: Type, how: str) -> MaybeType:
        """What a subscript gives: that of a pointer or an array is written as the type itself."""
        return type_ if how == "index" else None

    def alias(self, definition: Definition) -> str:
        """A macro's value, if that is a name."""
        return definition.signature.strip() if MACRO in definition.modifiers else ""

    # -- Imports

    def imported_as(self, statement: Import) -> str:
        """An `#include` binds no name of its own."""
        return "" if is_include(statement) else statement.alias or statement.name.rpartition("::")[2]

    def import_target(self, evaluator: Evaluator, scope: Scope, statement: Import) -> Result | None:
        """The file that is included."""
        path = self.linkage.included(scope.path, statement)
        if path:
            module = evaluator.module_named(self.language, path)
            return None if module is None else Result((Value(Tag.DEFINITION, module),), True)
        name = statement.module.strip("<>")
        folder, slash, _ = name.partition("/")
        is_elsewhere = statement.module[:1] == "<" or name in STANDARD
        if is_elsewhere or (slash and folder not in self.folders and not folder.startswith(".")):
            return Result((Value(Tag.EXTERNAL, name),), True)
        return None

    def external_package(self, name: str, path: str) -> str:
        """The C library, or what the include's first folder is called after."""
        if name in self.builtins or name in STANDARD:
            return "libc"
        folder, slash, _ = name.partition("/")
        return folder if slash else ""

    # -- Names and types

    def parts(self, text: str) -> tuple[str, ...]:
        """`a->b` and `a::b` are `a.b`; type arguments are left out."""
        return _parts(text)

    def is_primitive(self, name: str) -> bool:
        """Types without members."""
        return name in PRIMITIVES

    def type_names(self, text: str) -> list[str]:
        """The path of the type, without its arguments."""
        names = re.findall(r"[^\W\d]\w*", without_arguments(text))
        return [".".join(names)] if names else []


@cache
def _parts(text: str) -> tuple[str, ...]:
    plain = without_arguments(text).replace("->", ".").replace("::", ".")
    return parts(plain.lstrip("."))
