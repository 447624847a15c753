"""The calls that are written in files: what is called there, of what object, and with which arguments."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from repository_indexer.facts import Call, Expression
from repository_indexer.resolve.dynamic.composites import is_spread_item
from repository_indexer.resolve.dynamic.expressions import SUPER, plain_name
from repository_indexer.resolve.dynamic.sites import Argument, Site
from repository_indexer.resolve.dynamic.values import Kind
from repository_indexer.resolve.scopes import File, Scope

if TYPE_CHECKING:
    from repository_indexer.resolve.dynamic.program import Program


def add_call(program: Program, file: File, scope: Scope, position: int, call: Call) -> None:
    """Let a call of the file happen with what its callee and its arguments are found to be."""
    expressions, names = program.expressions, scope.rules.parts(call.text)
    base: int | None = None
    is_super = names == (SUPER,) and call.root == -1
    if call.root != -1:
        start: int | None = expressions.root(file.path, call.root)
    elif is_super:
        base, start = expressions.this(scope), _super_class(program, scope)
    else:
        start = expressions.chain(scope, names[:-1], call.line) if len(names) > 1 else None
        if len(names) == 1:
            start = expressions.chain(scope, names, call.line)
        elif start is None and names:
            start = program.solver.variable()
    member = "" if is_super or (call.root == -1 and len(names) == 1) else names[-1] if names else ""
    if start is None or (call.root == -1 and not names):
        return
    callee = start
    if member:
        base = start if call.root == -1 else expressions.members(scope, start, names[:-1], call.line)
        callee = expressions.members(scope, base, (member,), call.line)
        member = plain_name(member)
        if names[0] == SUPER and len(names) == 2 and call.root == -1:
            base = expressions.this(scope)
    count = len(call.arguments) - len(call.keywords)
    arguments = [_argument(program, file, scope, one) for one in call.arguments[:count]]
    if call.keywords:
        named = zip(call.keywords, call.arguments[count:], strict=True)
        arguments.append(_named_arguments(program, scope, (file.path, position), named))
    site = Site(
        program.calls,
        scope,
        callee,
        arguments,
        expressions.result(file.path, position),
        base=base,
        name=member,
        constructs=call.constructs,
        is_super=is_super,
        is_inherited=call.root == -1 and names[:1] == (SUPER,),
    )
    program.sites[file.path, position] = site
    program.calls.add(site)


def _super_class(program: Program, scope: Scope) -> int | None:
    """The variable of what the class around derives from."""
    around: Scope | None = scope
    while around is not None and not around.is_class:
        around = around.parent
    return None if around is None else program.heap.prototypes(program.values.number(Kind.CLASS, around.node))


def _argument(program: Program, file: File, scope: Scope, expression: Expression | None) -> Argument | None:
    if expression is None:
        return None
    variable = program.expressions.of(scope, expression)
    if variable is None:
        return None
    return Argument(variable, is_spread=is_spread_item(file, expression))


def _named_arguments(
    program: Program, scope: Scope, key: object, named: Iterable[tuple[str, Expression | None]]
) -> Argument:
    """Arguments with names are the members of one object."""
    made, variable = program.values.number(Kind.OBJECT, ("arguments", key)), program.solver.variable()
    program.solver.add(variable, made)
    for name, expression in named:
        source = program.expressions.of(scope, expression) if expression is not None else None
        if source is not None and name == "**":
            program.heap.copy(source, made)
        elif source is not None:
            program.solver.flow(source, program.heap.field(made, name))
    return Argument(variable)
