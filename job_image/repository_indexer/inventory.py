"""Every file of a repository, with what is to be done with it: how it is read, or why it is skipped.

Names and sizes decide here, and no content is looked at: what a content says against parsing it, or which
language it is in where its name does not tell, is found when it is read (`reading`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import pathspec

from repository_indexer.documents import READERS
from repository_indexer.errors import RepositoryParseError
from repository_indexer.languages import languages as all_languages
from repository_indexer.model import BY_INTERPRETER, InventoryFile, SkipReason
from repository_indexer.source_tree import Entry, SourceTree

VENDOR_FOLDERS = frozenset(
    b"node_modules bower_components jspm_packages site-packages dist-packages"
    b" .tox .nox .eggs Godeps __pypackages__".split()
)
"""Folders that hold other people's code wherever they stand."""
VENDOR_FOLDERS_BESIDE: Mapping[bytes, frozenset[bytes]] = {
    b"vendor": frozenset([b"go.mod", b"go.work", b"composer.json", b"Gemfile", b"Cargo.toml"]),
    b"Pods": frozenset([b"Podfile"]),
    b"Carthage": frozenset([b"Cartfile"]),
    b"deps": frozenset([b"mix.exs"]),
}
"""Folders that hold other people's code only beside such a manifest: a shop may have its own `vendor`."""
ENVIRONMENT_MARK = b"pyvenv.cfg"
"""A folder with this file is a virtual environment, whatever its name."""


def take_inventory(
    tree: SourceTree,
    *,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    languages: Sequence[str] = (),
    max_file_bytes: int = 1_000_000,
) -> list[InventoryFile]:
    """List every file of `tree`, in the order of the bytes of their paths, each path once.

    Args:
        include: gitignore patterns; if any, only files that match one are indexed.
        exclude: gitignore patterns of files that are not indexed.
        languages: names of languages; if any, only these are indexed.
        max_file_bytes: the largest file that is parsed.

    Raises:
        RepositoryParseError: the tree cannot be read, or a pattern is none.
    """
    classify = _Classifier(
        _patterns("include", include) if include else None,
        _patterns("exclude", exclude) if exclude else None,
        languages,
        max_file_bytes,
    )
    # Only a hostile git tree has two entries of one name.
    entries = sorted({entry.path: entry for entry in tree.entries()}.values())
    vendored = _vendor_folders(entries)
    return [classify.file(entry, entry.path.rpartition(b"/")[0] in vendored) for entry in entries]


def measured(file: InventoryFile, sizes: Mapping[str, int], max_file_bytes: int) -> InventoryFile:
    """The file with its size, where that was not known before: it may be too large to be parsed.

    Args:
        sizes: by object id.
    """
    if file.size is not None or file.blob_id not in sizes:
        return file
    size = sizes[file.blob_id]
    if file.read_as is not None and size > max_file_bytes:
        return replace(file, size=size, read_as=None, skip=SkipReason.TOO_LARGE)
    return replace(file, size=size)


def display_path(raw: bytes) -> str:
    """`raw` as valid UTF-8; bytes that are not become `\\xNN`, and a written `\\x` becomes `\\x5cx`.

    So two different names never become the same text.
    """
    return raw.replace(b"\\x", b"\\x5cx").decode("utf-8", "backslashreplace")


def _vendor_folders(entries: Iterable[Entry]) -> frozenset[bytes]:
    """The folders whose files are other people's code."""
    names: dict[bytes, set[bytes]] = {b"": set()}
    """By folder, what stands in it; a folder comes before those in it."""
    for entry in entries:
        folder, _, name = entry.path.rpartition(b"/")
        for ancestor in _missing_ancestors(folder, names):
            names[ancestor] = set()
            around, _, last = ancestor.rpartition(b"/")
            names[around].add(last)
        names[folder].add(name)
    found: set[bytes] = set()
    for folder, inside in names.items():
        around, _, name = folder.rpartition(b"/")
        if (
            (folder and around in found)
            or name in VENDOR_FOLDERS
            or not VENDOR_FOLDERS_BESIDE.get(name, frozenset()).isdisjoint(names[around])
            or ENVIRONMENT_MARK in inside
        ):
            found.add(folder)
    return frozenset(found)


