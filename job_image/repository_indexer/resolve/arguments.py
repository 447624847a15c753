"""The arguments of a call, and which parameter of a function gets which of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from repository_indexer.chains import ELEMENT
from repository_indexer.facts import Call, Expression, composite_at
from repository_indexer.resolve import containers
from repository_indexer.resolve.questions import PARAMETER
from repository_indexer.resolve.scopes import Scope
from repository_indexer.resolve.values import Container, Tag, Value, Values, joined

if TYPE_CHECKING:
    from repository_indexer.resolve.evaluate import Evaluator

_LITERAL = '"0123456789'
"""How a literal begins, in all languages."""
KEYWORDS_ONLY = "*"
"""The name of the parameter behind which all others are given by name."""


class Arguments(NamedTuple):
    """What a call gives: by place, any number more (`*a`), by name, and under any name (`**a`)."""

    placed: tuple[Values, ...] = ()
    further: Values = ()
    named: tuple[tuple[str, Values], ...] = ()
    under_any_name: Values = ()

    def behind(self, others: Arguments) -> Arguments:
        """These arguments behind others, as with a function that has some already."""
        return Arguments(
            others.placed + self.placed,
            joined(others.further, self.further),
            others.named + self.named,
            joined(others.under_any_name, self.under_any_name),
        )


NO_ARGUMENTS = Arguments()


def arguments_of(evaluator: Evaluator, scope: Scope, call: Call) -> Arguments:
    """The arguments of a call in the code of `scope`."""
    if not call.arguments:
        return NO_ARGUMENTS
    placed: list[Values] = []
    named: list[tuple[str, Values]] = []
    further: Values = ()
    under_any_name: Values = ()
    unnamed = len(call.arguments) - len(call.keywords)
    for number, expression in enumerate(call.arguments):
        keyword = call.keywords[number - unnamed] if number >= unnamed else ""
        values: Values = ()
        if expression is not None:
            if expression.root == -1 and expression.text[0] in _LITERAL:
                values = evaluator.constant(scope.rules, expression.text)
            else:
                values = evaluator.expression(scope, expression).values
        if keyword == containers.SPREAD:
            by_name, rest = _spread_by_name(evaluator, values)
            named += by_name
            under_any_name = joined(under_any_name, rest)
        elif keyword:
            named.append((keyword, values))
        elif expression is not None and _is_spread(evaluator, scope, expression):
            known = None if further else _known_places(evaluator, scope, expression)
            if known is None:
                further = joined(further, tuple(one for value in values for one in value.what[0]))
            else:
                placed += known
        elif further:
            further = joined(further, values)
        else:
            placed.append(values)
    return Arguments(tuple(placed), further, tuple(named), under_any_name)


def _is_spread(evaluator: Evaluator, scope: Scope, expression: Expression) -> bool:
    if expression.root >= -1 or expression.text:
        return False
    return evaluator.files[scope.path].facts.composites[composite_at(expression.root)].kind == "spread"


def _known_places(evaluator: Evaluator, scope: Scope, expression: Expression) -> list[Values] | None:
    """The values by place of what is spread, if that is one list of which the length is known."""
    spread = evaluator.files[scope.path].facts.composites[composite_at(expression.root)]
    if not spread.items or spread.items[0] is None:
        return []
    values = evaluator.expression(scope, spread.items[0]).values
    if len(values) != 1:
        return None
    tag, what = values[0]
    if tag is Tag.TUPLE:
        return list(what)
    return containers.places(evaluator, what) if tag is Tag.CONTAINER else None


def _spread_by_name(evaluator: Evaluator, values: Values) -> tuple[list[tuple[str, Values]], Values]:
    """What the mappings give under the keys that are known, and under any other."""
    named: list[tuple[str, Values]] = []
    rest: Values = ()
    for value in values:
        if value.tag is not Tag.CONTAINER:
            continue
        parts = containers.known_parts(evaluator, value.what)
        named += [(part[2:-2], containers.item(evaluator, value.what, part)) for part in parts]
        rest = joined(rest, containers.under_unknown_keys(evaluator, value.what))
    return named, rest


# -- Parameters


def give(evaluator: Evaluator, function: int, receiver: Value | None, arguments: Arguments) -> None:
    """Let the arguments of a call flow into the parameters of a function."""
    scope = evaluator.symbols.scopes[function]
    if scope.definition is None:
        return
    parameters = scope.definition.parameters
    place = 0
    if receiver is not None and parameters and scope.rules.receiver(scope.definition):
        if not _is_own(evaluator, function, receiver):
            evaluator.flow((PARAMETER, function, 0), (receiver,))
        place = 1
    place = _give_placed(evaluator, scope, place, arguments.placed)
    for name, values in arguments.named:
        _give_by_name(evaluator, scope, name, values)
    if arguments.further:
        _give_further(evaluator, scope, place, arguments.further)
    if arguments.under_any_name:
        for number, parameter in enumerate(parameters):
            if parameter.stars == 2:
                _store(evaluator, scope, number, ELEMENT, arguments.under_any_name)


def _give_placed(evaluator: Evaluator, scope: Scope, place: int, placed: tuple[Values, ...]) -> int:
    """Let values flow into the parameters from one place on; the place that is reached."""
    parameters = scope.definition.parameters if scope.definition is not None else []
    behind = 0
    for values in placed:
        if place >= len(parameters) or parameters[place].name == KEYWORDS_ONLY or parameters[place].stars > 1:
            break
        if parameters[place].stars:
            _store(evaluator, scope, place, f"[{behind}]", values)
            behind += 1
        else:
            if values:
                _flow(evaluator, scope, place, values)
            place += 1
    return place


def _is_own(evaluator: Evaluator, function: int, receiver: Value) -> bool:
    """Whether it is an instance (or the class) of the class in which the function stands."""
    return (
        receiver.tag in (Tag.INSTANCE, Tag.DEFINITION)
        and evaluator.symbols.parents[function] == receiver.what
    )


def _give_by_name(evaluator: Evaluator, scope: Scope, name: str, values: Values) -> None:
    parameters = scope.definition.parameters if scope.definition is not None else []
    for number, parameter in enumerate(parameters):
        if parameter.stars == 2:
            _store(evaluator, scope, number, f'["{name}"]', values)
        elif parameter.name == name and not parameter.stars:
            _flow(evaluator, scope, number, values)
            break


def _give_further(evaluator: Evaluator, scope: Scope, place: int, values: Values) -> None:
    """Let values flow into all parameters that can get them by place."""
    parameters = scope.definition.parameters if scope.definition is not None else []
    for number in range(place, len(parameters)):
        if parameters[number].name == KEYWORDS_ONLY or parameters[number].stars > 1:
            break
        if parameters[number].stars:
            _store(evaluator, scope, number, ELEMENT, values)
            break
        _flow(evaluator, scope, number, values)


def _flow(evaluator: Evaluator, scope: Scope, place: int, values: Values) -> None:
    worth = _worth_following(evaluator, scope, place, values)
    if worth:
        evaluator.flow((PARAMETER, scope.node, place), worth)


def _store(evaluator: Evaluator, scope: Scope, place: int, part: str, values: Values) -> None:
    worth = _worth_following(evaluator, scope, -1, values)
    if worth:
        containers.store(evaluator, Container(scope.node, place, ""), part, worth)


def _worth_following(evaluator: Evaluator, scope: Scope, place: int, values: Values) -> Values:
    """The values that can lead to a call; texts and numbers only where the parameter is used as a key."""
    for value in values:
        if not containers.can_be_called(evaluator, value):
            break
    else:
        return values
    with_keys = False
    if place >= 0 and scope.definition is not None:
        with_keys = scope.definition.parameters[place].name in evaluator.key_names(scope)
    return tuple(
        value
        for value in values
        if containers.can_be_called(evaluator, value) or (with_keys and value.tag is Tag.CONSTANT)
    )


# -- What a parameter gets by one call


def given_to(
    evaluator: Evaluator, scope: Scope, place: int, receiver: Value | None, arguments: Arguments
) -> Values | None:
    """What the parameter at a place gets by this call; None if that cannot be told from the call alone."""
    if scope.definition is None:
        return None
    parameters = scope.definition.parameters
    first = 0
    if receiver is not None and scope.rules.receiver(scope.definition):
        if place == 0:
            return (receiver,)
        first = 1
    if arguments.further or arguments.under_any_name:
        return None
    if any(parameter.stars for parameter in parameters[: place + 1]):
        first = len(parameters)
    if 0 <= place - first < len(arguments.placed) and first < len(parameters):
        return arguments.placed[place - first]
    for name, values in arguments.named:
        if name == parameters[place].name:
            return values
    default = parameters[place].default
    return evaluator.expression(scope.parent or scope, default).values if default is not None else None
