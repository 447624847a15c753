"""What is called, and what calls give."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from repository_indexer.resolve import returns
from repository_indexer.resolve.arguments import NO_ARGUMENTS, Arguments, arguments_of
from repository_indexer.resolve.rules import Rules
from repository_indexer.resolve.scopes import CLASS_KINDS, File
from repository_indexer.resolve.values import (
    UNKNOWN,
    Container,
    Result,
    Tag,
    Value,
    Values,
    inferred,
    joined,
)

if TYPE_CHECKING:
    from repository_indexer.resolve.evaluate import Evaluator

_EXTERNAL, _BOUND = Tag.EXTERNAL, Tag.BOUND
_CALLED = frozenset([Tag.DEFINITION, Tag.BOUND, Tag.INSTANCE, Tag.PARTIAL])
CallSite = tuple[int, int]
"""The node of a module, and the position of a call in its file."""


class ExternalCall(NamedTuple):
    """A call of something from elsewhere: of what, on which receiver, with which arguments, and where."""

    name: str
    receiver: Value | None
    arguments: Arguments
    site: CallSite | None


class Effect(NamedTuple):
    """What a call of something from elsewhere gives, what it calls in turn, and what it puts where.

    `stores` are containers, the part of them, and the values; `attributes` nodes, a name, and the values.
    """

    values: Values = ()
    calls: tuple[tuple[Value, Arguments], ...] = ()
    stores: tuple[tuple[Container, str, Values], ...] = ()
    attributes: tuple[tuple[int, str, Values], ...] = ()


def result(evaluator: Evaluator, file: File, position: int) -> Result:
    """What a call of the file's facts gives."""
    call = file.facts.calls[position]
    scope = file.scopes[call.scope]
    if call.constructs:
        return inferred(scope.rules.made_values(evaluator, scope, call))
    special = scope.rules.special_call(evaluator, scope, call.text) if call.root == -1 else None
    if special is not None:
        return special
    callee = evaluator.callee(file, position)
    arguments: Arguments | None = None
    if any(_needs_arguments(evaluator, value, scope.rules) for value in callee.values):
        arguments = arguments_of(evaluator, scope, call)
    values = _enum_instances(evaluator, callee)
    for value in callee.values:
        site = (file.scopes[0].node, position)
        values = joined(values, one_result(evaluator, scope.rules, value, arguments, site))
        if value.tag is Tag.HOLDER_METHOD:
            values = joined(values, value.what[0].rules.holder_result(evaluator, value, file, call))
        elif value.tag is Tag.EXTERNAL:
            values = joined(values, scope.rules.external_result(evaluator, value.what, file, call))
    return inferred(values)


def called(evaluator: Evaluator, callee: Result, rules: Rules, arguments: Arguments | None) -> Result:
    """What a call of `callee` gives; `arguments` are None where nobody knows them."""
    values = _enum_instances(evaluator, callee)
    for value in callee.values:
        values = joined(values, one_result(evaluator, rules, value, arguments, None))
    return inferred(values)


def one_result(
    evaluator: Evaluator,
    rules: Rules,
    value: Value,
    arguments: Arguments | None,
    site: CallSite | None,
) -> Values:
    """What a call gives if it is `value` that is called."""
    tag, what = value
    if tag is Tag.BOUND and isinstance(what[0], int):
        return returns.function_result(evaluator, what[0], what[1], arguments)
    if tag is Tag.DEFINITION:
        if evaluator.symbols.nodes[what].kind in CLASS_KINDS:
            return (Value(Tag.INSTANCE, what),)
        return returns.function_result(evaluator, what, None, arguments)
    if tag is Tag.INSTANCE and rules.call_method:
        method = evaluator.attribute(value, rules.call_method)
        return evaluator.called(method, rules, arguments).values if method is not None else ()
    if tag is Tag.PARTIAL:
        function, kept = partial(evaluator, value)
        together = arguments.behind(kept) if arguments is not None else None
        return evaluator.called(inferred((function,)), rules, together).values
    given = effect(evaluator, rules, value, arguments or NO_ARGUMENTS, site)
    if given is not None and given.values:
        return given.values
    if tag is Tag.EXTERNAL and what in rules.builtin_types:
        return (Value(Tag.EXTERNAL_INSTANCE, what),)
    return ()


