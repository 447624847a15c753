"""What Ruby's own methods give, store and call: those of arrays and hashes, and calls by a method's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from repository_indexer.chains import ELEMENT
from repository_indexer.languages.ruby.builtin_names import ITERATORS
from repository_indexer.resolve.arguments import NO_ARGUMENTS
from repository_indexer.resolve.calls import Effect, ExternalCall
from repository_indexer.resolve.values import Tag, Value, Values, inferred

if TYPE_CHECKING:
    from repository_indexer.resolve.evaluate import Evaluator
    from repository_indexer.resolve.rules import Rules

# fmt: off
ITSELF = frozenset([
    "clear", "compact", "concat", "delete_if", "dup", "each", "each_with_index", "each_with_object", "filter",
    "freeze", "reject", "reverse", "rotate", "select", "shuffle", "slice", "sort", "sort_by", "take",
    "take_while",
    "tap", "to_a", "to_h", "uniq", "values", "values_at", "find_all", "drop", "push", "append", "unshift",
    "<<",
    "merge", "merge!", "each_value", "reverse_each",
])
"""Methods that give what they are called on, or a collection of some of its elements."""
ONE = frozenset([
    "at", "delete", "delete_at", "detect", "dig", "fetch", "find", "first", "last", "max_by", "min_by", "pop",
    "sample", "shift",
])
"""Methods that give an element."""
STORING = frozenset(["append", "push", "unshift", "prepend"])
BY_NAME = frozenset(["__send__", "method", "public_method", "public_send", "send"])
"""Methods whose first argument is the name of another."""
# fmt: on
EFFECTS = frozenset(
    f"{kind}.{name}" for kind in ("Array", "Hash") for name in ITSELF | ONE | STORING | ITERATORS
) | frozenset(f"Object.{name}" for name in BY_NAME)
PAIRS = frozenset(
    ["each", "each_pair", "map", "select", "reject", "any?", "all?", "find", "to_h", "filter_map"]
)
"""Methods of a hash that call their block with a key and a value."""


def effect_of(evaluator: Evaluator, rules: Rules, call: ExternalCall) -> Effect | None:
    """What a call of one of `EFFECTS` does."""
    kind, _, name = call.name.rpartition(".")
    receiver = call.receiver
    placed = call.arguments.placed
    if kind == "Object":
        return _by_name(evaluator, rules, call, name)
    if receiver is None:
        return None
    if name in STORING and receiver.tag is Tag.CONTAINER:
        stores = tuple((receiver.what, ELEMENT, values) for values in placed)
        return Effect((receiver,), stores=stores)
    elements = evaluator.elements((receiver,))
    calls = tuple((one, NO_ARGUMENTS) for one in _named(evaluator, elements, placed[-1])) if placed else ()
    if name in ONE:
        return Effect(elements, calls=calls)
    if name in ITSELF:
        return Effect((receiver,), calls=calls)
    given = evaluator.called(inferred(tuple(one for one, _ in calls)), rules).values if calls else ()
    return Effect((Value(Tag.SEQUENCE, (given, given)),) if given else (), calls=calls)


def _named(evaluator: Evaluator, receivers: Values, names: Values) -> list[Value]:
    """The methods that symbols name: `map(&:name)`."""
    found: list[Value] = []
    for name in names:
        for receiver in receivers if name.tag is Tag.CONSTANT else ():
            member = evaluator.attribute(receiver, name.what[1].strip(':"'))
            found += [one for one in (member.values if member else ()) if one.tag is Tag.DEFINITION]
    return found


def _by_name(evaluator: Evaluator, rules: Rules, call: ExternalCall, name: str) -> Effect | None:
    """`receiver.send(:name)` calls that method, `receiver.method(:name)` gives it.

    Without a receiver, outside of classes, it is one that a file defines at its top.
    """
    first = call.arguments.placed[0] if call.arguments.placed else ()
    if call.receiver is not None:
        found = _named(evaluator, (call.receiver,), first)
    else:
        found = _at_top(evaluator, rules, first)
    if name in ("method", "public_method"):
        return Effect(tuple(found))
    rest = call.arguments._replace(placed=call.arguments.placed[1:])
    values: Values = evaluator.called(inferred(tuple(found)), rules, rest).values
    return Effect(values, calls=tuple((one, rest) for one in found))


def _at_top(evaluator: Evaluator, rules: Rules, names: Values) -> list[Value]:
    """The methods that files define at their top, by symbols."""
    top, found = evaluator.symbols.package_scope(rules, ""), list[Value]()
    for name in names:
        known = None
        if name.tag is Tag.CONSTANT and (text := name.what[1].strip(':"')) in top.names:
            known = evaluator.local_name(top, text)
        found += [one for one in (known.values if known else ()) if one.tag is Tag.DEFINITION]
    return found


def given_to_block(evaluator: Evaluator, method: Value) -> tuple[Values, ...]:
    """What a method of a collection calls its block with."""
    kind, _, name = method.what[0].rpartition(".")
    elements = evaluator.elements((method.what[1],))
    if kind == "Hash" and name in PAIRS:
        return ((), elements)
    if name in ("inject", "reduce"):
        return ((), elements)
    return (elements,) if name in ITERATORS or name in ONE else ()
