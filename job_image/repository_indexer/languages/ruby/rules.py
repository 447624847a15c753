"""Ruby's rules: open classes, mixins, constants, methods of a class itself, calls without a receiver."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from repository_indexer.facts import Call, Definition, FileFacts, Import
from repository_indexer.languages.ruby.around import class_around, first_part, method_around, own_self
from repository_indexer.languages.ruby.builtin_names import (
    COMMON_METHODS,
    CORE_CLASSES,
    DECLARATIONS,
    KERNEL,
    MODULE_METHODS,
    OBJECT_METHODS,
    SELF_RESULTS,
)
from repository_indexer.languages.ruby.chains import CALLED, TOP, names_of
from repository_indexer.languages.ruby.effects import BY_NAME, EFFECTS, effect_of, given_to_block
from repository_indexer.languages.ruby.gems import gems_of
from repository_indexer.model import NodeKind
from repository_indexer.resolve import rules
from repository_indexer.resolve.descendants import Descendants
from repository_indexer.resolve.rules import Place
from repository_indexer.resolve.values import UNKNOWN, Holder, Result, Tag, Value, Values, inferred

if TYPE_CHECKING:
    from repository_indexer.resolve.calls import Effect, ExternalCall
    from repository_indexer.resolve.evaluate import Evaluator
    from repository_indexer.resolve.scopes import File, Scope

SINGLETON = "self."
"""What the names of methods of a class itself begin with."""
LOAD_FOLDERS = ("lib", "app", "src", "test", "spec", "ext")
"""Folders that are put on the load path by convention (guides.rubygems.org, "Make your own gem")."""
OWN_MODULE = frozenset(["module_function", "extend self"])
"""What makes the methods of a module its own too."""
_WORD = re.compile(r"[A-Z]\w*(?:::[A-Z]\w*)*")


class Rules(rules.Rules):
    """Ruby's rules."""

    common_methods = COMMON_METHODS
    effects = EFFECTS
    not_calls = DECLARATIONS
    open_types = CORE_CLASSES
    instance_words = frozenset(["self"])
    constructor = "initialize"
    class_names_are_seen_inside = False
    classes_have_own_members = True
    packages_have_variables = False
    composite_types = {"list": "Array", "map": "Hash"}  # noqa: RUF012 - as in all rules

    def __init__(
        self, language: str, files: Sequence[tuple[str, FileFacts]], manifests: Mapping[str, bytes]
    ) -> None:
        super().__init__(language, files, manifests)
        self.files = {path: path.rpartition(".")[0].replace("/", ".") or path for path, _ in files}
        """The modules that the files are, by path."""
        self.gems = gems_of(manifests)
        self._descendants = Descendants(self)

    def place(self, path: str, facts: FileFacts) -> Place:
        """What a file defines at its top is seen in all files."""
        return Place(self.files[path], "", shared=True)

    def package_of(self, name: str) -> str:
        """Files lie in nothing."""
        return ""

    # -- Names

    def parts(self, text: str) -> tuple[str, ...]:
        """The names of a chain; without arguments its first name can be a call."""
        return names_of(text, is_callee=False)

    def callee_parts(self, text: str) -> tuple[str, ...]:
        """The same where the last name is called."""
        return names_of(text, is_callee=True)

    def is_closed(self, definition: Definition) -> bool:
        """Only blocks see the variables around."""
        return definition.kind not in ("scope", "block", "lambda")

    def is_shared(self, name: str) -> bool:
        """Constants and global variables are seen in all files."""
        return name[0].isupper() or name[:1] == "$"

    def is_part(self, definition: Definition) -> bool:
        """Classes and modules are open."""
        return definition.kind in ("class", "mixin")

    def bound_name(self, definition: Definition, name: str) -> str:
        """A method of a class itself is another than one of its instances."""
        return f"{SINGLETON}{name}" if "def" in definition.modifiers else name

    def receiver_type(self, text: str) -> str:
        """The constant as it is written."""
        return text

    def owner(self, evaluator: Evaluator, scope: Scope, text: str) -> Value | None:
        """The class that is opened or extended; `self` is the one around."""
        if text == "self":
            around = class_around(scope)
            return Value(Tag.DEFINITION, first_part(evaluator, around.node)) if around else None
        return super().owner(evaluator, scope, text)

    def variable_kind(self, name: str) -> NodeKind:
        """Constants begin with a capital."""
        return NodeKind.CONSTANT if name[0].isupper() else NodeKind.FIELD

    def unbound(self, evaluator: Evaluator, scope: Scope, name: str) -> Result | None:
        """What a name stands for that is no variable: `self`, a constant, a method without a receiver."""
        if name == "self":
            own = own_self(evaluator, scope)
            return inferred((own,)) if own is not None else UNKNOWN
        if name.endswith(CALLED):
            return self._variable_or_call(evaluator, scope, name.removesuffix(CALLED))
        if name.startswith(TOP):
            return self._top_constant(evaluator, name.removeprefix(TOP))
        if name[0].isupper():
            return self._constant(evaluator, scope, name)
        if name == "super":
            return self._super(evaluator, scope)
        if name[0] in "$@:":
            top = evaluator.symbols.package_scope(self, "")
            return evaluator.local_name(top, name) if name in top.names else None
        return self._function(evaluator, scope, name)

    def _function(self, evaluator: Evaluator, scope: Scope, name: str) -> Result | None:
        """A method of `self`, one that a file defines at its top, or one of the kernel."""
        own = own_self(evaluator, scope)
        found = evaluator.attribute(own, name) if own is not None else None
        if found is not None and any(value.tag is Tag.DEFINITION for value in found.values):
            return Result(found.values, False)
        top = evaluator.symbols.package_scope(self, "")
        if name in top.names:
            return evaluator.local_name(top, name)
        if found is None and name in BY_NAME:
            return Result((Value(Tag.EXTERNAL, f"Object.{name}"),), True)
        return Result((Value(Tag.EXTERNAL, f"Kernel.{name}"),), True) if name in KERNEL else found

    def _variable_or_call(self, evaluator: Evaluator, scope: Scope, name: str) -> Result | None:
        """What a name without arguments gives."""
        found = evaluator.name(scope, name)
        if found is None:
            return None
        values: list[Value] = []
        for value in found.values:
            node = value.what if value.tag is Tag.DEFINITION else -1
            is_method = node >= 0 and evaluator.symbols.nodes[node].kind in (
                NodeKind.FUNCTION,
                NodeKind.METHOD,
            )
            is_variable = not is_method or evaluator.symbols.nodes[node].name != name
            values += (value,) if is_variable else evaluator.called(Result((value,), False), self).values
        return Result(tuple(dict.fromkeys(values)), found.exact)

    def _constant(self, evaluator: Evaluator, scope: Scope, name: str) -> Result | None:
        """A constant: of a class around, else of the bases of the innermost, else of all files."""
        around: Scope | None = scope
        innermost: Scope | None = None
        while around is not None:
            if around.is_class:
                innermost = innermost or around
                if name in around.names:
                    return evaluator.local_name(around, name)
            around = around.parent
        for base in evaluator.linearised(innermost.node)[1:] if innermost and innermost.node >= 0 else ():
            names = evaluator.symbols.scopes[base.what].names if base.tag is Tag.DEFINITION else {}
            if name in names:
                return evaluator.local_name(evaluator.symbols.scopes[base.what], name)
        return self._top_constant(evaluator, name)

    def _top_constant(self, evaluator: Evaluator, name: str) -> Result:
        """A constant of all files; one that none of them defines is from elsewhere."""
        top = evaluator.symbols.package_scope(self, "")
        found = evaluator.local_name(top, name) if name in top.names else None
        return found or Result((Value(Tag.EXTERNAL, name),), True)

    def _super(self, evaluator: Evaluator, scope: Scope) -> Result | None:
        """The method of that name that comes next in the order of the classes."""
        method = method_around(scope)
        around = class_around(scope)
        if method is None or method.definition is None or around is None:
            return None
        node = first_part(evaluator, around.node)
        name = self.bound_name(method.definition, method.definition.name)
        for base in evaluator.linearised(node)[1:]:
            if base.tag is Tag.DEFINITION:
                found = evaluator.local_name(evaluator.symbols.scopes[base.what], name)
                if found is not None:
                    return Result(found.values, False)
            elif base.tag is Tag.EXTERNAL:
                return inferred((Value(Tag.EXTERNAL, f"{base.what}.{method.definition.name}"),))
        return None

    # -- Members

    def class_member(self, evaluator: Evaluator, node: int, name: str) -> Result | None:
        """A constant, a method of the class itself, of its bases or of the modules that extend it."""
        symbols = evaluator.symbols
        node = first_part(evaluator, node)
        order = evaluator.linearised(node)
        if name[0].isupper() or name == self.constructor:
            for base in order:
                found = (
                    evaluator.local_name(symbols.scopes[base.what], name)
                    if base.tag is Tag.DEFINITION
                    else None
                )
                if found is not None:
                    return found
            return None
        for base in order:
            if base.tag is not Tag.DEFINITION:
                if base.tag is Tag.EXTERNAL and base.what not in ("Struct", "Data") and name != "new":
                    return inferred((Value(Tag.EXTERNAL, f"{base.what}.{name}"),))
                continue
            found = evaluator.local_name(symbols.scopes[base.what], f"{SINGLETON}{name}")
            if found is None:
                found = self._extended_member(evaluator, base.what, name)
            if found is not None:
                return Result(found.values, found.exact and base.what == node)
        if name == "new":
            is_class = symbols.nodes[node].kind is NodeKind.CLASS
            return Result((Value(Tag.DEFINITION, node),), True) if is_class else None
        known = MODULE_METHODS | OBJECT_METHODS
        return inferred((Value(Tag.EXTERNAL, f"Module.{name}"),)) if name in known else None

    def _extended_member(self, evaluator: Evaluator, node: int, name: str) -> Result | None:
        """A method of a module that extends a class or module; `module_function` does it by itself."""
        for module in self._extending(evaluator, node):
            for base in evaluator.linearised(module):
                if base.tag is Tag.DEFINITION and name in evaluator.symbols.scopes[base.what].names:
                    return evaluator.local_name(evaluator.symbols.scopes[base.what], name)
        return None

    def _extending(self, evaluator: Evaluator, node: int) -> Iterator[int]:
        for scope in evaluator.symbols.scopes_of(node):
            if scope.definition is not None and not OWN_MODULE.isdisjoint(scope.definition.modifiers):
                yield node
        yield from (
            value.what for value in self._mixed(evaluator, node, "extend") if value.tag is Tag.DEFINITION
        )

    def linearise(self, evaluator: Evaluator, node: int, bases: list[Values]) -> list[Value]:
        """Prepended modules, the class, the included modules from the last on, then the superclass.

        What modules from elsewhere have is not known.
        """
        extending = set(self._mixed(evaluator, node, "extend"))
        included = set(self._mixed(evaluator, node, "include"))
        prepended = set(self._mixed(evaluator, node, "prepend"))
        before: list[Value] = []
        mixed: list[Value] = []
        above: list[Value] = []
        for value in (value for values in bases for value in values):
            is_own = value.tag is Tag.DEFINITION
            if value in extending or (is_own and value.what == node):
                continue
            row = evaluator.linearised(value.what) if is_own else [value]
            if value in prepended:
                before += row if is_own else ()
            elif value in included:
                mixed = [*row, *mixed] if is_own else mixed
            else:
                above = [*row, *above]
        return list(dict.fromkeys([*before, Value(Tag.DEFINITION, node), *mixed, *above]))

    def _mixed(self, evaluator: Evaluator, node: int, way: str) -> Iterator[Value]:
        """The modules that are included in a class, or extend it, or are prepended to it."""
        for scope in evaluator.symbols.scopes_of(node):
            for modifier in scope.definition.modifiers if scope.definition is not None else ():
                for name in _WORD.findall(modifier) if modifier.startswith(f"{way}") else ():
                    yield from evaluator.chain(scope, name).values

    def other_member(self, evaluator: Evaluator, value: Value, name: str) -> Result | None:
        """What every object has."""
        if value.tag is Tag.HOLDER:
            return inferred((value,))
        if value.tag is Tag.DEFINITION and name in ("call", "yield"):
            return inferred((value,))
        if value.tag is not Tag.INSTANCE:
            return None
        if name == "class" or name in SELF_RESULTS:
            given = Value(Tag.DEFINITION, value.what) if name == "class" else value
            return inferred((Value(Tag.HOLDER_METHOD, (Holder(self, "Object", ((given,),)), name)),))
        type_name = evaluator.symbols.nodes[value.what].qualified_name
        if type_name in CORE_CLASSES and name[0] not in "@[":
            return inferred((Value(Tag.EXTERNAL, f"{type_name}.{name}"),))
        if name in OBJECT_METHODS:
            return inferred((Value(Tag.BOUND, (f"Object.{name}", value)),))
        return self._member_below(evaluator, value.what, name)

    def _member_below(self, evaluator: Evaluator, node: int, name: str) -> Result | None:
        """The methods of a name that a class or module counts on, and only the classes below it have."""
        symbols = evaluator.symbols
        found = [
            value
            for below in self._descendants.of(evaluator, node)
            if name in symbols.scopes[below].names
            for value in (evaluator.local_name(symbols.scopes[below], name) or UNKNOWN).values
        ]
        return inferred(tuple(dict.fromkeys(found))) if found else None

    def effect(self, evaluator: Evaluator, call: ExternalCall) -> Effect | None:
        """As `effects.py` tells."""
        return effect_of(evaluator, self, call)

    def handed_on(self, evaluator: Evaluator, method: Value) -> tuple[Values, ...]:
        """What collections call their blocks with."""
        return given_to_block(evaluator, method) if method.tag is Tag.BOUND else ()

    def holder_result(self, evaluator: Evaluator, method: Value, file: File, call: Call) -> Values:
        """What a method of every object gives."""
        given: Values = method.what[0].held[0]
        return given

    def external_result(self, evaluator: Evaluator, name: str, file: File, call: Call) -> Values:
        """`new` makes an instance, of whatever class."""
        return (Value(Tag.EXTERNAL_INSTANCE, name.removesuffix(".new")),) if name.endswith(".new") else ()

    # -- Values

    def declared_type(self, definition: Definition) -> str:
        """What `attr_reader :name` gives is in `@name`; an alias gives what its method gives."""
        return f"@{definition.name}" if f":{definition.name}" in definition.modifiers else definition.type

    def type_names(self, text: str) -> list[str]:
        """Nothing says its type; a base is written as a constant."""
        return _WORD.findall(text)[:1] if text[:1] not in ":@" else []

    def type_values(self, evaluator: Evaluator, scope: Scope, text: str) -> Values:
        """The values of an instance variable, or what another method gives."""
        around = class_around(scope)
        if around is None:
            return ()
        name = text.lstrip(":")
        found = evaluator.local_name(around, name) if name in around.names else None
        if found is None:
            return ()
        return found.values if text[0] == "@" else evaluator.called(found, self).values

    def literal_values(self, text: str) -> Values:
        """Strings, symbols and numbers are instances of Ruby's own classes."""
        if text == "<str>" or text[:1] == '"':
            return (Value(Tag.EXTERNAL_INSTANCE, "String"),)
        if text[:1] == ":" and text[:2] != TOP:
            return (Value(Tag.CONSTANT, ("Symbol", text)),)
        return (Value(Tag.EXTERNAL_INSTANCE, "Integer"),) if text[:1].isdigit() else ()

    # -- Imports

    def imported_as(self, statement: Import) -> str:
        """`require` binds no name: what a file defines at its top is seen everywhere."""
        return ""

    def imports_all(self, statement: Import) -> bool:
        """Nor all names."""
        return False

    def import_target(self, evaluator: Evaluator, scope: Scope, statement: Import) -> Result | None:
        """The file of that path, from the file itself or below a folder of the load path."""
        name = statement.module.removesuffix(".rb")
        folder = scope.path.rpartition("/")[0]
        if statement.alias == "require_relative" or name.startswith("."):
            candidates = [posixpath.normpath(posixpath.join(folder, name))]
        else:
            candidates = [name, *(f"{place}/{name}" for place in LOAD_FOLDERS)]
            parents = folder.split("/")
            for depth in range(len(parents), 0, -1):
                if parents[depth - 1] in LOAD_FOLDERS:
                    candidates.append("/".join([*parents[:depth], name]))
        for candidate in candidates:
            if f"{candidate}.rb" in self.files:
                module = evaluator.module_named(self.language, self.files[f"{candidate}.rb"])
                return None if module is None else Result((Value(Tag.DEFINITION, module),), True)
        if statement.alias == "require_relative" or name.startswith("."):
            return None
        return Result((Value(Tag.EXTERNAL, name),), True)

    def external_package(self, name: str, path: str) -> str:
        """The gem of that name, as the Gemfile or gemspec has it."""
        first = re.split(r"[./]", name)[0]
        snake = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", first).lower()
        for candidate in (first, snake, snake.replace("_", "-"), snake.replace("_", "")):
            if candidate in self.gems:
                return candidate
        return ""
