"""PHP's rules: namespaces, includes, classes with traits, types that are declared or told in comments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from repository_indexer.facts import Binding, Definition, FileFacts, Import, Parameter
from repository_indexer.languages.php.builtin_names import CLASSES, EXTENSIONS, FUNCTIONS
from repository_indexer.languages.php.includes import Includes, is_include
from repository_indexer.languages.php.names import FUNCTION, parts
from repository_indexer.languages.php.packages import Packages
from repository_indexer.languages.php.type_texts import alternatives, class_names, documented_types
from repository_indexer.model import NodeKind
from repository_indexer.resolve import rules
from repository_indexer.resolve.descendants import Descendants
from repository_indexer.resolve.rules import Place
from repository_indexer.resolve.values import UNKNOWN, Result, Tag, Value, Values, as_instance, union

if TYPE_CHECKING:
    from repository_indexer.resolve.evaluate import Evaluator
    from repository_indexer.resolve.scopes import Scope

_BLOCKS = ("package", "module")


class Rules(rules.Rules):
    """PHP's rules."""

    builtin_types = CLASSES
    class_names_are_seen_inside = False
    not_calls = frozenset(["array", "empty", "eval", "exit", "die", "isset", "list", "unset"])
    instance_words = frozenset(["$this", "self", "static"])
    packages_have_variables = False
    constructor = "__construct"
    call_method = "__invoke"

    def __init__(
        self, language: str, files: Sequence[tuple[str, FileFacts]], manifests: Mapping[str, bytes]
    ) -> None:
        super().__init__(language, files, manifests)
        self.packages = Packages(manifests)
        self.includes = Includes(files)
        self.namespaces = {name for _, facts in files for name in _namespaces(facts)}
        self._file_nodes: dict[str, int] = {}
        self._descendants = Descendants(self)

    # -- Files and names

    def place(self, path: str, facts: FileFacts) -> Place:
        """A file is a module of its first namespace, or by its path where it has none."""
        for namespace in _namespaces(facts):
            return Place(f"{namespace}/{path.rpartition('/')[2]}", namespace)
        return Place(path, "", shared=True)

    def last_name(self, name: str) -> str:
        """A file's name, or the last part of a namespace."""
        return name.rpartition("/")[2] if "/" in name else name.rpartition(".")[2]

    def parts(self, text: str) -> tuple[str, ...]:
        """Names by what they are: properties and variables have a dollar sign."""
        return parts(text)

    def callee_parts(self, text: str) -> tuple[str, ...]:
        """The last name is that of a method or a function."""
        return parts(text, called=True)

    def is_closed(self, definition: Definition) -> bool:
        """Functions and classes see no variables around them; closures take them with `use`."""
        return definition.kind not in ("lambda", "field", "constant")

    def unbound(self, evaluator: Evaluator, scope: Scope, name: str) -> Result | None:
        """`$this`, the words for classes, and all names of namespaces (php.net, "Name resolution rules")."""
        if name[:1] == "$":
            owner = _class_around(scope) if name == "$this" else None
            if owner is not None:
                return Result(self._this(evaluator, owner), False)
            return _global_variable(evaluator, scope, name)
        if name in ("self", "static", "parent"):
            owner = _class_around(scope)
            if owner is None:
                return None
            if name == "parent":
                return Result((Value(Tag.SUPER, (owner.node, owner.node)),), True)
            return Result((Value(Tag.DEFINITION, owner.node),), name == "self")
        return self._named(evaluator, scope, name)

    def _named(self, evaluator: Evaluator, scope: Scope, name: str) -> Result | None:
        block = scope
        while block.parent is not None and (block.definition is None or block.definition.kind not in _BLOCKS):
            block = block.parent
        namespace = block.home.prefix if block.home is not None else ""
        if name[:1] == "\\":
            return self._full(evaluator, scope, name[1:])
        first, separator, rest = name.partition("\\")
        if first == "namespace" and separator:
            return self._full(evaluator, scope, _joined(namespace, rest))
        for bound in block.names.get(first.removesuffix(FUNCTION), ()):
            if not isinstance(bound, int) and isinstance(bound[1], Import):
                statement = bound[1]
                if not separator and first.endswith(FUNCTION):
                    return self._full(evaluator, scope, statement.module + FUNCTION)
                return self._full(evaluator, scope, _joined(statement.module, rest))
        if separator:
            return self._full(evaluator, scope, _joined(namespace, name))
        found = self._in_package(evaluator, scope, namespace, name) if namespace else None
        if found is None and (not namespace or name.endswith(FUNCTION) or name.isupper()):
            # Functions and constants fall back to the global ones, classes do not.
            found = self._in_package(evaluator, scope, "", name)
            if found is None and _is_builtin(name):
                return Result((Value(Tag.EXTERNAL, name.removesuffix(FUNCTION)),), True)
        return found

    def _full(self, evaluator: Evaluator, scope: Scope, name: str) -> Result | None:
        """What a full name stands for, one without the first backslash."""
        name = name.strip("\\").replace("\\", ".")
        namespace, _, last = name.rpartition(".")
        found = self._in_package(evaluator, scope, namespace, last)
        if found is not None:
            return found
        plain = name.removesuffix(FUNCTION)
        package = evaluator.module_named(self.language, plain)
        if package is not None:
            return Result((Value(Tag.DEFINITION, package),), True)
        if self._is_own(namespace, plain):
            return None
        return Result((Value(Tag.EXTERNAL, plain),), True)

    def _is_own(self, namespace: str, name: str) -> bool:
        """Whether something that no file defines would have to be in the repository."""
        return bool(namespace) and (namespace in self.namespaces or self.packages.is_own(name))

    def _in_package(self, evaluator: Evaluator, scope: Scope, package: str, name: str) -> Result | None:
        """What a namespace has under a name; None if nothing."""
        nodes = self._defined(evaluator, package, name)
        if not nodes:
            return None
        plain = name.removesuffix(FUNCTION)
        meant = self._nearest(evaluator, scope.path, f"{package}.{plain}" if package else plain, nodes)
        return union([evaluator.node(node) for node in meant]) if meant else UNKNOWN

    def _defined(self, evaluator: Evaluator, package: str, name: str) -> list[int]:
        """All definitions of a name in a namespace, wherever they stand; functions with `FUNCTION` behind."""
        symbols = evaluator.symbols
        home = symbols.unnamed.get((self.language, ""))
        if package:
            node = evaluator.module_named(self.language, package)
            home = symbols.scopes[node] if node is not None else None
        bounds = home.names.get(name.removesuffix(FUNCTION), ()) if home is not None else ()
        is_function = name.endswith(FUNCTION)
        return [
            bound
            for bound in bounds
            if isinstance(bound, int) and (symbols.nodes[bound].kind is NodeKind.FUNCTION) is is_function
        ]

    def _nearest(self, evaluator: Evaluator, path: str, name: str, nodes: list[int]) -> list[int]:
        """Of definitions of one name: those of the file itself, of its program's files, or autoloaded."""
        if len(nodes) < 2:
            return nodes
        files = [evaluator.symbols.nodes[node].file or "" for node in nodes]
        near = [
            [node for node, file in zip(nodes, files, strict=True) if file == path],
            [node for node, file in zip(nodes, files, strict=True) if file in self.includes.beside(path)],
            [
                node
                for node, file in zip(nodes, files, strict=True)
                if self.packages.is_autoloaded(name, file)
            ],
        ]
        return next((meant for meant in near if meant), [])

    # -- Imports

    def imported_as(self, statement: Import) -> str:
        """The last part of the name; an include binds nothing."""
        if is_include(statement.module):
            return ""
        return statement.alias or statement.module.rpartition("\\")[2]

    def import_target(self, evaluator: Evaluator, scope: Scope, statement: Import) -> Result | None:
        """The class, function, constant or namespace of a `use`, or the file of an include."""
        if is_include(statement.module):
            path, is_certain = self.includes.target(scope.path, statement.module)
            if not self._file_nodes:
                self._file_nodes = {file.path: file.scopes[0].node for file in evaluator.symbols.files}
            node = self._file_nodes.get(path)
            return None if node is None else Result((Value(Tag.DEFINITION, node),), is_certain)
        name = statement.module.strip("\\").replace("\\", ".")
        namespace, _, last = name.rpartition(".")
        nodes = self._defined(evaluator, namespace, last) or self._defined(
            evaluator, namespace, last + FUNCTION
        )
        if nodes:
            meant = self._nearest(evaluator, scope.path, name, nodes)
            return Result(tuple(Value(Tag.DEFINITION, node) for node in meant), True)
        return self._full(evaluator, scope, statement.module)

    def external_package(self, name: str, path: str) -> str:
        """The package of composer.json or composer.lock; `php` for what the language has."""
        if name.partition(".")[0] in CLASSES or name in FUNCTIONS or name.startswith(EXTENSIONS):
            return "php"
        return self.packages.package_of(name)

    # -- Classes and types

    def variable_kind(self, name: str) -> NodeKind:
        """Constants say so themselves."""
        return NodeKind.FIELD

    def declared_type(self, definition: Definition) -> str:
        """The type as declared, or as the comment above tells it."""
        if not definition.doc or (definition.type and alternatives(definition.type)):
            return definition.type
        told = documented_types(definition.doc).get("var" if definition.kind == "field" else "return", "")
        return told or definition.type

    def parameter_type(self, definition: Definition, parameter: Parameter) -> str:
        """The same for a parameter."""
        if not definition.doc or (parameter.type and alternatives(parameter.type)):
            return parameter.type
        return documented_types(definition.doc).get(parameter.name, parameter.type)

    def type_names(self, text: str) -> list[str]:
        """The classes in a type's text."""
        return class_names(text)

    def type_values(self, evaluator: Evaluator, scope: Scope, text: str) -> Values:
        """What something of a declared or documented type can be."""
        if text.startswith(("<", "$")) and text != "$this":
            return tuple(one for value in evaluator.chain(scope, text).values if (one := as_instance(value)))
        found: list[Value] = []
        for name, arguments in alternatives(text):
            if name == "[]":
                element = evaluator.typed(scope, arguments[1])
                found.append(Value(Tag.SEQUENCE, (element, element)))
            elif name == "{}":
                found.append(Value(Tag.TUPLE, tuple(evaluator.typed(scope, one) for one in arguments)))
            elif name in ("static", "self", "$this"):
                owner = _class_around(scope)
                found += self._this(evaluator, owner) if owner is not None else ()
            else:
                values = evaluator.chain(scope, name).values
                found += [instance for value in values if (instance := as_instance(value))]
        return tuple(dict.fromkeys(found))

    def bound_values(self, evaluator: Evaluator, values: Values, binding: Binding) -> Values:
        """A trait's method under another name is that method; loops go over iterators too."""
        if binding.how == "alias":
            return values
        if binding.how != "element":
            return super().bound_values(evaluator, values, binding)
        iterators = values + self._results(evaluator, values, "getIterator")
        elements = self._results(evaluator, iterators, "current")
        found = evaluator.part(elements, binding.path) if elements else ()
        return tuple(dict.fromkeys(super().bound_values(evaluator, iterators, binding) + found))

    def _results(self, evaluator: Evaluator, values: Values, method: str) -> Values:
        """What a method of the repository's own gives, called on each of the values that has it."""
        found: list[Value] = []
        for value in values:
            if value.tag is Tag.INSTANCE:
                callee = evaluator.attribute(value, method) or UNKNOWN
                own = tuple(one for one in callee.values if one.tag is Tag.DEFINITION)
                found += evaluator.called(Result(own, callee.exact), self).values
        return tuple(found)

    def linearise(self, evaluator: Evaluator, node: int, bases: list[Values]) -> list[Value]:
        """The class, its traits, its parent, its interfaces (php.net, "Traits", precedence)."""
        ranks = {NodeKind.TRAIT: 0, NodeKind.INTERFACE: 2}

        def rank(values: Values) -> int:
            kinds = [evaluator.symbols.nodes[one.what].kind for one in values if one.tag is Tag.DEFINITION]
            return ranks.get(kinds[0], 1) if kinds else 1

        return super().linearise(evaluator, node, sorted(bases, key=rank))

    def _this(self, evaluator: Evaluator, owner: Scope) -> Values:
        """What `$this` is in the code of a class; in that of a trait, an instance of a class that uses it."""
        if evaluator.symbols.nodes[owner.node].kind is NodeKind.TRAIT:
            users = self._descendants.of(evaluator, owner.node)
            if users:
                return tuple(Value(Tag.INSTANCE, user) for user in users)
        return (Value(Tag.INSTANCE, owner.node),)


def _namespaces(facts: FileFacts) -> list[str]:
    return [one.name.replace("\\", ".") for one in facts.definitions if one.kind == "package" and one.name]


def _joined(namespace: str, name: str) -> str:
    return f"{namespace}\\{name}" if namespace and name else namespace or name


def _is_builtin(name: str) -> bool:
    if name.endswith(FUNCTION):
        plain = name.removesuffix(FUNCTION)
        return plain in FUNCTIONS or plain.startswith(EXTENSIONS)
    return name in CLASSES


def _global_variable(evaluator: Evaluator, scope: Scope, name: str) -> Result | None:
    """The variable of the file that a function names with `global`."""
    around: Scope | None = scope
    is_global = False
    while around is not None:
        is_global = is_global or name in around.outer_names
        if around.definition is not None and around.definition.kind in _BLOCKS:
            return evaluator.local_name(around, name) if is_global and name in around.names else None
        around = around.parent
    return None


def _class_around(scope: Scope) -> Scope | None:
    around: Scope | None = scope
    while around is not None and not around.is_class:
        around = around.parent
    return around
