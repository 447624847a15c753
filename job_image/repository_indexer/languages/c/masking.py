"""What of a file in C, C++ or Objective-C is parsed: all but what only the preprocessor can understand."""

from __future__ import annotations

from repository_indexer.languages.c.conditionals import mask_conditionals
from repository_indexer.languages.c.macros import mask_macros

_DEFINED = {"c": (), "cpp": (b"__cplusplus",), "objc": (b"__OBJC__",)}


def mask(utf8: bytes, language: str) -> bytes:
    """`utf8` with blanks in place of what the grammar of `language` cannot parse; positions stay."""
    text = mask_conditionals(b"\n" + utf8, _DEFINED[language])
    return mask_macros(text, has_classes=language == "cpp")[1:]
