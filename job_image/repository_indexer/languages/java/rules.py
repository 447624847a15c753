"""Java's rules: packages over all folders, types, overloads (Java Language Specification, SE 21)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from repository_indexer.facts import Definition, FileFacts, Import, Parameter
from repository_indexer.languages.java.builtin_names import LANG_TYPES, OBJECT_METHODS
from repository_indexer.languages.java.manifests import Dependencies
from repository_indexer.model import NodeKind
from repository_indexer.resolve.rules import Place
from repository_indexer.resolve.static.found import Found, Want
from repository_indexer.resolve.static.overloads import Fit
from repository_indexer.resolve.static.static_rules import StaticRules
from repository_indexer.resolve.static.types import MaybeType, Type
from repository_indexer.resolve.values import Result, Tag, Value

if TYPE_CHECKING:
    from repository_indexer.resolve.evaluate import Evaluator
    from repository_indexer.resolve.scopes import Scope, Symbols
    from repository_indexer.resolve.static.declarations import Declarations

_GETTER = re.compile(r"(?:get|is)([A-Z]\w*)")
BOXES = {
    "boolean": "java.lang.Boolean",
    "byte": "java.lang.Byte",
    "char": "java.lang.Character",
    "double": "java.lang.Double",
    "float": "java.lang.Float",
    "int": "java.lang.Integer",
    "long": "java.lang.Long",
    "short": "java.lang.Short",
}
"""The class that each primitive type is boxed to (5.1.7)."""
UNBOXED = {box: primitive for primitive, box in BOXES.items()}
WIDER = {
    "byte": ("short", "int", "long", "float", "double"),
    "short": ("int", "long", "float", "double"),
    "char": ("int", "long", "float", "double"),
    "int": ("long", "float", "double"),
    "long": ("float", "double"),
    "float": ("double",),
}
"""What each primitive type is widened to (5.1.2)."""


MAX_NAMES = 60
"""Names of a path after which nothing is looked for."""
METHOD_LOOKUPS = frozenset(
    [
        "java.lang.Class.getDeclaredMethod",
        "java.lang.Class.getMethod",
        "java.lang.invoke.MethodHandles.Lookup.findStatic",
        "java.lang.invoke.MethodHandles.Lookup.findVirtual",
    ]
)
METHOD_INVOCATIONS = frozenset(
    [
        "java.lang.invoke.MethodHandle.invoke",
        "java.lang.invoke.MethodHandle.invokeExact",
        "java.lang.invoke.MethodHandle.invokeWithArguments",
        "java.lang.reflect.Method.invoke",
    ]
)


class Rules(StaticRules):
    """Java's rules."""

    implicit_packages: tuple[str, ...] = ("java.lang",)
    builtins = LANG_TYPES
    builtins_module = "java.lang"
    common_methods = OBJECT_METHODS
    constructor_names = frozenset(["new"])
    top_type = "java.lang.Object"
    class_literal = "class"
    class_type = "java.lang.Class"
    literals = MappingProxyType({"true": "boolean", "false": "boolean", "null": "null"})
    array_type = "java.lang.__Array"
    string_type = "java.lang.String"
    integer_type = "int"
    number_type = "double"
    iterables = frozenset(["java.lang.Iterable"])
    method_lookups = METHOD_LOOKUPS
    method_invocations = METHOD_INVOCATIONS
    instance_invocations = frozenset(["java.lang.reflect.Method.invoke"])
    called_in_turn = MappingProxyType({"iterator": ("hasNext", "next")})

    def __init__(
        self, language: str, files: Sequence[tuple[str, FileFacts]], manifests: Mapping[str, bytes]
    ) -> None:
        super().__init__(language, files, manifests)
        self.dependencies = Dependencies(manifests)

    def external_package(self, name: str, path: str) -> str:
        """The artifact whose group the name begins with."""
        return self.dependencies.package(name, path)

    def place(self, path: str, facts: FileFacts) -> Place:
        """The package is what the file says, whatever folder it lies in (7.3)."""
        name = path.rpartition("/")[2]
        if facts.package:
            return Place(f"{facts.package}/{name}", facts.package, shared=True)
        return Place(path, "", shared=True, root=path.removesuffix(name))

    def import_target(self, evaluator: Evaluator, scope: Scope, statement: Import) -> Result | None:
        """The package, or the type whose members are imported (7.5)."""
        own_count = evaluator.symbols.own_count
        module, name = self.imported_module(statement), self.imported_name(statement)
        found = self._named(evaluator, module, scope.path)
        if found is not None:
            is_known = name in ("", "*") or name in evaluator.symbols.scopes[found].names
            if is_known or found < own_count:
                return Result((Value(Tag.DEFINITION, found),), True)
        names = module.split(".")
        for length in range(1, min(len(names), MAX_NAMES)):
            package = evaluator.module_named(self.language, ".".join(names[:length]), scope.path)
            if package is not None and package < own_count and evaluator.symbols.scopes[package].names:
                return None
        return Result((Value(Tag.EXTERNAL, module),), True)

    def imported_module(self, statement: Import) -> str:
        """The package or type of which something is imported."""
        return statement.module

    def _named(self, evaluator: Evaluator, name: str, near: str) -> int | None:
        """The package or type of that qualified name."""
        symbols = evaluator.symbols
        if name.count(".") > MAX_NAMES:
            return None
        package = evaluator.module_named(self.language, name, near)
        if package is not None and symbols.scopes[package].names:
            return package
        outer, _, last = name.rpartition(".")
        around = self._named(evaluator, outer, near) if outer else None
        if around is None:
            return None
        bounds = symbols.scopes[around].names.get(last, ())
        return evaluator.nearest([one for one in bounds if isinstance(one, int)], near)

    def literal_type(self, text: str) -> str:
        """The type of a literal by how it is written (3.10)."""
        if text[:1] == "'":
            return "char"
        if text[:1].isdigit() and text[-1:] in "lLfFdD" and not text.startswith("0x"):
            return {"l": "long", "f": "float", "d": "double"}[text[-1].lower()]
        return super().literal_type(text)

    def node_kind(self, definition: Definition, kind: NodeKind) -> NodeKind:
        """Constant fields are static and final (4.12.4)."""
        is_constant = kind is NodeKind.FIELD and {"static", "final"} <= set(definition.modifiers)
        return NodeKind.CONSTANT if is_constant else kind

    def looks_like_type(self, name: str) -> bool:
        """Types begin with a capital letter, constants have no other letters (6.1)."""
        return name[:1].isupper() and (len(name) == 1 or not name.isupper())

    def is_external_name(self, name: str) -> bool:
        """Packages begin with a small letter, types with a capital one (6.1)."""
        return name[:1].islower() and any(part[:1].isupper() for part in name.split("."))

    def may_be_package(self, name: str) -> bool:
        """See above: what else could it be, if it is no variable."""
        return name in ("java", "javax", "com", "org", "net", "io")

    def is_abstract(self, definition: Definition) -> bool:
        """A method of an interface without `default`, `static` or `private`."""
        return super().is_abstract(definition) and definition.name not in ("equals", "hashCode", "toString")

    def implied_bases(self, declarations: Declarations, node: int) -> list[Type]:
        """Object, Enum, Record; for the body of an enumeration's constant the enumeration itself."""
        symbols = declarations.symbols
        kind, definition = symbols.nodes[node].kind, symbols.scopes[node].definition
        if kind is NodeKind.ENUM:
            return [Type("java.lang.Enum", (Type(node),)), Type(self.top_type)]
        around = symbols.parents[node]
        if definition is not None and definition.kind == "anonymous" and not definition.bases:
            while around >= 0 and symbols.nodes[around].kind is not NodeKind.ENUM:
                around = symbols.parents[around]
            return [Type(around)] if around >= 0 else []
        return [Type(self.top_type)]

    def is_primitive(self, name: str) -> bool:
        """Whether a type is primitive, or that of `null`, or `void`."""
        return name in BOXES or name in ("null", "void")

    def boxed(self, name: str) -> str:
        """The box of a primitive type."""
        return BOXES.get(name, name)

    def fit(self, given: str, wanted: str) -> Fit | None:
        """Widening is strict, boxing is loose (5.3); null is taken by all but primitive types."""
        if given == "null":
            return Fit.NONE if wanted in BOXES else Fit.STRICT
        if given in BOXES:
            if wanted in BOXES:
                return Fit.STRICT if wanted in WIDER.get(given, ()) else Fit.NONE
            box = BOXES[given]
            return Fit.LOOSE if wanted in (box, *BOX_BASES) else Fit.NONE
        if wanted in BOXES:
            unboxed = UNBOXED.get(given, "")
            return Fit.LOOSE if wanted == unboxed or wanted in WIDER.get(unboxed, ()) else Fit.NONE
        return None

    def parameters(self, declarations: Declarations, node: int) -> list[Parameter]:
        """Those of a record's constructor without parameters of its own are the components (8.10.4)."""
        definition = declarations.definition(node)
        if definition.kind != "constructor" or definition.signature:
            return definition.parameters
        owner = declarations.symbols.parents[node]
        return [
            Parameter(declarations.symbols.nodes[one].name, declarations.definition(one).type)
            for bounds in declarations.symbols.scopes[owner].names.values()
            for one in bounds
            if isinstance(one, int) and declarations.definition(one).kind == "field"
        ]

    def accessed(self, declarations: Declarations, type_: Type, name: str) -> Found | None:
        """A record's component is read by a method of its name (8.10.3), a Kotlin property by its getter."""
        getter = _GETTER.fullmatch(name)
        names = [name, getter.group(1)[0].lower() + getter.group(1)[1:]] if getter else [name]
        for one in names:
            for found in declarations.members(type_, one, Want.VALUE):
                owner = found.owner.what if found.owner is not None else None
                if not isinstance(owner, int):
                    continue
                is_java = declarations.symbols.nodes[owner].language == "java"
                is_record = "record" in declarations.definition(owner).modifiers
                if (is_record and one == name) if is_java else one != name:
                    return found
        return None

    def special_value(self, declarations: Declarations, type_: Type, name: str) -> MaybeType:
        """The instance of an object of another language."""
        if name not in ("INSTANCE", "MODULE$") or not isinstance(type_.what, int):
            return None
        return type_ if "object" in declarations.definition(type_.what).modifiers else None

    def can_be_overridden(self, definition: Definition, symbols: Symbols, method: int, other: int) -> bool:
        """A method without access modifier is only overridden in its own package (8.4.8.1)."""
        if not super().can_be_overridden(definition, symbols, method, other):
            return False
        owner = symbols.parents[other]
        if (
            other >= symbols.own_count
            or {"public", "protected"} & set(definition.modifiers)
            or symbols.nodes[owner].kind is NodeKind.INTERFACE
        ):
            return True
        return _package(symbols, method) == _package(symbols, other)


BOX_BASES = frozenset(
    ["java.lang.Object", "java.lang.Number", "java.lang.Comparable", "java.io.Serializable"]
)


def _package(symbols: Symbols, node: int) -> str:
    while node >= 0 and symbols.nodes[node].kind is not NodeKind.MODULE:
        node = symbols.parents[node]
    return symbols.scopes[node].prefix if node >= 0 else ""
