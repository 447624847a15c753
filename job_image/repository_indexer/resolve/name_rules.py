"""The rules of the second tier: names are bound by scopes, by imports as far as these name files or modules
of the repository, and last to the only definition of that name, as a candidate.

What differs between the languages is data: `Names` in their `language.toml`.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from repository_indexer.chains import ELEMENT, parts
from repository_indexer.facts import Definition, FileFacts, Import
from repository_indexer.languages import Names, languages
from repository_indexer.model import NodeKind
from repository_indexer.resolve.rules import Place, Rules
from repository_indexer.resolve.values import Result, Tag, Value, Values, as_instance

if TYPE_CHECKING:
    from repository_indexer.resolve.evaluate import Evaluator
    from repository_indexer.resolve.scopes import Scope

_COMPUTED = re.compile(r"^.*[$`](?:\w+|.*[)}`])[/\\]", re.DOTALL)
"""The part of a path that is only known when the program runs: `$DIR/`, `$(dirname "$0")/`."""
_BEFORE_TYPE = re.compile(r"^(?:[*&?!\s]|const\b|mut\b|inout\b)+")
_TYPE = re.compile(r"([^\W\d][\w.:]*|@\w+\(\))[?!]?(?:[<(\[].*[>)\]])?[?!]?\Z", re.DOTALL)
_TYPE_IN_BRACKETS = re.compile(r"^\[([^\W\d][\w.]*)\]")
_WORD = re.compile(r"[^\W\d][\w.]*")


class NameRules(Rules):
    """The rules of a language that has `Names`."""

    functions_are_candidates = True
    variants_are_one = False

    def __init__(
        self, language: str, files: Sequence[tuple[str, FileFacts]], manifests: Mapping[str, bytes]
    ) -> None:
        super().__init__(language, files, manifests)
        self.names = languages()[language].names or Names()
        self.ignores_case = self.names.ignores_case
        self.builtins = frozenset(map(self.folded, self.names.builtins))
        self.builtins_module = self.names.builtins_module or language
        self.instance_words = frozenset(self.names.instance_words)
        self._words = dict.fromkeys(self.names.type_words, Tag.DEFINITION)
        self._words |= dict.fromkeys(self.names.instance_words, Tag.INSTANCE)
        self._words |= dict.fromkeys(self.names.base_words, Tag.SUPER)
        self.inherited_names_are_seen = self.names.inherited_names_are_seen
        self.subscripts_look_like_calls = self.names.subscripts_look_like_calls
        self.types_are_called = self.names.types_are_called
        family = [one for one in languages().values() if one.family == language]
        self.extensions = {extension for one in family for extension in one.extensions}
        self._separator = re.compile("|".join(map(re.escape, self.names.separators)) or r"(?!)")
        self._quotes = str.maketrans("", "", self.names.quotes)
        letters = re.escape(self.names.letters)
        self._name = re.compile(rf"[\w{letters}]*[^\W\d][\w{letters}]*")
        self._dotted: set[str] = set()
        """The names with several parts that are bound as one, and those that are no words (`<+>`)."""
        self._known: set[str] = set()
        """All names that the repository defines or imports: any other word in a type is none of its types."""
        self._packages: set[str] = set()
        """The namespaces that files declare."""
        for _, facts in files:
            self._learn(facts)
        self._libraries = dict(self._read_libraries(language, manifests))
        """By name, the folder of the manifest that tells it."""
        self._modules = {self.place(path, facts).module for path, facts in files}

    def _learn(self, facts: FileFacts) -> None:
        named = [self.bound_as(definition) for definition in facts.definitions]
        imported = [name for one in facts.imports for name in (one.alias, one.name, one.module)]
        for name in (*named, *map(self.path_name, [*imported, facts.package])):
            if name and not name.isidentifier():
                self._dotted.add(self.folded(name))
            self._known.add(self.folded(name.rpartition(".")[2]))
        self._packages |= {self.path_name(one.name) for one in facts.definitions if one.kind == "package"}

    def _read_libraries(self, language: str, manifests: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
        pattern = re.compile(self.names.library_name)
        for path, content in manifests.items() if self.names.library_name else ():
            folder, _, file_name = path.rpartition("/")
            if file_name in languages()[language].manifests:
                for match in pattern.finditer(content.decode("utf-8", "replace")):
                    name = match.group(1)
                    yield name[:1].upper() + name[1:] if self.names.modules == "stem" else name, folder

    # -- Names

    def bound_as(self, definition: Definition) -> str:
        """With the name of what it is made a part of (`M.f`, `aws_instance.web`); fields without `$`."""
        name = definition.name.lstrip("$") if definition.kind == "field" else definition.name
        return self.path_name(f"{definition.holder}.{name}" if definition.holder else name)

    def is_global(self, definition: Definition, outer: Scope) -> bool:
        """Those of a file itself, and those with several names: where they stand makes no difference."""
        is_whole = outer.parent is None or "." in self.path_name(definition.name)
        return self.names.modules_are_global and is_whole

    def is_seen_around(self, definition: Definition, around: Definition, language: str) -> bool:
        """Those of the kinds that the language says."""
        return definition.kind in self.names.members_seen_around

    def other_member(self, evaluator: Evaluator, value: Value, name: str) -> Result | None:
        """What a module has from its bases (Perl), or makes a part of the table that it gives back (Lua).

        A constructor that a class does not define is the class.
        """
        scope = evaluator.symbols.scopes[value.what]
        if name in self.names.constructors and value.tag is Tag.DEFINITION and scope.is_class:
            return Result((value,), True)
        if value.tag is Tag.DEFINITION and scope.definition is not None and scope.definition.bases:
            return evaluator.attribute(Value(Tag.SUPER, (value.what, value.what)), name)
        for given in scope.returns if value.tag is Tag.DEFINITION else ():
            if given.root == -1 and f"{given.text}.{name}" in scope.names:
                return evaluator.local_name(scope, f"{given.text}.{name}")
        return None

    def special_call(self, evaluator: Evaluator, scope: Scope, text: str) -> Result | None:
        """`A.new` gives an A."""
        names = self.parts(text)
        if len(names) < 2 or names[-1] not in self.names.constructors:
            return None
        made = [as_instance(value) for value in evaluator.chain_of(scope, names[:-1], text).values]
        found = tuple(value for value in made if value is not None)
        return Result(found, False) if found else None

    def path_name(self, text: str) -> str:
        """A name of several parts with dots between them, without what it is quoted in."""
        return self._separator.sub(".", text.translate(self._quotes))

    def parts(self, text: str) -> tuple[str, ...]:
        """The names of a chain, those at its beginning together that are one name."""
        if self.folded(text) in self._dotted:
            return (text,)
        if text.startswith(".."):
            # Of something that stands before: `a()..b()`.
            return ("", *self.parts(text[2:]))
        # A type can stand in brackets: `[Cart]::new`.
        text = _TYPE_IN_BRACKETS.sub(r"\1", text)
        text = self.path_name(text)
        names = parts(text)
        if not names and self.names.letters:
            before, bracket, _ = text.partition("[")
            pieces = before.split(".")
            if all(map(self._name.fullmatch, pieces)):
                names = (*pieces, ELEMENT) if bracket else tuple(pieces)
        for place, name in enumerate(names):
            if name in self.names.base_words:
                names = names[place:]
                break
        if len(names) > 1 and names[0] in self._libraries and names[1] in self._modules:
            names = names[1:]
        for count in range(len(names) - 1, 0, -1) if self._dotted else ():
            if self.folded(".".join(names[: count + 1])) in self._dotted:
                return (".".join(names[: count + 1]), *names[count + 1 :])
        return names

    def type_names(self, text: str) -> list[str]:
        """The words in a type's text that can be types of the repository, or imported ones."""
        found = _WORD.findall(self.path_name(text))
        return [name for name in found if self.folded(name.rpartition(".")[2]) in self._known]

    def type_values(self, evaluator: Evaluator, scope: Scope, text: str) -> Values:
        """What something of a type is, if the text is the name of one."""
        match = _TYPE.match(_BEFORE_TYPE.sub("", text))
        if match is None:
            return ()
        found = evaluator.chain(scope, match.group(1))
        return tuple(instance for value in found.values if (instance := as_instance(value)))

    def unbound(self, evaluator: Evaluator, scope: Scope, name: str) -> Result | None:
        """The words for the instance and the type around; then modules that are seen everywhere."""
        tag = self._words.get(name)
        if tag is not None:
            for node in self._types_around(evaluator, scope):
                what = (node, node) if tag is Tag.SUPER else node
                return Result((Value(tag, what),), tag is not Tag.SUPER)
        if self.names.modules_are_global:
            found = evaluator.shared_name(evaluator.symbols.package_scope(self, ""), name, scope.path)
            if found is not None:
                return found
        if self.names.modules != "path" or name in self._packages:
            module = evaluator.module_named(self.language, name, scope.path)
            if module is not None:
                return Result((Value(Tag.DEFINITION, module),), True)
        first, dot, last = name.rpartition(".")
        if dot:
            # What is one name elsewhere is none here.
            start = evaluator.name(scope, first)
            found = evaluator.attributes(start, (last,)) if start is not None else None
            if found is not None and found.values:
                return found
        if self.names.capitals_are_modules and name[:1].isupper():
            return Result((Value(Tag.EXTERNAL, name),), True)
        return None

    def _types_around(self, evaluator: Evaluator, scope: Scope) -> Iterator[int]:
        """The types and modules around a scope, from the innermost."""
        symbols, node = evaluator.symbols, scope.node
        while node >= 0:
            if symbols.scopes[node].is_class or symbols.nodes[node].kind is NodeKind.MODULE:
                yield node
            node = symbols.parents[node]

    # -- Modules

    def place(self, path: str, facts: FileFacts) -> Place:
        """The module of the file: by its path, its name, or what it declares."""
        folder, _, file_name = path.rpartition("/")
        stem = file_name.rpartition(".")[0] or file_name
        package = folder.replace("/", ".")
        if self.names.modules == "declared" and facts.package:
            name = self.path_name(facts.package)
            return Place(name, name.rpartition(".")[0])
        if self.names.modules == "package":
            name = self.path_name(facts.package)
            if name:
                return Place(f"{name}/{file_name}", name, shared=True)
            return Place(path, "", shared=True, root=folder)
        if self.names.modules == "stem":
            return Place(stem[:1].upper() + stem[1:], "")
        if stem in self.names.folder_files and package:
            return Place(package, package.rpartition(".")[0])
        module = f"{package}.{stem}" if package else stem
        if self.names.shared == "file":
            return Place(module, package)
        return Place(module, package if self.names.shared == "folder" else "", shared=True)

    def imported_as(self, statement: Import) -> str:
        """The name that is said, or the module's last one."""
        if statement.alias or statement.name not in ("", "*"):
            return statement.alias or statement.name
        if not self.names.imports_bind_modules:
            return ""
        if self._is_path(statement.module):
            return posixpath.basename(self._without_extension(statement.module))
        return self.path_name(statement.module).rpartition(".")[2]

    def written_import(self, statement: Import) -> str:
        """The module, and the name if one is said: that all names are meant, few languages write."""
        return statement.module if statement.name == "*" else super().written_import(statement)

    def import_target(self, evaluator: Evaluator, scope: Scope, statement: Import) -> Result | None:
        """The module of that name that the repository defines, or the file at that path."""
        written = statement.module
        text = _COMPUTED.sub("./", written)
        if self.names.library_prefix and text.startswith(self.names.library_prefix):
            return self._in_library(evaluator, scope, text)
        module: int | None = None
        if self._is_path(text):
            module = self._module_at(evaluator, text, scope.path)
            is_own = text.startswith(".") or "/" not in text or bool(self.names.library_prefix)
        else:
            name = self.path_name(text).lstrip(".")
            module = self._module_called(evaluator, scope, name)
            if module is None:
                module = self._module_at(evaluator, name.replace(".", "/"), scope.path)
            is_own = written.startswith(".")
        if module is not None:
            return Result((Value(Tag.DEFINITION, module),), True)
        return (
            None
            if is_own or text in self._libraries
            else Result((Value(Tag.EXTERNAL, self.path_name(written)),), True)
        )

    def _in_library(self, evaluator: Evaluator, scope: Scope, text: str) -> Result | None:
        """The module of a file in a library's `lib` folder, or one of another repository."""
        library, _, path = text.removeprefix(self.names.library_prefix).partition("/")
        if library not in self._libraries:
            return Result((Value(Tag.EXTERNAL, text),), True)
        path = self._without_extension(posixpath.join(self._libraries[library], "lib", path))
        module = evaluator.module_named(self.language, path.replace("/", "."), scope.path)
        return None if module is None else Result((Value(Tag.DEFINITION, module),), True)

    def bound_module(self, evaluator: Evaluator, scope: Scope, statement: Import, module: Result) -> Result:
        """What the module's file gives back, if it does: a table of functions (Lua), a set (Nix)."""
        for value in module.values:
            if value.tag is Tag.DEFINITION and evaluator.symbols.scopes[value.what].returns:
                given = evaluator.returned(value.what)
                if given.values:
                    return Result(given.values, True)
        return module

    def _module_called(self, evaluator: Evaluator, scope: Scope, name: str) -> int | None:
        """The module of that name: the file's own, one that is seen everywhere, or one that a file is."""
        around: Scope | None = scope
        while around is not None:
            for bound in (
                *around.names.get(name, ()),
                *(around.home.names.get(name, ()) if around.home else ()),
            ):
                if isinstance(bound, int) and evaluator.symbols.nodes[bound].kind in _MODULES:
                    return bound
            around = around.parent
        for found in (self.unbound(evaluator, scope, name), evaluator.chain(scope, name)):
            values = found.values if found else ()
            nodes: list[int] = [value.what for value in values if value.tag is Tag.DEFINITION]
            if len(nodes) == 1:
                return nodes[0]
        return None

    def _is_path(self, text: str) -> bool:
        """Whether an import names a file."""
        if "/" in text or "\\" in text or text in (".", ".."):
            return True
        return text.rpartition(".")[2] in self.extensions and "." in text

    def _module_at(self, evaluator: Evaluator, text: str, importing: str) -> int | None:
        """The module of the file at a path, seen from the file `importing`, or from a folder around it."""
        text = self._without_extension(text.replace("\\", "/"))
        for folder in self._folders(text, importing):
            path = posixpath.normpath(posixpath.join(folder, text))
            if path.startswith(".."):
                continue
            module = evaluator.module_named(self.language, path.replace("/", "."), importing)
            if module is not None and (evaluator.symbols.nodes[module].file or self.names.shared == "folder"):
                return module
        return None

    def _folders(self, text: str, importing: str) -> Iterator[str]:
        folder = posixpath.dirname(importing)
        yield folder
        if text.startswith("."):
            return
        while True:
            for root in self.names.roots:
                yield posixpath.join(folder, root)
            if not folder:
                return
            folder = posixpath.dirname(folder)
            yield folder

    def _without_extension(self, text: str) -> str:
        stem, dot, extension = text.rpartition(".")
        return stem if dot and extension in self.extensions else text


_MODULES = frozenset([NodeKind.MODULE, NodeKind.PACKAGE])
