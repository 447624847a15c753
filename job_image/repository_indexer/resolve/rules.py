"""The rules by which names find their definitions, as most languages have them.

A language whose rules differ has a class `Rules` of its own in `languages/<name>/rules.py`, which
derives from this one and overrides what is different there.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from repository_indexer.facts import Binding, Definition, FileFacts, Import
from repository_indexer.languages import languages
from repository_indexer.model import NodeKind
from repository_indexer.resolve.values import Result, Tag, Value, Values

if TYPE_CHECKING:
    from repository_indexer.resolve.evaluate import Evaluator
    from repository_indexer.resolve.scopes import Scope


class Place(NamedTuple):
    """Where a file stands: the module that it makes, and the package that holds it (empty for none).

    With `shared`, the names of the file are seen in all files of the package; then the definitions are
    named after the package.
    """

    module: str
    package: str
    is_package: bool = False
    shared: bool = False


class Rules:
    """The general rules: a module for each file, named after its path."""

    builtins: frozenset[str] = frozenset()
    builtins_module = "builtins"
    common_methods: frozenset[str] = frozenset()
    """Methods of the language's own types: a call of one on an unknown receiver is no candidate."""
    class_names_are_seen_inside = True
    """Whether a function inside a class sees the class's names without a receiver."""
    decorators_are_called = False
    types_are_called = True
    """Whether a call of a type makes an instance of it; else it converts."""
    builtin_types: frozenset[str] = frozenset()
    """Qualified names of external types, calls of which give their instances."""
    call_method = ""
    """The name of the method that is called when an instance is."""
    constructor = ""
    """The name of the method that an instantiation calls."""
    methods_override = True
    interfaces_are_implicit = False

    def __init__(
        self, language: str, files: Sequence[tuple[str, FileFacts]], manifests: Mapping[str, bytes]
    ) -> None:
        """`files` are those of the language, `manifests` all that any language asked for, both by path."""
        self.language = language

    def place(self, path: str, facts: FileFacts) -> Place:
        """Where the file at `path` stands."""
        module = path.rpartition(".")[0].replace("/", ".") or path
        return Place(module, module.rpartition(".")[0])

    def package_of(self, name: str) -> str:
        """The package that holds the module or package `name`; empty if none does."""
        return name.rpartition(".")[0]

    def last_name(self, name: str) -> str:
        """The last part of a qualified name of a module or package."""
        return name.rpartition(".")[2]

    def receiver_type(self, text: str) -> str:
        """The name of the type, of the same package, for which a method outside of it is defined."""
        names = self.type_names(text)
        return names[0] if names else ""

    def imported_as(self, statement: Import) -> str:
        """The name that an import statement binds."""
        return statement.alias or statement.name or statement.module.rpartition(".")[2]

    def imports_all(self, statement: Import) -> bool:
        """Whether an import statement binds all names of its module."""
        return statement.name == "*"

    def import_target(self, evaluator: Evaluator, scope: Scope, statement: Import) -> Result | None:
        """The module that an import statement names; None if it is none of the repository or of elsewhere."""
        module = evaluator.module_named(self.language, statement.module)
        if module is not None:
            return Result((Value(Tag.DEFINITION, module),), True)
        return Result((Value(Tag.EXTERNAL, statement.module),), True)

    def bound_module(self, evaluator: Evaluator, scope: Scope, statement: Import, module: Result) -> Result:
        """What an import statement without names binds, when it imports `module`."""
        return module

    def variable_kind(self, name: str) -> NodeKind:
        """What a name that gets a value in a module or class is."""
        return NodeKind.CONSTANT if name.isupper() else NodeKind.FIELD

    def receiver(self, definition: Definition) -> str:
        """The name of the parameter that is the instance in a method; empty if there is none."""
        return ""

    def class_receiver(self, definition: Definition) -> bool:
        """Whether that parameter is the class instead."""
        return False

    def stays_itself(self, decorators: Sequence[str]) -> bool:
        """Whether a definition's name surely stands for it; a decorator may put anything in its place."""
        return True

    def is_property(self, definition: Definition) -> bool:
        """Whether a method is called by being read."""
        return False

    def type_values(self, evaluator: Evaluator, scope: Scope, text: str) -> Values:
        """What something of the type written as `text` can be."""
        found = evaluator.chain(scope, text)
        return tuple(instance for value in found.values if (instance := as_instance(value)))

    def result_values(self, evaluator: Evaluator, scope: Scope, text: str) -> Values:
        """What a call of a function gives that declares to return `text`."""
        return evaluator.typed(scope.parent or scope, text)

    def bound_values(self, evaluator: Evaluator, values: Values, binding: Binding) -> Values:
        """What a target gets of `values`."""
        found: list[Value] = []
        for value in values:
            if binding.how == "element":
                found += value.what[0] if value.tag is Tag.SEQUENCE and binding.index < 0 else ()
            elif binding.how == "instance":
                instance = as_instance(value)
                found += [instance] if instance else []
            elif binding.index >= 0:
                places = value.what if value.tag is Tag.TUPLE else ()
                found += places[binding.index] if binding.index < len(places) else ()
            elif not binding.how:
                found.append(value)
        return tuple(dict.fromkeys(found))

    def plain_signature(self, signature: str) -> str:
        """A method's signature without what makes no difference to an interface."""
        return signature

    def type_names(self, text: str) -> list[str]:
        """The names of types in a type's text, for the edges that say which types are used."""
        return re.findall(r"[^\W\d][\w.]*", text)

    def literal_values(self, text: str) -> Values:
        """What a literal is (its text, `<str>` for a string); none if it is no literal."""
        return ()

    def expression_values(self, evaluator: Evaluator, scope: Scope, text: str) -> Values | None:
        """What an expression stands for that is no chain; None for all others."""
        return None

    def special_call(self, evaluator: Evaluator, scope: Scope, text: str) -> Result | None:
        """What a call of the language's own (`super()`) gives; None if it is none."""
        return None

    def linearise(self, evaluator: Evaluator, node: int, bases: list[Values]) -> list[Value]:
        """The class `node` and its bases in the order in which a member is looked for."""
        order = [Value(Tag.DEFINITION, node)]
        for values in bases:
            for value in values:
                if value.tag is Tag.DEFINITION:
                    order += evaluator.linearised(value.what)
                else:
                    order.append(value)
        return list(dict.fromkeys(order))


def as_instance(value: Value) -> Value | None:
    """An instance of the class that `value` is."""
    if value.tag is Tag.DEFINITION:
        return Value(Tag.INSTANCE, value.what)
    if value.tag is Tag.EXTERNAL:
        return Value(Tag.EXTERNAL_INSTANCE, value.what)
    return None


def rules_of(language: str, files: Sequence[tuple[str, FileFacts]], manifests: Mapping[str, bytes]) -> Rules:
    """The language's own rules, or the general ones."""
    kind = Rules
    if languages()[language].has_rules:
        kind = importlib.import_module(f"repository_indexer.languages.{language}.rules").Rules
    return kind(language, files, manifests)
