"""What developers do to a project between two commits, at random: each edit is a file or two in it."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

Files = dict[str, bytes]
"""A project: by path, the content."""
Edit = Callable[[random.Random, Files], None]

IMPORT = re.compile(rb"^(?:from|import|export)\b.*$", re.MULTILINE)
QUOTED = re.compile(rb'(?<=")[./\w-]+(?=")')
CLASS = re.compile(rb"^((?:export )?(?:abstract )?class )(\w+)([^:{\n]*)", re.MULTILINE)
DEFINED = re.compile(rb"\b(?:def|class|func|function|type|interface) (\w+)")
OTHER_EXTENSIONS = {"py": ("pyi", "ts", "txt", ""), "ts": ("tsx", "js", "mjs", "py"), "go": ("go.txt", "ts")}


def rename(chance: random.Random, files: Files) -> None:
    """Another name in the same folder."""
    path = chance.choice(sorted(files))
    folder, _, name = path.rpartition("/")
    stem, dot, extension = name.partition(".")
    _put(files, folder, f"{chance.choice([stem + '_', 'index', '__init__', 'util'])}{dot}{extension}", path)


def move(chance: random.Random, files: Files) -> None:
    """The same name in another folder."""
    path = chance.choice(sorted(files))
    folders = {one.rpartition("/")[0] for one in files} | {"", "new", "new/deeper"}
    _put(files, chance.choice(sorted(folders)), path.rpartition("/")[2], path)


def exchange(chance: random.Random, files: Files) -> None:
    """Two files get each other's content."""
    one, other = chance.choice(sorted(files)), chance.choice(sorted(files))
    files[one], files[other] = files[other], files[one]


def delete(chance: random.Random, files: Files) -> None:
    """One file less."""
    if len(files) > 10:
        del files[chance.choice(sorted(files))]


def add(chance: random.Random, files: Files) -> None:
    """One file more: a copy, or one that imports and calls what others define."""
    path = chance.choice(sorted(files))
    folder, _, name = path.rpartition("/")
    content = files[path] if chance.random() < 0.5 else _caller(chance, files, path)
    files[f"{folder}/added{chance.randrange(5)}_{name}".lstrip("/")] = content


def change_import(chance: random.Random, files: Files) -> None:
    """An import is left out, made another file's, given another name, or made one of everything."""
    path, found = _with(chance, files, IMPORT)
    if found is None:
        return
    other_path, other = _with(chance, files, IMPORT)
    line = found[0]
    choices = [b"", line + b"\n" + line, other[0] if other else b""]
    choices.append(re.sub(rb"import .*", b"import *", line) if b"from" in line else line + b" as renamed")
    choices.append(QUOTED.sub(b"./" + other_path.rpartition("/")[2].partition(".")[0].encode(), line))
    files[path] = found.string[: found.start()] + chance.choice(choices) + found.string[found.end() :]


def change_bases(chance: random.Random, files: Files) -> None:
    """A class inherits from another, from itself, or from none."""
    path, found = _with(chance, files, CLASS)
    if found is None:
        return
    _, other = _with(chance, files, CLASS)
    base = chance.choice([other[2] if other else b"Absent", found[2], b""])
    head = b"(" + base + b")" if path.endswith(("py", "pyi")) else b" extends " + base + b" "
    files[path] = found.string[: found.start(3)] + (head if base else b" ") + found.string[found.end(3) :]


def change_re_export(chance: random.Random, files: Files) -> None:
    """A package gives out a name of one of its modules, all names of it, or no longer any."""
    path = chance.choice(sorted(files))
    folder, _, name = path.rpartition("/")
    stem, _, extension = name.partition(".")
    defined = chance.choice(DEFINED.findall(files[path]) or [b"absent"])
    if extension == "py":
        barrel = f"{folder}/__init__.py".lstrip("/")
        names = chance.choice([b"*", defined, defined + b" as given_out"])
        line = b"from .%s import %s\n" % (stem.encode(), names)
    else:
        barrel = f"{folder}/index.ts".lstrip("/")
        names = chance.choice([b"*", b"{ %s }" % defined, b"{ %s as givenOut }" % defined])
        line = b'export %s from "./%s";\n' % (names, stem.encode())
    before = files.get(barrel, b"")
    files[barrel] = before.replace(line, b"") if line in before else line + before


def change_language(chance: random.Random, files: Files) -> None:
    """The content is the same, and the name says another language, or none."""
    path = chance.choice(sorted(files))
    stem, dot, extension = path.partition(".")
    other = chance.choice(OTHER_EXTENSIONS.get(extension, ("py", "ts")))
    if not other:
        files[path] = b"#!/usr/bin/env python3\n" + files[path]
    _put(files, "", f"{stem}{dot}{other}" if other else f"{stem}_tool", path)


def change_code(chance: random.Random, files: Files) -> None:
    """A line comes, goes, is doubled or broken, or a name is another from here on."""
    path = chance.choice(sorted(files))
    lines = files[path].split(b"\n")
    at = chance.randrange(len(lines))
    defined = chance.choice(DEFINED.findall(files[path]) or [b"absent"])
    change = chance.randrange(5)
    if change == 0:
        lines.insert(0, b"")
    elif change == 1:
        del lines[at]
    elif change == 2:
        lines.insert(at, lines[at])
    elif change == 3:
        lines[at] += chance.choice([b"(", b"}", b'"""', b"\0", b"\xff"])
    else:
        lines[at:] = [line.replace(defined, defined + b"_") for line in lines[at:]]
    files[path] = b"\n".join(lines)


EDITS: tuple[Edit, ...] = (
    *(rename, move, exchange, delete, add),
    *(change_import, change_bases, change_re_export, change_language, change_code),
)


def _put(files: Files, folder: str, name: str, path: str) -> None:
    """The file at another place, unless a folder is called so."""
    target = f"{folder}/{name}".lstrip("/")
    if not any(one.startswith(f"{target}/") for one in files):
        files[target] = files.pop(path)


def _with(chance: random.Random, files: Files, what: re.Pattern[bytes]) -> tuple[str, re.Match[bytes] | None]:
    """A file that has `what`, and one place of it there."""
    paths = [path for path in sorted(files) if what.search(files[path])]
    if not paths:
        return chance.choice(sorted(files)), None
    path = chance.choice(paths)
    return path, chance.choice(list(what.finditer(files[path])))


def _caller(chance: random.Random, files: Files, path: str) -> bytes:
    stem, _, extension = path.rpartition("/")[2].partition(".")
    name = chance.choice(DEFINED.findall(files[path]) or [b"absent"])
    if extension == "py":
        return b"from .%s import %s\n\ndef caller():\n    return %s()\n" % (stem.encode(), name, name)
    if extension == "go":
        clause = re.search(rb"^package \w+", files[path], re.MULTILINE)
        return (clause[0] if clause else b"package main") + b"\n\nfunc Caller() { %s() }\n" % name
    return b'import { %s } from "./%s";\nexport function caller() { %s(); }\n' % (name, stem.encode(), name)
