"""What scopes and imports alone decide: no value has to be followed to know it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar, cast

from repository_indexer.facts import Binding, Expression, Import, composite_at
from repository_indexer.resolve.dynamic.dynamic_rules import DynamicRules
from repository_indexer.resolve.dynamic.heap import DEFAULT, WHOLE
from repository_indexer.resolve.dynamic.values import Kind
from repository_indexer.resolve.scopes import CALLABLE_KINDS, CONSTRUCTOR, File, Scope

if TYPE_CHECKING:
    from repository_indexer.resolve.dynamic.program import Program

Source = tuple[Scope, Binding | Import]
"""What gives an exported name its value."""
Exact = tuple[int, ...]
"""The values of one definition (a class and a namespace can share a name), or none."""
MAX_DEPTH = 40
"""How many steps (name, import, export, base) a chain of thought may have."""

_Where = TypeVar("_Where", Scope, int)
_Find = Callable[[_Where, str], Exact]


class Lexical:
    """Answers for names, exports and their members; each is found once, and never in a circle."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.names = program.names
        self.values = program.values
        self.symbols = program.symbols
        self._exports: dict[int, dict[str, list[Source]]] = {}
        self._stars: dict[int, list[Source]] = {}
        self._depth = 0
        self._names: dict[tuple[Scope, str], Exact] = {}
        self._given: dict[tuple[int, str], Exact] = {}
        """What modules give under a name."""
        self._statics: dict[tuple[int, str], Exact] = {}
        for file in program.files.values():
            self._read_exports(file)

    def _read_exports(self, file: File) -> None:
        module = file.scopes[0].node
        exports = self._exports[module] = {}
        for statement in file.facts.imports:
            if statement.exported and statement.name == "*" and not statement.alias:
                self._stars.setdefault(module, []).append((file.scopes[statement.scope], statement))
            elif statement.exported:
                source = file.scopes[statement.scope], statement
                exports.setdefault(statement.alias or statement.name, []).append(source)
        words = cast(DynamicRules, file.rules).module_words
        for binding in file.facts.bindings:
            scope = file.scopes[binding.scope]
            if binding.how == "export":
                if scope is file.scopes[0]:
                    exports.setdefault(binding.target, []).append((scope, binding))
                continue
            names = file.rules.parts(binding.target)
            for word in words:
                if names[: len(word)] == word and len(names) <= len(word) + 1 and len(names) + len(word) > 2:
                    exports.setdefault("".join(names[len(word) :]) or WHOLE, []).append((scope, binding))
                    break

    # -- Names

    def expression(self, scope: Scope, expression: Expression) -> Exact:
        """What an expression is, if it is a chain, or goes on from what an import gives."""
        names = scope.rules.parts(expression.text)
        if expression.root == -1:
            return self.chain(scope, names)
        statement = self.program.import_calls.get((scope.path, expression.root))
        return self.members(self._import(scope, statement), names) if statement is not None else ()

    def chain(self, scope: Scope, names: Sequence[str]) -> Exact:
        """What `a.b.c` is."""
        if not names:
            return ()
        if count := self.program.expressions.module_words(scope, names):
            module = self.program.files[scope.path].scopes[0].node
            return (
                self.members(self.export(module, names[count]), names[count + 1 :]) if names[count:] else ()
            )
        return self.members(self.name(scope, names[0]), names[1:])

    def constructor(self, node: int) -> Exact:
        """The constructor that makes instances of a class: its own, or that of its base."""
        return self._once(self._statics, (node, CONSTRUCTOR), self._constructor)

    def _constructor(self, node: int, _: str) -> Exact:
        for scope in self.symbols.scopes_of(node):
            own = [bound for bound in scope.names.get(CONSTRUCTOR, ()) if isinstance(bound, int)]
            if own:
                return (self.values.number(Kind.FUNCTION, own[-1]),)
        scope = self.symbols.scopes[node]
        for base in scope.definition.bases if scope.definition else ():
            for value in self.expression(scope.parent or scope, base):
                if self.values.kinds[value] is Kind.CLASS:
                    return self.constructor(self.values.whats[value])
        return ()

    def members(self, found: Exact, names: Sequence[str]) -> Exact:
        """What a member of a member is."""
        for name in names:
            found = tuple(dict.fromkeys(one for value in found for one in self.member(value, name)))
        return found

    def name(self, scope: Scope, name: str) -> Exact:
        """What a name in the code of `scope` is."""
        holder = self.names.holder(scope, name)
        if holder is None:
            rules = cast(DynamicRules, scope.rules)
            if name not in rules.builtins:
                return ()
            return (self.values.number(Kind.EXTERNAL, f"{rules.builtins_module}.{name}"),)
        return self._once(self._names, (holder, name), self._bound)

    def _once(
        self, known: dict[tuple[_Where, str], Exact], key: tuple[_Where, str], find: _Find[_Where]
    ) -> Exact:
        """What `find` finds for a key: asked once, never in a circle, and of too long a chain nothing."""
        if key not in known:
            known[key] = ()
            if self._depth < MAX_DEPTH:
                self._depth += 1
                known[key] = find(*key)
                self._depth -= 1
        return known[key]

    def _bound(self, holder: Scope, name: str) -> Exact:
        if (holder, name) in self.names.assigned:
            return ()
        bounds = holder.names.get(name, ())
        records = [bound for bound in bounds if not isinstance(bound, int)]
        if not records:
            return tuple(self.names.defined(holder, name))
        if len(records) > 1 or len(bounds) > len(records):
            return ()
        scope, record = records[0]
        if isinstance(record, Import):
            return self._import(scope, record)
        if (
            isinstance(record, Binding)
            and record.value is not None
            and record.value.root >= -1
            and record.how in ("", "constant")
        ):
            found = self.expression(scope, record.value)
            if record.value.root < 0:
                # Another name of something from elsewhere; of what is defined here it would be a variable.
                found = tuple(value for value in found if self.values.kinds[value] is Kind.EXTERNAL)
            return self.members(found, scope.rules.parts(record.path)) if record.path else found
        return ()

    def member(self, value: int, name: str) -> Exact:
        """What a member of an exactly known value is."""
        kind, what = self.values.kinds[value], self.values.whats[value]
        if kind is Kind.EXTERNAL:
            return (self.values.number(Kind.EXTERNAL, f"{what}.{name}"),)
        if kind is Kind.MODULE:
            scope = self.symbols.scopes[what]
            return self.export(what, name) if scope.parent is None else self._inside(scope, name)
        if kind is Kind.CLASS:
            return self._once(self._statics, (what, name), self._static)
        return ()

    def _inside(self, scope: Scope, name: str) -> Exact:
        return self.name(scope, name) if name in scope.names else ()

    def _static(self, node: int, name: str) -> Exact:
        """A method of a class itself, or of a base of it."""
        scope = self.symbols.scopes[node]
        own = [bound for bound in scope.names.get(name, ()) if isinstance(bound, int)]
        for bound in own[-1:]:
            definition = self.symbols.scopes[bound].definition
            rules = cast(DynamicRules, scope.rules)
            is_method = self.symbols.nodes[bound].kind in CALLABLE_KINDS
            if definition and is_method and rules.is_static(definition) and len(scope.names[name]) == 1:
                return (self.values.number(Kind.FUNCTION, bound),)
        for base in scope.definition.bases if scope.definition and not own else ():
            for value in self.expression(scope.parent or scope, base):
                if self.values.kinds[value] is Kind.CLASS:
                    return self.member(value, name)
        return ()

    # -- Imports and exports

    def _import(self, scope: Scope, statement: Import) -> Exact:
        module, name = self.program.module(statement, scope.path), statement.name
        if isinstance(module, str):
            named = f"{module}.{name}" if name not in ("", DEFAULT) else module
            return (self.values.number(Kind.EXTERNAL, named),)
        if module is None:
            return ()
        return self.export(module, name) if name else self.whole(module)

    def whole(self, module: int) -> Exact:
        """What a module gives as a whole."""
        if WHOLE in self._exports.get(module, {}) and (found := self.export(module, WHOLE)):
            return found
        return (self.values.number(Kind.MODULE, module),)

    def export(self, module: int, name: str) -> Exact:
        """What a module gives under a name."""
        return self._once(self._given, (module, name), self._export)

    def _export(self, module: int, name: str) -> Exact:
        sources = self._exports.get(module, {}).get(name, ())
        if len(sources) > 1:
            return ()
        for scope, source in sources:
            if isinstance(source, Import):
                return self._import(scope, source)
            return self.expression(scope, source.value) if source.value is not None else ()
        if name == DEFAULT:
            return self.whole(module)
        if name == WHOLE:
            return ()
        for scope, source in self._exports.get(module, {}).get(WHOLE, ()):
            if isinstance(source, Binding) and source.value is not None:
                return self._item(scope, source.value, name)
        for scope, star in self._stars.get(module, ()):
            inner = self.program.module(cast(Import, star), scope.path)
            if isinstance(inner, int) and (found := self.export(inner, name)):
                return found
        return ()

    def _item(self, scope: Scope, expression: Expression, name: str) -> Exact:
        """The item of that key, if the expression is an object that is written down."""
        if expression.root >= -1 or expression.text:
            return self.members(self.expression(scope, expression), (name,))
        composite = self.program.files[scope.path].facts.composites[composite_at(expression.root)]
        found = [
            item for key, item in zip(composite.keys, composite.items, strict=False) if key.strip('"') == name
        ]
        if composite.kind != "map" or len(found) != 1 or found[0] is None:
            return ()
        return self.expression(scope, found[0])

    def origins(self, module: int, name: str, seen: set[tuple[int, str]]) -> list[int | str]:
        """The nodes or external symbols that an exported name names; a variable's own, not its value's."""
        if (module, name) in seen or len(seen) > MAX_DEPTH:
            return []
        seen.add((module, name))
        found: list[int | str] = []
        for scope, source in self._exports.get(module, {}).get(name, ()):
            if isinstance(source, Import):
                found += self._imported(scope, source, seen)
            elif source.value is not None and source.value.root == -1:
                found += self._named(scope, source.value.text, seen)
        if not found:
            found = [self.values.whats[value] for value in self.export(module, name)]
        if not found and name not in (DEFAULT, WHOLE):
            for scope, star in self._stars.get(module, ()):
                inner = self.program.module(cast(Import, star), scope.path)
                if isinstance(inner, int) and (found := self.origins(inner, name, seen)):
                    break
        return found

    def _imported(self, scope: Scope, statement: Import, seen: set[tuple[int, str]]) -> list[int | str]:
        module, name = self.program.module(statement, scope.path), statement.name
        if isinstance(module, str):
            return [f"{module}.{name}" if name not in ("", DEFAULT) else module]
        if module is None:
            return []
        return self.origins(module, name, seen) if name else [module]

    def _named(self, scope: Scope, name: str, seen: set[tuple[int, str]]) -> list[int | str]:
        holder = self.names.holder(scope, name)
        if holder is None:
            return []
        nodes = [bound for bound in holder.names[name] if isinstance(bound, int)]
        if nodes:
            return [nodes[-1]]
        if name in holder.variables:
            return [holder.variables[name]]
        imports = list(self.names.imports(holder, name))
        return [one for inner, statement in imports for one in self._imported(inner, statement, seen)]

    def gives_unknown(self, module: int) -> bool:
        """Whether a module can give names that nothing tells: of a value as a whole, or another's names."""
        if WHOLE in self._exports.get(module, {}):
            return True
        stars = self._stars.get(module, ())
        return any(
            not isinstance(self.program.module(cast(Import, star), scope.path), int) for scope, star in stars
        )
