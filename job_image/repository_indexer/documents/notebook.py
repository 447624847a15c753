"""Notebooks (nbformat 4, https://nbformat.readthedocs.io): the code of their cells, one after the other.

A line of code gets the number of the line of the file where it is written, so that an editor or `git blame`
finds it; where several are written in one line of the file, the code's lines follow each other from there.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate
from typing import Any

from repository_indexer.documents.code import Code
from repository_indexer.languages import languages

PYTHON = "python"
LANGUAGE_NAMES = {"ipython": PYTHON, "python2": PYTHON, "python3": PYTHON}
"""What old kernels call their language."""
PYTHON_CELL_MAGICS = frozenset(["capture", "debug", "memit", "prun", "python", "python3", "time", "timeit"])
"""IPython's cell magics that run the rest of the cell as Python; after any other it is something else."""

_DECODER = json.JSONDecoder(strict=False)
_BETWEEN = re.compile(r"[\s,:]*")
_CELL_MAGIC = re.compile(r"\s*%%(\w+)")
_COMMAND = re.compile(r"(\s*)(?:%\w|!(?!=)|\?)")
"""A line magic, a command of the shell, a question; `% b` and `!= b` go on with an expression."""
_TIMED = re.compile(r"(\s*)%time\s+(?=\S)")


def notebook_code(utf8: bytes) -> Code | None:
    """The code of all cells in the notebook's language; None if this is no notebook."""
    text = utf8.decode("utf-8", "replace")
    lines: list[str] = []
    line_count, counted_to = 0, 0
    try:
        start = _skip_between(text, 0)
        language = _language(_DECODER.raw_decode(text, start)[0])
        for key, position, _ in _members(text, start):
            for place, line in _code_lines(text, position, language) if key == "cells" else ():
                line_count += text.count("\n", counted_to, place)
                counted_to = place
                lines += [""] * (line_count - len(lines))
                lines.append(line)
    except (ValueError, RecursionError):
        return None
    code = "\n".join([*lines, ""]).encode("utf-8", "replace")
    return Code(code, language if language in languages() else "")


def _language(notebook: object) -> str:
    """The language of the kernel; Python if the notebook does not say."""
    metadata = _dict(_dict(notebook).get("metadata"))
    for place, key in (("language_info", "name"), ("kernelspec", "language")):
        name = _dict(metadata.get(place)).get(key)
        if isinstance(name, str) and name:
            return LANGUAGE_NAMES.get(name.lower(), name.lower())
    return PYTHON


def _code_lines(text: str, cells: int, language: str) -> Iterator[tuple[int, str]]:
    """Each line of code of the list of cells that starts at `cells`, with the place where it is written."""
    for position, cell in _items(text, cells):
        if not isinstance(cell, dict) or cell.get("cell_type") != "code":
            continue
        vscode = _dict(_dict(cell.get("metadata")).get("vscode"))
        if vscode.get("languageId", language) != language:
            continue
        for key, start, source in _members(text, position):
            if key == "source":
                strings = [(start, source)] if isinstance(source, str) else list(_items(text, start))
                # Lines need not end where the strings do: all of them together are the source.
                ends = list(accumulate(len(str(string)) for _, string in strings))
                lines = "".join(str(string) for _, string in strings).split("\n")
                offsets = accumulate((len(line) + 1 for line in lines), initial=0)
                if language == PYTHON:
                    lines = _without_magics(lines)
                for offset, line in zip(offsets, lines, strict=False):
                    if line:
                        yield strings[bisect_right(ends, offset)][0], line


def _without_magics(lines: list[str]) -> list[str]:
    """The lines of a cell, those blank that IPython does not run as Python."""
    found: list[str] = []
    continued = False
    for line in lines:
        if not any(found) and (magic := _CELL_MAGIC.match(line)):
            if magic[1] not in PYTHON_CELL_MAGICS:
                return [""] * len(lines)
            found.append("")
            continue
        line = _TIMED.sub(r"\1", line)  # noqa: PLW2901
        command = _COMMAND.match(line)
        if continued or command:
            # In a block it may be the only statement.
            found.append(f"{command[1]}pass" if command and command[1] and not continued else "")
            continued = line.endswith("\\")
        else:
            found.append(line)
    return found


# -- JSON with the places of its values, of text that has been decoded once and so is known to be right


def _items(text: str, start: int) -> Iterator[tuple[int, Any]]:
    """Place and value of all that the list or object at `start` holds, keys too; of others none."""
    if text[start] not in "[{":
        return
    position = _skip_between(text, start + 1)
    while text[position] not in "]}":
        value, end = _DECODER.raw_decode(text, position)
        yield position, value
        position = _skip_between(text, end)


def _members(text: str, start: int) -> Iterator[tuple[str, int, Any]]:
    """Key, place and value of the members of the object at `start`; of anything else none."""
    items = _items(text, start)
    for (_, key), (position, value) in zip(items, items, strict=False):
        yield key, position, value


def _skip_between(text: str, position: int) -> int:
    match = _BETWEEN.match(text, position)
    return match.end() if match else position


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
