"""What package.json, tsconfig.json and jsconfig.json say about where modules lie.

Sources: nodejs.org/api/packages.html, typescriptlang.org/tsconfig. All of it is hostile input: what has
not the type that it should have is left out.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

MAX_EXTENDED = 10
"""A tsconfig.json that extends another, and so on, is followed no further."""
MAX_TARGETS = 20
"""Of the conditions of one entry of `exports` no more targets are looked at."""

_COMMENT_OR_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"|//[^\n]*|/\*.*?\*/', re.DOTALL)
_TRAILING_COMMA = re.compile(r'("(?:[^"\\\n]|\\.)*")|,(?=\s*[\]}])')
_CONFIG = re.compile(r"(?:ts|js)config(?:\.[\w.-]+)?\.json")


def read_object(content: bytes) -> dict[str, Any]:
    """A JSON object in which comments and trailing commas are allowed; empty if it is none."""
    text = content.decode("utf-8-sig", "replace")
    try:
        read = json.loads(text)
    except (ValueError, RecursionError):
        text = _COMMENT_OR_STRING.sub(lambda match: match[0] if match[0][0] == '"' else " ", text)
        try:
            read = json.loads(_TRAILING_COMMA.sub(lambda match: match[1] or "", text))
        except (ValueError, RecursionError):
            return {}
    return read if isinstance(read, dict) else {}


class Patterns:
    """A table of specifiers, some with one `*`, each with its targets; the longest prefix wins."""

    def __init__(self, table: object, *, root: str = "") -> None:
        """`table` maps a pattern to targets; each target is put behind the folder `root`."""
        self.exact: dict[str, list[str]] = {}
        self.wild: dict[str, list[tuple[str, list[str]]]] = {}
        for pattern, value in _object(table).items():
            targets = [posixpath.join(root, target) for target in _leaves(value)]
            prefix, star, suffix = pattern.partition("*")
            if star:
                self.wild.setdefault(prefix, []).append((suffix, targets))
            else:
                self.exact[pattern] = targets

    def targets(self, specifier: str) -> list[str]:
        """Where the specifier leads, best first; empty if no pattern fits."""
        if specifier in self.exact:
            return self.exact[specifier]
        for length in range(len(specifier), -1, -1) if self.wild else ():
            for suffix, targets in self.wild.get(specifier[:length], ()):
                if specifier.endswith(suffix) and len(specifier) >= length + len(suffix):
                    matched = specifier[length : len(specifier) - len(suffix)]
                    return [target.replace("*", matched) for target in targets]
        return []


class Package(NamedTuple):
    """A package.json."""

    folder: str
    name: str
    entries: list[str]
    """What may be loaded for the package itself, without regard of `exports`, best first."""
    exports: Patterns
    imports: Patterns
    dependencies: dict[str, str]
    """The names under which packages are imported, with their own names."""


class Config(NamedTuple):
    """What a tsconfig.json or jsconfig.json says of modules, with what it extends."""

    base_url: str | None
    paths: Patterns


def packages_in(manifests: Mapping[str, bytes]) -> dict[str, Package]:
    """The packages by folder."""
    return {
        posixpath.dirname(path): _package(posixpath.dirname(path), read_object(content))
        for path, content in manifests.items()
        if posixpath.basename(path) == "package.json"
    }


def _package(folder: str, read: dict[str, Any]) -> Package:
    entries = [read.get(key) for key in ("source", "module", "main", "types", "typings")]
    exports = read.get("exports")
    if not any(key.startswith(".") for key in _object(exports)):
        exports = {".": exports} if exports else {}
    dependencies: dict[str, str] = {}
    for key in ("optionalDependencies", "peerDependencies", "devDependencies", "dependencies"):
        for name, version in _object(read.get(key)).items():
            # "npm:name@version" is another package under this name; @types/name declares name.
            alias = version.removeprefix("npm:") if str(version).startswith("npm:") else ""
            own = alias[: alias.rfind("@")] if alias.rfind("@") > 0 else alias
            dependencies[name] = own or name
    own_name = read.get("name")
    return Package(
        folder=folder,
        name=own_name if isinstance(own_name, str) else "",
        entries=[posixpath.join(folder, entry) for entry in entries if isinstance(entry, str)],
        exports=Patterns(exports, root=folder),
        imports=Patterns(read.get("imports"), root=folder),
        dependencies=dependencies,
    )


def configs_in(manifests: Mapping[str, bytes]) -> dict[str, Config]:
    """What is configured for the modules of each folder that has a tsconfig.json, else a jsconfig.json."""
    files = {
        path: read_object(content)
        for path, content in manifests.items()
        if _CONFIG.fullmatch(posixpath.basename(path))
    }
    found = {}
    for name in ("jsconfig.json", "tsconfig.json"):
        for path in files:
            if posixpath.basename(path) == name:
                found[posixpath.dirname(path)] = _config(files, path)
    return found


def _config(files: Mapping[str, dict[str, Any]], path: str) -> Config:
    """What the file says, else those that it extends, else those that it refers to."""
    base_url: str | None = None
    paths: Patterns | None = None
    for one in _with_extended(files, path):
        options = _object(files[one].get("compilerOptions"))
        folder = posixpath.dirname(one)
        if base_url is None and isinstance(options.get("baseUrl"), str):
            base_url = posixpath.normpath(posixpath.join(folder, options["baseUrl"]))
        if paths is None and options.get("paths"):
            own = options.get("baseUrl")
            root = posixpath.join(folder, own) if isinstance(own, str) else base_url or folder
            paths = Patterns(options["paths"], root=root)
    return Config(base_url, paths or Patterns({}))


def _with_extended(files: Mapping[str, dict[str, Any]], path: str) -> Iterator[str]:
    """The file, those that it extends (the last one counts first), then those that it refers to."""
    waiting, seen = [path], set[str]()
    while waiting and len(seen) < MAX_EXTENDED:
        one = waiting.pop(0)
        if one in seen or one not in files:
            continue
        seen.add(one)
        yield one
        folder = posixpath.dirname(one)
        bases = files[one].get("extends")
        bases = bases[::-1] if isinstance(bases, list) else [bases]
        references = files[one].get("references")
        others = references if isinstance(references, list) else []
        for name in (*bases, *(_object(other).get("path") for other in others[:MAX_EXTENDED])):
            if isinstance(name, str):
                target = posixpath.normpath(posixpath.join(folder, name))
                waiting += [target, f"{target}.json", posixpath.join(target, "tsconfig.json")]


def _object(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _leaves(value: object) -> list[str]:
    """The targets in a target, a list of them, or an object of conditions, however nested."""
    found: list[str] = []
    waiting = [value]
    while waiting and len(found) < MAX_TARGETS:
        one = waiting.pop()
        if isinstance(one, str):
            found.append(one)
        elif isinstance(one, dict):
            waiting += list(one.values())[::-1]
        elif isinstance(one, list):
            waiting += one[::-1]
    return found
