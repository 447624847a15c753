"""Go's rules: packages are folders, go.mod names them, types are declared, interfaces are implicit."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from repository_indexer.facts import Binding, Call, Definition, FileFacts, Import, Parameter
from repository_indexer.model import NodeKind
from repository_indexer.resolve import rules
from repository_indexer.resolve.rules import Place
from repository_indexer.resolve.values import MAX_VALUES, Result, Tag, Value, Values, as_instance

if TYPE_CHECKING:
    from repository_indexer.resolve.evaluate import Evaluator
    from repository_indexer.resolve.scopes import Scope

# fmt: off
TYPES = frozenset([
    "any", "bool", "byte", "comparable", "complex64", "complex128", "error", "float32", "float64", "int",
    "int8", "int16", "int32", "int64", "rune", "string", "uint", "uint8", "uint16", "uint32", "uint64",
    "uintptr",
])
FUNCTIONS = frozenset([
    "append", "cap", "clear", "close", "complex", "copy", "delete", "imag", "len", "make", "max", "min",
    "new", "panic", "print", "println", "real", "recover",
])
CONSTANTS = frozenset(["nil", "true", "false", "iota"])
# fmt: on
_MODULE = re.compile(rb"^[ \t]*module[ \t]+\"?([^\s\"]+)", re.MULTILINE)
_REQUIRED = re.compile(rb"^[ \t]*(?:require[ \t]+)?([\w.~/-]+\.[\w.~/-]+)[ \t]+v\d", re.MULTILINE)
_REPLACED = re.compile(rb"^[ \t]*(?:replace[ \t]+)?(\S+)(?:[ \t]+v\S+)?[ \t]*=>[ \t]*(\S+)", re.MULTILINE)
_VERSION = re.compile(r"v\d+$|\.v\d+$")
_PARAMETER_NAME = re.compile(r"(?<=[(,])\s*\w+\s+(?=[\w*\[.])")
_NAME = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)?")
_NAMED = re.compile(r"^[^\W\d]\w*(?:\s*,\s*[^\W\d]\w*)*\s+(?=\S)")


class Rules(rules.Rules):
    """Go's rules."""

    builtins = TYPES | FUNCTIONS | CONSTANTS
    builtins_module = "builtin"
    builtin_types = frozenset(f"builtin.{name}" for name in TYPES)
    class_names_are_seen_inside = False
    types_are_called = False
    methods_override = False
    interfaces_are_implicit = True

    def __init__(
        self, language: str, files: Sequence[tuple[str, FileFacts]], manifests: Mapping[str, bytes]
    ) -> None:
        super().__init__(language, files, manifests)
        self.required: dict[str, frozenset[str]] = {}
        """Paths of the modules that a module needs, by its folder."""
        self.modules: dict[str, str] = {}
        """Module paths by folder; without go.mod the folder's path itself is the name."""
        for path, content in manifests.items():
            folder, _, name = path.rpartition("/")
            if name == "go.mod" and (match := _MODULE.search(content)):
                self.modules[folder] = match.group(1).decode("utf-8", "replace")
                self.required[folder] = frozenset(one.decode() for one in _REQUIRED.findall(content))
        self.replaced = {
            match.group(1).decode("utf-8", "replace"): posixpath.normpath(posixpath.join(folder, target))
            for path, content in manifests.items()
            for folder in (path.rpartition("/")[0],)
            for match in _REPLACED.finditer(content)
            if (target := match.group(2).decode("utf-8", "replace")).startswith(".")
        }
        """Folders that take the place of modules, by the modules' paths."""
        self.clauses = {self._package(path, facts): facts.package for path, facts in files}

    def place(self, path: str, facts: FileFacts) -> Place:
        """The package of the folder; tests of the package from outside (`p_test`) are one of their own."""
        package = self._package(path, facts)
        return Place(f"{package}/{path.rpartition('/')[2]}", package, shared=True)

    def _package(self, path: str, facts: FileFacts) -> str:
        folder = path.rpartition("/")[0]
        around = folder
        while around and around not in self.modules:
            around = around.rpartition("/")[0]
        package = folder
        if around in self.modules:
            package = posixpath.join(self.modules[around], folder[len(around) :].strip("/")).rstrip("/")
        outside = facts.package.endswith("_test") and path.endswith("_test.go")
        return (package or facts.package or "main") + ("_test" if outside else "")

    def literal_values(self, text: str) -> Values:
        """Strings are strings; nobody calls a constant."""
        is_string = text == "<str>" or text[:1] == '"'
        return (Value(Tag.EXTERNAL_INSTANCE, "builtin.string"),) if is_string else ()

    def head_scope(self, scope: Scope) -> Scope:
        """The head of a generic function sees its type parameters, whatever its parameters are called."""
        return (
            scope
            if scope.definition is not None and scope.definition.type_parameters
            else scope.parent or scope
        )

    def pack_type(self, parameter: Parameter) -> str:
        """Of `...T` a slice (Go specification, Passing arguments to ... parameters)."""
        return f"[]{parameter.type}" if parameter.type else ""

    def are_functions(self, evaluator: Evaluator, values: Values) -> bool:
        """Of a type that is defined as `func(...)`."""
        definitions = (
            evaluator.symbols.scopes[one.what].definition
            for one in values
            if one.tag is Tag.INSTANCE and isinstance(one.what, int)
        )
        return any(one is not None and one.type.startswith("func(") for one in definitions)

    def package_of(self, name: str) -> str:
        """Packages do not lie in each other, whatever their folders do."""
        return ""

    def last_name(self, name: str) -> str:
        """The last part of the path."""
        return name.rpartition("/")[2]

    def receiver_type(self, text: str) -> str:
        """`*T[K]` is `T`."""
        match = _NAME.search(text)
        return match.group() if match else ""

    def imported_as(self, statement: Import) -> str:
        """The package's own name where it is known, else the path's last part that is no version."""
        if statement.alias == "_":
            return ""
        if statement.alias:
            return statement.alias
        clause = self.clauses.get(statement.module)
        if clause:
            return clause
        names = statement.module.split("/")
        if len(names) > 1 and re.fullmatch(r"v\d+", names[-1]):
            names.pop()
        return re.sub(r"\.v\d+$", "", names[-1]).removeprefix("go-").removesuffix("-go").removesuffix(".go")

    def imports_all(self, statement: Import) -> bool:
        """`import . "path"`."""
        return statement.alias == "."

    def receiver(self, definition: Definition) -> str:
        """The receiver has a type like any parameter."""
        return ""

    def variable_kind(self, name: str) -> NodeKind:
        """A variable of the package; constants say so themselves."""
        return NodeKind.FIELD

    def type_names(self, text: str) -> list[str]:
        """The names of types in a type's text."""
        if text.startswith(("struct", "interface")):
            return []
        text = " ".join(result_types(text)) if text.startswith("(") else _PARAMETER_NAME.sub("", text)
        return [name for name in _NAME.findall(text) if name not in _WORDS]

    def expression_values(self, evaluator: Evaluator, scope: Scope, text: str) -> Values | None:
        """`x.(T)` is a T and whether it is."""
        if text.endswith(")") and ".(" in text:
            asserted = evaluator.typed(scope, text.rpartition(".(")[2][:-1])
            return (Value(Tag.TUPLE, (asserted, ())), *asserted)
        if text.startswith("<-"):
            received = evaluator.chain(scope, text[2:]).values
            return tuple(one for value in received if value.tag is Tag.SEQUENCE for one in value.what[0])
        return () if text in CONSTANTS else None

    def type_values(self, evaluator: Evaluator, scope: Scope, text: str) -> Values:
        """What something of a Go type can be."""
        text = text.strip()
        while text[:1] == "*" or (text[:1] == "(" and text[-1:] == ")" and "," not in text):
            text = text[1:].strip() if text[0] == "*" else text[1:-1].strip()
        if text.startswith("<-") or text.startswith("chan"):
            text = text.removeprefix("<-").strip().removeprefix("chan").strip().removeprefix("<-")
            return (Value(Tag.SEQUENCE, (evaluator.typed(scope, text),) * 2),)
        if text.startswith("["):
            length = text.find("]")
            element = evaluator.typed(scope, text[length + 1 :])
            return (Value(Tag.SEQUENCE, ((Value(Tag.EXTERNAL_INSTANCE, "builtin.int"),), element)),)
        if text.startswith("map["):
            end = _closing(text, 3)
            key = evaluator.typed(scope, text[4:end])
            return (Value(Tag.SEQUENCE, (key, evaluator.typed(scope, text[end + 1 :]))),)
        if text.startswith(("func(", "struct{", "struct {", "interface{", "interface {")):
            return ()
        match = _NAME.match(text)
        if match is None:
            return ()
        parameter = _type_parameter(scope, match.group())
        if parameter is not None:
            return self._bound_values(evaluator, *parameter)
        instances = (as_instance(value) for value in evaluator.chain(scope, match.group()).values)
        return tuple(instance for instance in instances if instance is not None)

    def _bound_values(self, evaluator: Evaluator, scope: Scope, place: int) -> Values:
        """What a type parameter has to be; one of a receiver is that of the type, which says it."""
        definition = scope.definition
        if definition is not None and definition.receiver:
            owner = self.owner(evaluator, scope.parent or scope, definition.receiver)
            if owner is None or owner.tag is not Tag.DEFINITION:
                return ()
            scope = evaluator.symbols.scopes[owner.what]
            definition = scope.definition
        if definition is None or place >= len(definition.type_parameters):
            return ()
        bound = definition.type_parameters[place].type
        return evaluator.typed(scope.parent or scope, bound) if bound else ()

    def made_values(self, evaluator: Evaluator, scope: Scope, call: Call) -> Values:
        """A literal of a map or slice holds what stands in it; one of a struct is an instance."""
        return tuple(
            Value(Tag.SEQUENCE, (one.what[0], self._held(evaluator, scope, call, one.what[1])))
            if one.tag is Tag.SEQUENCE
            else one
            for one in super().made_values(evaluator, scope, call)
        )

    def _held(self, evaluator: Evaluator, scope: Scope, call: Call, declared: Values) -> Values:
        """The elements of a literal: of the declared type, and what is given for them."""
        found = dict.fromkeys(declared)
        for argument in call.arguments[:MAX_VALUES]:
            given = evaluator.expression(scope, argument).values if argument is not None else ()
            found.update(dict.fromkeys(given))
        return tuple(found) if len(found) <= MAX_VALUES else declared

    def result_values(self, evaluator: Evaluator, scope: Scope, text: str) -> Values:
        """What a function gives: the values of its results, one by one if there are several."""
        around = scope.parent or scope
        if not text.startswith("("):
            return evaluator.typed(around, text)
        places = [evaluator.typed(around, one) for one in result_types(text)]
        return places[0] if len(places) == 1 else (Value(Tag.TUPLE, tuple(places)),)

    def bound_values(self, evaluator: Evaluator, values: Values, binding: Binding) -> Values:
        """`for key, element := range`; a channel has only elements, in the first place."""
        if binding.how != "element":
            return super().bound_values(evaluator, values, binding)
        found: list[Value] = []
        for value in values:
            if value.tag is Tag.SEQUENCE:
                found += value.what[1 if binding.path == "[1]" else 0]
        return tuple(dict.fromkeys(found))

    def import_target(self, evaluator: Evaluator, scope: Scope, statement: Import) -> Result | None:
        """The package of that path."""
        found = evaluator.module_named(self.language, self._replaced(statement.module))
        if found is not None:
            return Result((Value(Tag.DEFINITION, found),), True)
        for module in self.modules.values():
            if statement.module == module or statement.module.startswith(module + "/"):
                return None
        return Result((Value(Tag.EXTERNAL, statement.module),), True)

    def _replaced(self, path: str) -> str:
        """The path of a package by the name of the module that `replace` puts in the place of its own."""
        module = path
        while module:
            if module in self.replaced and (own := self.modules.get(self.replaced[module].strip("."))):
                return own + path[len(module) :]
            module = module.rpartition("/")[0]
        return path

    def external_package(self, name: str, path: str) -> str:
        """The module that go.mod requires; the first names of the standard library have no dot."""
        folder = path.rpartition("/")[0]
        while folder and folder not in self.required:
            folder = folder.rpartition("/")[0]
        required = self.required.get(folder, frozenset())
        module = name
        while module:
            if module in required:
                return module
            module = module[: max(module.rfind("/"), module.rfind("."), 0)]
        first, slash, _ = name.partition("/")
        return "" if slash and "." in first else "std"

    def plain_signature(self, signature: str) -> str:
        """The types of parameters and results, without names of parameters and of packages."""
        end = _closing(signature, 0)
        results = signature[end + 1 :].strip()
        given = result_types(results) if results.startswith("(") else [results] if results else []
        plain = [result_types(signature[: end + 1]), given]
        return "".join(
            "(" + ",".join(re.sub(r"[\w]+\.(?=\w)|\s", "", one) for one in types) + ")" for types in plain
        )


