"""What the watches and the sweep have seen of the cluster, in small projections.

Every object carries the version at which it was seen, and nothing goes back to an older one: so the answer to
a write of our own, a watch's event and the sweep's list may come in any order.
"""

from __future__ import annotations

import time
from collections import Counter as Count
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from repository_index_operator.admission import holds_slot
from repository_index_operator.facts import Facts
from repository_index_operator.observed import (
    Job,
    Key,
    Look,
    NodeReading,
    Notice,
    Pod,
    ProgressReading,
    StoredResource,
)


class Versioned(Protocol):
    """What a store can hold."""

    @property
    def uid(self) -> str:
        """Identifies the object for ever."""

    @property
    def version(self) -> int:
        """Grows with each change of the object."""


T = TypeVar("T", bound=Versioned)


class Store(Generic[T]):
    """Objects of one kind by uid, and by the group that they are looked up by."""

    def __init__(self, group_of: Callable[[T], Hashable]) -> None:
        self._group_of = group_of
        self._items: dict[str, T] = {}
        self._groups: dict[Hashable, tuple[str, ...]] = {}
        self._removed: set[str] | None = None

    def __iter__(self) -> Iterator[T]:
        return iter(tuple(self._items.values()))

    def __len__(self) -> int:
        return len(self._items)

    def get(self, uid: str) -> T | None:
        """The object with this uid."""
        return self._items.get(uid)

    def knows(self, uid: str, version: int) -> bool:
        """Whether the object is known as it was at this version, or later."""
        item = self._items.get(uid)
        return item is not None and version <= item.version

    def of(self, group: Hashable) -> tuple[T, ...]:
        """The objects of a group, in the order in which they came."""
        return tuple(self._items[uid] for uid in self._groups.get(group, ()))

    def put(self, item: T) -> bool:
        """Take `item`; False if it is no newer than what is there."""
        known = self._items.get(item.uid)
        if known is not None and item.version <= known.version:
            return False
        if known is None:
            group = self._group_of(item)
            self._groups[group] = (*self._groups.get(group, ()), item.uid)
        self._items[item.uid] = item
        return True

    def remove(self, uid: str) -> T | None:
        """Forget the object; returns it if it was there."""
        if self._removed is not None:
            self._removed.add(uid)
        item = self._items.pop(uid, None)
        if item is not None:
            group = self._group_of(item)
            rest = tuple(other for other in self._groups[group] if other != uid)
            if rest:
                self._groups[group] = rest
            else:
                del self._groups[group]
        return item

    @contextmanager
    def during_list(self) -> Iterator[None]:
        """A list is asked for in this block: what is removed meanwhile must not come back by it."""
        self._removed = set()
        try:
            yield
        finally:
            self._removed = None

    def missing_from(self, listed: set[str], version: int) -> list[str]:
        """The uids of objects that a list of this `version` should have shown, but did not."""
        return [u for u, item in self._items.items() if u not in listed and item.version <= version]

    def was_removed(self, uid: str) -> bool:
        """Whether it was removed since the list was asked for."""
        return uid in (self._removed or ())


def _is_as_before(known: Job | Pod | None, seen: Job | Pod) -> bool:
    """Whether all that changed is something that no decision looks at, as in every second event of a run."""
    return known is not None and replace(known, version=seen.version) == seen


