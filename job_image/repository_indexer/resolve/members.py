"""What an attribute or subscript of a value stands for, and the order of a class's bases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from repository_indexer.facts import Expression
from repository_indexer.model import NodeKind
from repository_indexer.resolve import containers
from repository_indexer.resolve.questions import ATTRIBUTE
from repository_indexer.resolve.rules import Rules
from repository_indexer.resolve.scopes import CALLABLE_KINDS, CLASS_KINDS, Scope
from repository_indexer.resolve.values import UNKNOWN, Result, Tag, Value, Values, inferred, joined

if TYPE_CHECKING:
    from repository_indexer.resolve.evaluate import Evaluator


def attribute(evaluator: Evaluator, value: Value, name: str) -> Result | None:
    """What `value.name` stands for; None if it has no such attribute."""
    tag, what = value
    found: Result | None = None
    if tag is Tag.HOLDER:
        rules: Rules = what.rules
        found = rules.other_member(evaluator, value, name)
    elif name[:1] == "[":
        found = _subscript(evaluator, value, name)
    elif tag is Tag.EXTERNAL:
        found = evaluator.external(f"{what}.{name}")
    elif tag is Tag.EXTERNAL_INSTANCE:
        found = added_member(evaluator, what, name) or evaluator.external_member(f"{what}.{name}")
    elif tag is Tag.CONSTANT:
        found = attribute(evaluator, Value(Tag.EXTERNAL_INSTANCE, what[0]), name)
    elif tag is Tag.CONTAINER:
        found = containers.member(evaluator, what, name)
    elif tag is Tag.SUPER:
        inside, instance = what
        order, own = evaluator.linearised(instance), Value(Tag.DEFINITION, inside)
        order = order[order.index(own) + 1 if own in order else 1 :]
        found = _member(evaluator, order, name, Value(Tag.INSTANCE, instance))
    elif tag is Tag.INSTANCE:
        found = _member(evaluator, evaluator.linearised(what), name, value)
        rules = evaluator.symbols.scopes[what].rules
        found = rules.other_member(evaluator, value, name) if found is None else _read(evaluator, found)
    elif tag is Tag.DEFINITION:
        found = _definition_member(evaluator, value, name)
    elif tag is Tag.BOUND and isinstance(what[0], int):
        rules = evaluator.symbols.scopes[what[0]].rules
        found = rules.other_member(evaluator, value, name)
    return found


def _definition_member(evaluator: Evaluator, value: Value, name: str) -> Result | None:
    """What the name stands for in a class or module, or what code has stored in a function."""
    node: int = value.what
    kind, rules = evaluator.symbols.nodes[node].kind, evaluator.symbols.scopes[node].rules
    found: Result | None = None
    if rules.classes_have_own_members and evaluator.symbols.scopes[node].is_class:
        return rules.class_member(evaluator, node, name)
    if kind in CLASS_KINDS:
        found = _member(evaluator, evaluator.linearised(node), name, value)
    elif kind in (NodeKind.MODULE, NodeKind.PACKAGE):
        found = _module_attribute(evaluator, node, name)
    else:
        found = _with_stored(evaluator, None, node, name)
    return found or rules.other_member(evaluator, value, name)


def _subscript(evaluator: Evaluator, value: Value, part: str) -> Result | None:
    """What `value[…]` stands for."""
    tag, what = value
    if tag is Tag.DEFINITION and evaluator.symbols.nodes[what].kind in CLASS_KINDS | CALLABLE_KINDS:
        return Result((value,), True)  # A generic one with its type arguments.
    if tag is Tag.TUPLE:
        return inferred(containers.place_of(what, part))
    if tag is Tag.CONTAINER:
        return inferred(containers.item(evaluator, what, part))
    if tag is Tag.INSTANCE:
        rules: Rules = evaluator.symbols.scopes[what].rules
        method = evaluator.attribute(value, rules.subscript_method) if rules.subscript_method else None
        if method is not None:
            return evaluator.called(method, rules)
        return rules.other_member(evaluator, value, part)
    return inferred(what[1]) if tag is Tag.SEQUENCE else UNKNOWN


def added_member(evaluator: Evaluator, type_name: str, name: str) -> Result | None:
    """A member that the repository adds to a type from elsewhere."""
    for scope in evaluator.extensions.get(type_name, ()):
        bases = extension_bases(evaluator, scope)
        found = evaluator.local_name(scope, name) or _member(
            evaluator, bases, name, Value(Tag.EXTERNAL_INSTANCE, type_name)
        )
        if found is not None:
            return Result(found.values, False)
    return None


def extension_bases(evaluator: Evaluator, scope: Scope) -> list[Value]:
    """What a block of members of a type from elsewhere implements, with what that has above it."""
    definition = scope.definition
    bases = [evaluator.base(scope.parent or scope, base) for base in definition.bases] if definition else []
    own = [value.what for found in bases for value in found.values if value.tag is Tag.DEFINITION]
    return [value for node in own for value in evaluator.linearised(node)]


def _module_attribute(evaluator: Evaluator, module: int, name: str) -> Result | None:
    node, scope = evaluator.symbols.nodes[module], evaluator.symbols.scopes[module]
    found = _with_stored(evaluator, evaluator.local_name(scope, name), module, name)
    if found is not None:
        return found
    inner = evaluator.module_named(scope.rules.language, f"{node.qualified_name}.{name}", node.file or "")
    if inner is None:
        return scope.rules.other_member(evaluator, Value(Tag.DEFINITION, module), name)
    return Result((Value(Tag.DEFINITION, inner),), True)


def _with_stored(evaluator: Evaluator, found: Result | None, node: int, name: str) -> Result | None:
    """What was found, and what code from outside puts into that attribute of a definition."""
    if name not in evaluator.symbols.stored_names:
        return found
    stored = evaluator.cell((ATTRIBUTE, node, name))
    if not stored:
        return found
    return inferred(joined(found.values if found is not None else (), stored))


def _member(evaluator: Evaluator, order: list[Value], name: str, holder: Value) -> Result | None:
    """The first member of that name among the classes of `order`, as `holder` has it."""
    for base in order:
        if base.tag is Tag.DEFINITION:
            scope = evaluator.symbols.scopes[base.what]
            found = _with_stored(evaluator, evaluator.local_name(scope, name), base.what, name)
            if found is not None:
                return _with_receiver(evaluator, found, scope, name, holder)
        elif base.tag is Tag.EXTERNAL:
            return evaluator.external_member(f"{base.what}.{name}")
        else:
            return UNKNOWN
    return None


def _with_receiver(evaluator: Evaluator, found: Result, scope: Scope, name: str, holder: Value) -> Result:
    """The functions among a class's members know the instance, or the class, on which they are called."""
    if not scope.rules.functions_are_bound or not found.values or not _is_of_class(scope, name):
        return found
    values: list[Value] = []
    for value in found.values:
        function = evaluator.function_of(value) if value.tag is Tag.DEFINITION else None
        definition = evaluator.symbols.scopes[function].definition if function is not None else None
        if definition is None or not scope.rules.receiver(definition):
            values.append(value)
        elif scope.rules.class_receiver(definition):
            values.append(Value(Tag.BOUND, (function, Value(Tag.DEFINITION, holder.what))))
        elif holder.tag is Tag.INSTANCE:
            values.append(Value(Tag.BOUND, (function, holder)))
        else:
            values.append(value)
    return Result(tuple(values), found.exact)


