"""The languages: each folder here that holds a `language.toml` is one, found by being there.

A folder has its description (`language.toml`), its queries (`facts.scm`, the capture names are told in
`extract.py`), and, only where the language's rules differ from the general ones, a `rules.py`
with a class `Rules`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec


class Names(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How a language of the second tier names things: all that it has in place of rules of its own."""

    modules: Literal["path", "stem", "declared", "package"] = "path"
    """What names the module that a file is: its path, its name without folders (`cart.ml` is `Cart`), what it
    declares, or its path in the package that it declares, whose files see each other's names (Groovy)."""
    shared: Literal["file", "folder", "repository"] = "file"
    """Where the names of a file are seen that stand in no definition."""
    modules_are_global: bool = False
    """Whether a module that a file defines is named by itself alone, and seen in the whole repository."""
    ignores_case: bool = False
    """Whether names are the same in capitals."""
    quotes: str = ""
    """What names can stand in without that being a part of them."""
    letters: str = ""
    """What names can have in them beside letters, digits and underscores."""
    library_name: str = ""
    """A pattern that finds, in the manifests, names that can stand before those of a library's modules."""
    library_prefix: str = ""
    """What an import begins with that names a library, and then a file of its `lib` folder (`package:`)."""
    separators: tuple[str, ...] = ()
    """What stands between names beside the dot: `::`, `->`."""
    folder_files: tuple[str, ...] = ()
    """Names, without their extension, of files that are the module of their folder (`init`)."""
    roots: tuple[str, ...] = ()
    """Folders below which imports are looked for, beside those around the importing file."""
    capitals_are_modules: bool = False
    """Whether a name with a capital letter that nothing binds is a module from elsewhere."""
    imports_bind_modules: bool = True
    """Whether an import of a module alone makes a name known: the module's last one, if no other is said."""
    instance_words: tuple[str, ...] = ()
    """Words for the instance in a method (`this`)."""
    constructors: tuple[str, ...] = ()
    """Names of functions that, called on a type, give an instance of it (`new`)."""
    base_words: tuple[str, ...] = ()
    """Words for the instance as one of the base (`super`)."""
    inherited_names_are_seen: bool = False
    """Whether code in a class sees the names of the base classes without a receiver."""
    type_words: tuple[str, ...] = ()
    """Words for the type or module around (`Self`)."""
    members_seen_around: tuple[str, ...] = ()
    """Kinds of what a type defines that are seen where the type is (constructors of Haskell: `constant`)."""
    subscripts_look_like_calls: bool = False
    """Whether what looks like the call of a variable is one of its elements."""
    types_are_called: bool = True
    """Whether a call of a type makes an instance of it; else it converts."""
    builtins: tuple[str, ...] = ()
    """Names that are known everywhere."""
    builtins_module: str = ""
    """The module that they are of; that of the language's name if none is said."""


class Language(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What `language.toml` says."""

    name: str = ""
    """The folder's name; not in the file."""
    grammar: str
    """The module of the tree-sitter wheel."""
    grammar_function: str = "language"
    """Its function that gives the grammar."""
    extensions: tuple[str, ...] = ()
    file_names: tuple[str, ...] = ()
    interpreters: tuple[str, ...] = ()
    """Names that a `#!` line may have."""
    manifests: tuple[str, ...] = ()
    """Names of files that the rules want to read; an asterisk in one stands for anything."""
    family: str = ""
    """The language whose rules it shares, and whose modules see its own; its own name if none is said."""
    queries: tuple[str, ...] = ("facts.scm",)
    """The files of its queries, which languages of one family can share (`../javascript/common.scm`)."""
    libraries: tuple[str, ...] = ()
    """Languages of its family whose standard libraries its files use besides its own."""
    doc_comment: str = ""
    """What begins the lines above a definition that tell about it."""
    names: Names | None = None
    """For a language of the second tier; those of the first have rules in Python (`rules.py`)."""

    @property
    def folder(self) -> Path:
        """Where its files lie."""
        return Path(__file__).parent / self.name

    @property
    def query(self) -> str:
        """The text of the language's queries."""
        return "\n".join((self.folder / name).read_text(encoding="utf-8") for name in self.queries)

    @property
    def has_rules(self) -> bool:
        """Whether the language has Python code of its own."""
        return (self.folder / "rules.py").exists()

    @property
    def has_dialects(self) -> bool:
        """Whether the family has a `dialects.py`: a name may not say in which of its languages a file is."""
        return (self.folder.parent / self.family / "dialects.py").exists()

    @property
    def has_masking(self) -> bool:
        """Whether the family has a `masking.py`, whose `mask` gives the text that its grammars can parse."""
        return (self.folder.parent / self.family / "masking.py").exists()


@cache
def languages() -> Mapping[str, Language]:
    """All languages by name, in the order of their names."""
    found = {}
    for description in sorted(Path(__file__).parent.glob("*/language.toml")):
        language = msgspec.toml.decode(description.read_bytes(), type=Language)
        name = description.parent.name
        found[name] = msgspec.structs.replace(language, name=name, family=language.family or name)
    return found
