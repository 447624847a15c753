"""The client for ordinary code."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Self, TypeVar

import urllib3
from kubernetes import config
from kubernetes.client import ApiClient, ApiException, Configuration

from repository_index_api.v1alpha1.status import IndexStatus, Phase, ProgressStatus
from repository_index_client import flows
from repository_index_client.errors import ClusterError
from repository_index_client.place import Place
from repository_index_client.run import Run
from repository_index_client.steps import Answer, Call, Events, Flow, Sleep, Step, Watch, answer

T = TypeVar("T")


class Client:
    """Asks the cluster that this process runs in, or else the one of KUBECONFIG.

    `namespace`: where the resources are; by default the one of the pod or of the kubeconfig's context.

    Every method raises ClientError or one of its kinds, and nothing else, when it does not succeed.
    """

    def __init__(self, namespace: str | None = None) -> None:
        place, configuration = Place.of_this_process(), Configuration()
        try:
            if place.in_cluster:
                config.load_incluster_config(client_configuration=configuration)  # type: ignore[no-untyped-call]
            else:
                config.load_kube_config(place.kubeconfig, client_configuration=configuration)  # type: ignore[no-untyped-call]
        except (config.ConfigException, OSError) as error:
            raise ClusterError(f"neither a pod with a service account nor a KUBECONFIG: {error}") from error
        self.namespace = namespace or place.namespace
        self._api = ApiClient(configuration)

    def submit(self, name: str, spec: flows.Spec) -> Run:
        """Create the RepositoryIndex or bring it up to date, and ask for a run, also if nothing has changed.

        What `spec` leaves out stays as it is; what it says holds also where somebody else has said otherwise.

        Raises:
            ManifestRefusedError: with the sentences of the CRD, which say what to write instead.
        """
        return self._carry_out(flows.submit(self.namespace, name, spec))

    def state(self, run: Run) -> Phase:
        """The run's state in one word; Pending also as long as an earlier run is under way."""
        return self._carry_out(flows.state(run))

    def progress(self, run: Run) -> ProgressStatus | None:
        """How far the run is; None: it has not begun."""
        return self._carry_out(flows.progress(run))

    def wait(self, run: Run, timeout: float | None = None) -> IndexStatus:
        """Wait for the run's end; returns what it, or a later one, has published, and never an earlier one.

        Raises:
            WaitTimeoutError: it has not ended within `timeout` seconds.
            RunFailedError, RunCancelledError: with the reason and a sentence.
            NotFoundError: the RepositoryIndex has been deleted.
        """
        return self._carry_out(flows.wait(run, timeout))

    def result(self, run: Run) -> IndexStatus:
        """As `wait`, without waiting.

        Raises:
            NotFinishedError: the run has not ended.
        """
        return self._carry_out(flows.result(run))

    def cancel(self, run: Run, timeout: float = 10) -> None:
        """End the run; one that has ended is left as it is.

        Raises:
            WaitTimeoutError: it has not begun within `timeout` seconds: it follows one that is under way.
        """
        self._carry_out(flows.cancel(run, timeout))

    def close(self) -> None:
        """End all connections."""
        self._api.rest_client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _carry_out(self, flow: Flow[T]) -> T:
        try:
            step = next(flow)
            while True:
                try:
                    brought = self._step(step)
                except (urllib3.exceptions.HTTPError, ApiException, OSError) as error:
                    step = flow.throw(ClusterError(f"{type(error).__name__}: {error}"))
                else:
                    step = flow.send(brought)
        except StopIteration as end:
            result: T = end.value
            return result

    def _step(self, step: Step) -> Answer:
        if isinstance(step, Sleep):
            time.sleep(step.seconds)
            return Answer()
        request = self._api.param_serialize(
            method=step.method,
            resource_path=step.path,
            query_params=list(step.query.items()),
            header_params={"Accept": "application/json", "Content-Type": step.content_type},
            body=step.body,
            auth_settings=["BearerToken"],
        )
        if isinstance(step, Call):
            response = self._api.call_api(*request, _request_timeout=step.seconds).response
            return answer(response.status, response.data, response.headers)
        response = self._api.call_api(*request, _request_timeout=(15, step.silence_seconds)).response
        try:
            return _first(step, response)
        finally:
            # The rest of the stream is of no interest.
            response.close()


def _first(step: Watch, response: urllib3.BaseHTTPResponse) -> Answer:
    if response.status != 200:
        return answer(response.status, response.data, response.headers)
    events = Events()
    for chunk in response.stream():
        for event in events.feed(chunk):
            if step.ends(event):
                return Answer(200, event)
    return Answer(200)
