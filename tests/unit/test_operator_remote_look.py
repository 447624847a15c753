"""A look at a real git server, and at servers that are none."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import socket
import subprocess
import threading
import time
from ipaddress import ip_network

import pytest

from git_remotes import commit_files, git, http_remote
from http_servers import failing, redirecting, serving_files
from repository_index_operator import remote_look
from repository_index_operator.git_protocol import NotSpokenError, RemoteError, read_capabilities, read_commit
from repository_index_operator.observed import Target
from repository_index_operator.remote_look import LookError, NeedsRunError, RemoteLook

LOOPBACK = (ip_network("127.0.0.0/8"),)


@pytest.fixture(scope="module")
def work_tree(tmp_path_factory):
    """A repository with branches, tags, and its bare copies below `served`, one of them with SHA-256."""
    folder = tmp_path_factory.mktemp("repositories")
    tree = folder / "app"
    commit_files(tree, {"a.py": "def f(): pass\n"})
    git("branch", "main-2", cwd=tree)
    git("tag", "--annotate", "--message", "one", "v1", cwd=tree)
    git("branch", "both", cwd=tree)
    commit_files(tree, {"a.py": "def g(): pass\n"})
    git("tag", "both", cwd=tree)
    (folder / "served").mkdir()
    git("clone", "--quiet", "--bare", tree, folder / "served/app.git")
    git("init", "--quiet", "--bare", folder / "served/empty.git")
    git("init", "--quiet", "--object-format=sha256", folder / "long")
    commit_files(folder / "long", {"a.py": "x = 1\n"})
    git("clone", "--quiet", "--bare", folder / "long", folder / "served/long.git")
    return tree


@pytest.fixture(scope="module")
def server(work_tree):
    with http_remote(work_tree.parent / "served") as address:
        yield f"http://{address}"


def commit_of(url: str, ref: str | None = None, networks=LOOPBACK) -> str:
    return asyncio.run(RemoteLook(networks).commit_of(Target(url, ref)))


def revision(work_tree, name: str) -> str:
    return git("rev-parse", f"{name}^{{commit}}", cwd=work_tree)


@pytest.mark.parametrize(
    ("ref", "name"),
    [
        (None, "HEAD"),
        ("main", "main"),
        ("refs/heads/main", "main"),
        ("heads/main-2", "main-2"),
        ("v1", "v1"),
        ("refs/tags/v1", "v1"),
        ("both", "refs/tags/both"),
        ("refs/heads/both", "refs/heads/both"),
    ],
)
def test_it_finds_the_commit_that_git_would_fetch(server, work_tree, ref, name):
    assert commit_of(f"{server}/app.git", ref) == revision(work_tree, name)
    fetched = work_tree.parent / f"fetched-{(ref or 'HEAD').replace('/', '-')}"
    git("init", "--quiet", fetched)
    git("fetch", "--quiet", f"{server}/app.git", ref or "HEAD", cwd=fetched)
    assert git("rev-parse", "FETCH_HEAD^{commit}", cwd=fetched) == revision(work_tree, name)


def test_it_sees_a_commit_move(server, work_tree):
    git("push", "--quiet", work_tree.parent / "served/app.git", "main-2:moving", cwd=work_tree)
    before = commit_of(f"{server}/app.git", "moving")
    git("push", "--quiet", work_tree.parent / "served/app.git", "main:moving", cwd=work_tree)
    assert commit_of(f"{server}/app.git", "moving") != before


def test_it_knows_long_object_names(server, work_tree):
    assert commit_of(f"{server}/long.git") == revision(work_tree.parent / "long", "HEAD")


def test_https_needs_a_certificate_that_is_trusted(work_tree, tmp_path, monkeypatch):
    certificate, key = tmp_path / "certificate.pem", tmp_path / "key.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"),
            *("-keyout", key, "-out", certificate),
        ],
        check=True,
        capture_output=True,
    )
    options = ("--certificate", certificate, "--key", key)
    with http_remote(work_tree.parent / "served", *options) as address:
        with pytest.raises(LookError, match="is not trusted by the operator"):
            commit_of(f"https://{address}/app.git")
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert commit_of(f"https://{address}/app.git") == revision(work_tree, "HEAD")


# What is wrong, in words.


@pytest.mark.parametrize(("path", "ref"), [("app.git", "nowhere"), ("app.git", "mai"), ("empty.git", None)])
def test_a_ref_that_is_not_there(server, path, ref):
    with pytest.raises(LookError, match=f"there is no ref {ref or 'HEAD'} at 127.0.0.1"):
        commit_of(f"{server}/{path}", ref)


def test_a_repository_that_is_not_there(server):
    with pytest.raises(LookError, match="there is no repository"):
        commit_of(f"{server}/nothing.git")


@pytest.mark.parametrize(
    ("status", "words"), [(401, "secretRef"), (403, "refuses"), (429, "left alone"), (503, "status 503")]
)
def test_a_server_that_refuses(status, words):
    with failing() as address, pytest.raises(LookError, match=words):
        commit_of(f"http://{address}/{status}")


def test_nobody_listens():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    with pytest.raises(LookError, match="cannot be reached"):
        commit_of(f"http://127.0.0.1:{port}/app.git")


def test_a_name_that_is_none():
    with pytest.raises(LookError, match="cannot be reached"):
        commit_of("http://no-such-host.invalid/app.git")


# What only a run can see.


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.1", "[::1]", "[::ffff:127.0.0.1]"])
def test_private_addresses_are_not_connected_to(host):
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        listener.settimeout(0.2)
        with pytest.raises(NeedsRunError, match="no public address"):
            commit_of(f"http://{host}:{listener.getsockname()[1]}/app.git", networks=())
        with pytest.raises(TimeoutError):
            listener.accept()


def test_redirects_are_not_followed():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        listener.settimeout(0.2)
        target = f"http://127.0.0.1:{listener.getsockname()[1]}"
        with redirecting(target) as address, pytest.raises(NeedsRunError, match="redirects"):
            commit_of(f"http://{address}/app.git")
        with pytest.raises(TimeoutError):
            listener.accept()


def test_a_server_without_the_protocol(work_tree, tmp_path):
    shutil.copytree(work_tree.parent / "served/app.git", tmp_path / "app.git")
    git("update-server-info", cwd=tmp_path / "app.git")
    with serving_files(tmp_path) as address, pytest.raises(NeedsRunError, match="protocol version 2"):
        commit_of(f"http://{address}/app.git")


# Hostile servers.


@contextlib.contextmanager
def answering(*parts: bytes, pause: float = 0.0):
    """A server that answers each connection with these bytes; yields its address and how many it sent."""
    sent = [0]
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()

        def serve() -> None:
            with contextlib.suppress(OSError):
                while True:
                    connection, _ = listener.accept()
                    with connection, contextlib.suppress(OSError):
                        connection.recv(4_096)
                        for part in parts:
                            connection.sendall(part)
                            sent[0] += len(part)
                            time.sleep(pause)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"127.0.0.1:{listener.getsockname()[1]}", sent
        listener.shutdown(socket.SHUT_RDWR)
        thread.join(timeout=5)


HEAD = b"HTTP/1.0 200 OK\r\n\r\n"


def test_endless_answers_are_cut():
    with answering(HEAD, *[b"0" * 65_536] * 1_000) as (address, sent):
        with pytest.raises(NeedsRunError, match="more than"):
            commit_of(f"http://{address}/app.git")
        assert sent[0] < 32 * 1024 * 1024


def test_slow_answers_are_not_waited_for(monkeypatch):
    monkeypatch.setattr(remote_look, "TIMEOUT_SECONDS", 0.5)
    with answering(HEAD, *[b"0"] * 100, pause=0.1) as (address, _):
        started = time.monotonic()
        with pytest.raises(LookError, match="does not answer"):
            commit_of(f"http://{address}/app.git")
        assert time.monotonic() - started < 5


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"zzzz", b"ffff", b"0003", b"000eversion 1\n0000", b"\xff" * 99]
)
def test_answers_that_are_no_git(body):
    with answering(HEAD + body) as (address, _), pytest.raises(NeedsRunError, match="protocol version 2"):
        commit_of(f"http://{address}/app.git")


def test_compressed_answers_are_not_inflated():
    head = b"HTTP/1.0 200 OK\r\nContent-Encoding: gzip\r\n\r\n"
    with answering(head + b"\x1f\x8b" + b"\0" * 100) as (address, _), pytest.raises(NeedsRunError):
        commit_of(f"http://{address}/app.git")


def packet(line: bytes) -> bytes:
    return b"%04x" % (len(line) + 4) + line


def test_what_a_server_says_is_made_printable():
    with pytest.raises(RemoteError, match=r"^no \[31mway$"):
        read_capabilities(packet(b"ERR no \x1b[31mway\n"))


@pytest.mark.parametrize("line", [b"HEAD", b"x" * 40 + b" HEAD", b"A" * 40 + b" HEAD", b"unborn HEAD"])
def test_a_line_that_is_no_ref(line):
    with pytest.raises(NotSpokenError):
        read_commit(packet(line), None)
