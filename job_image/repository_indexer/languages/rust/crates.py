"""Cargo's packages and crates: which files are roots of crates, and which module each other file is.

Rules: doc.rust-lang.org/cargo/reference/cargo-targets.html, and the Rust reference, "Modules".
"""

from __future__ import annotations

import posixpath
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

NAMELESS = "crate"
"""What a crate is called that lies at the root of a repository without any Cargo.toml."""
TARGETS = re.compile(r"(?:src/bin|examples|tests|benches)/(?:[^/]+|[^/]+/main)\.rs\Z")
"""Files that are crates of their own without being named in Cargo.toml."""
_AUTOMATIC = {
    "src/bin": "autobins",
    "examples": "autoexamples",
    "tests": "autotests",
    "benches": "autobenches",
}
_DEPENDENCIES = ("dependencies", "dev-dependencies", "build-dependencies")


@dataclass(frozen=True, slots=True)
class Package:
    """What a Cargo.toml says; `folder` is that in which it lies."""

    folder: str
    name: str
    library: str
    """The name by which the code of others sees its library."""
    roots: Mapping[str, str] = field(default_factory=dict)
    """Names of the crates that are named in the file, by the path of their root."""
    dependencies: Mapping[str, str] = field(default_factory=dict)
    """Names of packages, by the name by which the code sees their crate."""
    unlisted: frozenset[str] = frozenset()
    """Folders the files of which are no crates unless they are named (`autotests = false`)."""


class Declaration(NamedTuple):
    """`mod name;` in a file, inside of the inline modules `inside`; `path` as its attribute says."""

    inside: tuple[str, ...]
    name: str
    path: str = ""


def read_package(folder: str, manifest: bytes) -> Package | None:
    """The package of a Cargo.toml; None if it describes only a workspace, or is no TOML."""
    try:
        content = tomllib.loads(manifest.decode("utf-8", "replace"))
    except (tomllib.TOMLDecodeError, RecursionError):
        return None
    name = _text(_table(content, "package"), "name")
    if not name:
        return None
    library = _table(content, "lib")
    as_identifier = _text(library, "name") or name.replace("-", "_")
    roots = {_under(folder, _text(library, "path") or "src/lib.rs"): as_identifier}
    for kind in ("bin", "example", "test", "bench"):
        for target in content.get(kind, ()) if isinstance(content.get(kind), list) else ():
            path = _text(target, "path") if isinstance(target, dict) else ""
            if path:
                roots.setdefault(_under(folder, path), f"{as_identifier}.{kind}.{_text(target, 'name')}")
    dependencies: dict[str, str] = {}
    for table in (content, *_tables(_table(content, "target"))):
        for kind in _DEPENDENCIES:
            for alias, wanted in _table(table, kind).items():
                package = _text(wanted, "package") if isinstance(wanted, dict) else ""
                dependencies[alias.replace("-", "_")] = package or alias
    settings = _table(content, "package")
    unlisted = frozenset(inside for inside, setting in _AUTOMATIC.items() if settings.get(setting) is False)
    return Package(folder, name, as_identifier, roots, dependencies, unlisted)


def _table(content: object, name: str) -> dict[str, Any]:
    found = content.get(name) if isinstance(content, dict) else None
    return found if isinstance(found, dict) else {}


def _tables(content: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for one in content.values() if isinstance(one, dict)]


def _text(content: dict[str, Any], name: str) -> str:
    found = content.get(name)
    return found if isinstance(found, str) else ""


def _under(folder: str, path: str) -> str:
    return posixpath.normpath(posixpath.join(folder, path))


def crate_roots(paths: Iterable[str], packages: Sequence[Package]) -> dict[str, str]:
    """The roots of crates, with the name of each: libraries first, then in the order of the paths."""
    by_folder = {package.folder: package for package in packages}
    known = dict.fromkeys(sorted(paths, key=lambda path: (path.rpartition("/")[2] != "lib.rs", path)))
    found: dict[str, str] = {}
    for package in packages:
        found |= {path: name for path, name in package.roots.items() if path in known}
    libraries = {package.folder for package in packages if package.library in found.values()}
    nameless: set[str] = set()
    for path in known:
        owner = package_around(path, by_folder)
        if path in found:
            continue
        if owner is None:
            folder, _, name = path.rpartition("/")
            if name in ("lib.rs", "main.rs"):
                crate = _nameless_crate(folder)
                found[path] = f"{crate}.main" if folder in nameless else crate
                nameless.add(folder)
            continue
        inside = path[len(owner.folder) :].lstrip("/")
        if inside == "src/main.rs":
            found[path] = f"{owner.library}.main" if owner.folder in libraries else owner.library
        elif inside == "build.rs":
            found[path] = f"{owner.library}.build"
        elif TARGETS.match(inside) and not inside.startswith(tuple(f"{one}/" for one in owner.unlisted)):
            stem = inside.removeprefix("src/").removesuffix(".rs").removesuffix("/main")
            found[path] = f"{owner.library}.{stem.replace('/', '.')}"
    return found


def _nameless_crate(folder: str) -> str:
    """A crate without Cargo.toml is called after its folder."""
    folder = "" if folder == "src" else folder.removesuffix("/src")
    return folder.replace("/", ".") or NAMELESS


def package_around(path: str, by_folder: Mapping[str, Package]) -> Package | None:
    """The package in whose folder a file lies."""
    folder = path.rpartition("/")[0]
    while True:
        if folder in by_folder:
            return by_folder[folder]
        if not folder:
            return None
        folder = folder.rpartition("/")[0]


def modules(
    roots: Mapping[str, str], declared: Mapping[str, Sequence[Declaration]]
) -> dict[str, tuple[str, str]]:
    """The module that each declared file is, with the name of its crate, by path.

    Args:
        roots: the names of crates by the path of their root.
        declared: what each file declares, by path; it has all files of the repository.

    A file that several crates declare belongs to the first of them.
    """
    found: dict[str, tuple[str, str]] = {}
    for root, crate in roots.items():
        pending = [(root, crate, True)]
        while pending:
            path, module, owns_folder = pending.pop()
            if path in found or (path in roots and path != root):
                continue
            found[path] = module, crate
            for declaration in declared.get(path, ()):
                inner = ".".join((module, *declaration.inside, declaration.name))
                for file in module_files(path, owns_folder, declaration):
                    if file in declared:
                        is_owner = file.endswith("/mod.rs") or bool(declaration.path)
                        pending.append((file, inner, is_owner))
                        break
    return found


def module_files(path: str, owns_folder: bool, declaration: Declaration) -> Iterator[str]:
    """Where the file of a declared module can be; `owns_folder` is so of `mod.rs` and a crate's root."""
    folder, _, name = path.rpartition("/")
    inner = folder if owns_folder else posixpath.join(folder, name.removesuffix(".rs"))
    if declaration.path:
        base = posixpath.join(inner, *declaration.inside) if declaration.inside else folder
        yield _under(base, declaration.path)
        return
    base = posixpath.join(inner, *declaration.inside, declaration.name)
    yield f"{base}.rs"
    yield f"{base}/mod.rs"
