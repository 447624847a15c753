"""From the specifier of an import (`./util`, `@scope/name/sub`) to the file that it names.

Node.js (nodejs.org/api/modules.html, nodejs.org/api/packages.html), TypeScript
(typescriptlang.org/docs/handbook/modules/reference.html) and what bundlers have in common: extensions and
`index` may be left out everywhere.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, TypeVar

from repository_indexer.languages.javascript.manifests import Config, Package, configs_in, packages_in

EXTENSIONS = (".ts", ".tsx", ".js", ".jsx", ".mts", ".cts", ".mjs", ".cjs", ".vue", ".svelte", ".d.ts")
"""In the order in which they are tried; what TypeScript would write it to stands behind its source."""
SOURCES = {".js": (".ts", ".tsx", ".d.ts"), ".jsx": (".tsx",), ".mjs": (".mts",), ".cjs": (".cts",)}
"""TypeScript's imports name the files that it will write, not those that it reads."""
BUILT_FOLDERS = frozenset(["dist", "lib", "build", "out", "es", "esm", "cjs", "types"])
"""Where builds of a package are put, which no repository holds: its sources lie in `src`."""

# fmt: off
NODE_MODULES = frozenset([
    "assert", "async_hooks", "buffer", "child_process", "cluster", "console", "constants", "crypto", "dgram",
    "diagnostics_channel", "dns", "domain", "events", "fs", "http", "http2", "https", "inspector", "module",
    "net", "os", "path", "perf_hooks", "process", "punycode", "querystring", "readline", "repl", "stream",
    "string_decoder", "sys", "timers", "tls", "trace_events", "tty", "url", "util", "v8", "vm", "wasi",
    "worker_threads", "zlib",
])
"""Node.js' own modules, which can be imported without `node:` (nodejs.org/api)."""
# fmt: on
NODE = "node"
"""The package that stands for Node.js itself."""

_PACKAGE_NAME = re.compile(r"(?:@[\w.~-]+/)?[\w.-][\w.~-]*")
_Manifest = TypeVar("_Manifest", Package, Config)
_URL = re.compile(r"[a-z][a-z+.-]+:")


class Target(NamedTuple):
    """A file of the repository, or a module from elsewhere; neither if nobody knows."""

    path: str = ""
    external: str = ""


class Specifiers:
    """Finds modules among the files of one repository."""

    def __init__(self, files: Iterable[str], manifests: Mapping[str, bytes]) -> None:
        self.files = frozenset(files)
        self.packages = packages_in(manifests)
        self.configs = configs_in(manifests)
        self.named: dict[str, list[Package]] = {}
        for _, package in sorted(self.packages.items()):
            if package.name:
                self.named.setdefault(package.name, []).append(package)
        self._found: dict[tuple[str, str], Target] = {}

    def target(self, specifier: str, importer: str) -> Target:
        """What `specifier` names in the file `importer`."""
        key = posixpath.dirname(importer), specifier
        if key not in self._found:
            self._found[key] = self._target(specifier, key[0])
        return self._found[key]

    def external_package(self, name: str, importer: str) -> str:
        """The package of the external symbol `name`, as the manifest around `importer` has it."""
        match = _PACKAGE_NAME.match(name)
        written = match.group() if match else ""
        around = list(_around(self.packages, posixpath.dirname(importer)))
        while written:
            if written in NODE_MODULES:
                return NODE
            for package in around:
                if written in package.dependencies:
                    return package.dependencies[written]
                if f"@types/{written}" in package.dependencies:
                    return written
            # A symbol's name goes on with a dot, and so may that of a package.
            written = written.rpartition(".")[0]
        return match.group().partition(".")[0] if match and not around else ""

    def _target(self, specifier: str, folder: str) -> Target:
        specifier = specifier.partition("?")[0]
        if specifier in (".", "..") or specifier.startswith(("./", "../")):
            path = posixpath.normpath(posixpath.join(folder, specifier))
            return Target("" if path.startswith("..") else self._file(path))
        if specifier.startswith("node:"):
            return Target(external=specifier.removeprefix("node:"))
        for path in self._configured(specifier, folder):
            if found := self._file(path):
                return Target(found)
        match = _PACKAGE_NAME.match(specifier)
        if match is None or specifier.startswith("#"):
            return Target(external=specifier if _URL.match(specifier) else "")
        for package in sorted(
            self.named.get(match.group(), ()), key=lambda one: _distance(one.folder, folder)
        ):
            if found := self._in_package(package, specifier[match.end() :]):
                return Target(found)
        return Target(external=specifier)

    def _configured(self, specifier: str, folder: str) -> Iterator[str]:
        """The paths that `imports` of package.json, or `paths` and `baseUrl` of tsconfig.json lead to."""
        if specifier.startswith("#"):
            for package in _around(self.packages, folder):
                yield from package.imports.targets(specifier)
                break
        for config in _around(self.configs, folder):
            yield from config.paths.targets(specifier)
            if config.base_url is not None:
                yield posixpath.join(config.base_url, specifier)
            break

    def _in_package(self, package: Package, subpath: str) -> str:
        """The file of a package of the repository; where builds are exported, their source."""
        targets = package.exports.targets(f".{subpath}")
        targets += [posixpath.join(package.folder, subpath[1:])] if subpath else package.entries
        for target in targets:
            if found := self._file(target):
                return found
        for target in targets:
            parts = posixpath.relpath(target, package.folder or ".").split("/")
            while len(parts) > 1 and parts[0] in BUILT_FOLDERS:
                del parts[0]
            stem = _without_extension("/".join(parts))
            for source in (f"src/{stem}", stem):
                if found := self._file(posixpath.join(package.folder, source)):
                    return found
        entries = () if subpath else ("src/index", "index")
        for entry in entries:
            if found := self._file(posixpath.join(package.folder, entry)):
                return found
        return ""

    def _file(self, path: str) -> str:
        """The file that `path` names, extension or `index` left out or not; empty if there is none."""
        path = posixpath.normpath(path)
        path = "" if path == "." else path
        if path in self.files:
            return path
        stem, extension = posixpath.splitext(path)
        candidates = [stem + source for source in SOURCES.get(extension, ())]
        candidates += [path + ending for ending in EXTENSIONS] if path else []
        if path in self.packages:
            package = self.packages[path]
            for entry in (*package.entries, *package.exports.targets(".")):
                entry = posixpath.normpath(entry)  # noqa: PLW2901
                if entry != path:
                    candidates += [entry, *(entry + ending for ending in EXTENSIONS)]
                    candidates += [posixpath.join(entry, f"index{ending}") for ending in EXTENSIONS]
        candidates += [posixpath.join(path, f"index{ending}") for ending in EXTENSIONS]
        return next((candidate for candidate in candidates if candidate in self.files), "")


def _around(by_folder: Mapping[str, _Manifest], folder: str) -> Iterator[_Manifest]:
    """What stands in the folder, then in each of those around it."""
    while True:
        if folder in by_folder:
            yield by_folder[folder]
        if not folder:
            return
        folder = posixpath.dirname(folder)


def _distance(folder: str, other: str) -> tuple[int, str]:
    """How far two folders are from each other: less for those with more in common."""
    shared = posixpath.commonpath([folder, other]) if folder and other else ""
    return -len(shared), folder


def _without_extension(path: str) -> str:
    for ending in (".d.ts", *EXTENSIONS):
        if path.endswith(ending):
            return path.removesuffix(ending)
    return path
