"""Check-outs from real git servers: what comes out, and what a person reads when nothing does."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from checked_out import files_of
from git_remotes import SshRemote, commit_files, free_port, git, http_remote, new_ssh_key, ssh_remote
from http_servers import failing, redirecting, serving_files
from repository_index_api.index_job import GitSource
from repository_indexer.checkout import access, command, git_tree
from repository_indexer.checkout.remote import check_out
from repository_indexer.errors import (
    ConnectionFailedError,
    IndexingError,
    RepositoryParseError,
    SourceAccessError,
    SourceNotFoundError,
    StorageError,
)
from repository_indexer.model import InventoryFile, SkipReason

PASSWORD = "s3cret-w0rd"

Secret = Callable[..., Path]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Bare repositories: `app` with two commits, a tag and a branch; `empty`; `lib` as its submodule."""
    root, work = tmp_path_factory.mktemp("served"), tmp_path_factory.mktemp("work")
    commit_files(work / "lib", {"lib.py": "def helper(): pass\n"})
    git("clone", "--quiet", "--bare", work / "lib", root / "lib.git")
    commit_files(work / "app", {"a.py": "def old(): pass\n"})
    git("tag", "--annotate", "--message", "first", "v1", cwd=work / "app")
    commit_files(work / "app", {"a.py": "def new(): pass\n"})
    git("branch", "feature/x", cwd=work / "app")
    git("clone", "--quiet", "--bare", work / "app", root / "app.git")
    git("init", "--quiet", "--bare", root / "empty.git")
    return root


@pytest.fixture(scope="module")
def server(served: Path) -> Iterator[str]:
    with http_remote(served) as address:
        yield address


@pytest.fixture(scope="module")
def private_server(served: Path) -> Iterator[str]:
    with http_remote(served, "--user", "robot", "--password", PASSWORD) as address:
        yield address


@pytest.fixture(scope="module")
def ssh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SshRemote]:
    with ssh_remote(tmp_path_factory.mktemp("ssh")) as remote:
        yield remote


@pytest.fixture
def secret(tmp_path: Path) -> Secret:
    """Make the folder of a mounted Secret from its keys, dots and dashes of the names as underscores."""

    def make(**keys: str) -> Path:
        folder = tmp_path / "secret"
        folder.mkdir()
        for key, value in keys.items():
            (folder / {"ssh_privatekey": "ssh-privatekey", "ca_crt": "ca.crt"}.get(key, key)).write_text(
                value
            )
        return folder

    return make


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    (tmp_path / "scratch").mkdir()
    return tmp_path / "scratch"


def fails(
    error: type[IndexingError],
    url: str,
    scratch: Path,
    secret: Path = Path("/nonexistent"),
    ref: str | None = None,
) -> str:
    with pytest.raises(error) as failure:
        check_out(GitSource(url=url, ref=ref), scratch, secret)
    assert type(failure.value) is error
    assert PASSWORD not in str(failure.value)
    return str(failure.value)


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


