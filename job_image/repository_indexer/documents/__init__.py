"""Documents that hold code: what of them is parsed, and as which language.

A reader gets the document in UTF-8 with `\\n` as line ends and gives its code, or None if it is broken.
It must keep the numbers of the lines, take time in proportion to the size, and never raise.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from repository_indexer.documents.code import Code
from repository_indexer.documents.component import component_code
from repository_indexer.documents.notebook import notebook_code

READERS: Mapping[str, Callable[[bytes], Code | None]] = {
    "ipynb": notebook_code,
    "svelte": component_code,
    "vue": component_code,
}
"""By file name extension, which is none of a language's own."""


def is_document(path: str) -> bool:
    """Whether the file of that name is such a document."""
    return _extension(path) in READERS


def code_in(path: str, utf8: bytes) -> Code | None:
    """The code in the document `path`; None if it is broken."""
    return READERS[_extension(path)](utf8)


def _extension(path: str) -> str:
    return path.rpartition(".")[2].lower()
