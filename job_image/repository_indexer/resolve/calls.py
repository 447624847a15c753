"""What is called, and what calls give."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from repository_indexer.facts import Expression
from repository_indexer.resolve.arguments import NO_ARGUMENTS, Arguments, arguments_of, given_to
from repository_indexer.resolve.rules import Rules
from repository_indexer.resolve.scopes import CLASS_KINDS, File, Scope
from repository_indexer.resolve.values import (
    UNKNOWN,
    Container,
    Result,
    Tag,
    Value,
    Values,
    inferred,
    joined,
    union,
)

if TYPE_CHECKING:
    from repository_indexer.resolve.evaluate import Evaluator

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
        return function_result(evaluator, what[0], what[1], arguments)
    if tag is Tag.DEFINITION:
        if evaluator.symbols.nodes[what].kind in CLASS_KINDS:
            return (Value(Tag.INSTANCE, what),)
        return function_result(evaluator, what, None, arguments)
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


def function_result(
    evaluator: Evaluator, function: int, receiver: Value | None, arguments: Arguments | None
) -> Values:
    """What a function gives; of a parameter that it returns, what this call gives for it."""
    scope = evaluator.symbols.scopes[function]
    if scope.yields:
        return (Value(Tag.GENERATOR, function),)
    found = evaluator.returned(function).values
    if arguments is not None and arguments.placed:
        for name in _stages(evaluator, scope):
            stage = evaluator.local_name(scope, name) or UNKNOWN
            found = tuple(value for value in found if value not in stage.values)
    for place, names, expression in passed_through(evaluator, scope):
        given = None
        if arguments is not None or place == 0:
            given = given_to(evaluator, scope, place, receiver, arguments or NO_ARGUMENTS)
        if given is None:
            given = evaluator.expression(scope, expression).values
        else:
            given = evaluator.attributes(inferred(given), names).values
        found = joined(found, given)
    return found


def _stages(evaluator: Evaluator, scope: Scope) -> list[str]:
    """The functions that a function returns without an argument, and else calls: `return f(a) if a else f`.

    So are decorators written that can be used with and without parentheses.
    """
    bare = {one.text for one in scope.returns if one.root == -1} if len(scope.returns) > 1 else set()
    if not bare:
        return []
    facts = evaluator.files[scope.path].facts
    called = [facts.calls[one.root] for one in scope.returns if one.root >= 0 and not one.text]
    return [call.text for call in called if call.root == -1 and call.arguments and call.text in bare]


def returned(evaluator: Evaluator, function: int) -> Result:
    """What a function of the repository returns, its own parameters left out."""
    scope = evaluator.symbols.scopes[function]
    if scope.definition is None:
        return UNKNOWN
    values: Values = ()
    declared = scope.rules.declared_type(scope.definition)
    if declared:
        values = scope.rules.result_values(evaluator, scope, declared)
    if not values:
        passed = [expression for _, _, expression in passed_through(evaluator, scope)]
        results = [evaluator.expression(scope, one) for one in scope.returns if one not in passed]
        values = union(results).values if results else ()
    return inferred(values)


def yielded(evaluator: Evaluator, function: int) -> Result:
    """What a generator gives one by one."""
    scope = evaluator.symbols.scopes[function]
    found: list[Result] = []
    for expression in scope.yields:
        result = evaluator.expression(scope, expression)
        # `yield from` is a yield of all elements of something.
        spread = [value.what[0] for value in result.values if value.tag is Tag.SEQUENCE]
        found.append(inferred(tuple(one for values in spread for one in values)) if spread else result)
    return inferred(union(found).values)


def passed_through(evaluator: Evaluator, scope: Scope) -> list[tuple[int, tuple[str, ...], Expression]]:
    """The parameters that a function returns as it gets them: place, what is read of it, the expression."""
    known = evaluator.passed.get(scope.node)
    if known is not None:
        return known
    found: list[tuple[int, tuple[str, ...], Expression]] = []
    definition = scope.definition
    if definition is not None and not scope.rules.declared_type(definition):
        places = {one.name: place for place, one in enumerate(definition.parameters) if not one.stars}
        for expression in scope.returns:
            names = scope.rules.parts(expression.text) if expression.root == -1 else ()
            if names and names[0] in places and len(scope.names.get(names[0], ())) == 1:
                found.append((places[names[0]], names[1:], expression))
    evaluator.passed[scope.node] = found
    return found


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
        values = evaluator.called(decorator, scope.rules, Arguments((values,))).values or values
    found.append((UNKNOWN, values))
    return found


def is_followed(rules: Rules, value: Value) -> bool:
    """Whether something becomes of the arguments of a call of `value`."""
    if value.tag is Tag.EXTERNAL:
        return value.what in rules.effects
    if value.tag is Tag.BOUND and isinstance(value.what[0], str):
        return value.what[0] in rules.effects
    return value.tag in (Tag.DEFINITION, Tag.BOUND, Tag.INSTANCE, Tag.PARTIAL)


def _needs_arguments(evaluator: Evaluator, value: Value, rules: Rules) -> bool:
    """Whether what a call of `value` gives depends on its arguments."""
    function = evaluator.function_of(value)
    if function is not None:
        return bool(passed_through(evaluator, evaluator.symbols.scopes[function]))
    return value.tag is not Tag.DEFINITION and is_followed(rules, value)


def _enum_instances(evaluator: Evaluator, callee: Result) -> Values:
    """What calls of enums' constants make: a constant can hold values of its own."""
    symbols = evaluator.symbols
    constants = [one.what for one in callee.values if one.tag is Tag.DEFINITION]
    enums = {symbols.parents[node] for node in constants if symbols.is_enum_constant(node)}
    return tuple(one for one in callee.values if one.tag is Tag.INSTANCE and one.what in enums)
