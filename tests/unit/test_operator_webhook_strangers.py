"""The webhook over real HTTP, and who has no business with it."""

from __future__ import annotations

import contextlib
import socket
import time
from collections.abc import Iterator
from http.client import HTTPConnection

import pytest

from kubectl import eventually
from repository_index_operator import webhook as webhooks
from repository_index_operator.push import namespace_secret
from webhook_endpoint import MASTER, SECRET, Endpoint, headers, listening, payload


@pytest.fixture
def endpoint(tmp_path) -> Iterator[Endpoint]:
    with listening(tmp_path) as found:
        yield found


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
