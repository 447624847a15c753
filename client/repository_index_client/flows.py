"""What the client's methods do, told once for ordinary code and for asyncio."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar
from urllib.parse import quote

from repository_index_api.v1alpha1 import (
    ANNOTATION_CANCEL,
    ANNOTATION_REINDEX,
    GROUP,
    KIND,
    PLURAL,
    VERSION,
)
from repository_index_api.v1alpha1.spec import RepositoryIndexSpec
from repository_index_api.v1alpha1.status import FINISHED, IndexStatus, Phase, ProgressStatus
from repository_index_client.errors import (
    ClusterError,
    NotFinishedError,
    NotFoundError,
    WaitTimeoutError,
)
from repository_index_client.run import Document, Run, begun, gone, new_request, outcome, phase
from repository_index_client.steps import CALL_SECONDS, Call, Flow, Sleep, Watch, checked

FIELD_MANAGER = "repository-index-client"
APPLY = "application/apply-patch+yaml"
MERGE_PATCH = "application/merge-patch+json"

APPLY_QUERY = {
    "fieldManager": FIELD_MANAGER,
    # Who submits last decides, also over kubectl; a field that is misspelt is refused rather than dropped.
    "force": "true",
    "fieldValidation": "Strict",
}

SUBMIT_TRIES = 20
"""Each is lost only to another writer who was quicker: the operator writes some eight times a run."""
WATCH_SECONDS = 240
SILENCE_SECONDS = 90.0
"""The API server sends a bookmark about once a minute."""
PAUSE_SECONDS = (0.2, 10.0)
"""Before a connection that broke is made anew; it doubles each time, up to the second."""

T = TypeVar("T")
Spec = RepositoryIndexSpec | Mapping[str, Any]


def submit(namespace: str, name: str, spec: Spec) -> Flow[Run]:
    """Create the resource, or bring it up to date, and ask for a run in the same write.

    The write is guarded by the version that was read, so that requests have one order.
    """
    path = _path(namespace, name)
    # Only what the spec is asked for, so that the defaults of another version of the CRD hold.
    fields = (
        spec.model_dump(mode="json", by_alias=True, exclude_unset=True)
        if isinstance(spec, RepositoryIndexSpec)
        else dict(spec)
    )
    for _ in range(SUBMIT_TRIES):
        standing = yield from _read_if_there(path)
        run = new_request(namespace, name, standing, datetime.now(UTC))
        apply = Call("PATCH", path, APPLY_QUERY, _manifest(run, fields, standing), APPLY)
        answer = yield apply
        if answer.status == 409:
            continue
        resource = checked(apply, answer)
        if standing is None and answer.status != 201:
            # Somebody else created it meanwhile: whose request is the later one, nobody could tell.
            continue
        return run.model_copy(update={"uid": resource["metadata"]["uid"]})
    raise ClusterError(f"{namespace}/{name} was changed by others {SUBMIT_TRIES} times while it was written")


def state(run: Run) -> Flow[Phase]:
    """The run's phase as of now."""
    return phase(run, (yield from _read(run)))


def progress(run: Run) -> Flow[ProgressStatus | None]:
    """How far the run is as of now; None: it has not begun."""
    told = begun(run, (yield from _read(run)))
    return told.progress if told else None


def result(run: Run) -> Flow[IndexStatus]:
    """What the run published, if it has ended."""
    resource = yield from _read(run)
    ended = outcome(run, resource)
    if ended is None:
        raise NotFinishedError(
            f"the run of {run.namespace}/{run.name} has not ended: it is {phase(run, resource)}"
        )
    return ended


def wait(run: Run, timeout: float | None) -> Flow[IndexStatus]:
    """What the run published, once it has ended."""
    return (yield from _follow(run, outcome, timeout))


def cancel(run: Run, timeout: float) -> Flow[None]:
    """End the run, once it has begun; one that has ended is left as it is."""
    run_id = yield from _follow(run, _id_to_cancel, timeout)
    if not run_id:
        return
    # The uid makes it a conflict where the resource is another one of that name.
    metadata = {"annotations": {ANNOTATION_CANCEL: run_id}, **({"uid": run.uid} if run.uid else {})}
    query = {"fieldManager": FIELD_MANAGER}
    call = Call("PATCH", _path(run.namespace, run.name), query, {"metadata": metadata}, MERGE_PATCH)
    answer = yield call
    if answer.status == 409:
        raise gone(run)
    checked(call, answer)


