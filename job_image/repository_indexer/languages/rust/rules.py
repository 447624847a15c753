"""Rust's rules of names: crates and modules, paths and `use`, macros, the prelude."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from repository_indexer.facts import Definition, FileFacts, Import
from repository_indexer.languages.rust import crates
from repository_indexer.languages.rust.library_types import COMMON_METHODS
from repository_indexer.languages.rust.paths import PATH, path_parts
from repository_indexer.languages.rust.standard_library import (
    ATTRIBUTES,
    MACROS,
    PRELUDE,
    PRIMITIVES,
    STANDARD_CRATES,
)
from repository_indexer.languages.rust.type_rules import TYPE_KINDS, TypeRules
from repository_indexer.model import NodeKind
from repository_indexer.resolve.rules import Place
from repository_indexer.resolve.values import Result, Tag, Value

if TYPE_CHECKING:
    from repository_indexer.resolve.evaluate import Evaluator
    from repository_indexer.resolve.scopes import Bound, Scope

MODULE_ALIAS = "mod"
"""The alias of the import that a `mod name;` is in the facts: a keyword, so no `use` has it."""
PATH_KINDS = TYPE_KINDS | {NodeKind.MODULE, NodeKind.PACKAGE}
"""What can stand before `::`."""
EXPORTED = "macro_export"
MACRO_RULES = "macro_rules!"
"""The modifier of a function that is a macro by example."""


class Rules(TypeRules):
    """Rust's rules."""

    builtins = PRIMITIVES
    builtins_module = "std.primitive"
    class_names_are_seen_inside = False
    own_decorators = ATTRIBUTES
    class_code_sees_members = False
    declarations_hide = True
    common_methods = COMMON_METHODS

    def __init__(
        self, language: str, files: Sequence[tuple[str, FileFacts]], manifests: Mapping[str, bytes]
    ) -> None:
        super().__init__(language, files, manifests)
        found = (
            crates.read_package(path.rpartition("/")[0], content)
            for path, content in sorted(manifests.items())
            if path.rpartition("/")[2] == "Cargo.toml"
        )
        packages = [package for package in found if package is not None]
        self.packages = {package.folder: package for package in packages}
        self.libraries = {package.library for package in packages}
        declared = {path: list(_declarations(facts)) for path, facts in files}
        roots = crates.crate_roots(declared, packages)
        self.modules = crates.modules(roots, declared)
        self.holding = {module.rpartition(".")[0] for module, _ in self.modules.values()} | set(
            roots.values()
        )
        """The modules that have other files below them."""
        self.macros: dict[tuple[str, str], list[int]] | None = None

    def place(self, path: str, facts: FileFacts) -> Place:
        """The module that a `mod` declaration or Cargo's rules make of the file; else its path names it."""
        if path not in self.modules:
            package = crates.package_around(path, self.packages)
            stem = path.removesuffix(".rs")
            if package is not None:
                inside = stem[len(package.folder) :].lstrip("/").removeprefix("src/").removesuffix("/mod")
                module = f"{package.library}.{inside.replace('/', '.')}"
                self.modules[path] = module, package.library
            else:
                module = stem.replace("/", ".")
                self.modules[path] = module, module
        module, _ = self.modules[path]
        return Place(module, module.rpartition(".")[0], is_package=module in self.holding)

    def package_of(self, name: str) -> str:
        """The module around; a crate lies in nothing."""
        return name.rpartition(".")[0]

    def variable_kind(self, name: str) -> NodeKind:
        """Only constants and statics are variables outside of functions."""
        return NodeKind.CONSTANT

    def is_closed(self, definition: Definition) -> bool:
        """A module does not see the names of the one around it."""
        return definition.kind == "module"

    def receiver_type(self, text: str) -> str:
        """`&'a mut P<T>` is `P`."""
        match = _TYPE_NAME.match(text)
        return match.group(1) if match else ""

    # -- Paths

    def parts(self, text: str) -> tuple[str, ...]:
        """The names of a path or of a chain of fields, without type arguments."""
        return path_parts(text)

    def callee_parts(self, text: str) -> tuple[str, ...]:
        """The last name behind a dot is a method's, not a field's."""
        names = path_parts(text)
        return (*names[:-1], names[-1].lstrip(".")) if names else names

    def bound_name(self, definition: Definition, name: str) -> str:
        """A field has its dot: methods and fields of one name do not hide each other."""
        return f".{name}" if definition.kind == "field" else name

    def head_scope(self, scope: Scope) -> Scope:
        """A function's head sees its type parameters."""
        return scope

    def unbound(self, evaluator: Evaluator, scope: Scope, name: str) -> Result | None:
        """What a name stands for that no scope binds: the words for modules and types, macros, crates.

        The Rust reference, "Paths" and "Preludes".
        """
        if name.endswith("!"):
            return self._macro(evaluator, scope, name[:-1])
        if name == "Self":
            return self._own_type(evaluator, scope)
        if name.endswith(PATH):
            return self._path_start(evaluator, scope, name.removesuffix(PATH))
        return self._crate(evaluator, scope, name)

    def _path_start(
        self, evaluator: Evaluator, scope: Scope, name: str, statement: Import | None = None
    ) -> Result | None:
        """What the first name of a path stands for: no variable; nor what the import itself binds."""
        if name == "Self":
            return self._own_type(evaluator, scope)
        module = module_around(scope)
        if name in ("crate", "$crate"):
            return self._module(evaluator, self.crate_of(scope.path))
        if name == "self":
            return Result((Value(Tag.DEFINITION, module.node),), True)
        if name == "super":
            return self._parent(evaluator, module)
        around: Scope | None = scope
        while around is not None:
            for one in around.names.get(name, ()):
                found = self._path_head(evaluator, one, statement)
                if found is not None and found.values:
                    return found
            if around.stars and name not in around.names and (starred := evaluator.local_name(around, name)):
                return starred
            around = None if around.is_closed else around.parent
        if name in self.builtins:
            return Result((Value(Tag.EXTERNAL, f"{self.builtins_module}.{name}"),), True)
        found = self._crate(evaluator, scope, name)
        if found is None and statement and crates.package_around(scope.path, self.packages) is None:
            # Without Cargo.toml nobody says which crates there are.
            return Result((Value(Tag.EXTERNAL, name),), True)
        return found

    def _path_head(self, evaluator: Evaluator, bound: Bound, statement: Import | None) -> Result | None:
        """What something that has the first name of a path gives, if it can have names below it."""
        if isinstance(bound, int):
            can_be = evaluator.symbols.nodes[bound].kind in PATH_KINDS
            return Result((Value(Tag.DEFINITION, bound),), True) if can_be else None
        if not isinstance(bound[1], Import) or bound[1] is statement:
            return None
        found = evaluator.bound(*bound)
        nodes = evaluator.symbols.nodes
        able = [
            one for one in found.values if one.tag is not Tag.DEFINITION or nodes[one.what].kind in PATH_KINDS
        ]
        return Result(tuple(able), found.exact or len(able) == 1)

    def _own_type(self, evaluator: Evaluator, scope: Scope) -> Result | None:
        """The type whose members the code around is among."""
        around = _around(scope, lambda one: one.is_class)
        if around is None or around.definition is None:
            return None
        if around.definition.kind != "extension":
            return Result((Value(Tag.DEFINITION, around.node),), True)
        own = self.owner(evaluator, around.parent or around, around.definition.receiver)
        return Result((own,), True) if own is not None else None

    def crate_of(self, path: str) -> str:
        """The name of the root module of the crate to which a file belongs."""
        return self.modules[path][1]

    def _module(self, evaluator: Evaluator, name: str) -> Result | None:
        found = evaluator.module_named(self.language, name)
        return None if found is None else Result((Value(Tag.DEFINITION, found),), True)

    def _parent(self, evaluator: Evaluator, module: Scope) -> Result | None:
        if module.parent is not None:
            return Result((Value(Tag.DEFINITION, module_around(module.parent).node),), True)
        return self._module(evaluator, module.prefix.rpartition(".")[0])

    def _crate(self, evaluator: Evaluator, scope: Scope, name: str) -> Result | None:
        """The crate that code of a file sees under a name, or what the prelude has there."""
        package = crates.package_around(scope.path, self.packages)
        if name in self.libraries and (
            package is None or name == package.library or name in package.dependencies
        ):
            return self._module(evaluator, name)
        if name in STANDARD_CRATES or (package is not None and name in package.dependencies):
            return Result((Value(Tag.EXTERNAL, name),), True)
        if name in PRELUDE:
            return Result((Value(Tag.EXTERNAL, PRELUDE[name]),), True)
        return None

    def external_package(self, name: str, path: str) -> str:
        """The package of the crate with which the name begins, which the code may call otherwise."""
        crate = name.partition(".")[0]
        package = crates.package_around(path, self.packages)
        if package is not None and crate in package.dependencies:
            return package.dependencies[crate]
        return "std" if crate in STANDARD_CRATES else crate

    # -- Imports

    def imported_as(self, statement: Import) -> str:
        """The last name of the path; `as _` binds none."""
        if is_declaration(statement):
            return statement.module
        if statement.alias == "_":
            return ""
        return statement.alias or statement.name or path_parts(statement.module)[-1].removesuffix(PATH)

    def import_target(self, evaluator: Evaluator, scope: Scope, statement: Import) -> Result | None:
        """What the path names of which a name is imported, or that is imported itself."""
        if is_declaration(statement):
            module = module_around(scope)
            return self._module(evaluator, f"{module.prefix}.{statement.module}")
        names = path_parts(statement.module)
        if not names:
            return None
        start = self._path_start(evaluator, scope, names[0].removesuffix(PATH), statement)
        return evaluator.attributes(start, names[1:]) if start is not None else None

    def _macro(self, evaluator: Evaluator, scope: Scope, name: str) -> Result | None:
        """The macro of that name: by where it stands in the text, by an import, of the crate, of the prelude.

        The Rust reference, "Macros by example", Scoping.
        """
        around: Scope | None = scope
        while around is not None:
            for one in around.names.get(name, ()):
                if isinstance(one, int) and self._is_macro(evaluator, one):
                    return Result((Value(Tag.DEFINITION, one),), True)
                if not isinstance(one, int) and isinstance(one[1], Import):
                    found = evaluator.bound(*one)
                    if found.values:
                        return found
            if around.parent is None:
                parent = self._parent(evaluator, around)
                around = evaluator.symbols.scopes[parent.values[0].what] if parent else None
            else:
                around = around.parent
        if name in MACROS:
            return Result((Value(Tag.EXTERNAL, MACROS[name]),), True)
        # That the order of the text and `macro_use` let it be seen is not looked at: no other is there.
        known = self._macros(evaluator).get((self.crate_of(scope.path), name), [])
        files = {evaluator.symbols.nodes[one].file for one in known}
        return Result((Value(Tag.DEFINITION, known[0]),), False) if len(files) == 1 else None

    def _is_macro(self, evaluator: Evaluator, node: int) -> bool:
        return MACRO_RULES in evaluator.symbols.nodes[node].modifiers

    def _macros(self, evaluator: Evaluator) -> dict[tuple[str, str], list[int]]:
        """All macros of each crate by name."""
        if self.macros is None:
            self.macros = {}
            for position, node in enumerate(evaluator.symbols.nodes):
                if node.language == self.language and MACRO_RULES in node.modifiers and node.file:
                    key = self.crate_of(node.file), node.name
                    self.macros.setdefault(key, []).append(position)
        return self.macros

    def other_member(self, evaluator: Evaluator, value: Value, name: str) -> Result | None:
        """What a path names below a module that does not bind it; all else is a question of types."""
        if value.tag is Tag.DEFINITION:
            scope = evaluator.symbols.scopes[value.what]
            if scope.definition is not None and scope.definition.kind == "module":
                return self._module_member(evaluator, scope, name)
        return super().other_member(evaluator, value, name)

    def _module_member(self, evaluator: Evaluator, scope: Scope, name: str) -> Result | None:
        """The parent of a module, or a macro of its crate."""
        if name == "super":
            return self._parent(evaluator, scope)
        if name == "self":
            return Result((Value(Tag.DEFINITION, scope.node),), True)
        plain = name.removesuffix("!")
        own = [one for one in scope.names.get(plain, ()) if isinstance(one, int)]
        macros = [one for one in own if self._is_macro(evaluator, one)]
        if not macros:
            known = self._macros(evaluator).get((self.crate_of(scope.path), plain), [])
            macros = [one for one in known if EXPORTED in evaluator.symbols.nodes[one].decorators]
        return Result((Value(Tag.DEFINITION, macros[-1]),), True) if len(macros) == 1 else None


