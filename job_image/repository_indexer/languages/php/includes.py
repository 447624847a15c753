"""`include` and `require`: which file is meant, where the path is told by literals."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Sequence

from repository_indexer.facts import FileFacts

_HERE = re.compile(r"(?:__DIR__|dirname\(__FILE__\))\.")
_ABOVE = re.compile(r"dirname\((?:__DIR__|dirname\(__FILE__\)|__FILE__,2|__DIR__,1)\)\.")
_LITERAL = re.compile(r"\(?[\"']?([^\"'$]+)[\"']?\)?\Z")


def is_include(module: str) -> bool:
    """Whether an import names a file: namespaces have neither dots nor slashes nor quotes."""
    return not re.fullmatch(r"[\w\\]+", module)


class Includes:
    """The files of a repository and what they include."""

    def __init__(self, files: Sequence[tuple[str, FileFacts]]) -> None:
        self.paths = {path for path, _ in files}
        self._direct = {
            path: [one.module for one in facts.imports if is_include(one.module)] for path, facts in files
        }
        self._includers: dict[str, list[str]] = {}
        self._beside: dict[str, frozenset[str]] = {}

    def target(self, path: str, text: str) -> str:
        """The file that `text`, an expression in the file at `path`, names; empty if none."""
        text = "".join(text.split())
        folder = path.rpartition("/")[0]
        bases = [folder, ""]
        if match := _HERE.match(text):
            bases = [folder]
        elif match := _ABOVE.match(text):
            bases = [folder.rpartition("/")[0]]
        literal = _LITERAL.match(text, match.end() if match else 0)
        if literal is None:
            return ""
        for base in bases:
            wanted = posixpath.normpath(posixpath.join(base, literal[1].lstrip("/") if match else literal[1]))
            if wanted in self.paths:
                return wanted
        return ""

    def beside(self, path: str) -> frozenset[str]:
        """All files of the programs that a file is part of: what those that include it include."""
        if path not in self._beside:
            if not self._includers:
                for one, texts in self._direct.items():
                    for text in texts:
                        self._includers.setdefault(self.target(one, text), []).append(one)
            roots = self._reach(path, lambda one: self._includers.get(one, []))
            reached = {path}
            for root in roots:
                if root not in reached or root == path:
                    reached |= self._reach(
                        root, lambda one: [self.target(one, text) for text in self._direct[one]]
                    )
            self._beside[path] = frozenset(reached)
        return self._beside[path]

    @staticmethod
    def _reach(start: str, following: Callable[[str], list[str]]) -> set[str]:
        reached, waiting = {start}, [start]
        while waiting:
            for one in following(waiting.pop()):
                if one and one not in reached:
                    reached.add(one)
                    waiting.append(one)
        return reached
