"""Nodes and scopes: what the files define, and which names can be seen where."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from msgspec import structs

from repository_indexer.facts import Binding, Call, Definition, Expression, FileFacts, Import, Parameter
from repository_indexer.languages import languages
from repository_indexer.model import Node, NodeKind
from repository_indexer.resolve.rules import Place, Rules, rules_of_family
from repository_indexer.resolve.values import Result, Tag, Value

if TYPE_CHECKING:
    from repository_indexer.resolve.evaluate import Evaluator

CLASS_KINDS = frozenset(
    [NodeKind.CLASS, NodeKind.STRUCT, NodeKind.INTERFACE, NodeKind.ENUM, NodeKind.TRAIT, NodeKind.TYPE_ALIAS]
)
CALLABLE_KINDS = frozenset([NodeKind.FUNCTION, NodeKind.METHOD])
VALUE_KINDS = frozenset([NodeKind.FIELD, NodeKind.CONSTANT])
MAX_WRITTEN_CALLS = 5
"""Of a longer chain of calls only the end is kept as its text."""
CONSTRUCTOR = "<constructor>"
"""What the constructors of a class are bound as, whatever they are called: they are no members of it."""
_KINDS = {kind.value: kind for kind in NodeKind} | {
    "lambda": NodeKind.FUNCTION,
    "constructor": NodeKind.METHOD,
    "anonymous": NodeKind.CLASS,
    "mixin": NodeKind.MODULE,
}
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


_LATER = Scope(-1, cast(Rules, None), "")
"""Stands for the scope of something whose type is not known yet."""
MAX_ROUNDS = 8
"""How often types are looked for that only others' members name: `class A::B`, and in it `class C::D`."""


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
    """All nodes that the files define, with their scopes."""

    def __init__(self, sources: Sequence[tuple[str, FileFacts]], manifests: Mapping[str, bytes]) -> None:
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
        by_family: dict[str, list[tuple[str, FileFacts]]] = {}
        for path, facts in sorted(sources, key=lambda source: source[0].encode()):
            if facts.definitions:
                by_family.setdefault(languages()[facts.language].family, []).append((path, facts))
        self.files: list[File] = []
        self.rules: dict[str, Rules] = {}
        """By language, of all families that have files."""
        self._library_start: int | None = None
        for family, files in sorted(by_family.items()):
            self.rules.update(rules_of_family(family, files, manifests))
            self._add_family(files)

    def _add_family(self, sources: list[tuple[str, FileFacts]]) -> None:
        placed = [(self.rules[facts.language].place(path, facts), path, facts) for path, facts in sources]
        # Packages first, from the outermost, so that what lies in them finds them.
        placed.sort(key=lambda one: (not one[0].is_package, one[0].module if one[0].is_package else ""))
        files = [self._add_file(place, path, facts) for place, path, facts in placed]
        for file in files:
            self._add_definitions(file)
            bind_imports(file, late=False)
        self.files += sorted(files, key=lambda file: file.path.encode())

    def add_library(self, sources: Sequence[FileFacts]) -> None:
        """Add what others define, as far as declarations tell of it, when all else is there.

        Its nodes stand for external symbols: they are not part of the graph.
        """
        self._library_start = len(self.nodes)
        for facts in sources:
            file = self._add_file(self.rules[facts.language].place("", facts), "", facts)
            self._add_definitions(file)
            bind_imports(file, late=False)
            bind_imports(file, late=True)
            bind_names(self, file)

    @property
    def own_count(self) -> int:
        """How many nodes the repository defines; those behind them stand for symbols from elsewhere."""
        return len(self.nodes) if self._library_start is None else self._library_start

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

    def package_scope(self, rules: Rules, name: str, root: str = "") -> Scope:
        """The scope that all files of a package share; that of the package without a name has no node."""
        if name:
            return self.scopes[self._package(rules, name)]
        return self.unnamed.setdefault((rules.language, root), Scope(-1, rules, ""))

    def _add_namespace(self, file: File, definition: Definition, outer: Scope) -> Scope:
        """A block of a file in which names are those of a package, and in the packages around it if seen."""
        rules, scope = file.rules, outer
        inside = rules.namespace_names(definition.name)
        name = outer.home.prefix if outer.home is not None else ""
        for position, part in enumerate(inside):
            name = f"{name}.{part}" if name else part
            if rules.packages_around_are_seen or position == len(inside) - 1:
                home = self.package_scope(rules, name)
                scope = Scope(outer.node, rules, name, scope, home, definition, file.path)
        if not inside:
            is_private = rules.unnamed_packages_are_private
            home = self._private(file) if is_private else self.package_scope(rules, "")
            scope = Scope(outer.node, rules, home.prefix, outer, home, definition, file.path)
        return scope

    def _private(self, file: File) -> Scope:
        """The scope of what only the file itself sees, which is named after it."""
        top = file.scopes[0]
        return Scope(top.node, file.rules, self.nodes[top.node].qualified_name, names=top.names)

    def _seen_inside(self, owner: Scope, outer: Scope) -> Scope:
        """The type `owner` with all that is around it, as its members see it that are defined in `outer`."""
        if not owner.is_class:
            return Scope(outer.node, owner.rules, owner.prefix, outer, owner, path=outer.path)
        around: list[Scope] = []
        scope: Scope | None = owner
        while scope is not None and (scope.is_class or scope.home is not None) and scope.parent is not None:
            if scope.definition is None or scope.definition.kind == "module":
                break
            around.append(scope)
            scope = scope.parent
        for one in reversed(around):
            outer = replace(one, parent=outer, path=outer.path)
        return outer

    def _add_extension(self, file: File, definition: Definition, outer: Scope, found: Value | None) -> Scope:
        """A block of members of a type that stands elsewhere; its code that is in no member is the file's."""
        if found is not None and found.tag is Tag.DEFINITION:
            class_ = file.rules.class_beside(self, found.what)
            owner = self.scopes[found.what if class_ < 0 else class_]
        else:
            name = file.rules.receiver_type(definition.receiver)
            prefix = qualified((outer.home or outer).prefix, name)
            owner = Scope(outer.node, file.rules, prefix, outer, is_class=True)
            named = name if found is None else found.what
            self.extensions.setdefault((file.rules.language, named), []).append(owner)
        scope = Scope(
            outer.node, file.rules, owner.prefix, outer, owner, definition, file.path, is_class=True
        )
        if owner.definition is not None:
            self.extending.setdefault(self.first_part.get(owner.node, owner.node), []).append(scope)
        return scope

    def is_enum_constant(self, node: int) -> bool:
        """Whether a definition is one of the values of an enum."""
        parent = self.parents[node]
        is_constant = self.nodes[node].kind is NodeKind.CONSTANT
        return is_constant and parent >= 0 and self.nodes[parent].kind is NodeKind.ENUM

    def scopes_of(self, node: int) -> list[Scope]:
        """The scopes of all parts and extensions of a type."""
        parts = [self.scopes[part] for part in (node, *self.parts.get(node, ()))]
        return parts + self.extending.get(node, [])

    def _add_file(self, place: Place, path: str, facts: FileFacts) -> File:
        rules = self.rules[facts.language]
        facts = rules.completed(path, facts)
        parent = self._package(rules, place.package)
        top = facts.definitions[0]
        node = Node(
            kind=NodeKind.PACKAGE if place.is_package else NodeKind.MODULE,
            language=facts.language,
            qualified_name=place.module,
            name=rules.last_name(place.module),
            file=path,
            start_line=1,
            end_line=top.end_line,
            doc=top.doc,
        )
        scope = Scope(-1, rules, place.module, definition=top, path=path)
        if place.is_global:
            scope.parent = scope.home = self.package_scope(rules, "")
            scope.prefix = ""
        elif place.shared:
            scope.parent = scope.home = self.package_scope(rules, place.package, place.root)
            scope.prefix = place.package
        position = self.add_node(node, parent, scope)
        self.modules.setdefault((rules.language, place.module), []).append(position)
        return File(path, facts, rules, [scope])

    def _add_definitions(self, file: File) -> None:
        """Add those that belong to where they stand."""
        for position, definition in enumerate(file.facts.definitions[1:], 1):
            outer = file.scopes[definition.scope]
            if definition.receiver or outer is _LATER:
                file.scopes.append(_LATER)
                file.late.append(position)
            else:
                file.scopes.append(self._added(file, position, None))

    def add_members(self, new_evaluator: Callable[[], Evaluator]) -> None:
        """Add what belongs to a type that stands elsewhere, now that imports can say where; bind all names.

        Args:
            new_evaluator: gives one that remembers nothing yet.
        """
        for number in range(1, MAX_ROUNDS + 1):
            if not self._add_late(new_evaluator(), is_last=number == MAX_ROUNDS):
                break
        for file in self.files:
            bind_imports(file, late=True)
            bind_names(self, file)

    def _add_late(self, evaluator: Evaluator, *, is_last: bool) -> bool:
        """Add what belongs to types that are known, in the last round all; whether another round is due."""
        any_left = any_added = False
        for file in self.files:
            for position in file.late:
                if file.scopes[position] is not _LATER:
                    continue
                definition, owner = file.facts.definitions[position], None
                outer = file.scopes[definition.scope]
                if definition.receiver and outer is not _LATER:
                    owner = file.rules.owner(evaluator, outer, definition.receiver)
                if outer is _LATER or (definition.receiver and owner is None and not is_last):
                    any_left = True
                else:
                    file.scopes[position] = self._added(file, position, owner)
                    any_added = True
        if any_left and not any_added:
            return self._add_late(evaluator, is_last=True)
        return any_left

    def _added(self, file: File, position: int, owner: Value | None) -> Scope:
        """The scope of the definition of that position, which belongs to `owner` if that is given."""
        definition = file.facts.definitions[position]
        outer = file.scopes[definition.scope]
        if definition.kind == "block" and (outer.is_class or outer.is_class_code):
            # What a class's own code defines in a block is the class's.
            home = outer.home if outer.home is not None else outer
            scope = Scope(outer.node, file.rules, outer.prefix, outer, home, definition, file.path)
            scope.is_class_code = True
            return scope
        if definition.kind in SCOPE_KINDS:
            return Scope(outer.node, file.rules, outer.prefix, outer, definition=definition, path=file.path)
        if definition.kind == "object":
            held = ".".join(filter(None, [definition.holder, definition.name]))
            prefix = (
                file.rules.holder_prefix(outer, held) if definition.holder else qualified(outer.prefix, held)
            )
            return Scope(outer.node, file.rules, prefix, outer, definition=definition, path=file.path)
        if definition.kind == "package":
            is_transparent = file.rules.is_transparent(definition)
            return outer if is_transparent else self._add_namespace(file, definition, outer)
        if definition.kind == "extension":
            return self._add_extension(file, definition, outer, owner)
        if file.rules.is_dropped(file.path, position):
            return Scope(outer.node, file.rules, outer.prefix, outer, path=file.path)
        home, name = outer.home or outer, file.rules.bound_as(definition)
        if owner is not None and owner.tag is Tag.DEFINITION:
            home, name = self.scopes[owner.what], definition.name
            if file.rules.members_see_their_type:
                outer = self._seen_inside(home, outer)
        elif outer.home is not None and not home.is_class and file.rules.is_private(file.path, definition):
            home = self._private(file)
        elif definition.kind == "module" and file.rules.is_global(definition, outer):
            home = self.package_scope(file.rules, "")
        scope = self._add_definition(file, definition, outer, home, name)
        if definition.is_value:
            file.scopes[0].bind(f"<{position}>", scope.node)
        return scope

    def _add_definition(
        self, file: File, definition: Definition, outer: Scope, home: Scope, name: str
    ) -> Scope:
        kind = _KINDS[definition.kind]
        prefix = home.prefix
        if definition.holder and name == definition.name and home in (outer, outer.home):
            prefix = file.rules.holder_prefix(home, definition.holder)
        if kind is NodeKind.FUNCTION and home.is_class and definition.kind != "lambda":
            kind = NodeKind.METHOD
        kind = file.rules.node_kind(definition, kind)
        node = Node(
            kind=kind,
            language=file.facts.language,
            qualified_name=qualified(prefix, name),
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
        scope.is_class = kind in CLASS_KINDS or definition.kind == "mixin"
        scope.is_closed = file.rules.is_closed(definition)
        # Of an extended type elsewhere the home has no node of its own.
        parent = outer.node if home is outer.home and not home.is_class else home.node
        position = self.add_node(node, parent, scope)
        if definition.decorators or definition.modifiers:
            if file.rules.is_property(definition):
                self.property_names.add(definition.name)
            if file.rules.is_setter(node.decorators):
                self.setter_names.add(definition.name)
        if scope.is_class and definition.name in file.rules.open_types and home.node < 0:
            self.extensions.setdefault((file.rules.language, definition.name), []).append(scope)
        if scope.is_class and file.rules.is_part(definition) and self._joins(home, scope, name):
            return scope
        if further := file.rules.also_bound_as(definition):
            home.bind(further, position)
        if definition.own_name:
            scope.bind(definition.own_name, position)
        if not definition.is_value:
            bound = file.rules.bound_name(definition, name)
            home.bind(CONSTRUCTOR if definition.kind == "constructor" else bound, position)
        if home is outer:
            self._bind_around(file, definition, home, name, position)
        can_be_any = kind is NodeKind.FUNCTION and file.rules.can_be_candidate(definition)
        if (kind is NodeKind.METHOD or can_be_any) and definition.kind not in ("constructor", "lambda"):
            self.methods.setdefault((file.rules.language, file.rules.folded(node.name)), []).append(position)
        return scope

    def _bind_around(self, file: File, definition: Definition, home: Scope, name: str, position: int) -> None:
        """Bind a member of a type where the type is, and so on, as far as it is seen there."""
        while home.is_class and home.parent is not None and home.definition is not None:
            if not file.rules.is_seen_around(definition, home.definition, file.facts.language):
                break
            (home.parent.home or home.parent).bind(name, position)
            definition, home = home.definition, home.parent

    def _joins(self, home: Scope, scope: Scope, name: str) -> bool:
        """Make the type that has the scope a further part of the one of that name, if there is one."""
        further = scope.rules.also_bound_as(scope.definition) if scope.definition is not None else ""
        for bound in home.names.get(further or name, ()):
            if isinstance(bound, int) and self.scopes[bound].is_class and bound not in self.first_part:
                first = self.scopes[bound]
                scope.names, scope.variables, scope.stars = first.names, first.variables, first.stars
                self.first_part[scope.node] = bound
                self.parts.setdefault(bound, []).append(scope.node)
                return True
        return False

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


def bind_imports(file: File, *, late: bool) -> None:
    """Bind what is imported in definitions that belong to where they stand, or, `late`, in the others."""
    is_late = frozenset(file.late)
    for statement in file.facts.imports:
        if (statement.scope in is_late) is not late:
            continue
        if statement.exported:
            continue
        scope = file.scopes[statement.scope]
        if file.rules.imports_all(statement):
            seen_in = scope.home if scope.home is not None and file.rules.is_for_all(statement) else scope
            seen_in.stars.append((scope, statement))
            if statement.alias and statement.name:
                # The module by another name, and all its names as well: `import A as B` of Haskell.
                scope.bind(statement.alias, (scope, structs.replace(statement, name="")))
        elif name := file.rules.imported_as(statement):
            scope.bind(name, (scope, statement))


def bind_names(symbols: Symbols, file: File) -> None:
    """Bind the file's parameters, and the names that get values in it."""
    facts, scopes = file.facts, file.scopes
    symbols.reference_names.update(statement.alias for statement in facts.imports if statement.alias)
    for call in facts.calls:
        if call.constructs and call.keywords:
            symbols.stored_names.update(call.keywords)
    for reference in facts.references:
        scope = scopes[reference.scope]
        if reference.role == "outer":
            scope.add_outer_name(reference.value.text)
        elif reference.role == "return":
            function_of(scope).add_return(reference.value)
        elif reference.role == "yield":
            function_of(scope).add_yield(reference.value)
    for scope, definition in zip(scopes, facts.definitions, strict=True):
        for parameter in definition.parameters:
            scope.bind(parameter.name, (scope, parameter))
    for binding in facts.bindings:
        _bind_value(symbols, scopes[binding.scope], binding)
    if not file.rules.declarations_hide:
        for scope in scopes:
            scope.is_plain = not (scope.is_class or scope.outer_names or scope.home is not None)


def _bind_value(symbols: Symbols, scope: Scope, binding: Binding) -> None:
    """Bind a name in its scope, or `self.x` in the class; in modules and classes it gets a node."""
    names = scope.rules.parts(binding.target)
    if len(names) > 1 and binding.value is not None:
        function_of(scope).add_path((names, scope, binding))
    if binding.how in ("assigned", "export") or len(names) > 2 or (len(names) == 2 and names[1][0] == "["):
        if len(names) > 1:
            symbols.add_store(scope, binding, names[-1])
        return
    name = names[-1] if names else binding.target
    if len(names) == 2:
        owner = receiver_class(symbols, scope, names[0])
        if owner is None:
            symbols.add_store(scope, binding, names[-1])
    else:
        owner = _outer_scope(scope, name) if name in scope.outer_names else scope
        if owner.home is not None and (owner.is_class or owner.rules.is_shared(name)):
            owner = owner.home
    if owner is None or name == "_":
        return
    is_module = owner.definition is not None and owner.definition.kind == "module"
    is_module = is_module and owner.rules.packages_have_variables
    if binding.how in ("", "constant") and (owner.is_class or owner.parent is None or is_module):
        symbols.variable(owner, binding, scope.path)
    if owner.home is None or not symbols.is_defined_at(owner, name, binding.line):
        owner.bind(name, (scope, binding))


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


def _outer_scope(scope: Scope, name: str) -> Scope:
    """The scope whose `name` is meant where it is declared global or nonlocal."""
    around = scope.parent
    while around is not None and around.parent is not None:
        if name in around.names and not around.is_class:
            return around
        around = around.parent
    return around or scope
