"""What one file says by itself: from its bytes to `FileFacts`, in bounded time.

A language's queries (`languages/<name>/facts.scm`) run in C over the whole tree; `captures` reads what
they capture.
"""

from __future__ import annotations

import ctypes
import importlib
import time
from collections import defaultdict
from collections.abc import Callable
from functools import cache
from typing import cast

import tree_sitter

from repository_indexer import collector
from repository_indexer.captures import CAPTURES, FAMILIES, read_captures
from repository_indexer.captures.source import Captures, Place
from repository_indexer.documents import code_in, is_document
from repository_indexer.facts import Definition, FileFacts
from repository_indexer.languages import languages
from repository_indexer.model import SkipReason
from repository_indexer.text_encoding import to_utf8

PARSE_SECONDS = 5.0
"""The processor time that the parser may take for one file, so that a busy machine skips none."""
MAX_DEPTH = 500
"""Constructs nested deeper in the syntax tree are not looked at: queries take quadratic time there."""
MAX_ERROR_CHILDREN = 10_000
"""A file whose root is one error of more parts than this is not looked at, for the same reason."""
READ_BYTES = 64 * 1024
"""The parser gets so much of a text at a time, if that is left."""
NAME_BYTES = 64
"""Predicates get so much of one."""

_SMALL = 64
_BUFFERS = {size: bytearray(size) for size in (*range(_SMALL), *(1 << power for power in range(6, 17)))}
"""Of each small size, and of the powers of two from there to `READ_BYTES`."""


class _Grammar:
    """A language's parser and query."""

    def __init__(self, name: str) -> None:
        language = languages()[name]
        module = importlib.import_module(language.grammar)
        pointer = getattr(module, language.grammar_function)()
        grammar = tree_sitter.Language(_capsule(pointer) if isinstance(pointer, int) else pointer)
        self.parser = tree_sitter.Parser(grammar)
        self.query = tree_sitter.Query(grammar, language.query)
        self.doc_comment = language.doc_comment
        self.mask: Callable[[bytes, str], bytes] | None = None
        """Gives a text of the same length, blank where only a preprocessor could understand it."""
        if language.has_masking:
            masking = importlib.import_module(f"repository_indexer.languages.{language.family}.masking")
            self.mask = masking.mask
        names = {self.query.capture_name(position) for position in range(self.query.capture_count)}
        self.with_branches = "branch" in names
        if unknown := sorted(name for name in names - CAPTURES if not name.startswith(("_", *FAMILIES))):
            raise ValueError(f"{language.folder / 'facts.scm'}: no such captures: {', '.join(unknown)}")


grammar_of = cache(_Grammar)
"""A language's parser and query, by its name."""

_CAPSULE_NAME = b"tree_sitter.Language"


def _capsule(address: int) -> object:
    """The grammar at an address, which is what wheels made for older parsers give, as parsers want it now."""
    new = ctypes.pythonapi.PyCapsule_New
    new.restype, new.argtypes = ctypes.py_object, [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p]
    return cast(object, new(address, _CAPSULE_NAME, None))


def extract_file(source: bytes, language: str, path: str) -> FileFacts:
    """What one file says by itself; a file that cannot be parsed has the reason in `skip`.

    Args:
        source: its content, in UTF-8 or as `text_encoding` finds out.
        language: a name of `languages()`.
        path: its path, which only decides how it is parsed, never what its facts are named.
    """
    utf8 = to_utf8(source)
    if utf8 is not None and is_document(path):
        code = code_in(path, utf8)
        utf8 = code.text if code else None
    if utf8 is None:
        return FileFacts(language, skip=SkipReason.UNDECODABLE)
    return extract_utf8(utf8, language)


def extract_utf8(utf8: bytes, language: str) -> FileFacts:
    """What `extract_file` says of a text in UTF-8 with `\\n` as line ends."""
    grammar = grammar_of(language)
    parsed = grammar.mask(utf8, language) if grammar.mask else utf8
    deadline = time.monotonic() + PARSE_SECONDS
    last = time.thread_time() + PARSE_SECONDS
    is_parsing = True
    try:
        # A callable, for the budget is only kept for callables.
        tree = grammar.parser.parse(
            lambda offset, _: _piece(parsed, offset) if is_parsing else parsed[offset : offset + NAME_BYTES],
            # It is asked often, and the clock on the wall is quicker to read.
            progress_callback=lambda _offset, _has_error: (
                time.monotonic() > deadline and time.thread_time() > last
            ),
        )
    except ValueError:
        grammar.parser.reset()
        return FileFacts(language, skip=SkipReason.PARSE_TIMEOUT)
    root = tree.root_node
    if root.type == "ERROR" and root.child_count > MAX_ERROR_CHILDREN:
        lines = utf8.count(b"\n") + 1
        return FileFacts(language, has_parse_error=True, definitions=[Definition("module", "", -1, 1, lines)])
    # From here on it is asked for single names, by the predicates of queries.
    is_parsing = False
    with collector.resting():
        captures = _captures(grammar.query, root)
        facts = read_captures(utf8, captures, grammar.doc_comment, grammar.with_branches)
    facts.language = language
    facts.has_parse_error = root.has_error
    return facts


def _piece(text: bytes, offset: int) -> bytearray:
    """The text from `offset` on, as much as fills a buffer.

    The binding never lets go of what it is given while it parses (`parser_read_wrapper` of py-tree-sitter
    0.26.1), which is gigabytes where a parser reads to and fro: so it gets the same objects over and over.
    Those for the last bytes are of any size, for a piece must not end within its first character.
    """
    size = max(min(len(text) - offset, READ_BYTES), 0)
    if size >= _SMALL:
        size = 1 << (size.bit_length() - 1)
    buffer = _BUFFERS[size]
    buffer[:] = text[offset : offset + size]
    return buffer


def _captures(query: tree_sitter.Query, root: tree_sitter.Node) -> Captures:
    """Where all nodes are by capture, as the matches have them.

    The cursor's own `captures` keeps back all that it has found while a pattern that began earlier may still
    match, and goes through that for each capture: quadratic time, and gigabytes, in hostile files. It also
    hands out what patterns capture that do not match after all.
    """
    cursor = tree_sitter.QueryCursor(query)
    cursor.set_max_start_depth(MAX_DEPTH)
    found: defaultdict[str, list[tree_sitter.Node]] = defaultdict(list)
    for _, match in cursor.matches(root):
        for name, nodes in match.items():
            found[name].extend(nodes)
    return {name: _places(name, nodes) for name, nodes in found.items()}


def _places(name: str, nodes: list[tree_sitter.Node]) -> list[Place]:
    """Where these nodes are, each once, though several patterns may have captured it."""
    places = [(node.start_byte, -node.end_byte, name) for node in nodes]
    if len(set(places)) < len(places):
        # A node and the only one in it are two of the same span.
        places = [(node.start_byte, -node.end_byte, name) for node in set(nodes)]
    places.sort()
    return places
