"""Serve the bare repositories of a folder over smart HTTP: `python hack/git_server.py --root DIR --port P`.

For tests and the demo, in a pod or beside one: only the standard library, and git's own `http-backend`.
With `--user` and `--password` every request needs them (basic auth); with `--certificate` and `--key` it
speaks https.
"""

from __future__ import annotations

import argparse
import base64
import contextlib
import hmac
import os
import socket
import ssl
import subprocess
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class GitServer(ThreadingHTTPServer):
    """`authorization` is the header that every request must carry; None: whoever asks is served."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, address: tuple[str, int], root: Path, authorization: str | None = None) -> None:
        self.root = root.resolve()
        self.authorization = authorization
        super().__init__(address, GitRequestHandler)

    def shutdown_request(self, request: socket.socket | tuple[bytes, socket.socket]) -> None:
        if isinstance(request, ssl.SSLSocket):
            with contextlib.suppress(OSError, ValueError):
                request.unwrap()  # or the client takes the body for cut short
        super().shutdown_request(request)


class GitRequestHandler(BaseHTTPRequestHandler):
    """One request, handed to `git http-backend` as CGI has it (RFC 3875)."""

    server: GitServer
    protocol_version = "HTTP/1.0"  # the end of the connection ends the body: no chunks to write
    timeout = 60

    def do_GET(self) -> None:
        if self.is_authorized():
            self.run_backend(body=b"")

    def do_POST(self) -> None:
        if self.is_authorized():
            self.run_backend(body=self.read_body())

    def is_authorized(self) -> bool:
        expected = self.server.authorization
        given = self.headers.get("Authorization", "")
        if expected is None or hmac.compare_digest(given.encode(), expected.encode()):
            return True
        self.send_response(401)
        self.send_header("WWW-Authenticate", 'Basic realm="git"')
        self.send_header("Content-Length", "0")
        self.end_headers()
        return False

    def read_body(self) -> bytes:
        if "chunked" not in self.headers.get("Transfer-Encoding", ""):
            return self.rfile.read(int(self.headers.get("Content-Length", 0)))
        body = bytearray()
        while size := int(self.rfile.readline().split(b";")[0], 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        return bytes(body)

    def run_backend(self, body: bytes) -> None:
        path, _, query = self.path.partition("?")
        environment = {
            "PATH": os.environ.get("PATH", os.defpath),
            "GIT_PROJECT_ROOT": str(self.server.root),
            "GIT_HTTP_EXPORT_ALL": "1",
            "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
            # The repositories may belong to whoever unpacked them.
            "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": "safe.directory",
            "GIT_CONFIG_VALUE_0": "*",
            "REQUEST_METHOD": self.command,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": str(len(body)),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
            "REMOTE_ADDR": self.client_address[0],
        }
        with subprocess.Popen(
            ["git", "http-backend"], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as backend:
            assert backend.stdin is not None
            assert backend.stdout is not None
            backend.stdin.write(body)
            backend.stdin.close()
            self.relay_headers(backend)
            while block := backend.stdout.read1(64 * 1024):  # type: ignore[attr-defined]
                self.wfile.write(block)

    def relay_headers(self, backend: subprocess.Popen[bytes]) -> None:
        assert backend.stdout is not None
        status, headers = 200, []
        while line := backend.stdout.readline().decode().rstrip("\r\n"):
            name, _, value = line.partition(": ")
            if name == "Status":
                status = int(value.split()[0])
            else:
                headers.append((name, value))
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()


def basic_authorization(user: str, password: str) -> str:
    """The header `Authorization` of RFC 7617."""
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=Path, required=True, help="folder with the bare repositories")
    parser.add_argument("--host", default="0.0.0.0", help="address to listen on")
    parser.add_argument("--port", type=int, default=8000, help="0: any free one, which is printed")
    parser.add_argument("--user", help="ask for this user name ...")
    parser.add_argument("--password", help="... and this password")
    parser.add_argument("--certificate", type=Path, help="speak https with this certificate (PEM) ...")
    parser.add_argument("--key", type=Path, help="... and its key (PEM)")
    arguments = parser.parse_args()
    if (arguments.user is None) != (arguments.password is None):
        parser.error("--user and --password belong together")
    authorization = basic_authorization(arguments.user, arguments.password) if arguments.user else None
    server = GitServer((arguments.host, arguments.port), arguments.root, authorization)
    scheme = "http"
    if arguments.certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(arguments.certificate, arguments.key)
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        scheme = "https"
    print(f"serving {server.root} at {scheme}://{arguments.host}:{server.server_port}/", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
