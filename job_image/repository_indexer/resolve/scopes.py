"""Nodes and scopes: what there is once the files are read, and which names can be seen where."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from repository_indexer.facts import Binding, Call, Definition, Expression, FileFacts, Import, Parameter
from repository_indexer.model import Node, NodeKind
from repository_indexer.resolve.rules import Rules
from repository_indexer.resolve.values import Result, Value

CLASS_KINDS = frozenset(
    [NodeKind.CLASS, NodeKind.STRUCT, NodeKind.INTERFACE, NodeKind.ENUM, NodeKind.TRAIT, NodeKind.TYPE_ALIAS]
)
CALLABLE_KINDS = frozenset([NodeKind.FUNCTION, NodeKind.METHOD])
VALUE_KINDS = frozenset([NodeKind.FIELD, NodeKind.CONSTANT])
MAX_WRITTEN_CALLS = 5
"""Of a longer chain of calls only the end is kept as its text."""
CONSTRUCTOR = "<constructor>"
"""What the constructors of a class are bound as, whatever they are called: they are no members of it."""
SCOPE_KINDS = frozenset(["scope", "block"])
"""Kinds of definitions in the facts that are no nodes: their code is that of the definition around."""


Bound: TypeAlias = "int | tuple[Scope, Import | Binding | Parameter]"
"""What binds a name: a node, or a record of the facts and the scope in which it is to be read."""


Path: TypeAlias = "tuple[tuple[str, ...], Scope, Binding]"
"""A chain into which a value is put, with the record that says so and the scope in which it is read."""


class FoldedNames(dict[str, list[Bound]]):
    """What binds names that are the same in capitals."""

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and super().__contains__(name.casefold())

    def __getitem__(self, name: str) -> list[Bound]:
        return super().__getitem__(name.casefold())

    def get(self, name: str, default: Any = None) -> Any:  # noqa: ANN401 - as of `dict`
        """As of any dictionary."""
        return super().get(name.casefold(), default)

    def setdefault(self, name: str, default: Any = None) -> Any:  # noqa: ANN401 - as of `dict`
        """As of any dictionary."""
        return super().setdefault(name.casefold(), default)


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
    is_class_code: bool = False
    """Whether it is a block in the code of a class itself."""
    is_plain: bool = False
    """Whether a name bound in it is just that in its own code: a function's, or of a part of one."""
    is_closed: bool = False
    """Whether its code does not see the names around it."""
    names: dict[str, list[Bound]] = field(default_factory=dict)
    outer_names: set[str] | frozenset[str] = frozenset()
    """Most scopes have none of these, so nothing is made for those."""
    stars: list[tuple[Scope, Import]] = field(default_factory=list)
    returns: list[Expression] | tuple[()] = ()
    yields: list[Expression] | tuple[()] = ()
    paths: dict[str, list[Path]] | None = None
    """By their first name, the chains into which the code of a function puts values: `a["b"].c`."""
    variables: dict[str, int] = field(default_factory=dict)
    """The nodes of names that get values in a module or class."""

    def __post_init__(self) -> None:
        if self.rules is not None and self.rules.ignores_case:
            self.names = FoldedNames()

    def bind(self, name: str, what: Bound) -> None:
        """Add one more thing that binds `name`."""
        self.names.setdefault(name, []).append(what)

    def add_outer_name(self, name: str) -> None:
        """Remember that the name is one of a scope around."""
        if not isinstance(self.outer_names, set):
            self.outer_names = set()
        self.outer_names.add(name)

    def add_return(self, expression: Expression) -> None:
        """Remember that the function gives this back."""
        if isinstance(self.returns, tuple):
            self.returns = []
        self.returns.append(expression)

    def add_yield(self, expression: Expression) -> None:
        """Remember that the function gives this one by one."""
        if isinstance(self.yields, tuple):
            self.yields = []
        self.yields.append(expression)

    def add_path(self, path: Path) -> None:
        """Remember that the code puts a value into a chain."""
        if self.paths is None:
            self.paths = {}
        self.paths.setdefault(path[0][0], []).append(path)