_WORDS = frozenset(["map", "chan", "func", "struct", "interface"])


def _type_parameter(scope: Scope, name: str) -> tuple[Scope, int] | None:
    """Which type parameter of which code around has that name; None if there is none."""
    around: Scope | None = scope
    while around is not None:
        parameters = around.definition.type_parameters if around.definition is not None else ()
        for place, parameter in enumerate(parameters):
            if parameter.name == name:
                return around, place
        around = around.parent
    return None


def result_types(text: str) -> list[str]:
    """The types of `(a, b T, c U)` or `(T, U)`, one for each value."""
    parts = [part for part in _split(text[1:-1]) if part]
    named = any(_NAMED.match(part) and not part.startswith(("chan ", "func ", "map ")) for part in parts)
    if not named:
        return parts
    found: list[str] = []
    for part in reversed(parts):
        name, space, kind = part.partition(" ")
        found.append(kind.strip() if space else found[-1] if found else name)
    return found[::-1]


def _split(text: str) -> list[str]:
    depth, start, found = 0, 0, []
    for position, character in enumerate(text):
        if character in "([{":
            depth += 1
        elif character in ")]}":
            depth -= 1
        elif character == "," and depth == 0:
            found.append(text[start:position].strip())
            start = position + 1
    return [*found, text[start:].strip()]


def _closing(text: str, start: int) -> int:
    """The position of the bracket that closes the one at `start`; the end if none does."""
    depth = 0
    for position in range(start, len(text)):
        if text[position] in "([{":
            depth += 1
        elif text[position] in ")]}":
            depth -= 1
            if depth == 0:
                return position
    return len(text)
