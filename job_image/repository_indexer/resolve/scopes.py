"""Nodes and scopes: what the files define, and which names can be seen where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias, cast

from repository_indexer.facts import Binding, Call, Definition, Expression, FileFacts, Import, Parameter
from repository_indexer.model import Node, NodeKind
from repository_indexer.resolve.rules import Place, Rules, rules_of

CLASS_KINDS = frozenset(
    [NodeKind.CLASS, NodeKind.STRUCT, NodeKind.INTERFACE, NodeKind.ENUM, NodeKind.TRAIT, NodeKind.TYPE_ALIAS]
)
CALLABLE_KINDS = frozenset([NodeKind.FUNCTION, NodeKind.METHOD])
MAX_WRITTEN_CALLS = 5
"""Of a longer chain of calls only the end is kept as its text."""
_KINDS = {"lambda": NodeKind.FUNCTION} | {kind.value: kind for kind in NodeKind}


Bound: TypeAlias = "int | tuple[Scope, Import | Binding | Parameter]"
"""What binds a name: a node, or a record of the facts and the scope in which it is to be read."""


@dataclass(slots=True, eq=False)
class Scope:
    """A part of a file, or a package, in which names are bound."""

    node: int
    """The definition whose code this is; a comprehension's is that of the function around it."""
    rules: Rules
    prefix: str
    """What the qualified names of its definitions begin with."""
    parent: Scope | None = None
    home: Scope | None = None
    """Where its definitions are bound, if not here: in the package, where all of its files share names."""
    definition: Definition | None = None
    path: str = ""
    is_class: bool = False
    names: dict[str, list[Bound]] = field(default_factory=dict)
    outer_names: set[str] = field(default_factory=set)
    stars: list[tuple[Scope, Import]] = field(default_factory=list)
    returns: list[Expression] = field(default_factory=list)
    variables: dict[str, int] = field(default_factory=dict)
    """The nodes of names that get values in a module or class."""

    def bind(self, name: str, what: Bound) -> None:
        """Add one more thing that binds `name`."""
        self.names.setdefault(name, []).append(what)


_LATER = Scope(-1, cast(Rules, None), "")
"""Stands for the scope of a method whose type is not known yet."""


@dataclass(slots=True, eq=False)
class File:
    """One file, with a scope for each definition of its facts."""

    path: str
    facts: FileFacts
    rules: Rules
    scopes: list[Scope]

    def written(self, expression: Expression | Call) -> str:
        """An expression as it stands in the source, without the arguments of calls: `a().b`."""
        text = expression.text
        for _ in range(MAX_WRITTEN_CALLS):
            if expression.root < 0:
                return text
            expression = self.facts.calls[expression.root]
            text = f"{expression.text}(){text}"
        return f"…{text}"


