"""What calls of built-in functions and methods give, call in turn, and store.

As documented in docs.python.org: Built-in Functions, Built-in Types, and the pages of collections, functools,
itertools, copy and asyncio.
"""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import TYPE_CHECKING

from repository_indexer.chains import ELEMENT
from repository_indexer.resolve.arguments import NO_ARGUMENTS, Arguments
from repository_indexer.resolve.calls import Effect, ExternalCall
from repository_indexer.resolve.values import Container, Tag, Value, Values, inferred

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

Answer = Callable[["Evaluator", "Rules", ExternalCall], Effect]


def effect_of(evaluator: Evaluator, rules: Rules, call: ExternalCall) -> Effect | None:
    """What a call of one of `EFFECTS` does."""
    answer = _ANSWERS.get(call.name)
    return answer(evaluator, rules, call) if answer is not None else None


# -- Arguments


def _first(call: ExternalCall) -> Values:
    return call.arguments.placed[0] if call.arguments.placed else ()


def _second(call: ExternalCall) -> Values:
    return call.arguments.placed[1] if len(call.arguments.placed) > 1 else ()


def _third(call: ExternalCall) -> Values:
    return call.arguments.placed[2] if len(call.arguments.placed) > 2 else ()


def _named(call: ExternalCall, name: str) -> Values:
    return next((values for key, values in call.arguments.named if key == name), ())


def _sequence(held: Values) -> Values:
    return (Value(Tag.SEQUENCE, (held, held)),)


def _constants(values: Values) -> list[str]:
    """The strings and numbers among values, as `parts` has them."""
    return [f"[{value.what[1]}]" for value in values if value.tag is Tag.CONSTANT]


def _names(values: Values) -> list[str]:
    """The strings among values that can be names."""
    texts = [part[2:-2] for part in _constants(values) if part[1] == '"']
    return [text for text in texts if text.isidentifier()]


def _calls(functions: Values, *placed: Values) -> tuple[tuple[Value, Arguments], ...]:
    return tuple((function, Arguments(placed)) for function in functions)


def _results(evaluator: Evaluator, rules: Rules, functions: Values, *placed: Values) -> Values:
    return evaluator.called(inferred(functions), rules, Arguments(placed)).values if functions else ()


def _methods(evaluator: Evaluator, values: Values, *names: str) -> tuple[tuple[Value, Arguments], ...]:
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


def _loop(evaluator: Evaluator, values: Values) -> tuple[tuple[Value, Arguments], ...]:
    """Calls that a loop over values makes."""
    return tuple((method, NO_ARGUMENTS) for value in values for method in evaluator.iteration(value))


# -- Functions


def _calls_method(*names: str) -> Answer:
    def answer(evaluator: Evaluator, rules: Rules, call: ExternalCall) -> Effect:
        methods = _methods(evaluator, _first(call), *names)
        values = tuple(
            value for method, _ in methods for value in evaluator.called(inferred((method,)), rules).values
        )
        return Effect(values, methods)

    return answer


def _print(evaluator: Evaluator, rules: Rules, call: ExternalCall) -> Effect:
    printed = tuple(value for values in call.arguments.placed for value in values)
    return Effect((), _methods(evaluator, printed, "__str__", "__repr__"))


def _iterates(evaluator: Evaluator, rules: Rules, call: ExternalCall) -> Effect:
    return Effect((), _loop(evaluator, _first(call)))


def _iter(evaluator: Evaluator, rules: Rules, call: ExternalCall) -> Effect:
    methods = _methods(evaluator, _first(call), "__iter__")
    given = tuple(value for one, _ in methods for value in evaluator.called(inferred((one,)), rules).values)
    held = evaluator.elements(tuple(value for value in _first(call) if value.tag is not Tag.INSTANCE))
    return Effect(given + (_sequence(held) if held else ()), methods)


