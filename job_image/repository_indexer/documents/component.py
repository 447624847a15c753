"""Single-file components of Vue (vuejs.org/api/sfc-spec.html) and Svelte (svelte.dev/docs): their scripts.

All `<script>` elements of a component are one module; what stands in the template is no code of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from repository_indexer.documents.code import Code, keep_only

LANGUAGES = {
    "ts": "typescript",
    "typescript": "typescript",
    "tsx": "tsx",
    "jsx": "javascript",
    "js": "javascript",
}
"""By what `lang` says; JavaScript if it says nothing."""

_NEXT = re.compile(rb"<!--|<script(?=[\s>])", re.IGNORECASE)
_ATTRIBUTES = re.compile(rb"(?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+>")
_END = re.compile(rb"</script\b", re.IGNORECASE)
_LANG = re.compile(rb"\slang\s*=\s*[\"']?([\w+-]+)")


def component_code(utf8: bytes) -> Code:
    """The code of all scripts; as TypeScript if one of them is."""
    spans, said = [], [b"js"]
    for start, end, attributes in _scripts(utf8):
        spans.append((start, end))
        said += _LANG.findall(attributes)
    names = [name.decode("ascii", "replace").lower() for name in said]
    # Whatever reads one of them reads plain JavaScript too.
    return Code(keep_only(utf8, spans), LANGUAGES.get(max(names, key=lambda name: name != "js"), ""))


def _scripts(utf8: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Where each script starts and ends, and its attributes."""
    position = 0
    while found := _NEXT.search(utf8, position):
        if found.group() == b"<!--":
            position = utf8.find(b"-->", found.end())
            if position < 0:
                return
            continue
        opening = _ATTRIBUTES.match(utf8, found.end())
        if opening is None:
            return
        closing = _END.search(utf8, opening.end())
        position = closing.start() if closing else len(utf8)
        yield opening.end(), position, opening.group()
