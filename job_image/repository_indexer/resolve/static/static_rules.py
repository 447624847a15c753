"""The rules of languages with declared types, as most of them have them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from repository_indexer.facts import Definition, Parameter
from repository_indexer.model import NodeKind
from repository_indexer.resolve.rules import Rules
from repository_indexer.resolve.scopes import Scope, Symbols
from repository_indexer.resolve.static.overloads import Fit
from repository_indexer.resolve.static.type_texts import TypeText, parse_type, without_type_arguments
from repository_indexer.resolve.static.types import MaybeType, Type

if TYPE_CHECKING:
    from repository_indexer.resolve.static.declarations import Declarations
    from repository_indexer.resolve.static.found import Found
    from repository_indexer.resolve.static.resolver import StaticTypes

_STRING = re.compile(r'"[^"]*"')
RECEIVER = "this"
"""The name of the parameter that is the receiver of a function beside its type (`parameter.receiver`)."""
INTERFACES = frozenset([NodeKind.INTERFACE, NodeKind.TRAIT])


class StaticRules(Rules):
    """The general rules; a language whose rules derive from these is resolved by its declared types."""

    implicit_packages: tuple[str, ...] = ()
    """Packages whose names every file sees, the first one's before the next one's."""
    this_names = frozenset(["this"])
    super_names = frozenset(["super"])
    """What the instance as one of its bases is called; the call of one is that of the base's constructor."""
    types_are_called = False
    methods_override = False
    # Those of the static types are found by `static.overriding`.
    top_type = ""
    """The qualified name of the type that everything has."""
    implied_type = ""
    """What stands for the type of an instance that is the one wanted where it is made (`new()`)."""
    library_is_complete = False
    """Whether the packages that the language's library declares have no other types."""
    constructors_are_inherited = False
    """Whether a class that defines none has those of its base."""
    self_type = ""
    """The name that the class around has in its own code."""
    has_extensions = False
    """Whether functions can be called as methods of their first parameter."""
    has_receivers = False
    """Whether lambdas, and functions beside their type, see the members of their receivers (Kotlin)."""
    has_primary_constructors = False
    """Whether a class's own parameters are those of a constructor (Kotlin, Scala)."""
    casts_are_smart = False
    """Whether a value is of a type where a test of it has succeeded (Kotlin)."""
    delegate_method = ""
    """The method of the value to which a property is delegated that gives the property's."""
    operator_results: Mapping[str, str] = MappingProxyType({})
    """The types that operators give, by their methods, where nothing of the repository defines them."""
    values_hide_functions = False
    """Whether a call of a name is that of the innermost variable or function, whichever it is."""
    methods_are_values = False
    """Whether the name of a method stands for it where a value is wanted."""
    forwarding_method = ""
    """The method whose result has the members that a type itself has not (`operator->`)."""
    names_have_aliases = False
    """Whether a constant can be another name of whatever else (C's macros)."""
    functions_are_kept = False
    """Whether functions are kept in variables and fields that do not say which (function pointers)."""
    invoking_method = ""
    """The method of a function that is a value that calls it (C#'s `Invoke`)."""
    method_lookups: frozenset[str] = frozenset()
    """The library's methods that give a method by its class and name."""
    method_invocations: frozenset[str] = frozenset()
    """Those that call what they are called of: a method that was looked up."""
    instance_invocations: frozenset[str] = frozenset()
    """Those of them that always take an instance first, be the method static."""
    constructor_names: frozenset[str] = frozenset()
    """What a constructor is called as a member of its type (`T::new`)."""
    classes_convert = False
    """Whether classes can say how other values become theirs (C++'s constructors, C#'s operators)."""
    called_in_turn: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    """What is called of the result of a method that is called without being named (a loop's `iterator`)."""
    reads_are_calls = False
    """Whether what a chain reads can be a method, which that calls (Scala's without parameters)."""
    class_literal = ""
    """`class`, where `T.class` is the type itself as a value."""
    class_type = ""
    """The type of such a value; its argument is the type."""
    literals: Mapping[str, str] = MappingProxyType({})
    """The types of literals that are words (`true`)."""
    array_type = ""
    """The library's type that has the members of arrays; its argument is the type of the elements."""
    string_type = ""
    integer_type = ""
    number_type = ""
    """The type of a number with a fraction."""
    iterables: frozenset[str] = frozenset()
    """The qualified names of types whose first argument is what a loop over them gives."""

    def parts(self, text: str) -> tuple[str, ...]:
        """The names of a chain, without the type arguments of methods: `List.<Item>of`."""
        if "<" in text and text[0] not in '<"':
            text = without_type_arguments(text)
        elif text[:1] == '"' and text[-1:] != '"':
            text = _STRING.sub("<str>", text)
        return super().parts(text)

    def parse_type(self, text: str) -> TypeText:
        """The parts of a type's text."""
        return parse_type(text)

    def type_name(self, tree: TypeText) -> str:
        """The name that a type's definition may be bound by (`Rules.also_bound_as`), by its arguments."""
        return tree.name

    def packages_named(self, scope: Scope, name: str) -> Sequence[str]:
        """The qualified names of the packages that `name` can mean in the code of `scope`."""
        return (name,)

    def type_arguments(self, text: str) -> Sequence[str]:
        """The types that a call gives for the type parameters of what it calls (`a.get<T>`)."""
        return ()

    def is_extension(self, definition: Definition) -> bool:
        """Whether a function can be called as a method of its first parameter (C#'s extension methods)."""
        return False

    def sees_extension(self, declarations: Declarations, scope: Scope, node: int) -> bool:
        """Whether the code of `scope` can call the extension of that node as a method."""
        return True

    def is_interface_name(self, name: str) -> bool:
        """Whether the name of a type from elsewhere tells that it is an interface."""
        return False

    def decorator_names(self, text: str) -> Sequence[str]:
        """The names that the type of an annotation written as `text` can have."""
        return (text,)

    def implicit_parameter(self, name: str) -> int:
        """The place of the parameter that a lambda without parameters has by that name (`$0`); else -1."""
        return -1

    def infers(self, text: str) -> bool:
        """Whether in place of a type it says that the value's type is to be taken (`var`)."""
        return text in ("var", "val", "auto", "let")

    def literal_type(self, text: str) -> str:
        """The name of a literal's type; empty if it is no literal."""
        if text[:1] == '"' or text == "<str>":
            return self.string_type
        if text.lstrip("-+")[:1].isdigit():
            return self.number_type if "." in text and not text.startswith("0x") else self.integer_type
        return self.literals.get(text, "")

    def looks_like_type(self, name: str) -> bool:
        """Whether by the language's conventions a name is that of a type, where nothing else tells."""
        return False

    def is_external_name(self, name: str) -> bool:
        """Whether a name with dots that nothing defines can be one of elsewhere, its package before it."""
        return False

    def may_be_external(self, name: str, is_type: bool) -> bool:
        """Whether a name that nothing defines can be one of those that a package of elsewhere has."""
        return is_type

    def external_home(self, name: str, packages: Collection[str], is_type: bool) -> str:
        """The package of elsewhere, of the imported ones, that must have a name; empty if none is sure."""
        is_sure = len(packages) == 1 and self.may_be_external(name, is_type)
        return next(iter(packages)) if is_sure else ""

    def may_be_package(self, name: str) -> bool:
        """Whether a name that nothing defines can be a package's."""
        return False

    def is_object(self, definition: Definition) -> bool:
        """Whether a type's definition is that of its only instance as well (`object`)."""
        return False

    def is_static(self, definition: Definition) -> bool:
        """Whether a method is called without an instance."""
        return "static" in definition.modifiers

    def is_abstract(self, definition: Definition) -> bool:
        """Whether a method of an interface has no body."""
        return not {"default", "static", "private"} & set(definition.modifiers)

    def can_override(self, definition: Definition) -> bool:
        """Whether a method can take the place of a base's."""
        return not {"static", "private"} & set(definition.modifiers)

    def can_be_overridden(self, definition: Definition, symbols: Symbols, method: int, other: int) -> bool:
        """Whether `method`, of a class below, can take the place of `other`, which is `definition`."""
        return self.can_override(definition)

    def parameters(self, declarations: Declarations, node: int) -> list[Parameter]:
        """The parameters of a function."""
        return declarations.definition(node).parameters

    def special_value(self, declarations: Declarations, type_: Type, name: str) -> MaybeType:
        """The type of a static member that the language gives a type; None if there is none of that name."""
        return None

    def accessed(self, declarations: Declarations, type_: Type, name: str) -> Found | None:
        """The field that a call of that name reads, without a method of that name being written."""
        return None

    def hides_members(self, name: str) -> bool:
        """Whether extensions of that name come before members (Kotlin's `forEach`)."""
        return False

    def companion(self, declarations: Declarations, node: int) -> int:
        """The node of the object whose members are seen as static members of a class, or -1."""
        return -1

    def implied_bases(self, declarations: Declarations, node: int) -> list[Type]:
        """The bases that a class has without naming them."""
        return [Type(self.top_type)] if self.top_type else []

    def ancestor_order(self, declarations: Declarations, own: Type, rows: Sequence[list[Type]]) -> list[Type]:
        """The class and all above it in the order in which members are looked for.

        Args:
            own: the class itself.
            rows: for each base that is named, it and all above it in their order.
        """
        last = {type_.what: place for place, type_ in enumerate(one for row in rows for one in row)}
        everything = [one for row in rows for one in row]
        # What two bases share stands behind both, so that the more specific is found first.
        order = [one for place, one in enumerate(everything) if last[one.what] == place]
        order.sort(key=lambda one: isinstance(one.what, int) and self._is_interface(declarations, one.what))
        order.sort(key=lambda one: declarations.name_of(one) == self.top_type)
        return [own, *(one for one in order if one.what != own.what)]

    def _is_interface(self, declarations: Declarations, node: int) -> bool:
        return declarations.symbols.nodes[node].kind in INTERFACES

    def element_type(self, types: StaticTypes, type_: Type, how: str) -> MaybeType:
        """What something of the type gives for an `index`, or in a `loop`."""
        for above in types.declarations.ancestors_of(type_):
            if types.declarations.name_of(above) in self.iterables:
                return above.arguments[0] if above.arguments else None
        return None

    def are_overloads(self, symbols: Symbols, nodes: Sequence[int]) -> bool:
        """Whether the arguments decide which of the functions of one name is called (not in C)."""
        return True

    def cast_type(self, text: str) -> str:
        """The type that a call gives which is no call, but says of its argument that it is of that type."""
        return ""

    def external_callee(self, scope: Scope, text: str) -> str:
        """The qualified name of what is from elsewhere, and named by its path; empty if it is not."""
        return ""

    def makes_instances(self, declarations: Declarations, type_: Type) -> bool:
        """Whether what is constructed as the type is an instance of a class, and no number or the like."""
        return True

    def part_type(self, types: StaticTypes, type_: Type, place: int) -> MaybeType:
        """What is at a place of something that is taken apart; None if it is what a subscript gives."""
        return None

    def alias(self, definition: Definition) -> str:
        """Another name that the name of a constant stands for wherever it is used (a macro)."""
        return ""

    def is_primitive(self, name: str) -> bool:
        """Whether a type is one without bases."""
        return False

    def boxed(self, name: str) -> str:
        """The type that a value of a primitive type becomes where a type variable takes it."""
        return name

    def fit(self, given: str, wanted: str) -> Fit | None:
        """How types of these qualified names fit if the language itself says so; None for all others."""
        return None

    def lambda_takes(self, definition: Definition, count: int) -> bool:
        """Whether a lambda takes so many arguments."""
        return len(definition.parameters) == count

    def external_constructor(self, name: str) -> str:
        """The qualified name of the constructor of a type from elsewhere."""
        return f"{name}.{name.rpartition('.')[2]}"


def static_rules(scope: Scope) -> StaticRules:
    """The rules for the code of a scope."""
    return cast(StaticRules, scope.rules)
