"""A way to the API server that fails when a test says so: refusals, cuts, deaf watches.

It speaks plain http on the loopback, so that the operator needs nothing but another kubeconfig.
"""

from __future__ import annotations

import base64
import contextlib
import http.client
import json
import re
import socket
import ssl
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from http_servers import serving

HOP_BY_HOP = {"connection", "host", "keep-alive", "transfer-encoding", "content-length"}
EXPIRED = b'{"type":"ERROR","object":{"kind":"Status","code":410,"reason":"Expired"}}\n'
"""What a watch is told when the API server no longer has what came after its resource version."""


@dataclass
class Fault:
    """What becomes of the next `times` requests of this method to a path that `path` is found in.

    `status`: the answer in the place of the API server's, which is not asked. None: the API server is asked,
    does it, and the connection ends before its answer.
    """

    method: str
    path: str
    status: int | None
    times: int = 1
    headers: dict[str, str] = field(default_factory=dict)


class FaultyApi:
    """The faults that are yet to happen, and what has been asked for."""

    def __init__(self, kubeconfig: Path) -> None:
        config = json.loads(kubeconfig.read_text().partition("\n")[2])
        cluster, user = config["clusters"][0]["cluster"], config["users"][0]["user"]
        self.faults: list[Fault] = []
        self.happened: list[Fault] = []
        self.done: list[tuple[str, str, int]] = []
        """Method, path and status of all that the API server itself answered."""
        self.url = ""
        self._lock = threading.Lock()
        self._muted = False
        self._expired = 0
        self._streams: set[socket.socket] = set()
        self._target = urlsplit(cluster["server"])
        self._tls = ssl.create_default_context(
            cadata=base64.b64decode(cluster["certificate-authority-data"]).decode()
        )
        with tempfile.NamedTemporaryFile(suffix=".pem") as pair:
            for part in ("client-certificate-data", "client-key-data"):
                pair.write(base64.b64decode(user[part]))
            pair.flush()
            self._tls.load_cert_chain(pair.name)

    @contextlib.contextmanager
    def served(self) -> Iterator[FaultyApi]:
        """Answer for the time of the block."""
        with serving(self._handler()) as address:
            self.url = f"http://{address}"
            yield self

    def write_kubeconfig(self, file: Path) -> None:
        """A kubeconfig that leads here."""
        config: dict[str, Any] = {
            "apiVersion": "v1",
            "kind": "Config",
            "clusters": [{"name": "faulty", "cluster": {"server": self.url}}],
            "users": [{"name": "anybody", "user": {}}],
            "contexts": [{"name": "faulty", "context": {"cluster": "faulty", "user": "anybody"}}],
            "current-context": "faulty",
        }
        file.write_text(json.dumps(config))

    @contextlib.contextmanager
    def deaf_watches(self, *, then_expired: bool) -> Iterator[None]:
        """Watches tell nothing of what happens in the block; afterwards they go on, or end with 410 Gone."""
        self._muted = True
        try:
            yield
        finally:
            if then_expired:
                self._expired += 1
                for stream in list(self._streams):
                    with contextlib.suppress(OSError):
                        stream.shutdown(socket.SHUT_RDWR)
            self._muted = False

    def created(self, plural: str, namespace: str) -> int:
        """How many objects of the kind the API server has made."""
        wanted = ("POST", f"/namespaces/{namespace}/{plural}", 201)
        return sum(
            1 for method, path, status in self.done if (method, path[-len(wanted[1]) :], status) == wanted
        )

    def _fault(self, method: str, path: str) -> Fault | None:
        with self._lock:
            for fault in self.faults:
                if fault.method == method and re.search(fault.path, path):
                    fault.times -= 1
                    if not fault.times:
                        self.faults.remove(fault)
                    self.happened.append(fault)
                    return fault
        return None

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        """The server's side of a connection."""
        api = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_: object) -> None:
                pass

            def _do(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                path = urlsplit(self.path).path
                fault = api._fault(self.command, path)
                if fault and fault.status:
                    message = json.dumps(
                        {"kind": "Status", "code": fault.status, "message": "a test says so"}
                    )
                    self._answer(fault.status, fault.headers, message.encode())
                    return
                upstream = http.client.HTTPSConnection(
                    str(api._target.hostname), api._target.port, context=api._tls, timeout=60
                )
                try:
                    headers = {k: v for k, v in self.headers.items() if k.lower() not in HOP_BY_HOP}
                    upstream.request(self.command, self.path, body or None, headers)
                    stream = upstream.sock
                    self._pass_on(upstream.getresponse(), stream, path, fault)
                except (OSError, http.client.HTTPException):
                    self.close_connection = True
                finally:
                    upstream.close()

            def _pass_on(
                self,
                response: http.client.HTTPResponse,
                stream: socket.socket,
                path: str,
                fault: Fault | None,
            ) -> None:
                if "watch=true" in self.path and response.status == 200:
                    self._watch(response, stream)
                    return
                content = response.read()
                api.done.append((self.command, path, response.status))
                if fault:
                    self.close_connection = True
                    return
                headers = {k: v for k, v in response.headers.items() if k.lower() not in HOP_BY_HOP}
                self._answer(response.status, headers, content)

            def _answer(self, status: int, headers: dict[str, str], content: bytes) -> None:
                self.send_response(status)
                for name, value in {"Content-Type": "application/json", **headers}.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def _watch(self, response: http.client.HTTPResponse, stream: socket.socket) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Transfer-Encoding", "chunked")
                self.end_headers()
                expired = api._expired
                api._streams.add(stream)
                try:
                    with contextlib.suppress(OSError, http.client.HTTPException):
                        for line in iter(response.readline, b""):
                            if not api._muted:
                                self._chunk(line)
                finally:
                    api._streams.discard(stream)
                if api._expired != expired:
                    self._chunk(EXPIRED)
                self._chunk(b"")

            def _chunk(self, content: bytes) -> None:
                self.wfile.write(b"%x\r\n%s\r\n" % (len(content), content))

            do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _do  # noqa: N815

        return Handler
