"""The client for asyncio."""

from __future__ import annotations

import asyncio
from types import TracebackType
from typing import Self, TypeVar

import aiohttp
from kubernetes.aio import config
from kubernetes.aio.client.api_client import ApiClient
from kubernetes.aio.client.configuration import Configuration
from kubernetes.aio.client.exceptions import ApiException

from repository_index_api.v1alpha1.status import IndexStatus, Phase, ProgressStatus
from repository_index_client import flows
from repository_index_client.errors import ClusterError
from repository_index_client.place import Place
from repository_index_client.run import Run
from repository_index_client.steps import Answer, Call, Events, Flow, Sleep, Step, Watch, answer

T = TypeVar("T")


class AsyncClient:
    """As `Client`, whose documentation holds for this one too; it is connected within `async with`."""

    def __init__(self, namespace: str | None = None) -> None:
        self._place = Place.of_this_process()
        self.namespace = namespace or self._place.namespace

    async def submit(self, name: str, spec: flows.Spec) -> Run:
        """Create the RepositoryIndex or bring it up to date, and ask for a run."""
        return await self._carry_out(flows.submit(self.namespace, name, spec))

    async def state(self, run: Run) -> Phase:
        """The run's state in one word."""
        return await self._carry_out(flows.state(run))

    async def progress(self, run: Run) -> ProgressStatus | None:
        """How far the run is; None: it has not begun."""
        return await self._carry_out(flows.progress(run))

    async def wait(self, run: Run, timeout: float | None = None) -> IndexStatus:  # noqa: ASYNC109 - as Client
        """Wait for the run's end; returns what it has published."""
        return await self._carry_out(flows.wait(run, timeout))

    async def result(self, run: Run) -> IndexStatus:
        """As `wait`, without waiting."""
        return await self._carry_out(flows.result(run))

    async def cancel(self, run: Run, timeout: float = 10) -> None:  # noqa: ASYNC109 - as Client
        """End the run; one that has ended is left as it is."""
        await self._carry_out(flows.cancel(run, timeout))

    async def __aenter__(self) -> Self:
        configuration = Configuration()
        try:
            if self._place.in_cluster:
                config.load_incluster_config(client_configuration=configuration)  # type: ignore[no-untyped-call]
            else:
                await config.load_kube_config(self._place.kubeconfig, client_configuration=configuration)  # type: ignore[no-untyped-call]
        except (config.ConfigException, OSError) as error:
            raise ClusterError(f"neither a pod with a service account nor a KUBECONFIG: {error}") from error
        self._api = ApiClient(configuration)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._api.rest_client.close()
        # Connections by TLS end a little later, and a loop that is closed before that warns of them
        # (aiohttp's documentation, "Graceful Shutdown").
        await asyncio.sleep(0.25)

    async def _carry_out(self, flow: Flow[T]) -> T:
        try:
            step = next(flow)
            while True:
                try:
                    brought = await self._step(step)
                except (aiohttp.ClientError, ApiException, OSError) as error:
                    step = flow.throw(ClusterError(f"{type(error).__name__}: {error}"))
                else:
                    step = flow.send(brought)
        except StopIteration as end:
            result: T = end.value
            return result

    async def _step(self, step: Step) -> Answer:
        if isinstance(step, Sleep):
            await asyncio.sleep(step.seconds)
            return Answer()
        request = await self._api.param_serialize(
            method=step.method,
            resource_path=step.path,
            query_params=list(step.query.items()),
            header_params={"Accept": "application/json", "Content-Type": step.content_type},
            body=step.body,
            auth_settings=["BearerToken"],
        )
        limits = (
            aiohttp.ClientTimeout(total=step.seconds)
            if isinstance(step, Call)
            else aiohttp.ClientTimeout(total=None, connect=15, sock_read=step.silence_seconds)
        )
        called = await self._api.call_api(*request, _request_timeout=limits)
        response: aiohttp.ClientResponse = called.response
        if isinstance(step, Call) or response.status != 200:
            return answer(response.status, await response.read(), response.headers)
        try:
            return await _first(step, response)
        finally:
            # The rest of the stream is of no interest.
            response.close()


async def _first(step: Watch, response: aiohttp.ClientResponse) -> Answer:
    events = Events()
    async for chunk in response.content.iter_any():
        for event in events.feed(chunk):
            if step.ends(event):
                return Answer(200, event)
    return Answer(200)
