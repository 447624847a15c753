"""What the effects of calls are made of: the arguments, and the calls that these lead to."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from repository_indexer.resolve.arguments import NO_ARGUMENTS, Arguments
from repository_indexer.resolve.calls import Effect, ExternalCall
from repository_indexer.resolve.values import Tag, Value, Values, inferred

if TYPE_CHECKING:
    from repository_indexer.resolve.evaluate import Evaluator
    from repository_indexer.resolve.rules import Rules

Answer = Callable[["Evaluator", "Rules", ExternalCall], Effect]
"""What a call of something from elsewhere does."""


def first_argument(call: ExternalCall) -> Values:
    """What the first of the arguments by place can be."""
    return call.arguments.placed[0] if call.arguments.placed else ()


def second_argument(call: ExternalCall) -> Values:
    """What the second one can be."""
    return call.arguments.placed[1] if len(call.arguments.placed) > 1 else ()


def third_argument(call: ExternalCall) -> Values:
    """What the third one can be."""
    return call.arguments.placed[2] if len(call.arguments.placed) > 2 else ()


def named_argument(call: ExternalCall, name: str) -> Values:
    """What the argument of that name can be."""
    return next((values for key, values in call.arguments.named if key == name), ())


def sequence_of(held: Values) -> Values:
    """Something of which a loop gives these values."""
    return (Value(Tag.SEQUENCE, (held, held)),)


def constants_in(values: Values) -> list[str]:
    """The strings and numbers among values, as `parts` has them."""
    return [f"[{value.what[1]}]" for value in values if value.tag is Tag.CONSTANT]


def names_in(values: Values) -> list[str]:
    """The strings among values that can be names."""
    texts = [part[2:-2] for part in constants_in(values) if part[1] == '"']
    return [text for text in texts if text.isidentifier()]


def calls_of(functions: Values, *placed: Values) -> tuple[tuple[Value, Arguments], ...]:
    """Calls of functions with these arguments."""
    return tuple((function, Arguments(placed)) for function in functions)


def results_of(evaluator: Evaluator, rules: Rules, functions: Values, *placed: Values) -> Values:
    """What these calls give."""
    return evaluator.called(inferred(functions), rules, Arguments(placed)).values if functions else ()


def method_calls(evaluator: Evaluator, values: Values, *names: str) -> tuple[tuple[Value, Arguments], ...]:
    """Calls of the first of these methods that each instance has."""
    found: list[tuple[Value, Arguments]] = []
    for value in values:
        if value.tag is not Tag.INSTANCE:
            continue
        for name in names:
            method = evaluator.attribute(value, name)
            own = [one for one in (method.values if method else ()) if evaluator.function_of(one) is not None]
            found += [(one, NO_ARGUMENTS) for one in own]
            if own:
                break
    return tuple(found)


def loop_calls(evaluator: Evaluator, values: Values) -> tuple[tuple[Value, Arguments], ...]:
    """Calls that a loop over values makes."""
    return tuple((method, NO_ARGUMENTS) for value in values for method in evaluator.iteration(value))
