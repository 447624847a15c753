"""The webhook over real HTTP, for forges and for others.

The API server is a stub: what it stores is shown by tests/cluster/test_triggers.py.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import hmac
import json
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Any

import pytest

from git_remotes import free_port
from kubectl import eventually
from repository_index_operator import webhook as webhooks
from repository_index_operator.__main__ import main
from repository_index_operator.errors import ClusterError, ConflictError, NotFoundError
from repository_index_operator.push import namespace_secret
from repository_index_operator.webhook import Webhook

MASTER = b"0123456789abcdef0123456789abcdef"
SECRET = namespace_secret(MASTER, "team-a")
URL = "https://github.com/pallets/flask"
SHA = "a" * 40


def payload(commit: str = SHA, **fields: Any) -> bytes:
    repository = {"clone_url": f"{URL}.git", "default_branch": "main"}
    return json.dumps(
        {"ref": "refs/heads/main", "after": commit, "repository": repository, **fields}
    ).encode()


def headers(body: bytes, delivery: str = "1", *, secret: str = SECRET, event: str = "push") -> dict[str, str]:
    signature = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return {
        "X-GitHub-Event": event,
        "X-GitHub-Delivery": delivery,
        "X-Hub-Signature-256": f"sha256={signature}",
    }


class StubCluster:
    """Holds resources, and remembers the pushes that were written."""

    def __init__(self) -> None:
        self.resources: list[dict[str, Any]] = []
        self.pushes: list[tuple[str, str]] = []
        self.lists = 0
        self.seconds = 0.0
        self.conflicts = 0
        self.error: ClusterError | None = None

    def add(self, name: str, url: str = URL, **git: str) -> None:
        metadata = {"namespace": "team-a", "name": name}
        self.resources.append({"metadata": metadata, "spec": {"source": {"git": {"url": url, **git}}}})

    async def list_all(self, _path: str, _plural: str, namespace: str):
        self.lists += 1
        await asyncio.sleep(self.seconds)
        if self.error:
            raise self.error
        yield [raw for raw in self.resources if raw["metadata"]["namespace"] == namespace], 1

    async def note_push(self, key: Any, push: str) -> None:
        if self.conflicts:
            self.conflicts -= 1
            raise ConflictError("the object has been modified")
        (raw,) = (raw for raw in self.resources if raw["metadata"]["name"] == key.name)
        if raw.get("gone"):
            raise NotFoundError("gone")
        raw.setdefault("status", {})["push"] = push
        self.pushes.append((key.name, push.partition(" ")[0]))


@dataclass
class Endpoint:
    """The webhook, listening."""

    port: int
    cluster: StubCluster
    webhook: Webhook

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=10)

    def send(
        self,
        body: Any = None,
        given: dict[str, str] | None = None,
        *,
        path: str = "/webhook/team-a",
        method: str = "POST",
    ) -> tuple[int, str]:
        body = payload() if body is None else body
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        with contextlib.closing(connection):
            connection.request(method, path, body, headers(body) if given is None else given)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()

    def push(self, commit: str = SHA, delivery: str = "1") -> int:
        body = payload(commit)
        return self.send(body, headers(body, delivery))[0]


async def end_of_tasks() -> None:
    """Until nothing is left of the connections that were cut."""
    await asyncio.gather(*(asyncio.all_tasks() - {asyncio.current_task()}), return_exceptions=True)


@pytest.fixture
def endpoint(tmp_path) -> Iterator[Endpoint]:
    secret = tmp_path / "secret"
    secret.write_bytes(MASTER + b"\n")
    port, cluster = free_port(), StubCluster()
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    webhook = Webhook(cluster, secret, ())

    def call(coroutine: Any) -> None:
        asyncio.run_coroutine_threadsafe(coroutine, loop).result(timeout=10)

    call(webhook.start(port))
    yield Endpoint(port, cluster, webhook)
    call(webhook.stop())
    call(end_of_tasks())
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


# What forges send.


def test_a_push_is_written_to_each_resource_that_it_is_about(endpoint):
    endpoint.cluster.add("default")
    endpoint.cluster.add("named", ref="main")
    endpoint.cluster.add("by-ssh", "git@github.com:pallets/flask.git", ref="refs/heads/main")
    endpoint.cluster.add("other-branch", ref="stable")
    endpoint.cluster.add("other-repository", "https://github.com/pallets/click")
    assert endpoint.send() == (202, "RepositoryIndexes that it is about: 3\n")
    assert endpoint.cluster.pushes == [("default", SHA), ("named", SHA), ("by-ssh", SHA)]


def test_gitea_and_gitlab_are_understood(endpoint):
    endpoint.cluster.add("flask")
    body = payload()
    signature = hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
    gitea = {"X-Gitea-Event": "push", "X-Gitea-Delivery": "2", "X-Gitea-Signature": signature}
    assert endpoint.send(body, gitea)[0] == 202
    repository = {"git_http_url": f"{URL}.git", "default_branch": "main"}
    body = json.dumps({"ref": "refs/heads/main", "after": "b" * 40, "project": repository}).encode()
    gitlab = {"X-Gitlab-Event": "Push Hook", "X-Gitlab-Event-UUID": "3", "X-Gitlab-Token": SECRET}
    assert endpoint.send(body, gitlab)[0] == 202
    assert endpoint.cluster.pushes == [("flask", SHA), ("flask", "b" * 40)]


@pytest.mark.parametrize(
    ("event", "body", "status"),
    [
        ("ping", b'{"zen": "x"}', 200),
        ("issues", b"{}", 204),
        ("push", payload("0" * 40), 204),
        ("push", payload(), 204),
    ],
)
def test_what_asks_for_no_run(endpoint, event, body, status):
    """The last one is of a repository that nobody indexes."""
    assert endpoint.send(body, headers(body, event=event))[0] == status
    assert endpoint.cluster.pushes == []


def test_a_resource_that_goes_meanwhile_is_no_error(endpoint):
    endpoint.cluster.add("gone")
    endpoint.cluster.add("flask")
    endpoint.cluster.resources[0]["gone"] = True
    assert endpoint.push() == 202
    assert endpoint.cluster.pushes == [("flask", SHA)]


@pytest.mark.parametrize(("conflicts", "answers"), [(2, [202]), (3, [503, 202])])
def test_a_push_is_not_lost_among_the_writes_of_others(endpoint, conflicts, answers):
    endpoint.cluster.add("flask")
    endpoint.cluster.conflicts = conflicts
    assert [endpoint.push() for _ in answers] == answers
    assert endpoint.cluster.pushes == [("flask", SHA)]


# Replays and floods.


def test_a_delivery_is_taken_once(endpoint):
    endpoint.cluster.add("flask")
    assert [endpoint.push(delivery="7") for _ in range(3)] == [202, 200, 200]
    assert endpoint.cluster.lists == 1


def test_a_delivery_that_could_not_be_taken_is_taken_when_it_comes_again(endpoint):
    endpoint.cluster.add("flask")
    endpoint.cluster.error = ClusterError("etcd is slow")
    assert endpoint.push(delivery="7") == 503
    endpoint.cluster.error = None
    assert endpoint.push(delivery="7") == 202


def test_deliveries_of_other_namespaces_are_other_ones(endpoint):
    endpoint.cluster.add("flask")
    body = payload()
    other = headers(body, secret=namespace_secret(MASTER, "team-b"))
    assert endpoint.send(body, other, path="/webhook/team-b")[0] == 204
    assert endpoint.push() == 202


def test_few_deliveries_are_remembered(endpoint, monkeypatch):
    monkeypatch.setattr(webhooks, "REMEMBERED_DELIVERIES", 3)
    endpoint.cluster.add("flask")
    for delivery in range(10):
        endpoint.push(delivery=str(delivery))
    assert len(endpoint.webhook._seen) == 3
    assert endpoint.push(delivery="9") == 200


def test_while_a_push_waits_for_its_run_the_same_is_not_written_again(endpoint):
    endpoint.cluster.add("flask")
    for delivery in range(5):
        assert endpoint.push(delivery=str(delivery)) == 202
    assert endpoint.cluster.pushes == [("flask", SHA)]
    # A run has been asked for: what comes now may be news again.
    status = endpoint.cluster.resources[0]["status"]
    status["run"] = {"push": status["push"]}
    assert endpoint.push(delivery="later") == 202
    assert len(endpoint.cluster.pushes) == 2


def test_a_flood_is_one_pass(endpoint):
    endpoint.cluster.add("flask")
    endpoint.cluster.seconds = 0.3
    answers: list[int] = []
    threads = [
        threading.Thread(target=lambda n=n: answers.append(endpoint.push(delivery=str(n)))) for n in range(30)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [202] * 30
    assert endpoint.cluster.lists <= 3
    assert endpoint.cluster.pushes == [("flask", SHA)]


# Others.


@pytest.mark.parametrize(
    "given",
    [
        {},
        headers(payload(), secret="wrong"),
        headers(payload(), secret=namespace_secret(MASTER, "team-b")),
        headers(payload(), secret=MASTER.decode()),
        headers(payload("b" * 40)),
        {**headers(payload()), "X-Hub-Signature-256": "sha256=\xff"},
        {"X-Gitlab-Event": "Push Hook", "X-Gitlab-Event-UUID": "1", "X-Gitlab-Token": "wrong"},
    ],
)
def test_who_does_not_know_the_secret_is_refused(endpoint, given):
    endpoint.cluster.add("flask")
    status, text = endpoint.send(payload(), given)
    assert (status, SECRET in text) == (401, False)
    assert (endpoint.cluster.lists, endpoint.cluster.pushes) == (0, [])


@pytest.mark.parametrize(
    "path", ["/", "/webhook", "/webhook/", "/webhook/a/b", "/webhook/..", "/webhook/A", "/x"]
)
def test_other_paths_are_not_found(endpoint, path):
    assert endpoint.send(path=path)[0] == 404


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_other_methods_are_refused(endpoint, method):
    assert endpoint.send(method=method)[0] == 405


def test_namespaces_that_the_operator_does_not_watch_are_not_found(endpoint):
    endpoint.webhook._namespaces = ("team-b",)
    assert endpoint.send()[0] == 404


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"payload=%7B%7D", b'{"x":' + b"[" * 500_000])
def test_a_genuine_body_that_is_no_push(endpoint, body):
    assert endpoint.send(body, headers(body))[0] == 400


def test_a_delivery_without_a_name_is_refused(endpoint):
    given = headers(payload())
    del given["X-GitHub-Delivery"]
    assert endpoint.send(payload(), given)[0] == 400


def test_a_huge_body_is_not_read(endpoint):
    with endpoint.connect() as connection:
        connection.sendall(b"POST /webhook/team-a HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n")
        started = time.monotonic()
        with pytest.raises(OSError, match=r"reset|pipe"):
            while time.monotonic() < started + 8:
                connection.sendall(b"x" * 65_536)
    assert endpoint.webhook._held_bytes == 0
    assert endpoint.push() == 204


def test_a_huge_body_is_told_so(endpoint, monkeypatch):
    monkeypatch.setattr(webhooks, "MAX_BODY_BYTES", 1_000)
    assert endpoint.send(b"x" * 2_000)[0] == 413


def chunked(body: bytes, size: int = 100) -> Iterator[bytes]:
    yield from (body[place : place + size] for place in range(0, len(body), size))


def test_a_body_of_unknown_length_is_read(endpoint):
    endpoint.cluster.add("flask")
    body = payload()
    connection = HTTPConnection("127.0.0.1", endpoint.port, timeout=10)
    with contextlib.closing(connection):
        connection.request("POST", "/webhook/team-a", chunked(body), headers(body), encode_chunked=True)
        assert connection.getresponse().status == 202


def test_an_endless_body_of_unknown_length_is_cut(endpoint, monkeypatch):
    monkeypatch.setattr(webhooks, "MAX_BODY_BYTES", 1_000)
    with endpoint.connect() as connection:
        connection.sendall(b"POST /webhook/team-a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
        with contextlib.suppress(OSError):
            for _ in range(100):
                connection.sendall(b"64\r\n" + b"x" * 100 + b"\r\n")
        assert connection.recv(100).startswith(b"HTTP/1.1 413 ")


def test_a_compressed_body_is_not_inflated(endpoint):
    body = payload()
    assert endpoint.send(body, {**headers(body), "Content-Encoding": "gzip"})[0] == 204


def test_a_slow_body_is_not_waited_for(endpoint, monkeypatch):
    monkeypatch.setattr(webhooks, "BODY_SECONDS", 0.3)
    with endpoint.connect() as connection:
        connection.sendall(b"POST /webhook/team-a HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{")
        assert connection.recv(100).startswith(b"HTTP/1.1 408 ")
    assert endpoint.webhook._held_bytes == 0


@pytest.mark.parametrize("sent", [b"", b"POST /webhook/team-a HTTP/1.1\r\nX: "])
def test_who_never_asks_is_hung_up_on(endpoint, monkeypatch, sent):
    monkeypatch.setattr(webhooks, "CONNECTION_SECONDS", 0.3)
    with endpoint.connect() as connection:
        connection.sendall(sent)
        started = time.monotonic()
        assert connection.recv(100) == b""
        assert time.monotonic() - started < 5


HEAD = b"POST /webhook/team-a HTTP/1.1\r\nHost: x\r\n"


@pytest.mark.parametrize(
    "sent",
    [
        b"\x16\x03\x01 this is TLS",
        b"GET / HTTP/9.9\r\n\r\n",
        HEAD + b"Content-Length: x\r\n\r\n",
        HEAD + b"Content-Length: 100\r\n\r\n{",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n{",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\n{",
        HEAD + b"X: " + b"x" * 100_000,
    ],
)
def test_who_talks_nonsense_and_hangs_up_fills_no_log(endpoint, caplog, sent):
    with endpoint.connect() as connection, contextlib.suppress(OSError):
        connection.sendall(sent)
        connection.shutdown(socket.SHUT_WR)
        while connection.recv(1_000):
            pass
    with endpoint.connect() as connection:
        connection.sendall(sent)
    assert endpoint.push() == 204
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []


def test_a_defect_is_told_to_those_who_run_the_operator_alone(endpoint, caplog):
    endpoint.cluster.resources.append({"a resource": "that has no metadata"})
    status, text = endpoint.send()
    assert (status, text) == (500, "the operator failed: its log tells why\n")
    assert "a delivery failed by a defect" in caplog.text


def test_slow_ones_do_not_keep_others_out(endpoint, monkeypatch):
    monkeypatch.setattr(webhooks, "MAX_CONNECTIONS", 5)
    endpoint.cluster.add("flask")

    def connections() -> int:
        return len(endpoint.webhook._runner.server.connections)

    with contextlib.ExitStack() as stack:

        def be_slow(number: int) -> None:
            stack.enter_context(endpoint.connect()).sendall(b"POST /webhook/team-a HTTP/1.1\r\n")
            eventually(lambda: connections() == number, every=0.01)

        for number in range(1, 5):
            be_slow(number)
        assert endpoint.push() == 202
        eventually(lambda: connections() == 4, every=0.01)
        be_slow(5)
        with endpoint.connect() as one_too_many:
            assert one_too_many.recv(100) == b""


def test_all_bodies_together_are_bounded(endpoint, monkeypatch):
    monkeypatch.setattr(webhooks, "MAX_HELD_BYTES", 1_000)
    with endpoint.connect() as connection:
        connection.sendall(
            b"POST /webhook/team-a HTTP/1.1\r\nHost: x\r\nContent-Length: 2000\r\n\r\n" + b"x" * 900
        )
        eventually(lambda: endpoint.webhook._held_bytes == 900, every=0.01)
        assert endpoint.push() == 503
    eventually(lambda: endpoint.webhook._held_bytes == 0, every=0.01)
    assert endpoint.push() == 204


# The secret.


def test_a_new_master_secret_holds_at_once(endpoint, tmp_path):
    (tmp_path / "secret").write_bytes(b"n" * 32)
    assert endpoint.push() == 401
    body = payload()
    assert endpoint.send(body, headers(body, secret=namespace_secret(b"n" * 32, "team-a")))[0] == 204
    (tmp_path / "secret").unlink()
    assert endpoint.push(delivery="2") == 503


@pytest.mark.parametrize("content", [None, b"", b"short"])
def test_without_a_master_secret_there_is_no_webhook(tmp_path, content):
    file = tmp_path / "secret"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(ValueError, match="master secret"):
        asyncio.run(Webhook(StubCluster(), file, ()).start(0))


def test_the_secret_of_a_namespace_is_printed(tmp_path, monkeypatch, capsys):
    (tmp_path / "secret").write_bytes(MASTER + b"\n")
    monkeypatch.setenv("INDEXER_IMAGE", "indexer:2")
    assert main(["--webhook-secret", "team-a"]) == 1
    assert "no webhook" in capsys.readouterr().err
    monkeypatch.setenv("OPERATOR_WEBHOOK_SECRET_FILE", str(tmp_path / "secret"))
    assert main(["--webhook-secret", "team-a"]) == 0
    assert capsys.readouterr().out == f"{SECRET}\n"
