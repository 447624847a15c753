"""Which variable of the type flow stands for an expression, a field, an instance in code, a result."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from repository_indexer.facts import Binding, Call, Composite, Expression, composite_at
from repository_indexer.resolve.scopes import Scope
from repository_indexer.resolve.static.containers import Containers
from repository_indexer.resolve.static.found import Found, Want
from repository_indexer.resolve.static.objects import (
    Container,
    Instance,
    Lambda,
    Method,
    Object,
    Objects,
    Site,
)
from repository_indexer.resolve.static.static_rules import StaticRules, static_rules
from repository_indexer.resolve.static.type_texts import ARRAY
from repository_indexer.resolve.static.typed import Role
from repository_indexer.resolve.static.types import MaybeType, Type, Variable

if TYPE_CHECKING:
    from repository_indexer.resolve.static.resolver import StaticTypes


class FlowVariables:
    """Finds the variables, and lets objects flow among those of one expression."""

    def __init__(self, types: StaticTypes, objects: Objects, containers: Containers) -> None:
        self.types = types
        self.declarations = types.declarations
        self.symbols = types.symbols
        self.objects = objects
        self.containers = containers
        known = [rules for rules in self.symbols.rules.values() if isinstance(rules, StaticRules)]
        self._any_function = {rules.top_type for rules in known}
        """The types of which every function can be that is a value, and methods that were looked up."""
        for rules in known:
            self._any_function |= {name.rpartition(".")[0] for name in rules.method_invocations}

    def expression(self, scope: Scope, expression: Expression) -> int | None:
        """The variable of an expression; None if nothing can flow from it."""
        node = self.types.lambdas.node(scope, expression)
        if node >= 0:
            variable = self.objects.variable("lambda", node)
            self.objects.add(variable, Lambda(node))
            return variable
        names = scope.rules.parts(expression.text)
        if expression.root == -1:
            return self.chain(scope, names, expression.line)
        return self.members(scope, self._root(scope, expression.root), names)

    def _root(self, scope: Scope, root: int) -> int | None:
        if root >= 0:
            return self.result((scope.path, root))
        composite = self.types.files[scope.path].facts.composites[composite_at(root)]
        return self._composite(scope, root, composite)

    def _composite(self, scope: Scope, root: int, composite: Composite) -> int | None:
        objects = self.objects
        variable = objects.variable("composite", scope.path, root)
        if composite.kind == "method":
            item = composite.items[0] if composite.items else None
            callee = self.types.lambdas.method_value(scope, root)
            typed = self.types.expressions.value(scope, item) if item is not None else None
            is_bound = typed is not None and typed.role is not Role.TYPE and item is not None
            receiver = self.expression(scope, item) if is_bound and item is not None else None
            objects.add(variable, Method(callee, receiver, (scope.path, root)))
            return variable
        items = [self.expression(scope, one) for one in composite.items if one is not None]
        if composite.kind == "list":
            array = Container(ARRAY, ("composite", scope.path, root))
            objects.add(variable, array)
            for value in items:
                self.flow(value, objects.held_by(array, ARRAY))
        elif composite.kind == "choice":
            for value in items:
                self.flow(value, variable)
        elif composite.kind == "cast" and items and items[0] is not None:
            type_ = self.declarations.type_of_text(scope, composite.keys[0]) if composite.keys else None
            return self.narrowed(items[0], type_)
        return variable

    def narrowed(self, variable: int, type_: MaybeType) -> int:
        """What a variable holds, as far as it can be of a type."""
        if type_ is None:
            return variable
        narrowed = self.objects.variable("narrowed", variable, type_)

        def watcher(value: Object) -> None:
            if self.can_be(value, type_):
                self.objects.add(narrowed, value)

        if self.objects.is_new("narrowed", variable, type_):
            self.objects.watch(variable, watcher)
        return narrowed

    def can_be(self, value: Object, type_: Type) -> bool:
        """Whether an object can be of a type; what is not known excludes nothing."""
        wanted = self.declarations.upper(type_)
        if not isinstance(wanted.what, int):
            return True
        if isinstance(value, Instance):
            given = Type(value.node)
        elif isinstance(value, Container):
            given = Type(value.what)
        else:
            takes_any = self.declarations.name_of(wanted) in self._any_function
            return takes_any or self.types.lambdas.function(wanted) is not None
        return self.declarations.as_ancestor(given, wanted.what) is not None

    def chain(self, scope: Scope, names: Sequence[str], line: int) -> int | None:
        """The variable of `a.b.c`."""
        if not names:
            return None
        rules = static_rules(scope)
        if names[0] in rules.this_names or names[0] in rules.super_names:
            return self.members(scope, self._own(scope), names[1:])
        if rules.implicit_parameter(names[0]) == 0:
            lambda_ = self._lambda_around(scope)
            if lambda_ >= 0:
                return self.members(scope, self.objects.variable("implicit", lambda_), names[1:])
        for place in range(1, len(names) + 1):
            # Types and packages before the first value: `Color.RED`, `a.b.Config.instance`.
            found = self._value(scope, names[:place], line)
            if found is not None:
                return self.members(scope, found, names[place:])
        return None

    def members(self, scope: Scope, variable: int | None, names: Sequence[str]) -> int | None:
        """The variable of a member of a member of what a variable holds; a field is one for all instances."""
        for name in names:
            if variable is None:
                return None
            if name.startswith("["):
                variable = self.containers.element(variable, static_rules(scope).iterables)
            else:
                variable = self._field(variable, name)
        return variable

    def _field(self, variable: int, name: str) -> int:
        field = self.objects.variable("field", variable, name)

        def watcher(value: Object) -> None:
            if isinstance(value, Instance):
                for found in self.declarations.members(Type(value.node), name, Want.VALUE):
                    other = self.variable(found)
                    if other is not None:
                        # What is assigned to the field flows into it, what is read from it out.
                        self.flow(other, field)
                        self.flow(field, other)
                    return

        if self.objects.is_new("field", variable, name):
            self.objects.watch(variable, watcher)
        return field

    def _value(self, scope: Scope, names: Sequence[str], line: int) -> int | None:
        expressions, rules = self.types.expressions, static_rules(scope)
        if len(names) == 1:
            found = expressions.found_name(scope, names[0], line, tested=True)
            if found is None:
                return None
            variable = self.variable(found)
            return self._tested(found, variable) if variable is not None else None
        of = expressions.members(scope, expressions.name(scope, names[0], line), names[1:-1])
        if of.role is not Role.TYPE or of.type is None:
            return None
        if names[-1] in rules.this_names and isinstance(of.type.what, int):
            return self.objects.variable("this", of.type.what)
        members = self.declarations.members(of.type, names[-1], Want.VALUE)
        return next((self.variable(found) for found in members), None)

    def _tested(self, found: Found, variable: int) -> int:
        """The variable of a name where its value is known to be of a type."""
        if not isinstance(found.what, tuple) or isinstance(found.what, Variable):
            return variable
        scope, record = found.what
        if not isinstance(record, Binding) or record.how != "narrowed" or scope.parent is None:
            return variable
        outer = self.chain(scope.parent, (record.target,), record.line)
        type_ = self.declarations.type_of_text(scope, record.type)
        return self.narrowed(outer, type_) if outer is not None else variable

    def variable(self, found: Found) -> int | None:
        """The variable of a field, a local variable or a parameter."""
        if isinstance(found.what, int):
            return self.objects.variable("node", found.what)
        if isinstance(found.what, tuple) and len(found.what) == 2 and not isinstance(found.what[0], int):
            return self.objects.variable("record", id(found.what[1]))
        return None

    def node(self, node: int) -> int:
        """The variable of a field, a constant or an object."""
        return self.objects.variable("node", node)

    def _own(self, scope: Scope) -> int:
        """The variable of `this`."""
        for around, _ in self.types.expressions.receivers(scope):
            return self._received(scope, around, is_inner=False)
        return self.this(scope)

    def receiver(self, scope: Scope, call: Call, found: Sequence[Found]) -> int | None:
        """The variable of what a call is made of; None if nobody knows it."""
        names = scope.rules.parts(call.text)
        if call.root != -1:
            return self.members(scope, self._root(scope, call.root), names[:-1])
        if len(names) > 1:
            return self.chain(scope, names[:-1], call.line)
        owner = found[0].owner or found[0].extends if found else None
        if owner is None or not isinstance(owner.what, int):
            return None
        is_inner = False
        for around, type_ in self.types.expressions.receivers(scope):
            if type_.what == owner.what or self.declarations.as_ancestor(type_, owner.what) is not None:
                return self._received(scope, around, is_inner=is_inner)
            is_inner = is_inner or around.is_class
        return None

    def _received(self, scope: Scope, around: Scope, *, is_inner: bool) -> int:
        """The variable of the receiver that a class, lambda or function around has."""
        if around.is_class:
            return self.objects.variable("this", around.node) if is_inner else self.this(scope)
        definition = self.declarations.definition(around.node)
        if definition.kind == "lambda":
            return self.objects.variable("this", around.node)
        return self.objects.variable("record", id(definition.parameters[0]))

    def _lambda_around(self, scope: Scope) -> int:
        """The innermost lambda around that names no parameters, or -1."""
        around: Scope | None = scope
        while around is not None:
            definition = around.definition
            if definition is not None and definition.kind == "lambda" and not definition.parameters:
                return around.node
            around = around.parent
        return -1

    def this(self, scope: Scope) -> int:
        """The variable of the instance in the code of `scope`."""
        around: Scope = scope
        while around.parent is not None and not around.is_class:
            is_method = around.parent.is_class or (around.parent.home or around).is_class
            if (
                is_method
                and around.definition is not None
                and around.definition.kind not in ("scope", "lambda")
            ):
                return self.objects.variable("this", around.node)
            around = around.parent
        return self.objects.variable("this", around.node)

    def returned(self, function: int) -> int:
        """The variable of what a function gives back."""
        return self.objects.variable("returned", function)

    def result(self, site: Site) -> int:
        """The variable of what a call gives."""
        return self.objects.variable("result", *site)

    def instance(self, node: int) -> Instance:
        """The instances of a class, which the code of its bases has as `this`, too."""
        value = Instance(node)
        if self.objects.is_new("instance", node):
            self.objects.add(self.objects.variable("instance", node), value)
            for above in self.declarations.ancestors(node):
                if isinstance(above.what, int) and above.what < self.symbols.own_count:
                    self.objects.add(self.objects.variable("this", above.what), value)
        return value

    def only(self, value: Instance) -> int:
        """The variable that holds just this."""
        return self.objects.variable("instance", value.node)

    def flow(self, source: int | None, target: int | None) -> None:
        """Let what `source` holds flow to `target`, where there are both."""
        if source is not None and target is not None:
            self.objects.solver.flow(source, target)
