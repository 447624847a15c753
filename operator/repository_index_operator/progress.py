"""Reads the progress of running pods from the pods themselves.

A pod's address may by now be another's, and what answers there is hostile: few bytes, little time, no
redirects, and only the document of the very run and pod is believed.
"""

from __future__ import annotations

import asyncio
import time

import aiohttp

from repository_index_api.index_job import (
    PROGRESS_MAX_BYTES,
    PROGRESS_PATH,
    PROGRESS_PORT,
    Progress,
    decode_progress,
)
from repository_index_operator.cache import Cache
from repository_index_operator.observed import Job, Key, Pod, ProgressReading
from repository_index_operator.progress_status import believable, is_behind, is_news, progress_status
from repository_index_operator.workqueue import WorkQueue

TIMEOUT_SECONDS = 2.0
PARALLEL = 64
LOOKS_A_SECOND = 50
"""At most, which takes a twentieth of a processor; with very many pods, each is looked at less often."""
FAILURES_UNTIL_SAID = 5
"""A pod that has just been started does not listen yet, and one that is ending no more."""
UNREACHABLE_INTERVAL_SECONDS = 15.0


class ProgressError(Exception):
    """The progress of a pod cannot be read; `str(error)` says why."""


class ProgressPoller:
    """Looks at every running pod in turn; a pod that does not answer is asked less often."""

    def __init__(self, cache: Cache, queue: WorkQueue[Key], seconds: float) -> None:
        self._cache = cache
        self._queue = queue
        self._seconds = seconds
        self._failures: dict[str, int] = {}
        self._not_before: dict[str, float] = {}

    async def run(self) -> None:
        """Poll until cancelled."""
        connector = aiohttp.TCPConnector(limit=PARALLEL, force_close=True)
        timeout = aiohttp.ClientTimeout(total=TIMEOUT_SECONDS)
        # trust_env: a proxy of the operator's environment is no way to a pod.
        async with aiohttp.ClientSession(
            connector=connector,
            timeout=timeout,
            trust_env=False,
            auto_decompress=False,
            cookie_jar=aiohttp.DummyCookieJar(),
        ) as session:
            while True:
                started = time.monotonic()
                looks = await self._poll_all(session)
                seconds = max(self._seconds, looks / LOOKS_A_SECOND)
                await asyncio.sleep(max(0.0, seconds - (time.monotonic() - started)))

    async def _poll_all(self, session: aiohttp.ClientSession) -> int:
        """Look at all whose turn it is; returns how many those are."""
        running = {pod.uid: pod for pod in self._cache.pods if pod.running and pod.ip}
        for gone in self._failures.keys() - running.keys():
            del self._failures[gone]
            self._not_before.pop(gone, None)
        now = time.monotonic()
        due = [pod for pod in running.values() if self._not_before.get(pod.uid, 0.0) <= now]
        gate = asyncio.Semaphore(PARALLEL)

        async def poll(pod: Pod) -> None:
            async with gate:
                await self._poll(session, pod)

        await asyncio.gather(*map(poll, due))
        return len(due)

    async def _poll(self, session: aiohttp.ClientSession, pod: Pod) -> None:
        job = self._cache.jobs.get(pod.job_uid)
        if job is None:
            return
        before = self._cache.readings.get(pod.uid) or ProgressReading(pod.uid)
        try:
            progress = await read_progress(session, pod, job)
        except ProgressError as error:
            self._failed(pod, job, before, str(error))
            return
        self._failures.pop(pod.uid, None)
        self._not_before.pop(pod.uid, None)
        if before.progress and is_behind(progress, before.progress):
            return
        self._cache.put_reading(ProgressReading(pod.uid, progress=progress, written_time=before.written_time))
        if (
            before.error
            or before.progress is None
            or is_news(progress, progress_status(before.progress))
            or progress.percent // 10 > before.progress.percent // 10
        ):
            self._queue.add(job.key)

    def _failed(self, pod: Pod, job: Job, before: ProgressReading, error: str) -> None:
        failures = self._failures[pod.uid] = self._failures.get(pod.uid, 0) + 1
        if failures < FAILURES_UNTIL_SAID:
            return
        self._not_before[pod.uid] = time.monotonic() + UNREACHABLE_INTERVAL_SECONDS
        if not before.error:
            self._cache.put_reading(
                ProgressReading(pod.uid, before.progress, error=error, written_time=before.written_time)
            )
            self._queue.add(job.key)


async def read_progress(session: aiohttp.ClientSession, pod: Pod, job: Job) -> Progress:
    """The progress document of the pod.

    Raises:
        ProgressError: nothing answers, or not the pod's own document.
    """
    host = f"[{pod.ip}]" if ":" in pod.ip else pod.ip
    url = f"http://{host}:{PROGRESS_PORT}{PROGRESS_PATH}"
    try:
        async with session.get(url, allow_redirects=False) as response:
            if response.status != 200:
                raise ProgressError(f"the pod answers with status {response.status}")
            body = await _read_at_most(response, PROGRESS_MAX_BYTES)
    except TimeoutError as error:
        raise ProgressError(
            "the pod does not answer in time: does a NetworkPolicy let the operator reach it?"
        ) from error
    except (aiohttp.ClientError, OSError) as error:
        raise ProgressError("the pod cannot be reached") from error
    try:
        progress = decode_progress(body)
    except ValueError as error:
        raise ProgressError("the pod answers with something else than its progress") from error
    if (progress.run_id, progress.pod_uid) != (job.run_id, pod.uid):
        raise ProgressError("what answers at the pod's address is not this run's pod")
    return believable(progress)


async def _read_at_most(response: aiohttp.ClientResponse, limit: int) -> bytes:
    """The body, of which no more than `limit` bytes and a network buffer are ever held."""
    body = bytearray()
    async for chunk in response.content.iter_any():
        body += chunk
        if len(body) > limit:
            raise ProgressError(f"the pod answers with more than {limit} bytes")
    return bytes(body)
