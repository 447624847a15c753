"""Small projections of the cluster's objects, made from the API's JSON."""

from __future__ import annotations

import zlib
from datetime import UTC, datetime

import msgspec

from repository_index_api.index_job import CONTAINER_NAME, Reason
from repository_index_api.v1alpha1 import ANNOTATION_CANCEL, ANNOTATION_REINDEX, KIND
from repository_index_api.v1alpha1.status import Phase, Trigger
from repository_index_operator.names import (
    ANNOTATION_PUSH,
    ANNOTATION_REQUEST,
    ANNOTATION_REQUESTED_TIME,
    ANNOTATION_TRIGGER,
    ATTEMPT_GATE,
    LABEL_QUEUE_NAME,
    LABEL_RUN_ID,
)
from repository_index_operator.observed import (
    Job,
    JobEnd,
    Key,
    NodeReading,
    NodeState,
    Notice,
    Pod,
    RawObject,
    StoredResource,
)
from repository_index_operator.quantity import amount
from repository_index_operator.refresh import refresh_of
from repository_index_operator.text import printable

MAX_REQUEST = 100
"""Characters of a request that tell it apart from others: a time, as a rule."""
JOB_TRACKING_FINALIZER = "batch.kubernetes.io/job-tracking"
"""Stands on a pod until the Job controller has counted it, or has stopped it itself."""


def parse_time(text: str | None) -> datetime | None:
    """An RFC 3339 time of the API; None where there is none, or where it is not a time."""
    if not text:
        return None
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        return None
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def version_of(metadata: RawObject) -> int:
    """The resource version as a number: comparable within one resource since Kubernetes 1.35 (KEP-5504)."""
    text = metadata.get("resourceVersion") or "0"
    return int(text) if text.isdigit() else 0


def _created(metadata: RawObject) -> datetime:
    return parse_time(metadata.get("creationTimestamp")) or datetime.fromtimestamp(0, UTC)


def observe_resource(raw: RawObject) -> StoredResource:
    """The projection of a RepositoryIndex."""
    metadata, spec, status = raw["metadata"], raw.get("spec") or {}, raw.get("status") or {}
    key = Key(metadata["namespace"], metadata["name"])
    annotations = metadata.get("annotations") or {}
    return StoredResource(
        key=key,
        uid=metadata["uid"],
        version=version_of(metadata),
        generation=metadata.get("generation", 0),
        created=_created(metadata),
        deletion_time=parse_time(metadata.get("deletionTimestamp")),
        finalizers=tuple(metadata.get("finalizers") or ()),
        reindex_request=printable(annotations.get(ANNOTATION_REINDEX) or "", MAX_REQUEST),
        cancelled_run=annotations.get(ANNOTATION_CANCEL) or "",
        tenant=spec.get("tenant") or key.namespace,
        repository=spec.get("repository") or key.name,
        phase=status.get("phase") or "",
        run_id=_run_id(status),
        refresh=refresh_of(spec),
        refused=_is_refused(status),
        spec=msgspec.json.encode(spec),
        packed_status=zlib.compress(msgspec.json.encode(status), 1),
    )


def _run_id(status: RawObject) -> str:
    run = status.get("run")
    return str(run.get("id") or "") if isinstance(run, dict) else ""


def _is_refused(status: RawObject) -> bool:
    if status.get("phase") != Phase.FAILED:
        return False
    failure = (status.get("run") or {}).get("lastFailure") or {}
    return bool(failure.get("reason") == Reason.TENANT_VALIDATION_ERROR)


def observe_job(raw: RawObject) -> Job | None:
    """The projection of a Job; None if it is not one that a RepositoryIndex controls."""
    metadata, status = raw["metadata"], raw.get("status") or {}
    owner = next(
        (o for o in metadata.get("ownerReferences", ()) if o.get("controller") and o["kind"] == KIND), None
    )
    annotations = metadata.get("annotations") or {}
    trigger = annotations.get(ANNOTATION_TRIGGER)
    requested_time = parse_time(annotations.get(ANNOTATION_REQUESTED_TIME))
    if owner is None or trigger not in list(Trigger) or requested_time is None:
        return None
    return Job(
        key=Key(metadata["namespace"], owner["name"]),
        name=metadata["name"],
        uid=metadata["uid"],
        version=version_of(metadata),
        owner_uid=owner["uid"],
        created=_created(metadata),
        deleting="deletionTimestamp" in metadata,
        run_id=(metadata.get("labels") or {}).get(LABEL_RUN_ID, ""),
        trigger=Trigger(trigger),
        requested_time=requested_time,
        request=annotations.get(ANNOTATION_REQUEST) or "",
        push=annotations.get(ANNOTATION_PUSH) or "",
        suspended=bool(raw["spec"].get("suspend")),
        queue_name=(metadata.get("labels") or {}).get(LABEL_QUEUE_NAME, ""),
        start_time=parse_time(status.get("startTime")),
        failed=status.get("failed") or 0,
        retry_limit=raw["spec"]["backoffLimit"],
        ttl_seconds=raw["spec"].get("ttlSecondsAfterFinished"),
        end=_job_end(status),
    )


