"""What the rules of a language whose values flow say more than those of others."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from repository_indexer.facts import Definition
from repository_indexer.resolve.rules import Rules
from repository_indexer.resolve.scopes import Scope

if TYPE_CHECKING:
    from repository_indexer.resolve.dynamic.sites import Site

Native = Callable[["Site"], None]
"""What a function of the language's own does with its arguments."""


class DynamicRules(Rules):
    """The rules of a language whose values flow."""

    values_are_asked_for = False
    natives: Mapping[str, Native] = {}
    """Functions of the language's own by their qualified names."""
    native_methods: Mapping[str, Native] = {}
    """Methods of the language's own by their names, which count where no member of that name is known."""
    module_words: tuple[tuple[str, ...], ...] = ()
    """Chains that stand for what the file gives to others as a module."""
    string_type = ""
    """The qualified name of what has the methods of strings."""
    list_type = ""
    """The qualified name of the type that most lists have."""
    native_owners: Mapping[str, str] = {}
    """The qualified names of the types of the language's own methods that lists have not."""

    list_types: Mapping[str, int] = {}
    """Names of types that have elements, and which of their type arguments tells those."""
    record_types: frozenset[str] = frozenset()
    """Those whose elements are members of any name."""
    tuple_type = ""
    """What `type_alternatives` calls a type that tells each of its elements."""
    transparent_types: frozenset[str] = frozenset()
    """Names of types of which the first argument is what there is."""
    type_of_value = ""
    """What `type_alternatives` calls the type of a value, which is its argument."""

    def type_alternatives(self, text: str) -> Sequence[tuple[str, tuple[str, ...]]]:
        """The types that something of the type `text` can be: names, and the texts of their arguments."""
        return ()

    def function_parameters(self, text: str) -> Sequence[str] | None:
        """The types of the parameters of a function of the type `text`; None if it is another type."""
        return None

    def is_library_type(self, name: str) -> bool:
        """Whether a type that nothing here declares is one of the language's own."""
        return False

    def module_target(self, specifier: str, importer: str) -> tuple[str, str]:
        """The file that an import in the file `importer` names, and the name of a module that is elsewhere.

        Both are empty if it is neither here nor elsewhere.
        """
        raise NotImplementedError

    def is_static(self, definition: Definition) -> bool:
        """Whether a member belongs to the class, not to its instances."""
        return "static" in definition.modifiers

    def is_assigned_to(self, definition: Definition) -> bool:
        """Whether a method is called by being assigned to."""
        return "set" in definition.modifiers

    def has_own_receiver(self, definition: Definition) -> bool:
        """Whether a function has a `this` of its own, not that of the code around it."""
        return True

    def is_script(self, scope: Scope) -> bool:
        """Whether the names of a file are seen in all others that are scripts too."""
        return False
