"""What a decision is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from repository_index_operator.admission import Place
from repository_index_operator.observed import Job, Look, NodeReading, Notice, Pod, ProgressReading, Resource


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one resource.

    `resource` is None when it is not there (any more). `jobs` are its own, `pods` those of its Jobs;
    `orphans` are Jobs of a resource of this name that was seen to go. `notices` are keyed by a Job's or pod's
    uid. `end_ages` tells for how many seconds this process has known the end of a Job, by uid. `conflict`
    says which other resource has its repository. `look` is the last one for a moved commit. `admitted`: it
    may run an attempt, as far as the number of those goes; `place` is where it stands in the queue. `nodes`
    are those that were looked at, by name.
    """

    resource: Resource | None
    jobs: tuple[Job, ...] = ()
    pods: tuple[Pod, ...] = ()
    orphans: tuple[Job, ...] = ()
    notices: Mapping[str, Notice] = field(default_factory=dict)
    progress: ProgressReading | None = None
    end_ages: Mapping[str, float] = field(default_factory=dict)
    conflict: str | None = None
    look: Look | None = None
    admitted: bool = True
    place: Place | None = None
    nodes: Mapping[str, NodeReading] = field(default_factory=dict)

    def pods_of(self, job: Job) -> tuple[Pod, ...]:
        """The pods of one of its Jobs."""
        return tuple(pod for pod in self.pods if pod.job_uid == job.uid)
