"""The rules of C, C++ and Objective-C: what a file includes it sees; namespaces, types and overloads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from repository_indexer.facts import Definition, FileFacts, Import
from repository_indexer.languages.c.builtin_names import FUNCTIONS, TYPES
from repository_indexer.languages.c.expansions import expanded, is_transparent
from repository_indexer.languages.c.linkage import Linkage, is_include
from repository_indexer.languages.c.standard_headers import CPP, STANDARD
from repository_indexer.languages.c.type_rules import TypeRules
from repository_indexer.languages.c.type_texts import plain_chain, plain_names
from repository_indexer.resolve.rules import Place
from repository_indexer.resolve.static.declarations import Declarations
from repository_indexer.resolve.values import Result, Tag, Value

if TYPE_CHECKING:
    from repository_indexer.resolve.evaluate import Evaluator
    from repository_indexer.resolve.scopes import Scope, Symbols

_HEADER = re.compile(r".*\.(?:h|H|hh|hpp|hxx|h\+\+|cuh|inl|ipp|tcc|tpp|txx)\Z", re.DOTALL)
MACRO = "#define"
"""The modifier of a macro."""


class Rules(TypeRules):
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
        files = expanded(files)
        self.linkage = Linkage(files)
        self.folders = {path.partition("/")[0] for path, _ in files if "/" in path}
        self.namespaces = {"std", *_namespaces(files)}
        """The names of all namespaces, each for itself, and their aliases."""
        self.names = {one.name for _, facts in files for one in facts.definitions}
        self._declarations: tuple[Evaluator, Declarations] | None = None

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

    def is_transparent(self, definition: Definition) -> bool:
        """Inline namespaces, and those of macros that nothing is known of."""
        return is_transparent(definition)

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

    def alias(self, definition: Definition) -> str:
        """A macro's value, if that is a name."""
        text = definition.signature.strip()
        return text if MACRO in definition.modifiers and text.isidentifier() else ""

    def completed(self, path: str, facts: FileFacts) -> FileFacts:
        """Definitions with what only their declarations say."""
        return self.linkage.completed(path) if path in self.linkage.facts else facts

    def owner(self, evaluator: Evaluator, scope: Scope, text: str) -> Value | None:
        """The class or namespace in a name that is defined outside of it (`A::f`); a category's class."""
        if self._declarations is None or self._declarations[0] is not evaluator:
            self._declarations = evaluator, Declarations(evaluator)
        declarations, around = self._declarations[1], text.rpartition("::")[0] if "::" in text else text
        name = ".".join(plain_names(around))
        type_ = declarations.type_named(scope, name)
        node = type_.what if type_ is not None else ""
        if isinstance(node, int) and evaluator.symbols.scopes[node].is_class:
            return Value(Tag.DEFINITION, node)
        package = self._namespace(evaluator, scope, name)
        return None if package is None else Value(Tag.DEFINITION, package)

    # -- Namespaces

    def packages_named(self, scope: Scope, name: str) -> Sequence[str]:
        """A namespace by its alias, from those around, or from the outermost ([basic.lookup.qual])."""
        first, dot, rest = name.partition(".")
        around: Scope | None = scope
        found: list[str] = []
        while around is not None:
            imports = [one[1] for one in around.names.get(first, ()) if isinstance(one, tuple)]
            found += [
                f"{plain_chain(one.module)}{dot}{rest}"
                for one in imports
                if isinstance(one, Import) and one.alias == first
            ]
            if around.home is not None and around.home.prefix:
                found.append(f"{around.home.prefix}.{name}")
            around = around.parent
        return [*found, name]

    def _namespace(self, evaluator: Evaluator, scope: Scope, name: str) -> int | None:
        for one in self.packages_named(scope, name) if name else ():
            found = evaluator.module_named(self.language, one)
            if found is not None:
                return found
        return None

    def may_be_package(self, name: str) -> bool:
        """Whether any namespace is called so."""
        return name in self.namespaces

    def is_external_name(self, name: str) -> bool:
        """What is in the standard library's namespace, but in none of its declarations here."""
        return name.startswith("std.")

    def may_be_external(self, name: str, is_type: bool) -> bool:
        """After `using namespace` of something else nothing tells where a name is from."""
        return False

    def external_callee(self, scope: Scope, text: str) -> str:
        """The qualified name of a function whose path begins with a name that nothing here has."""
        names = plain_names(text)
        if "::" not in text or text.startswith("this") or len(names) < 2 or names[0] in self.names:
            return ""
        if names[0] in self.namespaces and names[0] != "std":
            return ""
        return plain_chain(text) if _PATH.fullmatch(text) else ""

    # -- Imports

    def imported_as(self, statement: Import) -> str:
        """An `#include` binds no name of its own."""
        return "" if is_include(statement) else statement.alias or statement.name

    def import_target(self, evaluator: Evaluator, scope: Scope, statement: Import) -> Result | None:
        """The file that is included, or the namespace or class that `using` names."""
        if not is_include(statement):
            return self._used(evaluator, scope, statement)
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

    def _used(self, evaluator: Evaluator, scope: Scope, statement: Import) -> Result | None:
        name = plain_chain(statement.module)
        found = self._namespace(evaluator, scope, name)
        if found is None and statement.name != "*":
            type_ = Declarations(evaluator).type_named(scope, name)
            found = type_.what if type_ is not None and isinstance(type_.what, int) else None
        if found is not None:
            return Result((Value(Tag.DEFINITION, found),), True)
        is_own = name.partition(".")[0] in self.names
        return None if is_own else Result((Value(Tag.EXTERNAL, name),), True)

    def external_package(self, name: str, path: str) -> str:
        """The standard library, or the first folder of an include, or the outermost namespace."""
        if name.startswith("std.") or name in CPP:
            return "std"
        if name in self.builtins or name in STANDARD:
            return "libc"
        folder, slash, _ = name.partition("/")
        if slash:
            return folder
        first, dot, _ = name.partition(".")
        return first if dot and first in self.linkage.external_folders() else ""


_PATH = re.compile(r"(?:::)?[\w:<>,*& ]+")


def _namespaces(files: Sequence[tuple[str, FileFacts]]) -> Iterator[str]:
    for _, facts in files:
        for definition in facts.definitions:
            if definition.kind == "package":
                yield from re.findall(r"\w+", definition.name)
        for statement in facts.imports:
            if statement.alias:
                yield statement.alias
