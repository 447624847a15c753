"""Values flow: arguments into parameters, stores into containers and attributes, until nothing is new."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from repository_indexer.facts import Call
from repository_indexer.resolve import calls, containers, stores
from repository_indexer.resolve.arguments import Arguments, arguments_of, give
from repository_indexer.resolve.questions import ATTRIBUTE, CALL_SITE, DECORATOR_SITE, STORE_SITE, Key
from repository_indexer.resolve.rules import Rules
from repository_indexer.resolve.scopes import CLASS_KINDS, File, Scope
from repository_indexer.resolve.values import UNKNOWN, Tag, Value

if TYPE_CHECKING:
    from repository_indexer.resolve.evaluate import Evaluator

MAX_ROUNDS = 30
"""So many functions deep values are handed on at most."""


def follow(evaluator: Evaluator, files: list[File]) -> None:
    """Let all values of the files flow."""
    due: list[Key] = [site for file in files for site in _sites(file)]
    due += [(STORE_SITE, number) for number in range(len(evaluator.symbols.stores))]
    for _ in range(MAX_ROUNDS):
        if not due:
            break
        for site in due:
            _visit(evaluator, site)
        due = evaluator.settle()


def _sites(file: File) -> Iterator[Key]:
    module = file.scopes[0].node
    for position, call in enumerate(file.facts.calls):
        if not call.constructs or call.keywords:
            yield CALL_SITE, module, position
    if file.rules.decorators_are_called:
        for scope, definition in zip(file.scopes, file.facts.definitions, strict=True):
            if definition.decorators:
                yield DECORATOR_SITE, scope.node


def _visit(evaluator: Evaluator, site: Key) -> None:
    """Let the values of one place flow, or ask a question again that was left open."""
    if site[0] < CALL_SITE:
        evaluator.ask(site)
        return
    before = evaluator.focus(site)
    evaluator.answers[site] = None
    if site[0] == CALL_SITE:
        _, module, position = site
        file = evaluator.file_of_module(module)
        call = file.facts.calls[position]
        scope = file.scopes[call.scope]
        if call.constructs:
            _fill(evaluator, scope, call)
        callee = UNKNOWN if call.constructs else evaluator.callee(file, position)
        if any(calls.is_followed(scope.rules, value) for value in callee.values):
            arguments = arguments_of(evaluator, scope, call)
            for value in callee.values:
                hand_over(evaluator, scope.rules, value, arguments, (module, position))
    elif site[0] == STORE_SITE:
        stores.put(evaluator, *evaluator.symbols.stores[site[1]])
    else:
        _decorate(evaluator, site[1])
    evaluator.look_up(before)


def _fill(evaluator: Evaluator, scope: Scope, call: Call) -> None:
    """Let the values of a literal of a type flow into the fields that it names."""
    made = evaluator.typed(scope, call.text)
    named = zip(call.keywords, call.arguments[-len(call.keywords) :], strict=False)
    for name, argument in named if made else ():
        values = evaluator.expression(scope, argument).values if name and argument is not None else ()
        for value in made if values else ():
            if value.tag is Tag.INSTANCE:
                evaluator.flow((ATTRIBUTE, value.what, name), values)


def _decorate(evaluator: Evaluator, node: int) -> None:
    scope = evaluator.symbols.scopes[node]
    for decorator, values in calls.decorations(evaluator, node)[:-1]:
        for value in decorator.values:
            hand_over(evaluator, scope.rules, value, Arguments((values,)), None)


def hand_over(
    evaluator: Evaluator, rules: Rules, value: Value, arguments: Arguments, site: tuple[int, int] | None
) -> None:
    """Let the arguments of a call of `value` flow into what they are given to."""
    tag, what = value
    if tag is Tag.BOUND and isinstance(what[0], int):
        give(evaluator, what[0], what[1], arguments)
    elif tag is Tag.DEFINITION and evaluator.function_of(value) is not None:
        give(evaluator, what, None, arguments)
    elif tag is Tag.DEFINITION and evaluator.symbols.nodes[what].kind in CLASS_KINDS:
        for method in calls.constructors(evaluator, rules, value):
            hand_over(evaluator, rules, method, arguments, None)
    elif tag is Tag.INSTANCE and rules.call_method:
        found = evaluator.attribute(value, rules.call_method)
        for method in found.values if found is not None else ():
            if evaluator.function_of(method) is not None:
                hand_over(evaluator, rules, method, arguments, None)
    elif tag is Tag.PARTIAL:
        function, kept = calls.partial(evaluator, value)
        hand_over(evaluator, rules, function, arguments.behind(kept), None)
    else:
        effect = calls.effect(evaluator, rules, value, arguments, site)
        if effect is not None:
            for one, given in effect.calls:
                hand_over(evaluator, rules, one, given, None)
            for container, part, values in effect.stores:
                containers.store(evaluator, container, part, values)
            for node, name, values in effect.attributes:
                evaluator.flow((ATTRIBUTE, node, name), values)
