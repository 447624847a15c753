"""The edges of files whose types are declared."""

from __future__ import annotations

from collections.abc import Sequence

from repository_indexer.facts import (
    Call,
    Composite,
    Definition,
    Expression,
    Import,
    Parameter,
    composite_at,
)
from repository_indexer.model import EdgeKind, NodeKind, Resolution, UnresolvedReference
from repository_indexer.resolve.edges import EdgeBuilder
from repository_indexer.resolve.scopes import CALLABLE_KINDS, CLASS_KINDS, File, Scope, is_bound
from repository_indexer.resolve.static.dispatch import Dispatch
from repository_indexer.resolve.static.found import Found, Want
from repository_indexer.resolve.static.resolver import StaticTypes
from repository_indexer.resolve.static.static_rules import INTERFACES, static_rules
from repository_indexer.resolve.static.type_texts import TypeText
from repository_indexer.resolve.static.typed import Callee, Role
from repository_indexer.resolve.static.types import Variable
from repository_indexer.resolve.values import Tag

IMPLICIT = "Implicit"
"""The annotation of a library's method that each class below has without declaring it."""


class StaticEdges:
    """Adds the edges of such files to those of `builder`."""

    def __init__(self, builder: EdgeBuilder, types: StaticTypes) -> None:
        self.builder = builder
        self.types = types
        self.dispatch = Dispatch(types)
        self.declarations = types.declarations
        self.symbols = types.symbols

    def add_file(self, file: File) -> None:
        """All that one file refers to."""
        facts, scopes = file.facts, file.scopes
        for statement in facts.imports:
            self._import(scopes[statement.scope], statement)
        for scope, definition in zip(scopes, facts.definitions, strict=True):
            if definition.kind not in ("scope", "package") and scope.definition is definition:
                self._definition(scope, definition)
        for position, call in enumerate(facts.calls):
            self._call(file, position, call)
        for position, composite in enumerate(facts.composites):
            self._composite(scopes[composite.scope], position, composite)
        for binding in facts.bindings:
            scope = scopes[binding.scope]
            # What is a definition itself has told its type there.
            is_defined = scope.home is not None and not scope.rules.packages_have_variables
            if binding.type and not is_defined and not static_rules(scope).infers(binding.type):
                variable = scope.variables.get(binding.target, scope.node)
                self._types(scope, variable, binding.type, binding.line)
            self._handed_on(scope, binding.value)
        for reference in facts.references:
            if reference.role == "return":
                self._handed_on(scopes[reference.scope], reference.value)
            elif reference.role not in ("yield", "outer"):
                self._called_unnamed(scopes[reference.scope], reference.role, reference.value)
        self.builder.edges.flush()

    def _target(self, scope: Scope, found: int | str) -> int:
        if isinstance(found, int) and found >= self.symbols.own_count:
            found = self.symbols.nodes[found].qualified_name
        return self.builder.external(scope, found) if isinstance(found, str) else found

    def _add(self, kind: EdgeKind, scope: Scope, target: int | str, line: int, exact: bool = True) -> None:
        resolution = Resolution.EXACT if exact else Resolution.INFERRED
        self.builder.edges.add(kind, scope.node, self._target(scope, target), line, resolution)

    def _unresolved(self, kind: EdgeKind, source: int, text: str, line: int) -> None:
        self.builder.unresolved.append(UnresolvedReference(kind, source, text, line))

    # -- Imports and definitions

    def _import(self, scope: Scope, statement: Import) -> None:
        written = f"{statement.module}.{statement.name}" if statement.name else statement.module
        name = scope.rules.imported_name(statement)
        module = self.declarations.evaluator.imported_module(scope, statement)
        targets: list[int | str] = []
        for value in module.values if module else ():
            if value.tag is Tag.EXTERNAL:
                targets.append(f"{value.what}.{name}" if name not in ("", "*") else value.what)
            elif name in ("", "*"):
                targets.append(value.what)
            else:
                targets += sorted(self.declarations.names.of_module(value.what, name, scope.path))
        for target in targets:
            self._add(EdgeKind.IMPORTS, scope, target, statement.line)
        if not targets:
            self._unresolved(EdgeKind.IMPORTS, scope.node, written, statement.line)

    def _definition(self, scope: Scope, definition: Definition) -> None:
        around = scope.parent or scope
        if definition.kind == "extension":
            self._extension(scope, definition)
            return
        is_interface = self.symbols.nodes[scope.node].kind in INTERFACES
        first_implemented = len(definition.bases) - definition.implemented
        for place, base in enumerate(definition.bases):
            tree = static_rules(scope).parse_type(base.text)
            header = self.declarations.header(scope.node)
            type_ = self.declarations.type_named(header, tree.name) if tree.name else None
            if type_ is None or not isinstance(type_.what, int | str):
                self._unresolved(EdgeKind.INHERITS, scope.node, tree.name or base.text, base.line)
                continue
            implements = not is_interface and (
                place >= first_implemented
                or (isinstance(type_.what, int) and self.symbols.nodes[type_.what].kind in INTERFACES)
            )
            if isinstance(type_.what, str) and not is_interface:
                implements = implements or static_rules(scope).is_interface_name(type_.what)
            kind = EdgeKind.IMPLEMENTS if implements else EdgeKind.INHERITS
            self._add(kind, scope, type_.what, base.line)
            for argument in tree.arguments:
                self._type_tree(header, scope.node, argument, base.line)
        for decorator in definition.decorators:
            names = static_rules(scope).decorator_names(decorator.text)
            if not names:
                continue
            types = [self.declarations.type_named(around, name) for name in names]
            type_ = next((one for one in types if one is not None), None)
            if type_ is not None and isinstance(type_.what, int | str):
                self._add(EdgeKind.DECORATES, scope, type_.what, decorator.line)
            else:
                self._unresolved(EdgeKind.DECORATES, scope.node, decorator.text, decorator.line)
        is_class = self.symbols.nodes[scope.node].kind in CLASS_KINDS
        header = self.declarations.header(scope.node) if is_class else scope
        for parameter in [*definition.type_parameters, *definition.parameters]:
            if parameter.type and not static_rules(scope).infers(parameter.type):
                self._types(header, scope.node, parameter.type, definition.start_line)
        if definition.type and not static_rules(scope).infers(definition.type):
            self._types(header, scope.node, definition.type, definition.start_line)

    def _extension(self, scope: Scope, definition: Definition) -> None:
        """What a block makes its type implement; what it does for a type from elsewhere is nobody's edge."""
        owner = scope.home
        if owner is None or owner.definition is None or owner.node >= self.symbols.own_count:
            return
        for base in definition.bases:
            type_ = self.declarations.type_of_text(scope.parent or scope, base.text)
            line = base.line if owner.path == scope.path else owner.definition.start_line
            if type_ is None or not isinstance(type_.what, int | str):
                self._unresolved(EdgeKind.IMPLEMENTS, owner.node, base.text, line)
            else:
                self._add(EdgeKind.IMPLEMENTS, owner, type_.what, line)

    def _types(self, scope: Scope, source: int, text: str, line: int) -> None:
        """Edges to the types that are written in `text`."""
        self._type_tree(scope, source, static_rules(scope).parse_type(text), line)

    def _type_tree(self, scope: Scope, source: int, tree: TypeText, line: int) -> None:
        rules = static_rules(scope)
        for argument in tree.arguments:
            self._type_tree(scope, source, argument, line)
        if not tree.name or not tree.name.replace(".", "").isidentifier() or rules.is_primitive(tree.name):
            return
        type_ = self.declarations.type_named(scope, tree.name)
        if type_ is None:
            if not is_bound(scope, tree.name.partition(".")[0]):
                self._unresolved(EdgeKind.TYPE_OF, source, tree.name, line)
            return
        if isinstance(type_.what, Variable):
            return
        package = self.declarations.name_of(type_).rpartition(".")[0]
        if package != rules.builtins_module or (not package and isinstance(type_.what, int)):
            self.builder.edges.add(
                EdgeKind.TYPE_OF, source, self._target(scope, type_.what), line, Resolution.EXACT
            )

    # -- Calls

    def _call(self, file: File, position: int, call: Call) -> None:
        if call.root == -1 and call.text in file.rules.not_calls:
            return
        scope, callee = file.scopes[call.scope], self.types.calls.callee(file, position)
        made = callee.instantiated
        if made is not None and isinstance(made.what, int | str):
            self._add(EdgeKind.INSTANTIATES, scope, made.what, call.line)
        for found in callee.found:
            is_made_elsewhere = made is not None and found.node >= self.symbols.own_count
            is_operator = call.operator and found.node not in range(self.symbols.own_count)
            if is_made_elsewhere or is_operator or self._is_implicit(found):
                continue
            is_class = found.node >= 0 and self.symbols.scopes[found.node].is_class
            if isinstance(found.what, int | str) and not is_class:
                kind = EdgeKind.CALLS if self._is_function(found) else EdgeKind.REFERENCES
                self._add(kind, scope, self._called(found, callee), call.line, callee.exact)
        for reached in self.dispatch.reaches((file.path, position)):
            is_class = self.symbols.scopes[reached].is_class
            kind = EdgeKind.INSTANTIATES if is_class else EdgeKind.CALLS
            self._add(kind, scope, reached, call.line, exact=False)
        for argument in call.arguments:
            self._handed_on(scope, argument)
        if static_rules(scope).reads_are_calls:
            self._read(scope, call.root, scope.rules.parts(call.text)[:-1], call.line)
        if not callee.found and made is None and not callee.is_implicit and not call.operator:
            self._unbound(file, scope, call)

    def _is_function(self, found: Found) -> bool:
        """Whether it can be called; what a call reads can be a field (a record's component)."""
        return found.node < 0 or self.symbols.nodes[found.node].kind in CALLABLE_KINDS

    def _is_implicit(self, found: Found) -> bool:
        """Whether a library only tells what a class has without anyone writing it."""
        if found.node < self.symbols.own_count:
            return False
        return any(one.text == IMPLICIT for one in self.declarations.definition(found.node).decorators)

    def _called_unnamed(self, scope: Scope, name: str, expression: Expression) -> None:
        """Edges for methods of the repository that a statement calls: a loop, the end of a block."""
        of = self.types.expressions.value(scope, expression)
        if of.type is None or of.role is not Role.VALUE:
            return
        found = [one for one in self.types.methods.found(of, of.type, name) if not self._parameters(one)]
        if not found or not 0 <= found[0].node < self.symbols.own_count:
            return
        self._add(EdgeKind.CALLS, scope, found[0].node, expression.line, of.exact)
        given = self.types.results.given(found[0])
        for further in static_rules(scope).called_in_turn.get(name, ()) if given.type is not None else ():
            for one in self.types.methods.found(given, given.type, further) if given.type else ():
                if 0 <= one.node < self.symbols.own_count:
                    self._add(EdgeKind.CALLS, scope, one.node, expression.line, given.exact)

    def _parameters(self, found: Found) -> list[Parameter]:
        return self.declarations.parameters(found.node) if found.node >= 0 else []

    def _called(self, found: Found, callee: Callee) -> int | str:
        """The function; one from elsewhere is named by the type of which it is called, as compilers do."""
        node = found.node
        if node < self.symbols.own_count:
            return found.what if isinstance(found.what, int | str) else node
        of = callee.receiver if found.extends is None else None
        is_own = of is None or (isinstance(of.what, int) and of.what < self.symbols.own_count)
        name = self.symbols.nodes[node].name
        return (
            node
            if of is None or is_own or not self.declarations.name_of(of)
            else f"{self.declarations.name_of(of)}.{name}"
        )

    def _unbound(self, file: File, scope: Scope, call: Call) -> None:
        kind = EdgeKind.INSTANTIATES if call.constructs else EdgeKind.CALLS
        if call.root == -1 and (external := static_rules(scope).external_callee(scope, call.text)):
            self._add(kind, scope, external, call.line)
            return
        names = scope.rules.parts(call.text)
        is_member = len(names) > 1 or call.root != -1
        if not call.constructs and names and (is_member or scope.rules.functions_are_candidates):
            methods = self.symbols.methods.get((scope.rules.language, names[-1]), [])
            methods = [
                one for one in methods if (self.symbols.nodes[one].kind is NodeKind.METHOD) is is_member
            ]
            is_only = len(methods) == 1 and methods[0] < self.symbols.own_count
            if is_only and names[-1] not in scope.rules.common_methods:
                self.builder.edges.add(kind, scope.node, methods[0], call.line, Resolution.CANDIDATE)
                return
        self._unresolved(kind, scope.node, file.written(call), call.line)

    # -- Functions and types as values

    def _handed_on(self, scope: Scope, expression: Expression | None) -> None:
        """Edges to the lambda or the type that is handed on, and to what reading it calls."""
        if expression is None:
            return
        rules = static_rules(scope)
        if rules.reads_are_calls:
            self._read(scope, expression.root, rules.parts(expression.text), expression.line)
        if expression.root != -1:
            return
        node = self.types.lambdas.node(scope, expression)
        if node >= 0:
            self._add(EdgeKind.REFERENCES, scope, node, expression.line)
            return
        names = rules.parts(expression.text)
        if rules.methods_are_values and names:
            self._method_value(scope, expression, names)
        if rules.class_literal and names[-1:] == (rules.class_literal,):
            typed = self.types.expressions.chain(scope, expression.text.rpartition(".")[0], expression.line)
            if typed.role is Role.TYPE and typed.type is not None and isinstance(typed.type.what, int | str):
                self._add(EdgeKind.REFERENCES, scope, typed.type.what, expression.line)

    def _read(self, scope: Scope, root: int, names: Sequence[str], line: int) -> None:
        """Edges to the methods without parameters that the names of a chain read."""
        if not names:
            return
        expressions, is_named = self.types.expressions, root == -1
        start = expressions.name(scope, names[0], line) if is_named else expressions.root(scope, root)
        for place, name in enumerate(names):
            if place == 0 and is_named:
                found = expressions.found_name(scope, name, line)
                exact = True
            else:
                of = expressions.members(scope, start, names[is_named:place])
                if of.type is None or of.role not in (Role.VALUE, Role.SUPER):
                    return
                members = [
                    one
                    for one in self.declarations.members(of.type, name, Want.VALUE)
                    if of.role is Role.VALUE or one.owner is None or one.owner.what != of.type.what
                ]
                found, exact = next(iter(members), None), of.exact
            node = found.node if found is not None else -1
            is_method = 0 <= node < self.symbols.own_count and self.symbols.nodes[node].kind in CALLABLE_KINDS
            if is_method:
                self._add(EdgeKind.CALLS, scope, node, line, exact)

    def _method_value(self, scope: Scope, expression: Expression, names: Sequence[str]) -> None:
        """Edges to the methods that a name stands for that is no variable's."""
        if self.types.expressions.chain(scope, expression.text, expression.line).type is not None:
            return
        if len(names) == 1 and self.declarations.names.found(scope, names[0], Want.VALUE):
            return
        if len(names) == 1:
            found, exact = self.declarations.names.found(scope, names[0], Want.CALLABLE), True
        else:
            start = self.types.expressions.name(scope, names[0], expression.line)
            of = self.types.expressions.members(scope, start, names[1:-1])
            found = self.types.methods.found(of, of.type, names[-1]) if of.type is not None else []
            exact = of.exact
        for one in found:
            if isinstance(one.what, int):
                self._add(EdgeKind.REFERENCES, scope, one.what, expression.line, exact and len(found) == 1)

    def _composite(self, scope: Scope, position: int, composite: Composite) -> None:
        if composite.kind == "method":
            callee = self.types.lambdas.method_value(scope, composite_at(position))
            item = composite.items[0] if composite.items else None
            if item is None:
                return
            for found in callee.found:
                if isinstance(found.what, int | str):
                    self._add(EdgeKind.REFERENCES, scope, found.what, item.line, callee.exact)
            made = callee.instantiated
            if made is not None and isinstance(made.what, int | str):
                self._add(EdgeKind.REFERENCES, scope, made.what, item.line)
            elif not callee.found and not callee.is_implicit:
                text = f"{item.text}::{''.join(composite.keys)}"
                self._unresolved(EdgeKind.REFERENCES, scope.node, text, item.line)
        for item in composite.items:
            self._handed_on(scope, item)
