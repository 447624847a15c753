"""One run that was asked for, and what the resource's status says about it. Pure.

A request is a time in the annotation `reindex-requested-at`, later than any before it, whatever the clocks
say; the operator copies it to each run that it starts. So a run answers a request if its own is that or a
later one, and an older run's result is never taken for it.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, TypeAlias

from pydantic import BaseModel, ConfigDict

from repository_index_api.v1alpha1 import ANNOTATION_REINDEX, REPOSITORY_CONFLICT
from repository_index_api.v1alpha1.status import (
    FINISHED,
    Condition,
    ConditionType,
    IndexStatus,
    Phase,
    RepositoryIndexStatus,
    RunStatus,
)
from repository_index_client.errors import NotFoundError, RunCancelledError, RunFailedError

Document: TypeAlias = dict[str, Any]
"""An object as the API server sends it."""


class Run(BaseModel):
    """A run that was asked for: what a task id is, and like it to be kept anywhere, as JSON.

    `Run(namespace=..., name=...)` is the current or last run of a resource, whoever asked for it.
    """

    model_config = ConfigDict(frozen=True)

    namespace: str
    name: str
    uid: str = ""
    """Of the resource."""
    request: str = ""
    """The time that stands for the request."""
    earlier: frozenset[str] = frozenset()
    """Requests that are known to have been made before this one."""

    def is_answered_by(self, run: RunStatus) -> bool:
        """Whether `run` was started because of the request, or because of a later one."""
        request = run.request or ""
        if not self.request or request == self.request:
            return True
        if not request or request in self.earlier:
            return False
        theirs, own = _time(request), _time(self.request)
        # No time at all: words that somebody has put in the place of our request.
        return theirs is None or own is None or theirs > own


def new_request(namespace: str, name: str, standing: Document | None, now: datetime) -> Run:
    """The request for a run of the resource, which is `standing` or not there yet."""
    if standing is None:
        return Run(namespace=namespace, name=name, request=_text(now))
    last = annotations_of(standing).get(ANNOTATION_REINDEX, "")
    run = status_of(standing).run
    earlier = {last, (run.request or "") if run else ""} - {""}
    after = max((time for time in map(_time, earlier) if time), default=None)
    time = max(now, after + timedelta(microseconds=1)) if after else now
    return Run(namespace=namespace, name=name, request=_text(time), earlier=frozenset(earlier))


def annotations_of(resource: Document) -> dict[str, str]:
    """The resource's annotations."""
    return resource["metadata"].get("annotations") or {}


def status_of(resource: Document) -> RepositoryIndexStatus:
    """The resource's status; empty, if the operator has not seen it yet."""
    return RepositoryIndexStatus.model_validate(resource.get("status") or {})


def begun(run: Run, resource: Document) -> RunStatus | None:
    """What the status says of the run; None: it has not begun.

    Raises:
        NotFoundError: the resource is another one of that name.
    """
    if run.uid and resource["metadata"]["uid"] != run.uid:
        raise gone(run)
    told = status_of(resource).run
    return told if told and run.is_answered_by(told) else None


def phase(run: Run, resource: Document) -> Phase:
    """The run's state in one word."""
    if begun(run, resource) is None:
        return Phase.PENDING
    return status_of(resource).phase or Phase.PENDING


def outcome(run: Run, resource: Document) -> IndexStatus | None:
    """What the run published; None: it has not ended.

    Raises:
        NotFoundError: the resource is another one of that name.
        RunFailedError: the run has failed, or cannot begin because another resource has the repository.
        RunCancelledError: somebody has cancelled it.
    """
    told, status = begun(run, resource), status_of(resource)
    if told is None or status.phase not in FINISHED:
        conflict = _conflict(status)
        if conflict:
            raise RunFailedError(conflict.reason, conflict.message)
        return None
    if status.phase is Phase.SUCCEEDED:
        return status.index or IndexStatus(run_id=told.id)
    error = RunFailedError if status.phase is Phase.FAILED else RunCancelledError
    failure = told.last_failure
    if failure is None:
        raise error(status.phase, "the status says no more")
    raise error(failure.reason, failure.message, failure.exit_code)


def gone(run: Run) -> NotFoundError:
    """The error that says so."""
    return NotFoundError(f"RepositoryIndex {run.namespace}/{run.name} of this run has been deleted")


def _conflict(status: RepositoryIndexStatus) -> Condition | None:
    return next(
        (
            condition
            for condition in status.conditions
            if condition.type is ConditionType.STALLED
            and condition.status == "True"
            and condition.reason == REPOSITORY_CONFLICT
        ),
        None,
    )


def _text(time: datetime) -> str:
    return time.astimezone(UTC).isoformat(timespec="microseconds")


def _time(text: str) -> datetime | None:
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        return None
    return time if time.tzinfo else None
