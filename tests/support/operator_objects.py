"""A cluster's objects as the API server would show them, for tests of the operator's decisions.

The objects are the API's JSON, so that reading them is tested too.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from repository_index_api.index_job import AttemptResult, Progress, Reason, Stage, encode_result
from repository_index_api.v1alpha1.status import Condition, Phase, RepositoryIndexStatus
from repository_index_operator.job_manifest import JobDefaults
from repository_index_operator.observe import (
    observe_job,
    observe_pod,
    observe_resource,
)
from repository_index_operator.observed import Job, Key, Look, Pod, ProgressReading
from repository_index_operator.progress_status import believable

START = datetime(2026, 1, 1, 12, 0, 0, tzinfo=UTC)
KEY = Key("team-a", "flask")
DEFAULTS = JobDefaults(image="indexer:1")
GIT = {"git": {"url": "https://git.example/flask"}}
COMMIT = "0123456789abcdef0123456789abcdef01234567"


def time(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def raw_resource(
    spec: dict[str, Any] | None = None,
    *,
    key: Key = KEY,
    uid: str = "uid-flask",
    created: datetime = START,
    **metadata: Any,
) -> dict[str, Any]:
    return {
        "apiVersion": "repoindex.dev/v1alpha1",
        "kind": "RepositoryIndex",
        "metadata": {
            "namespace": key.namespace,
            "name": key.name,
            "uid": uid,
            "generation": 1,
            "resourceVersion": "1",
            "creationTimestamp": time(created),
            **metadata,
        },
        "spec": {"source": GIT, **(spec or {})},
    }


def disruption_target(reason: str, message: str, moment: datetime) -> dict[str, Any]:
    condition = {"type": "DisruptionTarget", "status": "True", "reason": reason, "message": message}
    return {**condition, "lastTransitionTime": time(moment)}


@dataclass
class Objects:
    """One RepositoryIndex, its Jobs and pods, and a clock, as the user and the cluster change them."""

    spec: dict[str, Any] = field(default_factory=dict)
    now: datetime = START
    resource: dict[str, Any] = field(init=False)
    jobs: dict[str, dict[str, Any]] = field(default_factory=dict)
    pods: dict[str, dict[str, Any]] = field(default_factory=dict)
    notices: list[dict[str, Any]] = field(default_factory=list)
    reading: ProgressReading | None = None
    look: Look | None = None
    nodes: dict[str, dict[str, Any]] = field(default_factory=dict)
    others: list[dict[str, Any]] = field(default_factory=list)
    end_seen: datetime | None = None
    """When the operator first saw the end of the Job."""

    def __post_init__(self) -> None:
        self.resource = raw_resource(self.spec)

    @property
    def status(self) -> RepositoryIndexStatus:
        return observe_resource(self.resource).decode().status

    @property
    def phase(self) -> Phase | None:
        return self.status.phase

    @property
    def run(self) -> Any:
        return self.status.run

    def condition(self, kind: str) -> Condition:
        return next(condition for condition in self.status.conditions if condition.type == kind)

    def later(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    def edit(self, **spec: Any) -> None:
        self.resource["spec"] |= spec
        self.resource["metadata"]["generation"] += 1

    def create_job(self, manifest: dict[str, Any]) -> None:
        """As the API server does: a second Job of the same name meets 409."""
        name = manifest["metadata"]["name"]
        if name not in self.jobs:
            manifest = json.loads(json.dumps(manifest))
            manifest["metadata"] |= {
                "uid": f"uid-of-{name}",
                "resourceVersion": "1",
                "creationTimestamp": time(self.now),
            }
            self.jobs[name] = {**manifest, "status": {}}

    def suspend_job(self, job: dict[str, Any], suspend: bool) -> None:
        """As the Job controller does: its pods are let go of and then deleted; `new_pod` starts it anew."""
        job["spec"]["suspend"] = suspend
        job["status"].pop("startTime", None)
        if not suspend:
            return
        for name, pod in list(self.pods.items()):
            if pod["spec"]["schedulingGates"]:
                del self.pods[name]
            elif pod["status"]["phase"] in ("Pending", "Running"):
                pod["metadata"]["deletionTimestamp"] = time(self.now)

    def delete(self, *finalizers: str) -> None:
        """A person deletes the resource, which stays as long as it has finalizers."""
        self.resource["metadata"].setdefault("finalizers", []).extend(finalizers)
        self.resource["metadata"]["deletionTimestamp"] = time(self.now)

    def annotate(self, name: str, value: str) -> None:
        self.resource["metadata"].setdefault("annotations", {})[f"repoindex.dev/{name}"] = value

    @property
    def job(self) -> dict[str, Any]:
        """The newest Job."""
        return list(self.jobs.values())[-1]

    def observed_job(self) -> Job:
        job = observe_job(self.job)
        assert job
        return job

    def delete_job(self, name: str | None = None) -> None:
        name = name or self.job["metadata"]["name"]
        uid = self.jobs.pop(name)["metadata"]["uid"]
        self.pods = {
            name: pod
            for name, pod in self.pods.items()
            if pod["metadata"]["ownerReferences"][0]["uid"] != uid
        }

    def new_pod(self) -> dict[str, Any]:
        """The Job controller makes a pod, gated as the template says."""
        name = f"{self.job['metadata']['name']}-{len(self.pods)}"
        self.job["status"].setdefault("startTime", time(self.now))
        template = json.loads(json.dumps(self.job["spec"]["template"]))
        self.pods[name] = {
            "metadata": {
                **template["metadata"],
                "namespace": KEY.namespace,
                "name": name,
                "uid": f"uid-of-{name}",
                "resourceVersion": "1",
                "creationTimestamp": time(self.now),
                "ownerReferences": [
                    {
                        "apiVersion": "batch/v1",
                        "kind": "Job",
                        "name": self.job["metadata"]["name"],
                        "uid": self.job["metadata"]["uid"],
                        "controller": True,
                    }
                ],
            },
            "spec": template["spec"],
            "status": {"phase": "Pending"},
        }
        return self.pods[name]

    @property
    def pod(self) -> dict[str, Any]:
        """The newest pod."""
        return list(self.pods.values())[-1]

    def observed_pod(self) -> Pod:
        pod = observe_pod(self.pod)
        assert pod
        return pod

    def is_gated(self) -> bool:
        return bool(self.pod["spec"]["schedulingGates"])

    def _container(self, state: dict[str, Any]) -> list[dict[str, Any]]:
        return [{"name": "indexer", "state": state}]

    def waits(self, reason: str, message: str = "") -> None:
        state = {"waiting": {"reason": reason, "message": message}}
        self.pod["status"] = {"phase": "Pending", "containerStatuses": self._container(state)}

    def starts(self) -> None:
        state = {"running": {"startedAt": time(self.now)}}
        self.pod["status"] = {
            "phase": "Running",
            "podIP": "10.0.0.9",
            "containerStatuses": self._container(state),
        }

    def result(self, reason: Reason | None = None, message: str = "", **fields: Any) -> str:
        pod_uid = self.pod["metadata"]["uid"]
        return encode_result(
            AttemptResult(run_id=self.run.id, pod_uid=pod_uid, reason=reason, message=message, **fields)
        ).decode()

    def ends(
        self,
        exit_code: int,
        message: str = "",
        *,
        reason: str = "Error",
        disruption: str | None = None,
        disruption_reason: str = "EvictionByEvictionAPI",
        pod_status: dict[str, Any] | None = None,
    ) -> None:
        """The pod's container ends; the Job does not know yet."""
        terminated = {
            "exitCode": exit_code,
            "reason": reason,
            "message": message,
            "startedAt": time(self.now),
            "finishedAt": time(self.now),
        }
        conditions = [disruption_target(disruption_reason, disruption or "", self.now)]
        self.pod["status"] = {
            "phase": "Succeeded" if exit_code == 0 else "Failed",
            "containerStatuses": self._container({"terminated": terminated}),
            "conditions": conditions if disruption is not None else [],
            **(pod_status or {}),
        }

    def counts_failure(self) -> None:
        """The Job controller has counted the failed pod."""
        self.job["status"]["failed"] = self.job["status"].get("failed", 0) + 1

    def job_ends(self, kind: str, reason: str = "", message: str = "", *, at: datetime | None = None) -> None:
        """The operator sees the Job's end; `at` is what the Job controller's clock says."""
        self.end_seen = self.now
        self.job["status"]["conditions"] = [
            {
                "type": kind,
                "status": "True",
                "reason": reason,
                "message": message,
                "lastTransitionTime": time(at or self.now),
            }
        ]

    def notice(self, subject: dict[str, Any], message: str) -> None:
        self.notices.append(
            {
                "metadata": {
                    "uid": f"event-{len(self.notices)}",
                    "resourceVersion": "1",
                    "creationTimestamp": time(self.now),
                },
                "involvedObject": {"uid": subject["metadata"]["uid"]},
                "lastTimestamp": time(self.now),
                "message": message,
            }
        )

    def reports(self, stage: Stage, percent: int, **fields: Any) -> None:
        """The operator has read the running pod's progress."""
        pod_uid = self.pod["metadata"]["uid"]
        progress = believable(Progress(self.run.id, pod_uid, stage=stage, percent=percent, **fields))
        written = self.reading.written_time if self.reading and self.reading.pod_uid == pod_uid else None
        self.reading = ProgressReading(pod_uid, progress, written_time=written)