def constructors(evaluator: Evaluator, rules: Rules, value: Value) -> list[Value]:
    """The methods that an instantiation of a class of the repository calls, as they know the new instance."""
    made = Value(Tag.INSTANCE, value.what)
    names = (rules.constructor, *rules.further_constructors) if rules.constructor else ()
    return [method for name in names for method in own_methods(evaluator, made, name)]


def own_methods(evaluator: Evaluator, value: Value, name: str) -> list[Value]:
    """The methods of that name, defined in the repository, that a value has."""
    found = evaluator.attribute(value, name)
    return [one for one in (found.values if found else ()) if evaluator.function_of(one) is not None]


def partial(evaluator: Evaluator, value: Value) -> tuple[Value, Arguments]:
    """The function of a `PARTIAL`, and the arguments that it has already."""
    function, (module, position) = value.what
    file = evaluator.file_of_module(module)
    call = file.facts.calls[position]
    arguments = arguments_of(evaluator, file.scopes[call.scope], call)
    return function, arguments._replace(placed=arguments.placed[1:])


def effect(
    evaluator: Evaluator, rules: Rules, value: Value, arguments: Arguments, site: CallSite | None
) -> Effect | None:
    """What a call of something from elsewhere does, as far as the language's rules know it."""
    if value.tag is Tag.EXTERNAL:
        name, receiver = value.what, None
    elif value.tag is Tag.BOUND and isinstance(value.what[0], str):
        name, receiver = value.what
    else:
        return None
    if name not in rules.effects:
        return None
    return rules.effect(evaluator, ExternalCall(name, receiver, arguments, site))


def decorations(evaluator: Evaluator, node: int) -> list[tuple[Result, Values]]:
    """What decorates a definition, the innermost first, and what each of these gets."""
    scope = evaluator.symbols.scopes[node]
    around, definition = scope.parent or scope, scope.definition
    values: Values = (Value(Tag.DEFINITION, node),)
    found: list[tuple[Result, Values]] = []
    for expression in reversed(definition.decorators if definition is not None else []):
        if expression.root == -1 and scope.rules.stays_itself((expression.text,)):
            continue
        decorator = evaluator.expression(around, expression)
        found.append((decorator, values))
        result = evaluator.called(decorator, scope.rules, Arguments((values,))).values
        if scope.is_class:
            # What decorates classes and functions alike gives a class for a class.
            result = tuple(one for one in result if _is_class(evaluator, one)) or result
        elif any(_wraps(evaluator, one) for one in result):
            # Who asks for the callers of a function means those of what wraps it too.
            result = tuple(dict.fromkeys((*result, *values)))
        values = result or values
    found.append((UNKNOWN, values))
    return found


def _is_class(evaluator: Evaluator, value: Value) -> bool:
    return value.tag is Tag.DEFINITION and evaluator.symbols.nodes[value.what].kind in CLASS_KINDS


def _wraps(evaluator: Evaluator, value: Value) -> bool:
    """Whether a function says that it stands for another one."""
    function = evaluator.function_of(value)
    if function is None:
        return False
    symbols = evaluator.symbols
    return symbols.scopes[function].rules.wraps(symbols.nodes[function].decorators)


def is_followed(rules: Rules, value: Value) -> bool:
    """Whether something becomes of the arguments of a call of `value`."""
    tag, what = value
    if tag is _EXTERNAL:
        return what in rules.effects
    if tag is _BOUND and isinstance(what[0], str):
        return what[0] in rules.effects
    return tag in _CALLED


def _needs_arguments(evaluator: Evaluator, value: Value, rules: Rules) -> bool:
    """Whether what a call of `value` gives depends on its arguments."""
    function = evaluator.function_of(value)
    if function is not None:
        return bool(returns.dependent(evaluator, evaluator.symbols.scopes[function]))
    return value.tag is not Tag.DEFINITION and is_followed(rules, value)


def _enum_instances(evaluator: Evaluator, callee: Result) -> Values:
    """What calls of enums' constants make: a constant can hold values of its own."""
    symbols = evaluator.symbols
    if not symbols.has_enums:
        return ()
    constants = [one.what for one in callee.values if one.tag is Tag.DEFINITION]
    enums = {symbols.parents[node] for node in constants if symbols.is_enum_constant(node)}
    return tuple(one for one in callee.values if one.tag is Tag.INSTANCE and one.what in enums)
