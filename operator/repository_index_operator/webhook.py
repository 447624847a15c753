"""The webhook: `POST /webhook/NAMESPACE` says that a repository was pushed to.

Any replica can serve it, for it works by the API server alone: it lists the namespace's resources, and writes
the push into the status of those that it is about before it answers. The leader's watch does the rest.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections import OrderedDict
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
from aiohttp import web
from aiohttp.http import HttpProcessingError
from aiohttp.web_protocol import RequestHandler

from repository_index_api.v1alpha1 import PLURAL
from repository_index_operator import metrics
from repository_index_operator.cluster import RESOURCES_PATH, Cluster
from repository_index_operator.errors import ClusterError, ConflictError, NotFoundError
from repository_index_operator.observed import Key, RawObject
from repository_index_operator.push import (
    Event,
    Push,
    delivery_of,
    event_of,
    is_about,
    is_genuine,
    namespace_secret,
    read_push,
)
from repository_index_operator.refresh import pushed, pushed_commit

MAX_BODY_BYTES = 5 * 1024 * 1024
"""A push of a thousand commits takes about two megabytes."""
MAX_HELD_BYTES = 32 * 1024 * 1024
"""Of all bodies together that are being received."""
MAX_CONNECTIONS = 256
BODY_SECONDS = 10.0
CONNECTION_SECONDS = 30.0
"""All that one connection may take, from its first byte on: a delivery each."""
LINGERING_SECONDS = 1.0
"""How long what is left of a refused body is passed over, so that its sender comes to read the answer."""
STOP_SECONDS = 2.0
WRITE_ATTEMPTS = 3
REMEMBERED_DELIVERIES = 10_000
LEAST_SECRET_BYTES = 16

_PATH = re.compile(r"/webhook/([a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)")

logger = logging.getLogger(__name__)
_nonsense = logging.getLogger(f"{__name__}.nonsense")
"""Where aiohttp tells of each request that is none, with a traceback: anybody can send those."""
_nonsense.setLevel(logging.CRITICAL)


class _Refusal(Exception):  # noqa: N818 - an answer, not an error of ours
    """The answer to a request that is not taken."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status


class _Server(web.Server):
    """Ends connections that take too long, or are too many."""

    def __call__(self) -> RequestHandler:
        connection = super().__call__()
        seconds = CONNECTION_SECONDS if len(self.connections) < MAX_CONNECTIONS else 0.0
        asyncio.get_running_loop().call_later(seconds, connection.force_close)
        return connection


