"""What names stand for: by their definitions, imports, parameters and the values that they get."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from repository_indexer.facts import Binding, Branch, Import, Parameter
from repository_indexer.resolve.questions import MAX_NESTING, NAME, PARAMETER
from repository_indexer.resolve.scopes import (
    SCOPE_KINDS,
    VALUE_KINDS,
    Bound,
    Scope,
    function_of,
    receiver_class,
)
from repository_indexer.resolve.values import (
    UNKNOWN,
    Container,
    Result,
    Tag,
    Value,
    Values,
    inferred,
    joined,
    union,
)

if TYPE_CHECKING:
    from repository_indexer.resolve.evaluate import Evaluator


MAX_BOUNDS = 50
"""Where a name is bound more often, nobody looks which of the bindings a place can see."""


def seen(evaluator: Evaluator, scope: Scope, name: str, line: int = 0) -> Result | None:
    """What `name` stands for in the code of `scope`; None if nothing binds it.

    With `line`, bindings that no code in that line can see are left out.
    """
    around: Scope | None = scope
    while around is not None:
        # What stands in the file itself hides the package, and that what is imported on demand.
        if name in around.names or around.home is not None or around.stars or around.is_class:
            found = _seen_in(evaluator, around, scope, name, line)
            if found is not None:
                return found
        if line and (around.definition is None or around.definition.kind != "scope"):
            # Other code runs some other time.
            line = 0
        around = None if around.is_closed else around.parent
    if scope.rules.folded(name) in scope.rules.builtins:
        return evaluator.external(f"{scope.rules.builtins_module}.{name}")
    return scope.rules.unbound(evaluator, scope, name)


def _seen_in(evaluator: Evaluator, around: Scope, scope: Scope, name: str, line: int) -> Result | None:
    """What `name` stands for in the code of `scope` by what the scope `around` knows of it."""
    rules = around.rules
    is_hidden = around.is_class and not rules.class_names_are_seen_inside
    if is_hidden and (around is not scope or not rules.class_code_sees_members):
        return None
    if name in around.outer_names:
        return None
    found: Result | None = None
    if name in around.names:
        if rules.declarations_hide and around.parent is not None:
            found = local_at(evaluator, around, name, line)
        else:
            found = evaluator.local_name(around, name, line)
    if found is None and around.home is not None:
        found = evaluator.shared_name(around.home, name, around.path)
    if found is None and around.stars:
        found = evaluator.local_name(around, name)
    if found is None and around.is_class and rules.inherited_names_are_seen:
        found = inherited(evaluator, around, name)
    return found


def local(evaluator: Evaluator, scope: Scope, name: str, seen: tuple[int, ...]) -> Result | None:
    """What `name` stands for by what binds it in `scope` itself; `seen` tells which of these, if not all."""
    bounds = scope.names.get(name)
    if bounds is None:
        return _by_stars(evaluator, scope, name)
    if seen:
        bounds = [bounds[position] for position in seen]
    if len(bounds) == 1:
        return _alone(evaluator, bounds[0])
    nodes = [one for one in bounds if isinstance(one, int)]
    if len(nodes) > 1:
        properties = [
            one for one in nodes if not scope.rules.is_setter(evaluator.symbols.nodes[one].decorators)
        ]
        nodes = properties or nodes
    # Of several definitions of one name in one scope the last is the one that stays.
    results = [evaluator.node(nodes[-1])] if nodes else []
    records = [one for one in bounds if not isinstance(one, int)]
    declared = [one for one in records if isinstance(one[1], Binding) and one[1].type]
    # A declared type says more than the values that happen to be given.
    typed = [result for one in declared if (result := bound_result(evaluator, *one)).values]
    return union(results + (typed or [bound_result(evaluator, *one) for one in records]))


def local_at(evaluator: Evaluator, scope: Scope, name: str, line: int) -> Result | None:
    """What `name` stands for at a line where declarations hide those before them; None if none holds yet."""
    bounds = scope.names.get(name, ())
    lines = evaluator.declared_lines(scope, name)
    for position in range(bisect_right(lines, line) - 1, -1, -1):
        bound = bounds[position]
        if isinstance(bound, int) or not isinstance(bound[1], Binding):
            # A parameter, an import or a definition is the same everywhere.
            is_last = position == len(bounds) - 1
            return evaluator.local_name(scope, name) if is_last else _alone(evaluator, bound)
        binding = bound[1]
        key = (NAME, scope, name, (position,))
        if evaluator.is_working(key):
            continue
        found = evaluator.ask(key)
        if found is None or (not found.values and position):
            return _declared_at(evaluator, bounds[position - 1], binding.line) or found
        return found
    return None


def declared_lines(bounds: list[Bound]) -> list[int]:
    """From which line on each of the bounds of a name holds, in ascending order.

    What is taken apart or looped over can be used on its own line, a plain value only behind it.
    """
    lines: list[int] = []
    for bound in bounds:
        held = 0
        if not isinstance(bound, int) and isinstance(bound[1], Binding):
            binding = bound[1]
            held = (binding.since or binding.line) + (not binding.how and not binding.path)
        lines.append(max(held, lines[-1]) if lines else held)
    return lines


def _declared_at(evaluator: Evaluator, bound: Bound, line: int) -> Result | None:
    """What the type says that is declared on a line, if it is one that is."""
    if isinstance(bound, int) or not isinstance(bound[1], Binding):
        return None
    return bound_result(evaluator, *bound) if bound[1].type and bound[1].line == line else None


def _alone(evaluator: Evaluator, bound: Bound) -> Result:
    return evaluator.node(bound) if isinstance(bound, int) else bound_result(evaluator, *bound)


def inherited(evaluator: Evaluator, scope: Scope, name: str) -> Result | None:
    """What `name` stands for in a class by its base classes, those of the repository."""
    found = evaluator.attribute(Value(Tag.SUPER, (scope.node, scope.node)), name)
    is_own = found is not None and all(value.tag is not Tag.EXTERNAL for value in found.values)
    return found if is_own else None


def _by_stars(evaluator: Evaluator, scope: Scope, name: str) -> Result | None:
    """What `name` stands for by star imports, the last ones first; those of imported modules count as well.

    Modules can import each other: each is looked at once.
    """
    if name.startswith("_"):
        return None
    looked_at, waiting = {scope}, [scope]
    while waiting:
        around = waiting.pop()
        if around is not scope and name in around.names:
            found = evaluator.local_name(around, name)
            if found is not None:
                return found
            continue
        for star_scope, statement in around.stars:
            module = evaluator.imported_module(star_scope, statement)
            for value in module.values if module else ():
                if value.tag is Tag.DEFINITION:
                    target = evaluator.symbols.scopes[value.what]
                    if target not in looked_at:
                        looked_at.add(target)
                        waiting.append(target)
    return None


def node(evaluator: Evaluator, position: int) -> Result:
    """What the name of a definition stands for: itself, or what a field of its type can be."""
    own_node, scope = evaluator.symbols.nodes[position], evaluator.symbols.scopes[position]
    own = Value(Tag.DEFINITION, position)
    if evaluator.symbols.is_enum_constant(position):
        return Result((own, Value(Tag.INSTANCE, evaluator.symbols.parents[position])), True)
    if own_node.kind in VALUE_KINDS and scope.definition is not None:
        return inferred(evaluator.typed(scope, scope.rules.declared_type(scope.definition)))
    if scope.rules.stays_itself(own_node.decorators):
        return Result((own,), True)
    return evaluator.decorated(position) if scope.rules.decorators_are_called else inferred((own,))


def bound_result(evaluator: Evaluator, scope: Scope, what: Import | Binding | Parameter) -> Result:
    """What one import, binding or parameter makes of its name."""
    if isinstance(what, Import):
        return evaluator.imported(scope, what) or UNKNOWN
    if isinstance(what, Parameter):
        return inferred(_parameter(evaluator, scope, what))
    if what.type:
        typed = evaluator.typed(scope, what.type)
        if typed and not scope.rules.are_functions(evaluator, typed):
            return inferred(typed)
    if what.value is None or what.how == "unknown":
        return UNKNOWN
    values = evaluator.expression(scope, what.value).values
    return inferred(scope.rules.bound_values(evaluator, values, what))


def _parameter(evaluator: Evaluator, scope: Scope, parameter: Parameter) -> Values:
    """What a parameter is declared to be, its default, and what calls give for it."""
    definition, rules = scope.definition, scope.rules
    if definition is None:
        return ()
    place = next((number for number, one in enumerate(definition.parameters) if one is parameter), -1)
    if place == 0 and rules.receiver(definition) == parameter.name:
        owner = receiver_class(evaluator.symbols, scope, parameter.name)
        if owner is not None:
            tag = Tag.DEFINITION if rules.class_receiver(definition) else Tag.INSTANCE
            return joined((Value(tag, owner.node),), evaluator.cell((PARAMETER, scope.node, 0)))
    if parameter.stars and place >= 0:
        pack = rules.pack_types[parameter.stars - 1] if rules.pack_types else ""
        given = (Value(Tag.CONTAINER, Container(scope.node, place, pack)),)
        packed = rules.pack_type(parameter)
        return joined(evaluator.typed(rules.head_scope(scope), packed), given) if packed else given
    if definition.kind in SCOPE_KINDS:
        return _handed_on(evaluator, scope, parameter)
    declared = rules.parameter_type(definition, parameter)
    found: Values = ()
    if declared:
        found = evaluator.typed(rules.head_scope(scope), declared)
    elif definition.kind == "lambda":
        found = _handed_on(evaluator, scope, parameter)
    if found and rules.declared_types_decide and not rules.are_functions(evaluator, found):
        return found
    if parameter.default is not None:
        found = joined(found, evaluator.expression(scope.parent or scope, parameter.default).values)
    return joined(found, evaluator.cell((PARAMETER, scope.node, place))) if place >= 0 else found


def _handed_on(evaluator: Evaluator, scope: Scope, parameter: Parameter) -> Values:
    """What a function without a name gets by the method of a holder to which it is given."""
    definition, file = scope.definition, evaluator.files.get(scope.path)
    if definition is None or file is None:
        return ()
    if file.path not in evaluator.takers:
        evaluator.takers[file.path] = {
            (call.scope, argument.text): call
            for call in file.facts.calls
            for argument in call.arguments
            if argument is not None and argument.text[:1] == "<" and argument.root == -1
        }
    call = evaluator.takers[file.path].get((definition.scope, definition.name))
    if call is None or evaluator.nesting > MAX_NESTING:
        return ()
    place = definition.parameters.index(parameter)
    found: list[Value] = []
    evaluator.deeper()
    for value in evaluator.expression(file.scopes[call.scope], call).values:
        handed: tuple[Values, ...] = ()
        if value.tag is Tag.HOLDER_METHOD:
            handed = value.what[0].rules.handed_on(evaluator, value)
        elif value.tag is Tag.BOUND and isinstance(value.what[0], str):
            handed = scope.rules.handed_on(evaluator, value)
        elif value.tag is Tag.DEFINITION:
            handed = scope.rules.handed_by(evaluator, value.what, call, definition.name)
        found += handed[place] if place < len(handed) else ()
    evaluator.shallower()
    return tuple(dict.fromkeys(found))


def shared_name(evaluator: Evaluator, scope: Scope, name: str, path: str) -> Result | None:
    """What `name` stands for in a scope that files share, in the file `path`, whose own come first."""
    if name not in scope.names:
        return None
    nodes = [bound for bound in scope.names[name] if isinstance(bound, int)]
    own = [node for node in nodes if evaluator.symbols.nodes[node].file == path]
    if own and len(own) < len(nodes):
        return evaluator.node(own[-1])
    files = {evaluator.symbols.nodes[node].file for node in nodes}
    if not own and len(files) > 1 and not scope.rules.variants_are_one:
        return UNKNOWN
    return evaluator.local_name(scope, name)


def definition(evaluator: Evaluator, scope: Scope, name: str) -> int | None:
    """The definition of any kind, a variable too, that a name stands for in the code of `scope`."""
    around: Scope | None = scope
    while around is not None:
        for one in (around, around.home):
            if one is None or name not in one.names:
                continue
            nodes = [bound for bound in one.names[name] if isinstance(bound, int)]
            nodes += [one.variables[name]] if name in one.variables else []
            own = [node for node in nodes if evaluator.symbols.nodes[node].file == scope.path]
            files = {evaluator.symbols.nodes[node].file for node in nodes}
            if not own and len(files) > 1 and not scope.rules.variants_are_one:
                return None
            if nodes:
                return (own or nodes)[-1]
        around = around.parent
    return None


# -- Which bindings of a name a place can see


def seen_from(evaluator: Evaluator, scope: Scope, bounds: list[Bound], line: int) -> tuple[int, ...]:
    """The positions of the bindings that reach a line of the same code; empty if all can.

    A binding takes the place of the earlier ones where it surely happens before. One that stands behind the
    line reaches it only if both are in a loop, as far as branches tell.
    """
    if len(bounds) > MAX_BOUNDS or not scope.path:
        return ()
    own = own_bindings(scope, bounds)
    if not own:
        return ()
    branches = evaluator.files[scope.path].facts.branches
    sure = [one for one in own if one.since < line and holds_at(branches, one.branch, line)]
    latest = max((one.line for one in sure), default=0)
    seen: list[int] = []
    for position, bound in enumerate(bounds):
        if isinstance(bound, int):
            is_seen = latest < evaluator.symbols.nodes[bound].start_line < line
        elif isinstance(bound[1], Binding):
            is_seen = bound[1] not in own or _reaches(branches, bound[1], latest, line)
        else:
            is_seen = bound[1].line > latest if isinstance(bound[1], Import) else not latest
        if is_seen:
            seen.append(position)
    return tuple(seen) if len(seen) < len(bounds) else ()


def own_bindings(scope: Scope, bounds: list[Bound]) -> list[Binding]:
    """Those of the bindings of a name that stand in the code of the function that has the scope."""
    function = function_of(scope)
    return [
        bound[1]
        for bound in bounds
        if not isinstance(bound, int)
        and isinstance(bound[1], Binding)
        and bound[1].since
        and function_of(bound[0]) is function
    ]


def _reaches(branches: list[Branch], binding: Binding, latest: int, line: int) -> bool:
    """Whether a binding can be seen in a line, where the one in the line `latest` surely happens before."""
    if binding.since < line:
        return binding.line >= latest
    return comes_round(branches, binding.branch, line)


def holds_at(branches: list[Branch], branch: int, line: int) -> bool:
    """Whether what stands in a branch has surely happened at a line behind it."""
    return branch < 0 or branches[branch].start_line <= line <= branches[branch].end_line


def comes_round(branches: list[Branch], branch: int, line: int) -> bool:
    """Whether what stands in a branch can happen before an earlier line of the same outermost branch."""
    if branch < 0:
        return False
    while branches[branch].around >= 0:
        branch = branches[branch].around
    return branches[branch].start_line <= line <= branches[branch].end_line
