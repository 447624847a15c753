"""Check-outs from real git servers: what comes out, and what a person reads when nothing does."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import time
from pathlib import Path

import pytest

from check_outs import fails
from checked_out import files_of
from git_remotes import commit_files, free_port, git, http_remote
from http_servers import failing, serving_files
from repository_index_api.index_job import GitSource
from repository_indexer.checkout import access, command
from repository_indexer.checkout.remote import check_out
from repository_indexer.errors import (
    ConnectionFailedError,
    IndexingError,
    RepositoryParseError,
    SourceAccessError,
    SourceNotFoundError,
    StorageError,
)
from repository_indexer.model import InventoryFile


@pytest.mark.parametrize(
    ("ref", "revision"),
    [
        (None, "main"),
        ("main", "main"),
        ("refs/heads/feature/x", "feature/x"),
        ("feature/x", "feature/x"),
        ("v1", "v1^{commit}"),
        ("refs/tags/v1", "v1^{commit}"),
        ("main~1 as id", "main~1"),
    ],
)
def test_a_ref_becomes_the_files_of_its_commit(
    server: str, served: Path, scratch: Path, ref: str | None, revision: str
) -> None:
    commit = git("rev-parse", revision, cwd=served / "app.git")
    if ref == "main~1 as id":
        ref = commit
    checkout = check_out(GitSource(url=f"http://{server}/app.git", ref=ref), scratch, Path("/nonexistent"))
    assert checkout.commit == commit
    expected = git("show", f"{commit}:a.py", cwd=served / "app.git")
    assert files_of(checkout) == {"a.py": f"{expected}\n".encode()}


def test_an_empty_repository_is_a_check_out_without_files(server: str, scratch: Path) -> None:
    checkout = check_out(GitSource(url=f"http://{server}/empty.git"), scratch, Path("/nonexistent"))
    assert checkout.commit is None
    assert files_of(checkout) == {}


@pytest.mark.parametrize("ref", ["nosuch", "refs/heads/nosuch", "1" * 40])
def test_a_missing_ref(server: str, scratch: Path, ref: str) -> None:
    assert ref in fails(SourceNotFoundError, f"http://{server}/app.git", scratch, ref=ref)


def test_a_missing_ref_in_an_empty_repository(server: str, scratch: Path) -> None:
    fails(SourceNotFoundError, f"http://{server}/empty.git", scratch, ref="main")


def test_an_abbreviated_commit_says_that_it_must_be_whole(server: str, served: Path, scratch: Path) -> None:
    short = git("rev-parse", "--short", "main", cwd=served / "app.git")
    assert "full 40 hex" in fails(SourceNotFoundError, f"http://{server}/app.git", scratch, ref=short)


def test_an_id_that_is_no_commit(server: str, served: Path, scratch: Path) -> None:
    tree = git("rev-parse", "main^{tree}", cwd=served / "app.git")
    fails(SourceNotFoundError, f"http://{server}/app.git", scratch, ref=tree)


@pytest.mark.parametrize("path", ["none.git", "app.git/objects", ""])
def test_no_repository_there(server: str, scratch: Path, path: str) -> None:
    message = fails(RepositoryParseError, f"http://{server}/{path}", scratch)
    assert message.startswith(f"There is no git repository at http://{server}/{path}")


def test_a_web_site_that_is_no_repository(tmp_path: Path, scratch: Path) -> None:
    (tmp_path / "info").mkdir()
    (tmp_path / "info/refs").write_text("<html>\n<body>\n\tWelcome\n</body>\n</html>\n")
    with serving_files(tmp_path) as address:
        fails(RepositoryParseError, f"http://{address}/", scratch)


def test_a_dumb_server_gives_branch_and_commit(served: Path, scratch: Path, tmp_path: Path) -> None:
    dumb = tmp_path / "dumb"
    git("clone", "--quiet", "--bare", served / "app.git", dumb)
    git("update-server-info", cwd=dumb)
    old = git("rev-parse", "main~1", cwd=dumb)
    with serving_files(tmp_path) as address:
        for ref, expected in ((None, "new"), ("main", "new"), (old, "old")):
            source = GitSource(url=f"http://{address}/dumb", ref=ref)
            checkout = check_out(source, scratch, Path("/nonexistent"))
            assert files_of(checkout) == {"a.py": f"def {expected}(): pass\n".encode()}


@pytest.fixture(scope="module")
def filtering(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `app.git`, which gives single objects away, as hosting services do."""
    root, work = tmp_path_factory.mktemp("filtering"), tmp_path_factory.mktemp("work")
    commit_files(work / "app", {"a.py": "x = 1\n", "lib/b.py": "y = 2\n", "lib/image.png": "\0" * 5_000})
    git("clone", "--quiet", "--bare", work / "app", root / "app.git")
    git("config", "uploadpack.allowFilter", "true", cwd=root / "app.git")
    return root


def objects_in(scratch: Path) -> set[str]:
    """The blobs that were fetched."""
    (store,) = scratch.glob("git-*/source/.git")
    listed = git("cat-file", "--batch-all-objects", "--batch-check", cwd=store).splitlines()
    return {blob_id for blob_id, kind, _ in map(str.split, listed) if kind == "blob"}


