"""The resources of the operator's benchmark: many that were indexed long ago, and some that are new."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bench.api import Api
from bench.simulated_nodes import COMMIT, COUNTS, NODE_LABEL, RUN_SECONDS, TAINT
from repository_index_api.index_job import AttemptResult, Stage
from repository_index_api.v1alpha1 import GROUP, KIND, PLURAL, VERSION
from repository_index_api.v1alpha1.status import (
    AttemptHistory,
    Phase,
    ProgressStatus,
    RepositoryIndexStatus,
    RunHistory,
    Trigger,
)
from repository_index_operator.observe import observe_resource
from repository_index_operator.runs import new_run
from repository_index_operator.status import index_status, make_status, new_run_status

ETCD_PREFIX = f"/registry/{GROUP}/{PLURAL}"
NAMESPACES = 20
HISTORY = 5
RUN = timedelta(seconds=RUN_SECONDS[0])


def namespace(number: int) -> str:
    """The namespace of the resource with this number: they take turns."""
    return f"bench-{number % NAMESPACES:02}"


def path(number: int) -> str:
    """Where the resources of its namespace are."""
    return f"/apis/{GROUP}/{VERSION}/namespaces/{namespace(number)}/{PLURAL}"


def manifest(number: int, *, simulated: bool = True) -> dict[str, Any]:
    """A resource as a team writes it, for the simulated nodes or for the real one."""
    job: dict[str, Any] = {"resources": {"requests": {"cpu": "500m", "memory": "512Mi"}}}
    if simulated:
        toleration = {"key": TAINT["key"], "operator": "Exists", "effect": TAINT["effect"]}
        job |= {"nodeSelector": NODE_LABEL, "tolerations": [toleration]}
    else:
        job["resources"]["requests"] = {"cpu": "10m", "memory": "16Mi"}
    name = f"repository-{number:05}"
    return {
        "apiVersion": f"{GROUP}/{VERSION}",
        "kind": KIND,
        "metadata": {"name": name, "namespace": namespace(number), "labels": {"team": namespace(number)}},
        "spec": {
            "source": {"git": {"url": f"https://git.example/{namespace(number)}/{name}.git", "ref": "main"}},
            "exclude": ["vendor/**", "third_party/**"],
            "job": job,
        },
    }


def indexed_status(raw: dict[str, Any], now: datetime) -> RepositoryIndexStatus:
    """The status of the resource after some runs, the last of which ended well an hour ago."""
    resource = observe_resource(raw).decode()
    end = now - timedelta(hours=1)
    wish = new_run(resource, None, Trigger.CREATED, "1", end - RUN)
    name = f"{resource.key.name}-{wish.id}"
    run = new_run_status(wish, name).model_copy(
        update={
            "start_time": (end - RUN).replace(microsecond=0),
            "completion_time": end.replace(microsecond=0),
            "commit": COMMIT,
            "progress": ProgressStatus(
                percent=100, stage=Stage.COMPLETE, nodes=COUNTS.nodes, edges=COUNTS.edges
            ),
        }
    )
    result = AttemptResult(run_id=run.id, commit=COMMIT, counts=COUNTS, duration_seconds=RUN.total_seconds())
    index = index_status(run, result, None, end)
    status = make_status(resource, end, phase=Phase.SUCCEEDED, run=run, index=index)
    attempt = AttemptHistory(exit_code=0, node_name="simulated-00", duration_seconds=RUN.total_seconds())
    past = RunHistory(
        id=run.id,
        trigger=Trigger.SCHEDULED,
        outcome=Phase.SUCCEEDED,
        commit=COMMIT,
        start_time=run.start_time,
        completion_time=run.completion_time,
        nodes=COUNTS.nodes,
        edges=COUNTS.edges,
        peak_memory_bytes=138_412_032,
        cpu_seconds=15.2,
        attempts=[attempt],
    )
    status = status.model_copy(update={"history": [past] * HISTORY})
    # The conditions' messages are those that the operator would write now.
    settled = replace(resource, status=status)
    return make_status(settled, now, phase=Phase.SUCCEEDED, run=run, index=index)


async def make_namespaces(api: Api) -> None:
    """The namespaces of all resources."""
    for number in range(NAMESPACES):
        body = {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": namespace(number)}}
        await api.call("POST", "/api/v1/namespaces", body)


def indexed(number: int, now: datetime) -> dict[str, Any]:
    """A resource that was indexed an hour ago, as the API server keeps it."""
    raw = _kept(number, now)
    status = indexed_status(raw, now)
    return {**raw, "status": status.model_dump(mode="json", by_alias=True, exclude_none=True)}


def many_indexed(count: int, now: datetime) -> Iterator[str]:
    """As many of them, as JSON: the first one's text with another name, uid and run."""
    first = indexed(0, now)
    text, names = json.dumps(first, separators=(",", ":")), _names(first)
    for number in range(count):
        other = text
        for mine, theirs in zip(names, _names(_kept(number, now)), strict=True):
            other = other.replace(mine, theirs)
        yield other


def _kept(number: int, now: datetime) -> dict[str, Any]:
    raw = manifest(number)
    raw["metadata"] |= {
        "uid": str(uuid.uuid5(uuid.NAMESPACE_URL, raw["spec"]["source"]["git"]["url"])),
        "generation": 1,
        "creationTimestamp": (now - timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
    return raw


def _names(raw: dict[str, Any]) -> tuple[str, ...]:
    """What tells one resource's text from another's."""
    metadata = raw["metadata"]
    return metadata["name"], metadata["namespace"], metadata["uid"], _first_run(raw)


def _first_run(raw: dict[str, Any]) -> str:
    resource = observe_resource(raw).decode()
    return new_run(resource, None, Trigger.CREATED, "1", resource.created).id
