"""Declarations of what comes from elsewhere: a language's standard library, told in the language itself.

A language's folder can have a folder `library` with source files that declare, without bodies, what types of
its standard library give, hold and call, as far as it makes a difference to a call graph.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from repository_indexer.extract import extract_file
from repository_indexer.facts import FileFacts
from repository_indexer.languages import languages


def library_facts(names: Iterable[str]) -> list[FileFacts]:
    """What the libraries of the languages of these names declare."""
    return [facts for name in sorted(names) for facts in _library_of(name)]


@cache
def _library_of(name: str) -> tuple[FileFacts, ...]:
    paths = sorted((languages()[name].folder / "library").glob("*"))
    return tuple(extract_file(path.read_bytes(), name, path.name) for path in paths)
