"""In which encoding a source file is, by its byte order mark, by itself, or by what it says."""

from __future__ import annotations

import codecs
import re

_CODING = re.compile(rb"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)", re.MULTILINE)
"""PEP 263; Ruby and Emacs have the same."""


def to_utf8(source: bytes) -> bytes | None:
    """`source` in UTF-8 without byte order mark; None if it is in no encoding that it names or shows."""
    if source.startswith(codecs.BOM_UTF8):
        source = source[3:]
    elif source.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _transcoded(source, "utf-16")
    if source.isascii():
        return source
    try:
        source.decode()
    except UnicodeDecodeError:
        coding = _CODING.search(b"\n".join(source.split(b"\n", 2)[:2]))
        return _transcoded(source, coding.group(1).decode()) if coding else None
    return source


def _transcoded(source: bytes, encoding: str) -> bytes | None:
    try:
        if not codecs.lookup(encoding)._is_text_encoding:
            return None
        return source.decode(encoding).encode()
    except (LookupError, UnicodeError):
        return None
