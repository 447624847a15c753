"""What names and expressions stand for: asked for one by one, remembered, and never in a circle."""

from __future__ import annotations

from repository_indexer.chains import ELEMENT, parts
from repository_indexer.facts import Binding, Call, Expression, Import, Parameter
from repository_indexer.model import NodeKind
from repository_indexer.resolve.rules import Rules
from repository_indexer.resolve.scopes import (
    CALLABLE_KINDS,
    CLASS_KINDS,
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
        self._linear: dict[int, list[Value]] = {}
        self._files = {file.path: file for file in symbols.files}

    # -- Names

    def name(self, scope: Scope, name: str) -> Result | None:
        """What `name` stands for in the code of `scope`; None if nothing binds it."""
        around: Scope | None = scope
        while around is not None:
            hidden = around.is_class and around is not scope and not around.rules.class_names_are_seen_inside
            if not hidden and (name in around.names or around.stars) and name not in around.outer_names:
                found = self.local_name(around, name)
                if found is not None:
                    return found
            around = around.parent
        if name in scope.rules.builtins:
            return Result((Value(Tag.EXTERNAL, f"{scope.rules.builtins_module}.{name}"),), True)
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
        if node.kind is NodeKind.FIELD and scope.definition is not None:
            return inferred(self.typed(scope, scope.definition.type))
        return Result((Value(Tag.DEFINITION, position),), scope.rules.stays_itself(node.decorators))

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
        if parameter.type and not parameter.stars:
            return self.typed(scope.parent or scope, parameter.type)
        return ()

    # -- Imports

    def module_named(self, language: str, name: str, near: str = "") -> int | None:
        """The module or package of that qualified name; of several, the one nearest to the file `near`."""
        found = self.symbols.modules.get((language, name))
        if not found:
            return None
        if len(found) == 1:
            return found[0]
        return max(
            found, key=lambda node: (_shared_folders(self.symbols.nodes[node].file or "", near), -node)
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
            inner = self.module_named(node.language, f"{node.qualified_name}.{name}", node.file or "")
            found = [] if inner is None else [inner]
        self.depth -= 1
        return list(dict.fromkeys(found))

    # -- Expressions

    def expression(self, scope: Scope, expression: Expression | Call) -> Result:
        """What an expression stands for; for a call, what is called."""
        special = scope.rules.expression_values(self, scope, expression.text)
        if special is not None:
            return inferred(special)
        if expression.root < 0:
            return self.chain(scope, expression.text)
        return self._attributes(self.call(self._files[scope.path], expression.root), parts(expression.text))

    def chain(self, scope: Scope, text: str) -> Result:
        """What `a.b.c` stands for."""
        literal = scope.rules.literal_values(text)
        if literal:
            return inferred(literal)
        names = parts(text)
        if not names:
            return UNKNOWN
        literal = scope.rules.literal_values(names[0])
        start = inferred(literal) if literal else self.name(scope, names[0])
        if start is None:
            return UNKNOWN
        return self._attributes(start, names[1:])

    def _attributes(self, start: Result, names: tuple[str, ...]) -> Result:
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
        if name == ELEMENT:
            if tag is Tag.DEFINITION and self.symbols.nodes[what].kind in CLASS_KINDS | CALLABLE_KINDS:
                return Result((value,), True)  # A generic one with its type arguments.
            return inferred(what[1]) if tag is Tag.SEQUENCE else UNKNOWN
        if tag is Tag.EXTERNAL:
            return Result((Value(Tag.EXTERNAL, f"{what}.{name}"),), True)
        if tag is Tag.EXTERNAL_INSTANCE:
            return inferred((Value(Tag.EXTERNAL, f"{what}.{name}"),))
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
            return None if found is None else self._read(found)
        if tag is Tag.DEFINITION:
            node = self.symbols.nodes[what]
            if node.kind in CLASS_KINDS:
                return self._member(self.linearised(what), name)
            if node.kind in (NodeKind.MODULE, NodeKind.PACKAGE):
                return self._module_attribute(what, name)
        return None

    def _module_attribute(self, module: int, name: str) -> Result | None:
        node, scope = self.symbols.nodes[module], self.symbols.scopes[module]
        found = self.local_name(scope, name)
        if found is not None:
            return found
        inner = self.module_named(node.language, f"{node.qualified_name}.{name}", node.file or "")
        return None if inner is None else Result((Value(Tag.DEFINITION, inner),), True)

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
            special = scope.rules.special_call(self, scope, call.text) if call.root < 0 else None
            result = special or self.called(self.expression(scope, call), scope.rules)
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
            elif value.tag is Tag.EXTERNAL:
                if value.what in rules.builtin_types:
                    values.append(Value(Tag.EXTERNAL_INSTANCE, value.what))
            elif value.tag is Tag.INSTANCE and rules.call_method:
                method = self.attribute(value, rules.call_method)
                if method is not None:
                    values += self.called(method, rules).values
        self.depth -= 1
        return inferred(tuple(dict.fromkeys(values)))

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
        if scope.definition.type:
            values = scope.rules.result_values(self, scope, scope.definition.type)
        if not values:
            results = [self.expression(scope, expression) for expression in scope.returns]
            values = union(results).values if results else ()
        self.depth -= 1
        self._returned[function] = inferred(values)
        return self._returned[function]

    # -- Classes

    def linearised(self, node: int) -> list[Value]:
        """The class and its bases, in the order in which members are looked for."""
        if node not in self._linear:
            self._linear[node] = [Value(Tag.DEFINITION, node)]
            if self.depth > MAX_DEPTH:
                return self._linear[node]
            self.depth += 1
            scope = self.symbols.scopes[node]
            around, definition = scope.parent or scope, scope.definition
            bases = [self.base(around, base).values for base in (definition.bases if definition else ())]
            if definition and self.symbols.nodes[node].kind is NodeKind.TYPE_ALIAS:
                stands_for = self.typed(around, definition.type)
                bases.append(
                    tuple(Value(Tag.DEFINITION, one.what) for one in stands_for if one.tag is Tag.INSTANCE)
                )
            self._linear[node] = scope.rules.linearise(self, node, bases)
            self.depth -= 1
        return self._linear[node]

    def base(self, scope: Scope, expression: Expression) -> Result:
        """What a base of a class stands for."""
        if expression.root >= 0:
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
