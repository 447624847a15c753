"""What calls give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from repository_indexer.resolve.rules import Rules
from repository_indexer.resolve.scopes import CLASS_KINDS, File
from repository_indexer.resolve.values import UNKNOWN, Result, Tag, Value, Values, inferred, union

if TYPE_CHECKING:
    from repository_indexer.resolve.evaluate import Evaluator


def result(evaluator: Evaluator, file: File, position: int) -> Result:
    """What a call of the file's facts gives."""
    call = file.facts.calls[position]
    scope = file.scopes[call.scope]
    if call.constructs:
        found = inferred(evaluator.typed(scope, call.text))
    else:
        special = scope.rules.special_call(evaluator, scope, call.text) if call.root == -1 else None
        callee = evaluator.expression(scope, call)
        found = special or evaluator.called(callee, scope.rules)
        for value in callee.values:
            given: Values = ()
            if value.tag is Tag.HOLDER_METHOD:
                given = value.what[0].rules.holder_result(evaluator, value, file, call)
            elif value.tag is Tag.EXTERNAL:
                given = scope.rules.external_result(evaluator, value.what, file, call)
            if given:
                found = union([found, inferred(given)]) if found.values else inferred(given)
    return found


def called(evaluator: Evaluator, callee: Result, rules: Rules) -> Result:
    """What a call of `callee` gives."""
    values: list[Value] = []
    for value in callee.values:
        if value.tag is Tag.DEFINITION:
            if evaluator.symbols.nodes[value.what].kind in CLASS_KINDS:
                values.append(Value(Tag.INSTANCE, value.what))
            else:
                values += evaluator.returned(value.what).values
        elif value.tag is Tag.INSTANCE and _is_enum_instance(evaluator, value, callee):
            values.append(value)
        elif value.tag is Tag.EXTERNAL:
            if value.what in rules.builtin_types:
                values.append(Value(Tag.EXTERNAL_INSTANCE, value.what))
        elif value.tag is Tag.INSTANCE and rules.call_method:
            method = evaluator.attribute(value, rules.call_method)
            if method is not None:
                values += evaluator.called(method, rules).values
    return inferred(tuple(dict.fromkeys(values)))


def _is_enum_instance(evaluator: Evaluator, value: Value, callee: Result) -> bool:
    """Whether it is what a call of an enum's constant makes: a constant can hold values of its own."""
    return any(
        one.tag is Tag.DEFINITION
        and evaluator.symbols.is_enum_constant(one.what)
        and evaluator.symbols.parents[one.what] == value.what
        for one in callee.values
    )


def returned(evaluator: Evaluator, function: int) -> Result:
    """What a function of the repository returns."""
    scope = evaluator.symbols.scopes[function]
    if scope.definition is None:
        return UNKNOWN
    values: Values = ()
    declared = scope.rules.declared_type(scope.definition)
    if declared:
        values = scope.rules.result_values(evaluator, scope, declared)
    if not values:
        results = [evaluator.expression(scope, expression) for expression in scope.returns]
        values = union(results).values if results else ()
    return inferred(values)
