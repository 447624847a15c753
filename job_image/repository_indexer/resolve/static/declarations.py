"""What texts of types mean where types are declared: classes, their bases, their members."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from repository_indexer.facts import Definition, Parameter
from repository_indexer.model import NodeKind
from repository_indexer.resolve.evaluate import Evaluator
from repository_indexer.resolve.scopes import CONSTRUCTOR, Scope
from repository_indexer.resolve.static.found import MAX_DEPTH, Found, Want
from repository_indexer.resolve.static.names import Names
from repository_indexer.resolve.static.static_rules import StaticRules, static_rules
from repository_indexer.resolve.static.type_texts import ALTERNATIVES, ARRAY, TypeText
from repository_indexer.resolve.static.types import Bindings, MaybeType, Type, Variable, substitute

PARTIAL = "Partial"
"""The annotation of a library's type that has members of which its declaration does not tell."""
_UNDEFINED = Definition("", "", -1, 0, 0)


class Declarations:
    """Answers for all files; every answer is found once."""

    def __init__(self, evaluator: Evaluator) -> None:
        self.evaluator = evaluator
        self.symbols = evaluator.symbols
        self.names = Names(self)
        self.depth = 0
        self._extensions: dict[str, list[Scope]] = {}
        """By the last part of their names, members that the repository gives to types from elsewhere."""
        for (_, name), scopes in evaluator.symbols.extensions.items():
            static = [one for one in scopes if isinstance(one.rules, StaticRules)]
            if static:
                self._extensions.setdefault(name.rpartition(".")[2], []).extend(static)
        self._types: dict[tuple[Scope, str], MaybeType] = {}
        self._named: dict[tuple[Scope, str], MaybeType] = {}
        self._headers: dict[int, Scope] = {}
        self._supertypes: dict[int, list[Type]] = {}
        self._ancestors: dict[int, list[Type]] = {}
        self._own_types: dict[int, Type] = {}
        self._above: dict[Type, list[Type]] = {}
        self._companions: dict[int, int] = {}
        self._extended: dict[tuple[str, str, bool], list[int]] = {}
        self._unfinished = 0
        """How many classes' ancestors are just being found: what is found meanwhile may not be all."""
        self._by_name: dict[tuple[str, str], Type] = {}

    # -- Types by their texts

    def type_of_text(self, scope: Scope, text: str) -> MaybeType:
        """The type written as `text` in the code of `scope`."""
        key = (scope, text)
        if key not in self._types:
            if self.depth > MAX_DEPTH:
                return None
            self._types[key] = None
            self.depth += 1
            self._types[key] = self.type_of_tree(scope, static_rules(scope).parse_type(text))
            self.depth -= 1
        return self._types[key]

    def type_of_tree(self, scope: Scope, tree: TypeText) -> MaybeType:
        """The type of a text that was taken apart."""
        if not tree.name or tree.name == ALTERNATIVES:
            return None
        arguments = tuple(self.type_of_tree(scope, one) for one in tree.arguments)
        if not tree.name[0].isidentifier() or static_rules(scope).is_primitive(tree.name):
            return Type(tree.name, arguments)
        further = static_rules(scope).type_name(tree)
        found = self.type_named(scope, further) if further != tree.name else None
        if found is None or isinstance(found.what, str):
            found = self.type_named(scope, tree.name)
        if found is None or isinstance(found.what, Variable):
            return found
        return self._unaliased(Type(found.what, arguments or found.arguments))

    def _unaliased(self, type_: Type) -> MaybeType:
        if not isinstance(type_.what, int) or self.symbols.nodes[type_.what].kind is not NodeKind.TYPE_ALIAS:
            return type_
        scope = self.symbols.scopes[type_.what]
        if scope.definition is None or not scope.definition.type or scope.definition.signature:
            # One with parameters is no other name for a type, but that of a function type.
            return type_
        meant = self.type_of_text(self.header(type_.what), scope.definition.type)
        return substitute(meant, self.bindings(type_))

    def type_named(self, scope: Scope, name: str) -> MaybeType:
        """The type that a name, which can have dots, stands for in the code of `scope`."""
        key = (scope, name)
        if key not in self._named:
            self._named[key] = None
            first, *inner = name.split(".")
            if first == static_rules(scope).self_type:
                return self._store(key, self._type_of_self(scope))
            found = next(iter(self.names.found(scope, first, Want.TYPE)), None)
            type_ = self.as_type(found) if found is not None else None
            if type_ is None and inner:
                return self._store(key, self._qualified(scope, name))
            if type_ is None and static_rules(scope).looks_like_type(first):
                unknown = self.names.unknown_around(scope, first)
                type_ = self.as_type(unknown[0]) if len(unknown) == 1 else None
            for one in inner:
                type_ = self.member_type(type_, one) if type_ is not None else None
            self._named[key] = type_
        return self._named[key]

    def _type_of_self(self, scope: Scope) -> MaybeType:
        around: Scope | None = scope
        while around is not None and not around.is_class:
            around = around.parent
        return self.type_around(around) if around is not None else None

    def _store(self, key: tuple[Scope, str], type_: MaybeType) -> MaybeType:
        self._named[key] = type_
        return type_

    def _qualified(self, scope: Scope, name: str) -> MaybeType:
        """The type that has its package before it."""
        names = name.split(".")
        for length in range(len(names) - 1, 0, -1):
            found = self.names.in_package(scope, ".".join(names[:length]), names[length], Want.TYPE)
            if not found:
                continue
            type_ = self.as_type(found[0])
            for one in names[length + 1 :]:
                type_ = self.member_type(type_, one) if type_ is not None else None
            return type_
        return Type(name) if static_rules(scope).is_external_name(name) else None

    def as_type(self, found: Found) -> MaybeType:
        """The type that a name was found to be."""
        return Type(found.what) if isinstance(found.what, int | str | Variable) else None

    def member_type(self, type_: Type, name: str) -> MaybeType:
        """The type that lies in another one."""
        if isinstance(type_.what, str):
            return Type(f"{type_.what}.{name}")
        found = next(self.members(type_, name, Want.TYPE), None)
        if found is not None:
            return self.as_type(found)
        return Type(f"{self.name_of(type_)}.{name}") if self.is_partial(type_) else None

    def parameters(self, node: int) -> list[Parameter]:
        """The parameters of a function, as its language has them."""
        return static_rules(self.symbols.scopes[node]).parameters(self, node)

    def definition(self, node: int) -> Definition:
        """What the facts say of a definition; of one that no file has nothing."""
        return self.symbols.scopes[node].definition or _UNDEFINED

    # -- Classes

    def own_type(self, node: int) -> Type:
        """The type of an instance of the class in its own code: its arguments are its type parameters."""
        node = self.symbols.first_part.get(node, node)
        found = self._own_types.get(node)
        if found is None:
            parameters = self.definition(node).type_parameters
            found = Type(node, tuple(Type(Variable(node, one.name)) for one in parameters))
            self._own_types[node] = found
        return found

    def bindings(self, type_: Type) -> Bindings:
        """What a type's arguments say of the class's type parameters; without arguments nothing is known."""
        if not isinstance(type_.what, int):
            return {}
        own = self.own_type(type_.what).arguments
        arguments = type_.arguments if len(type_.arguments) == len(own) else (None,) * len(own)
        return {
            one.what: argument
            for one, argument in zip(own, arguments, strict=True)
            if one is not None and isinstance(one.what, Variable)
        }

    def type_around(self, scope: Scope) -> Type:
        """The type of the instance in the code of a class, or of a block that extends one."""
        if scope.home is None or scope.definition is None:
            return self.own_type(scope.node)
        if scope.home.definition is not None:
            return self.own_type(scope.home.node)
        name = scope.rules.receiver_type(scope.definition.receiver)
        known = self.type_named(scope.parent, name) if scope.parent is not None else None
        return known or Type(name)

    def header(self, node: int) -> Scope:
        """Where a class's bases and bounds are read: its members cannot be seen there."""
        if node not in self._headers:
            self._headers[node] = replace(self.symbols.scopes[node], names={}, is_class=False, home=None)
        return self._headers[node]

    def supertypes(self, node: int) -> list[Type]:
        """The bases that a class declares, and those that its language gives it."""
        if node not in self._supertypes:
            self._supertypes[node] = []
            found: list[Type] = []
            for scope in self.symbols.scopes_of(node):
                header = self.header(scope.node) if scope.node == node else scope.parent or scope
                for base in scope.definition.bases if scope.definition is not None else ():
                    type_ = self.type_of_text(header, base.text) if base.root < 0 else None
                    found += [type_] if type_ is not None and not isinstance(type_.what, Variable) else []
            rules = static_rules(self.symbols.scopes[node])
            for type_ in rules.implied_bases(self, node):
                implied = self.named(rules.language, type_.what) if isinstance(type_.what, str) else type_
                if implied.what != node:
                    found.append(Type(implied.what, type_.arguments))
            self._supertypes[node] = found
        return self._supertypes[node]

    def ancestors(self, node: int) -> list[Type]:
        """The class and all above it, in the order in which a member is looked for, in its own variables."""
        node = self.symbols.first_part.get(node, node)
        if node not in self._ancestors:
            if self.depth > MAX_DEPTH:
                return [self.own_type(node)]
            self._ancestors[node] = [self.own_type(node)]
            self._unfinished += 1
            self.depth += 1
            rows = []
            for base in self.supertypes(node):
                above = self.ancestors(base.what) if isinstance(base.what, int) else [base]
                bindings = self.bindings(base)
                rows.append([one for one in (substitute(row, bindings) for row in above) if one is not None])
            self.depth -= 1
            self._unfinished -= 1
            self._ancestors[node] = static_rules(self.symbols.scopes[node]).ancestor_order(
                self, self.own_type(node), rows
            )
        return self._ancestors[node]

    def ancestors_of(self, type_: Type) -> list[Type]:
        """All types whose members something of the type has, with their arguments."""
        type_ = self.upper(type_)
        if type_.what == ARRAY and self.array_type is not None:
            type_ = Type(self.array_type, type_.arguments)
        if not isinstance(type_.what, int):
            # Of a class from elsewhere no more is known than what everything has.
            return [type_, *self._tops] if isinstance(type_.what, str) and "." in type_.what else [type_]
        if type_ in self._above:
            return self._above[type_]
        bindings = self.bindings(type_)
        own = self.ancestors(type_.what)
        above = [one for one in (substitute(one, bindings) for one in own) if one is not None]
        if not self._unfinished:
            self._above[type_] = above
        return above

    def as_ancestor(self, type_: Type, what: int | str | Variable) -> MaybeType:
        """The type as one of those above it; None if it is not below that."""
        return next((one for one in self.ancestors_of(type_) if one.what == what), None)

    @cached_property
    def _tops(self) -> list[Type]:
        """The types that everything has, as far as libraries tell of them."""
        found = [
            self.named(rules.language, rules.top_type)
            for rules in self.symbols.rules.values()
            if isinstance(rules, StaticRules) and rules.top_type
        ]
        return [one for one in dict.fromkeys(found) if isinstance(one.what, int)]

    @cached_property
    def array_type(self) -> int | None:
        """The library's type that has the members of arrays."""
        for rules in self.symbols.rules.values():
            if isinstance(rules, StaticRules) and rules.array_type:
                found = self.named(rules.language, rules.array_type).what
                if isinstance(found, int):
                    return found
        return None

    def named(self, language: str, name: str) -> Type:
        """The type of that qualified name, which some language's rules tell."""
        key = language, name
        if key not in self._by_name:
            package, _, last = name.rpartition(".")
            node = self.evaluator.module_named(language, package) if package else None
            bounds = self.symbols.scopes[node].names.get(last, ()) if node is not None else ()
            found = self.names.nearest(bounds, Want.TYPE, "")
            self._by_name[key] = Type(name) if found is None else Type(found)
        return self._by_name[key]

    def name_of(self, type_: Type) -> str:
        """The qualified name of a class; empty for anything else."""
        if isinstance(type_.what, int):
            return self.symbols.nodes[type_.what].qualified_name
        return type_.what if isinstance(type_.what, str) else ""

    def upper(self, type_: Type) -> Type:
        """What a type variable has to be, by its bound; any other type is itself."""
        for _ in range(MAX_DEPTH):
            if not isinstance(type_.what, Variable):
                return type_
            scope = self.symbols.scopes[type_.what.owner]
            parameters = scope.definition.type_parameters if scope.definition is not None else []
            texts = [one.type for one in parameters if one.name == type_.what.name and one.type]
            bound = self.type_of_text(scope, texts[0]) if texts else None
            if bound is None:
                return self.named(scope.rules.language, static_rules(scope).top_type)
            type_ = bound
        return type_

    def members(self, type_: Type, name: str, want: Want) -> Iterator[Found]:
        """The members of that name that are known, the nearest class's first."""
        any_found = False
        above_all = self.ancestors_of(type_)
        for above in above_all:
            if isinstance(above.what, int):
                for found in self.names.wanted(self.symbols.scopes[above.what].names.get(name, ()), want, ""):
                    any_found = True
                    yield Found(found.what, above)
            if self._extensions and above.what not in range(self.symbols.own_count):
                for extension in self._extensions.get(self.name_of(above).rpartition(".")[2], ()):
                    for found in self.names.wanted(extension.names.get(name, ()), want, ""):
                        yield Found(found.what, above)
        for above in () if any_found else above_all:
            companion = self.companion(above.what) if isinstance(above.what, int) else -1
            if companion >= 0:
                yield from self.members(Type(companion), name, want)

    def unknown_members(self, type_: Type, name: str) -> list[Found]:
        """What a member can be that no class of the type has of which all is known: one from elsewhere."""
        return [
            Found(f"{self.name_of(above)}.{name}", above)
            for above in self.ancestors_of(type_)
            if (isinstance(above.what, str) and above.what not in ("", ARRAY)) or self.is_partial(above)
        ]

    def is_partial(self, type_: Type) -> bool:
        """Whether a library declares not all of a type's members."""
        if not isinstance(type_.what, int) or type_.what < self.symbols.own_count:
            return False
        return any(one.text == PARTIAL for one in self.definition(type_.what).decorators)

    def companion(self, node: int) -> int:
        """The node of the object whose members are seen as static members of a class, or -1."""
        if node not in self._companions:
            self._companions[node] = static_rules(self.symbols.scopes[node]).companion(self, node)
        return self._companions[node]

    def extensions(self, language: str, name: str, *, values: bool) -> list[int]:
        """The functions, or properties, of that name that are called as members of something of a type."""
        if not self._extended:
            for node, scope in enumerate(self.symbols.scopes):
                definition = scope.definition
                if definition is None or not isinstance(scope.rules, StaticRules):
                    continue
                if scope.rules.has_extensions and scope.rules.is_extension(definition):
                    is_value = definition.kind in ("field", "constant") or scope.rules.is_object(definition)
                    key = scope.rules.language, definition.name, is_value
                    self._extended.setdefault(key, []).append(node)
            self._extended.setdefault(("", "", False), [])
        return self._extended.get((language, name, values), [])

    def constructors(self, node: int) -> list[int]:
        """The constructors that a class defines."""
        bounds = self.symbols.scopes[node].names.get(CONSTRUCTOR, ())
        return [one for one in bounds if isinstance(one, int)]
