"""Swift's rules: modules, extensions, argument labels, implicit members (The Swift Programming Language)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from repository_indexer.facts import Definition, FileFacts, Import
from repository_indexer.languages.swift.names import parts
from repository_indexer.languages.swift.packages import APPLE, Packages
from repository_indexer.model import NodeKind
from repository_indexer.resolve.rules import Place
from repository_indexer.resolve.static.static_rules import StaticRules
from repository_indexer.resolve.static.type_texts import ARRAY, DICTIONARY, TypeText, parse_type
from repository_indexer.resolve.static.types import MaybeType, Type
from repository_indexer.resolve.values import Result, Tag, Value

if TYPE_CHECKING:
    from repository_indexer.resolve.evaluate import Evaluator
    from repository_indexer.resolve.scopes import Scope, Symbols
    from repository_indexer.resolve.static.declarations import Declarations
    from repository_indexer.resolve.static.resolver import StaticTypes

# fmt: off
ATTRIBUTES = frozenset([
    "GKInspectable", "IBAction", "IBDesignable", "IBInspectable", "IBOutlet", "IBSegueAction",
    "NSApplicationMain", "NSCopying", "NSManaged", "Sendable", "UIApplicationMain", "attached",
    "autoclosure", "available", "backDeployed", "convention", "discardableResult", "dynamicCallable",
    "dynamicMemberLookup", "escaping", "freestanding", "frozen", "globalActor", "inlinable", "inline",
    "main", "nonobjc", "objc", "objcMembers", "preconcurrency", "propertyWrapper", "resultBuilder",
    "retroactive", "rethrows", "testable", "unchecked", "unknown", "usableFromInline",
    "warn_unqualified_access",
])
# fmt: on
"""Attributes of the language; all others are types: property wrappers, result builders, global actors."""


class Rules(StaticRules):
    """Swift's rules."""

    implicit_packages = ("Swift", "Foundation")
    builtins_module = "Swift"
    this_names = frozenset(["self"])
    super_names = frozenset(["super"])
    self_type = "Self"
    types_are_called = True
    constructors_are_inherited = True
    methods_are_values = True
    functions_are_kept = True
    library_is_complete = False
    constructor_names = frozenset(["init"])
    top_type = "Swift.Any"
    class_literal = "self"
    class_type = "Swift.Metatype"
    literals = MappingProxyType({"true": "Swift.Bool", "false": "Swift.Bool"})
    string_type = "Swift.String"
    integer_type = "Swift.Int"
    number_type = "Swift.Double"
    iterables = frozenset(["Swift.Sequence"])
    not_calls = frozenset(["defer"])

    def __init__(
        self, language: str, files: Sequence[tuple[str, FileFacts]], manifests: Mapping[str, bytes]
    ) -> None:
        super().__init__(language, files, manifests)
        self.packages = Packages(manifests, [path for path, _ in files])
        self.roots = APPLE.union(one.module.partition(".")[0] for _, facts in files for one in facts.imports)

    def place(self, path: str, facts: FileFacts) -> Place:
        """Files of a module share their names; without manifest all files are of one module."""
        name = path.rpartition("/")[2]
        if not path:
            # A file of the library, which belongs to the module that it seems to import.
            library = facts.imports[0].module if facts.imports else "Swift"
            return Place(f"{library}/", library, shared=True)
        module = self.packages.module_of(path)
        return Place(f"{module}/{name}" if module else path, module, shared=True)

    def last_name(self, name: str) -> str:
        """A file's name."""
        return name.rpartition("/")[2] if "/" in name else name.rpartition(".")[2]

    def parts(self, text: str) -> tuple[str, ...]:
        """Names without type arguments and signs for optionals."""
        return parts(text)

    def receiver_type(self, text: str) -> str:
        """The type that an extension is for, without its arguments."""
        return parse_type(text).name

    def imports_all(self, statement: Import) -> bool:
        """All public names of a module are imported."""
        return True

    def import_target(self, evaluator: Evaluator, scope: Scope, statement: Import) -> Result | None:
        """The module, also where only a declaration of it is imported."""
        name = statement.module.partition(".")[0]
        found = evaluator.module_named(self.language, name, scope.path)
        if found is not None:
            return Result((Value(Tag.DEFINITION, found),), True)
        return Result((Value(Tag.EXTERNAL, name),), True)

    def external_package(self, name: str, path: str) -> str:
        """The package of Package.swift that is named as the module is; Apple for its own."""
        return self.packages.package_of(name)

    # -- Types

    def parse_type(self, text: str) -> TypeText:
        """Arrays and dictionaries are types of the library."""
        return _named(parse_type(text))

    def infers(self, text: str) -> bool:
        """Types are never told by a word."""
        return text == "_"

    def implicit_parameter(self, name: str) -> int:
        """`$0`."""
        return int(name[1:]) if name[:1] == "$" and name[1:].isdigit() else -1

    def may_be_package(self, name: str) -> bool:
        """Whether any file imports a module of that name."""
        return name in self.roots

    def may_be_external(self, name: str, is_type: bool) -> bool:
        """Types begin with a capital letter; of functions nothing can be told."""
        return is_type and name[:1].isupper() and name not in self.roots

    def external_home(self, name: str, packages: Collection[str], is_type: bool) -> str:
        """Names of XCTest tell that they are."""
        if name.startswith("XCT") and "XCTest" in packages:
            is_function = name.startswith(("XCTAssert", "XCTExpect", "XCTFail", "XCTSkip", "XCTUnwrap"))
            return "XCTest" if is_function is not is_type else ""
        return super().external_home(name, packages, is_type)

    def is_external_name(self, name: str) -> bool:
        """A type with its module before it."""
        return name.partition(".")[0] in self.roots

    def decorator_names(self, text: str) -> Sequence[str]:
        """Attributes of the language stand for nothing."""
        return () if text in ATTRIBUTES else (text,)

    def is_object(self, definition: Definition) -> bool:
        """A property with code is a method without parameters, which is called by being read."""
        return definition.kind == "method" and not definition.signature

    def is_static(self, definition: Definition) -> bool:
        """`static` and `class`."""
        return bool({"static", "class"} & set(definition.modifiers))

    def is_abstract(self, definition: Definition) -> bool:
        """What a protocol requires."""
        return definition.kind == "method"

    def can_override(self, definition: Definition) -> bool:
        """A private method is nobody else's."""
        return not {"static", "private", "fileprivate"} & set(definition.modifiers)

    def can_be_overridden(self, definition: Definition, symbols: Symbols, method: int, other: int) -> bool:
        """A class's method is overridden by one that says so, a protocol's requirement is met by any."""
        below = symbols.scopes[method].definition
        if symbols.nodes[symbols.parents[other]].kind is NodeKind.INTERFACE:
            return True
        return below is not None and "override" in below.modifiers

    def implied_bases(self, declarations: Declarations, node: int) -> list[Type]:
        """None: there is no type above all others."""
        return []

    def element_type(self, types: StaticTypes, type_: Type, how: str) -> MaybeType:
        """What a loop or an index gives."""
        name = types.declarations.name_of(type_)
        if how == "index" and name == "Swift.Dictionary" and len(type_.arguments) == 2:
            return type_.arguments[1]
        return super().element_type(types, type_, how)

    def lambda_takes(self, definition: Definition, count: int) -> bool:
        """A closure that names no parameters takes any."""
        return not definition.parameters or len(definition.parameters) == count


def _named(tree: TypeText) -> TypeText:
    arguments = tuple(_named(one) for one in tree.arguments)
    name = {ARRAY: "Swift.Array", DICTIONARY: "Swift.Dictionary"}.get(tree.name, tree.name)
    return TypeText(name, arguments)
