"""The rules by which names find their definitions, as most languages have them.

A language whose rules differ has a class `Rules` of its own in `languages/<name>/rules.py`, which
derives from this one and overrides what is different there.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from repository_indexer.chains import parts
from repository_indexer.facts import Binding, Call, Definition, FileFacts, Import, Parameter
from repository_indexer.languages import languages
from repository_indexer.model import NodeKind
from repository_indexer.resolve.values import Result, Tag, Value, Values

if TYPE_CHECKING:
    from repository_indexer.resolve.calls import Effect, ExternalCall
    from repository_indexer.resolve.evaluate import Evaluator
    from repository_indexer.resolve.scopes import File, Scope, Symbols


class Place(NamedTuple):
    """Where a file stands: the module that it makes, and the package that holds it (empty for none).

    With `shared`, the names of the file are seen in all files of the package; then the definitions are
    named after the package. The package without a name is another one for each `root`; with `is_global` it
    is the one whose names the file shares, though its blocks are in others (C#).
    """

    module: str
    package: str
    is_package: bool = False
    shared: bool = False
    root: str = ""
    is_global: bool = False


class Rules:
    """The general rules: a module for each file, named after its path."""

    language: str
    """The family of languages of the files: each has rules of its own, and modules that see each other."""

    builtins: frozenset[str] = frozenset()
    builtins_module = "builtins"
    common_methods: frozenset[str] = frozenset()
    """Methods of the language's own types: a call of one on an unknown receiver is no candidate."""
    class_names_are_seen_inside = True
    """Whether a function inside a class sees the class's names without a receiver."""
    class_code_sees_members = True
    """Whether code that stands in a class itself does so (not in Rust: a type there is the one around)."""
    classes_have_own_members = False
    """Whether a class itself has other members than its instances, so that names alone do not tell (Ruby)."""
    open_types: frozenset[str] = frozenset()
    """Names of the language's own types that files can add members to by defining them again."""
    decorators_are_called = False
    own_decorators: frozenset[str] = frozenset()
    """Decorators of the language itself, which name nothing that could be found."""
    types_are_called = True
    """Whether a call of a type makes an instance of it; else it converts."""
    builtin_types: frozenset[str] = frozenset()
    """Qualified names of external types, calls of which give their instances."""
    composite_types: Mapping[str, str] = {}
    """Qualified names of the external types of composites (a list, a mapping), by their kind."""
    mapping_types: frozenset[str] = frozenset()
    """Those of external types of which a loop gives the keys."""
    pack_types: tuple[str, ...] = ()
    """Types of what parameters take that take all further arguments, those by place and those by name."""
    declared_types_decide = True
    """Whether a parameter is what its type says; else calls can tell more of it."""
    keys_are_members = False
    """Whether `a.b` is `a["b"]`."""
    functions_are_bound = False
    """Whether a method is a value that knows its instance."""
    effects: frozenset[str] = frozenset()
    """Qualified names of what comes from elsewhere, and for which `effect` knows what a call does."""
    iteration_methods: tuple[tuple[str, str], ...] = ()
    """Names of the methods that loops call: the one that gives an iterator, and that one's next."""
    subscript_method = store_method = ""
    """Names of the methods that subscripts and stores under a key call."""
    call_method = ""
    """The name of the method that is called when an instance is."""
    instance_words: frozenset[str] = frozenset()
    """Words for the instance or its class in methods, where that is no parameter (`this`)."""
    not_calls: frozenset[str] = frozenset()
    """Words of the language that its grammar takes for functions: `isset($x)`."""
    constructor = ""
    """The name of the method that an instantiation calls."""
    further_constructors: tuple[str, ...] = ()
    """Other methods that an instantiation calls."""
    declarations_hide = False
    """Whether a declaration hides one of the same name before it in the same block (Rust's `let`)."""
    methods_override = True
    packages_around_are_seen = False
    """Whether code in the namespace `a.b` sees the names of the namespace `a` too (C++, C#)."""
    packages_have_variables = True
    """Whether a variable outside of functions belongs to the package, not only to its file."""
    values_are_asked_for = True
    """Whether what is put into members is found by `Evaluator`; languages with their own ways do without."""
    interfaces_are_implicit = False
    functions_are_candidates = False
    """Whether a name that nothing binds can be the only function of that name: imports do not tell all."""
    variants_are_one = True
    """Whether of definitions of one name in several files of a package one stands for all (Go's variants)."""
    subscripts_look_like_calls = False
    """Whether what looks like the call of a variable is one of its elements (Fortran)."""
    ignores_case = False
    """Whether names are the same in capitals (SQL, Fortran)."""
    inherited_names_are_seen = False
    """Whether code in a class sees the names of the base classes without a receiver (Solidity, Dart)."""
    members_see_their_type = False
    """Whether code of members that are defined outside of their type sees the type's names (C++, Swift)."""
    unnamed_packages_are_private = False
    """Whether a namespace without a name is one of the file alone (C++)."""

    def __init__(
        self, language: str, files: Sequence[tuple[str, FileFacts]], manifests: Mapping[str, bytes]
    ) -> None:
        """`files` are those of the family, `manifests` all that any language asked for, both by path."""
        self.language = language
        self.reads_expressions = type(self).expression_values is not Rules.expression_values
        """Whether there are expressions that are no chains, but for which the language has values."""
        own = type(self)
        self.reads_chains = own.parts is not Rules.parts or own.callee_parts is not Rules.callee_parts
        """Whether chains are taken apart in the language's own way."""

    def place(self, path: str, facts: FileFacts) -> Place:
        """Where the file at `path` stands."""
        module = path.rpartition(".")[0].replace("/", ".") or path
        return Place(module, module.rpartition(".")[0])

    def package_of(self, name: str) -> str:
        """The package that holds the module or package `name`; empty if none does."""
        return name.rpartition(".")[0]

    def last_name(self, name: str) -> str:
        """The last part of a qualified name of a module or package."""
        return name.rpartition(".")[2]

    def class_beside(self, symbols: Symbols, node: int) -> int:
        """The class of an object's name, meant where a type is wanted, or -1 (Scala's companions)."""
        return -1

    def receiver_type(self, text: str) -> str:
        """The name of the type, without its arguments, for which a method outside of it is defined."""
        names = self.type_names(text)
        return names[0] if names else ""

    def owner(self, evaluator: Evaluator, scope: Scope, text: str) -> Value | None:
        """The type, written as `text`, to which something defined outside of it belongs; None if unknown."""
        name = self.receiver_type(text)
        for value in evaluator.chain(scope, name).values if name else ():
            is_own = value.tag is Tag.DEFINITION and evaluator.symbols.scopes[value.what].is_class
            if is_own or value.tag is Tag.EXTERNAL:
                return value
        return None

    def parts(self, text: str) -> tuple[str, ...]:
        """The names of a chain as `chains.parts` gives them."""
        return parts(text)

    def callee_parts(self, text: str) -> tuple[str, ...]:
        """The same where the last name is called: methods and fields can have the same names (PHP)."""
        return self.parts(text)

    def folded(self, name: str) -> str:
        """A name by which others of the same are found."""
        return name.casefold() if self.ignores_case else name

    def bound_as(self, definition: Definition) -> str:
        """The name by which a definition is known in the scope where it stands."""
        return definition.name

    def completed(self, path: str, facts: FileFacts) -> FileFacts:
        """The facts of a file with what others say of its definitions (prototypes)."""
        return facts

    def is_private(self, path: str, definition: Definition) -> bool:
        """Whether something outside of types is seen in its own file alone, named after it (C's `static`)."""
        return False

    def is_transparent(self, definition: Definition) -> bool:
        """Whether what a namespace defines is that of the one around it (C++'s inline namespaces)."""
        return False

    def is_dropped(self, path: str, position: int) -> bool:
        """Whether a declaration is no symbol, but another definition's (prototypes)."""
        return False

    def defining(self, symbols: Symbols) -> Iterator[tuple[int, int]]:
        """Pairs of a definition and a declaration that could mean it or others: the build decides (C)."""
        return iter(())

    def is_seen_around(self, definition: Definition, around: Definition, language: str) -> bool:
        """Whether a member of the type `around` is seen where that is (items of C's enums)."""
        return False

    def can_be_candidate(self, definition: Definition) -> bool:
        """Whether a function can be meant where only its name says so."""
        return self.functions_are_candidates

    def seen_from(self, symbols: Symbols, path: str, nodes: list[int]) -> list[int]:
        """Those of the definitions of one name in a package that the file `path` sees (by its includes)."""
        return nodes

    def also_bound_as(self, definition: Definition) -> str:
        """A further name for it: types of one name can differ in type parameters (C#); empty if none."""
        return ""

    def is_global(self, definition: Definition, outer: Scope) -> bool:
        """Whether a module that a file defines in `outer` is named by itself, and seen everywhere (Perl)."""
        return False

    def is_closed(self, definition: Definition) -> bool:
        """Whether the code of a definition does not see the names around it (modules in Rust)."""
        return False

    def unbound(self, evaluator: Evaluator, scope: Scope, name: str) -> Result | None:
        """What a name stands for that no scope around binds; None if it is bound nowhere."""
        return None

    def holder_prefix(self, scope: Scope, holder: str) -> str:
        """What names begin with of what code in `scope` makes parts of `holder` (`a.b.f = function`)."""
        return ".".join(
            [*filter(None, [scope.prefix]), *(name for name in self.parts(holder) if name[0] != "[")]
        )

    def is_shared(self, name: str) -> bool:
        """Whether a variable outside of functions belongs to the package, not only to its file."""
        return self.packages_have_variables

    def class_member(self, evaluator: Evaluator, node: int, name: str) -> Result | None:
        """What a member of a class itself stands for, with `classes_have_own_members`."""
        return None

    def bound_name(self, definition: Definition, name: str) -> str:
        """The name under which others find a definition: a field's can be another than a method's (Rust)."""
        return name

    def head_scope(self, scope: Scope) -> Scope:
        """Where the types in the head of a function are read, of which `scope` is the code."""
        return scope.parent or scope

    def imported_as(self, statement: Import) -> str:
        """The name that an import statement binds."""
        return statement.alias or statement.name or statement.module.rpartition(".")[2]

    def imports_all(self, statement: Import) -> bool:
        """Whether an import statement binds all names of its module."""
        return statement.name == "*"

    def written_import(self, statement: Import) -> str:
        """What an import statement names, as it stands in the source."""
        return f"{statement.module}.{statement.name}" if statement.name else statement.module

    def is_for_all(self, statement: Import) -> bool:
        """Whether what an import statement makes seen is seen in the whole package (`global using`)."""
        return False

    def import_target(self, evaluator: Evaluator, scope: Scope, statement: Import) -> Result | None:
        """The module that an import statement names; None if it is none of the repository or of elsewhere."""
        module = evaluator.module_named(self.language, statement.module)
        if module is not None:
            return Result((Value(Tag.DEFINITION, module),), True)
        return Result((Value(Tag.EXTERNAL, statement.module),), True)

    def bound_module(self, evaluator: Evaluator, scope: Scope, statement: Import, module: Result) -> Result:
        """What an import statement without names binds, when it imports `module`."""
        return module

    def namespace_names(self, text: str) -> list[str]:
        """The names of the namespaces, from the outermost, that a block is in by its head."""
        return re.findall(r"\w+", text)

    def is_part(self, definition: Definition) -> bool:
        """Whether a type goes on with the one of the same name (a reopened or partial class)."""
        return False

    def external_package(self, name: str, path: str) -> str:
        """The package that the external symbol `name`, seen from the file `path`, comes from.

        The manifests tell it; empty if they do not: nothing is guessed from the name alone.
        """
        return ""

    def variable_kind(self, name: str) -> NodeKind:
        """What a name that gets a value in a module or class is."""
        return NodeKind.CONSTANT if name.isupper() else NodeKind.FIELD

    def node_kind(self, definition: Definition, kind: NodeKind) -> NodeKind:
        """The kind of a definition, where modifiers say more than its form (`static final`)."""
        return kind

    def imported_name(self, statement: Import) -> str:
        """The name that is imported of a module; often it can be the last of the module's path."""
        return statement.name

    def receiver(self, definition: Definition) -> str:
        """The name of the parameter that is the instance in a method; empty if there is none."""
        return ""

    def class_receiver(self, definition: Definition) -> bool:
        """Whether that parameter is the class instead."""
        return False

    def stays_itself(self, decorators: Sequence[str]) -> bool:
        """Whether a definition's name surely stands for it; a decorator may put anything in its place."""
        return True

    def is_property(self, definition: Definition) -> bool:
        """Whether a method is called by being read."""
        return False

    def wraps(self, decorators: Sequence[str]) -> bool:
        """Whether the decorators say that a function stands for another one, which it calls."""
        return False

    def is_setter(self, decorators: Sequence[str]) -> bool:
        """Whether a function goes on with the property of the same name, and is called by a store into it."""
        return False

    def is_abstract(self, definition: Definition) -> bool:
        """Whether a method is never meant to run itself."""
        return definition.is_stub

    def calls_of_class(self, evaluator: Evaluator, node: int) -> list[Value]:
        """The methods of the repository that are called by the definition of a class itself."""
        return []

    def fields_of_arguments(self, evaluator: Evaluator, node: int) -> list[str]:
        """The attributes into which an instantiation of the class puts its arguments if it says no more."""
        return []

    def type_values(self, evaluator: Evaluator, scope: Scope, text: str) -> Values:
        """What something of the type written as `text` can be."""
        found = evaluator.chain(scope, text)
        return tuple(instance for value in found.values if (instance := as_instance(value)))

    def result_values(self, evaluator: Evaluator, scope: Scope, text: str) -> Values:
        """What a call of a function gives that declares to return `text`."""
        return evaluator.typed(scope.parent or scope, text)

    def bound_values(self, evaluator: Evaluator, values: Values, binding: Binding) -> Values:
        """What a target gets of `values`."""
        found: list[Value] = []
        for value in values:
            if binding.how == "element":
                found += evaluator.elements((value,))
            elif binding.how == "instance":
                instance = as_instance(value)
                found += [instance] if instance else []
            elif binding.how in ("", "constant"):
                found.append(value)
        return evaluator.part(tuple(dict.fromkeys(found)), binding.path)

    def declared_type(self, definition: Definition) -> str:
        """The type that a definition says it gives or holds; comments can tell it (PHPDoc)."""
        return definition.type

    def are_functions(self, evaluator: Evaluator, values: Values) -> bool:
        """Whether the type that these values have is one of functions: which, only their flow tells."""
        return False

    def parameter_type(self, definition: Definition, parameter: Parameter) -> str:
        """The same of one of its parameters."""
        return parameter.type

    def pack_type(self, parameter: Parameter) -> str:
        """The type of all that a parameter takes, where it takes many and that is declared."""
        return ""

    def plain_signature(self, signature: str) -> str:
        """A method's signature without what makes no difference to an interface."""
        return signature

    def type_names(self, text: str) -> list[str]:
        """The names of types in a type's text, for the edges that say which types are used."""
        return re.findall(r"[^\W\d][\w.]*", text)

    def literal_values(self, text: str) -> Values:
        """What a literal is (its text, `<str>` for a string); none if it is no literal."""
        return ()

    def expression_values(self, evaluator: Evaluator, scope: Scope, text: str) -> Values | None:
        """What an expression stands for that is no chain; None for all others."""
        return None

    def special_call(self, evaluator: Evaluator, scope: Scope, text: str) -> Result | None:
        """What a call of the language's own (`super()`) gives; None if it is none."""
        return None

    def other_member(self, evaluator: Evaluator, value: Value, name: str) -> Result | None:
        """What a member stands for that neither a class nor its bases have; None if there is none."""
        return None

    def effect(self, evaluator: Evaluator, call: ExternalCall) -> Effect | None:
        """What a call of one of `effects` gives, calls and stores; None if nothing is known of it."""
        return None

    def methods_called(self, name: str) -> tuple[tuple[str, ...], ...]:
        """The methods that an operator or statement calls by `name`: of each group the first there is."""
        return ((name,),)

    def made_values(self, evaluator: Evaluator, scope: Scope, call: Call) -> Values:
        """What an instantiation that is no call gives."""
        return evaluator.typed(scope, call.text)

    def holder_result(self, evaluator: Evaluator, method: Value, file: File, call: Call) -> Values:
        """What a call of a `HOLDER_METHOD` gives."""
        return ()

    def external_result(self, evaluator: Evaluator, name: str, file: File, call: Call) -> Values:
        """What a call of the function or type `name` from elsewhere gives."""
        return ()

    def handed_by(self, evaluator: Evaluator, function: int, call: Call, argument: str) -> tuple[Values, ...]:
        """What a function calls that argument with, a function without a name, by its declared type."""
        return ()

    def handed_on(self, evaluator: Evaluator, method: Value) -> tuple[Values, ...]:
        """What a `HOLDER_METHOD` calls a function with that it gets (a block, a closure)."""
        return ()

    def linearise(self, evaluator: Evaluator, node: int, bases: list[Values]) -> list[Value]:
        """The class `node` and its bases in the order in which a member is looked for."""
        order = [Value(Tag.DEFINITION, node)]
        for values in bases:
            for value in values:
                if value.tag is Tag.DEFINITION:
                    order += evaluator.linearised(value.what)
                else:
                    order.append(value)
        return list(dict.fromkeys(order))


def as_instance(value: Value) -> Value | None:
    """An instance of the class that `value` is."""
    if value.tag is Tag.DEFINITION:
        return Value(Tag.INSTANCE, value.what)
    if value.tag is Tag.EXTERNAL:
        return Value(Tag.EXTERNAL_INSTANCE, value.what)
    return None


def rules_of_family(
    family: str, files: Sequence[tuple[str, FileFacts]], manifests: Mapping[str, bytes]
) -> dict[str, Rules]:
    """The rules of each language of a family: its own, or those of the language the family is named after.

    One with rules of its own is left out if no file is in it.
    """
    by_owner: dict[str, Rules] = {}
    found = {}
    used = {facts.language for _, facts in files}
    for name, language in languages().items():
        if language.family == family:
            owner = name if language.has_rules or language.names is not None else family
            if owner not in (*used, family):
                continue
            if owner not in by_owner:
                by_owner[owner] = _kind_of_rules(owner)(family, files, manifests)
            found[name] = by_owner[owner]
    return found


def _kind_of_rules(language: str) -> type[Rules]:
    kind: type[Rules] = Rules
    if languages()[language].names is not None:
        kind = importlib.import_module("repository_indexer.resolve.name_rules").NameRules
    elif languages()[language].has_rules:
        kind = importlib.import_module(f"repository_indexer.languages.{language}.rules").Rules
    return kind