class TestPartialFetch:
    """Only what is wanted is fetched, where the server can give single objects away."""

    def test_nothing_but_what_is_wanted_comes(self, filtering: Path, scratch: Path) -> None:
        with http_remote(filtering) as address:
            checkout = check_out(GitSource(url=f"http://{address}/app.git"), scratch, Path("/nonexistent"))
            entries = {entry.path: entry for entry in checkout.tree.entries()}
            assert entries.keys() == {b"a.py", b"lib/b.py", b"lib/image.png"}
            assert objects_in(scratch) == set()
            assert files_of(checkout, ["lib/b.py"]) == {"lib/b.py": b"y = 2\n"}
            assert objects_in(scratch) == {entries[b"lib/b.py"].blob_id}
            # And so the next ones, and what is there already is not asked for.
            assert files_of(checkout, ["lib/b.py", "a.py"]) == {"a.py": b"x = 1\n", "lib/b.py": b"y = 2\n"}
        assert files_of(checkout, ["a.py"]) == {"a.py": b"x = 1\n"}

    def test_what_is_not_there_is_no_reason_for_git_to_call_the_server(
        self, filtering: Path, scratch: Path
    ) -> None:
        with http_remote(filtering) as address:
            checkout = check_out(GitSource(url=f"http://{address}/app.git"), scratch, Path("/nonexistent"))
            with contextlib.closing(checkout.tree.reader()) as read:
                for entry in checkout.tree.entries():
                    assert read(InventoryFile("x", entry.path, entry.blob_id, None, "any"), 100) is None
            assert objects_in(scratch) == set()

    def test_a_server_that_is_gone_meanwhile_is_worth_a_retry(self, filtering: Path, scratch: Path) -> None:
        with http_remote(filtering) as address:
            checkout = check_out(GitSource(url=f"http://{address}/app.git"), scratch, Path("/nonexistent"))
        with pytest.raises(ConnectionFailedError):
            files_of(checkout)

    def test_a_server_that_gives_no_single_object_away_gives_all(
        self, filtering: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        # Its older protocol checks what is asked for; the version is the client's choice.
        monkeypatch.setitem(command.CONFIGURATION, "protocol.version", "0")  # type: ignore[arg-type]
        with http_remote(filtering) as address:
            checkout = check_out(GitSource(url=f"http://{address}/app.git"), scratch, Path("/nonexistent"))
            assert objects_in(scratch) == set()
            assert files_of(checkout, ["a.py"]) == {"a.py": b"x = 1\n"}
            assert len(objects_in(scratch)) == 3

    def test_the_beginning_of_a_large_content_is_enough(self, filtering: Path, scratch: Path) -> None:
        with http_remote(filtering) as address:
            checkout = check_out(GitSource(url=f"http://{address}/app.git"), scratch, Path("/nonexistent"))
            assert len(files_of(checkout)) == 3
        blob_ids = {entry.path: entry.blob_id for entry in checkout.tree.entries()}
        with contextlib.closing(checkout.tree.reader()) as read:
            for path, limit, size in (
                (b"lib/image.png", 10, 10),
                (b"a.py", 6, 6),
                (b"a.py", 5, 5),
                (b"a.py", 9, 6),
            ):
                file = InventoryFile("x", path, blob_ids[path], None, "any")
                assert len(read(file, limit) or b"") == size


def test_a_host_out_of_reach_is_worth_a_retry(scratch: Path) -> None:
    fails(ConnectionFailedError, f"http://127.0.0.1:{free_port()}/a.git", scratch)
    fails(ConnectionFailedError, "https://host.invalid/a.git", scratch)


def test_a_host_that_says_nothing_is_not_waited_for_as_long_as_the_kernel_would(
    scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access, "CONNECT_SECONDS", 0.5)
    with socket.create_server(("127.0.0.1", 0), backlog=0) as listener, contextlib.ExitStack() as stack:
        # The kernel drops who comes when the queue of those who were not yet accepted is full.
        for _ in range(3):
            client = stack.enter_context(socket.socket())
            client.setblocking(False)
            client.connect_ex(listener.getsockname())
        started = time.monotonic()
        message = fails(ConnectionFailedError, f"http://127.0.0.1:{listener.getsockname()[1]}/a.git", scratch)
        assert time.monotonic() - started < 5
    assert "does not answer" in message


@pytest.mark.parametrize("address", ["127.0.0.1:99999", "a" * 70 + ".invalid", "a..invalid"])
def test_an_address_that_is_none_is_no_defect_of_ours(scratch: Path, address: str) -> None:
    with pytest.raises(IndexingError) as failure:
        check_out(GitSource(url=f"http://{address}/a.git"), scratch, Path("/nonexistent"))
    assert type(failure.value) is not IndexingError


def test_a_failing_server_is_worth_a_retry(scratch: Path) -> None:
    with failing() as address:
        for status in (500, 502, 503, 429):
            fails(ConnectionFailedError, f"http://{address}/{status}", scratch)
        fails(SourceAccessError, f"http://{address}/403", scratch)
        fails(RepositoryParseError, f"http://{address}/410", scratch)


@pytest.mark.skipif(os.getuid() != 0, reason="mounting a small disk needs root")
def test_a_full_scratch_disk(served: Path, tmp_path: Path) -> None:
    commit_files(tmp_path / "big", {"random": os.urandom(3_000_000)})
    git("clone", "--quiet", "--bare", tmp_path / "big", tmp_path / "root/big.git")
    git("config", "uploadpack.allowFilter", "true", cwd=tmp_path / "root/big.git")
    disk = tmp_path / "disk"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk], check=True)
    try:
        with http_remote(tmp_path / "root") as address:
            checkout = check_out(GitSource(url=f"http://{address}/big.git"), disk, Path("/nonexistent"))
            with pytest.raises(StorageError, match="scratchSize"):
                files_of(checkout)
            shutil.rmtree(next(disk.iterdir()))
            git("config", "uploadpack.allowFilter", "false", cwd=tmp_path / "root/big.git")
            assert "scratchSize" in fails(StorageError, f"http://{address}/big.git", disk)
    finally:
        subprocess.run(["umount", disk], check=True)
