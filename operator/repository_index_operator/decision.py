"""What a decision says: the actions to be carried out, and the status to be written."""

from __future__ import annotations

from dataclasses import dataclass

from repository_index_api.index_job import AttemptResult
from repository_index_api.v1alpha1.status import RepositoryIndexStatus
from repository_index_operator.admission import Candidate
from repository_index_operator.job_manifest import Manifest
from repository_index_operator.observed import Job, Pod, Resource
from repository_index_operator.transitions import Transition


@dataclass(frozen=True, slots=True)
class CreateJob:
    """Make the Job; one of that name that is there already is the same."""

    manifest: Manifest


@dataclass(frozen=True, slots=True)
class DeleteJob:
    """Delete the Job and, by garbage collection, its pods; `pods_first`: it stays until they are gone."""

    job: Job
    pods_first: bool = False


@dataclass(frozen=True, slots=True)
class LiftGate:
    """Let the pod be scheduled."""

    pod: Pod


@dataclass(frozen=True, slots=True)
class ResizePod:
    """Give the pod, which has not started, this memory limit; its request grows by as much."""

    pod: Pod
    memory_limit: str


@dataclass(frozen=True, slots=True)
class ExpireJob:
    """Let Kubernetes delete the finished Job after `seconds`, counted from its end."""

    job: Job
    seconds: int


@dataclass(frozen=True, slots=True)
class SuspendJob:
    """Suspend the Job, which stops its pods, or resume it."""

    job: Job
    suspend: bool


@dataclass(frozen=True, slots=True)
class SetFinalizers:
    """Let the resource have exactly these finalizers; one that is being deleted goes with the last."""

    resource: Resource
    finalizers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LookAtNode:
    """See how the node does."""

    name: str


@dataclass(frozen=True, slots=True)
class GiveUpPod:
    """Say in the name of the pod's node, which is lost, that the pod has failed, and delete it by force."""

    pod: Pod
    message: str


Action = (
    CreateJob
    | DeleteJob
    | ResizePod
    | LiftGate
    | ExpireJob
    | SuspendJob
    | SetFinalizers
    | LookAtNode
    | GiveUpPod
)


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do: the actions in order, then the status (None: leave it), then look again after a while.

    `result` is what the last attempt of a run that has now ended said about itself; `queued` is the run that
    waits for a slot; `told` is what people are to know though no status will say it.
    """

    actions: tuple[Action, ...] = ()
    status: RepositoryIndexStatus | None = None
    requeue_after: float | None = None
    result: AttemptResult | None = None
    queued: Candidate | None = None
    told: tuple[Transition, ...] = ()