class Webhook:
    """`secret_file` holds the master secret; `namespaces`, where there are any, are the only ones."""

    def __init__(self, cluster: Cluster, secret_file: Path, namespaces: Sequence[str]) -> None:
        self._cluster = cluster
        self._secret_file = secret_file
        self._namespaces = namespaces
        self._held_bytes = 0
        self._seen: OrderedDict[tuple[str, str], None] = OrderedDict()
        """Deliveries that were taken, oldest first."""
        self._passes: dict[tuple[str, Push], asyncio.Task[int]] = {}
        self._turns: dict[str, asyncio.Lock] = {}
        self._runner: web.ServerRunner | None = None

    async def start(self, port: int) -> None:
        """Listen on all addresses.

        Raises:
            ValueError: the master secret is missing or too short.
        """
        read_master_secret(self._secret_file)
        server = _Server(
            self._serve,
            auto_decompress=False,
            access_log=None,
            logger=_nonsense,
            lingering_time=LINGERING_SECONDS,
        )
        self._runner = web.ServerRunner(server, shutdown_timeout=STOP_SECONDS)
        await self._runner.setup()
        await web.TCPSite(self._runner, port=port).start()

    async def stop(self) -> None:
        """End all connections."""
        if self._runner:
            await self._runner.cleanup()

    async def _serve(self, request: web.BaseRequest) -> web.Response:
        try:
            status, text = await self._take(request)
        except _Refusal as refusal:
            status, text = refusal.status, str(refusal)
        except ClusterError as error:
            # The forge shows it, and can be asked to send it again.
            logger.warning("webhook: %s", error)
            status, text = 503, "the cluster does not answer: send it again later"
        except Exception:
            logger.exception("webhook: a delivery failed by a defect")
            status, text = 500, "the operator failed: its log tells why"
        metrics.DELIVERIES.labels(str(status)).inc()
        response = web.Response(status=status, text=None if status == 204 else f"{text}\n")
        response.force_close()
        return response

    async def _take(self, request: web.BaseRequest) -> tuple[int, str]:
        """The answer to a delivery."""
        match = _PATH.fullmatch(request.path)
        if match is None or (self._namespaces and match[1] not in self._namespaces):
            raise _Refusal(404, "not found: the path is /webhook/NAMESPACE")
        if request.method != "POST":
            raise _Refusal(405, "only POST")
        namespace = match[1]
        body = await self._read(request)
        try:
            secret = namespace_secret(read_master_secret(self._secret_file), namespace)
        except ValueError as error:
            raise _Refusal(503, "the webhook has no secret") from error
        if not is_genuine(request.headers, body, secret):
            raise _Refusal(401, "the signature or token is not that of the namespace's secret")
        return await self._obey(namespace, request, body)

    async def _read(self, request: web.BaseRequest) -> bytes:
        """The body, of a sender who may be anybody."""
        body = bytearray()
        try:
            async with asyncio.timeout(BODY_SECONDS):
                async for chunk in request.content.iter_any():
                    body += chunk
                    self._held_bytes += len(chunk)
                    if len(body) > MAX_BODY_BYTES:
                        raise _Refusal(413, f"more than {MAX_BODY_BYTES} bytes")
                    if self._held_bytes > MAX_HELD_BYTES:
                        raise _Refusal(503, "too much at a time: send it again later")
        except TimeoutError:
            raise _Refusal(408, f"not received within {BODY_SECONDS:.0f} s") from None
        except (ConnectionError, HttpProcessingError, aiohttp.ClientError):
            raise _Refusal(400, "the body is cut short, or none") from None
        finally:
            self._held_bytes -= len(body)
        return bytes(body)

    async def _obey(self, namespace: str, request: web.BaseRequest, body: bytes) -> tuple[int, str]:
        event = event_of(request.headers)
        if event is Event.PING:
            return 200, "pong"
        if event is Event.OTHER:
            return 204, ""
        delivery = (namespace, delivery_of(request.headers))
        if not delivery[1]:
            raise _Refusal(400, "it does not say which delivery it is")
        if delivery in self._seen:
            return 200, "this delivery was taken before"
        try:
            push = read_push(body)
        except (ValueError, RecursionError) as error:
            raise _Refusal(400, "no push of GitHub, Gitea or GitLab in JSON") from error
        if push is None:
            return 204, ""
        number = await self._record_once(namespace, push)
        self._seen[delivery] = None
        if len(self._seen) > REMEMBERED_DELIVERIES:
            self._seen.popitem(last=False)
        return (202, f"RepositoryIndexes that it is about: {number}") if number else (204, "")

    async def _record_once(self, namespace: str, push: Push) -> int:
        """Deliveries of the same push at the same time are one."""
        key = (namespace, push)
        task = self._passes.get(key)
        if task is None:
            task = self._passes[key] = asyncio.create_task(self._record(namespace, push))
            task.add_done_callback(lambda _: self._passes.pop(key, None))
        return await asyncio.shield(task)

    async def _record(self, namespace: str, push: Push) -> int:
        """Write the push into the status of all resources that it is about; returns their number."""
        number = 0
        # One at a time for a namespace: its flood delays no other one's pushes.
        async with self._turns.setdefault(namespace, asyncio.Lock()):
            async for page, _ in self._cluster.list_all(RESOURCES_PATH, PLURAL, namespace):
                for raw in page:
                    if is_about(push, raw.get("spec") or {}):
                        number += 1
                        await self._write(raw, push)
        return number

    async def _write(self, raw: RawObject, push: Push) -> None:
        metadata, status = raw["metadata"], raw.get("status") or {}
        known = status.get("push") or ""
        is_pending = known != (status.get("run") or {}).get("push")
        if is_pending and pushed_commit(known) == push.commit:
            return
        key = Key(metadata["namespace"], metadata["name"])
        for attempt in range(WRITE_ATTEMPTS):
            try:
                await self._cluster.note_push(key, pushed(push.commit, datetime.now(UTC)))
            except NotFoundError:
                return  # deleted meanwhile
            except ConflictError:
                # The API server gives up after a few writes of others, which a run makes in quick succession.
                if attempt == WRITE_ATTEMPTS - 1:
                    raise
            else:
                break
        logger.info("%s is pushed to %s", push.ref, push.commit, extra={"resource": str(key)})


def read_master_secret(file: Path) -> bytes:
    """The master secret in the file.

    Raises:
        ValueError: there is none, or it is too short to be one.
    """
    try:
        secret = file.read_bytes().strip()
    except OSError as error:
        raise ValueError(f"the webhook's master secret cannot be read: {error}") from error
    if len(secret) < LEAST_SECRET_BYTES:
        raise ValueError(f"the webhook's master secret in {file} has less than {LEAST_SECRET_BYTES} bytes")
    return secret
