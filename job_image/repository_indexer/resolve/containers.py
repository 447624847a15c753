"""What lists, mappings and the like hold: items, what is stored in them, what a loop over them gives."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from repository_indexer.chains import ELEMENT, parts
from repository_indexer.facts import Composite, Expression, FileFacts, composite_at
from repository_indexer.resolve.questions import FIELD, ITEM
from repository_indexer.resolve.scopes import CALLABLE_KINDS
from repository_indexer.resolve.values import UNKNOWN, Container, Result, Tag, Value, Values, inferred, union

if TYPE_CHECKING:
    from repository_indexer.resolve.evaluate import Evaluator
    from repository_indexer.resolve.scopes import File, Scope

MAX_ITEMS = 100
"""So many items of a container are looked at where it is not known which one is meant."""
SPREAD = "**"
_SLICE = re.compile(r"\[(-?\d*):(-?\d*)\]")


def composite(evaluator: Evaluator, file: File, root: int) -> Result:
    """What the composite of a file stands for that `root` names."""
    found = file.facts.composites[composite_at(root)]
    scope = file.scopes[found.scope]
    if found.kind == "choice":
        results = [_value(evaluator, scope, one) for one in found.items[:MAX_ITEMS]]
        return union(results) if results else UNKNOWN
    if found.kind == "method":
        return _method(evaluator, scope, found)
    if found.kind == "spread":
        held = elements(evaluator, _value(evaluator, scope, found.items[0]).values if found.items else ())
        return inferred((Value(Tag.SEQUENCE, (held, held)),))
    name = scope.rules.composite_types.get(found.kind, "")
    return inferred((Value(Tag.CONTAINER, Container(file.scopes[0].node, root, name)),))


def _method(evaluator: Evaluator, scope: Scope, found: Composite) -> Result:
    """The method of that name that something has, not called; a function where there is no item."""
    name = found.keys[0]
    if not found.items:
        return evaluator.chain_of(scope, scope.rules.callee_parts(name), name)
    item = _value(evaluator, scope, found.items[0])
    members = [evaluator.attribute(value, name) for value in item.values]
    known = union([one for one in members if one is not None])
    return Result(known.values, known.exact and item.exact)


def _value(evaluator: Evaluator, scope: Scope, expression: Expression | None) -> Result:
    return evaluator.expression(scope, expression) if expression is not None else UNKNOWN


# -- What is in a container


def member(evaluator: Evaluator, container: Container, name: str) -> Result | None:
    """A method of the container's type; or the item of that name, where keys are members."""
    rules = evaluator.symbols.scopes[container.node].rules
    if rules.keys_are_members:
        held = item(evaluator, container, f'["{name}"]')
        if held or not container.type:
            return inferred(held) if held else None
    if not container.type:
        return None
    return inferred((Value(Tag.BOUND, (f"{container.type}.{name}", Value(Tag.CONTAINER, container))),))


def item(evaluator: Evaluator, container: Container, part: str) -> Values:
    """What `container[…]` holds; `part` is `ELEMENT` where nobody knows which item is meant."""
    cut = _SLICE.fullmatch(part)
    if cut is not None:
        return _slice(evaluator, container, cut)
    return (evaluator.ask((ITEM, container, part)) or UNKNOWN).values


def held(evaluator: Evaluator, container: Container, part: str) -> Values:
    """What the container holds at a place, under a key or anywhere: by itself, and what is stored in it."""
    node, root, _ = container
    if part == ELEMENT:
        stored = evaluator.cell((FIELD, node, root))
    else:
        stored = evaluator.cell((FIELD, node, root, part)) + evaluator.cell((FIELD, node, root, ELEMENT))
    found = _composite_of(evaluator, container)
    own = _held(evaluator, *found, part) if found is not None else ()
    return union([inferred(own + stored), UNKNOWN]).values


def store(evaluator: Evaluator, container: Container, part: str, values: Values) -> None:
    """Let values flow into an item of the container, or, with `ELEMENT`, into any."""
    values = tuple(value for value in values if can_be_called(evaluator, value))
    if not values:
        return
    evaluator.stored_parts.setdefault((container.node, container.root), {})[part] = None
    evaluator.flow((FIELD, container.node, container.root, part), values)
    evaluator.flow((FIELD, container.node, container.root), values)


def can_be_called(evaluator: Evaluator, value: Value) -> bool:
    """Whether following the value can lead to a call: not a text, a number, or a list of such."""
    tag, what = value
    if tag is Tag.CONTAINER and what.root < -1:
        known = evaluator.plain_containers.get(what)
        if known is None:
            found = _composite_of(evaluator, what)
            items = found[1].items if found is not None else ()
            known = bool(items) and all(one is None or _is_literal(one) for one in items)
            evaluator.plain_containers[what] = known
        return not known
    return tag is not Tag.CONSTANT and tag is not Tag.EXTERNAL_INSTANCE