class Symbols:
    """All nodes that the files define, with their scopes."""

    def __init__(self, sources: Sequence[tuple[str, FileFacts]], manifests: Mapping[str, bytes]) -> None:
        self.nodes: list[Node] = []
        self.parents: list[int] = []
        self.scopes: list[Scope] = []
        """By node."""
        self.modules: dict[tuple[str, str], list[int]] = {}
        """By language and qualified name; scripts of the same name can be several."""
        self.methods: dict[tuple[str, str], list[int]] = {}
        """By language and name."""
        self._ordinals: dict[tuple[str, NodeKind, str, str], int] = {}
        by_language: dict[str, list[tuple[str, FileFacts]]] = {}
        for path, facts in sorted(sources, key=lambda source: source[0].encode()):
            if facts.definitions:
                by_language.setdefault(facts.language, []).append((path, facts))
        self.files: list[File] = []
        for language, files in sorted(by_language.items()):
            self._add_language(rules_of(language, files, manifests), files)

    def _add_language(self, rules: Rules, sources: list[tuple[str, FileFacts]]) -> None:
        placed = [(rules.place(path, facts), path, facts) for path, facts in sources]
        # Packages first, from the outermost, so that what lies in them finds them.
        placed.sort(key=lambda one: (not one[0].is_package, one[0].module if one[0].is_package else ""))
        files = [self._add_file(place, path, facts, rules) for place, path, facts in placed]
        for late in (False, True):
            for file in files:
                self._add_definitions(file, late)
        for file in files:
            bind_names(self, file)
        self.files += sorted(files, key=lambda file: file.path.encode())

    def add_node(self, node: Node, parent: int, scope: Scope) -> int:
        """Add a definition; its ordinal tells it from those that are otherwise alike."""
        identity = (node.language, node.kind, node.qualified_name, node.signature)
        ordinal = self._ordinals.get(identity, 0)
        self._ordinals[identity] = ordinal + 1
        self.nodes.append(replace(node, ordinal=ordinal) if ordinal else node)
        self.parents.append(parent)
        self.scopes.append(scope)
        scope.node = len(self.nodes) - 1
        return scope.node

    def _package(self, rules: Rules, name: str) -> int:
        """The package's node; where no file makes it, it is made here, with those that hold it."""
        if not name:
            return -1
        known = self.modules.get((rules.language, name))
        if known:
            return known[0]
        node = Node(NodeKind.PACKAGE, rules.language, name, rules.last_name(name))
        position = self.add_node(node, self._package(rules, rules.package_of(name)), Scope(-1, rules, name))
        self.modules[rules.language, name] = [position]
        return position

    def _add_file(self, place: Place, path: str, facts: FileFacts, rules: Rules) -> File:
        parent = self._package(rules, place.package)
        top = facts.definitions[0]
        node = Node(
            kind=NodeKind.PACKAGE if place.is_package else NodeKind.MODULE,
            language=rules.language,
            qualified_name=place.module,
            name=rules.last_name(place.module),
            file=path,
            start_line=1,
            end_line=top.end_line,
            doc=top.doc,
        )
        scope = Scope(-1, rules, place.module, definition=top, path=path)
        if place.shared:
            scope.parent = scope.home = self.scopes[parent]
            scope.prefix = place.package
        position = self.add_node(node, parent, scope)
        self.modules.setdefault((rules.language, place.module), []).append(position)
        return File(path, facts, rules, [scope])

    def _add_definitions(self, file: File, late: bool) -> None:
        """Add those that need no type of another file, or, late, the methods that do and what is in them."""
        for position, definition in enumerate(file.facts.definitions):
            if position < len(file.scopes) and file.scopes[position] is not _LATER:
                continue
            outer = file.scopes[definition.scope]
            if not late and (definition.receiver or outer is _LATER):
                scope = _LATER
            elif definition.kind == "scope":
                scope = Scope(
                    outer.node, file.rules, outer.prefix, outer, definition=definition, path=file.path
                )
            else:
                scope = self._add_definition(file, definition, outer)
            if late:
                file.scopes[position] = scope
            else:
                file.scopes.append(scope)

    def _add_definition(self, file: File, definition: Definition, outer: Scope) -> Scope:
        home = outer.home or outer
        if definition.receiver:
            owner = file.rules.receiver_type(definition.receiver)
            types = [bound for bound in home.names.get(owner, ()) if isinstance(bound, int)]
            home = self.scopes[types[0]] if types else home
        kind = _KINDS[definition.kind]
        if kind is NodeKind.FUNCTION and home.is_class and definition.kind != "lambda":
            kind = NodeKind.METHOD
        node = Node(
            kind=kind,
            language=file.rules.language,
            qualified_name=f"{home.prefix}.{definition.name}",
            name=definition.name,
            file=file.path,
            start_line=definition.start_line,
            end_line=definition.end_line,
            signature=" ".join(definition.signature.split()),
            doc=definition.doc,
            decorators=tuple(file.written(one).removesuffix("()") for one in definition.decorators),
            modifiers=tuple(definition.modifiers),
        )
        scope = Scope(-1, file.rules, node.qualified_name, outer, definition=definition, path=file.path)
        scope.is_class = kind in CLASS_KINDS
        position = self.add_node(node, home.node if home is not outer.home else outer.node, scope)
        home.bind(definition.name, position)
        if kind is NodeKind.METHOD:
            self.methods.setdefault((node.language, node.name), []).append(position)
        return scope

    def variable(self, scope: Scope, binding: Binding, path: str) -> None:
        """Make the node of a name that gets a value in a module or class, unless it has one."""
        name = binding.target.rpartition(".")[2]
        bound = scope.names.get(name, ())
        if name in scope.variables or any(
            isinstance(one, int) or isinstance(one[1], Import) for one in bound
        ):
            return
        node = Node(
            kind=NodeKind.CONSTANT if binding.how == "constant" else scope.rules.variable_kind(name),
            language=scope.rules.language,
            qualified_name=f"{scope.prefix}.{name}",
            name=name,
            file=path,
            start_line=binding.line,
            end_line=binding.line,
            signature=" ".join(binding.type.split()),
        )
        scope.variables[name] = self.add_node(
            node, scope.node, Scope(-1, scope.rules, node.qualified_name, scope)
        )


