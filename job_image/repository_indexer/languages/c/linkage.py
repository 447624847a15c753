"""Which declarations and definitions are one symbol, and in which files each of them is seen.

What a file sees is what it includes, and what that includes. A prototype and its definition are one symbol
(ISO C 6.2.2, C++ [basic.link]): the definition, which is seen wherever a prototype of it is. A prototype
whose definition nobody has is a symbol itself, and so is one that several files could define (one for each
system, say): then the build decides, which nobody here knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import structs

from repository_indexer.facts import Definition, FileFacts, Import
from repository_indexer.languages.c.expansions import is_transparent
from repository_indexer.languages.c.includes import IncludeIndex
from repository_indexer.languages.c.type_texts import parameter_types, plain_names

CLOSURES = 512
"""Of so many files all that they include is remembered."""

MAX_INCLUDERS = 20
"""Of the files that include another one, so many are looked at."""

_FUNCTIONS = frozenset(["function", "method", "constructor"])
_TYPES = frozenset(["class", "struct", "enum"])
_AROUND_MEMBERS = _TYPES | {"extension"}
Key = tuple[str, ...]
Place = tuple[str, int]
"""A definition: its file and its position in the facts."""


def is_include(statement: Import) -> bool:
    """Whether it is an `#include`, and no `using`."""
    return not statement.name and not statement.alias and "::" not in statement.module


class Linkage:
    """Of all files of the family."""

    def __init__(self, files: Sequence[tuple[str, FileFacts]]) -> None:
        self.facts = dict(files)
        self.index = IncludeIndex(self.facts)
        self.dropped: set[Place] = set()
        """Declarations that are not symbols themselves."""
        self.declared: dict[tuple[str, int, str], set[str]] = {}
        """By file, line and name of a definition, the other files that declare it."""
        self.defining: list[tuple[Place, Place]] = []
        """Definitions, each with a declaration that could mean it or others."""
        self._targets: dict[str, list[str]] = {}
        self._includers: dict[str, list[str]] = {}
        self._external_folders: frozenset[str] | None = None
        self._completed: dict[str, dict[int, Definition]] = {}
        """By path and position of a definition, a declaration of it."""
        self.closure = lru_cache(CLOSURES)(self._closure)
        self._link()

    def included(self, path: str, statement: Import) -> str:
        """The path of the file that an `#include` names; empty if it is none of the repository."""
        in_quotes = not statement.module.startswith("<")
        return self.index.file(path, statement.module.strip("<>"), in_quotes=in_quotes)

    def _closure(self, path: str) -> frozenset[str]:
        """The file, all that it includes, and what that includes."""
        found, opened = {path}, [path]
        while opened:
            for target in self._included_by(opened.pop()):
                if target not in found:
                    found.add(target)
                    opened.append(target)
        return frozenset(found)

    def _included_by(self, path: str) -> list[str]:
        if path not in self._targets:
            facts = self.facts.get(path)
            statements = [one for one in facts.imports if is_include(one)] if facts else []
            self._targets[path] = [target for one in statements if (target := self.included(path, one))]
        return self._targets[path]

    def is_seen_together(self, path: str, others: set[str]) -> bool:
        """Whether a file that includes `path`, be it by way of others, sees one of `others` as well."""
        if not self._includers:
            for including in self.facts:
                for target in self._included_by(including):
                    self._includers.setdefault(target, []).append(including)
        found, opened = {path}, [path]
        while opened and len(found) < MAX_INCLUDERS:
            for includer in self._includers.get(opened.pop(), ()):
                if includer not in found:
                    if not others.isdisjoint(self.closure(includer)):
                        return True
                    found.add(includer)
                    opened.append(includer)
        return False

    def external_folders(self) -> frozenset[str]:
        """The first folders of all that is included from elsewhere."""
        if self._external_folders is None:
            found = set()
            for path, facts in self.facts.items():
                for statement in facts.imports:
                    folder, slash, _ = statement.module.strip("<>").partition("/")
                    if slash and is_include(statement) and not self.included(path, statement):
                        found.add(folder)
            self._external_folders = frozenset(found)
        return self._external_folders

    def completed(self, path: str) -> FileFacts:
        """The facts of a file with what only declarations say: `virtual`, `static`, defaults."""
        facts, changed = self.facts[path], self._completed.get(path, {})
        imports = [_by_name(one) for one in facts.imports]
        members = [place for place, one in enumerate(facts.definitions) if "<" in one.receiver]
        if not changed and not members and imports == facts.imports:
            return facts
        definitions = list(facts.definitions)
        for position, declared in changed.items():
            definitions[position] = _completed(definitions[position], declared)
        for position in members:
            definitions[position] = _without_class_parameters(definitions[position])
        return structs.replace(facts, definitions=definitions, imports=imports)

    # -- Declarations and their definitions

    def _link(self) -> None:
        forwards: dict[Key, list[Place]] = {}
        definitions: dict[Key, list[Place]] = {}
        for path, facts in self.facts.items():
            self.dropped.update((path, position) for position in _own_aliases(facts))
            for key, position in _linked(path, facts):
                is_forward = _is_forward(facts.definitions[position])
                (forwards if is_forward else definitions).setdefault(key, []).append((path, position))
        for key, places in forwards.items():
            defined = definitions.get(key, [])
            for declared, those in self._by_signature(places, defined):
                self._join(declared, those)

    def _by_signature(
        self, forwards: list[Place], definitions: list[Place]
    ) -> Iterator[tuple[list[Place], list[Place]]]:
        """Declarations with the definitions of the same parameters; in C all are of one function."""
        if all(self.facts[path].language == "c" for path, _ in forwards):
            yield forwards, definitions
            return
        groups: dict[tuple[str, ...], tuple[list[Place], list[Place]]] = {}
        for kind, places in enumerate((forwards, definitions)):
            for place in places:
                types = parameter_types(self._definition(place).signature)
                groups.setdefault(types, ([], []))[kind].append(place)
        alone = [types for types, (_, those) in groups.items() if not those]
        left = [types for types, (declared, _) in groups.items() if not declared]
        for types in alone:
            # The same type can be written by several names.
            alike = [one for one in left if len(one) == len(types)]
            if len(alike) == 1 and sum(len(one) == len(types) for one in alone) == 1:
                groups[types][1].extend(groups.pop(alike[0])[1])
        for declared, those in groups.values():
            if declared:
                yield declared, those

    def _definition(self, place: Place) -> Definition:
        return self.facts[place[0]].definitions[place[1]]

    def _join(self, forwards: list[Place], definitions: list[Place]) -> None:
        left = []
        files = sorted({path for path, _ in definitions})
        for forward in forwards:
            able = files if len(files) < 2 else [one for one in files if forward[0] in self.closure(one)]
            if len(able) == 1:
                self._declare(forward, [one for one in definitions if one[0] == able[0]])
            else:
                left.append(forward)
        for forward in left[1:]:
            self._declare(forward, left[:1])
        if left:
            self.defining += [(one, left[0]) for one in definitions]

    def _declare(self, forward: Place, meant: list[Place]) -> None:
        self.dropped.add(forward)
        for place in meant:
            definition = self._definition(place)
            key = place[0], definition.start_line, definition.name
            self.declared.setdefault(key, set()).add(forward[0])
            self._completed.setdefault(place[0], {})[place[1]] = self._definition(forward)


def _own_aliases(facts: FileFacts) -> Iterator[int]:
    """Aliases that only give a type's tag as its name: `typedef struct node { … } node;`."""
    for position, definition in enumerate(facts.definitions):
        if definition.kind == "type_alias" and plain_names(definition.type)[-1:] == [definition.name]:
            yield position


