"""What composer.json says: which namespaces are the repository's own, and what others come from."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Any

_PLATFORM = re.compile(r"php(?:-\w+)?$|(?:ext|lib|composer)-")


class Packages:
    """Read from all composer.json and composer.lock files of a repository."""

    def __init__(self, manifests: Mapping[str, bytes]) -> None:
        self.own: list[tuple[str, str]] = []
        """Prefixes of namespaces, with dots, and the folder of each (PSR-4, php-fig.org/psr/psr-4)."""
        self.locked: dict[str, str] = {}
        """Of composer.lock, prefixes of namespaces and the package of each."""
        self.required: list[str] = []
        for path, content in sorted(manifests.items()):
            folder, _, name = path.rpartition("/")
            if name == "composer.json":
                document = _document(content)
                for key in ("autoload", "autoload-dev"):
                    self.own += [
                        (prefix, posixpath.normpath(posixpath.join(folder, one)).removeprefix("."))
                        for prefix, one in _prefixes(document.get(key))
                    ]
                for key in ("require", "require-dev"):
                    wanted = document.get(key)
                    self.required += [
                        one
                        for one in (wanted if isinstance(wanted, dict) else ())
                        if not _PLATFORM.match(one)
                    ]
            elif name == "composer.lock":
                document = _document(content)
                for key in ("packages", "packages-dev"):
                    packages = document.get(key)
                    for package in packages if isinstance(packages, list) else ():
                        if isinstance(package, dict) and isinstance(package.get("name"), str):
                            for prefix, _ in _prefixes(package.get("autoload")):
                                self.locked.setdefault(prefix, package["name"])
        self.required = list(dict.fromkeys(self.required))

    def is_own(self, name: str) -> bool:
        """Whether a class of that full name, with dots, would lie in a folder of the repository."""
        return any(prefix and name.startswith(f"{prefix}.") for prefix, _ in self.own)

    def is_autoloaded(self, name: str, path: str) -> bool:
        """Whether PSR-4 looks for the class of that full name in the file at `path`."""
        for prefix, folder in self.own:
            inner = name.removeprefix(f"{prefix}.") if prefix else name
            if (inner != name or not prefix) and path == f"{folder}/{inner.replace('.', '/')}.php".lstrip(
                "/"
            ):
                return True
        return False

    def package_of(self, name: str) -> str:
        """The package that an external symbol comes from; empty if none is known."""
        prefixes = [prefix for prefix in self.locked if f"{name}.".startswith(f"{prefix}.")]
        if prefixes:
            return self.locked[max(prefixes, key=len)]
        # Without composer.lock only the names can tell: Symfony.Component.Console is symfony/console.
        names = [_plain(one) for one in name.split(".")]
        of_vendor = [one for one in self.required if _plain(one.partition("/")[0]) == names[0]]
        exact = [one for one in of_vendor if _plain(one.partition("/")[2]) in names[1:]]
        if exact:
            return max(exact, key=lambda one: names.index(_plain(one.partition("/")[2]), 1))
        own = [one for one in of_vendor if _plain(one.partition("/")[2]) == names[0]]
        if own:
            return own[0]
        return of_vendor[0] if len(of_vendor) == 1 else ""


def _document(content: bytes) -> dict[str, Any]:
    """The document; an empty one where it is none, which is the tools' own matter."""
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        return {}
    return document if isinstance(document, dict) else {}


def _prefixes(autoload: object) -> Iterator[tuple[str, str]]:
    """Prefixes of namespaces, with dots, and a folder of each."""
    for key in ("psr-4", "psr-0"):
        table = autoload.get(key) if isinstance(autoload, dict) else None
        for prefix, folders in table.items() if isinstance(table, dict) else ():
            for folder in folders if isinstance(folders, list) else [folders]:
                if isinstance(folder, str):
                    yield prefix.strip("\\").replace("\\", "."), folder.strip("/")


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())