def _job_end(status: RawObject) -> JobEnd | None:
    for condition in status.get("conditions") or ():
        if condition["type"] in ("Complete", "Failed") and condition["status"] == "True":
            return JobEnd(
                complete=condition["type"] == "Complete",
                reason=condition.get("reason") or "",
                message=condition.get("message") or "",
                time=parse_time(condition.get("lastTransitionTime")) or datetime.now(UTC),
            )
    return None


def observe_pod(raw: RawObject) -> Pod | None:
    """The projection of a pod; None if no Job controls it."""
    metadata, spec, status = raw["metadata"], raw["spec"], raw.get("status") or {}
    owner = next(
        (o for o in metadata.get("ownerReferences", ()) if o.get("controller") and o["kind"] == "Job"), None
    )
    if owner is None:
        return None
    phase = status.get("phase")
    conditions = {c["type"]: c for c in status.get("conditions") or ()}
    disruption = conditions.get("DisruptionTarget")
    scheduled = conditions.get("PodScheduled")
    container: RawObject = next(
        (c for c in status.get("containerStatuses") or () if c["name"] == CONTAINER_NAME), {"state": {}}
    )
    indexer: RawObject = next((c for c in spec["containers"] if c["name"] == CONTAINER_NAME), {})
    state = container.get("state") or {}
    waiting, running, terminated = (state.get(s) or {} for s in ("waiting", "running", "terminated"))
    return Pod(
        namespace=metadata["namespace"],
        name=metadata["name"],
        uid=metadata["uid"],
        version=version_of(metadata),
        job_uid=owner["uid"],
        created=_created(metadata),
        deletion_time=parse_time(metadata.get("deletionTimestamp")),
        stopped="deletionTimestamp" in metadata
        and JOB_TRACKING_FINALIZER not in (metadata.get("finalizers") or ()),
        gated=any(gate["name"] == ATTEMPT_GATE for gate in spec.get("schedulingGates") or ()),
        node=spec.get("nodeName") or "",
        ip=status.get("podIP") or "",
        start_time=parse_time(running.get("startedAt") or terminated.get("startedAt")),
        end_time=_end_time(raw, terminated) if phase in ("Succeeded", "Failed") else None,
        succeeded=phase == "Succeeded",
        disruption=(disruption.get("message") or disruption.get("reason") or "")
        if disruption and disruption["status"] == "True"
        else None,
        disruption_reason=(disruption or {}).get("reason") or "",
        exit_code=terminated.get("exitCode"),
        exit_reason=terminated.get("reason") or "",
        exit_message=terminated.get("message") or "",
        pod_reason=status.get("reason") or "",
        pod_message=status.get("message") or "",
        waiting_reason=waiting.get("reason") or "",
        waiting_message=waiting.get("message") or "",
        unschedulable=scheduled.get("message") or ""
        if scheduled and scheduled["status"] == "False" and scheduled.get("reason") == "Unschedulable"
        else None,
        image=indexer.get("image") or "",
        memory_limit=_memory(indexer, "limits"),
        memory_request=_memory(indexer, "requests"),
    )


def _memory(container: RawObject, kind: str) -> int | None:
    quantity = ((container.get("resources") or {}).get(kind) or {}).get("memory")
    return None if quantity is None else int(amount(str(quantity)))


def _end_time(raw: RawObject, terminated: RawObject) -> datetime:
    """When the pod ended: the container's own time, or else the last change of a condition."""
    times = [parse_time(terminated.get("finishedAt"))] if terminated.get("finishedAt") else []
    times = times or [parse_time(c.get("lastTransitionTime")) for c in raw["status"].get("conditions") or ()]
    return max((t for t in times if t is not None), default=_created(raw["metadata"]))


def observe_node(raw: RawObject, now: datetime) -> NodeReading:
    """What a look at a node brought."""
    conditions = {c["type"]: c for c in (raw.get("status") or {}).get("conditions") or ()}
    ready = conditions.get("Ready", {})
    return NodeReading(
        name=raw["metadata"]["name"],
        time=now,
        state=NodeState.READY if ready.get("status") == "True" else NodeState.NOT_READY,
        since=parse_time(ready.get("lastTransitionTime")) or _created(raw["metadata"]),
    )


def observe_notice(raw: RawObject) -> Notice:
    """The projection of an Event of either API group (core/v1, events.k8s.io/v1)."""
    subject = raw.get("involvedObject") or raw.get("regarding") or {}
    times = (
        (raw.get("series") or {}).get("lastObservedTime"),
        raw.get("lastTimestamp"),
        raw.get("deprecatedLastTimestamp"),
        raw.get("eventTime"),
    )
    return Notice(
        uid=raw["metadata"]["uid"],
        version=version_of(raw["metadata"]),
        subject_uid=subject.get("uid") or "",
        time=next((parse_time(t) for t in times if t), None) or _created(raw["metadata"]),
        message=raw.get("message") or raw.get("note") or "",
    )
