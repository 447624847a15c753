"""A way to a server that can be made to swallow everything, as a network does that drops packets."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Iterator


class StalledProxy:
    """Forwards TCP connections to a server; while it stalls, nothing arrives, and nobody is told."""

    def __init__(self, host: str, port: int) -> None:
        self._target = host, port
        self._flowing = threading.Event()
        self._flowing.set()
        self.port = 0

    def stall(self) -> None:
        self._flowing.clear()

    def flow(self) -> None:
        self._flowing.set()

    async def serve(self, started: threading.Event, stop: asyncio.Event) -> None:
        # On the address of the server, for which its certificate is.
        server = await asyncio.start_server(self._accept, self._target[0], 0)
        self.port = server.sockets[0].getsockname()[1]
        started.set()
        async with server:
            await stop.wait()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await self._wait()
        upstream_reader, upstream_writer = await asyncio.open_connection(*self._target)
        await asyncio.gather(
            self._copy(reader, upstream_writer), self._copy(upstream_reader, writer), return_exceptions=True
        )

    async def _wait(self) -> None:
        while not self._flowing.is_set():  # noqa: ASYNC110 - set from another thread
            await asyncio.sleep(0.05)

    async def _copy(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError):
            while data := await reader.read(65_536):
                await self._wait()
                writer.write(data)
                await writer.drain()
        with contextlib.suppress(ConnectionError, RuntimeError):
            writer.close()


@contextlib.contextmanager
def stalled_proxy(host: str, port: int) -> Iterator[StalledProxy]:
    """A proxy in a thread of its own, for the time of the block."""
    proxy, started = StalledProxy(host, port), threading.Event()
    loop = asyncio.new_event_loop()
    stop = asyncio.Event()

    def run() -> None:
        asyncio.set_event_loop(loop)
        loop.run_until_complete(proxy.serve(started, stop))
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(asyncio.sleep(0))
        loop.close()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert started.wait(10)
    try:
        yield proxy
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(10)
