"""Documentation in comments above definitions."""

from __future__ import annotations

import re

from repository_indexer.captures.source import Source

MAX_DOC = 1_000
MAX_DOC_LINES = 40
MAX_HEAD = 200

_HEAD = re.compile(r"[\w$.\s]*=?\s*")
"""What may stand in a line before a definition that is documented above (`export default`, `exports.f =`)."""


class Comments:
    """The comments of a file that tell about definitions; `doc_comment` is as in `Language`."""

    def __init__(self, source: Source, doc_comment: str) -> None:
        self.source = source
        self.doc_comment = doc_comment
        self._attached = {-negative_end: start for start, negative_end, _ in source.places("attached")}
        """The starts of what can stand between a definition and its comment, by the ends."""

    def without_marks(self, text: str) -> str:
        """What a comment says."""
        leader = self.doc_comment.split(" ")[0]
        lines = (line.strip().removeprefix(self.doc_comment) for line in text.strip().split("\n"))
        return "\n".join(line.removeprefix(leader).strip() for line in lines)

    def above(self, start: int, name: int) -> str:
        """The comment above a definition, which starts at one position and whose name is at the other."""
        if not self.doc_comment.startswith("/*"):
            return self._comment_above(name, self.doc_comment) if self.doc_comment else ""
        doc = self._block_comment_above(start)
        # Where any block comment tells about what follows, line comments do so, too.
        return doc or (self._comment_above(start, "//") if self.doc_comment == "/*" else "")

    def _comment_above(self, position: int, mark: str) -> str:
        """The line comments that end in the line above a position."""
        source = self.source
        above: list[str] = []
        line_start = source.text.rfind("\n", 0, position) + 1
        while self._attached and (attached := self._attached.get(self._end_before(line_start), -1)) >= 0:
            line_start = source.text.rfind("\n", 0, attached) + 1
        while line_start and len(above) < MAX_DOC_LINES:
            end, line_start = line_start - 1, source.text.rfind("\n", 0, line_start - 1) + 1
            comment = source.cut(line_start, end).strip()
            if not comment.startswith(mark):
                break
            above.append(comment.removeprefix(mark).strip())
        return "\n".join(reversed(above))[:MAX_DOC]

    def _block_comment_above(self, position: int) -> str:
        """The block comment that ends right above a position, without the stars before its lines."""
        text = self.source.text
        head = text[max(0, position - MAX_HEAD) : position].rpartition("\n")
        if head[1] and _HEAD.fullmatch(head[2]):
            position -= len(head[2])
        position = self._end_before(position)
        if not text.endswith("*/", 0, position):
            return ""
        start = text.rfind("/*", 0, position - 2)
        if start < 0 or not text.startswith(self.doc_comment, start):
            return ""
        lines = self.source.cut(start + len(self.doc_comment), position - 2).split("\n")[:MAX_DOC_LINES]
        return "\n".join(line.strip().removeprefix("*").strip() for line in lines).strip()[:MAX_DOC]

    def _end_before(self, position: int) -> int:
        """Where the text ends that comes before the white space before a position."""
        text = self.source.text
        while position and text[position - 1].isspace():
            position -= 1
        return position
