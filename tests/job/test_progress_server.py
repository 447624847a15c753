"""The progress endpoint under hostile clients."""

from __future__ import annotations

import selectors
import socket
import threading
import time
from collections.abc import Iterator

import pytest

from repository_indexer import progress_server
from repository_indexer.progress_server import ProgressServer


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    monkeypatch.setattr(progress_server, "CONNECTION_SECONDS", 1.0)
    selector = selectors.DefaultSelector()
    server = ProgressServer(selector, ("::", 0), lambda: b'{"percent":30}')
    stop = threading.Event()

    def loop() -> None:
        while not stop.is_set():
            for key, _ in selector.select(0.05):
                key.data()
            server.drop_overdue()

    thread = threading.Thread(target=loop)
    thread.start()
    yield server.port
    stop.set()
    thread.join()
    server.close()
    selector.close()


def ask(port: int, request: bytes, host: str = "127.0.0.1") -> bytes:
    with socket.create_connection((host, port), timeout=5) as connection:
        connection.sendall(request)
        answer = b""
        while block := connection.recv(65536):
            answer += block
        return answer


@pytest.mark.parametrize(
    ("request_line", "status", "body"),
    [
        (b"GET /progress HTTP/1.1", b"200 OK", b'{"percent":30}'),
        (b"GET /progress?x=1 HTTP/1.0", b"200 OK", b'{"percent":30}'),
        (b"GET /healthz HTTP/1.1", b"200 OK", b"ok\n"),
        (b"GET / HTTP/1.1", b"404 Not Found", b"only /progress and /healthz are served\n"),
        (b"GET /../etc/passwd HTTP/1.1", b"404 Not Found", b"only /progress and /healthz are served\n"),
        (b"POST /progress HTTP/1.1", b"405 Method Not Allowed", b"only GET is served\n"),
        (b"\xff\x00", b"405 Method Not Allowed", b"only GET is served\n"),
    ],
)
def test_answers(port: int, request_line: bytes, status: bytes, body: bytes) -> None:
    head, _, rest = ask(port, request_line + b"\r\nHost: x\r\n\r\n").partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 " + status + b"\r\n")
    assert b"Content-Length: %d\r\n" % len(body) in head
    assert rest == body


def test_both_address_families(port: int) -> None:
    assert ask(port, b"GET /healthz HTTP/1.1\r\n\r\n", host="::1").endswith(b"ok\n")


def test_a_request_in_pieces(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        for byte in b"GET /healthz HTTP/1.1\r\n\r\n":
            connection.sendall(bytes([byte]))
            time.sleep(0.005)
        assert connection.recv(1000).startswith(b"HTTP/1.1 200 OK")


def test_a_request_without_end_is_dropped(port: int) -> None:
    with pytest.raises(ConnectionError):
        assert ask(port, b"GET /" + b"a" * 1_000_000) == b""
        raise ConnectionResetError  # closed without a word is as good


def test_who_says_nothing_is_dropped_in_time(port: int) -> None:
    started = time.monotonic()
    assert ask(port, b"GET /prog") == b""
    assert 0.9 < time.monotonic() - started < 3


def test_a_crowd_of_silent_connections_keeps_nobody_out(port: int) -> None:
    crowd = [socket.create_connection(("127.0.0.1", port), timeout=5) for _ in range(200)]
    try:
        assert ask(port, b"GET /healthz HTTP/1.1\r\n\r\n").endswith(b"ok\n")
    finally:
        for connection in crowd:
            connection.close()
