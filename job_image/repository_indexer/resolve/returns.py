"""What functions give back, and what of that depends on what a call gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from repository_indexer.facts import Call, Expression, composite_at
from repository_indexer.resolve.arguments import NO_ARGUMENTS, Arguments, arguments_of, given_to
from repository_indexer.resolve.scopes import Scope
from repository_indexer.resolve.values import UNKNOWN, Result, Tag, Value, Values, inferred, joined, union

if TYPE_CHECKING:
    from repository_indexer.resolve.evaluate import Evaluator

MAX_FRAMES = 3
"""So many calls deep it is told apart what each of them gets."""


class Frame(NamedTuple):
    """One call of a function: its code, and what it gets."""

    scope: Scope
    receiver: Value | None
    arguments: Arguments | None
    """None where nobody knows them."""


def function_result(
    evaluator: Evaluator, function: int, receiver: Value | None, arguments: Arguments | None
) -> Values:
    """What a function gives when it is called so."""
    scope = evaluator.symbols.scopes[function]
    if scope.yields:
        return (Value(Tag.GENERATOR, function),)
    found = evaluator.returned(function).values
    if arguments is not None and arguments.placed and len(scope.returns) > 1:
        for name in _stages(evaluator, scope):
            stage = evaluator.local_name(scope, name) or UNKNOWN
            found = tuple(value for value in found if value not in stage.values)
    if dependent(evaluator, scope):
        found = joined(found, evaluator.returned_in_frame(function, receiver, arguments))
    return found


def returned(evaluator: Evaluator, function: int) -> Result:
    """What a function of the repository returns, whatever it gets."""
    scope = evaluator.symbols.scopes[function]
    if scope.definition is None:
        return UNKNOWN
    values: Values = ()
    declared = scope.rules.declared_type(scope.definition)
    if declared:
        values = scope.rules.result_values(evaluator, scope, declared)
    if not values:
        others = dependent(evaluator, scope)
        results = [evaluator.expression(scope, one) for one in scope.returns if one not in others]
        values = union(results).values if results else ()
    return inferred(values)


def returned_in_frame(
    evaluator: Evaluator, function: int, receiver: Value | None, arguments: Arguments | None, frames: int
) -> Values:
    """What a function returns of what a call gives it that lies within so many others."""
    frame = Frame(evaluator.symbols.scopes[function], receiver, arguments)
    around, evaluator.frames = evaluator.frames, frames
    values = in_frame(evaluator, frame)
    evaluator.frames = around
    return values


def in_frame(evaluator: Evaluator, frame: Frame) -> Values:
    """What a function returns in one call of what that gives it."""
    found: Values = ()
    for expression in dependent(evaluator, frame.scope):
        found = joined(found, _in_frame(evaluator, frame, expression))
    return found


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


def _stages(evaluator: Evaluator, scope: Scope) -> list[str]:
    """The functions that a function returns without an argument, and else calls: `return f(a) if a else f`.

    So are decorators written that can be used with and without parentheses.
    """
    known = evaluator.stages.get(scope.node)
    if known is None:
        known = evaluator.stages[scope.node] = _found_stages(evaluator, scope)
    return known


def _found_stages(evaluator: Evaluator, scope: Scope) -> list[str]:
    bare = {one.text for one in scope.returns if one.root == -1}
    if not bare:
        return []
    facts = evaluator.files[scope.path].facts
    called = [facts.calls[one.root] for one in scope.returns if one.root >= 0 and not one.text]
    return [call.text for call in called if call.root == -1 and call.arguments and call.text in bare]


# -- What depends on the call


def dependent(evaluator: Evaluator, scope: Scope) -> list[Expression]:
    """What a function returns that begins with a parameter, or is a call that gets one."""
    known = evaluator.dependent.get(scope.node)
    if known is None:
        known = []
        definition = scope.definition
        if definition is not None and not scope.rules.declared_type(definition):
            known = [one for one in scope.returns if _depends(evaluator, scope, one)]
        evaluator.dependent[scope.node] = known
    return known


def _depends(evaluator: Evaluator, scope: Scope, expression: Expression | None) -> bool:
    if expression is None:
        return False
    if expression.root == -1:
        return _place(scope, scope.rules.parts(expression.text)) >= 0
    facts = evaluator.files[scope.path].facts
    if expression.root >= 0:
        call = facts.calls[expression.root]
        if call.root != -1 or call.constructs or evaluator.files[scope.path].scopes[call.scope] is not scope:
            return False
        is_of_parameter = _place(scope, scope.rules.callee_parts(call.text)) >= 0
        return is_of_parameter or any(
            one is not None and one.root == -1 and _depends(evaluator, scope, one) for one in call.arguments
        )
    composite = facts.composites[composite_at(expression.root)]
    return composite.kind == "choice" and any(
        one is not None and one.root >= -1 and _depends(evaluator, scope, one) for one in composite.items
    )


def _place(scope: Scope, chain: tuple[str, ...]) -> int:
    """The place of the parameter that a chain begins with, if nothing else is ever bound to its name."""
    if not chain or scope.definition is None or len(scope.names.get(chain[0], ())) != 1:
        return -1
    for place, parameter in enumerate(scope.definition.parameters):
        if parameter.name == chain[0] and not parameter.stars:
            return place
    return -1


def _in_frame(evaluator: Evaluator, frame: Frame, expression: Expression | None) -> Values:
    """What an expression stands for in one call of the function."""
    scope = frame.scope
    if expression is None:
        return ()
    if evaluator.frames >= MAX_FRAMES or not _depends(evaluator, scope, expression):
        return evaluator.expression(scope, expression).values
    evaluator.frames += 1
    found: Values
    if expression.root == -1:
        found = _chain(evaluator, frame, scope.rules.parts(expression.text), expression)
    elif expression.root >= 0:
        file = evaluator.files[scope.path]
        call = file.facts.calls[expression.root]
        callee = _chain(evaluator, frame, scope.rules.callee_parts(call.text), call)
        given = arguments_of(evaluator, scope, call)
        if not call.keywords:
            given = given._replace(placed=tuple(_in_frame(evaluator, frame, one) for one in call.arguments))
        result = evaluator.called(inferred(callee), scope.rules, given)
        rest = scope.rules.parts(expression.text)
        found = evaluator.attributes(result, rest, scope, expression.line).values
    else:
        composite = evaluator.files[scope.path].facts.composites[composite_at(expression.root)]
        chosen = union([inferred(_in_frame(evaluator, frame, one)) for one in composite.items])
        rest = scope.rules.parts(expression.text)
        found = evaluator.attributes(chosen, rest, scope, expression.line).values
    evaluator.frames -= 1
    return found


def _chain(
    evaluator: Evaluator, frame: Frame, chain: tuple[str, ...], expression: Expression | Call
) -> Values:
    """What a chain of names stands for in one call of the function."""
    place = _place(frame.scope, chain)
    given: Values | None = None
    if place >= 0 and (frame.arguments is not None or (place == 0 and frame.receiver is not None)):
        given = given_to(evaluator, frame.scope, place, frame.receiver, frame.arguments or NO_ARGUMENTS)
    if given is None:
        return evaluator.expression(frame.scope, expression).values
    return evaluator.attributes(inferred(given), chain[1:], frame.scope, expression.line).values
