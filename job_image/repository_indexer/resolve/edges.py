"""From facts and scopes to the edges of the graph, one file after the other."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator

from repository_indexer.chains import parts
from repository_indexer.facts import Call, Definition, Expression, Import
from repository_indexer.model import Edge, EdgeKind, Node, NodeKind, Resolution, UnresolvedReference
from repository_indexer.resolve.evaluate import Evaluator
from repository_indexer.resolve.scopes import CALLABLE_KINDS, CLASS_KINDS, File, Scope, Symbols, is_bound
from repository_indexer.resolve.values import Result, Tag, Value

_KINDS = list(EdgeKind)
_RESOLUTIONS = [Resolution.EXACT, Resolution.INFERRED, Resolution.CANDIDATE]
_KIND_CODES = {kind: code for code, kind in enumerate(_KINDS)}


class EdgeStore:
    """Edges in columns: five million take 85 MB. A relation found twice at one line is kept once."""

    def __init__(self) -> None:
        self.kinds, self.resolutions = array("B"), array("B")
        self.sources, self.targets, self.lines = array("I"), array("I"), array("I")
        self._open: dict[tuple[int, int, int, int], int] = {}

    def add(self, kind: EdgeKind, source: int, target: int, line: int, resolution: Resolution) -> None:
        """Add an edge; of the same edge found twice the more certain one stays."""
        key = (_KIND_CODES[kind], source, target, line)
        code = _RESOLUTIONS.index(resolution)
        known = self._open.get(key)
        if known is None or code < known:
            self._open[key] = code

    def flush(self) -> None:
        """No edge that was added so far will be added again."""
        for (kind, source, target, line), resolution in self._open.items():
            self.kinds.append(kind)
            self.sources.append(source)
            self.targets.append(target)
            self.lines.append(line)
            self.resolutions.append(resolution)
        self._open.clear()

    def __iter__(self) -> Iterator[Edge]:
        """The edges in the order in which they were added."""
        for kind, source, target, line, resolution in zip(
            self.kinds, self.sources, self.targets, self.lines, self.resolutions, strict=True
        ):
            yield Edge(_KINDS[kind], source, target, line, _RESOLUTIONS[resolution])

    def __len__(self) -> int:
        """How many edges there are."""
        return len(self.kinds)


class EdgeBuilder:
    """Builds the edges; external symbols become nodes, behind the defined ones, as they are met."""

    def __init__(self, symbols: Symbols, evaluator: Evaluator) -> None:
        self.symbols = symbols
        self.evaluator = evaluator
        self.edges = EdgeStore()
        self.unresolved: list[UnresolvedReference] = []
        self.externals: dict[tuple[str, str], int] = {}

    def external(self, language: str, name: str) -> int:
        """The position of the external symbol's node."""
        return self.externals.setdefault((language, name), len(self.symbols.nodes) + len(self.externals))

    def external_nodes(self) -> Iterator[Node]:
        """The nodes that follow the defined ones."""
        for language, name in self.externals:
            yield Node(NodeKind.EXTERNAL, language, name, name.rpartition(".")[2])

    def add_contains(self) -> None:
        """What lies in what."""
        for position, parent in enumerate(self.symbols.parents):
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
            if definition.kind != "scope":
                self._definition(file, scope, definition)
        for call in facts.calls:
            self._call(file, scopes[call.scope], call)
        for binding in facts.bindings:
            scope = scopes[binding.scope]
            if binding.type:
                name = binding.target.rpartition(".")[2]
                variable = scope.variables.get(name, scope.node) if name == binding.target else scope.node
                self._types(scope, variable, binding.type, binding.line)
            if binding.value is not None and binding.value.root < 0 and not binding.how:
                self._reference(scope, binding.value)
        for reference in facts.references:
            if reference.role != "outer" and reference.value.root < 0:
                self._reference(scopes[reference.scope], reference.value)
        self.edges.flush()

    # -- Each kind of reference

    def _import(self, scope: Scope, statement: Import) -> None:
        module = self.evaluator.imported_module(scope, statement)
        written = f"{statement.module}.{statement.name}" if statement.name else statement.module
        if module is None or not module.values:
            self._unresolved(EdgeKind.IMPORTS, scope, written, statement.line)
            return
        named = statement.name not in ("", "*")
        targets: list[int] = []
        for value in module.values:
            if value.tag is Tag.EXTERNAL:
                name = f"{value.what}.{statement.name}" if named else value.what
                targets.append(self.external(scope.rules.language, name))
                named = False
            else:
                targets.append(value.what)
        if named:
            found = [
                node for value in module.values for node in self.evaluator.origins(value, statement.name)
            ]
            found += [
                self.external(scope.rules.language, value.what)
                for value in (self.evaluator.imported(scope, statement) or Result((), False)).values
                if value.tag is Tag.EXTERNAL
            ]
            if not found:
                self._unresolved(EdgeKind.IMPORTS, scope, written, statement.line)
            targets += found
        for target in targets:
            self.edges.add(EdgeKind.IMPORTS, scope.node, target, statement.line, Resolution.EXACT)

    def _definition(self, file: File, scope: Scope, definition: Definition) -> None:
        around = scope.parent or scope
        for expression in definition.bases:
            found = self.evaluator.base(around, expression)
            if not self._targets(EdgeKind.INHERITS, scope, found, expression.line, CLASS_KINDS):
                self._unresolved(EdgeKind.INHERITS, scope, file.written(expression), expression.line)
        for expression in definition.decorators:
            found = self.evaluator.expression(around, expression)
            if expression.root >= 0 and not expression.text:
                # @f(1): it is f that a reader means, not what it gives.
                call = file.facts.calls[expression.root]
                found = self.evaluator.expression(around, call)
            elif scope.rules.decorators_are_called:
                # Those from elsewhere are not: everything would call `property`.
                own = tuple(value for value in found.values if value.tag is Tag.DEFINITION)
                self._called(around, Result(own, found.exact), expression.line)
            if not self._targets(
                EdgeKind.DECORATES, scope, found, expression.line, CALLABLE_KINDS | CLASS_KINDS
            ):
                self._unresolved(EdgeKind.DECORATES, scope, file.written(expression), expression.line)
        for parameter in definition.parameters[1 if definition.receiver else 0 :]:
            if parameter.type:
                self._types(around, scope.node, parameter.type, definition.start_line)
        if definition.type:
            self._types(around, scope.node, definition.type, definition.start_line)

    def _call(self, file: File, scope: Scope, call: Call) -> None:
        if call.constructs:
            values = self.evaluator.typed(scope, call.text)
            for value in values:
                if value.tag is Tag.INSTANCE:
                    self.edges.add(EdgeKind.INSTANTIATES, scope.node, value.what, call.line, Resolution.EXACT)
                elif value.tag is Tag.EXTERNAL_INSTANCE:
                    target = self.external(scope.rules.language, value.what)
                    self.edges.add(EdgeKind.INSTANTIATES, scope.node, target, call.line, Resolution.EXACT)
            return
        if self._called(scope, self.evaluator.expression(scope, call), call.line):
            return
        names = parts(call.text)
        if names and (len(names) > 1 or call.root >= 0) and names[-1] not in scope.rules.common_methods:
            methods = self.symbols.methods.get((scope.rules.language, names[-1]), ())
            if len(methods) == 1:
                self.edges.add(EdgeKind.CALLS, scope.node, methods[0], call.line, Resolution.CANDIDATE)
                return
        self._unresolved(EdgeKind.CALLS, scope, file.written(call), call.line)

    def _called(self, scope: Scope, callee: Result, line: int) -> bool:
        """Edges for a call of what `callee` stands for; False if that gave none."""
        resolution = Resolution.EXACT if callee.exact else Resolution.INFERRED
        any_edge = False
        for value in callee.values:
            kind, target = EdgeKind.CALLS, -1
            if value.tag is Tag.EXTERNAL:
                target = self.external(scope.rules.language, value.what)
                if scope.rules.types_are_called and value.what in scope.rules.builtin_types:
                    kind = EdgeKind.INSTANTIATES
            elif value.tag is Tag.DEFINITION and self.symbols.nodes[value.what].kind in CLASS_KINDS:
                kind = EdgeKind.INSTANTIATES if scope.rules.types_are_called else EdgeKind.REFERENCES
                target = value.what
                if scope.rules.constructor:
                    self._method_called(scope, value, scope.rules.constructor, line, resolution)
            elif value.tag is Tag.DEFINITION and self.symbols.nodes[value.what].kind in CALLABLE_KINDS:
                target = value.what
            elif value.tag is Tag.INSTANCE and scope.rules.call_method:
                any_edge |= self._method_called(
                    scope, value, scope.rules.call_method, line, Resolution.INFERRED
                )
            if target >= 0:
                self.edges.add(kind, scope.node, target, line, resolution)
                any_edge = True
        return any_edge

    def _method_called(
        self, scope: Scope, value: Value, name: str, line: int, resolution: Resolution
    ) -> bool:
        method = self.evaluator.attribute(value, name)
        any_edge = False
        for one in method.values if method else ():
            if one.tag is Tag.DEFINITION and self.symbols.nodes[one.what].kind in CALLABLE_KINDS:
                self.edges.add(EdgeKind.CALLS, scope.node, one.what, line, resolution)
                any_edge = True
        return any_edge

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
                    target = self.external(scope.rules.language, value.what)
                    self.edges.add(EdgeKind.TYPE_OF, source, target, line, Resolution.EXACT)
            if not found.values and not is_bound(self.symbols.scopes[source], name.partition(".")[0]):
                self.unresolved.append(UnresolvedReference(EdgeKind.TYPE_OF, source, name, line))

    def _reference(self, scope: Scope, expression: Expression) -> None:
        """Edges to the functions and classes that are handed on as values."""
        found = self.evaluator.chain(scope, expression.text)
        resolution = Resolution.EXACT if found.exact else Resolution.INFERRED
        for value in found.values:
            if (
                value.tag is Tag.DEFINITION
                and self.symbols.nodes[value.what].kind in CALLABLE_KINDS | CLASS_KINDS
            ):
                self.edges.add(EdgeKind.REFERENCES, scope.node, value.what, expression.line, resolution)

    def _targets(
        self, kind: EdgeKind, scope: Scope, found: Result, line: int, allowed: frozenset[NodeKind]
    ) -> bool:
        """Edges from the definition of `scope` to what was found; False if that gave none."""
        resolution = Resolution.EXACT if found.exact else Resolution.INFERRED
        any_edge = False
        for value in found.values:
            if value.tag is Tag.EXTERNAL:
                target = self.external(scope.rules.language, value.what)
            elif value.tag is Tag.DEFINITION and self.symbols.nodes[value.what].kind in allowed:
                target = value.what
            else:
                continue
            self.edges.add(kind, scope.node, target, line, resolution)
            any_edge = True
        return any_edge

    def _unresolved(self, kind: EdgeKind, scope: Scope, text: str, line: int) -> None:
        self.unresolved.append(UnresolvedReference(kind, scope.node, text, line))
