"""From the facts of files to the nodes and scopes of what they define."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from repository_indexer.facts import Definition, FileFacts
from repository_indexer.languages import languages
from repository_indexer.model import Node, NodeKind
from repository_indexer.resolve.bindings import bind_imports, bind_names
from repository_indexer.resolve.families import rules_of_family
from repository_indexer.resolve.rules import Place, Rules
from repository_indexer.resolve.scopes import (
    CLASS_KINDS,
    CONSTRUCTOR,
    SCOPE_KINDS,
    File,
    Scope,
    Symbols,
    qualified,
)
from repository_indexer.resolve.values import Tag, Value

if TYPE_CHECKING:
    from repository_indexer.resolve.evaluate import Evaluator

_LATER = Scope(-1, cast(Rules, None), "")
"""Stands for the scope of something whose type is not known yet."""
MAX_ROUNDS = 8
"""How often types are looked for that only others' members name: `class A::B`, and in it `class C::D`."""
_KINDS = {kind.value: kind for kind in NodeKind} | {
    "lambda": NodeKind.FUNCTION,
    "constructor": NodeKind.METHOD,
    "anonymous": NodeKind.CLASS,
    "mixin": NodeKind.MODULE,
}


def define(sources: Sequence[tuple[str, FileFacts]], manifests: Mapping[str, bytes]) -> Symbols:
    """All that the files define, but for what belongs to a type that stands elsewhere."""
    symbols = Symbols()
    by_family: dict[str, list[tuple[str, FileFacts]]] = {}
    for path, facts in sorted(sources, key=lambda source: source[0].encode()):
        if facts.definitions:
            by_family.setdefault(languages()[facts.language].family, []).append((path, facts))
    for family, files in sorted(by_family.items()):
        symbols.rules.update(rules_of_family(family, files, manifests))
        _add_family(symbols, files)
    return symbols


def _add_family(symbols: Symbols, sources: list[tuple[str, FileFacts]]) -> None:
    placed = [(symbols.rules[facts.language].place(path, facts), path, facts) for path, facts in sources]
    # Packages first, from the outermost, so that what lies in them finds them.
    placed.sort(key=lambda one: (not one[0].is_package, one[0].module if one[0].is_package else ""))
    files = [_add_file(symbols, place, path, facts) for place, path, facts in placed]
    for file in files:
        _add_definitions(symbols, file)
        bind_imports(file, late=False)
    symbols.files += sorted(files, key=lambda file: file.path.encode())


def add_library(symbols: Symbols, sources: Sequence[FileFacts]) -> None:
    """Add what others define, as far as declarations tell of it, when all else is there.

    Its nodes stand for external symbols: they are not part of the graph.
    """
    symbols.library_start = len(symbols.nodes)
    for facts in sources:
        file = _add_file(symbols, symbols.rules[facts.language].place("", facts), "", facts)
        _add_definitions(symbols, file)
        bind_imports(file, late=False)
        bind_imports(file, late=True)
        bind_names(symbols, file)


def add_members(symbols: Symbols, new_evaluator: Callable[[], Evaluator]) -> None:
    """Add what belongs to a type that stands elsewhere, now that imports can say where; bind all names.

    Args:
        new_evaluator: gives one that remembers nothing yet.
    """
    for number in range(1, MAX_ROUNDS + 1):
        if not _add_late(symbols, new_evaluator(), is_last=number == MAX_ROUNDS):
            break
    for file in symbols.files:
        bind_imports(file, late=True)
        bind_names(symbols, file)


def _add_late(symbols: Symbols, evaluator: Evaluator, *, is_last: bool) -> bool:
    """Add what belongs to types that are known, in the last round all; whether another round is due."""
    any_left = any_added = False
    for file in symbols.files:
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
                file.scopes[position] = _added(symbols, file, position, owner)
                any_added = True
    if any_left and not any_added:
        return _add_late(symbols, evaluator, is_last=True)
    return any_left


def _add_file(symbols: Symbols, place: Place, path: str, facts: FileFacts) -> File:
    rules = symbols.rules[facts.language]
    facts = rules.completed(path, facts)
    parent = symbols.package(rules, place.package)
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
        scope.parent = scope.home = symbols.package_scope(rules, "")
        scope.prefix = ""
    elif place.shared:
        scope.parent = scope.home = symbols.package_scope(rules, place.package, place.root)
        scope.prefix = place.package
    position = symbols.add_node(node, parent, scope)
    symbols.modules.setdefault((rules.language, place.module), []).append(position)
    return File(path, facts, rules, [scope])


def _add_definitions(symbols: Symbols, file: File) -> None:
    """Add those that belong to where they stand."""
    for position, definition in enumerate(file.facts.definitions[1:], 1):
        outer = file.scopes[definition.scope]
        if definition.receiver or outer is _LATER:
            file.scopes.append(_LATER)
            file.late.append(position)
        else:
            file.scopes.append(_added(symbols, file, position, None))


