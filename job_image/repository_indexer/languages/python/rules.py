"""Python's rules: packages, imports, scopes, `self` and `super()`, C3 linearisation, annotations."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from repository_indexer.facts import Binding, Definition, FileFacts, Import
from repository_indexer.languages.python import classes
from repository_indexer.languages.python.builtin_names import BUILTIN_METHODS, BUILTIN_TYPES, BUILTINS
from repository_indexer.languages.python.container_effects import COMPOSITE_TYPES, MAPPING_TYPES
from repository_indexer.languages.python.effects import EFFECTS, effect_of
from repository_indexer.resolve import rules
from repository_indexer.resolve.calls import Effect, ExternalCall
from repository_indexer.resolve.rules import Place
from repository_indexer.resolve.values import UNKNOWN, Result, Tag, Value, Values, as_instance, inferred

if TYPE_CHECKING:
    from repository_indexer.resolve.evaluate import Evaluator
    from repository_indexer.resolve.scopes import Scope

SOURCE_FOLDERS = ("src", "lib", "python")
"""Folders at the root that are put on the path, not packages (packaging.python.org, src layout)."""
TRANSPARENT = frozenset(
    [
        "Optional",
        "Union",
        "Annotated",
        "Final",
        "ClassVar",
        "Required",
        "NotRequired",
        "ReadOnly",
        "InitVar",
        "Awaitable",
    ]
)
"""Generic types of which the arguments are what there is."""
# fmt: off
SEQUENCES = frozenset([
    "list", "List", "set", "Set", "frozenset", "FrozenSet", "tuple", "Tuple", "Sequence", "MutableSequence",
    "Iterable",
    "Iterator", "Collection", "deque", "Deque", "AbstractSet", "Generator", "AsyncIterator", "AsyncIterable",
])
# fmt: on
MAPPINGS = frozenset(
    ["dict", "Dict", "Mapping", "MutableMapping", "defaultdict", "DefaultDict", "OrderedDict"]
)
PROPERTIES = frozenset(["property", "cached_property", "functools.cached_property", "abc.abstractproperty"])
WRAPS = frozenset(["wraps", "functools.wraps"])
TRANSPARENT_DECORATORS = PROPERTIES | {
    "staticmethod",
    "classmethod",
    "abstractmethod",
    "abc.abstractmethod",
    "override",
    "typing.override",
    "overload",
    "typing.overload",
    "final",
    "typing.final",
    "dataclass",
    "dataclasses.dataclass",
}
CONSTANTS = frozenset(["None", "True", "False", "Ellipsis", "NotImplemented", "__debug__"])
"""Built-in names that are no functions and no types."""
_LITERALS = {"[]": "list", "{}": "dict"}
_WORD = re.compile(r"[^\W\d][\w.]*")


class Rules(rules.Rules):
    """Python's rules."""

    builtins = BUILTINS - CONSTANTS
    builtin_types = BUILTIN_TYPES - {"builtins.super"}
    common_methods = BUILTIN_METHODS
    class_names_are_seen_inside = False
    decorators_are_called = True
    composite_types = COMPOSITE_TYPES
    mapping_types = MAPPING_TYPES
    pack_types = ("builtins.tuple", "builtins.dict")
    declared_types_decide = False
    functions_are_bound = True
    effects = EFFECTS
    iteration_methods = (("__iter__", "__next__"), ("__aiter__", "__anext__"))
    subscript_method, store_method = "__getitem__", "__setitem__"
    constructor = "__init__"
    further_constructors = ("__new__", "__post_init__")
    call_method = "__call__"

    def __init__(
        self, language: str, files: Sequence[tuple[str, FileFacts]], manifests: Mapping[str, bytes]
    ) -> None:
        super().__init__(language, files, manifests)
        self.fields: dict[int, list[str]] = {}
        """By class, what it makes of its arguments."""
        self.packages = {path.rpartition("/")[0] for path, _ in files if path.rpartition("/")[2] in _INITS}
        self.places = {path: self._place(path) for path, _ in files}

    def place(self, path: str, facts: FileFacts) -> Place:
        """The module's name, from the outermost folder of the chain of `__init__.py` files above it."""
        return self.places[path]

    def _place(self, path: str) -> Place:
        folder, _, name = path.rpartition("/")
        stem = name.rpartition(".")[0] or name
        folders = folder.split("/") if folder else []
        if folders and folders[0] in SOURCE_FOLDERS and folders[0] not in self.packages:
            names = folders[1:]
        else:
            top = len(folders)
            while top and "/".join(folders[:top]) in self.packages:
                top -= 1
            # Without __init__.py the folders are namespace packages from the root.
            names = folders[top:] if top < len(folders) else folders
        package = ".".join(names)
        if stem == "__init__" and package:
            return Place(package, package.rpartition(".")[0], is_package=True)
        return Place(f"{package}.{stem}" if package else stem, package)

    def imported_as(self, statement: Import) -> str:
        """`import a.b` binds `a`; `from m import x` binds `x`."""
        return statement.alias or statement.name or statement.module.partition(".")[0]

    def import_target(self, evaluator: Evaluator, scope: Scope, statement: Import) -> Result | None:
        """The module that is imported; for `import a.b` without alias the edge goes to `a.b`."""
        name = statement.module
        if name.startswith("."):
            level = len(name) - len(name.lstrip("."))
            place = self.places[scope.path]
            base = place.module if place.is_package else place.package
            for _ in range(level - 1):
                base = base.rpartition(".")[0]
            name = f"{base}.{name[level:]}".strip(".")
            found = evaluator.module_named(self.language, name, scope.path) if name else None
            return None if found is None else Result((Value(Tag.DEFINITION, found),), True)
        # A script's own folder is on its path.
        folder = self.places[scope.path].package
        for absolute in (name, f"{folder}.{name}") if folder else (name,):
            found = evaluator.module_named(self.language, absolute, scope.path)
            if found is not None and self._is_meant(evaluator, found, f"{absolute}.{statement.name}"):
                return Result((Value(Tag.DEFINITION, found),), True)
        top = evaluator.module_named(self.language, name.partition(".")[0], scope.path)
        if top is not None and evaluator.symbols.nodes[top].file:
            return None
        return Result((Value(Tag.EXTERNAL, name),), True)

    def _is_meant(self, evaluator: Evaluator, module: int, named: str) -> bool:
        """A folder without __init__.py stands behind all installed packages: only its modules count."""
        if evaluator.symbols.nodes[module].file:
            return True
        return evaluator.module_named(self.language, named) is not None

    def unbound(self, evaluator: Evaluator, scope: Scope, name: str) -> Result | None:
        """Constants of the language, of which nothing is ever called."""
        return UNKNOWN if name in CONSTANTS else None

    def bound_module(self, evaluator: Evaluator, scope: Scope, statement: Import, module: Result) -> Result:
        """`import a.b` binds `a` only."""
        if statement.alias or statement.name or "." not in statement.module:
            return module
        top = statement.module.partition(".")[0]
        if module.values[0].tag is Tag.EXTERNAL:
            return Result((Value(Tag.EXTERNAL, top),), True)
        found = evaluator.module_named(self.language, top, scope.path)
        return module if found is None else Result((Value(Tag.DEFINITION, found),), True)

    def receiver(self, definition: Definition) -> str:
        """The first parameter, unless it is a static method."""
        parameters = definition.parameters
        if not parameters or definition.kind != "function" or parameters[0].stars:
            return ""
        for decorator in definition.decorators:
            if decorator.text == "staticmethod":
                return ""
        return parameters[0].name

    def class_receiver(self, definition: Definition) -> bool:
        """Class methods, and the few that are without saying so."""
        return definition.name in ("__new__", "__init_subclass__", "__class_getitem__") or any(
            decorator.text == "classmethod" for decorator in definition.decorators
        )

    def stays_itself(self, decorators: Sequence[str]) -> bool:
        """Whether the decorators are known to hand on what they get."""
        return TRANSPARENT_DECORATORS.issuperset(decorators)

    def is_property(self, definition: Definition) -> bool:
        """Whether a decorator makes it one."""
        return any(decorator.text in PROPERTIES for decorator in definition.decorators)

    def wraps(self, decorators: Sequence[str]) -> bool:
        """`functools.wraps` (Python library reference, functools)."""
        return not WRAPS.isdisjoint(decorators)

    def is_setter(self, decorators: Sequence[str]) -> bool:
        """`@name.setter`, and what deletes."""
        return any(decorator.endswith((".setter", ".deleter")) for decorator in decorators)

    def is_abstract(self, definition: Definition) -> bool:
        """Said so, or what `NotImplementedError` is documented to say."""
        return definition.is_stub or any(
            decorator.text.endswith("abstractmethod") for decorator in definition.decorators
        )

    def calls_of_class(self, evaluator: Evaluator, node: int) -> list[Value]:
        """What makes the class, and what its bases do with it."""
        return classes.made_by(evaluator, node)

    def fields_of_arguments(self, evaluator: Evaluator, node: int) -> list[str]:
        """The fields of data classes and named tuples."""
        if node not in self.fields:
            self.fields[node] = classes.fields(evaluator, node)
        return self.fields[node]

    def other_member(self, evaluator: Evaluator, value: Value, name: str) -> Result | None:
        """What a metaclass gives a class, what everything has, and what `__getattr__` answers."""
        if classes.is_class(evaluator, value):
            return classes.class_attribute(evaluator, value.what, name)
        found = classes.attribute_of_all(value, name)
        if found is None and value.tag is Tag.INSTANCE and not name.startswith("__"):
            methods = evaluator.own_methods(value, "__getattr__")
            return evaluator.called(inferred(tuple(methods)), self) if methods else None
        return found

    def literal_values(self, text: str) -> Values:
        """Literals by how they begin."""
        if text == "<str>" or text[:1] == '"':
            return (Value(Tag.EXTERNAL_INSTANCE, "builtins.str"),)
        kind = _LITERALS.get(text[:1] + text[-1:])
        if kind is not None:
            return (Value(Tag.EXTERNAL_INSTANCE, f"builtins.{kind}"),)
        if text[:1].isdigit():
            is_float = "." in text and not text.startswith("0x")
            return (Value(Tag.EXTERNAL_INSTANCE, "builtins.float" if is_float else "builtins.int"),)
        return ()

    def special_call(self, evaluator: Evaluator, scope: Scope, text: str) -> Result | None:
        """`super()`, in the class around, for the instance around."""
        if text != "super" or (found := evaluator.name(scope, text)) is None:
            return None
        if found.values != (Value(Tag.EXTERNAL, "builtins.super"),):
            return None
        around: Scope | None = scope
        method: Scope | None = None
        while around is not None and not around.is_class:
            method, around = around, around.parent
        if around is None:
            return None
        classes = [around.node]
        if (
            method is not None
            and method.definition is not None
            and (first := self.receiver(method.definition))
        ):
            receiver = evaluator.local_name(method, first)
            classes += [
                value.what
                for value in (receiver.values if receiver else ())
                if value.tag in (Tag.INSTANCE, Tag.DEFINITION)
                and evaluator.symbols.scopes[value.what].is_class
            ]
        return inferred(tuple(Value(Tag.SUPER, (around.node, one)) for one in dict.fromkeys(classes)))

    def effect(self, evaluator: Evaluator, call: ExternalCall) -> Effect | None:
        """What a call of something built in does."""
        return effect_of(evaluator, self, call)

    def methods_called(self, name: str) -> tuple[tuple[str, ...], ...]:
        """`with` calls two methods; where one is missing, another one takes its place."""
        return _METHODS_CALLED.get(name, ((name,),))

    def type_names(self, text: str) -> list[str]:
        """The names in an annotation; strings in it are annotations too."""
        if "Literal[" in text:
            text = re.sub(r"Literal\[[^\]]*\]", "", text)
        return [name for name in _WORD.findall(text) if name != "None"]

    def type_values(self, evaluator: Evaluator, scope: Scope, text: str) -> Values:
        """What something annotated so can be."""
        found: list[Value] = []
        for name, arguments in split_annotation(text):
            last = name.rpartition(".")[2]
            if last in TRANSPARENT:
                inner = arguments[:1] if last in ("Annotated", "Awaitable") else arguments
                for argument in inner:
                    found += evaluator.typed(scope, argument)
            elif last in ("type", "Type") and arguments:
                found += evaluator.chain(scope, arguments[0].strip("\"' ")).values
            elif last in SEQUENCES and arguments:
                element = evaluator.typed(scope, arguments[0])
                found += [Value(Tag.SEQUENCE, (element, element)), *self._instances(evaluator, scope, name)]
            elif last in MAPPINGS and len(arguments) == 2:
                key, element = (evaluator.typed(scope, argument) for argument in arguments)
                found += [Value(Tag.SEQUENCE, (key, element)), *self._instances(evaluator, scope, name)]
            elif last == "Self":
                around: Scope | None = scope
                while around is not None and not around.is_class:
                    around = around.parent
                if around is not None:
                    found.append(Value(Tag.INSTANCE, around.node))
            elif name not in ("None", "Any"):
                found += self._instances(evaluator, scope, name)
        return tuple(dict.fromkeys(found))

    def _instances(self, evaluator: Evaluator, scope: Scope, name: str) -> Values:
        instances = (as_instance(value) for value in evaluator.chain(scope, name).values)
        return tuple(instance for instance in instances if instance is not None)

    def bound_values(self, evaluator: Evaluator, values: Values, binding: Binding) -> Values:
        """A loop over a mapping gives keys; `with` gives what `__enter__` returns."""
        if binding.how != "enter":
            return super().bound_values(evaluator, values, binding)
        found: list[Value] = []
        for value in values:
            if value.tag is Tag.GENERATOR:
                # contextlib.contextmanager
                found += evaluator.yielded(value.what).values
            for name in ("__enter__", "__aenter__"):
                entered = evaluator.attribute(value, name) if value.tag is Tag.INSTANCE else None
                if entered is not None:
                    found += evaluator.called(entered, self).values
                    break
        return evaluator.part(tuple(dict.fromkeys(found)), binding.path)

    def linearise(self, evaluator: Evaluator, node: int, bases: list[Values]) -> list[Value]:
        """The C3 linearisation (docs.python.org, "The Python 2.3 Method Resolution Order")."""
        own = Value(Tag.DEFINITION, node)
        flat = [value for values in bases for value in values if value != own]
        rows = [evaluator.linearised(base.what) if base.tag is Tag.DEFINITION else [base] for base in flat]
        rows = [[value for value in row if value != own] for row in rows] + [flat]
        order = [own]
        while rows := [row for row in rows if row]:
            head = next(
                (row[0] for row in rows if not any(row[0] in other[1:] for other in rows)),
                rows[0][0],  # No consistent order: Python would refuse the class.
            )
            order.append(head)
            rows = [[value for value in row if value != head] for row in rows]
        return order