_TYPE_NAME = re.compile(r"(?:&|\*const\b|\*mut\b|\bmut\b|\bdyn\b|'\w+|\s)*([^\W\d][\w:]*)")


def module_around(scope: Scope) -> Scope:
    """The innermost module around some code: a file, or one that is written in it."""
    around = _around(scope, lambda one: one.definition is not None and one.definition.kind == "module")
    return around or scope


def is_declaration(statement: Import) -> bool:
    """Whether an import of the facts is `mod name;`; behind `mod` its alias has the path that is given."""
    return statement.alias.partition(" ")[0] == MODULE_ALIAS


def _around(scope: Scope, is_wanted: Callable[[Scope], bool]) -> Scope | None:
    around: Scope | None = scope
    while around is not None and not is_wanted(around):
        around = around.parent
    return around


def _declarations(facts: FileFacts) -> Iterator[crates.Declaration]:
    """What a file says of its modules in other files."""
    for statement in facts.imports:
        if not is_declaration(statement):
            continue
        inside: list[str] = []
        scope = statement.scope
        while scope > 0:
            definition = facts.definitions[scope]
            if definition.kind == "module":
                inside.append(definition.name)
            scope = definition.scope
        path = statement.alias.removeprefix(MODULE_ALIAS).strip()
        yield crates.Declaration(tuple(reversed(inside)), statement.module, path)
