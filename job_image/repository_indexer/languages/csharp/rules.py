"""C#'s rules: namespaces, using directives, partial types, extension methods (ECMA-334)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from repository_indexer.facts import Definition, FileFacts, Import
from repository_indexer.languages.csharp.names import parts, type_arguments
from repository_indexer.languages.csharp.projects import Projects
from repository_indexer.model import NodeKind
from repository_indexer.resolve.rules import Place
from repository_indexer.resolve.static.found import Want
from repository_indexer.resolve.static.overloads import Fit
from repository_indexer.resolve.static.static_rules import StaticRules
from repository_indexer.resolve.static.type_texts import TypeText, parse_type
from repository_indexer.resolve.static.types import MaybeType, Type, substitute
from repository_indexer.resolve.values import Result, Tag, Value

if TYPE_CHECKING:
    from repository_indexer.resolve.evaluate import Evaluator
    from repository_indexer.resolve.scopes import Scope, Symbols
    from repository_indexer.resolve.static.declarations import Declarations
    from repository_indexer.resolve.static.resolver import StaticTypes

KEYWORDS = MappingProxyType(
    {
        "bool": "System.Boolean",
        "byte": "System.Byte",
        "char": "System.Char",
        "decimal": "System.Decimal",
        "double": "System.Double",
        "dynamic": "",
        "float": "System.Single",
        "int": "System.Int32",
        "long": "System.Int64",
        "nint": "System.IntPtr",
        "nuint": "System.UIntPtr",
        "object": "System.Object",
        "sbyte": "System.SByte",
        "short": "System.Int16",
        "string": "System.String",
        "uint": "System.UInt32",
        "ulong": "System.UInt64",
        "ushort": "System.UInt16",
        "void": "System.Void",
    }
)
"""The types that keywords stand for (8.3.5)."""
WIDER = {
    "System.SByte": ("Int16", "Int32", "Int64", "Single", "Double", "Decimal"),
    "System.Byte": ("Int16", "UInt16", "Int32", "UInt32", "Int64", "UInt64", "Single", "Double", "Decimal"),
    "System.Int16": ("Int32", "Int64", "Single", "Double", "Decimal"),
    "System.UInt16": ("Int32", "UInt32", "Int64", "UInt64", "Single", "Double", "Decimal"),
    "System.Int32": ("Int64", "Single", "Double", "Decimal"),
    "System.UInt32": ("Int64", "UInt64", "Single", "Double", "Decimal"),
    "System.Int64": ("Single", "Double", "Decimal"),
    "System.UInt64": ("Single", "Double", "Decimal"),
    "System.Char": ("UInt16", "Int32", "UInt32", "Int64", "UInt64", "Single", "Double", "Decimal"),
    "System.Single": ("Double",),
}
"""Implicit numeric conversions (10.2.3)."""
PRIMITIVES = frozenset([*WIDER, "System.Boolean", "System.Decimal", "System.Double", "System.Void"])
IMPLICIT_USINGS = (
    "System",
    "System.Collections.Generic",
    "System.IO",
    "System.Linq",
    "System.Net.Http",
    "System.Threading",
    "System.Threading.Tasks",
)
"""What the compiler imports for projects that ask for it; none of them is hidden by the others."""
AWAITABLE = frozenset(["System.Threading.Tasks.Task", "System.Threading.Tasks.ValueTask"])
LITERAL_ENDINGS = {
    "l": "System.Int64",
    "u": "System.UInt32",
    "ul": "System.UInt64",
    "f": "System.Single",
    "d": "System.Double",
    "m": "System.Decimal",
}
GLOBAL = "global"
"""The alias by which a `global using` is known."""


class Rules(StaticRules):
    """C#'s rules."""

    implicit_packages = IMPLICIT_USINGS
    super_names = frozenset(["base"])
    top_type = "System.Object"
    literals = MappingProxyType({"true": "System.Boolean", "false": "System.Boolean"})
    string_type = "System.String"
    integer_type = "System.Int32"
    number_type = "System.Double"
    iterables = frozenset(
        ["System.Collections.Generic.IEnumerable", "System.Collections.Generic.IAsyncEnumerable"]
    )
    builtins_module = "System"
    implied_type = "new"
    library_is_complete = True
    has_extensions = True
    methods_are_values = True
    functions_are_kept = True
    invoking_method = "Invoke"
    packages_around_are_seen = True
    packages_have_variables = False
    not_calls = frozenset(["nameof", "sizeof", "typeof"])

    def __init__(
        self, language: str, files: Sequence[tuple[str, FileFacts]], manifests: Mapping[str, bytes]
    ) -> None:
        super().__init__(language, files, manifests)
        self.projects = Projects(manifests)
        imported = (one.module.removeprefix("global::") for _, facts in files for one in facts.imports)
        self.roots = {"System", "Microsoft", *(name.partition(".")[0] for name in imported)}
        """What the names of namespaces begin with."""
        declared = (one.name for _, facts in files for one in facts.definitions if one.kind == "package")
        self.own_roots = {name.partition(".")[0] for name in declared}

    def place(self, path: str, facts: FileFacts) -> Place:
        """A file is a module of its first namespace, or by its path where it has none."""
        name = path.rpartition("/")[2]
        for definition in facts.definitions:
            if definition.kind == "package":
                return Place(f"{definition.name}/{name}", definition.name, is_global=True)
        return Place(path, "", is_global=True)

    def last_name(self, name: str) -> str:
        """A file's name, or the last part of a namespace."""
        return name.rpartition("/")[2] if "/" in name else name.rpartition(".")[2]

    def parts(self, text: str) -> tuple[str, ...]:
        """Names without type arguments."""
        return parts(text)

    def type_arguments(self, text: str) -> tuple[str, ...]:
        """The type arguments that a call gives."""
        return type_arguments(text)

    def is_part(self, definition: Definition) -> bool:
        """Partial types (15.2.7)."""
        return "partial" in definition.modifiers

    def imported_as(self, statement: Import) -> str:
        """Only an alias is a name of its own."""
        return "" if statement.alias == GLOBAL else statement.alias

    def imports_all(self, statement: Import) -> bool:
        """A namespace's types are imported, with `using static` a type's members."""
        return statement.alias in ("", GLOBAL)

    def import_target(self, evaluator: Evaluator, scope: Scope, statement: Import) -> Result | None:
        """The namespace or type of a using directive (14.5)."""
        name = statement.module.partition("<")[0].removeprefix("global::")
        found = self._named(evaluator, name, scope.path)
        if found is not None:
            return Result((Value(Tag.DEFINITION, found),), True)
        return Result((Value(Tag.EXTERNAL, name),), True)

    def is_for_all(self, statement: Import) -> bool:
        """`global using`."""
        return statement.alias == GLOBAL

    def _named(self, evaluator: Evaluator, name: str, near: str) -> int | None:
        """The namespace or type of that qualified name."""
        package = evaluator.module_named(self.language, name, near)
        if package is not None:
            return package
        outer, _, last = name.rpartition(".")
        around = self._named(evaluator, outer, near) if outer else None
        names = evaluator.symbols.scopes[around].names if around is not None else {}
        if not outer and (unnamed := evaluator.symbols.unnamed.get((self.language, ""))):
            names = unnamed.names
        return evaluator.nearest([one for one in names.get(last, ()) if isinstance(one, int)], near)

    def external_package(self, name: str, path: str) -> str:
        """The package of a project file whose name the namespace begins with; .NET for its own library."""
        return self.projects.package_of(name)

    # -- Types

    def also_bound_as(self, definition: Definition) -> str:
        """Types of one name can differ in the number of their type parameters (7.4.1)."""
        count = len(definition.type_parameters)
        is_type = definition.kind in ("class", "struct", "interface", "type_alias")
        return f"{definition.name}`{count}" if count and is_type else ""

    def type_name(self, tree: TypeText) -> str:
        """The same for where they are named."""
        return f"{tree.name}`{len(tree.arguments)}" if tree.arguments else tree.name

    def parse_type(self, text: str) -> TypeText:
        """Keywords stand for types of System."""
        tree = parse_type(text.replace("global::", ""))
        return _without_keywords(tree) if _KEYWORD.search(text) else tree

    def packages_named(self, scope: Scope, name: str) -> Sequence[str]:
        """A namespace can be named from those around (7.8.2), the innermost first."""
        found, around = [], ""
        home: Scope | None = scope
        while home is not None and home.home is None:
            home = home.parent
        around = home.home.prefix if home is not None and home.home is not None else ""
        while around:
            found.append(f"{around}.{name}")
            around = around.rpartition(".")[0]
        return [*found, name]

    def infers(self, text: str) -> bool:
        """`var`."""
        return text == "var"

    def literal_type(self, text: str) -> str:
        """The type of a literal by how it is written (6.4.5)."""
        if text[:1] in "$@" and '"' in text[:4]:
            return self.string_type
        if text[:1] == "'":
            return "System.Char"
        if text[:1].isdigit():
            ending = text.lower().lstrip("0123456789._")
            if text[:2].lower() not in ("0x", "0b") and ending in LITERAL_ENDINGS:
                return LITERAL_ENDINGS[ending]
        return super().literal_type(text)

    def may_be_package(self, name: str) -> bool:
        """Whether a name that nothing defines begins that of a namespace that any file imports."""
        return name in self.roots

    def may_be_external(self, name: str, is_type: bool) -> bool:
        """Only types are in namespaces."""
        return is_type and name not in self.roots

    def is_external_name(self, name: str) -> bool:
        """A namespace that no file has a part of is from elsewhere."""
        root = name.partition(".")[0]
        return root in self.roots and root not in self.own_roots

    def is_interface_name(self, name: str) -> bool:
        """Names of interfaces begin with an I (.NET's naming guidelines)."""
        last = name.rpartition(".")[2]
        return len(last) > 1 and last[0] == "I" and last[1].isupper()

    def decorator_names(self, text: str) -> Sequence[str]:
        """`[Obsolete]` is ObsoleteAttribute (23.2.2)."""
        name = text.partition("<")[0]
        return (f"{name}Attribute", name)

    def is_object(self, definition: Definition) -> bool:
        """A property with code is a method without parameters, which is called by being read."""
        return definition.kind == "method" and not definition.signature

    def is_abstract(self, definition: Definition) -> bool:
        """A method of an interface without body."""
        return not {"static", "private", "sealed"} & set(definition.modifiers)

    def can_override(self, definition: Definition) -> bool:
        """Only what says so takes the place of a base's; an interface's is taken by any (15.6.5, 19.6)."""
        return not {"static", "private", "new"} & set(definition.modifiers)

    def can_be_overridden(self, definition: Definition, symbols: Symbols, method: int, other: int) -> bool:
        """A class's method has to be virtual and the other one has to say `override`."""
        if symbols.nodes[symbols.parents[other]].kind is NodeKind.INTERFACE:
            return "static" not in definition.modifiers
        below = symbols.scopes[method].definition
        return below is not None and "override" in below.modifiers

    def is_extension(self, definition: Definition) -> bool:
        """Its first parameter is declared with `this` (15.6.10)."""
        return "this" in definition.modifiers and bool(definition.parameters)

    def sees_extension(self, declarations: Declarations, scope: Scope, node: int) -> bool:
        """Its class is in a namespace around or in one that is imported (12.8.10.3)."""
        symbols = declarations.symbols
        owner = symbols.scopes[symbols.parents[node]].parent
        package = owner.home.prefix if owner is not None and owner.home is not None else ""
        around: Scope | None = scope
        while around is not None:
            if around.home is not None and around.home.prefix == package:
                return True
            of_all = around.home.stars if around.home is not None else []
            for star_scope, statement in [*around.stars, *of_all]:
                module = declarations.evaluator.imported_module(star_scope, statement)
                for value in module.values if module else ():
                    if value.tag is Tag.DEFINITION and value.what == symbols.parents[node]:
                        return True
                    if value.tag is Tag.DEFINITION and symbols.nodes[value.what].qualified_name == package:
                        return True
            around = around.parent
        return package in IMPLICIT_USINGS

    def implied_bases(self, declarations: Declarations, node: int) -> list[Type]:
        """object, ValueType and Enum (8.2.3, 8.3.2)."""
        kind = declarations.symbols.nodes[node].kind
        name = {NodeKind.ENUM: "System.Enum", NodeKind.STRUCT: "System.ValueType"}.get(kind, self.top_type)
        return [Type(name)]

    def element_type(self, types: StaticTypes, type_: Type, how: str) -> MaybeType:
        """What a loop, an index or `await` gives."""
        if how == "await":
            for above in types.declarations.ancestors_of(type_):
                if types.declarations.name_of(above) in AWAITABLE:
                    return above.arguments[0] if above.arguments else None
            return None
        if how == "index":
            for found in types.declarations.members(type_, "this", Want.CALLABLE):
                if isinstance(found.what, int):
                    given = types.results.returned(found.what).type
                    return (
                        substitute(given, types.declarations.bindings(found.owner)) if found.owner else given
                    )
        return super().element_type(types, type_, how)

    def is_primitive(self, name: str) -> bool:
        """Whether nothing can be below a type, and only conversions lead to it."""
        return name in PRIMITIVES

    def fit(self, given: str, wanted: str) -> Fit | None:
        """Implicit numeric conversions are loose, all others of such types lead to object (10.2)."""
        if given == wanted:
            return Fit.STRICT
        if wanted in PRIMITIVES:
            is_wider = wanted.removeprefix("System.") in WIDER.get(given, ())
            return (
                Fit.LOOSE
                if is_wider
                else Fit.NONE
                if given in PRIMITIVES or given == "System.String"
                else None
            )
        if given in PRIMITIVES and wanted == "System.String":
            return Fit.NONE
        return None


_KEYWORD = re.compile(rf"(?<!\w)(?:{'|'.join(KEYWORDS)})(?!\w)")


def _without_keywords(tree: TypeText) -> TypeText:
    arguments = tuple(_without_keywords(one) for one in tree.arguments)
    return TypeText(KEYWORDS.get(tree.name, tree.name), arguments)