def _missing_ancestors(folder: bytes, known: Mapping[bytes, object]) -> list[bytes]:
    """The folder and those around it that are not known yet, outermost first."""
    missing = []
    while folder not in known:
        missing.append(folder)
        folder = folder.rpartition(b"/")[0]
    return missing[::-1]


class _Classifier:
    """Decides for one file at a time; holds what is the same for all of them."""

    def __init__(
        self,
        included: pathspec.GitIgnoreSpec | None,
        excluded: pathspec.GitIgnoreSpec | None,
        wanted: Sequence[str],
        max_file_bytes: int,
    ) -> None:
        self.included = included
        self.excluded = excluded
        self.max_file_bytes = max_file_bytes
        known = all_languages().values()
        undecided = {one.family for one in known if one.has_dialects and (not wanted or one.name in wanted)}
        self.unwanted = frozenset(
            one.name for one in known if wanted and one.name not in wanted and one.family not in undecided
        )
        """Languages that are not to be indexed, and whose files cannot turn out to have another."""
        self.by_extension = {extension: one.name for one in known for extension in one.extensions}
        self.by_extension |= {extension: extension for extension in READERS}
        self.by_file_name = {name: one.name for one in known for name in one.file_names}
        self.manifests = frozenset(name for one in known for name in one.manifests)
        self.manifest_patterns = [name.split("*", 1) for name in self.manifests if "*" in name]

    def file(self, entry: Entry, is_vendored: bool) -> InventoryFile:
        """What is to be done with one entry."""
        path = display_path(entry.path)
        read_as = self._read_as(path)
        skip = entry.skip or self._skip(path, read_as, entry.size, is_vendored)
        is_manifest = skip in (None, SkipReason.UNKNOWN_LANGUAGE) and self._is_manifest(path)
        return InventoryFile(
            path,
            entry.path,
            entry.blob_id,
            entry.size,
            read_as=None if skip else read_as,
            skip=skip,
            is_manifest=is_manifest,
        )

    def _skip(self, path: str, read_as: str | None, size: int | None, is_vendored: bool) -> SkipReason | None:
        if self.excluded is not None and self.excluded.match_file(path):
            return SkipReason.EXCLUDED
        if self.included is not None and not self.included.match_file(path):
            return SkipReason.EXCLUDED
        if is_vendored:
            return SkipReason.VENDORED
        if read_as is None:
            return SkipReason.UNKNOWN_LANGUAGE
        if read_as in self.unwanted:
            return SkipReason.EXCLUDED
        if size is not None and size > self.max_file_bytes:
            return SkipReason.TOO_LARGE
        return None

    def _is_manifest(self, path: str) -> bool:
        name = path.rpartition("/")[2]
        return name in self.manifests or any(
            name.startswith(start) and name.endswith(end) for start, end in self.manifest_patterns
        )

    def _read_as(self, path: str) -> str | None:
        name = path.rpartition("/")[2]
        by_name = self.by_file_name.get(name)
        if by_name is not None or "." not in name:
            return by_name or BY_INTERPRETER
        extension = name.rpartition(".")[2]
        # `.C` is C++, `.PY` is what `.py` is.
        return self.by_extension.get(extension) or self.by_extension.get(extension.lower())


def _patterns(field: str, patterns: Sequence[str]) -> pathspec.GitIgnoreSpec:
    for pattern in patterns:
        try:
            pathspec.GitIgnoreSpec.from_lines([pattern])
        except (ValueError, re.error) as error:
            raise RepositoryParseError(
                f"{field}: {pattern!r} is no pattern as .gitignore has them ({error}); correct or remove it"
            ) from error
    return pathspec.GitIgnoreSpec.from_lines(patterns)
