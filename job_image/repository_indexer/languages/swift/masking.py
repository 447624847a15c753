"""What of a Swift file is parsed: all but the directives of conditional compilation (`#if`)."""

from __future__ import annotations

from repository_indexer.languages.c.conditionals import mask_conditionals


def mask(utf8: bytes, language: str) -> bytes:
    """`utf8` with blanks in place of the directives and of branches that cannot stand side by side."""
    return mask_conditionals(b"\n" + utf8, ())[1:]
