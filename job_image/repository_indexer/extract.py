"""What one file says by itself: from its bytes to `FileFacts`, in bounded time.

A language's queries (`languages/<name>/facts.scm`) run in C over the whole tree; `captures.py` reads what
they capture.
"""

from __future__ import annotations

import importlib
import time
from functools import cache

import tree_sitter

from repository_indexer.captures import CAPTURES, FAMILIES, CaptureReader
from repository_indexer.facts import Definition, FileFacts
from repository_indexer.inventory import read_regular_file
from repository_indexer.languages import languages
from repository_indexer.model import SkipReason
from repository_indexer.text_encoding import to_utf8

PARSE_SECONDS = 5.0
"""The time that the parser may take for one file."""
MAX_DEPTH = 500
"""Constructs nested deeper in the syntax tree are not looked at: queries take quadratic time there."""
MAX_ERROR_CHILDREN = 10_000
"""A file whose root is one error of more parts than this is not looked at, for the same reason."""
READ_CHUNK = 64 * 1024


class _Grammar:
    """A language's parser and query."""

    def __init__(self, name: str) -> None:
        language = languages()[name]
        module = importlib.import_module(language.grammar)
        grammar = tree_sitter.Language(getattr(module, language.grammar_function)())
        self.parser = tree_sitter.Parser(grammar)
        self.query = tree_sitter.Query(grammar, language.query)
        self.doc_comment = language.doc_comment
        names = {self.query.capture_name(position) for position in range(self.query.capture_count)}
        if unknown := sorted(name for name in names - CAPTURES if not name.startswith(FAMILIES)):
            raise ValueError(f"{language.folder / 'facts.scm'}: no such captures: {', '.join(unknown)}")


_grammar = cache(_Grammar)


def extract_path(raw_path: bytes, language: str, path: str, max_file_bytes: int = 1_000_000) -> FileFacts:
    """What `extract_file` says of the file that `raw_path` opens; `unreadable` if it cannot be read."""
    source = read_regular_file(raw_path, max_file_bytes + 1)
    if source is None or len(source) > max_file_bytes:
        reason = SkipReason.UNREADABLE if source is None else SkipReason.TOO_LARGE
        return FileFacts(language, skip=reason)
    return extract_file(source, language, path)


def extract_file(source: bytes, language: str, path: str) -> FileFacts:
    """What one file says by itself; a file that cannot be parsed has the reason in `skip`.

    Args:
        source: its content, in UTF-8 or as its byte order mark or coding comment says.
        language: a name of `languages()`.
        path: its path, which only decides how it is parsed, never what its facts are named.
    """
    utf8 = to_utf8(source)
    if utf8 is None:
        return FileFacts(language, skip=SkipReason.UNDECODABLE)
    grammar = _grammar(language)
    deadline = time.monotonic() + PARSE_SECONDS
    try:
        # A callable, for the budget is only kept for callables.
        tree = grammar.parser.parse(
            lambda offset, _point: utf8[offset : offset + READ_CHUNK],
            progress_callback=lambda _offset, _has_error: time.monotonic() > deadline,
        )
    except ValueError:
        grammar.parser.reset()
        return FileFacts(language, skip=SkipReason.PARSE_TIMEOUT)
    root = tree.root_node
    if root.type == "ERROR" and root.child_count > MAX_ERROR_CHILDREN:
        lines = utf8.count(b"\n") + 1
        return FileFacts(language, has_parse_error=True, definitions=[Definition("module", "", -1, 1, lines)])
    cursor = tree_sitter.QueryCursor(grammar.query)
    cursor.set_max_start_depth(MAX_DEPTH)
    facts = CaptureReader(utf8, cursor.captures(root), grammar.doc_comment).facts()
    facts.language = language
    facts.has_parse_error = root.has_error
    return facts