def _is_of_class(scope: Scope, name: str) -> bool:
    """Whether a name is bound in the class itself, not by code that has an instance of it."""
    return all(isinstance(bound, int) or bound[0] is scope for bound in scope.names.get(name, ()))


def _read(evaluator: Evaluator, found: Result) -> Result:
    """What an instance's attribute gives: a property what it returns, anything else itself."""
    values: list[Value] = []
    for value in found.values:
        function = evaluator.function_of(value)
        scope = evaluator.symbols.scopes[function] if function is not None else None
        if scope is not None and scope.definition is not None and scope.rules.is_property(scope.definition):
            values += evaluator.called(inferred((value,)), scope.rules).values
        else:
            values.append(value)
    return inferred(tuple(dict.fromkeys(values)))


def properties(evaluator: Evaluator, value: Value, name: str) -> list[Value]:
    """The functions that are called by reading an attribute of an instance."""
    if value.tag is not Tag.INSTANCE:
        return []
    found = _member(evaluator, evaluator.linearised(value.what), name, value)
    functions: list[Value] = []
    for one in found.values if found is not None else ():
        function = evaluator.function_of(one)
        scope = evaluator.symbols.scopes[function] if function is not None else None
        if scope is not None and scope.definition is not None and scope.rules.is_property(scope.definition):
            functions.append(one)
    return functions


def setters(evaluator: Evaluator, value: Value, name: str) -> list[int]:
    """The functions that are called by a store into an attribute of an instance."""
    if value.tag is not Tag.INSTANCE:
        return []
    symbols = evaluator.symbols
    for base in evaluator.linearised(value.what):
        if base.tag is not Tag.DEFINITION:
            continue
        scope = symbols.scopes[base.what]
        nodes = [bound for bound in scope.names.get(name, ()) if isinstance(bound, int)]
        if nodes:
            return [node for node in nodes if scope.rules.is_setter(symbols.nodes[node].decorators)]
    return []


def linearise(evaluator: Evaluator, node: int) -> list[Value]:
    """The class and its bases, in the order in which members are looked for."""
    bases: list[Values] = []
    for scope in evaluator.symbols.scopes_of(node):
        around, definition = scope.parent or scope, scope.definition
        bases += [evaluator.base(around, one).values for one in (definition.bases if definition else ())]
        if definition and evaluator.symbols.nodes[node].kind is NodeKind.TYPE_ALIAS:
            stands_for = evaluator.typed(around, definition.type)
            bases.append(
                tuple(Value(Tag.DEFINITION, one.what) for one in stands_for if one.tag is Tag.INSTANCE)
            )
    return evaluator.symbols.scopes[node].rules.linearise(evaluator, node, bases)


def base(evaluator: Evaluator, scope: Scope, expression: Expression) -> Result:
    """What a base of a class stands for."""
    if expression.root != -1:
        return evaluator.expression(scope, expression)
    names = scope.rules.type_names(expression.text)
    return evaluator.chain(scope, names[0]) if names else UNKNOWN
