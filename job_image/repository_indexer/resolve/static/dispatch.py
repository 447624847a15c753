"""Which functions calls reach at run time: those of the classes whose instances flow to the receivers.

A call is bound to the function that the receiver's declared type names. Which function runs is decided by
the receiver's class: instances, lambdas and methods as values are followed from where they are made through
variables, fields, arguments, results and containers (a type-flow analysis without contexts: variable type
analysis, Sundaresan et al. 2000, with containers by the place that makes them). What is found is inferred.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from repository_indexer.facts import Binding, Call, Composite, Expression, composite_at
from repository_indexer.model import NodeKind
from repository_indexer.resolve.scopes import CLASS_KINDS, File, Scope, function_of
from repository_indexer.resolve.solver import Solver
from repository_indexer.resolve.static.containers import Containers
from repository_indexer.resolve.static.found import Found, Want
from repository_indexer.resolve.static.objects import (
    Container,
    Instance,
    Lambda,
    Method,
    Object,
    Objects,
    Passing,
    Site,
)
from repository_indexer.resolve.static.overloads import places_of
from repository_indexer.resolve.static.overriding import implementation
from repository_indexer.resolve.static.reflection import Reflection
from repository_indexer.resolve.static.static_rules import RECEIVER, StaticRules, static_rules
from repository_indexer.resolve.static.type_texts import ARRAY
from repository_indexer.resolve.static.typed import Role
from repository_indexer.resolve.static.types import MaybeType, Type, Variable

if TYPE_CHECKING:
    from repository_indexer.resolve.static.resolver import StaticTypes

MAX_REACHED = 10
"""A call that can reach more functions is one of a framework: what flows there is mixed beyond use."""


class Dispatch:
    """Follows the objects of all files, and tells what they make calls reach."""

    def __init__(self, types: StaticTypes) -> None:
        self.types = types
        self.declarations = types.declarations
        self.symbols = types.symbols
        self.objects = Objects(Solver())
        self.containers = Containers(self)
        self.reflection = Reflection(self)
        self.reached: dict[Site, dict[int, None]] = {}
        """The functions of the repository that each call reaches, in the order in which they were found."""
        known = [rules for rules in self.symbols.rules.values() if isinstance(rules, StaticRules)]
        self._any_function = {rules.top_type for rules in known}
        """The types of which every function can be that is a value, and methods that were looked up."""
        for rules in known:
            self._any_function |= {name.rpartition(".")[0] for name in rules.method_invocations}
        self._implementations: dict[tuple[int, int], int] = {}
        for file in types.files.values():
            if isinstance(file.rules, StaticRules):
                self._file(file)
        self.objects.solver.run()

    def reaches(self, site: Site) -> list[int]:
        """The functions of the repository that a call reaches; none if they are too many to tell anything."""
        found = self.reached.get(site, {})
        return list(found) if len(found) <= MAX_REACHED else []

    def reach(self, site: Site, function: int) -> None:
        """A call reaches a function."""
        if function < self.symbols.own_count:
            self.reached.setdefault(site, {})[function] = None

    # -- What the statements of a file do

    def _file(self, file: File) -> None:
        facts, scopes = file.facts, file.scopes
        for scope, definition in zip(scopes, facts.definitions, strict=True):
            if definition.kind == "constant":
                self._constant(scope)
            elif scope.is_class:
                self._class(scope)
        for binding in facts.bindings:
            self._binding(scopes[binding.scope], binding)
        for reference in facts.references:
            if reference.role == "return":
                value = self.expression(scopes[reference.scope], reference.value)
                self._flow(value, self.returned(function_of(scopes[reference.scope]).node))
        # What a call goes on from stands behind it: found first, no chain of calls is too long.
        for position in reversed(range(len(facts.calls))):
            self.types.results.result(file, position)
        for position, call in enumerate(facts.calls):
            self._call(file, position, call)

    def _flow(self, source: int | None, target: int | None) -> None:
        if source is not None and target is not None:
            self.objects.solver.flow(source, target)

    def _constant(self, scope: Scope) -> None:
        """An enumeration's constant is an instance of it, or of the class that is its body."""
        owner = self.symbols.parents[scope.node]
        if owner < 0 or self.symbols.nodes[owner].kind is not NodeKind.ENUM:
            return
        bodies = [one for bounds in scope.names.values() for one in bounds if isinstance(one, int)]
        classes = [one for one in bodies if self.symbols.nodes[one].kind in CLASS_KINDS]
        self.objects.add(self.objects.variable("node", scope.node), self._instance((classes or [owner])[0]))

    def _class(self, scope: Scope) -> None:
        """What a class's own parameters get, its fields of their names hold; an object is an instance."""
        definition = self.declarations.definition(scope.node)
        for parameter in definition.parameters:
            for field in scope.names.get(parameter.name, ()):
                if isinstance(field, int):
                    self._flow(self.objects.variable("record", id(parameter)), self._node(field))
        if static_rules(scope).is_object(definition):
            self.objects.add(self._node(scope.node), self._instance(scope.node))

    def _node(self, node: int) -> int:
        return self.objects.variable("node", node)

    def _binding(self, scope: Scope, binding: Binding) -> None:
        value = self.expression(scope, binding.value) if binding.value is not None else None
        if value is None:
            return
        names = scope.rules.parts(binding.target)
        if binding.how == "element":
            value = self.containers.element(value, static_rules(scope).iterables)
        elif binding.how not in ("", "constant", "assigned", "delegated"):
            return
        if names and names[-1].startswith("["):
            array = self.chain(scope, names[:-1], binding.line)
            if array is not None:
                self.containers.store(value, array)
            return
        target = self.chain(scope, names, binding.line)
        if binding.path:
            value = self._members(scope, value, scope.rules.parts(binding.path))
        if binding.type and not static_rules(scope).infers(binding.type) and value is not None:
            value = self._narrowed(value, self.declarations.type_of_text(scope, binding.type))
        self._flow(value, target)

    # -- Expressions

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
        return self._members(scope, self._root(scope, expression.root), names)

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
                self._flow(value, objects.held_by(array, ARRAY))
        elif composite.kind == "choice":
            for value in items:
                self._flow(value, variable)
        elif composite.kind == "cast" and items and items[0] is not None:
            type_ = self.declarations.type_of_text(scope, composite.keys[0]) if composite.keys else None
            return self._narrowed(items[0], type_)
        return variable

    def _narrowed(self, variable: int, type_: MaybeType) -> int:
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
            return self._members(scope, self._own(scope), names[1:])
        if rules.implicit_parameter(names[0]) == 0:
            lambda_ = self._lambda_around(scope)
            if lambda_ >= 0:
                return self._members(scope, self.objects.variable("implicit", lambda_), names[1:])
        for place in range(1, len(names) + 1):
            # Types and packages before the first value: `Color.RED`, `a.b.Config.instance`.
            found = self._value(scope, names[:place], line)
            if found is not None:
                return self._members(scope, found, names[place:])
        return None

    def _own(self, scope: Scope) -> int:
        """The variable of `this`."""
        for around, _ in self.types.expressions.receivers(scope):
            return self._received(scope, around, is_inner=False)
        return self.this(scope)

    def _lambda_around(self, scope: Scope) -> int:
        """The innermost lambda around that names no parameters, or -1."""
        around: Scope | None = scope
        while around is not None:
            definition = around.definition
            if definition is not None and definition.kind == "lambda" and not definition.parameters:
                return around.node
            around = around.parent
        return -1

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
        return self._narrowed(outer, type_) if outer is not None else variable

    def variable(self, found: Found) -> int | None:
        """The variable of a field, a local variable or a parameter."""
        if isinstance(found.what, int):
            return self.objects.variable("node", found.what)
        if isinstance(found.what, tuple) and len(found.what) == 2 and not isinstance(found.what[0], int):
            return self.objects.variable("record", id(found.what[1]))
        return None

    def _members(self, scope: Scope, variable: int | None, names: Sequence[str]) -> int | None:
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
                        self._flow(other, field)
                        self._flow(field, other)
                    return

        if self.objects.is_new("field", variable, name):
            self.objects.watch(variable, watcher)
        return field

    # -- Functions and instances

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

    def _instance(self, node: int) -> Instance:
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

    # -- Calls

    def _call(self, file: File, position: int, call: Call) -> None:
        scope, callee = file.scopes[call.scope], self.types.calls.callee(file, position)
        is_invoked = callee.gives is not None
        if callee.instantiated is None and not callee.found and not is_invoked:
            return
        site = file.path, position
        arguments = tuple(self.expression(scope, one) if one is not None else None for one in call.arguments)
        passing = Passing(site, arguments, self.result(site))
        if is_invoked:
            function = self.expression(scope, Expression(call.text, call.line, call.root))
            if function is not None:
                self.objects.watch(function, lambda value: self._invoked(passing, value))
            return
        if callee.instantiated is not None:
            first = callee.found[0].node if callee.found else -1
            self.make(self._placed(scope, call, first, passing), callee.instantiated, callee.found)
            return
        receiver = self._receiver(scope, call, callee.found)
        for found in callee.found:
            node = found.node
            if node < 0:
                continue
            is_virtual = callee.is_virtual and receiver is not None and self._is_virtual(node)
            if found.extends is not None:
                self._extended(scope, call, found, passing, receiver)
            elif node >= self.symbols.own_count:
                self.containers.call(passing, found, None)
                self.reflection.call(scope, call, callee, passing, receiver)
            else:
                placed = self._placed(scope, call, node, passing)
                if len(callee.found) > 1:
                    placed = self._taken(node, placed)
                self.connect(placed, node, None if is_virtual else receiver)
            if is_virtual and receiver is not None:
                self.dispatch(passing, found, receiver, callee.receiver)

    def _invoked(self, passing: Passing, value: Object) -> None:
        """Call a function that is a value, in the language's own way."""
        if isinstance(value, Lambda | Method):
            self.invoke(passing, value)

    def _extended(
        self, scope: Scope, call: Call, found: Found, passing: Passing, receiver: int | None
    ) -> None:
        """Call a function that takes as its first argument what it is called of."""
        inside = passing._replace(arguments=(receiver, *passing.arguments))
        if found.node >= self.symbols.own_count:
            self.containers.call(inside, found, None)
            return
        placed = self._placed(scope, call, found.node, passing)
        if placed.places is not None:
            inside = inside._replace(places=(0, *(one + 1 for one in placed.places)))
        self.connect(inside, found.node, None)

    def _placed(self, scope: Scope, call: Call, function: int, passing: Passing) -> Passing:
        """With the places of the parameters, where names, or one that takes many, make them differ."""
        parameters = self.declarations.parameters(function) if function >= 0 else []
        if parameters and parameters[0].name == RECEIVER:
            parameters = parameters[1:]
        if not parameters or not (call.keywords or any(one.stars for one in parameters)):
            return passing
        places = places_of(parameters, self.types.applicable.arguments(scope, call))
        return passing._replace(places=None if places is None else tuple(places))

    def _taken(self, function: int, passing: Passing) -> Passing:
        """With the arguments as far as the function can take them: it is one of several that may be meant."""
        scope, parameters = self.symbols.scopes[function], self.declarations.parameters(function)
        taken = []
        for number, argument in enumerate(passing.arguments):
            place = passing.places[number] if passing.places is not None else number
            type_ = None
            if place < len(parameters):
                type_ = self.declarations.type_of_text(scope, parameters[place].type)
            taken.append(self._narrowed(argument, type_) if argument is not None else None)
        return passing._replace(arguments=tuple(taken))

    def _is_virtual(self, node: int) -> bool:
        return not {"static", "private"} & set(self.declarations.definition(node).modifiers)

    def _receiver(self, scope: Scope, call: Call, found: Sequence[Found]) -> int | None:
        names = scope.rules.parts(call.text)
        if call.root != -1:
            return self._members(scope, self._root(scope, call.root), names[:-1])
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

    def make(self, passing: Passing, type_: Type, constructors: Sequence[Found]) -> None:
        """A call makes an instance of a type."""
        if not isinstance(type_.what, int) or passing.result is None:
            return
        if type_.what >= self.symbols.own_count:
            container = Container(type_.what, passing.site)
            self.objects.add(passing.result, container)
            self.containers.fill(passing, container, constructors)
            return
        value = self._instance(type_.what)
        self.objects.add(passing.result, value)
        inside = passing._replace(result=None)
        for found in constructors:
            if 0 <= found.node < self.symbols.own_count:
                self.connect(inside, found.node, self.only(value))
            elif found.node >= 0:
                self.containers.call(inside, found, None)

    def connect(self, passing: Passing, function: int, this: int | None) -> None:
        """Let arguments flow to a function's parameters, the instance to its `this`, what it gives back."""
        if not self.objects.is_new("connected", passing, function, this):
            return
        parameters = self.declarations.parameters(function)
        if not parameters and passing.arguments and passing.arguments[0] is not None:
            # A lambda that names no parameter calls its only one `it`, `$0` or the like.
            self._flow(passing.arguments[0], self.objects.variable("implicit", function))
        for number, argument in enumerate(passing.arguments):
            place = passing.places[number] if passing.places is not None else number
            if argument is None or place >= len(parameters):
                continue
            target = self.objects.variable("record", id(parameters[place]))
            if parameters[place].stars:
                array = Container(ARRAY, ("many", *passing.site))
                self.objects.add(target, array)
                self._flow(argument, self.objects.held_by(array, ARRAY))
            else:
                self._flow(argument, target)
        self._flow(this, self.objects.variable("this", function))
        self._flow(self.returned(function), passing.result)

    def dispatch(self, passing: Passing, target: Found, receiver: int, type_: MaybeType) -> None:
        """Call `target`, or what takes its place, of each object of a type that `receiver` can hold."""

        def watcher(value: Object) -> None:
            if isinstance(value, Instance):
                found = self.implementation(value.node, target.node)
                if found >= 0 and (type_ is None or self.can_be(value, type_)):
                    self.reach(passing.site, found)
                    self.connect(passing, found, self.only(value))
            elif isinstance(value, Container):
                if target.node >= self.symbols.own_count:
                    self.containers.call(passing, target, value)
            elif self._is_abstract(target.node):
                self.invoke(passing, value)

        if self.objects.is_new("dispatched", passing, target.node, receiver):
            self.objects.watch(receiver, watcher)

    def _is_abstract(self, node: int) -> bool:
        rules = static_rules(self.symbols.scopes[node])
        return rules.is_abstract(self.declarations.definition(node))

    def implementation(self, class_: int, method: int) -> int:
        """The method that instances of a class have in place of `method`, or -1."""
        key = class_, method
        if key not in self._implementations:
            self._implementations[key] = implementation(self.types, class_, method)
        return self._implementations[key]

    def invoke(self, passing: Passing, value: Lambda | Method) -> None:
        """Call a function that is a value."""
        if isinstance(value, Lambda):
            self.reach(passing.site, value.node)
            scope, this = self.symbols.scopes[value.node], None
            function = self.types.lambdas.function(self.types.lambdas.expected(scope))
            if function is not None and function.has_receiver and passing.arguments:
                this, passing = passing.arguments[0], passing.without_first()
            self.connect(passing, value.node, this)
            return
        made = value.callee.instantiated
        if made is not None:
            if passing.result is None:
                passing = passing._replace(result=self.objects.variable("made", value))
            self.make(passing, made, value.callee.found)
            if isinstance(made.what, int):
                self.reach(passing.site, made.what)
        for found in value.callee.found:
            if found.node >= 0:
                self.reach(passing.site, found.node)
                if made is None:
                    self._invoke_method(passing, found, value.receiver)

    def _invoke_method(self, passing: Passing, found: Found, receiver: int | None) -> None:
        is_virtual = self._is_virtual(found.node)
        if is_virtual and receiver is None:
            # `Item::name` takes the instance as its first argument.
            receiver, passing = (*passing.arguments, None)[0], passing.without_first()
        if found.node >= self.symbols.own_count:
            self.containers.call(passing, found, None)
        else:
            self.connect(passing, found.node, receiver)
        if receiver is not None and is_virtual:
            self.dispatch(passing, found, receiver, None)
