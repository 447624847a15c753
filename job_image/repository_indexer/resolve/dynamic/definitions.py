"""What definitions bring into the program: what classes derive from, what parameters are by default."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from repository_indexer.facts import Definition, Expression
from repository_indexer.resolve.dynamic.dynamic_rules import DynamicRules
from repository_indexer.resolve.dynamic.values import Kind
from repository_indexer.resolve.scopes import VALUE_KINDS, Scope

if TYPE_CHECKING:
    from repository_indexer.resolve.dynamic.program import Program


def add_definition(program: Program, scope: Scope) -> None:
    """Let flow what the definition of a scope says, if it is one with a node."""
    definition = scope.definition
    if definition is None or scope.node < 0 or program.symbols.scopes[scope.node] is not scope:
        return
    around = scope.parent or scope
    if scope.is_class:
        _bases(program, scope, around)
    elif around.is_class and definition.name[:1] == "[":
        _computed_member(program, scope, around, definition)
    defaults: list[int | None] = []
    fields = _fields_of_parameters(program, around) if definition.kind == "constructor" else frozenset()
    for parameter in definition.parameters:
        if parameter.name in fields:
            field = program.heap.field(program.values.number(Kind.INSTANCE, around.node), parameter.name)
            program.solver.flow(program.names.variable(scope, parameter.name), field)
        given = None
        if parameter.default is not None:
            given = program.expressions.of(scope, parameter.default)
        defaults.append(given)
    if any(one is not None for one in defaults):
        program.calls.defaults[scope.node] = defaults


def _computed_member(program: Program, scope: Scope, owner: Scope, definition: Definition) -> None:
    """A method whose name is the value of an expression."""
    is_static = cast(DynamicRules, scope.rules).is_static(definition)
    kind = Kind.CLASS if is_static else Kind.INSTANCE
    base, source = program.solver.variable(), program.solver.variable()
    program.solver.add(base, program.values.number(kind, owner.node))
    program.solver.add(source, program.values.number(Kind.FUNCTION, scope.node))
    program.expressions.store_member(
        owner.parent or owner, base, definition.name, source, definition.start_line
    )


def _fields_of_parameters(program: Program, scope: Scope) -> frozenset[str]:
    """The names of a class's fields that parameters of its constructor are too."""
    nodes = [bound for bounds in scope.names.values() for bound in bounds if isinstance(bound, int)]
    fields = (node for node in nodes if program.symbols.nodes[node].kind in VALUE_KINDS)
    return frozenset(program.symbols.nodes[node].name for node in fields)


def _bases(program: Program, scope: Scope, around: Scope) -> None:
    own = program.values.number(Kind.CLASS, scope.node)
    instance = program.values.number(Kind.INSTANCE, scope.node)
    definition = scope.definition
    if definition is None:
        return
    for base in definition.bases[: len(definition.bases) - definition.implemented]:
        variable = _base(program, around, base)
        if variable is None:
            continue
        program.calls.bases.setdefault(scope.node, []).append(variable)
        program.solver.flow(variable, program.heap.prototypes(own))
        program.solver.watch(variable, lambda value: _inherit(program, instance, value))


def _base(program: Program, scope: Scope, base: Expression) -> int | None:
    """The variable of what a class derives from; an interface's base is a type."""
    names = scope.rules.parts(base.text)
    if base.root != -1 or names:
        return program.expressions.of(scope, base)
    found = program.solver.variable()
    for value in program.types.base(scope, base.text):
        program.solver.add(found, value)
    return found


def _inherit(program: Program, instance: int, base: int) -> None:
    """Instances of a class inherit from instances of its base."""
    kind, what = program.values.kinds[base], program.values.whats[base]
    if kind in (Kind.CLASS, Kind.FUNCTION):
        program.solver.add(program.heap.prototypes(instance), program.values.number(Kind.INSTANCE, what))
        if kind is Kind.FUNCTION:
            program.solver.flow(program.heap.field(base, "prototype"), program.heap.prototypes(instance))
    elif kind is Kind.EXTERNAL:
        program.solver.add(
            program.heap.prototypes(instance), program.values.number(Kind.EXTERNAL_INSTANCE, what)
        )