class Cache:
    """All that is known. The methods that take something in return the keys that it concerns."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.resources: Store[StoredResource] = Store(lambda resource: resource.key)
        self.jobs: Store[Job] = Store(lambda job: job.key)
        self.pods: Store[Pod] = Store(lambda pod: pod.job_uid)
        self.notices: Store[Notice] = Store(lambda notice: notice.subject_uid)
        self.readings: dict[str, ProgressReading] = {}
        self.looks: dict[str, Look] = {}
        """The last look for a moved commit, by the resource's uid."""
        self.nodes: dict[str, NodeReading] = {}
        """Those that a pod hangs on, or is silent on: only they are looked at."""
        self.slots_held: Count[str] = Count()
        """Attempts that run or are about to, by namespace."""
        self.slots_version = 0
        """Grows with each change of `slots_held`."""
        self._holders: dict[str, str] = {}
        """The namespace of each Job that holds a slot, by uid."""
        self._claims: dict[tuple[str, str], dict[str, StoredResource]] = {}
        self._gone: set[str] = set()
        self._clock = clock
        self._end_seen: dict[str, float] = {}
        """When this process first saw that a Job had ended, by uid."""

    def put_resource(self, resource: StoredResource) -> set[Key]:
        """A RepositoryIndex was seen."""
        known = self.resources.get(resource.uid)
        if not self.resources.put(resource):
            return set()
        claims = self._claims.setdefault((resource.tenant, resource.repository), {})
        claims[resource.uid] = resource
        is_news = known is None or known.refused != resource.refused
        return {claim.key for claim in claims.values()} if is_news else {resource.key}

    def remove_resource(self, uid: str) -> set[Key]:
        """A RepositoryIndex was seen to go: its Jobs are orphans from now on."""
        resource = self.resources.remove(uid)
        if resource is None:
            return set()
        self.looks.pop(uid, None)
        claim = (resource.tenant, resource.repository)
        self._claims[claim].pop(uid, None)
        rivals = {rival.key for rival in self._claims[claim].values()}
        if not rivals:
            del self._claims[claim]
        if any(job.owner_uid == uid for job in self.jobs.of(resource.key)):
            self._gone.add(uid)
        return {resource.key, *rivals}

    def put_job(self, job: Job) -> set[Key]:
        """A Job was seen."""
        known = self.jobs.get(job.uid)
        if not self.jobs.put(job) or _is_as_before(known, job):
            return set()
        if job.end:
            self._end_seen.setdefault(job.uid, self._clock())
        self._count_slot(job.uid)
        return {job.key}

    def remove_job(self, uid: str) -> set[Key]:
        """A Job was seen to go; its pods end by themselves, and nobody waits for them."""
        job = self.jobs.remove(uid)
        if job is None:
            return set()
        self._end_seen.pop(uid, None)
        for pod in self.pods.of(uid):
            self._forget_pod(pod.uid)
        self._forget_notices(uid)
        if not any(other.owner_uid == job.owner_uid for other in self.jobs.of(job.key)):
            self._gone.discard(job.owner_uid)
        self._count_slot(uid)
        return {job.key}

    def put_pod(self, pod: Pod) -> set[Key]:
        """A pod was seen; one whose Job is not known is none of ours (any more)."""
        job, known = self.jobs.get(pod.job_uid), self.pods.get(pod.uid)
        if job is None or not self.pods.put(pod) or _is_as_before(known, pod):
            return set()
        self._count_slot(job.uid)
        return {job.key}

    def remove_pod(self, pod: Pod) -> set[Key]:
        """A pod was seen to go, and `pod` is its last state.

        How it ended is still wanted: an ended pod is kept as long as its Job.
        """
        if pod.end_time:
            return self.put_pod(pod)
        self._forget_pod(pod.uid)
        job = self.jobs.get(pod.job_uid)
        if job is None:
            return set()
        self._count_slot(job.uid)
        return {job.key}

    def drop_pod(self, uid: str) -> set[Key]:
        """The pod is gone; if nobody saw how it ended, nobody will."""
        pod = self.pods.get(uid)
        if pod is not None and pod.end_time:
            return set()
        job = self.jobs.get(pod.job_uid) if pod else None
        self._forget_pod(uid)
        if job is None:
            return set()
        self._count_slot(job.uid)
        return {job.key}

    def put_notice(self, notice: Notice) -> set[Key]:
        """An Event about a Job or a pod was seen."""
        pod = self.pods.get(notice.subject_uid)
        job = self.jobs.get(pod.job_uid if pod else notice.subject_uid)
        return {job.key} if job and self.notices.put(notice) else set()

    def remove_notice(self, uid: str) -> set[Key]:
        """An Event has expired."""
        self.notices.remove(uid)
        return set()

    def put_reading(self, reading: ProgressReading) -> None:
        """A running pod's progress was read."""
        if self.pods.get(reading.pod_uid):
            self.readings[reading.pod_uid] = reading

    def put_look(self, uid: str, look: Look) -> set[Key]:
        """A look for a moved commit was made."""
        resource = self.resources.get(uid)
        if resource is None or self.looks.get(uid) == look:
            return set()
        self.looks[uid] = look
        return {resource.key}

    def mark_progress_written(self, pod_uid: str, now: datetime) -> None:
        """The pod's progress stands in the status."""
        reading = self.readings.get(pod_uid)
        if reading:
            self.readings[pod_uid] = replace(reading, written_time=now)

    def facts(self, key: Key) -> Facts:
        """What is known of one resource.

        Raises:
            pydantic.ValidationError: its spec is not one that this version knows.
        """
        stored = max(self.resources.of(key), key=lambda resource: resource.version, default=None)
        jobs = self.jobs.of(key)
        orphans = tuple(job for job in jobs if job.owner_uid in self._gone)
        if stored is None:
            return Facts(resource=None, orphans=orphans)
        own = tuple(job for job in jobs if job.owner_uid == stored.uid)
        pods = tuple(pod for job in own for pod in self.pods.of(job.uid))
        notices = {
            notice.subject_uid: notice
            for uid in (*(job.uid for job in own), *(pod.uid for pod in pods))
            for notice in sorted(self.notices.of(uid), key=lambda notice: notice.time)
        }
        reading = next(
            (self.readings[pod.uid] for pod in pods if pod.running and pod.uid in self.readings), None
        )
        return Facts(
            resource=stored.decode(),
            jobs=own,
            pods=pods,
            orphans=orphans,
            notices=notices,
            progress=reading,
            end_ages={
                job.uid: self._clock() - self._end_seen[job.uid] for job in own if job.uid in self._end_seen
            },
            conflict=self._conflict(stored),
            look=self.looks.get(stored.uid),
            nodes={pod.node: self.nodes[pod.node] for pod in pods if pod.node in self.nodes},
        )

    def _conflict(self, resource: StoredResource) -> str | None:
        """Which other resource has the tenant's repository.

        Tenants are self-declared, so a namespace of the tenant's own name goes before any other, and whom
        the database has refused the tenant comes last; else the older resource has it.
        """
        claims = self._claims[resource.tenant, resource.repository].values()
        if len(claims) == 1:
            return None
        first = min(claims, key=lambda c: (c.key.namespace != c.tenant, c.refused, c.created, c.uid))
        if first.uid == resource.uid:
            return None
        # Names of other namespaces are not for everybody.
        holder = (
            f"RepositoryIndex {first.key}"
            if first.key.namespace == resource.key.namespace
            else "a RepositoryIndex of another namespace"
        )
        return (
            f"repository {resource.repository!r} of tenant {resource.tenant!r} is already indexed by"
            f" {holder}: give this one another spec.repository, or delete one of them"
        )

    def _count_slot(self, job_uid: str) -> None:
        """Bring `slots_held` up to date with what is known of the Job."""
        job = self.jobs.get(job_uid)
        holds = job is not None and holds_slot(job, self.pods.of(job_uid))
        if holds == (job_uid in self._holders):
            return
        self.slots_version += 1
        if job is not None and holds:
            self._holders[job_uid] = job.key.namespace
            self.slots_held[job.key.namespace] += 1
        else:
            self.slots_held -= Count([self._holders.pop(job_uid)])

    def _forget_pod(self, uid: str) -> None:
        self.pods.remove(uid)
        self.readings.pop(uid, None)
        self._forget_notices(uid)

    def _forget_notices(self, subject_uid: str) -> None:
        for notice in self.notices.of(subject_uid):
            self.notices.remove(notice.uid)