def bind_names(symbols: Symbols, file: File) -> None:
    """Bind what the file imports, its parameters, and the names that get values in it."""
    facts, scopes = file.facts, file.scopes
    for reference in facts.references:
        scope = scopes[reference.scope]
        if reference.role == "outer":
            scope.outer_names.add(reference.value.text)
        elif reference.role == "return":
            function_of(scope).returns.append(reference.value)
    for scope, definition in zip(scopes, facts.definitions, strict=True):
        for parameter in definition.parameters:
            scope.bind(parameter.name, (scope, parameter))
    for statement in facts.imports:
        scope = scopes[statement.scope]
        if file.rules.imports_all(statement):
            scope.stars.append((scope, statement))
        elif name := file.rules.imported_as(statement):
            scope.bind(name, (scope, statement))
    for binding in facts.bindings:
        _bind_value(symbols, scopes[binding.scope], binding)


def _bind_value(symbols: Symbols, scope: Scope, binding: Binding) -> None:
    """Bind a name in its scope, or `self.x` in the class; in modules and classes it gets a node."""
    receiver, dot, name = binding.target.rpartition(".")
    if dot:
        owner = receiver_class(symbols, scope, receiver)
    else:
        owner = _outer_scope(scope, name) if name in scope.outer_names else scope
        owner = owner.home or owner
    if owner is None or name == "_":
        return
    if binding.how in ("", "constant") and (owner.is_class or owner.parent is None):
        symbols.variable(owner, binding, scope.path)
    owner.bind(name, (scope, binding))


def function_of(scope: Scope) -> Scope:
    """The scope of the function (or class, or module) whose code is in `scope`."""
    while scope.definition is not None and scope.definition.kind == "scope" and scope.parent is not None:
        scope = scope.parent
    return scope


def is_bound(scope: Scope, name: str) -> bool:
    """Whether anything around binds `name`, be it something that nobody follows, such as a type parameter."""
    around: Scope | None = scope
    while around is not None:
        if name in around.names:
            return True
        around = around.parent
    return name in scope.rules.builtins


def receiver_class(symbols: Symbols, scope: Scope, name: str) -> Scope | None:
    """The class whose instance is called `name` (`self`) in a method around `scope`."""
    around: Scope | None = scope
    while around is not None and around.definition is not None:
        if around.definition.parameters and around.rules.receiver(around.definition) == name:
            owner = symbols.parents[around.node]
            if owner >= 0 and symbols.scopes[owner].is_class and around.definition.kind != "lambda":
                return symbols.scopes[owner]
        if name in around.names:
            return None
        around = around.parent
    return None


def _outer_scope(scope: Scope, name: str) -> Scope:
    """The scope whose `name` is meant where it is declared global or nonlocal."""
    around = scope.parent
    while around is not None and around.parent is not None:
        if name in around.names and not around.is_class:
            return around
        around = around.parent
    return around or scope