class TestPassword:
    def test_right_one(self, private_server: str, scratch: Path, secret: Secret) -> None:
        folder = secret(username="robot", password=PASSWORD, hosts=f"http://{private_server}")
        checkout = check_out(GitSource(url=f"http://{private_server}/app.git"), scratch, folder)
        assert files_of(checkout).keys() == {"a.py"}

    def test_wrong_one(self, private_server: str, scratch: Path, secret: Secret) -> None:
        folder = secret(username="robot", password="other", hosts=f"http://{private_server}")
        message = fails(SourceAccessError, f"http://{private_server}/app.git", scratch, folder)
        assert "check the keys username and password" in message

    def test_none(self, private_server: str, scratch: Path) -> None:
        message = fails(SourceAccessError, f"http://{private_server}/app.git", scratch)
        assert "spec.source.git.secretRef" in message

    def test_a_secret_without_hosts_says_what_to_add(self, scratch: Path, secret: Secret) -> None:
        folder = secret(username="robot", password=PASSWORD)
        message = fails(SourceAccessError, "https://git.example.org:8443/a.git", scratch, folder)
        assert "add the key hosts: git.example.org:8443" in message

    def test_plain_http_must_be_allowed_by_name(self, server: str, scratch: Path, secret: Secret) -> None:
        folder = secret(username="robot", password=PASSWORD, hosts=server)
        message = fails(SourceAccessError, f"http://{server}/app.git", scratch, folder)
        assert f"add http://{server} to its key hosts" in message

    def test_another_host_is_not_even_asked(self, scratch: Path, secret: Secret) -> None:
        folder = secret(username="robot", password=PASSWORD, hosts="github.com")
        message = fails(SourceAccessError, f"https://127.0.0.1:{free_port()}/a.git", scratch, folder)
        assert "may not be shown to 127.0.0.1" in message

    def test_a_redirect_to_another_host_does_not_see_it(
        self, private_server: str, scratch: Path, secret: Secret
    ) -> None:
        with redirecting(f"http://localhost:{private_server.split(':')[1]}") as address:
            folder = secret(username="robot", password=PASSWORD, hosts=f"http://{address}")
            fails(SourceAccessError, f"http://{address}/app.git", scratch, folder)

    def test_a_proxy_of_the_environment_does_not_see_it_over_plain_http(
        self, private_server: str, scratch: Path, secret: Secret, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in ("http_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{free_port()}")
        monkeypatch.delenv("no_proxy", raising=False)
        monkeypatch.delenv("NO_PROXY", raising=False)
        folder = secret(username="robot", password=PASSWORD, hosts=f"http://{private_server}")
        check_out(GitSource(url=f"http://{private_server}/app.git"), scratch, folder)

    def test_it_stands_in_no_argument_and_no_environment(
        self, scratch: Path, secret: Secret, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        seen = []
        popen = subprocess.Popen

        def spy(command, **options):
            seen.append((command, options["env"]))
            return popen(command, **options)

        monkeypatch.setattr(subprocess, "Popen", spy)
        address = f"127.0.0.1:{free_port()}"
        folder = secret(username="robot", password=PASSWORD, hosts=address)
        fails(ConnectionFailedError, f"https://{address}/a.git", scratch, folder)
        assert len(seen) >= 2
        assert PASSWORD not in repr(seen)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tls")
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=127.0.0.1",
    ]
    extra = ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", folder / "key", "-out", folder / "crt"]
    subprocess.run([*command, *map(str, extra)], check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def tls_server(served: Path, certificate: Path) -> Iterator[str]:
    with http_remote(served, "--certificate", certificate / "crt", "--key", certificate / "key") as address:
        yield address


class TestHttps:
    def test_an_unknown_authority_is_refused(self, tls_server: str, scratch: Path) -> None:
        assert "ca.crt" in fails(SourceAccessError, f"https://{tls_server}/app.git", scratch)

    def test_the_secret_may_bring_the_authority(
        self, tls_server: str, certificate: Path, scratch: Path, secret: Secret
    ) -> None:
        folder = secret(ca_crt=(certificate / "crt").read_text())
        assert check_out(GitSource(url=f"https://{tls_server}/app.git"), scratch, folder).commit


class TestSsh:
    def url(self, ssh: SshRemote, served: Path, name: str = "app.git") -> str:
        return f"ssh://{ssh.user}@{ssh.address}{served}/{name}"

    def test_with_the_right_key(self, ssh: SshRemote, served: Path, scratch: Path, secret: Secret) -> None:
        # Secrets are often made without the final line break, or with Windows' ones.
        key = ssh.private_key.rstrip("\n").replace("\n", "\r\n")
        folder = secret(ssh_privatekey=key, known_hosts=ssh.known_hosts)
        assert check_out(GitSource(url=self.url(ssh, served)), scratch, folder).commit

    def test_without_a_secret(self, ssh: SshRemote, served: Path, scratch: Path) -> None:
        assert "ssh-privatekey and known_hosts" in fails(SourceAccessError, self.url(ssh, served), scratch)

    def test_without_known_hosts(self, ssh: SshRemote, served: Path, scratch: Path, secret: Secret) -> None:
        folder = secret(ssh_privatekey=ssh.private_key)
        assert "no key known_hosts" in fails(SourceAccessError, self.url(ssh, served), scratch, folder)

    def test_an_unknown_host(self, ssh: SshRemote, served: Path, scratch: Path, secret: Secret) -> None:
        folder = secret(ssh_privatekey=ssh.private_key, known_hosts="github.com ssh-ed25519 AAAA\n")
        message = fails(SourceAccessError, self.url(ssh, served), scratch, folder)
        assert "known_hosts has no key of" in message

    def test_a_host_with_another_key(
        self, ssh: SshRemote, served: Path, scratch: Path, secret: Secret, tmp_path: Path
    ) -> None:
        host, _ = ssh.known_hosts.split(" ", 1)
        folder = secret(
            ssh_privatekey=ssh.private_key, known_hosts=f"{host} {new_ssh_key(tmp_path / 'other')}"
        )
        message = fails(SourceAccessError, self.url(ssh, served), scratch, folder)
        assert "shows another key" in message

    def test_a_wrong_key(
        self, ssh: SshRemote, served: Path, scratch: Path, secret: Secret, tmp_path: Path
    ) -> None:
        new_ssh_key(tmp_path / "other")
        key = (tmp_path / "other").read_text()
        folder = secret(ssh_privatekey=key, known_hosts=ssh.known_hosts)
        message = fails(SourceAccessError, self.url(ssh, served), scratch, folder)
        assert "refused the ssh key" in message

    def test_a_key_that_is_none(self, ssh: SshRemote, served: Path, scratch: Path, secret: Secret) -> None:
        folder = secret(ssh_privatekey="hello", known_hosts=ssh.known_hosts)
        message = fails(SourceAccessError, self.url(ssh, served), scratch, folder)
        assert "not a private key that ssh can read" in message

    def test_no_repository_there(self, ssh: SshRemote, served: Path, scratch: Path, secret: Secret) -> None:
        folder = secret(ssh_privatekey=ssh.private_key, known_hosts=ssh.known_hosts)
        fails(RepositoryParseError, self.url(ssh, served, "none.git"), scratch, folder)

    def test_nobody_listens(self, ssh: SshRemote, scratch: Path, secret: Secret) -> None:
        folder = secret(ssh_privatekey=ssh.private_key, known_hosts=ssh.known_hosts)
        fails(ConnectionFailedError, f"ssh://git@127.0.0.1:{free_port()}/a.git", scratch, folder)
        fails(ConnectionFailedError, "ssh://git@host.invalid/a.git", scratch, folder)


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


class TestHostileContent:
    """What stands in a repository is data: nothing of it is run, followed or converted."""

    def test_content_comes_byte_for_byte(self, tmp_path: Path, scratch: Path) -> None:
        commit_files(tmp_path / "w", {"crlf.txt": b"a\r\n", "lf.txt": b"$Id$\n", "utf16.txt": "ä".encode()})
        attributes = (
            "crlf.txt text eol=lf\nlf.txt text eol=crlf ident\nutf16.txt working-tree-encoding=UTF-16\n"
        )
        attributes += "*.txt filter=evil\n"
        (tmp_path / "w/.git/info/attributes").write_text(
            "* -text !eol !working-tree-encoding -ident !filter\n"
        )
        commit_files(tmp_path / "w", {".gitattributes": attributes})
        git("clone", "--quiet", "--bare", tmp_path / "w", tmp_path / "root/w.git")
        with http_remote(tmp_path / "root") as address:
            checkout = check_out(GitSource(url=f"http://{address}/w.git"), scratch, Path("/nonexistent"))
            files = files_of(checkout)
        assert files["crlf.txt"] == b"a\r\n"
        assert files["lf.txt"] == b"$Id$\n"
        assert files["utf16.txt"] == "ä".encode()

    def test_symbolic_links_stay_links(self, tmp_path: Path, scratch: Path) -> None:
        (tmp_path / "w").mkdir()
        (tmp_path / "w/passwd").symlink_to("/etc/passwd")
        commit_files(tmp_path / "w", {"a.py": ""})
        git("clone", "--quiet", "--bare", tmp_path / "w", tmp_path / "root/w.git")
        with http_remote(tmp_path / "root") as address:
            checkout = check_out(GitSource(url=f"http://{address}/w.git"), scratch, Path("/nonexistent"))
            assert files_of(checkout) == {"a.py": b"", "passwd": SkipReason.SYMLINK}

    def test_odd_names(self, tmp_path: Path, scratch: Path) -> None:
        names = [
            "a\nb.py",
            'quo"te.py',
            "back\\slash.py",
            "con.py",
            "a:b.py",
            "-x.py",
            os.fsdecode(b"\xff.py"),
        ]
        commit_files(tmp_path / "w", dict.fromkeys(names, "x = 1\n"))
        git("clone", "--quiet", "--bare", tmp_path / "w", tmp_path / "root/w.git")
        with http_remote(tmp_path / "root") as address:
            checkout = check_out(GitSource(url=f"http://{address}/w.git"), scratch, Path("/nonexistent"))
            assert files_of(checkout) == dict.fromkeys(names, b"x = 1\n")

    def test_the_users_own_configuration_is_not_read(
        self, server: str, scratch: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        marker = tmp_path / "ran"
        (tmp_path / ".gitconfig").write_text(
            f'[core]\n\thooksPath = {tmp_path}\n[url "file:///"]\n\tinsteadOf = http\n'
        )
        (tmp_path / "post-checkout").write_text(f"#!/bin/sh\ntouch {marker}\n")
        (tmp_path / "post-checkout").chmod(0o755)
        monkeypatch.setenv("HOME", str(tmp_path))
        monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / ".gitconfig"))
        monkeypatch.setenv("GIT_DIR", "/nonexistent")
        monkeypatch.setenv("GIT_PROXY_COMMAND", "/bin/false")
        monkeypatch.setenv("PATH", str(tmp_path))
        check_out(GitSource(url=f"http://{server}/app.git"), scratch, Path("/nonexistent"))
        assert not marker.exists()

    @pytest.mark.parametrize(
        ("name", "skip"),
        [
            ("..", SkipReason.UNREADABLE),
            (".git", SkipReason.UNREADABLE),
            (".GIT", SkipReason.UNREADABLE),
            ("a/../b", None),
            ("x" * 100_000, None),
        ],
    )
    def test_names_that_git_gives_no_file(
        self, tmp_path: Path, scratch: Path, name: str, skip: SkipReason | None
    ) -> None:
        commit_files(tmp_path / "w", {"a.py": "x = 1\n"})
        blob = git("rev-parse", "HEAD:a.py", cwd=tmp_path / "w")
        raw = (
            b"100644 a.py\0" + bytes.fromhex(blob) + b"100644 " + name.encode() + b"\0" + bytes.fromhex(blob)
        )
        (tmp_path / "tree").write_bytes(raw)
        tree = git("hash-object", "-t", "tree", "--literally", "-w", tmp_path / "tree", cwd=tmp_path / "w")
        commit = git("commit-tree", "-m", "evil", tree, cwd=tmp_path / "w")
        git("update-ref", "HEAD", commit, cwd=tmp_path / "w")
        with http_remote(tmp_path) as address:
            checkout = check_out(GitSource(url=f"http://{address}/w"), scratch, Path("/nonexistent"))
            files = files_of(checkout)
        expected = SkipReason.UNREADABLE if ".." in name else skip
        assert files == {"a.py": b"x = 1\n", name: expected or b"x = 1\n"}

    def test_a_tree_that_names_itself_again_and_again(
        self, tmp_path: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A dozen objects, and a million of files."""
        commit_files(tmp_path / "w", {"a.py": "x = 1\n"})
        inner = f"100644 blob {git('rev-parse', 'HEAD:a.py', cwd=tmp_path / 'w')}\ta.py"
        for _ in range(6):
            listed = [inner] if "blob" in inner else [f"{inner}{number}" for number in range(10)]
            (tmp_path / "listed").write_text("\n".join(listed))
            with (tmp_path / "listed").open() as given:
                made = subprocess.check_output(["git", "mktree"], stdin=given, cwd=tmp_path / "w", text=True)
            inner = f"040000 tree {made.strip()}\td"
        commit = git("commit-tree", "-m", "bomb", made.strip(), cwd=tmp_path / "w")
        git("update-ref", "HEAD", commit, cwd=tmp_path / "w")
        monkeypatch.setattr(git_tree, "MAX_ENTRIES", 1_000)
        with http_remote(tmp_path) as address:
            checkout = check_out(GitSource(url=f"http://{address}/w"), scratch, Path("/nonexistent"))
            with pytest.raises(RepositoryParseError, match="more than 1,000 files"):
                list(checkout.tree.entries())


class TestSubmodules:
    def superproject(self, tmp_path: Path, url: str, commit: str) -> None:
        work = tmp_path / "super"
        commit_files(work, {".gitmodules": f'[submodule "lib"]\n\tpath = lib\n\turl = {url}\n'})
        git("update-index", "--add", "--cacheinfo", f"160000,{commit},lib", cwd=work)
        git("commit", "--quiet", "--message", "submodule", cwd=work)
        git("clone", "--quiet", "--bare", work, tmp_path / "root/super.git")

    def test_only_when_asked_for(self, served: Path, server: str, scratch: Path, tmp_path: Path) -> None:
        commit = git("rev-parse", "main", cwd=served / "lib.git")
        self.superproject(tmp_path, f"http://{server}/lib.git", commit)
        with http_remote(tmp_path / "root") as address:
            for submodules in (False, True):
                source = GitSource(url=f"http://{address}/super.git", submodules=submodules)
                files = files_of(check_out(source, scratch, Path("/nonexistent")))
                assert ("lib/lib.py" in files) == submodules
                assert (files.get("lib") is SkipReason.SUBMODULE) != submodules

    def test_a_relative_one(self, served: Path, scratch: Path, tmp_path: Path) -> None:
        commit = git("rev-parse", "main", cwd=served / "lib.git")
        self.superproject(tmp_path, "../lib.git", commit)
        git("clone", "--quiet", "--bare", served / "lib.git", tmp_path / "root/lib.git")
        with http_remote(tmp_path / "root") as address:
            source = GitSource(url=f"http://{address}/super.git", submodules=True)
            assert "lib/lib.py" in files_of(check_out(source, scratch, Path("/nonexistent")))

    @pytest.mark.parametrize(
        "url", ["file://LOCAL", "LOCAL", "/etc", "ext::sh -c id", "--upload-pack=id", "git@h:x"]
    )
    def test_other_transports_are_refused(
        self, served: Path, scratch: Path, tmp_path: Path, url: str
    ) -> None:
        url = url.replace("LOCAL", str(served / "lib.git"))
        self.superproject(tmp_path, url, git("rev-parse", "main", cwd=served / "lib.git"))
        with http_remote(tmp_path / "root") as address, pytest.raises(IndexingError) as refusal:
            source = GitSource(url=f"http://{address}/super.git", submodules=True)
            check_out(source, scratch, Path("/nonexistent"))
        assert not isinstance(refusal.value, ConnectionFailedError | StorageError)
