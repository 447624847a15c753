"""A cluster's objects as the API server would show them, for tests of the operator's decisions.

The objects are the API's JSON, so that reading them is tested too. A `World` carries a decision out as the
API server would, as far as a decision can see.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from repository_index_api.index_job import AttemptResult, IndexCounts, Progress, Reason, Stage, encode_result
from repository_index_api.v1alpha1.status import Condition, Phase, RepositoryIndexStatus
from repository_index_operator.cache import Cache
from repository_index_operator.decision import (
    Action,
    CreateJob,
    Decision,
    DeleteJob,
    ExpireJob,
    GiveUpPod,
    LiftGate,
    LookAtNode,
    ResizePod,
    SetFinalizers,
    SuspendJob,
)
from repository_index_operator.facts import Facts
from repository_index_operator.job_manifest import JobDefaults
from repository_index_operator.observe import (
    observe_job,
    observe_node,
    observe_notice,
    observe_pod,
    observe_resource,
)
from repository_index_operator.observed import Job, Key, Look, NodeReading, NodeState, Pod, ProgressReading
from repository_index_operator.progress_status import believable
from repository_index_operator.reconcile import reconcile
from repository_index_operator.transitions import transitions

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
class World:
    """One RepositoryIndex, its Jobs and pods, and a clock; `tick` lets the operator look once."""

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
    looked_at: dict[str, NodeReading] = field(default_factory=dict)
    """Nodes, as the operator has last seen them."""
    told: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    """Names of Jobs that the operator has deleted."""
    writes: int = 0
    version: int = 1

    def __post_init__(self) -> None:
        self.resource = raw_resource(self.spec)

    # What the operator does.

    def facts(self) -> Facts:
        clock = [(self.end_seen or self.now).timestamp()]
        cache = Cache(clock=lambda: clock[-1])
        for raw in (self.resource, *self.others):
            cache.put_resource(observe_resource(raw))
        for raw in self.jobs.values():
            job = observe_job(raw)
            assert job
            cache.put_job(job)
        for raw in self.pods.values():
            pod = observe_pod(raw)
            assert pod
            cache.put_pod(pod)
        for raw in self.notices:
            cache.put_notice(observe_notice(raw))
        if self.reading:
            cache.put_reading(self.reading)
        if self.look:
            cache.put_look(self.resource["metadata"]["uid"], self.look)
        cache.nodes.update(self.looked_at)
        clock.append(self.now.timestamp())
        return cache.facts(KEY)

    def decide(self) -> Decision:
        return reconcile(self.facts(), DEFAULTS, self.now)

    def tick(self, *, lose_status_write: bool = False) -> Decision:
        """Decide, and carry the decision out."""
        decision = self.decide()
        self.told += [transition.happening.value for transition in decision.told]
        for action in decision.actions:
            if isinstance(action, LiftGate | ResizePod | GiveUpPod):
                self._change_pod(action)
            else:
                self._act(action)
        if decision.status is not None and not lose_status_write:
            before = self.status
            self.writes += 1
            text = decision.status.model_dump_json(by_alias=True, exclude_none=True)
            self.resource["status"] = json.loads(text)
            self.told += [transition.happening.value for transition in transitions(before, self.status)]
        return decision

    def _act(self, action: Action) -> None:
        match action:
            case CreateJob(manifest):
                self._create_job(manifest)
            case DeleteJob(job, pods_first):
                self.deleted.append(job.name)
                if not pods_first:
                    self.delete_job(job.name)
                else:
                    self.jobs[job.name]["metadata"]["deletionTimestamp"] = time(self.now)
            case SetFinalizers(_, finalizers):
                self.resource["metadata"]["finalizers"] = list(finalizers)
            case SuspendJob(job, suspend):
                self._suspend_job(self.jobs[job.name], suspend)
            case LookAtNode(name):
                raw = self.nodes.get(name)
                gone = NodeReading(name, self.now, NodeState.GONE, self.now)
                self.looked_at[name] = observe_node(raw, self.now) if raw else gone
            case ExpireJob(job, seconds):
                self.jobs[job.name]["spec"]["ttlSecondsAfterFinished"] = seconds

    def _change_pod(self, action: LiftGate | ResizePod | GiveUpPod) -> None:
        raw = self.pods[action.pod.name]
        match action:
            case LiftGate():
                raw["spec"]["schedulingGates"] = []
            case ResizePod(_, memory):
                (container,) = raw["spec"]["containers"]
                container["resources"]["limits"]["memory"] = memory
            case GiveUpPod(_, message):
                raw["status"] |= {
                    "phase": "Failed",
                    "conditions": [disruption_target("NodeLost", message, self.now)],
                }

    def settle(self) -> Decision:
        """Tick until nothing is left to do; returns the last decision that did something."""
        last = self.tick()
        for _ in range(5):
            decision = self.tick()
            if not decision.actions and decision.status is None:
                return last if decision.requeue_after is None else decision
            last = decision
        raise AssertionError(f"the operator does not come to rest: {last}")

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

    # What the user and the cluster do.

    def later(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    def edit(self, **spec: Any) -> None:
        self.resource["spec"] |= spec
        self.resource["metadata"]["generation"] += 1

    def _create_job(self, manifest: dict[str, Any]) -> None:
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

    def _suspend_job(self, job: dict[str, Any], suspend: bool) -> None:
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

    # Whole chapters of the story.

    def run_first_attempt(self) -> None:
        self.settle()
        self.new_pod()
        self.settle()
        self.starts()
        self.settle()

    def succeeds(
        self, nodes: int = 10, edges: int = 20, *, commit: str = COMMIT, unchanged: bool = False
    ) -> None:
        counts = IndexCounts(files=3, nodes=nodes, edges=edges, nodes_created=nodes, edges_created=edges)
        self.ends(
            0,
            self.result(
                commit=commit,
                unchanged=unchanged,
                counts=counts,
                published_time=self.now,
                duration_seconds=7.5,
                peak_memory_bytes=1_000_000,
            ),
            reason="Completed",
        )
        self.job_ends("Complete", "CompletionsReached")
        self.settle()
