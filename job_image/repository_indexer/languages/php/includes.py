"""`include` and `require`: which file is meant, where the path is told by literals and constants."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Sequence

from repository_indexer.facts import FileFacts

_TERM = re.compile(
    r"""\(*(?:["'](?P<literal>[^"'$]*)["']|(?P<here>__DIR__|dirname\(__FILE__\))"""
    r"""|(?P<above>dirname\((?:__DIR__|dirname\(__FILE__\)|__FILE__,2|__DIR__,1)\))|(?P<constant>[A-Z]\w*))\)*(?:\.|\Z)"""
)


def is_include(module: str) -> bool:
    """Whether an import names a file: namespaces have neither dots nor slashes nor quotes."""
    return not re.fullmatch(r"[\w\\]+", module)


class Includes:
    """The files of a repository and what they include."""

    def __init__(self, files: Sequence[tuple[str, FileFacts]]) -> None:
        self.paths = {path for path, _ in files}
        self.constants: dict[str, str] = {}
        """The values of constants that are strings."""
        for _, facts in files:
            for call in facts.calls:
                if call.text == "define" and len(call.arguments) == 2 and None not in call.arguments:
                    name, value = (one.text if one is not None else "" for one in call.arguments)
                    if name[:1] == value[:1] == '"':
                        self.constants.setdefault(name[1:-1], value[1:-1])
        self._direct = {
            path: [one.module for one in facts.imports if is_include(one.module)] for path, facts in files
        }
        self._targets: dict[tuple[str, str], tuple[str, bool]] = {}
        self._includers: dict[str, list[str]] = {}
        self._beside: dict[str, frozenset[str]] = {}

    def target(self, path: str, text: str) -> tuple[str, bool]:
        """The file that `text`, an expression in the file at `path`, names, and whether that is certain.

        Empty if there is none. The value of a constant that is no string, which most often is the root of
        the program, is taken for the nearest folder that has the file.
        """
        key = path.rpartition("/")[0], text
        if key not in self._targets:
            self._targets[key] = self._find(*key)
        return self._targets[key]

    def _find(self, folder: str, text: str) -> tuple[str, bool]:
        text = "".join(text.split())
        bases, rest, is_certain, position = [folder, ""], "", True, 0
        if not any(sign in text for sign in "\"'$("):
            # A string alone comes without its quotes.
            rest, position = text, len(text)
        while position < len(text):
            term = _TERM.match(text, position)
            if term is None or (position and (term["here"] or term["above"])):
                return "", False
            if term["here"]:
                bases = [folder]
            elif term["above"]:
                bases = [folder.rpartition("/")[0]]
            elif term["literal"] is not None or term["constant"] in self.constants:
                rest += term["literal"] if term["literal"] is not None else self.constants[term["constant"]]
            elif position:
                return "", False
            else:
                bases, is_certain = _folders_above(folder), False
            position = term.end()
        for base in bases:
            wanted = posixpath.normpath(posixpath.join(base, rest.lstrip("/")))
            if wanted in self.paths:
                return wanted, is_certain
        return "", False

    def beside(self, path: str) -> frozenset[str]:
        """All files of the programs that a file is part of: what those that include it include."""
        if path not in self._beside:
            if not self._includers:
                for one in self._direct:
                    for included in self._included(one):
                        self._includers.setdefault(included, []).append(one)
            roots = self._reach(path, lambda one: self._includers.get(one, []))
            # What several roots include is looked at once.
            reached = self._reach(roots, self._included)
            self._beside[path] = frozenset(reached)
        return self._beside[path]

    def _included(self, path: str) -> list[str]:
        return [self.target(path, text)[0] for text in self._direct.get(path, ())]

    @staticmethod
    def _reach(start: str | set[str], following: Callable[[str], list[str]]) -> set[str]:
        reached = {start} if isinstance(start, str) else set(start)
        waiting = list(reached)
        while waiting:
            for one in following(waiting.pop()):
                if one and one not in reached:
                    reached.add(one)
                    waiting.append(one)
        return reached


def _folders_above(folder: str) -> list[str]:
    folders = [folder]
    while folders[-1]:
        folders.append(folders[-1].rpartition("/")[0])
    return folders
