"""Fetch one commit of a remote repository."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from repository_index_api.index_job import GitSource
from repository_indexer.checkout import Checkout, credentials
from repository_indexer.checkout.access import check_answers, git_for
from repository_indexer.checkout.command import Git, GitFailedError
from repository_indexer.checkout.messages import explain
from repository_indexer.checkout.url import check_ref, is_commit, parse_url
from repository_indexer.errors import StorageError


def check_out(source: GitSource, scratch: Path, secret: Path) -> Checkout:
    """Fetch one commit, without history, into a new folder below `scratch`.

    Args:
        source: what to fetch.
        scratch: an existing folder for the check-out and temporary files.
        secret: the folder with the git Secret's keys (see `credentials`); need not exist.

    Raises:
        SourceAccessError: the URL is not allowed, or the credentials are refused, missing or for other hosts.
        SourceNotFoundError: there is no such ref.
        RepositoryParseError: there is no repository, or it cannot be checked out.
        ConnectionFailedError: the host is for now out of reach.
        StorageError: the scratch disk is full.
    """
    remote = parse_url(source.url)
    if source.ref is not None:
        check_ref(source.ref)
    try:
        private = Path(tempfile.mkdtemp(prefix="git-", dir=scratch))
        git = git_for(remote, secret, private)
        root = git.initialise(private / "source")
    except OSError as error:
        raise StorageError(f"The scratch disk cannot be written: {error.strerror}.") from None
    check_answers(remote)
    try:
        git("remote", "add", "origin", remote.url, cwd=root)
        revision = _fetch(git, root, source.ref)
        if revision is None:
            return Checkout(root, commit=None)
        commit = git.commit(f"{revision}^{{commit}}", cwd=root)
        git("checkout", "--quiet", "--force", "--detach", commit, "--", cwd=root)
        if source.submodules:
            git("submodule", "--quiet", "update", "--init", "--recursive", "--depth=1", cwd=root)
            _make_one_tree(root)
    except GitFailedError as failure:
        password = credentials.read_key(secret, "password")
        raise explain(
            str(failure), url=remote.url, host=remote.address, ref=source.ref, password=password
        ) from None
    return Checkout(root, commit)


def _fetch(git: Git, root: Path, ref: str | None) -> str | None:
    """Fetch `ref` (None: the remote's HEAD) and return a name for it; None if the remote is empty."""
    wanted = ref or "HEAD"
    fetch = ("fetch", "--quiet", "--no-tags")
    try:
        git(*fetch, "--depth=1", "origin", wanted, cwd=root)
    except GitFailedError as failure:
        message = str(failure)
        if ref is None and "couldn't find remote ref HEAD" in message and _is_empty(git, root):
            return None
        # Old servers give no single commit away, dumb ones no shallow history: then all of it.
        if "unadvertised object" not in message and "dumb http transport" not in message:
            raise
        if is_commit(wanted):
            git(*fetch, "origin", "+refs/heads/*:refs/remotes/origin/*", "+refs/tags/*:refs/tags/*", cwd=root)
            return wanted
        git(*fetch, "origin", wanted, cwd=root)
    return "FETCH_HEAD"


def _make_one_tree(root: Path) -> None:
    """Take the submodules' own `.git` away, so that their files are the repository's."""
    for folder, names, files in os.walk(root):
        if ".git" in names:
            names.remove(".git")
        elif ".git" in files:
            Path(folder, ".git").unlink()


def _is_empty(git: Git, root: Path) -> bool:
    """Whether the remote has no ref at all."""
    try:
        git("ls-remote", "--quiet", "--exit-code", "--heads", "origin", cwd=root)
    except GitFailedError as failure:
        return failure.code == 2
    return False
