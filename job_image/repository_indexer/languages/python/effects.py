"""What calls of built-in functions and methods give, call in turn, and store.

As documented in docs.python.org: Built-in Functions, and the pages of functools, itertools, copy and asyncio;
those of containers stand in `container_effects`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from repository_indexer.languages.python.call_parts import (
    Answer,
    calls_of,
    first_argument,
    loop_calls,
    method_calls,
    named_argument,
    names_in,
    results_of,
    second_argument,
    sequence_of,
    third_argument,
)
from repository_indexer.languages.python.container_effects import CONTAINER_ANSWERS
from repository_indexer.resolve.calls import Effect, ExternalCall
from repository_indexer.resolve.values import Tag, Value, inferred

if TYPE_CHECKING:
    from repository_indexer.resolve.evaluate import Evaluator
    from repository_indexer.resolve.rules import Rules


def effect_of(evaluator: Evaluator, rules: Rules, call: ExternalCall) -> Effect | None:
    """What a call of one of `EFFECTS` does."""
    answer = _ANSWERS.get(call.name)
    return answer(evaluator, rules, call) if answer is not None else None


def _calls_method(*names: str) -> Answer:
    def answer(evaluator: Evaluator, rules: Rules, call: ExternalCall) -> Effect:
        methods = method_calls(evaluator, first_argument(call), *names)
        values = tuple(
            value for method, _ in methods for value in evaluator.called(inferred((method,)), rules).values
        )
        return Effect(values, methods)

    return answer


def _print(evaluator: Evaluator, rules: Rules, call: ExternalCall) -> Effect:
    printed = tuple(value for values in call.arguments.placed for value in values)
    return Effect((), method_calls(evaluator, printed, "__str__", "__repr__"))


def _iterates(evaluator: Evaluator, rules: Rules, call: ExternalCall) -> Effect:
    return Effect((), loop_calls(evaluator, first_argument(call)))


def _iter(evaluator: Evaluator, rules: Rules, call: ExternalCall) -> Effect:
    methods = method_calls(evaluator, first_argument(call), "__iter__")
    given = tuple(value for one, _ in methods for value in evaluator.called(inferred((one,)), rules).values)
    held = evaluator.elements(tuple(value for value in first_argument(call) if value.tag is not Tag.INSTANCE))
    return Effect(given + (sequence_of(held) if held else ()), methods)


def _next(evaluator: Evaluator, rules: Rules, call: ExternalCall) -> Effect:
    methods = method_calls(evaluator, first_argument(call), "__next__")
    given = tuple(value for one, _ in methods for value in evaluator.called(inferred((one,)), rules).values)
    held = evaluator.elements(tuple(value for value in first_argument(call) if value.tag is not Tag.INSTANCE))
    return Effect(given + held + second_argument(call), methods)


def _map(evaluator: Evaluator, rules: Rules, call: ExternalCall) -> Effect:
    held = [evaluator.elements(values) for values in call.arguments.placed[1:]]
    loops = tuple(one for values in call.arguments.placed[1:] for one in loop_calls(evaluator, values))
    results = results_of(evaluator, rules, first_argument(call), *held)
    return Effect(sequence_of(results), calls_of(first_argument(call), *held) + loops)


def _filter(evaluator: Evaluator, rules: Rules, call: ExternalCall) -> Effect:
    held = evaluator.elements(second_argument(call))
    return Effect(
        sequence_of(held), calls_of(first_argument(call), held) + loop_calls(evaluator, second_argument(call))
    )


def _reduce(evaluator: Evaluator, rules: Rules, call: ExternalCall) -> Effect:
    held = evaluator.elements(second_argument(call)) + third_argument(call)
    once = results_of(evaluator, rules, first_argument(call), held, held)
    return Effect(once + held, calls_of(first_argument(call), tuple(dict.fromkeys(once + held)), held))


def _sorted(evaluator: Evaluator, rules: Rules, call: ExternalCall) -> Effect:
    held = evaluator.elements(first_argument(call))
    loops = loop_calls(evaluator, first_argument(call)) + method_calls(evaluator, held, "__lt__")
    return Effect(sequence_of(held), calls_of(named_argument(call, "key"), held) + loops)


def _best(evaluator: Evaluator, rules: Rules, call: ExternalCall) -> Effect:
    placed = call.arguments.placed
    held = (
        evaluator.elements(first_argument(call))
        if len(placed) == 1
        else tuple(one for values in placed for one in values)
    )
    loops = loop_calls(evaluator, first_argument(call)) if len(placed) == 1 else ()
    return Effect(held + named_argument(call, "default"), calls_of(named_argument(call, "key"), held) + loops)


def _same_elements(evaluator: Evaluator, rules: Rules, call: ExternalCall) -> Effect:
    return Effect(
        sequence_of(evaluator.elements(first_argument(call))), loop_calls(evaluator, first_argument(call))
    )


def _chain(evaluator: Evaluator, rules: Rules, call: ExternalCall) -> Effect:
    held = tuple(one for values in call.arguments.placed for one in evaluator.elements(values))
    return Effect(
        sequence_of(held),
        tuple(one for values in call.arguments.placed for one in loop_calls(evaluator, values)),
    )


def _enumerate(evaluator: Evaluator, rules: Rules, call: ExternalCall) -> Effect:
    pair = (Value(Tag.TUPLE, ((), evaluator.elements(first_argument(call)))),)
    return Effect(sequence_of(pair), loop_calls(evaluator, first_argument(call)))


def _zip(evaluator: Evaluator, rules: Rules, call: ExternalCall) -> Effect:
    together = tuple(evaluator.elements(values) for values in call.arguments.placed)
    loops = tuple(one for values in call.arguments.placed for one in loop_calls(evaluator, values))
    return Effect(sequence_of((Value(Tag.TUPLE, together),)), loops)


def _same(evaluator: Evaluator, rules: Rules, call: ExternalCall) -> Effect:
    return Effect(first_argument(call))


def _partial(evaluator: Evaluator, rules: Rules, call: ExternalCall) -> Effect:
    if call.site is None:
        return Effect()
    return Effect(tuple(Value(Tag.PARTIAL, (value, call.site)) for value in first_argument(call)))


def _type(evaluator: Evaluator, rules: Rules, call: ExternalCall) -> Effect:
    if len(call.arguments.placed) != 1:
        return Effect()
    classes = [value.what for value in first_argument(call) if value.tag is Tag.INSTANCE]
    return Effect(tuple(Value(Tag.DEFINITION, node) for node in classes))


def _getattr(evaluator: Evaluator, rules: Rules, call: ExternalCall) -> Effect:
    names = names_in(second_argument(call))
    found = [evaluator.attribute(value, name) for value in first_argument(call) for name in names]
    values = tuple(value for one in found if one is not None for value in one.values)
    return Effect(values + third_argument(call))


def _setattr(evaluator: Evaluator, rules: Rules, call: ExternalCall) -> Effect:
    if len(call.arguments.placed) != 3:
        return Effect()
    names = names_in(second_argument(call))
    holders = [value.what for value in first_argument(call) if value.tag in (Tag.INSTANCE, Tag.DEFINITION)]
    return Effect(attributes=tuple((node, name, third_argument(call)) for node in holders for name in names))


def _table() -> dict[str, Answer]:
    answers: dict[str, Answer] = {
        "builtins.map": _map,
        "builtins.filter": _filter,
        "builtins.sorted": _sorted,
        "builtins.min": _best,
        "builtins.max": _best,
        "builtins.reversed": _same_elements,
        "builtins.iter": _iter,
        "builtins.next": _next,
        "builtins.aiter": _iter,
        "builtins.anext": _next,
        "builtins.enumerate": _enumerate,
        "builtins.zip": _zip,
        "builtins.type": _type,
        "builtins.getattr": _getattr,
        "builtins.setattr": _setattr,
        "builtins.print": _print,
        "builtins.all": _iterates,
        "builtins.any": _iterates,
        "builtins.sum": _iterates,
        "builtins.len": _calls_method("__len__"),
        "builtins.str": _calls_method("__str__", "__repr__"),
        "builtins.repr": _calls_method("__repr__"),
        "builtins.bool": _calls_method("__bool__", "__len__"),
        "builtins.int": _calls_method("__int__", "__index__"),
        "builtins.float": _calls_method("__float__"),
        "builtins.abs": _calls_method("__abs__"),
        "builtins.hash": _calls_method("__hash__"),
        "builtins.bytes": _calls_method("__bytes__"),
        "builtins.format": _calls_method("__format__", "__str__"),
        "builtins.round": _calls_method("__round__"),
        "builtins.staticmethod": _same,
        "builtins.classmethod": _same,
        "functools.partial": _partial,
        "functools.reduce": _reduce,
        "functools.cache": _same,
        "functools.lru_cache": _same,
        "itertools.chain": _chain,
        "itertools.islice": _same_elements,
        "itertools.cycle": _same_elements,
        "copy.copy": _same,
        "copy.deepcopy": _same,
        "asyncio.run": _same,
        "asyncio.create_task": _same,
        "asyncio.ensure_future": _same,
        "contextlib.closing": _same,
    }
    return answers | CONTAINER_ANSWERS


_ANSWERS = _table()
EFFECTS = frozenset(_ANSWERS)
"""Qualified names of what `effect_of` knows."""