def _is_literal(expression: Expression) -> bool:
    return expression.root == -1 and (expression.text[0] in '"<' or expression.text.isdigit())


def known_parts(evaluator: Evaluator, container: Container) -> list[str]:
    """The keys, as parts, under which a mapping holds something."""
    found = _composite_of(evaluator, container)
    known: dict[str, None] = {}
    if found is not None and found[1].kind == "map":
        for key in found[1].keys[:MAX_ITEMS]:
            if key[:1] == '"':
                known[f"[{key}]"] = None
    if evaluator.cell((FIELD, container.node, container.root)):
        for part in evaluator.stored_parts.get((container.node, container.root), ()):
            if part[:2] == '["' and evaluator.cell((FIELD, container.node, container.root, part)):
                known[part] = None
    return list(known)


def under_unknown_keys(evaluator: Evaluator, container: Container) -> Values:
    """What a mapping holds under keys that nobody knows."""
    return evaluator.cell((FIELD, container.node, container.root, ELEMENT))


def places(evaluator: Evaluator, container: Container) -> list[Values] | None:
    """What a list holds by place, if its length is known."""
    found = _composite_of(evaluator, container)
    if found is None:
        if evaluator.symbols.scopes[container.node].definition is None or not _is_pack(evaluator, container):
            return None
        if under_unknown_keys(evaluator, container):
            return None
        stored = evaluator.stored_parts.get((container.node, container.root), {})
        filled = [
            int(part[1:-1]) for part in stored if part[1:-1].isdigit() and item(evaluator, container, part)
        ]
        return [item(evaluator, container, f"[{place}]") for place in range(max(filled, default=-1) + 1)]
    scope, listed = found
    if listed.kind not in ("list", "tuple") or len(listed.items) > MAX_ITEMS:
        return None
    if any(_is_spread(evaluator, scope, one) for one in listed.items):
        return None
    return [item(evaluator, container, f"[{place}]") for place in range(len(listed.items))]


def _is_pack(evaluator: Evaluator, container: Container) -> bool:
    """Whether it is what a parameter takes that takes all further arguments."""
    return container.root >= 0 and evaluator.symbols.nodes[container.node].kind in CALLABLE_KINDS


def is_mapping(evaluator: Evaluator, container: Container) -> bool:
    """Whether a loop over it gives its keys."""
    found = _composite_of(evaluator, container)
    if found is not None:
        return found[1].kind in ("map", "each.map")
    return container.type in evaluator.symbols.scopes[container.node].rules.mapping_types


def keys(evaluator: Evaluator, container: Container) -> Values:
    """The keys of a mapping, as far as they are strings or numbers."""
    found = _composite_of(evaluator, container)
    if found is None:
        return ()
    scope, mapping = found
    constants = [
        evaluator.constants(scope, key) for key in mapping.keys[:MAX_ITEMS] if key not in ("", SPREAD)
    ]
    return tuple(dict.fromkeys(value for values in constants for value in values))


def _composite_of(evaluator: Evaluator, container: Container) -> tuple[Scope, Composite] | None:
    """The composite that makes the container, with its scope, if one does."""
    if container.root >= -1:
        return None
    file = evaluator.files[evaluator.symbols.scopes[container.node].path]
    found = file.facts.composites[composite_at(container.root)]
    return file.scopes[found.scope], found


def _held(evaluator: Evaluator, scope: Scope, found: Composite, part: str) -> Values:
    """What the composite itself holds at a place or under a key."""
    if found.kind == "map":
        return _held_by_key(evaluator, scope, found, part)
    if found.kind.startswith("each") or part == ELEMENT:
        chosen = found.items[:MAX_ITEMS]
    else:
        place = int(part[1:-1]) if part[1:-1].lstrip("-").isdigit() else len(found.items)
        before = found.items[:place] if place >= 0 else found.items[place:]
        if any(_is_spread(evaluator, scope, one) for one in before[:MAX_ITEMS]):
            chosen = found.items[:MAX_ITEMS]
        elif -len(found.items) <= place < len(found.items):
            chosen = (found.items[place],)
        else:
            chosen = ()
    values: list[Value] = []
    for one in chosen:
        values += _spread_out(evaluator, scope, one)
    return tuple(dict.fromkeys(values))


def _held_by_key(evaluator: Evaluator, scope: Scope, found: Composite, part: str) -> Values:
    values: list[Value] = []
    for key, one in list(zip(found.keys, found.items, strict=False))[-MAX_ITEMS:]:
        if key == SPREAD:
            for value in _value(evaluator, scope, one).values:
                values += item(evaluator, value.what, part) if value.tag is Tag.CONTAINER else ()
        elif part == ELEMENT or not key:
            values += _value(evaluator, scope, one).values
        elif f"[{key}]" == part:
            # The last item of a key takes the place of all before.
            values = list(_value(evaluator, scope, one).values)
        elif key.isidentifier() and any(
            f"[{constant.what[1]}]" == part for constant in evaluator.constants(scope, key)
        ):
            values += _value(evaluator, scope, one).values
    return tuple(dict.fromkeys(values))


