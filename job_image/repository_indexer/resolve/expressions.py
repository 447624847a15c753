"""What expressions stand for: names, and the attributes and subscripts after them, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from repository_indexer.chains import ELEMENT, parts
from repository_indexer.facts import Call, Expression
from repository_indexer.resolve import containers, stores
from repository_indexer.resolve.names import seen
from repository_indexer.resolve.questions import NAME
from repository_indexer.resolve.scopes import Scope
from repository_indexer.resolve.values import UNKNOWN, Result, Tag, Value, Values, inferred, union

if TYPE_CHECKING:
    from repository_indexer.resolve.evaluate import Evaluator


def result_of(evaluator: Evaluator, scope: Scope, expression: Expression | Call) -> Result:
    """What an expression stands for; for a call, what is called."""
    text, root, rules = expression.text, expression.root, scope.rules
    if rules.reads_expressions:
        special = rules.expression_values(evaluator, scope, text)
        if special is not None:
            return inferred(special)
    if rules.reads_chains:
        chain = rules.callee_parts(text) if isinstance(expression, Call) else rules.parts(text)
    else:
        chain = parts(text)
    if root == -1:
        return chain_of(evaluator, scope, chain, text, expression.line)
    start = evaluator.root(scope, root)
    return attributes(evaluator, start, chain, scope, expression.line) if chain else start


def chain_of(evaluator: Evaluator, scope: Scope, chain: tuple[str, ...], text: str, line: int = 0) -> Result:
    """What a chain of these names, written as `text`, stands for; in that line, if one is given."""
    if not chain or not chain[0].isidentifier():
        literal = scope.rules.literal_values(text)
        if literal:
            return inferred(evaluator.constant(scope.rules, text))
    if not chain:
        return UNKNOWN
    if len(chain) == 1:
        bounds = scope.names.get(text)
        if bounds is not None and len(bounds) == 1 and scope.is_plain:
            return evaluator.ask((NAME, scope, text, ())) or UNKNOWN
        return seen(evaluator, scope, chain[0], line) or UNKNOWN
    if line:
        found = stores.latest(evaluator, scope, chain, line)
        if found is not None:
            return attributes(evaluator, found[1], chain[found[0] :], scope, line)
    first = chain[0]
    bounds = scope.names.get(first)
    if bounds is not None and len(bounds) == 1 and scope.is_plain:
        return attributes(
            evaluator, evaluator.ask((NAME, scope, first, ())) or UNKNOWN, chain[1:], scope, line
        )
    literal = () if first.isidentifier() else scope.rules.literal_values(first)
    start = inferred(literal) if literal else seen(evaluator, scope, first, line)
    return UNKNOWN if start is None else attributes(evaluator, start, chain[1:], scope, line)


def attributes(
    evaluator: Evaluator, start: Result, chain: tuple[str, ...], scope: Scope | None = None, line: int = 0
) -> Result:
    """What the attributes and subscripts of a chain make of where it starts, one after the other.

    With `scope` and `line`, where the chain stands, subscripts can be names.
    """
    result = start
    for name in chain:
        values = result.values
        if not values:
            return UNKNOWN
        names = known_parts(evaluator, scope, name, line) if name[:1] == "[" and scope is not None else [name]
        if len(values) == 1 and len(names) == 1:
            found = evaluator.attribute(values[0], names[0])
            if found is None:
                return UNKNOWN
            result = found if found.exact is result.exact else Result(found.values, False)
            continue
        members = [evaluator.attribute(value, one) for value in values for one in names]
        known = [one for one in members if one is not None]
        if not known:
            return UNKNOWN
        together = union(known)
        result = Result(together.values, together.exact and result.exact)
    return result


def part(evaluator: Evaluator, values: Values, path: str) -> Values:
    """What the target at `path` gets where the values are taken apart."""
    for step in parts(path):
        found: list[Value] = []
        for value in values:
            if step[0] == "[":
                found += containers.unpacked(evaluator, value, step)
            elif (member := evaluator.attribute(value, step)) is not None:
                found += member.values
        values = tuple(dict.fromkeys(found))
    return values


def known_parts(evaluator: Evaluator, scope: Scope, part: str, line: int = 0) -> list[str]:
    """The subscripts that `part` can stand for: of a name, the strings and numbers that it can be."""
    if not part[1:2].isidentifier():
        return [part]
    known = [f"[{constant.what[1]}]" for constant in constants(evaluator, scope, part[1:-1], line)]
    return known or [ELEMENT]


def constants(evaluator: Evaluator, scope: Scope, text: str, line: int = 0) -> list[Value]:
    """The strings and numbers that an expression can be."""
    values = chain_of(evaluator, scope, scope.rules.parts(text), text, line).values
    return [value for value in values if value.tag is Tag.CONSTANT]
