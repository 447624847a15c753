"""Values flow: arguments into parameters, stores into containers and attributes, until nothing is new."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from repository_indexer.facts import Call
from repository_indexer.resolve import calls, containers, stores
from repository_indexer.resolve.arguments import Arguments, arguments_of, give
from repository_indexer.resolve.questions import (
    ATTRIBUTE,
    CALL_SITE,
    DECORATOR_SITE,
    FIRST_SITE,
    STORE_SITE,
    Key,
    Question,
)
from repository_indexer.resolve.rules import Rules
from repository_indexer.resolve.scopes import CLASS_KINDS, File, Scope
from repository_indexer.resolve.values import Tag, Value

if TYPE_CHECKING:
    from repository_indexer.resolve.evaluate import Evaluator

MAX_ROUNDS = 30
"""So many functions deep values are handed on at most."""


def follow(evaluator: Evaluator, files: list[File]) -> None:
    """Let all values of the files flow."""
    for file in files:
        for site in _sites(file):
            evaluator.visit(Question(site))
    for number in range(len(evaluator.symbols.stores)):
        evaluator.visit(Question((STORE_SITE, number)))
    for _ in range(MAX_ROUNDS):
        due = evaluator.settle()
        if not due:
            break
        for question in due:
            if question.key[0] >= FIRST_SITE:
                evaluator.visit(question)
            else:
                evaluator.ask(question.key)
    evaluator.finish()


def _sites(file: File) -> Iterator[Key]:
    for position, call in enumerate(file.facts.calls):
        if not call.constructs or call.keywords:
            yield CALL_SITE, file, position
    if file.rules.decorators_are_called:
        for scope, definition in zip(file.scopes, file.facts.definitions, strict=True):
            if definition.decorators:
                yield DECORATOR_SITE, scope.node


def visit(evaluator: Evaluator, site: Key) -> None:
    """Let the values of one place flow."""
    if site[0] == CALL_SITE:
        _call(evaluator, site[1], site[2])
    elif site[0] == STORE_SITE:
        stores.put(evaluator, *evaluator.symbols.stores[site[1]])
    else:
        _decorate(evaluator, site[1])


def _call(evaluator: Evaluator, file: File, position: int) -> None:
    call = file.facts.calls[position]
    scope = file.scopes[call.scope]
    if call.constructs:
        _fill(evaluator, scope, call)
        return
    callee = file.callees[position] = evaluator.expression(scope, call)
    for value in callee.values:
        if calls.is_followed(scope.rules, value):
            break
    else:
        return
    arguments = arguments_of(evaluator, scope, call)
    site = (file.scopes[0].node, position)
    further: list[Value] = []
    for value in callee.values:
        further += hand_over(evaluator, scope.rules, value, arguments, site)
    if further:
        file.further_callees[position] = tuple(dict.fromkeys(further))


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
) -> list[Value]:
    """Let the arguments of a call of `value` flow into what they are given to.

    What something from elsewhere calls in turn is given back.
    """
    tag, what = value
    methods: list[Value] = []
    if tag is Tag.BOUND and isinstance(what[0], int):
        give(evaluator, what[0], what[1], arguments)
    elif tag is Tag.DEFINITION:
        if evaluator.function_of(value) is not None:
            give(evaluator, what, None, arguments)
        elif evaluator.symbols.nodes[what].kind in CLASS_KINDS:
            methods = calls.constructors(evaluator, rules, value)
            fields = rules.fields_of_arguments(evaluator, what)
            for name, values in zip(fields, arguments.placed, strict=False):
                evaluator.flow((ATTRIBUTE, what, name), values)
            for name, values in arguments.named if fields else ():
                evaluator.flow((ATTRIBUTE, what, name), values)
    elif tag is Tag.INSTANCE and rules.call_method:
        methods = calls.own_methods(evaluator, value, rules.call_method)
    elif tag is Tag.PARTIAL:
        function, kept = calls.partial(evaluator, value)
        hand_over(evaluator, rules, function, arguments.behind(kept), None)
    else:
        return _external(evaluator, rules, value, arguments, site)
    for method in methods:
        hand_over(evaluator, rules, method, arguments, None)
    return []


def _external(
    evaluator: Evaluator, rules: Rules, value: Value, arguments: Arguments, site: tuple[int, int] | None
) -> list[Value]:
    effect = calls.effect(evaluator, rules, value, arguments, site)
    if effect is None:
        return []
    for function, given in effect.calls:
        hand_over(evaluator, rules, function, given, None)
    for container, part, values in effect.stores:
        containers.store(evaluator, container, part, values)
    for node, name, values in effect.attributes:
        evaluator.flow((ATTRIBUTE, node, name), values)
    return [function for function, _ in effect.calls]
