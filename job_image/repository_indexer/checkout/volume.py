"""Open the repository or plain folder on a mounted volume."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from repository_index_api.index_job import PathSource
from repository_indexer.checkout import Checkout
from repository_indexer.checkout.command import Git, GitFailedError
from repository_indexer.checkout.git_tree import GitTree
from repository_indexer.checkout.url import is_commit
from repository_indexer.errors import SourceAccessError, SourceNotFoundError, StorageError
from repository_indexer.folder import Folder

NO_PROTOCOL = "none"


def open_path(source: PathSource, mount: Path, scratch: Path) -> Checkout:
    """The work tree or plain folder at `source.path` below `mount`; of a bare repository, HEAD.

    Raises:
        SourceNotFoundError: there is no such folder.
        SourceAccessError: the path leads out of the volume, or may not be read.
        RepositoryParseError: the bare repository there cannot be read.
        StorageError: the scratch disk is full.
    """
    folder = _folder_below(mount, source.path)
    try:
        private = Path(tempfile.mkdtemp(prefix="git-", dir=scratch))
    except OSError as error:
        raise StorageError(f"The scratch disk cannot be written: {error.strerror}.") from None
    # The volume's files belong to whoever wrote them; nothing of their configuration is run.
    # A folder in a repository, or with a broken one, must not take the commit of what lies above it.
    environment = {"GIT_CEILING_DIRECTORIES": str(folder.parent)}
    git = Git(private, NO_PROTOCOL, {"safe.directory": "*"}, environment)
    if (folder / ".git").exists():
        return Checkout(Folder(folder), _head(git, folder))
    if not _is_bare_repository(folder):
        return Checkout(Folder(folder), commit=None)
    commit = _head(git, folder)
    store = git.initialise(private / "source") / ".git"
    if commit is None:
        return Checkout(Folder(store.parent), commit=None)
    try:
        (store / "objects/info/alternates").write_text(f"{folder}/objects\n")
    except OSError as error:
        raise StorageError(f"The scratch disk cannot be written: {error.strerror}.") from None
    return Checkout(GitTree(git, store, commit, source.path), commit, is_pinned=True)


def _folder_below(mount: Path, path: str) -> Path:
    """The real folder that `path` names, which lies below `mount`."""
    base = mount.resolve()
    try:
        folder = (base / path).resolve(strict=True)
    except PermissionError as error:
        raise _unreadable(path, error.strerror) from None
    except (OSError, ValueError, RuntimeError):
        raise SourceNotFoundError(f"The volume has no folder {path!r}.") from None
    if not folder.is_relative_to(base):
        raise SourceAccessError(f"The path {path!r} leads out of the volume: give one below its root.")
    if not folder.is_dir():
        raise SourceNotFoundError(f"The path {path!r} is no folder: give the repository's.")
    if not os.access(folder, os.R_OK | os.X_OK):
        raise _unreadable(path, "Permission denied")
    return folder


def _unreadable(path: str, why: str | None) -> SourceAccessError:
    return SourceAccessError(
        f"The folder {path!r} cannot be read by user {os.getuid()} and its groups ({why}): make it readable."
    )


def _is_bare_repository(folder: Path) -> bool:
    return (folder / "HEAD").is_file() and (folder / "objects").is_dir() and (folder / "refs").is_dir()


def _head(git: Git, folder: Path) -> str | None:
    """The commit that HEAD names, by its id alone: no object is read, so nothing that git could run is."""
    try:
        commit = git.commit("HEAD", cwd=folder)
    except GitFailedError:
        return None
    return commit if is_commit(commit) else None