def _id_to_cancel(run: Run, resource: Document) -> str | None:
    """The id by which the run is cancelled; empty: it has ended; None: it has not begun."""
    told = begun(run, resource)
    if told is None:
        return None
    return "" if phase(run, resource) in FINISHED else told.id


def _follow(run: Run, look: Callable[[Run, Document], T | None], timeout: float | None) -> Flow[T]:
    """Watch the resource until `look` says something about it.

    A watch that breaks is made anew after a fresh look, so that nothing is missed between the two.

    Raises:
        WaitTimeoutError: it says nothing in time.
    """
    deadline = time.monotonic() + timeout if timeout is not None else float("inf")
    pause, latest = PAUSE_SECONDS[0], Phase.PENDING
    while True:
        started = time.monotonic()
        try:
            resource = yield from _read(run, min(CALL_SECONDS, max(0.1, deadline - started)))
            latest = phase(run, resource)
            seen = look(run, resource)
            if seen is None and time.monotonic() < deadline:
                seen = yield from _watch(run, resource, look, deadline)
            if seen is not None:
                return seen
        except ClusterError as error:
            if error.retry_after:
                pause = max(pause, error.retry_after)
        left = deadline - time.monotonic()
        if left <= 0:
            raise WaitTimeoutError(
                f"the run of {run.namespace}/{run.name} has not ended within {timeout} s: it is {latest}"
            )
        if time.monotonic() - started > PAUSE_SECONDS[1]:
            pause = PAUSE_SECONDS[0]
        yield Sleep(min(pause, left))
        pause = min(pause * 2, PAUSE_SECONDS[1])


def _watch(
    run: Run, resource: Document, look: Callable[[Run, Document], T | None], deadline: float
) -> Flow[T | None]:
    """One stream of changes since `resource`; None: it ended before `look` said anything."""
    left = max(1.0, deadline - time.monotonic())
    found: list[T] = []

    def ends(event: Document) -> bool:
        if event["type"] == "DELETED":
            raise gone(run)
        if event["type"] in ("ADDED", "MODIFIED"):
            seen = look(run, event["object"])
            found.extend([] if seen is None else [seen])
        return bool(found) or event["type"] == "ERROR"

    step = Watch(
        _path(run.namespace),
        {
            "watch": "true",
            "fieldSelector": f"metadata.name={run.name}",
            "resourceVersion": resource["metadata"]["resourceVersion"],
            "allowWatchBookmarks": "true",
            "timeoutSeconds": str(math.ceil(min(WATCH_SECONDS, left))),
        },
        ends,
        min(SILENCE_SECONDS, left),
    )
    checked(step, (yield step))
    return found[0] if found else None


def _read(run: Run, seconds: float = CALL_SECONDS) -> Flow[Document]:
    call = Call("GET", _path(run.namespace, run.name), seconds=seconds)
    return checked(call, (yield call))


def _read_if_there(path: str) -> Flow[Document | None]:
    call = Call("GET", path)
    try:
        return checked(call, (yield call))
    except NotFoundError:
        # The write tells if it is not the resource but its kind or its namespace that is missing.
        return None


def _manifest(run: Run, spec: Mapping[str, Any], standing: Document | None) -> Document:
    metadata: Document = {"name": run.name, "annotations": {ANNOTATION_REINDEX: run.request}}
    if standing is not None:
        metadata["resourceVersion"] = standing["metadata"]["resourceVersion"]
    return {"apiVersion": f"{GROUP}/{VERSION}", "kind": KIND, "metadata": metadata, "spec": spec}


def _path(namespace: str, name: str | None = None) -> str:
    path = f"/apis/{GROUP}/{VERSION}/namespaces/{quote(namespace, safe='')}/{PLURAL}"
    return f"{path}/{quote(name, safe='')}" if name is not None else path
