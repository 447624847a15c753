"""Fetch one commit of a remote repository: its trees at once, the contents that are wanted later."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from repository_index_api.index_job import GitSource
from repository_indexer.checkout import Checkout, credentials
from repository_indexer.checkout.access import check_answers, git_for
from repository_indexer.checkout.command import NOTHING, Git, GitFailedError
from repository_indexer.checkout.git_tree import GitTree
from repository_indexer.checkout.messages import explain
from repository_indexer.checkout.url import Remote, check_ref, is_commit, parse_url
from repository_indexer.errors import IndexingError, StorageError
from repository_indexer.folder import Folder
from repository_indexer.model import InventoryFile

_FETCH = ("fetch", "--quiet", "--no-tags")


def check_out(source: GitSource, scratch: Path, secret: Path) -> Checkout:
    """Fetch one commit, without history, into a new folder below `scratch`.

    The contents are left at the server where that can give single ones away (git-clone(1), `--filter`); with
    submodules there is a work tree instead.

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
    origin = _Origin(git, root, remote, source, secret)
    try:
        return origin.check_out()
    except GitFailedError as failure:
        raise origin.error(failure) from None


class _Origin:
    """A remote, and the work tree `root` with the repository that is fetched into."""

    def __init__(self, git: Git, root: Path, remote: Remote, source: GitSource, secret: Path) -> None:
        self._git = git
        self._root = root
        self._remote = remote
        self._source = source
        self._secret = secret
        self._configuration = b""

    def check_out(self) -> Checkout:
        self._run("remote", "add", "origin", self._remote.url)
        self._configuration = (self._root / ".git/config").read_bytes()
        if self._source.submodules:
            return self._work_tree()
        revision = self._fetch("--filter=blob:none")
        self._forget_promises()
        if revision is None:
            return Checkout(Folder(self._root), commit=None)
        commit = self._git.commit(f"{revision}^{{commit}}", cwd=self._root)
        tree = _FetchedTree(self, self._git, self._root / ".git", commit)
        return Checkout(tree, commit, is_pinned=True)

    def _work_tree(self) -> Checkout:
        revision = self._fetch()
        if revision is None:
            return Checkout(Folder(self._root), commit=None)
        commit = self._git.commit(f"{revision}^{{commit}}", cwd=self._root)
        self._run("checkout", "--quiet", "--force", "--detach", commit, "--")
        self._run("submodule", "--quiet", "update", "--init", "--recursive", "--depth=1")
        _make_one_tree(self._root)
        return Checkout(Folder(self._root), commit, is_pinned=True)

    def bring(self, listed: Path) -> None:
        """Fetch the objects whose ids are lines of the file `listed`.

        Raises:
            IndexingError: they cannot be had.
        """
        # As git itself fetches what a partial clone lacks (promisor-remote.c).
        options = ("--no-write-fetch-head", "--recurse-submodules=no", "--filter=blob:none", "--stdin")
        try:
            try:
                self._run("-c", "fetch.negotiationAlgorithm=noop", *_FETCH, *options, "origin", stdin=listed)
            except GitFailedError as failure:
                if "unadvertised object" not in str(failure) and "not our ref" not in str(failure):
                    raise
                # The server filters, but gives away only what a ref names: then all of the commit.
                everything = ("--depth=1", "--refetch", "--no-filter")
                self._run(*_FETCH, *everything, "origin", self._source.ref or "HEAD")
        except GitFailedError as failure:
            raise self.error(failure) from None
        self._forget_promises()

    def error(self, failure: GitFailedError) -> IndexingError:
        """What a failure of git's means to the user."""
        password = credentials.read_key(self._secret, "password")
        remote, ref = self._remote, self._source.ref
        return explain(str(failure), url=remote.url, host=remote.address, ref=ref, password=password)

    @property
    def name(self) -> str:
        """The remote's URL."""
        return self._remote.url

    def _run(self, *arguments: str, stdin: Path = NOTHING) -> None:
        self._git(*arguments, cwd=self._root, stdin=stdin)

    def _forget_promises(self) -> None:
        """Let git take what was not fetched for missing, and not fetch it one by one (git before 2.44)."""
        (self._root / ".git/config").write_bytes(self._configuration)

    def _fetch(self, *options: str) -> str | None:
        """Fetch the ref (None: the remote's HEAD) and return a name for it; None if the remote is empty."""
        ref = self._source.ref
        wanted = ref or "HEAD"
        try:
            self._run(*_FETCH, *options, "--depth=1", "origin", wanted)
        except GitFailedError as failure:
            message = str(failure)
            if (
                ref is None
                and "couldn't find remote ref HEAD" in message
                and _is_empty(self._git, self._root)
            ):
                return None
            # Old servers give no single commit away, dumb ones no shallow history: then all of it.
            if "unadvertised object" not in message and "dumb http transport" not in message:
                raise
            if is_commit(wanted):
                everything = "+refs/heads/*:refs/remotes/origin/*", "+refs/tags/*:refs/tags/*"
                self._run(*_FETCH, "origin", *everything)
                return wanted
            self._run(*_FETCH, "origin", wanted)
        return "FETCH_HEAD"


class _FetchedTree(GitTree):
    """A commit whose contents are still at the server, all or some."""

    def __init__(self, origin: _Origin, git: Git, store: Path, commit: str) -> None:
        super().__init__(git, store, commit, origin.name)
        self._origin = origin

    def bring(self, files: Iterable[InventoryFile]) -> Mapping[str, int]:
        """Fetch those of the files' contents that are not here; the sizes of all of these files.

        Raises:
            IndexingError: they cannot be had.
        """
        files = list(files)
        wanted = {file.blob_id for file in files}
        if missing := wanted - self.sizes(wanted).keys():
            self._origin.bring(self.listed(missing))
        return super().bring(files)


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
