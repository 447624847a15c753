"""The API server of the benchmark's cluster, asked by many connections at once."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import aiohttp
import msgspec

from cluster.settings import Settings

T = TypeVar("T")

PARALLEL = 32
PAGE = 500


class Api:
    """Requests with the administrator's certificate; every answer that is no success is an error."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session = session

    async def call(
        self, method: str, path: str, body: object = None, query: dict[str, str] | None = None
    ) -> dict[str, Any]:
        """The JSON that the API server answers.

        Raises:
            aiohttp.ClientResponseError: it refused.
        """
        content_type = "application/merge-patch+json" if method == "PATCH" else "application/json"
        async with self._session.request(
            method,
            path,
            params=query,
            data=None if body is None else msgspec.json.encode(body),
            headers={"Accept": "application/json", "Content-Type": content_type},
        ) as response:
            content = await response.read()
            if not response.ok:
                raise aiohttp.ClientResponseError(
                    response.request_info, (), status=response.status, message=content.decode()[:500]
                )
            answer: dict[str, Any] = msgspec.json.decode(content)
            return answer

    async def items(self, path: str, **query: str) -> list[dict[str, Any]]:
        """All objects of a list, page by page."""
        found: list[dict[str, Any]] = []
        token = ""
        while True:
            page = await self.call("GET", path, query={"limit": str(PAGE), "continue": token, **query})
            found += page["items"]
            token = page["metadata"].get("continue") or ""
            if not token:
                return found

    async def watch(self, path: str, **query: str) -> AsyncIterator[dict[str, Any]]:
        """The events of a watch, until the API server ends it."""
        unlimited = aiohttp.ClientTimeout(total=None)
        async with self._session.get(path, params={"watch": "true", **query}, timeout=unlimited) as response:
            rest = b""
            async for chunk in response.content.iter_any():
                *lines, rest = (rest + chunk).split(b"\n")
                for line in lines:
                    yield msgspec.json.decode(line)


@asynccontextmanager
async def connect(settings: Settings) -> AsyncIterator[Api]:
    """The API server of a bare cluster that stands."""
    certificates = settings.state / "certificates"
    context = ssl.create_default_context(cafile=str(certificates / "ca.crt"))
    context.load_cert_chain(certificates / "admin.crt", certificates / "admin.key")
    connector = aiohttp.TCPConnector(ssl=context, limit=PARALLEL + 4)
    async with aiohttp.ClientSession(
        f"https://{settings.network.node}:6443", connector=connector, trust_env=False
    ) as session:
        yield Api(session)


async def for_each(items: Iterable[T], act: Callable[[T], Awaitable[object]]) -> None:
    """Do it for all of the items, some at a time."""
    iterator = iter(items)

    async def worker() -> None:
        for item in iterator:
            await act(item)

    async with asyncio.TaskGroup() as group:
        for _ in range(PARALLEL):
            group.create_task(worker())
