"""Run git with an environment and a configuration of ours alone."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from io import BufferedReader
from pathlib import Path
from typing import IO, cast

from repository_indexer.errors import IndexingError, OutOfMemoryError, StorageError

SEARCH_PATH = "/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin"
"""Not the environment's PATH, which the resource's author can point into the check-out."""

CONFIGURATION: Mapping[str, str] = {
    "init.defaultBranch": "main",
    "core.hooksPath": os.devnull,
    "core.fsmonitor": "false",
    # The check-out is thrown away with the pod.
    "core.fsync": "none",
    # Names that only Windows cannot have are no reason to refuse a repository.
    "core.protectNTFS": "false",
    "gc.auto": "0",
    "maintenance.auto": "false",
    "advice.detachedHead": "false",
    "fetch.recurseSubmodules": "false",
    "submodule.recurse": "false",
    # A server that sends nothing at all for a minute is gone; git's own keepalive comes every 5 s.
    "http.lowSpeedLimit": "1",
    "http.lowSpeedTime": "60",
    "http.followRedirects": "initial",
}

ATTRIBUTES = "* -text -ident !eol !filter !working-tree-encoding\n"
"""Of `$GIT_DIR/info/attributes`, which outranks the repository's own: no conversion of any kind."""

OUTPUT_LIMIT = 16 * 1024
RECORD_LIMIT = 1024 * 1024
"""Of what git lists; a tree can hold names of any length."""
_READ_SIZE = 64 * 1024
NOTHING = Path(os.devnull)


class GitFailedError(Exception):
    """git ended with `code`; `str()` is the end of what it wrote to standard error."""

    def __init__(self, code: int, output: str) -> None:
        super().__init__(output)
        self.code = code


class Git:
    """git, with `protocols` (separated by colons) as its only transports.

    Args:
        home: an existing folder.
        protocols: as GIT_ALLOW_PROTOCOL has them.
        configuration: on top of `CONFIGURATION`.
        environment: further variables.
    """

    def __init__(
        self,
        home: Path,
        protocols: str,
        configuration: Mapping[str, str],
        environment: Mapping[str, str] | None = None,
    ) -> None:
        executable = shutil.which("git", path=SEARCH_PATH)
        if executable is None:
            raise IndexingError(f"git is not installed: it is not in {SEARCH_PATH}.")
        self._executable = executable
        settings = {**CONFIGURATION, **configuration}
        self._environment = {
            "PATH": SEARCH_PATH,
            "HOME": str(home),
            # Its messages are read, see `messages`.
            "LC_ALL": "C",
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_ALLOW_PROTOCOL": protocols,
            "GIT_LFS_SKIP_SMUDGE": "1",
            "GIT_NO_LAZY_FETCH": "1",
            "GIT_CONFIG_COUNT": str(len(settings)),
            **{f"GIT_CONFIG_KEY_{number}": key for number, key in enumerate(settings)},
            **{f"GIT_CONFIG_VALUE_{number}": value for number, value in enumerate(settings.values())},
            **(environment or {}),
        }

    def initialise(self, root: Path) -> Path:
        """A new repository in the folder `root`, whose check-outs convert nothing."""
        try:
            self("init", "--quiet", "--template=", str(root), cwd=root.parent)
            (root / ".git/info").mkdir()
            (root / ".git/info/attributes").write_text(ATTRIBUTES)
        except (GitFailedError, OSError) as error:
            raise StorageError(f"The scratch disk cannot be written: {error}") from None
        return root

    def __call__(self, *arguments: str, cwd: Path, stdin: Path = NOTHING) -> None:
        """Run git, with the file `stdin` or nothing as its standard input.

        Raises:
            GitFailedError: it ended with an error.
            OutOfMemoryError: the kernel killed it.
        """
        self._run(arguments, cwd, subprocess.DEVNULL, stdin)

    def commit(self, revision: str, *, cwd: Path) -> str:
        """The id of the object that `revision` names; raises as a call does."""
        return self._run(("rev-parse", "--verify", revision), cwd, subprocess.PIPE).strip()

    def records(
        self, *arguments: str, cwd: Path, end: bytes = b"\n", stdin: Path = NOTHING
    ) -> Iterator[bytes]:
        """What git lists, one after the other, without what ends each.

        Raises:
            GitFailedError: it ended with an error, or a record is too long.
            OutOfMemoryError: the kernel killed it.
        """
        with (
            stdin.open("rb") as given,
            tempfile.TemporaryFile(dir=cwd) as complaint,
            subprocess.Popen(
                [self._executable, *arguments],
                cwd=cwd,
                env=self._environment,
                stdin=given,
                stdout=subprocess.PIPE,
                stderr=complaint,
            ) as process,
        ):
            rest = b""
            try:
                while block := cast(BufferedReader, process.stdout).read1(_READ_SIZE):
                    *records, rest = (rest + block).split(end)
                    yield from records
                    if len(rest) > RECORD_LIMIT:
                        raise GitFailedError(128, "fatal: invalid path: it is too long")
            except BaseException:
                process.kill()
                raise
            process.wait()
            complaint.seek(-min(OUTPUT_LIMIT, complaint.seek(0, os.SEEK_END)), os.SEEK_END)
            _check(process.returncode, complaint.read())

    def conversation(self, *arguments: str, cwd: Path) -> subprocess.Popen[bytes]:
        """git, waiting for requests; it ends when its standard input does."""
        return subprocess.Popen(
            [self._executable, *arguments],
            cwd=cwd,
            env=self._environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def _run(self, arguments: Sequence[str], cwd: Path, output: int, stdin: Path = NOTHING) -> str:
        """Run git; `output` may be a pipe only for what writes a line, for more would block it."""
        with (
            stdin.open("rb") as given,
            subprocess.Popen(
                [self._executable, *arguments],
                cwd=cwd,
                env=self._environment,
                stdin=given,
                stdout=output,
                stderr=subprocess.PIPE,
            ) as process,
        ):
            try:
                complaint = _tail(process.stderr)
                answer, _ = process.communicate()
            except BaseException:
                process.kill()
                raise
        _check(process.returncode, complaint)
        return (answer or b"").decode(errors="replace")


def _check(code: int, complaint: bytes) -> None:
    if code == -signal.SIGKILL:
        raise OutOfMemoryError("git was killed: raise spec.job.resources.limits.memory.")
    if code:
        raise GitFailedError(code, complaint.decode(errors="replace"))


def _tail(stream: IO[bytes] | None) -> bytes:
    """The end of the stream: a hostile server can make git write without end."""
    tail = b""
    while stream and (block := stream.read1(OUTPUT_LIMIT)):  # type: ignore[attr-defined]
        tail = (tail + block)[-OUTPUT_LIMIT:]
    return tail
