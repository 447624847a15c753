"""When a failed attempt is followed by the next one."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from repository_index_api.v1alpha1.spec import Retry

JOB_BASE_SECONDS = 10.0
JOB_MAX_SECONDS = 600.0
"""The Job controller's own delay, which cannot be configured and so is a floor.
https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-backoff-failure-policy"""


def bounds(retry: Retry, failures: int) -> tuple[float, float]:
    """The least and the longest delay in seconds after the `failures`th failed attempt (from 1)."""
    delay = min(retry.max_delay_seconds, retry.base_delay_seconds * 2.0 ** (failures - 1))
    floor = min(JOB_MAX_SECONDS, JOB_BASE_SECONDS * 2.0 ** (failures - 1))
    least = max(floor, delay * (1 - retry.jitter))
    return least, max(least, min(retry.max_delay_seconds, delay * (1 + retry.jitter)))


def retry_delay(retry: Retry, failures: int, failed_pod_uid: str) -> timedelta:
    """The delay after the `failures`th failed attempt.

    The failed pod's uid takes the place of a random number: the delay is the same after a restart.
    """
    least, longest = bounds(retry, failures)
    digest = hashlib.sha256(failed_pod_uid.encode()).digest()
    fraction = int.from_bytes(digest[:4], "big") / 2**32
    return timedelta(seconds=least + fraction * (longest - least))


def longest_delays(retry: Retry) -> float:
    """The seconds that all delays of a run can take together."""
    return sum(bounds(retry, failures)[1] for failures in range(1, retry.limit + 1))
