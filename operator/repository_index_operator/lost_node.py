"""A pod that does not end, for its node is lost: it would hold back its replacement for ever.

The Job makes no replacement before the pod has failed (podReplacementPolicy), and of that only the node's
kubelet could tell. Pure: a node is looked at only when a pod on it is overdue or silent, so that all others
cost nothing. To go on is safe even if the pod still runs: the publish fence lets only the newest attempt
publish.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from repository_index_operator.decision import Action, GiveUpPod, LookAtNode
from repository_index_operator.observed import NodeReading, NodeState, Pod, ProgressReading
from repository_index_operator.waiting import NODE_LOST, NODE_NOT_READY, POD_NOT_ENDING, Waiting

OVERDUE = timedelta(seconds=10)
"""How much longer than its grace an ended pod may be there: its kubelet has to tear it down and to say so."""
READING_HOLDS = timedelta(seconds=15)


@dataclass(frozen=True, slots=True)
class Hanging:
    """What is to be done about a pod that was to end or is silent, and what there is to say about it."""

    actions: tuple[Action, ...]
    waiting: Waiting | None
    requeue_after: float


def hanging(
    pods: Sequence[Pod], nodes: Mapping[str, NodeReading], lost_after: timedelta, now: datetime
) -> Hanging | None:
    """Look at those of a Job's `pods` that were to end; None: no pod that has a node was.

    A pod is given up once it is overdue, and its node not ready, for `lost_after`.
    """
    pod = next((pod for pod in pods if pod.deletion_time and pod.node and not pod.end_time), None)
    if pod is None or pod.deletion_time is None:
        return None
    overdue_time = pod.deletion_time + OVERDUE
    if now < overdue_time:
        return Hanging((), None, (overdue_time - now).total_seconds())
    reading = nodes.get(pod.node)
    if reading is None:
        return Hanging((LookAtNode(pod.node),), None, 0.0)
    if now >= reading.time + READING_HOLDS:
        # What was said stays said until the next look.
        return Hanging((LookAtNode(pod.node),), _why(pod, pod.deletion_time, reading, lost_after), 0.0)
    waiting = _why(pod, pod.deletion_time, reading, lost_after)
    until_look = (reading.time + READING_HOLDS - now).total_seconds()
    if reading.state is not NodeState.NOT_READY:
        return Hanging((), waiting, until_look)
    give_up_time = _give_up_time(pod.deletion_time, reading, lost_after)
    if now < give_up_time:
        return Hanging((), waiting, min(until_look, (give_up_time - now).total_seconds()))
    lost = f"node {pod.node} has not been ready since {reading.since:%H:%M:%S} UTC, and the pod was given up"
    return Hanging((GiveUpPod(pod, lost),), waiting, until_look)


def silent(
    pods: Sequence[Pod], progress: ProgressReading | None, nodes: Mapping[str, NodeReading], now: datetime
) -> Hanging | None:
    """Look at the running pod whose `progress` cannot be read: is it the pod, or its node?

    None: it can be read. While nobody has asked for the pod's end, there is nothing to do but to say so.
    """
    uid = progress.pod_uid if progress and progress.error else None
    pod = next((pod for pod in pods if pod.uid == uid and pod.running and not pod.deletion_time), None)
    if pod is None or not pod.node:
        return None
    reading = nodes.get(pod.node)
    if reading is None:
        return Hanging((LookAtNode(pod.node),), None, 0.0)
    waiting = None
    if reading.state is NodeState.NOT_READY:
        waiting = Waiting(
            NODE_NOT_READY,
            f"node {pod.node} has not been ready since {reading.since:%H:%M:%S} UTC, and nobody can tell how"
            f" the pod {pod.name} on it does: unless the node comes back, Kubernetes evicts the pod, which is"
            " not counted as a failure",
        )
    if now >= reading.time + READING_HOLDS:
        return Hanging((LookAtNode(pod.node),), waiting, 0.0)
    return Hanging((), waiting, (reading.time + READING_HOLDS - now).total_seconds())


def _give_up_time(deletion_time: datetime, reading: NodeReading, lost_after: timedelta) -> datetime:
    return max(deletion_time, reading.since) + lost_after


def _why(pod: Pod, deletion_time: datetime, reading: NodeReading, lost_after: timedelta) -> Waiting:
    overdue = f"the pod {pod.name} was to end by {deletion_time:%H:%M:%S} UTC and still holds back its"
    match reading.state:
        case NodeState.NOT_READY:
            when = _give_up_time(deletion_time, reading, lost_after)
            return Waiting(
                NODE_LOST,
                f"node {pod.node} has not been ready since {reading.since:%H:%M:%S} UTC: {overdue}"
                f" replacement; unless the node comes back, it is deleted by force at {when:%H:%M:%S} UTC",
            )
        case NodeState.GONE:
            return Waiting(
                NODE_LOST, f"node {pod.node} is gone: {overdue} replacement until Kubernetes gives it up"
            )
        case NodeState.READY:
            return Waiting(
                POD_NOT_ENDING, f"{overdue} replacement, though its node {pod.node} is ready: see its Events"
            )
        case NodeState.UNKNOWN:
            return Waiting(
                POD_NOT_ENDING,
                f"{overdue} replacement, and the operator may not look at its node {pod.node}: if that is"
                f" lost, `kubectl delete node {pod.node}` gives the pod up",
            )
