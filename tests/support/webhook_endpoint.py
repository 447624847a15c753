"""The webhook over real HTTP, with a stub of the API server."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import hmac
import json
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from git_remotes import free_port
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


@contextlib.contextmanager
def listening(folder: Path) -> Iterator[Endpoint]:
    """A webhook whose secret lies in `folder`."""
    secret = folder / "secret"
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
