"""What names and expressions stand for: asked for one by one, remembered, and never in a circle."""

from __future__ import annotations

from collections.abc import Sequence

from repository_indexer.chains import parts
from repository_indexer.facts import Binding, Call, Expression, Import, Parameter, composite_at
from repository_indexer.model import NodeKind
from repository_indexer.resolve.rules import Rules
from repository_indexer.resolve.scopes import (
    CALLABLE_KINDS,
    CLASS_KINDS,
    VALUE_KINDS,
    File,
    Scope,
    Symbols,
    receiver_class,
)
from repository_indexer.resolve.values import UNKNOWN, Result, Tag, Value, Values, inferred, union

MAX_DEPTH = 40
"""How many steps (name, attribute, call, import, base) a chain of thought may have."""


class Evaluator:
    """Evaluates in all files; every answer is found once."""

    def __init__(self, symbols: Symbols) -> None:
        self.symbols = symbols
        self.depth = 0
        self._names: dict[tuple[Scope, str], Result | None] = {}
        self._calls: dict[tuple[int, int], Result] = {}
        self._imports: dict[int, Result | None] = {}
        self._returned: dict[int, Result] = {}
        self._extensions: dict[str, list[Scope]] = {}
        """The blocks that add members to a type from elsewhere, by its name."""
        for (_, type_name), scopes in symbols.extensions.items():
            self._extensions.setdefault(type_name, []).extend(scopes)
        self._takers: dict[str, dict[tuple[int, str], Call]] = {}
        """By file, the call that takes a function without a name, by that one's scope and name."""
        self._linear: dict[int, list[Value]] = {}
        self._files = {file.path: file for file in symbols.files}

    # -- Names

    def name(self, scope: Scope, name: str) -> Result | None:
        """What `name` stands for in the code of `scope`; None if nothing binds it."""
        around: Scope | None = scope
        while around is not None:
            hidden = around.is_class and around is not scope and not around.rules.class_names_are_seen_inside
            if not hidden and name not in around.outer_names:
                # What stands in the file itself hides the package, and that what is imported on demand.
                found = self.local_name(around, name) if name in around.names else None
                if found is None and around.home is not None:
                    found = self.shared_name(around.home, name, around.path)
                if found is None and around.stars:
                    found = self.local_name(around, name)
                if found is not None:
                    return found
            around = None if around.is_closed else around.parent
        if name in scope.rules.builtins:
            return Result((Value(Tag.EXTERNAL, f"{scope.rules.builtins_module}.{name}"),), True)
        return scope.rules.unbound(self, scope, name)

    def shared_name(self, scope: Scope, name: str, path: str) -> Result | None:
        """What `name` stands for in a scope that files share, in the file `path`, whose own come first."""
        if name not in scope.names:
            return None
        nodes = [bound for bound in scope.names[name] if isinstance(bound, int)]
        own = [node for node in nodes if self.symbols.nodes[node].file == path]
        if own and len(own) < len(nodes):
            return self.node(own[-1])
        files = {self.symbols.nodes[node].file for node in nodes}
        if not own and len(files) > 1 and not scope.rules.variants_are_one:
            return UNKNOWN
        return self.local_name(scope, name)

    def definition(self, scope: Scope, name: str) -> int | None:
        """The definition of any kind, a variable too, that a name stands for in the code of `scope`."""
        around: Scope | None = scope
        while around is not None:
            for one in (around, around.home):
                if one is None or name not in one.names:
                    continue
                nodes = [bound for bound in one.names[name] if isinstance(bound, int)]
                nodes += [one.variables[name]] if name in one.variables else []
                own = [node for node in nodes if self.symbols.nodes[node].file == scope.path]
                files = {self.symbols.nodes[node].file for node in nodes}
                if not own and len(files) > 1 and not scope.rules.variants_are_one:
                    return None
                if nodes:
                    return (own or nodes)[-1]
            around = around.parent
        return None

    def local_name(self, scope: Scope, name: str) -> Result | None:
        """What `name` stands for by what binds it in `scope` itself, star imports included."""
        key = (scope, name)
        if key in self._names:
            return self._names[key]
        self._names[key] = UNKNOWN if name in scope.names else None
        if self.depth > MAX_DEPTH:
            return self._names[key]
        self.depth += 1
        found: Result | None
        if name in scope.names:
            bounds = scope.names[name]
            nodes = [bound for bound in bounds if isinstance(bound, int)]
            # Of several definitions of one name in one scope the last is the one that stays.
            results = [self.node(nodes[-1])] if nodes else []
            records = [bound for bound in bounds if not isinstance(bound, int)]
            declared = [one for one in records if isinstance(one[1], Binding) and one[1].type]
            # A declared type says more than the values that happen to be given.
            typed = [result for one in declared if (result := self.bound(*one)).values]
            found = union(results + (typed or [self.bound(*one) for one in records]))
        else:
            found = self._star_name(scope, name)
        self.depth -= 1
        self._names[key] = found
        return found

    def _star_name(self, scope: Scope, name: str) -> Result | None:
        if name.startswith("_"):
            return None
        for star_scope, statement in reversed(scope.stars):
            module = self.imported_module(star_scope, statement)
            for value in module.values if module else ():
                if value.tag is Tag.DEFINITION:
                    found = self.local_name(self.symbols.scopes[value.what], name)
                    if found is not None:
                        return found
        return None

    def node(self, position: int) -> Result:
        """What the name of a definition stands for: itself, or what a field of its type can be."""
        node, scope = self.symbols.nodes[position], self.symbols.scopes[position]
        own = Value(Tag.DEFINITION, position)
        if self.symbols.is_enum_constant(position):
            return Result((own, Value(Tag.INSTANCE, self.symbols.parents[position])), True)
        if node.kind in VALUE_KINDS and scope.definition is not None:
            return inferred(self.typed(scope, scope.rules.declared_type(scope.definition)))
        return Result((own,), scope.rules.stays_itself(node.decorators))

    def bound(self, scope: Scope, what: Import | Binding | Parameter) -> Result:
        """What one import, binding or parameter makes of its name."""
        if isinstance(what, Import):
            return self.imported(scope, what) or UNKNOWN
        if isinstance(what, Parameter):
            return inferred(self._parameter(scope, what))
        if what.type:
            typed = self.typed(scope, what.type)
            if typed:
                return inferred(typed)
        if what.value is None or what.how == "unknown":
            return UNKNOWN
        values = self.expression(scope, what.value).values
        return inferred(scope.rules.bound_values(self, values, what))

    def _parameter(self, scope: Scope, parameter: Parameter) -> Values:
        definition, rules = scope.definition, scope.rules
        if definition is None:
            return ()
        if parameter is definition.parameters[0] and rules.receiver(definition) == parameter.name:
            owner = receiver_class(self.symbols, scope, parameter.name)
            if owner is not None:
                tag = Tag.DEFINITION if rules.class_receiver(definition) else Tag.INSTANCE
                return (Value(tag, owner.node),)
        declared = rules.parameter_type(definition, parameter)
        if declared and not parameter.stars:
            return self.typed(rules.head_scope(scope), declared)
        return self._handed_on(scope, parameter) if definition.kind == "lambda" else ()

    def _handed_on(self, scope: Scope, parameter: Parameter) -> Values:
        """What a function without a name gets by the method of a holder to which it is given."""
        definition, file = scope.definition, self._files.get(scope.path)
        if definition is None or file is None:
            return ()
        if file.path not in self._takers:
            self._takers[file.path] = {
                (call.scope, argument.text): call
                for call in file.facts.calls
                for argument in call.arguments
                if argument is not None and argument.text[:1] == "<" and argument.root == -1
            }
        call = self._takers[file.path].get((definition.scope, definition.name))
        if call is None or self.depth > MAX_DEPTH:
            return ()
        place = definition.parameters.index(parameter)
        found: list[Value] = []
        self.depth += 1
        for value in self.expression(file.scopes[call.scope], call).values:
            handed = value.what[0].rules.handed_on(self, value) if value.tag is Tag.HOLDER_METHOD else ()
            found += handed[place] if place < len(handed) else ()
        self.depth -= 1
        return tuple(dict.fromkeys(found))

    # -- Imports

    def module_named(self, language: str, name: str, near: str = "") -> int | None:
        """The module or package of that qualified name; of several, the one nearest to the file `near`."""
        found = self.symbols.modules.get((language, name))
        if not found:
            return None
        return self.nearest(found, near)

    def nearest(self, nodes: Sequence[int], near: str) -> int | None:
        """Of several definitions the one in the file that is nearest to the file `near`."""
        if len(nodes) < 2:
            return nodes[0] if nodes else None
        return max(
            nodes, key=lambda node: (_shared_folders(self.symbols.nodes[node].file or "", near), -node)
        )

    def imported_module(self, scope: Scope, statement: Import) -> Result | None:
        """The module of an import statement; None if it is neither in the repository nor elsewhere."""
        key = id(statement)
        if key not in self._imports:
            self._imports[key] = scope.rules.import_target(self, scope, statement)
        return self._imports[key]

    def imported(self, scope: Scope, statement: Import) -> Result | None:
        """What an import statement binds; None if there is no such thing."""
        module = self.imported_module(scope, statement)
        if module is None or not module.values:
            return module
        if not statement.name:
            return scope.rules.bound_module(self, scope, statement, module)
        results = [self.attribute(value, statement.name) for value in module.values]
        return union([result for result in results if result is not None]) if any(results) else None

    def origins(self, value: Value, name: str) -> list[int]:
        """The nodes that `value.name` names, by way of re-exports; a variable's own, not its value's."""
        if value.tag is not Tag.DEFINITION or self.depth > MAX_DEPTH:
            return []
        self.depth += 1
        node, scope = self.symbols.nodes[value.what], self.symbols.scopes[value.what]
        found: list[int] = [scope.variables[name]] if name in scope.variables else []
        for bound in () if found else scope.names.get(name, ()):
            if isinstance(bound, int):
                found = [*(one for one in found if one not in scope.names[name]), bound]
            elif isinstance(bound[1], Import):
                module = self.imported_module(*bound)
                for one in module.values if module else ():
                    if bound[1].name:
                        found += self.origins(one, bound[1].name)
                    elif one.tag is Tag.DEFINITION:
                        found.append(one.what)
        if not found and name not in scope.names:
            for star_scope, statement in reversed(scope.stars):
                module = self.imported_module(star_scope, statement)
                for one in module.values if module and not found else ():
                    found += self.origins(one, name)
        if not found:
            inner = self.module_named(scope.rules.language, f"{node.qualified_name}.{name}", node.file or "")
            found = [] if inner is None else [inner]
        self.depth -= 1
        return list(dict.fromkeys(found))

    # -- Expressions

    def expression(self, scope: Scope, expression: Expression | Call) -> Result:
        """What an expression stands for; for a call, what is called."""
        special = scope.rules.expression_values(self, scope, expression.text)
        if special is not None:
            return inferred(special)
        rules = scope.rules
        is_call = isinstance(expression, Call)
        if expression.root == -1:
            if not is_call:
                return self.chain(scope, expression.text)
            return self.chain_of(scope, rules.callee_parts(expression.text), expression.text)
        file = self._files[scope.path]
        start = self.call(file, expression.root) if expression.root >= 0 else self.composite(file, expression)
        names = rules.callee_parts(expression.text) if is_call else rules.parts(expression.text)
        return self.attributes(start, names)

    def composite(self, file: File, expression: Expression | Call) -> Result:
        """What the composite stands for that an expression goes on from."""
        composite = file.facts.composites[composite_at(expression.root)]
        scope = file.scopes[composite.scope]
        if self.depth > MAX_DEPTH:
            return UNKNOWN
        self.depth += 1
        items = [self.expression(scope, item) if item is not None else UNKNOWN for item in composite.items]
        self.depth -= 1
        if composite.kind == "choice":
            return union(items) if items else UNKNOWN
        if composite.kind == "method":
            return self._method(scope, items, composite.keys[0])
        types = scope.rules.composite_types.get(composite.kind)
        own = (Value(Tag.EXTERNAL_INSTANCE, types),) if types else ()
        if composite.kind == "list":
            return inferred((*own, Value(Tag.TUPLE, tuple(item.values for item in items))))
        return inferred(own)

    def _method(self, scope: Scope, items: list[Result], name: str) -> Result:
        """The method of that name that something has, not called; a function where there is no item."""
        if not items:
            return self.chain_of(scope, scope.rules.callee_parts(name), name)
        found = [self.attribute(value, name) for value in items[0].values]
        known = union([one for one in found if one is not None])
        return Result(known.values, known.exact and items[0].exact)

    def chain(self, scope: Scope, text: str) -> Result:
        """What `a.b.c` stands for."""
        return self.chain_of(scope, scope.rules.parts(text), text)

    def chain_of(self, scope: Scope, names: tuple[str, ...], text: str) -> Result:
        """What a chain of these names, written as `text`, stands for."""
        literal = scope.rules.literal_values(text)
        if literal:
            return inferred(literal)
        if not names:
            return UNKNOWN
        literal = scope.rules.literal_values(names[0])
        start = inferred(literal) if literal else self.name(scope, names[0])
        if start is None:
            return UNKNOWN
        return self.attributes(start, names[1:])

    def part(self, values: Values, path: str) -> Values:
        """What a part of the values stands for; `path` goes on from them as the text of an expression."""
        return self.attributes(inferred(values), parts(path)).values if path else values

    def attributes(self, start: Result, names: tuple[str, ...]) -> Result:
        result = start
        for name in names:
            if not result.values:
                return UNKNOWN
            found = [self.attribute(value, name) for value in result.values]
            known = [one for one in found if one is not None]
            if not known:
                return UNKNOWN
            together = union(known)
            result = Result(together.values, together.exact and result.exact)
        return result

    def attribute(self, value: Value, name: str) -> Result | None:
        """What `value.name` stands for; None if it has no such attribute."""
        if self.depth > MAX_DEPTH:
            return UNKNOWN
        self.depth += 1
        try:
            return self._attribute(value, name)
        finally:
            self.depth -= 1

    def _attribute(self, value: Value, name: str) -> Result | None:
        tag, what = value
        if tag is Tag.HOLDER:
            rules: Rules = what.rules
            return rules.other_member(self, value, name)
        if name[0] == "[":
            if tag is Tag.DEFINITION and self.symbols.nodes[what].kind in CLASS_KINDS | CALLABLE_KINDS:
                return Result((value,), True)  # A generic one with its type arguments.
            if tag is Tag.TUPLE:
                place = int(name[1:-1]) if name[1:-1].isdigit() else len(what)
                return inferred(what[place]) if place < len(what) else UNKNOWN
            if tag is Tag.INSTANCE:
                return self.symbols.scopes[what].rules.other_member(self, value, name)
            return inferred(what[1]) if tag is Tag.SEQUENCE else UNKNOWN
        if tag is Tag.EXTERNAL:
            return Result((Value(Tag.EXTERNAL, f"{what}.{name}"),), True)
        if tag is Tag.EXTERNAL_INSTANCE:
            return self._added_member(what, name) or inferred((Value(Tag.EXTERNAL, f"{what}.{name}"),))
        if tag is Tag.SUPER:
            inside, instance = what
            order = self.linearised(instance)
            place = (
                order.index(Value(Tag.DEFINITION, inside)) + 1
                if Value(Tag.DEFINITION, inside) in order
                else 1
            )
            return self._member(order[place:], name)
        if tag is Tag.INSTANCE:
            found = self._member(self.linearised(what), name)
            if found is None:
                return self.symbols.scopes[what].rules.other_member(self, value, name)
            return self._read(found)
        if tag is Tag.DEFINITION:
            node = self.symbols.nodes[what]
            found = None
            if node.kind in CLASS_KINDS:
                found = self._member(self.linearised(what), name)
            elif node.kind in (NodeKind.MODULE, NodeKind.PACKAGE):
                found = self._module_attribute(what, name)
            return found or self.symbols.scopes[what].rules.other_member(self, value, name)
        return None

    def _added_member(self, type_name: str, name: str) -> Result | None:
        """A member that the repository adds to a type from elsewhere."""
        for scope in self._extensions.get(type_name, ()):
            found = self.local_name(scope, name) or self._member(self.extension_bases(scope), name)
            if found is not None:
                return Result(found.values, False)
        return None

    def extension_bases(self, scope: Scope) -> list[Value]:
        """What a block of members of a type from elsewhere implements, with what that has above it."""
        definition = scope.definition
        bases = [self.base(scope.parent or scope, base) for base in definition.bases] if definition else []
        own = [value.what for found in bases for value in found.values if value.tag is Tag.DEFINITION]
        return [value for node in own for value in self.linearised(node)]

    def _module_attribute(self, module: int, name: str) -> Result | None:
        node, scope = self.symbols.nodes[module], self.symbols.scopes[module]
        found = self.local_name(scope, name)
        if found is not None:
            return found
        inner = self.module_named(scope.rules.language, f"{node.qualified_name}.{name}", node.file or "")
        if inner is None:
            return scope.rules.other_member(self, Value(Tag.DEFINITION, module), name)
        return Result((Value(Tag.DEFINITION, inner),), True)

    def _member(self, order: list[Value], name: str) -> Result | None:
        """The first member of that name among the classes of `order`."""
        for base in order:
            if base.tag is Tag.DEFINITION:
                found = self.local_name(self.symbols.scopes[base.what], name)
                if found is not None:
                    return found
            elif base.tag is Tag.EXTERNAL:
                return inferred((Value(Tag.EXTERNAL, f"{base.what}.{name}"),))
            else:
                return UNKNOWN
        return None

    def _read(self, found: Result) -> Result:
        """What an instance's attribute gives: a property what it returns, anything else itself."""
        values: list[Value] = []
        for value in found.values:
            definition = self.symbols.scopes[value.what].definition if value.tag is Tag.DEFINITION else None
            if definition is not None and self.symbols.scopes[value.what].rules.is_property(definition):
                values += self.returned(value.what).values
            else:
                values.append(value)
        return inferred(tuple(dict.fromkeys(values)))

    def typed(self, scope: Scope, text: str) -> Values:
        """What something of the type written as `text` in `scope` can be."""
        if self.depth > MAX_DEPTH:
            return ()
        self.depth += 1
        values = scope.rules.type_values(self, scope, text)
        self.depth -= 1
        return values

    # -- Calls

    def call(self, file: File, position: int) -> Result:
        """What a call of the file's facts gives."""
        call = file.facts.calls[position]
        key = (file.scopes[0].node, position)
        if key in self._calls:
            return self._calls[key]
        self._calls[key] = UNKNOWN
        if self.depth > MAX_DEPTH:
            return UNKNOWN
        self.depth += 1
        scope = file.scopes[call.scope]
        if call.constructs:
            result = inferred(self.typed(scope, call.text))
        else:
            special = scope.rules.special_call(self, scope, call.text) if call.root == -1 else None
            callee = self.expression(scope, call)
            result = special or self.called(callee, scope.rules)
            for value in callee.values:
                if value.tag is Tag.HOLDER_METHOD:
                    given = value.what[0].rules.holder_result(self, value, file, call)
                    result = union([result, inferred(given)]) if result.values else inferred(given)
        self.depth -= 1
        self._calls[key] = result
        return result

    def called(self, callee: Result, rules: Rules) -> Result:
        """What a call of `callee` gives."""
        if self.depth > MAX_DEPTH:
            return UNKNOWN
        self.depth += 1
        values: list[Value] = []
        for value in callee.values:
            if value.tag is Tag.DEFINITION:
                if self.symbols.nodes[value.what].kind in CLASS_KINDS:
                    values.append(Value(Tag.INSTANCE, value.what))
                else:
                    values += self.returned(value.what).values
            elif value.tag is Tag.INSTANCE and self._is_enum_instance(value, callee):
                values.append(value)
            elif value.tag is Tag.EXTERNAL:
                if value.what in rules.builtin_types:
                    values.append(Value(Tag.EXTERNAL_INSTANCE, value.what))
            elif value.tag is Tag.INSTANCE and rules.call_method:
                method = self.attribute(value, rules.call_method)
                if method is not None:
                    values += self.called(method, rules).values
        self.depth -= 1
        return inferred(tuple(dict.fromkeys(values)))

    def _is_enum_instance(self, value: Value, callee: Result) -> bool:
        """Whether it is what a call of an enum's constant makes: a constant can hold values of its own."""
        return any(
            one.tag is Tag.DEFINITION
            and self.symbols.is_enum_constant(one.what)
            and self.symbols.parents[one.what] == value.what
            for one in callee.values
        )

    def returned(self, function: int) -> Result:
        """What a function of the repository returns."""
        if function in self._returned:
            return self._returned[function]
        self._returned[function] = UNKNOWN
        scope = self.symbols.scopes[function]
        if scope.definition is None or self.depth > MAX_DEPTH:
            return UNKNOWN
        self.depth += 1
        values: Values = ()
        declared = scope.rules.declared_type(scope.definition)
        if declared:
            values = scope.rules.result_values(self, scope, declared)
        if not values:
            results = [self.expression(scope, expression) for expression in scope.returns]
            values = union(results).values if results else ()
        self.depth -= 1
        self._returned[function] = inferred(values)
        return self._returned[function]

    # -- Classes

    def linearised(self, node: int) -> list[Value]:
        """The class and its bases, in the order in which members are looked for."""
        node = self.symbols.first_part.get(node, node)
        if node not in self._linear:
            self._linear[node] = [Value(Tag.DEFINITION, node)]
            if self.depth > MAX_DEPTH:
                return self._linear[node]
            self.depth += 1
            bases: list[Values] = []
            for scope in self.symbols.scopes_of(node):
                around, definition = scope.parent or scope, scope.definition
                bases += [self.base(around, base).values for base in (definition.bases if definition else ())]
                if definition and self.symbols.nodes[node].kind is NodeKind.TYPE_ALIAS:
                    stands_for = self.typed(around, definition.type)
                    bases.append(
                        tuple(
                            Value(Tag.DEFINITION, one.what) for one in stands_for if one.tag is Tag.INSTANCE
                        )
                    )
            self._linear[node] = self.symbols.scopes[node].rules.linearise(self, node, bases)
            self.depth -= 1
        return self._linear[node]

    def base(self, scope: Scope, expression: Expression) -> Result:
        """What a base of a class stands for."""
        if expression.root != -1:
            return self.expression(scope, expression)
        names = scope.rules.type_names(expression.text)
        return self.chain(scope, names[0]) if names else UNKNOWN


def _shared_folders(one: str, other: str) -> int:
    """How many folders two paths have in common from the root; a folder of its own counts for all of it."""
    shared = 0
    for left, right in zip(one.split("/")[:-1], other.split("/")[:-1], strict=False):
        if left != right:
            break
        shared += 1
    return shared
