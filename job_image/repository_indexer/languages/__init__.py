"""The languages: each folder here that holds a `language.toml` is one, found by being there.

A folder has its description (`language.toml`), its queries (`facts.scm`, the capture names are told in
`extract.py`), and, only where the language's rules differ from the general ones, a `rules.py`
with a class `Rules`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Language:
    """What `language.toml` says.

    `grammar` is the module of the tree-sitter wheel and `grammar_function` its function that gives the
    grammar; `interpreters` are the names that a `#!` line may have; `manifests` are names of files that
    the rules want to read (go.mod). `doc_comment` begins the lines above a definition that tell about it.
    """

    name: str
    folder: Path
    grammar: str
    grammar_function: str = "language"
    extensions: tuple[str, ...] = ()
    file_names: tuple[str, ...] = ()
    interpreters: tuple[str, ...] = ()
    manifests: tuple[str, ...] = ()
    doc_comment: str = ""

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
        values = tomllib.loads(description.read_text(encoding="utf-8"))
        lists = {key: tuple(value) if isinstance(value, list) else value for key, value in values.items()}
        folder = description.parent
        found[folder.name] = Language(name=folder.name, folder=folder, **lists)
    return found
