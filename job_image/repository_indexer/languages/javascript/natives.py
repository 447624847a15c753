"""What JavaScript's own functions do with the functions that they get (ECMA-262, part 3: the library).

A promise is taken for what it is fulfilled with, as `await` does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from repository_indexer.resolve.dynamic.dynamic_rules import Native
from repository_indexer.resolve.dynamic.heap import ANY
from repository_indexer.resolve.dynamic.sites import Site
from repository_indexer.resolve.dynamic.values import Kind

# -- Methods of lists, sets and maps: the callback is given an element


def _each(site: Site) -> int:
    """`f(element, key, list)` for each element."""
    element = site.elements(site.base)
    return site.invoke(site.argument(0), [element, None, site.base], site.argument(1))


def _call_each(site: Site) -> None:
    _each(site)


def _map(site: Site) -> None:
    site.give_list([_each(site)])


def _flat_map(site: Site) -> None:
    given = _each(site)
    site.give_list([given, site.elements(given)])


def _filter(site: Site) -> None:
    _each(site)
    site.give(site.base)


def _find(site: Site) -> None:
    _each(site)
    site.give(site.elements(site.base))


def _sort(site: Site) -> None:
    element = site.elements(site.base)
    site.invoke(site.argument(0), [element, element])
    site.give(site.base)


def _reduce(site: Site) -> None:
    """`f(result so far, element)`."""
    element, first = site.elements(site.base), site.argument(1)
    heap = site.calls.heap
    so_far = heap.solver.variable()
    if first is not None:
        heap.solver.flow(first, so_far)
    elif element is not None:
        heap.solver.flow(element, so_far)
    heap.solver.flow(site.invoke(site.argument(0), [so_far, element, None, site.base]), so_far)
    site.give(so_far)


def _push(site: Site) -> None:
    for place in range(len(site.arguments)):
        _add_element(site, site.argument(place))


def _set(site: Site) -> None:
    """`map.set(key, value)`: a key that is a string is like a member."""
    _add_element(site, site.argument(1))
    site.give(site.base)


def _add(site: Site) -> None:
    _push(site)
    site.give(site.base)


def _add_element(site: Site, element: int | None) -> None:
    if site.base is not None and element is not None:
        site.calls.heap.store(site.base, ANY, element)


def _give_element(site: Site) -> None:
    site.give(site.elements(site.base))


def _next(site: Site) -> None:
    """What an iterator gives: an object with the element."""
    made, heap = site.make(Kind.OBJECT), site.calls.heap
    element = site.elements(site.base)
    if element is not None:
        heap.solver.flow(element, heap.field(made, "value"))
    heap.solver.add(site.result, made)


def _flat(site: Site) -> None:
    element = site.elements(site.base)
    site.give_list([element, site.elements(element)])


def _split(site: Site) -> None:
    site.give_list([])


def _replace(site: Site) -> None:
    """`text.replace(pattern, f)`."""
    site.invoke(site.argument(1), [])


def _give_itself(site: Site) -> None:
    site.give(site.base)


def _concat(site: Site) -> None:
    others = [site.argument(place) for place in range(len(site.arguments))]
    site.give_list([site.elements(site.base), *(site.elements(other) for other in others), *others])


# -- Methods of functions


def _call(site: Site) -> None:
    """`f.call(receiver, ...arguments)`."""
    site.give(site.invoke(site.base, site.arguments[1:], site.argument(0)))


def _apply(site: Site) -> None:
    """`f.apply(receiver, arguments)`."""
    site.give(site.invoke(site.base, site.all_of(site.argument(1)), site.argument(0)))


def _bind(site: Site) -> None:
    """`f.bind(receiver, ...arguments)`: the receiver and the arguments are given at once."""
    if site.base is not None:
        site.calls.bind(site, site.base, site.arguments[1:], site.argument(0))


# -- Promises


def _then(site: Site) -> None:
    given = site.invoke(site.argument(0), [site.base])
    failed = site.invoke(site.argument(1), [None])
    site.give(given)
    site.give(failed)


def _catch(site: Site) -> None:
    site.give(site.base)
    site.give(site.invoke(site.argument(0), [None]))


def _finally(site: Site) -> None:
    site.give(site.base)
    site.invoke(site.argument(0), [])


def _promise(site: Site) -> None:
    """`new Promise((resolve, reject) => ...)`."""
    heap = site.calls.heap
    made = site.make(Kind.OBJECT)
    resolve = heap.solver.variable()
    heap.solver.add(resolve, heap.values.number(Kind.NATIVE, ("value", made)))
    site.invoke(site.argument(0), [resolve, None])
    site.give(heap.field(made, "value"))


def _all(site: Site) -> None:
    site.give(site.argument(0))


def _first(site: Site) -> None:
    site.give(site.elements(site.argument(0)))


# -- Functions


def _run(site: Site) -> None:
    """`setTimeout(f, time, ...arguments)`."""
    site.invoke(site.argument(0), site.arguments[2:])


def _run_now(site: Site) -> None:
    """`process.nextTick(f, ...arguments)`."""
    site.invoke(site.argument(0), site.arguments[1:])


def _give_argument(site: Site) -> None:
    site.give(site.argument(0))


def _assign(site: Site) -> None:
    """`Object.assign(target, ...sources)`."""
    target, heap = site.argument(0), site.calls.heap
    if target is None:
        return
    site.give(target)
    for place in range(1, len(site.arguments)):
        source = site.argument(place)
        if source is not None:
            heap.solver.watch(target, _copier(site, source))


def _copier(site: Site, source: int) -> Callable[[int], None]:
    return lambda value: site.calls.heap.copy(source, value)


def _create(site: Site) -> None:
    """`Object.create(prototype)`."""
    made, heap = site.make(Kind.OBJECT), site.calls.heap
    heap.solver.add(site.result, made)
    prototype = site.argument(0)
    if prototype is not None:
        heap.solver.flow(prototype, heap.prototypes(made))


def _set_prototype(site: Site) -> None:
    """`Object.setPrototypeOf(object, prototype)`."""
    target, prototype, heap = site.argument(0), site.argument(1), site.calls.heap
    if target is not None and prototype is not None:
        heap.solver.watch(target, lambda value: heap.solver.flow(prototype, heap.prototypes(value)))
    site.give(target)


def _inherits(site: Site) -> None:
    """`util.inherits(constructor, base)` of Node.js."""
    target, base, heap = site.argument(0), site.argument(1), site.calls.heap
    if target is not None and base is not None:
        prototype = heap.load(base, "prototype")
        loaded = heap.load(target, "prototype")
        heap.solver.watch(loaded, lambda value: heap.solver.flow(prototype, heap.prototypes(value)))


def _define_property(site: Site) -> None:
    """`Object.defineProperty(object, key, {value, get})`."""
    target, key, descriptor, heap = site.argument(0), site.argument(1), site.argument(2), site.calls.heap
    if target is None or key is None or descriptor is None:
        return
    given = heap.solver.variable()
    heap.solver.flow(heap.load(descriptor, "value"), given)

    def getter(value: int) -> None:
        if heap.values.kinds[value] is Kind.FUNCTION:
            heap.solver.flow(heap.result(heap.values.whats[value]), given)
            heap.solver.flow(target, heap.receiver(heap.values.whats[value]))

    heap.solver.watch(heap.load(descriptor, "get"), getter)

    def watcher(value: int) -> None:
        if heap.values.kinds[value] is Kind.STRING:
            heap.store(target, heap.values.whats[value], given)

    heap.solver.watch(key, watcher)
    site.give(target)


def _keys(site: Site) -> None:
    """`Object.keys(object)`: names are no values that are followed."""
    site.give_list([])


def _values(site: Site) -> None:
    site.give_list([site.elements(site.argument(0))])


def _entries(site: Site) -> None:
    heap = site.calls.heap
    pair = heap.values.number(Kind.LIST, ("pair", site.result))
    element = site.elements(site.argument(0))
    if element is not None:
        heap.solver.flow(element, heap.field(pair, "1"))
    pairs = heap.solver.variable()
    heap.solver.add(pairs, pair)
    site.give_list([pairs])


def _from(site: Site) -> None:
    """`Array.from(elements, f)`."""
    element = site.elements(site.argument(0))
    if len(site.arguments) > 1:
        site.give_list([site.invoke(site.argument(1), [element])])
    else:
        site.give_list([element])


def _of(site: Site) -> None:
    site.give_list([site.argument(place) for place in range(len(site.arguments))])


def _new_set(site: Site) -> None:
    """`new Set(elements)`."""
    site.give_list([site.elements(site.argument(0))], "globalThis.Set")


def _new_map(site: Site) -> None:
    """`new Map(pairs)`."""
    pair = site.elements(site.argument(0))
    site.give_list([None if pair is None else site.calls.heap.load(pair, "1")], "globalThis.Map")


def _revive(site: Site) -> None:
    """`JSON.parse(text, f)`, `JSON.stringify(value, f)`."""
    site.invoke(site.argument(1), [])


def _reflect_apply(site: Site) -> None:
    """`Reflect.apply(f, receiver, arguments)`."""
    site.give(site.invoke(site.argument(0), site.all_of(site.argument(2)), site.argument(1)))


def _reflect_construct(site: Site) -> None:
    """`Reflect.construct(constructor, arguments)`."""
    site.give(site.invoke(site.argument(0), site.all_of(site.argument(1)), constructs=True))


METHODS: Mapping[str, Native] = {
    "forEach": _call_each, "some": _call_each, "every": _call_each, "findIndex": _call_each,
    "findLastIndex": _call_each, "map": _map, "flatMap": _flat_map, "filter": _filter,
    "find": _find, "findLast": _find, "sort": _sort, "toSorted": _sort,
    "reduce": _reduce, "reduceRight": _reduce,
    "push": _push, "unshift": _push, "set": _set, "add": _add,
    "pop": _give_element, "shift": _give_element, "at": _give_element, "get": _give_element,
    "next": _next, "flat": _flat, "replace": _replace, "replaceAll": _replace, "split": _split,
    "slice": _give_itself, "splice": _give_itself, "reverse": _give_itself, "values": _give_itself,
    "concat": _concat, "entries": _give_itself, "keys": _give_itself,
    "call": _call, "apply": _apply, "bind": _bind,
    "then": _then, "catch": _catch, "finally": _finally,
}  # fmt: skip
"""By name: of arrays, maps, sets, iterators, functions and promises."""

NATIVE_OWNERS: Mapping[str, str] = dict.fromkeys(
    ["call", "apply", "bind"], "globalThis.Function"
) | dict.fromkeys(["then", "catch", "finally"], "globalThis.Promise")
"""The types of those methods that no list has."""

FUNCTIONS: Mapping[str, Native] = {
    f"globalThis.{name}": native
    for name, native in {
        "setTimeout": _run, "setInterval": _run, "setImmediate": _run_now, "queueMicrotask": _run_now,
        "requestAnimationFrame": _run_now, "requestIdleCallback": _run_now, "structuredClone": _give_argument,
        "process.nextTick": _run_now, "Promise": _promise,
        "Promise.resolve": _give_argument, "Promise.all": _all, "Promise.race": _first, "Promise.any": _first,
        "Object.assign": _assign, "Object.create": _create, "Object.setPrototypeOf": _set_prototype,
        "Object.defineProperty": _define_property,
        "Object.freeze": _give_argument, "Object.seal": _give_argument,
        "Object.keys": _keys, "Object.values": _values, "Object.entries": _entries,
        "Object.fromEntries": _give_argument, "Object": _give_argument,
        "Array.from": _from, "Array.of": _of, "Array": _of, "Set": _new_set, "WeakSet": _new_set,
        "Map": _new_map, "WeakMap": _new_map,
        "String.prototype.replace": _replace, "String.prototype.replaceAll": _replace,
        "String.prototype.split": _split, "JSON.parse": _revive, "JSON.stringify": _revive,
        "Reflect.apply": _reflect_apply, "Reflect.construct": _reflect_construct,
    }.items()
} | {
    "react.memo": _give_argument, "react.forwardRef": _give_argument, "react.useCallback": _give_argument,
    "util.inherits": _inherits, "inherits": _inherits}  # fmt: skip
"""By qualified name."""
