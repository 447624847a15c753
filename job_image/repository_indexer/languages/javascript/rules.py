"""JavaScript's and TypeScript's rules: modules by specifiers, `this`, prototypes, functions of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from repository_indexer.facts import Definition, FileFacts, Import
from repository_indexer.languages.javascript import type_texts
from repository_indexer.languages.javascript.builtin_names import BUILTINS, COMMON_METHODS
from repository_indexer.languages.javascript.chain_parts import chain_parts
from repository_indexer.languages.javascript.natives import FUNCTIONS, METHODS, NATIVE_OWNERS
from repository_indexer.languages.javascript.specifiers import EXTENSIONS, Specifiers
from repository_indexer.model import NodeKind
from repository_indexer.resolve.dynamic.dynamic_rules import DynamicRules
from repository_indexer.resolve.rules import Place
from repository_indexer.resolve.scopes import Scope

# fmt: off
LIST_TYPES = {
    type_texts.ARRAY: 0, "Array": 0, "ReadonlyArray": 0, "Set": 0, "ReadonlySet": 0, "WeakSet": 0,
    "Iterable": 0, "Iterator": 0, "IterableIterator": 0, "AsyncIterable": 0, "AsyncIterator": 0,
    "AsyncIterableIterator": 0, "Generator": 0, "AsyncGenerator": 0, "ArrayLike": 0, "Map": 1,
    "ReadonlyMap": 1, "WeakMap": 1, "Record": 1,
}
# fmt: on
TRANSPARENT_TYPES = frozenset(
    ["Promise", "PromiseLike", "Awaited", "Partial", "Required", "Readonly", "NonNullable", "Omit", "Pick"]
)
ARROW = "=>"
"""The modifier of an arrow function."""


class Rules(DynamicRules):
    """JavaScript's and TypeScript's rules."""

    builtins = BUILTINS
    builtins_module = "globalThis"
    common_methods = COMMON_METHODS
    instance_words = frozenset(["this"])
    methods_override = False  # told by what flows
    class_names_are_seen_inside = False
    natives = FUNCTIONS
    native_methods = METHODS
    string_type = "globalThis.String.prototype"
    list_type = "globalThis.Array"
    native_owners = NATIVE_OWNERS
    module_words = (("module", "exports"), ("exports",))

    list_types: Mapping[str, int] = LIST_TYPES
    record_types = frozenset(["Record"])
    tuple_type = type_texts.TUPLE
    transparent_types = TRANSPARENT_TYPES
    type_of_value = type_texts.TYPEOF

    def __init__(
        self, language: str, files: Sequence[tuple[str, FileFacts]], manifests: Mapping[str, bytes]
    ) -> None:
        super().__init__(language, files, manifests)
        self.specifiers = Specifiers([path for path, _ in files], manifests)
        self.last_names = {self.place(path, facts).module: _stem(path) for path, facts in files}

    def place(self, path: str, facts: FileFacts) -> Place:
        """The module is named after the file's path, the folder is its package."""
        folder, _, _ = path.rpartition("/")
        package = folder.replace("/", ".")
        stem = _stem(path)
        return Place(f"{package}.{stem}" if package else stem, package)

    def last_name(self, name: str) -> str:
        """The name of the file, which may have dots."""
        return self.last_names.get(name) or super().last_name(name)

    def parts(self, text: str) -> tuple[str, ...]:
        """The names of a chain; `a?.b` and `a!.b` are `a.b`."""
        return chain_parts(text)

    def imported_as(self, statement: Import) -> str:
        """An import without names only runs the module."""
        return statement.alias or statement.name

    def imports_all(self, statement: Import) -> bool:
        """No import binds all names; `export *` gives them on."""
        return False

    def module_target(self, specifier: str, importer: str) -> tuple[str, str]:
        """The file or the module elsewhere that a specifier names."""
        found = self.specifiers.target(specifier, importer)
        return found.path, found.external

    def external_package(self, name: str, path: str) -> str:
        """The package by the package.json files around."""
        return self.specifiers.external_package(name, path)

    def holder_prefix(self, scope: Scope, holder: str) -> str:
        """`Queue.prototype.push` is Queue's; what is put into `this` is the class's or function's around."""
        names = [name for name in self.parts(holder) if name not in ("prototype", "exports", "module")]
        around: Scope | None = scope
        if names[:1] == ["this"]:
            names = names[1:]
            while around is not None and around.parent is not None and not _has_this(around):
                around = around.parent
            if around is not None and around.parent is not None and around.parent.is_class:
                around = around.parent
        else:
            while around is not None and names and names[0] not in around.names:
                around = around.parent
        prefix = (around or scope).prefix
        return ".".join([*filter(None, [prefix]), *(name for name in names if name[0] != "[")])

    def type_alternatives(self, text: str) -> Sequence[tuple[str, tuple[str, ...]]]:
        """Unions and intersections are all of their parts."""
        return type_texts.alternatives(text)

    def function_parameters(self, text: str) -> Sequence[str] | None:
        """`(a: A, b: B) => C`."""
        return type_texts.function_parameters(text)

    def is_library_type(self, name: str) -> bool:
        """Those of browsers."""
        return type_texts.is_of_browsers(name)

    def type_names(self, text: str) -> list[str]:
        """The names of types in a type's text."""
        return type_texts.type_names(text)

    def node_kind(self, definition: Definition, kind: NodeKind) -> NodeKind:
        """A function that is put into something is a method of it; what a module gives is a function."""
        is_put = any(name not in ("exports", "module") for name in self.parts(definition.holder))
        return NodeKind.METHOD if is_put and kind is NodeKind.FUNCTION else kind

    def variable_kind(self, name: str) -> NodeKind:
        """Constants say that they are."""
        return NodeKind.FIELD

    def is_property(self, definition: Definition) -> bool:
        """A getter."""
        return "get" in definition.modifiers

    def has_own_receiver(self, definition: Definition) -> bool:
        """All but arrow functions."""
        return ARROW not in definition.modifiers


def _stem(path: str) -> str:
    """The name of a file without what says its language."""
    name = path.rpartition("/")[2]
    for ending in (".d.ts", ".d.mts", ".d.cts", *EXTENSIONS):
        if name.endswith(ending) and name != ending:
            return name.removesuffix(ending)
    return name.rpartition(".")[0] or name


def _has_this(scope: Scope) -> bool:
    definition = scope.definition
    return scope.is_class or (
        definition is not None
        and definition.kind not in ("scope", "object", "module")
        and ARROW not in definition.modifiers
    )
