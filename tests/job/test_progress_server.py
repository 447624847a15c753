"""The progress endpoint under hostile clients."""

from __future__ import annotations

import contextlib
import selectors
import socket
import threading
import time
from collections.abc import Callable, Iterator

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


@contextlib.contextmanager
def stepped(
    document: Callable[[], bytes] = lambda: b"{}",
) -> Iterator[tuple[selectors.BaseSelector, ProgressServer]]:
    """A server whose loop the test turns itself."""
    with selectors.DefaultSelector() as selector:
        server = ProgressServer(selector, ("127.0.0.1", 0), document)
        try:
            yield selector, server
        finally:
            server.close()


def turn(selector: selectors.BaseSelector) -> None:
    for key, _ in selector.select(5):
        key.data()


def test_one_who_is_dropped_for_another_in_the_same_turn_harms_nobody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The oldest connection is closed to make room while its own event waits in the same batch."""
    monkeypatch.setattr(progress_server, "CONNECTIONS", 1)
    with stepped() as (selector, server), contextlib.ExitStack() as stack:
        address = ("127.0.0.1", server.port)
        oldest = stack.enter_context(socket.create_connection(address, timeout=5))
        turn(selector)
        newest = stack.enter_context(socket.create_connection(address, timeout=5))
        oldest.sendall(b"GET /healthz HTTP/1.1\r\n\r\n")
        deadline = time.monotonic() + 5
        while len(batch := selector.select(1)) < 2:
            assert time.monotonic() < deadline
        # The listener's event first, as it was the first to be registered.
        for key, _ in sorted(batch, key=lambda event: event[0].fd):
            key.data()
        with contextlib.suppress(ConnectionResetError):
            assert oldest.recv(100) == b""
        newest.sendall(b"GET /healthz HTTP/1.1\r\n\r\n")
        turn(selector)
        turn(selector)
        assert newest.recv(1000).startswith(b"HTTP/1.1 200 OK")


def test_a_defect_of_the_server_ends_its_connections_and_nothing_else() -> None:
    answers = iter([None, b"fine"])

    def document() -> bytes:
        if (body := next(answers)) is None:
            raise RuntimeError("a defect")
        return body

    with stepped(document) as (selector, server):
        for expected in (b"", b"fine"):
            with socket.create_connection(("127.0.0.1", server.port), timeout=5) as connection:
                turn(selector)
                connection.sendall(b"GET /progress HTTP/1.1\r\n\r\n")
                turn(selector)
                server.drop_overdue()
                if expected:
                    turn(selector)
                assert connection.recv(1000).rpartition(b"\r\n")[2] == expected