def _next(evaluator: Evaluator, rules: Rules, call: ExternalCall) -> Effect:
    methods = _methods(evaluator, _first(call), "__next__")
    given = tuple(value for one, _ in methods for value in evaluator.called(inferred((one,)), rules).values)
    held = evaluator.elements(tuple(value for value in _first(call) if value.tag is not Tag.INSTANCE))
    return Effect(given + held + _second(call), methods)


def _map(evaluator: Evaluator, rules: Rules, call: ExternalCall) -> Effect:
    held = [evaluator.elements(values) for values in call.arguments.placed[1:]]
    loops = tuple(one for values in call.arguments.placed[1:] for one in _loop(evaluator, values))
    results = _results(evaluator, rules, _first(call), *held)
    return Effect(_sequence(results), _calls(_first(call), *held) + loops)


def _filter(evaluator: Evaluator, rules: Rules, call: ExternalCall) -> Effect:
    held = evaluator.elements(_second(call))
    return Effect(_sequence(held), _calls(_first(call), held) + _loop(evaluator, _second(call)))


def _reduce(evaluator: Evaluator, rules: Rules, call: ExternalCall) -> Effect:
    held = evaluator.elements(_second(call)) + _third(call)
    once = _results(evaluator, rules, _first(call), held, held)
    return Effect(once + held, _calls(_first(call), tuple(dict.fromkeys(once + held)), held))


def _sorted(evaluator: Evaluator, rules: Rules, call: ExternalCall) -> Effect:
    held = evaluator.elements(_first(call))
    loops = _loop(evaluator, _first(call)) + _methods(evaluator, held, "__lt__")
    return Effect(_sequence(held), _calls(_named(call, "key"), held) + loops)


def _best(evaluator: Evaluator, rules: Rules, call: ExternalCall) -> Effect:
    placed = call.arguments.placed
    held = (
        evaluator.elements(_first(call))
        if len(placed) == 1
        else tuple(one for values in placed for one in values)
    )
    loops = _loop(evaluator, _first(call)) if len(placed) == 1 else ()
    return Effect(held + _named(call, "default"), _calls(_named(call, "key"), held) + loops)


def _same_elements(evaluator: Evaluator, rules: Rules, call: ExternalCall) -> Effect:
    return Effect(_sequence(evaluator.elements(_first(call))), _loop(evaluator, _first(call)))


def _chain(evaluator: Evaluator, rules: Rules, call: ExternalCall) -> Effect:
    held = tuple(one for values in call.arguments.placed for one in evaluator.elements(values))
    return Effect(
        _sequence(held), tuple(one for values in call.arguments.placed for one in _loop(evaluator, values))
    )


def _enumerate(evaluator: Evaluator, rules: Rules, call: ExternalCall) -> Effect:
    pair = (Value(Tag.TUPLE, ((), evaluator.elements(_first(call)))),)
    return Effect(_sequence(pair), _loop(evaluator, _first(call)))


def _zip(evaluator: Evaluator, rules: Rules, call: ExternalCall) -> Effect:
    together = tuple(evaluator.elements(values) for values in call.arguments.placed)
    loops = tuple(one for values in call.arguments.placed for one in _loop(evaluator, values))
    return Effect(_sequence((Value(Tag.TUPLE, together),)), loops)


def _same(evaluator: Evaluator, rules: Rules, call: ExternalCall) -> Effect:
    return Effect(_first(call))


def _partial(evaluator: Evaluator, rules: Rules, call: ExternalCall) -> Effect:
    if call.site is None:
        return Effect()
    return Effect(tuple(Value(Tag.PARTIAL, (value, call.site)) for value in _first(call)))


def _type(evaluator: Evaluator, rules: Rules, call: ExternalCall) -> Effect:
    if len(call.arguments.placed) != 1:
        return Effect()
    classes = [value.what for value in _first(call) if value.tag is Tag.INSTANCE]
    return Effect(tuple(Value(Tag.DEFINITION, node) for node in classes))


