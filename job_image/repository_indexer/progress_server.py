"""`GET /progress` and `GET /healthz`, served from the supervisor's own loop.

Whoever can reach the pod can connect, so everything is bounded: connections, bytes, seconds. One answer a
connection, then it is closed; nothing here blocks, and nothing that goes wrong here leaves this module.
"""

from __future__ import annotations

import contextlib
import logging
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from selectors import EVENT_READ, EVENT_WRITE, BaseSelector

from repository_index_api.index_job import PROGRESS_PATH

HEALTH_PATH = "/healthz"
CONNECTIONS = 32
REQUEST_BYTES = 8 * 1024
CONNECTION_SECONDS = 5.0

_logger = logging.getLogger(__name__)


@dataclass(slots=True, eq=False)
class _Connection:
    socket: socket.socket
    deadline: float
    request: bytes = b""
    response: bytes = b""


class ProgressServer:
    """Answers in the selector's loop; each key's data is the function to call when it is ready.

    Args:
        selector: of the loop, which calls `key.data()`, and `drop_overdue` now and then.
        address: where to listen; port 0 is any free one.
        document: the body of `/progress`.

    Raises:
        OSError: the address cannot be had.
    """

    def __init__(
        self, selector: BaseSelector, address: tuple[str, int], document: Callable[[], bytes]
    ) -> None:
        self._selector = selector
        self._document = document
        self._connections: list[_Connection] = []
        self._listener = _listen(address)
        self._listener.setblocking(False)
        self.port: int = self._listener.getsockname()[1]
        selector.register(self._listener, EVENT_READ, partial(self._guarded, self._accept))

    def drop_overdue(self) -> None:
        """Close the connections that have had their time."""
        self._guarded(self._drop_overdue)

    def close(self) -> None:
        """Close everything."""
        self._close_connections()
        self._selector.unregister(self._listener)
        self._listener.close()

    def _guarded(self, step: Callable[[], None]) -> None:
        """Take a step; if it fails by a defect, the connections are lost, never the attempt."""
        try:
            step()
        except Exception:
            _logger.exception("the progress server failed by a defect; its connections are closed")
            self._close_connections()

    def _drop_overdue(self) -> None:
        now = time.monotonic()
        for connection in [c for c in self._connections if c.deadline <= now]:
            self._close(connection)

    def _accept(self) -> None:
        try:
            accepted, _ = self._listener.accept()
        except OSError:
            return
        accepted.setblocking(False)
        if len(self._connections) >= CONNECTIONS:
            # The oldest one has had the most time: whoever floods delays nobody else for long.
            self._close(self._connections[0])
        connection = _Connection(accepted, time.monotonic() + CONNECTION_SECONDS)
        self._selector.register(accepted, EVENT_READ, partial(self._ready, self._read, connection))
        self._connections.append(connection)

    def _ready(self, step: Callable[[_Connection], None], connection: _Connection) -> None:
        # In one turn of the loop, an event before this one may have closed the connection to make room.
        if connection in self._connections:
            self._guarded(partial(step, connection))

    def _read(self, connection: _Connection) -> None:
        try:
            block = connection.socket.recv(REQUEST_BYTES)
        except BlockingIOError:
            return
        except OSError:
            block = b""
        connection.request += block
        if not block or len(connection.request) > REQUEST_BYTES:
            self._close(connection)
        elif b"\r\n\r\n" in connection.request:
            connection.response = _response(connection.request, self._document)
            self._selector.modify(
                connection.socket, EVENT_WRITE, partial(self._ready, self._write, connection)
            )

    def _write(self, connection: _Connection) -> None:
        try:
            sent = connection.socket.send(connection.response)
        except BlockingIOError:
            return
        except OSError:
            sent = len(connection.response)
        connection.response = connection.response[sent:]
        if not connection.response:
            self._close(connection)

    def _close_connections(self) -> None:
        for connection in list(self._connections):
            self._close(connection)

    def _close(self, connection: _Connection) -> None:
        self._connections.remove(connection)
        self._selector.unregister(connection.socket)
        connection.socket.close()


def _listen(address: tuple[str, int]) -> socket.socket:
    host, port = address
    if host == "::":
        # Both families, where the machine has both.
        with contextlib.suppress(OSError):
            return socket.create_server(("::", port), family=socket.AF_INET6, dualstack_ipv6=True)
        host = "0.0.0.0"  # noqa: S104 -- the operator polls it by the pod's address
    return socket.create_server((host, port))


def _response(request: bytes, document: Callable[[], bytes]) -> bytes:
    method, _, rest = request.partition(b"\r\n")[0].partition(b" ")
    path = rest.partition(b" ")[0].partition(b"?")[0].decode("latin-1")
    if method != b"GET":
        return _message("405 Method Not Allowed", b"only GET is served\n", "text/plain")
    if path == PROGRESS_PATH:
        return _message("200 OK", document(), "application/json")
    if path == HEALTH_PATH:
        return _message("200 OK", b"ok\n", "text/plain")
    return _message("404 Not Found", b"only /progress and /healthz are served\n", "text/plain")


def _message(status: str, body: bytes, content_type: str) -> bytes:
    headers = (
        f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\nContent-Length: {len(body)}\r\n"
        "Cache-Control: no-store\r\nConnection: close\r\n\r\n"
    )
    return headers.encode() + body