@dataclass(slots=True, eq=False)
class File:
    """One file, with a scope for each definition of its facts."""

    path: str
    facts: FileFacts
    rules: Rules
    scopes: list[Scope]
    callees: dict[int, Result] = field(default_factory=dict)
    """By position of the call, what it calls, once values have flowed."""
    further_callees: dict[int, tuple[Value, ...]] = field(default_factory=dict)
    """What is called in turn by that which comes from elsewhere."""
    late: list[int] = field(default_factory=list)
    """The positions of definitions that belong to a type of another place, and of those in them."""

    def written(self, expression: Expression | Call) -> str:
        """An expression as it stands in the source, without the arguments of calls: `a().b`."""
        text = expression.text
        for _ in range(MAX_WRITTEN_CALLS):
            if expression.root == -1:
                return text
            if expression.root < -1:
                break
            expression = self.facts.calls[expression.root]
            text = f"{expression.text}(){text}"
        return f"…{text}"


class Symbols:
    """All nodes that the files define, with their scopes; `definitions` fills it."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.parents: list[int] = []
        self.scopes: list[Scope] = []
        """By node."""
        self.modules: dict[tuple[str, str], list[int]] = {}
        """By family of languages and qualified name; scripts of the same name can be several."""
        self.methods: dict[tuple[str, str], list[int]] = {}
        """By family of languages and name."""
        self.unnamed: dict[tuple[str, str], Scope] = {}
        """By family of languages and `Place.root`, the scope of the package without a name."""
        self.extensions: dict[tuple[str, str], list[Scope]] = {}
        """By family of languages and name, the extensions of types that no file defines."""
        self.extending: dict[int, list[Scope]] = {}
        """The blocks that extend a type."""
        self.first_part: dict[int, int] = {}
        """Of a type that is defined in parts, the first one for each of the others: names stand for it."""
        self.parts: dict[int, list[int]] = {}
        """The other way round: all further parts of a type."""
        self.stores: list[tuple[Scope, Binding]] = []
        """What is put into containers, and into attributes from outside of their class."""
        self.stored_names: set[str] = set()
        """The names of these attributes."""
        self.property_names: set[str] = set()
        self.setter_names: set[str] = set()
        """Names of functions that are called by being read, and by a store into them."""
        self.reference_names: set[str] = set()
        """Names of functions and types, and names that imports give."""
        self.has_enums = False
        """Whether there are types whose values are their constants."""
        self._ordinals: dict[tuple[str, NodeKind, str, str], int] = {}
        self.files: list[File] = []
        self.rules: dict[str, Rules] = {}
        """By language, of all families that have files."""
        self.library_start: int | None = None
        """How many nodes there were before those that stand for symbols from elsewhere."""

    @property
    def own_count(self) -> int:
        """How many nodes the repository defines; those behind them stand for symbols from elsewhere."""
        return len(self.nodes) if self.library_start is None else self.library_start

    def add_node(self, node: Node, parent: int, scope: Scope) -> int:
        """Add a definition; its ordinal tells it from those that are otherwise alike."""
        identity = (node.language, node.kind, node.qualified_name, node.signature)
        ordinal = self._ordinals.get(identity, 0)
        self._ordinals[identity] = ordinal + 1
        self.nodes.append(replace(node, ordinal=ordinal) if ordinal else node)
        if (node.kind in CALLABLE_KINDS or node.kind in CLASS_KINDS) and node.name[:1] != "<":
            self.reference_names.add(node.name)
        self.has_enums = self.has_enums or node.kind is NodeKind.ENUM
        self.parents.append(parent)
        self.scopes.append(scope)
        scope.node = len(self.nodes) - 1
        return scope.node

    def package(self, rules: Rules, name: str) -> int:
        """The package's node; where no file makes it, it is made here, with those that hold it."""
        if not name:
            return -1
        known = self.modules.get((rules.language, name))
        if known:
            return known[0]
        node = Node(NodeKind.PACKAGE, rules.language, name, rules.last_name(name))
        position = self.add_node(node, self.package(rules, rules.package_of(name)), Scope(-1, rules, name))
        self.modules[rules.language, name] = [position]
        return position

    def package_scope(self, rules: Rules, name: str, root: str = "") -> Scope:
        """The scope that all files of a package share; that of the package without a name has no node."""
        if name:
            return self.scopes[self.package(rules, name)]
        return self.unnamed.setdefault((rules.language, root), Scope(-1, rules, ""))

    def is_enum_constant(self, node: int) -> bool:
        """Whether a definition is one of the values of an enum."""
        parent = self.parents[node]
        is_constant = self.nodes[node].kind is NodeKind.CONSTANT
        return is_constant and parent >= 0 and self.nodes[parent].kind is NodeKind.ENUM

    def scopes_of(self, node: int) -> list[Scope]:
        """The scopes of all parts and extensions of a type."""
        parts = [self.scopes[part] for part in (node, *self.parts.get(node, ()))]
        return parts + self.extending.get(node, [])

    def add_store(self, scope: Scope, binding: Binding, last: str) -> None:
        """Remember that a value is put into the part `last` of something."""
        if binding.value is not None and scope.rules.values_are_asked_for:
            self.stores.append((scope, binding))
            self.stored_names.add(last)

    def is_defined_at(self, scope: Scope, name: str, line: int) -> bool:
        """Whether a variable of the file with that scope, bound at a line, is a definition itself."""
        bounds = [*scope.names.get(name, ()), *(scope.home.names.get(name, ()) if scope.home else ())]
        nodes = [self.nodes[one] for one in bounds if isinstance(one, int)]
        return any(node.file == scope.path and node.start_line <= line <= node.end_line for node in nodes)

    def variable(self, scope: Scope, binding: Binding, path: str) -> None:
        """Make the node of a name that gets a value in a module or class, unless it has one."""
        name = (scope.rules.parts(binding.target) or (binding.target,))[-1]
        bound = scope.names.get(name, ())
        if binding.value is not None and binding.value.text[:1] == "<" and binding.value.text[1:-1].isdigit():
            return  # The value is a definition, which has that name itself.
        if name in scope.variables or any(
            isinstance(one, int) or isinstance(one[1], Import) for one in bound
        ):
            return
        node = Node(
            kind=NodeKind.CONSTANT if binding.how == "constant" else scope.rules.variable_kind(name),
            language=self.nodes[scope.node].language if scope.node >= 0 else scope.rules.language,
            qualified_name=qualified(scope.prefix, name),
            name=name,
            file=path,
            start_line=binding.line,
            end_line=binding.line,
            signature=" ".join(binding.type.split()),
        )
        scope.variables[name] = self.add_node(
            node, scope.node, Scope(-1, scope.rules, node.qualified_name, scope)
        )


