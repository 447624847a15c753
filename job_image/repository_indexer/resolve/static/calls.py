"""What every call calls."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from repository_indexer.facts import Call
from repository_indexer.model import NodeKind
from repository_indexer.resolve.scopes import CALLABLE_KINDS, File, Scope
from repository_indexer.resolve.static.found import MAX_DEPTH, Found, Want
from repository_indexer.resolve.static.static_rules import static_rules
from repository_indexer.resolve.static.typed import NOBODY, Callee, Role, Typed
from repository_indexer.resolve.static.types import Type

if TYPE_CHECKING:
    from repository_indexer.resolve.static.resolver import StaticTypes


class Calls:
    """Finds the callees; every one once."""

    def __init__(self, types: StaticTypes) -> None:
        self.types = types
        self.declarations = types.declarations
        self.symbols = types.symbols
        self._callees: dict[tuple[str, int], Callee] = {}
        self._asked: set[tuple[str, int]] = set()
        """Those that are being found: what is said of them meanwhile is not to be remembered."""
        self._kept: dict[tuple[str, int], Callee] = {}

    def callee(self, file: File, position: int) -> Callee:
        """What a call of the file's facts calls."""
        key = file.path, position
        if key in self._kept:
            return self._kept[key]
        callee, call = self.declared(file, position), file.facts.calls[position]
        if key in self._asked:
            return callee
        scope, values = file.scopes[call.scope], self.types.function_values
        is_known = callee.found or callee.instantiated is not None or callee.is_implicit or call.constructs
        if is_known or values.is_building or self.declarations.depth > MAX_DEPTH:
            return callee
        if static_rules(scope).functions_are_kept:
            self.declarations.depth += 1
            callee = Callee(tuple(Found(one) for one in values.called(scope, call)))
            self.declarations.depth -= 1
        self._kept[key] = callee
        return callee

    def declared(self, file: File, position: int) -> Callee:
        """The same by declarations alone, whatever is kept in variables."""
        key = file.path, position
        if key not in self._callees:
            if self.declarations.depth > MAX_DEPTH:
                return NOBODY
            self._callees[key] = NOBODY
            self._asked.add(key)
            self.declarations.depth += 1
            call = file.facts.calls[position]
            self._callees[key] = self._callee(file.scopes[call.scope], call)
            self.declarations.depth -= 1
            self._asked.remove(key)
        return self._callees[key]

    def _callee(self, scope: Scope, call: Call) -> Callee:  # noqa: PLR0912 - the order of the cases decides
        if call.constructs:
            return self.types.constructors.constructed(scope, call)
        if static_rules(scope).cast_type(call.text):
            return Callee(is_implicit=True)
        names, expressions = scope.rules.parts(call.text), self.types.expressions
        if call.root == -1 and len(names) < 2 and not call.text.startswith("."):
            return self._bare(scope, call, names[0]) if names else NOBODY
        if call.root == -1 and call.text.startswith("."):
            return self._implicit_member(scope, call, names)
        if call.root != -1:
            start, rest = expressions.root(scope, call.root), names
        else:
            start, rest = expressions.name(scope, names[0], call.line), names[1:]
        if not rest:
            return NOBODY if call.text else self._invoked(scope, call, start)
        of, name = expressions.members(scope, start, rest[:-1]), rest[-1]
        if of.type is None:
            return NOBODY
        if of.role in (Role.EXTERNAL, Role.PACKAGE):
            return self._qualified(scope, call, of, f"{of.type.what}.{name}")
        rules = static_rules(scope)
        if name in rules.constructor_names:
            if of.role is Role.TYPE:
                return self.types.constructors.instance_of(scope, call, of.type, of.exact)
            return self.types.constructors.other(scope, call, of.role is Role.SUPER)
        methods, applicable = self.types.methods, self.types.applicable
        found = methods.found(of, of.type, name)
        if rules.hides_members(name) and methods.extensions(scope, of.type, name):
            found = []
        callee = applicable.left(scope, call, found, of.exact) if found else NOBODY
        if not callee.found and rules.has_extensions and of.role is Role.VALUE:
            extension = applicable.left(scope, call, methods.extensions(scope, of.type, name), of.exact)
            if extension.found:
                return extension._replace(receiver=of.type)
        if (
            not callee.found
            and (inner := methods.forwarded(scope, of)) is not None
            and inner.type is not None
        ):
            found = methods.found(inner, inner.type, name)
            callee = applicable.left(scope, call, found, False) if found else NOBODY
            if callee.found:
                return callee._replace(is_virtual=True, receiver=inner.type)
        if callee.found:
            return callee._replace(is_virtual=of.role is Role.VALUE, receiver=of.type)
        if rules.types_are_called and of.role is Role.TYPE:
            made = self._case(of.type, name, of.exact)
            if made.instantiated is not None:
                return made
        if rules.call_method or (rules.types_are_called and of.role is Role.TYPE):
            value = expressions.member(scope, of, of.type, name)
            if value.role is Role.TYPE and value.type is not None:
                return self.types.constructors.instance_of(scope, call, value.type, value.exact)
            if value.role is Role.VALUE and value.type is not None:
                return self._applied(scope, call, value)
        if accessed := rules.accessed(self.declarations, of.type, name):
            return Callee((accessed,), of.exact, receiver=of.type)
        unknown = self.declarations.unknown_members(of.type, name)
        return Callee(tuple(unknown[:1]), of.exact and len(unknown) == 1, receiver=of.type)

    def _implicit_member(self, scope: Scope, call: Call, names: Sequence[str]) -> Callee:
        """A member of the type that is wanted where the call stands (`.make()`)."""
        type_ = self.types.lambdas.made(scope, call)
        if type_ is None or len(names) != 1:
            return NOBODY
        of, name = Typed(type_, False, Role.TYPE), names[0]
        if name in static_rules(scope).constructor_names:
            return self.types.constructors.instance_of(scope, call, type_, False)
        if found := self.types.methods.found(of, type_, name):
            return self.types.applicable.left(scope, call, found, False)._replace(receiver=type_)
        return self._case(type_, name, False)

    def _case(self, type_: Type, name: str, exact: bool) -> Callee:
        """An instance of an enumeration that is made by naming one of its cases (`.some(1)`)."""
        for found in self.declarations.members(type_, name, Want.VALUE):
            owner = self.symbols.parents[found.node] if found.node >= 0 else -1
            is_case = found.node >= 0 and self.symbols.nodes[found.node].kind is NodeKind.CONSTANT
            if is_case and self.symbols.nodes[owner].kind is NodeKind.ENUM:
                return Callee((), exact, type_)
        return NOBODY

    def _qualified(self, scope: Scope, call: Call, of: Typed, name: str) -> Callee:
        """A call of something with its package before it, or of something from elsewhere."""
        if of.role is Role.EXTERNAL:
            return Callee((Found(name),), of.exact)
        package, _, last = name.rpartition(".")
        found = self.declarations.names.in_package(scope, package, last, Want.CALLABLE)
        if found:
            return self.types.applicable.left(scope, call, found, True)
        type_, rules = self.declarations.type_named(scope, name), static_rules(scope)
        if type_ is None or not rules.types_are_called:
            return NOBODY
        if isinstance(type_.what, str) and not rules.makes_instances(self.declarations, type_):
            return Callee((Found(type_.what),), True)
        return self.types.constructors.instance_of(scope, call, type_, True)

    def _bare(self, scope: Scope, call: Call, name: str) -> Callee:
        """A call of a name alone."""
        rules = static_rules(scope)
        if name in rules.this_names or name in rules.super_names:
            return self.types.constructors.other(scope, call, name in rules.super_names)
        found = self.declarations.names.found(scope, name, Want.CALLABLE)
        if rules.values_hide_functions and self.declarations.names.is_hidden(scope, name):
            found = []
        if rules.has_receivers:
            callee = self._received(scope, call, name, found)
            if callee.found:
                return callee
        elif found:
            callee = self.types.applicable.left(scope, call, found, True)
            if not callee.found and found[0].owner is not None:
                unknown = self.declarations.unknown_members(found[0].owner, name)
                return Callee(tuple(unknown[:1]), len(unknown) == 1)
            return callee._replace(is_virtual=found[0].owner is not None)
        own = self.types.expressions.this_type(scope)
        if own is not None and (accessed := rules.accessed(self.declarations, own, name)):
            return Callee((accessed,), True)
        value = self.types.expressions.known_name(scope, name, call.line)
        if value is None:
            unknown = self.declarations.names.unknown_around(scope, name)
            return Callee(tuple(unknown[:1]), len(unknown) == 1)
        if value.role is Role.TYPE and value.type is not None:
            return (
                self.types.constructors.instance_of(scope, call, value.type, True)
                if rules.types_are_called
                else NOBODY
            )
        return self._applied(scope, call, value)

    def _applied(self, scope: Scope, call: Call, value: Typed) -> Callee:
        """What a call of a value calls; of an object that has no method for it, the class's constructor."""
        callee = self._invoked(scope, call, value)
        if callee.found or callee.is_implicit or value.type is None or not isinstance(value.type.what, int):
            return callee
        node = value.type.what
        class_ = static_rules(self.symbols.scopes[node]).class_beside(self.symbols, node)
        return (
            self.types.constructors.instance_of(scope, call, Type(class_), value.exact)
            if class_ >= 0
            else callee
        )

    def _received(self, scope: Scope, call: Call, name: str, found: Sequence[Found]) -> Callee:
        """A call of a name alone, where lambdas and functions have receivers.

        Local functions come first, then the members and extensions of the receivers from the innermost on,
        then what the files and packages have (Kotlin language specification, 11.4).
        """
        extensions = {one.node for one in found if self._is_extension(one)}
        plain = [one for one in found if one.node not in extensions]
        if plain and plain[0].owner is None and self._is_local(plain[0]):
            return self.types.applicable.left(scope, call, plain, True)
        for around, type_ in self.types.expressions.receivers(scope):
            members = self.types.methods.found(Typed(type_), type_, name)
            if around.is_class and plain and plain[0].owner is not None:
                members = members or plain
            callee = self.types.applicable.left(scope, call, members, True) if members else NOBODY
            if callee.found:
                return callee._replace(is_virtual=True, receiver=None if around.is_class else type_)
            extended = self.types.methods.extensions(scope, type_, name)
            callee = self.types.applicable.left(scope, call, extended, True) if extended else NOBODY
            if callee.found:
                return callee._replace(receiver=type_)
        return self.types.applicable.left(scope, call, plain, True) if plain else NOBODY

    def _is_extension(self, found: Found) -> bool:
        if found.node < 0:
            return False
        return static_rules(self.symbols.scopes[found.node]).is_extension(
            self.declarations.definition(found.node)
        )

    def _is_local(self, found: Found) -> bool:
        """Whether a function is defined within another one."""
        parent = self.symbols.parents[found.node] if found.node >= 0 else -1
        return parent >= 0 and self.symbols.nodes[parent].kind in CALLABLE_KINDS

    def _invoked(self, scope: Scope, call: Call, value: Typed) -> Callee:
        """What a call of a value calls: the method that its type has for it."""
        if value.type is None or value.role is not Role.VALUE or not scope.rules.call_method:
            return NOBODY
        function = self.types.lambdas.function(value.type)
        if function is not None and function.method is None:
            return Callee(exact=value.exact, is_implicit=True, gives=function.result)
        found = list(self.declarations.members(value.type, scope.rules.call_method, Want.CALLABLE))
        return (
            self.types.applicable.left(scope, call, found, value.exact)._replace(is_virtual=True)
            if found
            else NOBODY
        )