def _getattr(evaluator: Evaluator, rules: Rules, call: ExternalCall) -> Effect:
    names = _names(_second(call))
    found = [evaluator.attribute(value, name) for value in _first(call) for name in names]
    values = tuple(value for one in found if one is not None for value in one.values)
    return Effect(values + _third(call))


def _setattr(evaluator: Evaluator, rules: Rules, call: ExternalCall) -> Effect:
    if len(call.arguments.placed) != 3:
        return Effect()
    names = _names(_second(call))
    holders = [value.what for value in _first(call) if value.tag in (Tag.INSTANCE, Tag.DEFINITION)]
    return Effect(attributes=tuple((node, name, _third(call)) for node in holders for name in names))


# -- Containers


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
            given = _results(evaluator, rules, first)
            return Effect((Value(Tag.CONTAINER, container),), (), ((container, ELEMENT, given),))
    else:
        stores.append((container, ELEMENT, evaluator.elements(first)))
    return Effect((Value(Tag.CONTAINER, container),), _loop(evaluator, first), tuple(stores))


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
                names = _constants(evaluator.part((pair,), "[0]")) or [ELEMENT]
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
    held = evaluator.elements(_first(call))
    return Effect(stores=((container, ELEMENT, held),), calls=_loop(evaluator, _first(call)))


def _takes(evaluator: Evaluator, rules: Rules, call: ExternalCall) -> Effect:
    """`list.pop`, and what else gives any element."""
    container = _own(call)
    if container is None:
        return Effect()
    names = _constants(_first(call)) or [ELEMENT]
    return Effect(tuple(value for name in names for value in evaluator.item(container, name)))


def _copy(evaluator: Evaluator, rules: Rules, call: ExternalCall) -> Effect:
    return Effect((call.receiver,) if call.receiver is not None else ())


def _concatenated(evaluator: Evaluator, rules: Rules, call: ExternalCall) -> Effect:
    return Effect(((call.receiver,) if call.receiver is not None else ()) + _first(call))


def _sorted_in_place(evaluator: Evaluator, rules: Rules, call: ExternalCall) -> Effect:
    container = _own(call)
    held = evaluator.item(container, ELEMENT) if container is not None else ()
    return Effect(calls=_calls(_named(call, "key"), held) + _methods(evaluator, held, "__lt__"))


def _get(evaluator: Evaluator, rules: Rules, call: ExternalCall) -> Effect:
    """`dict.get`, `pop` and `setdefault`: an item, or what is given instead."""
    container = _own(call)
    if container is None:
        return Effect()
    names = _constants(_first(call)) or [ELEMENT]
    held = tuple(value for name in names for value in evaluator.item(container, name))
    stores = [(container, name, _second(call)) for name in names] if call.name.endswith("setdefault") else []
    return Effect(tuple(dict.fromkeys(held + _second(call))), stores=tuple(stores))


def _values(evaluator: Evaluator, rules: Rules, call: ExternalCall) -> Effect:
    container = _own(call)
    return Effect(_sequence(evaluator.item(container, ELEMENT))) if container is not None else Effect()


def _keys(evaluator: Evaluator, rules: Rules, call: ExternalCall) -> Effect:
    container = _own(call)
    return (
        Effect(_sequence(evaluator.elements((Value(Tag.CONTAINER, container),)))) if container else Effect()
    )


def _items(evaluator: Evaluator, rules: Rules, call: ExternalCall) -> Effect:
    container = _own(call)
    if container is None:
        return Effect()
    keys = evaluator.elements((Value(Tag.CONTAINER, container),))
    return Effect(_sequence((Value(Tag.TUPLE, (keys, evaluator.item(container, ELEMENT))),)))


def _update(evaluator: Evaluator, rules: Rules, call: ExternalCall) -> Effect:
    container = _own(call)
    if container is None:
        return Effect()
    return Effect(stores=tuple(_merged(evaluator, container, _first(call), call.arguments)))


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


_ANSWERS = _table()
EFFECTS = frozenset(_ANSWERS)
"""Qualified names of what `effect_of` knows."""