def qualified(prefix: str, name: str) -> str:
    """A name with that of what holds it before it, if that has one."""
    return f"{prefix}.{name}" if prefix else name


def function_of(scope: Scope) -> Scope:
    """The scope of the function (or class, or module) whose code is in `scope`."""
    while scope.definition is not None and scope.definition.kind in SCOPE_KINDS and scope.parent is not None:
        scope = scope.parent
    return scope


def is_bound(scope: Scope, name: str) -> bool:
    """Whether anything around binds `name`, be it something that nobody follows, such as a type parameter."""
    around: Scope | None = scope
    while around is not None:
        if name in around.names:
            return True
        if around.definition and any(one.name == name for one in around.definition.type_parameters):
            return True
        around = around.parent
    return scope.rules.folded(name) in scope.rules.builtins


def receiver_class(symbols: Symbols, scope: Scope, name: str) -> Scope | None:
    """The class whose instance is called `name` (`self`) in a method around `scope`."""
    around: Scope | None = scope
    if name in scope.rules.instance_words:
        while around is not None and not around.is_class:
            around = around.parent
        return around
    while around is not None and around.definition is not None:
        if around.definition.parameters and around.rules.receiver(around.definition) == name:
            owner = symbols.parents[around.node]
            if owner >= 0 and symbols.scopes[owner].is_class and around.definition.kind != "lambda":
                return symbols.scopes[owner]
        if name in around.names:
            return None
        around = around.parent
    return None