def _is_spread(evaluator: Evaluator, scope: Scope, expression: Expression | None) -> bool:
    if expression is None or expression.root >= -1:
        return False
    file = evaluator.files[scope.path]
    return file.facts.composites[composite_at(expression.root)].kind == "spread" and not expression.text


def _spread_out(evaluator: Evaluator, scope: Scope, expression: Expression | None) -> Values:
    values = _value(evaluator, scope, expression).values
    if not _is_spread(evaluator, scope, expression):
        return values
    return tuple(one for value in values if value.tag is Tag.SEQUENCE for one in value.what[0])


def _slice(evaluator: Evaluator, container: Container, cut: re.Match[str]) -> Values:
    """A part of a list: its places where they are known, else the list itself."""
    whole = (Value(Tag.CONTAINER, container),)
    known = places(evaluator, container)
    if known is None:
        return whole
    start = int(cut.group(1)) if cut.group(1).strip("-") else None
    end = int(cut.group(2)) if cut.group(2).strip("-") else None
    return (Value(Tag.TUPLE, tuple(known[start:end])),)


def place_of(places: tuple[Values, ...], part: str) -> Values:
    """What a tuple of known places has at one of them, or at any."""
    inner = part[1:-1]
    if inner.lstrip("-").isdigit():
        place = int(inner)
        return places[place] if -len(places) <= place < len(places) else ()
    cut = _SLICE.fullmatch(part)
    if cut is not None:
        start = int(cut.group(1)) if cut.group(1).strip("-") else None
        end = int(cut.group(2)) if cut.group(2).strip("-") else None
        return (Value(Tag.TUPLE, places[start:end]),)
    return tuple(dict.fromkeys(value for values in places for value in values))


# -- Loops


def elements(evaluator: Evaluator, values: Values) -> Values:
    """What a loop over the values gives."""
    found: list[Value] = []
    for value in values:
        tag, what = value
        if tag is Tag.SEQUENCE:
            found += what[0]
        elif tag is Tag.TUPLE:
            found += place_of(what, ELEMENT)
        elif tag is Tag.CONTAINER:
            found += keys(evaluator, what) if is_mapping(evaluator, what) else item(evaluator, what, ELEMENT)
        elif tag is Tag.GENERATOR:
            found += evaluator.yielded(what).values
        elif tag is Tag.INSTANCE:
            methods = iteration(evaluator, value)
            rules = evaluator.symbols.scopes[what].rules
            if len(methods) == 2:
                found += evaluator.called(inferred((methods[1],)), rules).values
            elif methods:
                given = evaluator.called(inferred((methods[0],)), rules).values
                found += elements(evaluator, tuple(one for one in given if one.tag is not Tag.INSTANCE))
    return tuple(dict.fromkeys(found))


def iteration(evaluator: Evaluator, value: Value) -> list[Value]:
    """The methods that a loop over an instance calls: the one that gives an iterator, and that one's next."""
    if value.tag is not Tag.INSTANCE:
        return []
    rules = evaluator.symbols.scopes[value.what].rules
    found: list[Value] = []
    for start, following in rules.iteration_methods:
        for method in evaluator.own_methods(value, start):
            found.append(method)
            for iterator in evaluator.called(inferred((method,)), rules).values:
                if iterator.tag is Tag.INSTANCE:
                    found += evaluator.own_methods(iterator, following)
        if found:
            break
    return found[:2]


def unpacked(evaluator: Evaluator, value: Value, part: str) -> Values:
    """What a target at one place gets where a value is taken apart."""
    tag, what = value
    if tag is Tag.TUPLE:
        return place_of(what, part)
    if tag is Tag.CONTAINER and not is_mapping(evaluator, what):
        return item(evaluator, what, part)
    if tag is Tag.HOLDER:
        found = evaluator.attribute(value, part)
        return found.values if found is not None else ()
    held = elements(evaluator, (value,))
    return (Value(Tag.SEQUENCE, (held, held)),) if _SLICE.fullmatch(part) else held


def key_names(facts: FileFacts) -> frozenset[str]:
    """The names that a file uses as subscripts."""
    texts = [call.text for call in facts.calls if "[" in call.text]
    texts += [binding.target for binding in facts.bindings if "[" in binding.target]
    expressions = [binding.value for binding in facts.bindings if binding.value is not None]
    expressions += [one.value for one in facts.references]
    for call in facts.calls:
        expressions += [one for one in call.arguments if one is not None]
    for composite in facts.composites:
        expressions += [one for one in composite.items if one is not None]
    texts += [one.text for one in expressions if "[" in one.text]
    return frozenset(
        part[1:-1] for text in texts for part in parts(text) if part[:1] == "[" and part[1:-1].isidentifier()
    )
