"""From facts and scopes to the edges of the graph, one file after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from repository_indexer.facts import Binding, Call, Definition, Expression, Import, Reference, composite_at
from repository_indexer.model import (
    EDGE_KINDS,
    RESOLUTIONS,
    EdgeColumns,
    EdgeKind,
    Node,
    NodeKind,
    Resolution,
    UnresolvedReference,
)
from repository_indexer.resolve.call_edges import CallEdges, is_external
from repository_indexer.resolve.evaluate import Evaluator
from repository_indexer.resolve.scopes import (
    CALLABLE_KINDS,
    CLASS_KINDS,
    SCOPE_KINDS,
    File,
    Scope,
    Symbols,
    is_bound,
)
from repository_indexer.resolve.values import Result, Tag, Value, inferred

BASE_KINDS = CLASS_KINDS | {NodeKind.MODULE}
"""What something can inherit from; a module where modules have behaviours (Elixir) or functions (Perl)."""
_KIND_CODES = {kind: code for code, kind in enumerate(EDGE_KINDS)}
_RESOLUTION_CODES = {resolution: code for code, resolution in enumerate(RESOLUTIONS)}


class EdgeStore(EdgeColumns):
    """Keeps a relation that is found twice at one line once."""

    def __init__(self) -> None:
        super().__init__()
        self._open: dict[tuple[int, int, int, int], int] = {}

    def add(self, kind: EdgeKind, source: int, target: int, line: int, resolution: Resolution) -> None:
        """Add an edge; of the same edge found twice the more certain one stays."""
        key = (_KIND_CODES[kind], source, target, line)
        code = _RESOLUTION_CODES[resolution]
        known = self._open.get(key)
        if known is None or code < known:
            self._open[key] = code

    def flush(self) -> None:
        """No edge that was added so far will be added again."""
        if not self._open:
            return
        columns = (self.kinds, self.sources, self.targets, self.lines)
        for column, values in zip(columns, zip(*self._open, strict=True), strict=True):
            column.extend(values)
        self.resolutions.extend(self._open.values())
        self._open.clear()


class EdgeBuilder:
    """Builds the edges; external symbols become nodes, behind the defined ones, as they are met."""

    def __init__(self, symbols: Symbols, evaluator: Evaluator) -> None:
        self.symbols = symbols
        self.evaluator = evaluator
        self.edges = EdgeStore()
        self.unresolved: list[UnresolvedReference] = []
        self.calls = CallEdges(self)
        self.externals: dict[tuple[str, str], int] = {}
        self.packages: list[str] = []
        """Of each external symbol."""

    def external(self, scope: Scope, name: str) -> int:
        """The position of the external symbol's node; the first file with it says from which package."""
        key = (scope.rules.language, name)
        known = self.externals.get(key)
        if known is None:
            known = self.externals[key] = self.symbols.own_count + len(self.externals)
            self.packages.append(scope.rules.external_package(name, scope.path))
        return known

    def external_nodes(self) -> Iterator[Node]:
        """The nodes that follow the defined ones."""
        for (language, name), package in zip(self.externals, self.packages, strict=True):
            yield Node(NodeKind.EXTERNAL, language, name, name.rpartition(".")[2], package=package)

    def add_contains(self) -> None:
        """What lies in what."""
        for position, parent in enumerate(self.symbols.parents[: self.symbols.own_count]):
            if parent >= 0:
                self.edges.add(EdgeKind.CONTAINS, parent, position, 0, Resolution.EXACT)
        self.edges.flush()

    def add_pairs(self, kind: EdgeKind, pairs: Iterable[tuple[int, int]], resolution: Resolution) -> None:
        """Edges between definitions, at the line of the first one."""
        for source, target in pairs:
            self.edges.add(kind, source, target, self.symbols.nodes[source].start_line, resolution)
        self.edges.flush()

    def add_file(self, file: File) -> None:
        """All that one file refers to."""
        facts, scopes = file.facts, file.scopes
        for statement in facts.imports:
            self._import(scopes[statement.scope], statement)
        for scope, definition in zip(scopes, facts.definitions, strict=True):
            if definition.kind not in SCOPE_KINDS:
                self._definition(file, scope, definition)
        for position in range(len(facts.calls)):
            self._call(file, position)
        for composite in facts.composites:
            for item in composite.items:
                if item is not None and _reads(item.text):
                    self.calls.add_reads(scopes[composite.scope], item)
        for binding in facts.bindings:
            self._binding(file, scopes[binding.scope], binding)
        for reference in facts.references:
            self._used(file, scopes[reference.scope], reference)
        self.edges.flush()

    def _binding(self, file: File, scope: Scope, binding: Binding) -> None:
        """Edges to the type and the value that a name gets."""
        if binding.type:
            name = binding.target.rpartition(".")[2]
            variable = scope.variables.get(name, scope.node) if name == binding.target else scope.node
            self._types(scope, variable, binding.type, binding.line)
        if binding.value is not None:
            self.calls.add_binding(scope, binding)
            self.calls.add_reads(scope, binding.value)
            if not binding.how and self._names_only(file, binding.value):
                self._reference(scope, binding.value)

    def _used(self, file: File, scope: Scope, reference: Reference) -> None:
        """Edges to what is given back, or used in another way."""
        if reference.role == "reference":
            self._named(scope, reference.value)
        elif reference.role in ("return", "yield"):
            self.calls.add_reads(scope, reference.value)
            if self._names_only(file, reference.value):
                self._reference(scope, reference.value)
        elif reference.role not in ("outer", "hoisted"):
            self.calls.add_reads(scope, reference.value)
            self.calls.add_implicit(scope, reference)

    def _may_be_definition(self, file: File, expression: Expression) -> bool:
        """Whether an expression names something by the name of a definition, or of an import."""
        if expression.root != -1:
            return self._names_only(file, expression)
        names = file.rules.parts(expression.text)
        return bool(names) and names[-1] in self.symbols.reference_names

    @staticmethod
    def _names_only(file: File, expression: Expression) -> bool:
        """Whether an expression names something, and nothing else is done with it."""
        if expression.root >= -1:
            return expression.root == -1
        return not expression.text and file.facts.composites[composite_at(expression.root)].kind == "method"

    # -- Each kind of reference

    def _import(self, scope: Scope, statement: Import) -> None:
        module = self.evaluator.imported_module(scope, statement)
        written = scope.rules.written_import(statement)
        if module is None or not module.values:
            self._unresolved(EdgeKind.IMPORTS, scope, written, statement.line)
            return
        named = statement.name not in ("", "*")
        targets: list[int] = []
        for value in module.values:
            if value.tag is Tag.EXTERNAL:
                name = f"{value.what}.{statement.name}" if named else value.what
                targets.append(self.external(scope, name))
                named = False
            else:
                targets.append(value.what)
        if named:
            found = [
                node for value in module.values for node in self.evaluator.origins(value, statement.name)
            ]
            found += [
                self.external(scope, value.what)
                for value in (self.evaluator.imported(scope, statement) or Result((), False)).values
                if value.tag is Tag.EXTERNAL
            ]
            if not found:
                self._unresolved(EdgeKind.IMPORTS, scope, written, statement.line)
            targets += found
        for target in targets:
            resolution = Resolution.EXACT if module.exact else Resolution.INFERRED
            self.edges.add(EdgeKind.IMPORTS, scope.node, target, statement.line, resolution)

    def _definition(self, file: File, scope: Scope, definition: Definition) -> None:
        around = scope.parent or scope
        self._bases(file, scope, definition)
        if scope.is_class:
            made = tuple(scope.rules.calls_of_class(self.evaluator, scope.node))
            self.calls.add(around, inferred(made), definition.start_line)
        for expression in definition.decorators:
            if scope.rules.decorators_are_called:
                # Those from elsewhere are not: everything would call `property`.
                applied = self.evaluator.expression(around, expression)
                own = tuple(value for value in applied.values if not is_external(value))
                self.calls.add(around, Result(own, applied.exact), expression.line)
            found = self.evaluator.expression(around, expression)
            if expression.root >= 0 and not expression.text:
                # @f(1): it is f that a reader means, not what it gives.
                call = file.facts.calls[expression.root]
                found = self.evaluator.expression(around, call)
            if (
                not self._targets(
                    EdgeKind.DECORATES, scope, found, expression.line, CALLABLE_KINDS | CLASS_KINDS
                )
                and expression.text not in scope.rules.own_decorators
            ):
                self._unresolved(EdgeKind.DECORATES, scope, file.written(expression), expression.line)
        for parameter in definition.parameters[1 if definition.receiver else 0 :]:
            if parameter.type:
                self._types(scope.rules.head_scope(scope), scope.node, parameter.type, definition.start_line)
        if definition.type:
            self._types(around, scope.node, definition.type, definition.start_line)

    def _bases(self, file: File, scope: Scope, definition: Definition) -> None:
        """Edges to what a type inherits and implements; a block that extends one can be in another file."""
        source, around = scope, scope.parent or scope
        if definition.kind == "extension":
            if scope.home is None or scope.home.definition is None:
                return
            source = scope.home
        is_near = self.symbols.nodes[source.node].file == file.path
        for place, expression in enumerate(definition.bases, definition.implemented - len(definition.bases)):
            found = self.evaluator.base(around, expression)
            kind = EdgeKind.IMPLEMENTS if place >= 0 else EdgeKind.INHERITS
            line = expression.line if is_near else self.symbols.nodes[source.node].start_line
            if not self._targets(kind, source, found, line, BASE_KINDS):
                self._unresolved(kind, source, file.written(expression), line)

    def _call(self, file: File, position: int) -> None:
        call = file.facts.calls[position]
        scope = file.scopes[call.scope]
        for argument in call.arguments:
            if argument is not None:
                if _reads(argument.text):
                    self.calls.add_reads(scope, argument)
                if self._may_be_definition(file, argument):
                    self._reference(scope, argument)
        if call.root == -1 and call.text in scope.rules.not_calls:
            return
        if call.constructs:
            self._constructed(scope, call)
            return
        if _reads(call.text):
            self.calls.add_reads(scope, call)
        callee = file.callees.get(position) or self.evaluator.callee(file, position)
        if call.operator:
            own = [value for value in callee.values if self.evaluator.function_of(value) is not None]
            self.calls.add(scope, Result(tuple(own), False), call.line)
            return
        if self.calls.add(scope, callee, call.line):
            further = file.further_callees.get(position, ())
            self.calls.add(scope, inferred(tuple(one for one in further if not is_external(one))), call.line)
            return
        self._unbound_call(file, scope, call)

    def _unbound_call(self, file: File, scope: Scope, call: Call) -> None:
        """A call of what is not known: of a candidate, if there is but one, or unresolved."""
        names = scope.rules.callee_parts(call.text)
        is_of_something = len(names) > 1 or call.root != -1
        has_value = not is_of_something and is_bound(scope, call.text)
        if has_value and scope.rules.subscripts_look_like_calls:
            return
        can_be = is_of_something or (scope.rules.functions_are_candidates and not has_value)
        if names and can_be and names[-1] not in scope.rules.common_methods:
            candidates = self.symbols.methods.get((scope.rules.language, scope.rules.folded(names[-1])), [])
            if not is_of_something and not scope.rules.inherited_names_are_seen:
                nodes = self.symbols.nodes
                candidates = [one for one in candidates if nodes[one].kind is NodeKind.FUNCTION]
            if len(candidates) == 1:
                self.edges.add(EdgeKind.CALLS, scope.node, candidates[0], call.line, Resolution.CANDIDATE)
                return
        self._unresolved(EdgeKind.CALLS, scope, file.written(call), call.line)

    def _constructed(self, scope: Scope, call: Call) -> None:
        """Edges for an instance of a type that the code names."""
        values = self.evaluator.typed(scope, call.text)
        names = scope.rules.parts(call.text)
        named = self.evaluator.chain_of(scope, names, call.text)
        resolution = Resolution.EXACT if named.exact or not named.values else Resolution.INFERRED
        for value in values:
            if value.tag is Tag.INSTANCE:
                made = Value(Tag.DEFINITION, value.what)
                self.edges.add(EdgeKind.INSTANTIATES, scope.node, value.what, call.line, resolution)
                if scope.rules.constructor:
                    self.calls.add_method(scope, made, scope.rules.constructor, call.line, resolution)
            elif value.tag is Tag.EXTERNAL_INSTANCE:
                target = self.external(scope, value.what)
                self.edges.add(EdgeKind.INSTANTIATES, scope.node, target, call.line, resolution)
        if not values and names and not is_bound(scope, names[0]):
            self._unresolved(EdgeKind.INSTANTIATES, scope, call.text, call.line)

    def _types(self, scope: Scope, source: int, text: str, line: int) -> None:
        """Edges to the types that are written in `text`."""
        for name in scope.rules.type_names(text):
            found = self.evaluator.chain(scope, name)
            for value in found.values:
                if value.tag is Tag.DEFINITION and self.symbols.nodes[value.what].kind in CLASS_KINDS:
                    self.edges.add(EdgeKind.TYPE_OF, source, value.what, line, Resolution.EXACT)
                elif value.tag is Tag.EXTERNAL and not value.what.startswith(
                    scope.rules.builtins_module + "."
                ):
                    target = self.external(scope, value.what)
                    self.edges.add(EdgeKind.TYPE_OF, source, target, line, Resolution.EXACT)
            if not found.values and not is_bound(self.symbols.scopes[source], name.partition(".")[0]):
                self.unresolved.append(UnresolvedReference(EdgeKind.TYPE_OF, source, name, line))

    def _reference(self, scope: Scope, expression: Expression) -> None:
        """Edges to the functions and classes that are handed on as values."""
        found = self.evaluator.expression(scope, expression)
        resolution = Resolution.EXACT if found.exact else Resolution.INFERRED
        for value in found.values:
            node = self.evaluator.function_of(value)
            if (
                node is None
                and value.tag is Tag.DEFINITION
                and self.symbols.nodes[value.what].kind in CLASS_KINDS
            ):
                node = value.what
            if node is not None:
                self.edges.add(EdgeKind.REFERENCES, scope.node, node, expression.line, resolution)

    def _named(self, scope: Scope, expression: Expression) -> None:
        """An edge to the definition, of any kind, that the beginning of a chain stands for."""
        names = scope.rules.parts(expression.text)
        node = self.evaluator.definition(scope, names[0]) if names else None
        if node is not None:
            self.edges.add(EdgeKind.REFERENCES, scope.node, node, expression.line, Resolution.EXACT)
        elif names and not is_bound(scope, names[0]):
            self._unresolved(EdgeKind.REFERENCES, scope, expression.text, expression.line)

    def _targets(
        self, kind: EdgeKind, scope: Scope, found: Result, line: int, allowed: frozenset[NodeKind]
    ) -> bool:
        """Edges from the definition of `scope` to what was found; False if that gave none."""
        resolution = Resolution.EXACT if found.exact else Resolution.INFERRED
        any_edge = False
        for value in found.values:
            if value.tag is Tag.EXTERNAL:
                target = self.external(scope, value.what)
            elif value.tag is Tag.DEFINITION and self.symbols.nodes[value.what].kind in allowed:
                target = value.what
            elif self.evaluator.function_of(value) is not None and allowed >= CALLABLE_KINDS:
                target = value.what[0]
            else:
                continue
            self.edges.add(kind, scope.node, target, line, resolution)
            any_edge = True
        return any_edge

    def _unresolved(self, kind: EdgeKind, scope: Scope, text: str, line: int) -> None:
        self.unresolved.append(UnresolvedReference(kind, scope.node, text, line))


def _reads(text: str) -> bool:
    """Whether a chain can read an attribute or an item of something."""
    return "." in text or "[" in text
