"""When to look for a moved commit, who looks, and what a look or a push asks for.

Each source has its own moments in every interval, made of a hash, so that ten thousand do not look at once.
"""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime
from itertools import takewhile

from repository_index_api.v1alpha1.status import ConditionType, Phase, RunStatus, Trigger
from repository_index_operator.observed import Look, RawObject, Refresh, Resource, Target

LOOK_FAILED = "LookFailed"

MISSED_WITHIN_SECONDS = 300
"""A process that has just begun does not know what looks were missed, and makes each of them once by then."""
LONGEST_BACKOFF_SECONDS = 3_600

_INTERVAL = re.compile(r"(?:(\d{1,4})h)?(?:(\d{1,5})m)?(?:(\d{1,7})s)?")
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_PUBLIC_URL = re.compile(
    r"https?://(?:[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?"
    r"/[^\s?#\\\x00-\x1f\x7f]*"
)
"""As the indexer's own, so that the host that is judged is the host that is asked."""


def refresh_of(spec: RawObject) -> Refresh | None:
    """How the spec, as JSON, is kept fresh; None: not by looking. A commit never moves."""
    seconds = interval_seconds(spec.get("refreshInterval") or "")
    git = (spec.get("source") or {}).get("git") or {}
    url, ref = git.get("url") or "", git.get("ref")
    if not seconds or (ref and _COMMIT.fullmatch(ref)):
        return None
    is_public = "secretRef" not in git and _PUBLIC_URL.fullmatch(url)
    return Refresh(seconds, Target(url, ref) if is_public else None)


def interval_seconds(text: str) -> int:
    """The seconds of an interval such as 1h30m; 0: it is none."""
    match = _INTERVAL.fullmatch(text)
    if match is None:
        return 0
    hours, minutes, seconds = match.groups("0")
    return 3_600 * int(hours) + 60 * int(minutes) + int(seconds)


def moment_after(name: str, seconds: int, after: datetime) -> datetime:
    """The first moment after `after` of those, `seconds` apart, that belong to `name`."""
    offset = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big") % seconds
    passed = (int(after.timestamp()) - offset) // seconds
    return datetime.fromtimestamp((passed + 1) * seconds + offset, UTC)


def backed_off(seconds: int, failures: int) -> int:
    """The interval after so many failures in a row: it doubles, to an hour at most."""
    return max(seconds, min(seconds << min(failures, 20), LONGEST_BACKOFF_SECONDS))


def moved_to(resource: Resource, last: RunStatus, look: Look | None) -> str:
    """The commit that a look found after the ended run `last` which that run did not index; empty: none.

    A commit whose run failed is not tried again: of that the retries have had their share.
    """
    if look is None or look.run_id != last.id or resource.refresh is None:
        return ""
    return "" if look.commit == _known_commit(resource, last) else look.commit


def next_look_by_run(resource: Resource, last: RunStatus, look: Look | None) -> datetime | None:
    """When a run is to look, where the operator cannot by itself; None: it can, or nobody is to look.

    Counted from the last run, so that however many moments were missed, one run makes up for them.
    """
    refresh = resource.refresh
    if refresh is None or (refresh.target is not None and not (look and look.needs_run)):
        return None
    failed = takewhile(
        lambda run: run.trigger is Trigger.NEW_COMMIT and run.outcome is Phase.FAILED, resource.status.history
    )
    seconds = backed_off(refresh.seconds, sum(1 for _ in failed))
    return moment_after(resource.uid, seconds, last.requested_time)


def look_error(resource: Resource, last: RunStatus, look: Look | None) -> str:
    """Why the last look failed; a process that has made none yet believes the status."""
    if resource.refresh is None:
        return ""
    if look and look.run_id == last.id:
        return look.error
    conditions = resource.status.conditions
    reconciling = next((c for c in conditions if c.type is ConditionType.RECONCILING), None)
    return reconciling.message if reconciling and reconciling.reason == LOOK_FAILED else ""


def pushed(commit: str, now: datetime) -> str:
    """A push, as the status keeps it: other ones of the same commit are other pushes."""
    return f"{commit} {now:%Y-%m-%dT%H:%M:%S.%fZ}"


def pushed_commit(push: str) -> str:
    """The commit of such a push."""
    return push.partition(" ")[0]


def is_answered(resource: Resource, last: RunStatus, push: str) -> bool:
    """Whether the run `last`, which knew nothing of the push, has published its commit all the same."""
    has_published = resource.status.phase is Phase.SUCCEEDED
    return has_published and pushed_commit(push) == _known_commit(resource, last)


def _known_commit(resource: Resource, last: RunStatus) -> str | None:
    index = resource.status.index
    return last.commit or (index.commit if index else None)
