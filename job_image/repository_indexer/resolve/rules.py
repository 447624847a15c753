"""The rules by which names find their definitions, as most languages have them.

A language whose rules differ has a class `Rules` of its own in `languages/<name>/rules.py`, which
derives from this one and overrides what is different there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from repository_indexer.chains import parts
from repository_indexer.facts import Definition, FileFacts, Import
from repository_indexer.model import NodeKind
from repository_indexer.resolve.value_rules import ValueRules
from repository_indexer.resolve.values import Result, Tag, Value

if TYPE_CHECKING:
    from repository_indexer.resolve.evaluate import Evaluator
    from repository_indexer.resolve.scopes import Scope, Symbols


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


class Rules(ValueRules):
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
    instance_words: frozenset[str] = frozenset()
    """Words for the instance or its class in methods, where that is no parameter (`this`)."""
    not_calls: frozenset[str] = frozenset()
    """Words of the language that its grammar takes for functions: `isset($x)`."""
    declarations_hide = False
    """Whether a declaration hides one of the same name before it in the same block (Rust's `let`)."""
    methods_override = True
    packages_around_are_seen = False
    """Whether code in the namespace `a.b` sees the names of the namespace `a` too (C++, C#)."""
    packages_have_variables = True
    """Whether a variable outside of functions belongs to the package, not only to its file."""
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

    def plain_signature(self, signature: str) -> str:
        """A method's signature without what makes no difference to an interface."""
        return signature
