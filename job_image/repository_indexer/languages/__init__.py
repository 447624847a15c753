"""The languages: each folder here that holds a `language.toml` is one, found by being there.

A folder has its description (`language.toml`), its queries (`facts.scm`, the capture names are told in
`extract.py`), and, only where the language's rules differ from the general ones, a `rules.py`
with a class `Rules`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec


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
    """Names of files that the rules want to read."""
    doc_comment: str = ""
    """What begins the lines above a definition that tell about it."""

    @property
    def folder(self) -> Path:
        """Where its files lie."""
        return Path(__file__).parent / self.name

    @property
    def query(self) -> str:
        """The text of the language's queries."""
        return (self.folder / "facts.scm").read_text(encoding="utf-8")

    @property
    def has_rules(self) -> bool:
        """Whether the language has Python code of its own."""
        return (self.folder / "rules.py").exists()


@cache
def languages() -> Mapping[str, Language]:
    """All languages by name, in the order of their names."""
    found = {}
    for description in sorted(Path(__file__).parent.glob("*/language.toml")):
        language = msgspec.toml.decode(description.read_bytes(), type=Language)
        found[description.parent.name] = msgspec.structs.replace(language, name=description.parent.name)
    return found