def _completed(definition: Definition, declared: Definition) -> Definition:
    """A definition with the modifiers and defaults of its declaration."""
    parameters = definition.parameters
    if any(one.default is not None for one in declared.parameters):
        pairs = zip(parameters, declared.parameters, strict=False)
        kept = [
            structs.replace(mine, default=theirs.default) if mine.default is None else mine
            for mine, theirs in pairs
        ]
        parameters = [*kept, *parameters[len(kept) :]]
    further = (one for one in declared.modifiers if one not in definition.modifiers)
    modifiers = [*definition.modifiers, *further]
    doc = definition.doc or declared.doc
    return structs.replace(definition, modifiers=modifiers, parameters=parameters, doc=doc)


def _without_class_parameters(definition: Definition) -> Definition:
    """`template <class T> T Box<T>::get()`: the type parameter is that of the class."""
    named = re.findall(r"\w+", definition.receiver.rpartition("::")[0])
    own = [one for one in definition.type_parameters if one.name not in named]
    return structs.replace(definition, type_parameters=own)


def _by_name(statement: Import) -> Import:
    """`using a::b::c` imports `c` of `a::b`."""
    module, separator, name = statement.name.rpartition("::")
    if not separator:
        return statement
    return structs.replace(statement, module=f"{statement.module}::{module}", name=name)


def _is_forward(definition: Definition) -> bool:
    return definition.is_forward or (definition.kind == "field" and "extern" in definition.modifiers)


def _linked(path: str, facts: FileFacts) -> Iterator[tuple[Key, int]]:
    """The functions and variables of a file that others can declare too, each with the names that it has."""
    around: list[Key | None] = [()]
    """For each definition the names inside of it; None in functions."""
    for position, definition in enumerate(facts.definitions[1:], 1):
        outer = around[definition.scope]
        kind = definition.kind
        if outer is None or kind == "scope" or is_transparent(definition):
            around.append(outer)
        elif kind == "package":
            around.append((*outer, *(re.findall(r"\w+", definition.name) or [f"<{path}>"])))
        elif kind in _TYPES:
            around.append((*outer, definition.name))
        elif kind == "extension":
            around.append((*outer, definition.receiver))
        else:
            around.append(None)
            is_member = definition.scope > 0 and facts.definitions[definition.scope].kind in _AROUND_MEMBERS
            if kind not in _FUNCTIONS and (kind != "field" or is_member):
                continue
            owner = plain_names(definition.receiver.rpartition("::")[0])
            is_internal = "static" in definition.modifiers and not is_member
            yield (*((f"<{path}>",) if is_internal else ()), *outer, *owner, definition.name), position
