"""The rules by which values are found: of types, literals and calls, and of what comes from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from repository_indexer.facts import Binding, Call, Definition, Parameter
from repository_indexer.resolve.values import Result, Tag, Value, Values, as_instance

if TYPE_CHECKING:
    from repository_indexer.resolve.calls import Effect, ExternalCall
    from repository_indexer.resolve.evaluate import Evaluator
    from repository_indexer.resolve.scopes import File, Scope


class ValueRules:
    """The part of the rules that is about values."""

    decorators_are_called = False
    own_decorators: frozenset[str] = frozenset()
    """Decorators of the language itself, which name nothing that could be found."""
    types_are_called = True
    """Whether a call of a type makes an instance of it; else it converts."""
    builtin_types: frozenset[str] = frozenset()
    """Qualified names of external types, calls of which give their instances."""
    composite_types: Mapping[str, str] = {}
    """Qualified names of the external types of composites (a list, a mapping), by their kind."""
    mapping_types: frozenset[str] = frozenset()
    """Those of external types of which a loop gives the keys."""
    pack_types: tuple[str, ...] = ()
    """Types of what parameters take that take all further arguments, those by place and those by name."""
    declared_types_decide = True
    """Whether a parameter is what its type says; else calls can tell more of it."""
    keys_are_members = False
    """Whether `a.b` is `a["b"]`."""
    functions_are_bound = False
    """Whether a method is a value that knows its instance."""
    effects: frozenset[str] = frozenset()
    """Qualified names of what comes from elsewhere, and for which `effect` knows what a call does."""
    iteration_methods: tuple[tuple[str, str], ...] = ()
    """Names of the methods that loops call: the one that gives an iterator, and that one's next."""
    subscript_method = store_method = ""
    """Names of the methods that subscripts and stores under a key call."""
    call_method = ""
    """The name of the method that is called when an instance is."""
    constructor = ""
    """The name of the method that an instantiation calls."""
    further_constructors: tuple[str, ...] = ()
    """Other methods that an instantiation calls."""
    values_are_asked_for = True
    """Whether what is put into members is found by `Evaluator`; languages with their own ways do without."""

    def class_member(self, evaluator: Evaluator, node: int, name: str) -> Result | None:
        """What a member of a class itself stands for, with `classes_have_own_members`."""
        return None

    def stays_itself(self, decorators: Sequence[str]) -> bool:
        """Whether a definition's name surely stands for it; a decorator may put anything in its place."""
        return True

    def calls_of_class(self, evaluator: Evaluator, node: int) -> list[Value]:
        """The methods of the repository that are called by the definition of a class itself."""
        return []

    def fields_of_arguments(self, evaluator: Evaluator, node: int) -> list[str]:
        """The attributes into which an instantiation of the class puts its arguments if it says no more."""
        return []

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
                found += evaluator.elements((value,))
            elif binding.how == "instance":
                instance = as_instance(value)
                found += [instance] if instance else []
            elif binding.how in ("", "constant"):
                found.append(value)
        return evaluator.part(tuple(dict.fromkeys(found)), binding.path)

    def declared_type(self, definition: Definition) -> str:
        """The type that a definition says it gives or holds; comments can tell it (PHPDoc)."""
        return definition.type

    def are_functions(self, evaluator: Evaluator, values: Values) -> bool:
        """Whether the type that these values have is one of functions: which, only their flow tells."""
        return False

    def parameter_type(self, definition: Definition, parameter: Parameter) -> str:
        """The same of one of its parameters."""
        return parameter.type

    def pack_type(self, parameter: Parameter) -> str:
        """The type of all that a parameter takes, where it takes many and that is declared."""
        return ""

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

    def other_member(self, evaluator: Evaluator, value: Value, name: str) -> Result | None:
        """What a member stands for that neither a class nor its bases have; None if there is none."""
        return None

    def effect(self, evaluator: Evaluator, call: ExternalCall) -> Effect | None:
        """What a call of one of `effects` gives, calls and stores; None if nothing is known of it."""
        return None

    def methods_called(self, name: str) -> tuple[tuple[str, ...], ...]:
        """The methods that an operator or statement calls by `name`: of each group the first there is."""
        return ((name,),)

    def made_values(self, evaluator: Evaluator, scope: Scope, call: Call) -> Values:
        """What an instantiation that is no call gives."""
        return evaluator.typed(scope, call.text)

    def holder_result(self, evaluator: Evaluator, method: Value, file: File, call: Call) -> Values:
        """What a call of a `HOLDER_METHOD` gives."""
        return ()

    def external_result(self, evaluator: Evaluator, name: str, file: File, call: Call) -> Values:
        """What a call of the function or type `name` from elsewhere gives."""
        return ()

    def handed_by(self, evaluator: Evaluator, function: int, call: Call, argument: str) -> tuple[Values, ...]:
        """What a function calls that argument with, a function without a name, by its declared type."""
        return ()

    def handed_on(self, evaluator: Evaluator, method: Value) -> tuple[Values, ...]:
        """What a `HOLDER_METHOD` calls a function with that it gets (a block, a closure)."""
        return ()

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
