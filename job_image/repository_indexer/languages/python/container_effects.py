"""What calls of containers' types and methods give, call in turn, and store.

As documented in docs.python.org: Built-in Types, and the page of collections.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from repository_indexer.chains import ELEMENT
from repository_indexer.languages.python.call_parts import (
    Answer,
    calls_of,
    constants_in,
    first_argument,
    loop_calls,
    method_calls,
    named_argument,
    results_of,
    second_argument,
    sequence_of,
)
from repository_indexer.resolve.arguments import Arguments
from repository_indexer.resolve.calls import Effect, ExternalCall
from repository_indexer.resolve.values import Container, Tag, Value, Values

if TYPE_CHECKING:
    from repository_indexer.resolve.evaluate import Evaluator
    from repository_indexer.resolve.rules import Rules

LISTS = frozenset(
    ["builtins.list", "builtins.set", "builtins.frozenset", "builtins.tuple", "collections.deque"]
)
MAPPING_TYPES = frozenset(
    ["builtins.dict", "collections.OrderedDict", "collections.defaultdict", "collections.ChainMap"]
)
COMPOSITE_TYPES = MappingProxyType(
    {
        "list": "builtins.list",
        "tuple": "builtins.tuple",
        "set": "builtins.set",
        "map": "builtins.dict",
        "each.list": "builtins.list",
        "each.set": "builtins.set",
        "each.map": "builtins.dict",
    }
)


def _made(evaluator: Evaluator, rules: Rules, call: ExternalCall) -> Effect:
    """A new container, with what the arguments give it."""
    if call.site is None:
        return Effect()
    container = Container(*call.site, call.name)
    stores: list[tuple[Container, str, Values]] = []
    first = call.arguments.placed[-1] if call.arguments.placed else ()
    if call.name in MAPPING_TYPES:
        stores += _merged(evaluator, container, first, call.arguments)
        if call.name == "collections.defaultdict" and len(call.arguments.placed) == 1:
            given = results_of(evaluator, rules, first)
            return Effect((Value(Tag.CONTAINER, container),), (), ((container, ELEMENT, given),))
    else:
        stores.append((container, ELEMENT, evaluator.elements(first)))
    return Effect((Value(Tag.CONTAINER, container),), loop_calls(evaluator, first), tuple(stores))


def _merged(
    evaluator: Evaluator, container: Container, values: Values, arguments: Arguments
) -> list[tuple[Container, str, Values]]:
    """What other mappings, pairs and named arguments put into a mapping."""
    stores = [(container, f'["{name}"]', given) for name, given in arguments.named]
    for value in values:
        if value.tag is Tag.CONTAINER and evaluator.is_mapping(value.what):
            stores += [(container, part, held) for part, held in evaluator.parts_of(value.what)]
        else:
            for pair in evaluator.elements((value,)):
                names = constants_in(evaluator.part((pair,), "[0]")) or [ELEMENT]
                stores += [(container, name, evaluator.part((pair,), "[1]")) for name in names]
    return stores


def _own(call: ExternalCall) -> Container | None:
    if call.receiver is None or call.receiver.tag is not Tag.CONTAINER:
        return None
    container: Container = call.receiver.what
    return container


def _puts(place: int) -> Answer:
    """A method that puts the argument at a place into its container."""

    def answer(evaluator: Evaluator, rules: Rules, call: ExternalCall) -> Effect:
        container = _own(call)
        if container is None or len(call.arguments.placed) <= place:
            return Effect()
        return Effect(stores=((container, ELEMENT, call.arguments.placed[place]),))

    return answer


def _puts_all(evaluator: Evaluator, rules: Rules, call: ExternalCall) -> Effect:
    container = _own(call)
    if container is None:
        return Effect()
    held = evaluator.elements(first_argument(call))
    return Effect(stores=((container, ELEMENT, held),), calls=loop_calls(evaluator, first_argument(call)))


def _takes(evaluator: Evaluator, rules: Rules, call: ExternalCall) -> Effect:
    """`list.pop`, and what else gives any element."""
    container = _own(call)
    if container is None:
        return Effect()
    names = constants_in(first_argument(call)) or [ELEMENT]
    return Effect(tuple(value for name in names for value in evaluator.item(container, name)))


def _copy(evaluator: Evaluator, rules: Rules, call: ExternalCall) -> Effect:
    return Effect((call.receiver,) if call.receiver is not None else ())


def _concatenated(evaluator: Evaluator, rules: Rules, call: ExternalCall) -> Effect:
    return Effect(((call.receiver,) if call.receiver is not None else ()) + first_argument(call))


def _sorted_in_place(evaluator: Evaluator, rules: Rules, call: ExternalCall) -> Effect:
    container = _own(call)
    held = evaluator.item(container, ELEMENT) if container is not None else ()
    return Effect(calls=calls_of(named_argument(call, "key"), held) + method_calls(evaluator, held, "__lt__"))


def _get(evaluator: Evaluator, rules: Rules, call: ExternalCall) -> Effect:
    """`dict.get`, `pop` and `setdefault`: an item, or what is given instead."""
    container = _own(call)
    if container is None:
        return Effect()
    names = constants_in(first_argument(call)) or [ELEMENT]
    held = tuple(value for name in names for value in evaluator.item(container, name))
    stores = (
        [(container, name, second_argument(call)) for name in names]
        if call.name.endswith("setdefault")
        else []
    )
    return Effect(tuple(dict.fromkeys(held + second_argument(call))), stores=tuple(stores))


def _values(evaluator: Evaluator, rules: Rules, call: ExternalCall) -> Effect:
    container = _own(call)
    return Effect(sequence_of(evaluator.item(container, ELEMENT))) if container is not None else Effect()


def _keys(evaluator: Evaluator, rules: Rules, call: ExternalCall) -> Effect:
    container = _own(call)
    return (
        Effect(sequence_of(evaluator.elements((Value(Tag.CONTAINER, container),)))) if container else Effect()
    )


def _items(evaluator: Evaluator, rules: Rules, call: ExternalCall) -> Effect:
    container = _own(call)
    if container is None:
        return Effect()
    keys = evaluator.elements((Value(Tag.CONTAINER, container),))
    return Effect(sequence_of((Value(Tag.TUPLE, (keys, evaluator.item(container, ELEMENT))),)))


def _update(evaluator: Evaluator, rules: Rules, call: ExternalCall) -> Effect:
    container = _own(call)
    if container is None:
        return Effect()
    return Effect(stores=tuple(_merged(evaluator, container, first_argument(call), call.arguments)))


def _table() -> dict[str, Answer]:
    answers: dict[str, Answer] = {}
    for name in (*LISTS, *MAPPING_TYPES):
        answers[name] = _made
        answers[f"{name}.copy"] = _copy
    for name in LISTS:
        answers |= {f"{name}.{one}": _puts(0) for one in ("append", "add", "appendleft")}
        answers |= {f"{name}.{one}": _puts_all for one in ("extend", "update", "extendleft", "__iadd__")}
        answers |= {f"{name}.{one}": _takes for one in ("pop", "popleft")}
        answers[f"{name}.insert"] = _puts(1)
        answers[f"{name}.sort"] = _sorted_in_place
        answers[f"{name}.__add__"] = _concatenated
    for name in MAPPING_TYPES:
        answers |= {f"{name}.{one}": _get for one in ("get", "pop", "setdefault")}
        answers |= {
            f"{name}.values": _values,
            f"{name}.keys": _keys,
            f"{name}.items": _items,
            f"{name}.update": _update,
        }
    return answers


CONTAINER_ANSWERS = _table()
"""By qualified name."""
