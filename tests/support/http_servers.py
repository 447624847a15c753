"""Small http servers on the loopback, for the time of a block; each yields `127.0.0.1:PORT`."""

from __future__ import annotations

import contextlib
import functools
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


@contextlib.contextmanager
def serving(handler: Any) -> Iterator[str]:
    """Answer by `handler`, a request handler class."""
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield f"127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


class _Quiet(BaseHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


class _FileHandler(_Quiet, SimpleHTTPRequestHandler):
    pass


def serving_files(root: Path) -> contextlib.AbstractContextManager[str]:
    """A plain web server: what git calls a dumb one."""
    return serving(functools.partial(_FileHandler, directory=str(root)))


def redirecting(target: str) -> contextlib.AbstractContextManager[str]:
    """Send every request to the same path at `target`."""

    class Handler(_Quiet):
        def do_GET(self) -> None:
            self.send_response(301)
            self.send_header("Location", target + self.path)
            self.end_headers()

    return serving(Handler)


def failing() -> contextlib.AbstractContextManager[str]:
    """Answer with the status that the path begins with."""

    class Handler(_Quiet):
        def do_GET(self) -> None:
            self.send_error(int(self.path.split("/")[1]))

    return serving(Handler)
