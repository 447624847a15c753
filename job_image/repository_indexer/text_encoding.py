"""Source text as UTF-8 with `\\n` as line ends, whatever it was written in.

The encoding is what a byte order mark, the text itself or a comment says. Without any of these it is guessed
only where the guess is certain.
"""

from __future__ import annotations

import codecs
import re

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # Before UTF-16, with which it begins.
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CODING = re.compile(rb"^[ \t\f]*(?:#|//|/\*|--|;|%).*?coding[:=][ \t]*([-\w.]+)", re.MULTILINE)
"""PEP 263; Ruby has the same, and Emacs and Vim in the comments of any language."""
_LINE_END = re.compile(rb"\r\n?|\n")
_NO_CHARSETS = frozenset(["idna", "punycode", "raw-unicode-escape", "unicode-escape"])
"""Python's text encodings that no editor writes; they are slow, or move lines."""
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]+")
_WESTERN = re.compile(rb"[\x80\x84\x85\x8a\x8c\x8e\x91-\x97\x99\x9a\x9c\x9e\xa0-\xff]{1,2}")
"""Letters with accents, quotes, dashes and the like, one or two between plain letters: `ação`, `Größe`."""


def to_utf8(source: bytes) -> bytes | None:
    """`source` in UTF-8 without byte order mark, with `\\n` as line ends.

    None if it is in no encoding that it names or shows. Lines keep their numbers: `\\r\\n` is one line end,
    and `\\r` is one where there is no other.
    """
    utf8 = _decoded(source)
    if utf8 is None or b"\r" not in utf8:
        return utf8
    return utf8.replace(b"\r\n", b"\n") if b"\n" in utf8 else utf8.replace(b"\r", b"\n")


def _decoded(source: bytes) -> bytes | None:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if source.startswith(mark):
            if encoding != "utf-8":
                return _transcoded(source, encoding)
            source = source[len(mark) :]
            break
    if source.isascii():
        return source
    try:
        source.decode()
    except UnicodeDecodeError:
        coding = _CODING.search(b"\n".join(_LINE_END.split(source, 2)[:2]))
        if coding:
            return _transcoded(source, coding.group(1).decode())
        return _transcoded(source, "cp1252") if _is_surely_western(source) else None
    return source


def _is_surely_western(source: bytes) -> bool:
    """Whether text that is no UTF-8 is in Windows-1252, of which Latin-1's letters are a part.

    There most accents stand between plain letters. In the encodings of other scripts most letters lie
    beyond ASCII, and so follow each other.
    """
    if _CONTROL.search(source):
        return False
    runs = _BEYOND_ASCII.findall(source)
    return 2 * sum(_WESTERN.fullmatch(run) is not None for run in runs) > len(runs)


def _transcoded(source: bytes, encoding: str) -> bytes | None:
    try:
        codec = codecs.lookup(encoding)
        if not codec._is_text_encoding or codec.name in _NO_CHARSETS:
            return None
        return source.decode(encoding).encode()
    except (LookupError, UnicodeError):
        return None
