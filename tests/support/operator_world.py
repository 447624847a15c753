"""The operator in a world of its own, where its decisions are carried out as the API server would."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from operator_objects import COMMIT, DEFAULTS, KEY, Objects, disruption_target, time
from repository_index_api.index_job import IndexCounts, Reason
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
from repository_index_operator.observe import (
    observe_job,
    observe_node,
    observe_notice,
    observe_pod,
    observe_resource,
)
from repository_index_operator.observed import NodeReading, NodeState
from repository_index_operator.reconcile import reconcile
from repository_index_operator.transitions import transitions


@dataclass
class World(Objects):
    """`tick` lets the operator look once."""

    looked_at: dict[str, NodeReading] = field(default_factory=dict)
    """Nodes, as the operator has last seen them."""
    told: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    """Names of Jobs that the operator has deleted."""
    writes: int = 0
    version: int = 1

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
                self.create_job(manifest)
            case DeleteJob(job, pods_first):
                self.deleted.append(job.name)
                if not pods_first:
                    self.delete_job(job.name)
                else:
                    self.jobs[job.name]["metadata"]["deletionTimestamp"] = time(self.now)
            case SetFinalizers(_, finalizers):
                self.resource["metadata"]["finalizers"] = list(finalizers)
            case SuspendJob(job, suspend):
                self.suspend_job(self.jobs[job.name], suspend)
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

    def attempt_fails(self) -> None:
        self.ends(75, self.result(Reason.CONNECTION_ERROR, "away"))
        self.settle()