_METHODS_CALLED = {
    "__enter__": (("__enter__", "__aenter__"), ("__exit__", "__aexit__")),
    "__str__": (("__format__", "__str__", "__repr__"),),
    "__bool__": (("__bool__", "__len__"),),
    "__contains__": (("__contains__", "__iter__"),),
    "__ne__": (("__ne__", "__eq__"),),
}
"""Reference, Data model: special method names."""
_INITS = ("__init__.py", "__init__.pyi")


def split_annotation(text: str) -> list[tuple[str, list[str]]]:
    """The alternatives of an annotation, each a name with its arguments: `A | B[C, D]`."""
    text = text.strip()
    if text[:1] in "\"'" and text[-1:] == text[:1]:
        text = text[1:-1]
    found = []
    for alternative in split_outside(text, "|"):
        name, bracket, rest = alternative.partition("[")
        name = name.strip().strip("\"'")
        if bracket:
            found.append((name, split_outside(rest.rstrip()[:-1], ",")))
        elif _WORD.fullmatch(name):
            found.append((name, []))
    return found


def split_outside(text: str, separator: str) -> list[str]:
    """Split at the separators that are in no bracket."""
    depth, start, found = 0, 0, []
    for position, character in enumerate(text):
        if character in "([{":
            depth += 1
        elif character in ")]}":
            depth -= 1
        elif character == separator and depth == 0:
            found.append(text[start:position].strip())
            start = position + 1
    return [*found, text[start:].strip()]