def _added(symbols: Symbols, file: File, position: int, owner: Value | None) -> Scope:
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
        prefix = file.rules.holder_prefix(outer, held) if definition.holder else qualified(outer.prefix, held)
        return Scope(outer.node, file.rules, prefix, outer, definition=definition, path=file.path)
    if definition.kind == "package":
        is_transparent = file.rules.is_transparent(definition)
        return outer if is_transparent else _add_namespace(symbols, file, definition, outer)
    if definition.kind == "extension":
        return _add_extension(symbols, file, definition, outer, owner)
    if file.rules.is_dropped(file.path, position):
        return Scope(outer.node, file.rules, outer.prefix, outer, path=file.path)
    home, name = outer.home or outer, file.rules.bound_as(definition)
    if owner is not None and owner.tag is Tag.DEFINITION:
        home, name = symbols.scopes[owner.what], definition.name
        if file.rules.members_see_their_type:
            outer = _seen_inside(symbols, home, outer)
    elif outer.home is not None and not home.is_class and file.rules.is_private(file.path, definition):
        home = _private(symbols, file)
    elif definition.kind == "module" and file.rules.is_global(definition, outer):
        home = symbols.package_scope(file.rules, "")
    scope = _add_definition(symbols, file, definition, outer, home, name=name)
    if definition.is_value:
        file.scopes[0].bind(f"<{position}>", scope.node)
    return scope


def _add_definition(
    symbols: Symbols, file: File, definition: Definition, outer: Scope, home: Scope, *, name: str
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
    position = symbols.add_node(node, parent, scope)
    if definition.decorators or definition.modifiers:
        if file.rules.is_property(definition):
            symbols.property_names.add(definition.name)
        if file.rules.is_setter(node.decorators):
            symbols.setter_names.add(definition.name)
    if scope.is_class and definition.name in file.rules.open_types and home.node < 0:
        symbols.extensions.setdefault((file.rules.language, definition.name), []).append(scope)
    if scope.is_class and file.rules.is_part(definition) and _joins(symbols, home, scope, name):
        return scope
    if further := file.rules.also_bound_as(definition):
        home.bind(further, position)
    if definition.own_name:
        scope.bind(definition.own_name, position)
    if not definition.is_value:
        bound = file.rules.bound_name(definition, name)
        home.bind(CONSTRUCTOR if definition.kind == "constructor" else bound, position)
    if home is outer:
        _bind_around(symbols, file, definition, home, name=name, position=position)
    can_be_any = kind is NodeKind.FUNCTION and file.rules.can_be_candidate(definition)
    if (kind is NodeKind.METHOD or can_be_any) and definition.kind not in ("constructor", "lambda"):
        symbols.methods.setdefault((file.rules.language, file.rules.folded(node.name)), []).append(position)
    return scope


def _bind_around(
    symbols: Symbols, file: File, definition: Definition, home: Scope, *, name: str, position: int
) -> None:
    """Bind a member of a type where the type is, and so on, as far as it is seen there."""
    while home.is_class and home.parent is not None and home.definition is not None:
        if not file.rules.is_seen_around(definition, home.definition, file.facts.language):
            break
        (home.parent.home or home.parent).bind(name, position)
        definition, home = home.definition, home.parent


def _joins(symbols: Symbols, home: Scope, scope: Scope, name: str) -> bool:
    """Make the type that has the scope a further part of the one of that name, if there is one."""
    further = scope.rules.also_bound_as(scope.definition) if scope.definition is not None else ""
    for bound in home.names.get(further or name, ()):
        if isinstance(bound, int) and symbols.scopes[bound].is_class and bound not in symbols.first_part:
            first = symbols.scopes[bound]
            scope.names, scope.variables, scope.stars = first.names, first.variables, first.stars
            symbols.first_part[scope.node] = bound
            symbols.parts.setdefault(bound, []).append(scope.node)
            return True
    return False


def _add_namespace(symbols: Symbols, file: File, definition: Definition, outer: Scope) -> Scope:
    """A block of a file in which names are those of a package, and in the packages around it if seen."""
    rules, scope = file.rules, outer
    inside = rules.namespace_names(definition.name)
    name = outer.home.prefix if outer.home is not None else ""
    for position, part in enumerate(inside):
        name = f"{name}.{part}" if name else part
        if rules.packages_around_are_seen or position == len(inside) - 1:
            home = symbols.package_scope(rules, name)
            scope = Scope(outer.node, rules, name, scope, home, definition, file.path)
    if not inside:
        is_private = rules.unnamed_packages_are_private
        home = _private(symbols, file) if is_private else symbols.package_scope(rules, "")
        scope = Scope(outer.node, rules, home.prefix, outer, home, definition, file.path)
    return scope


def _private(symbols: Symbols, file: File) -> Scope:
    """The scope of what only the file itself sees, which is named after it."""
    top = file.scopes[0]
    return Scope(top.node, file.rules, symbols.nodes[top.node].qualified_name, names=top.names)


def _seen_inside(symbols: Symbols, owner: Scope, outer: Scope) -> Scope:
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


def _add_extension(
    symbols: Symbols, file: File, definition: Definition, outer: Scope, found: Value | None
) -> Scope:
    """A block of members of a type that stands elsewhere; its code that is in no member is the file's."""
    if found is not None and found.tag is Tag.DEFINITION:
        class_ = file.rules.class_beside(symbols, found.what)
        owner = symbols.scopes[found.what if class_ < 0 else class_]
    else:
        name = file.rules.receiver_type(definition.receiver)
        prefix = qualified((outer.home or outer).prefix, name)
        owner = Scope(outer.node, file.rules, prefix, outer, is_class=True)
        named = name if found is None else found.what
        symbols.extensions.setdefault((file.rules.language, named), []).append(owner)
    scope = Scope(outer.node, file.rules, owner.prefix, outer, owner, definition, file.path, is_class=True)
    if owner.definition is not None:
        symbols.extending.setdefault(symbols.first_part.get(owner.node, owner.node), []).append(scope)
    return scope
