"""How much memory the attempt after an OOMKilled one gets."""

from __future__ import annotations

from repository_index_api.index_job import Reason
from repository_index_api.v1alpha1.job_template import JobTemplate
from repository_index_operator.attempts import Attempts
from repository_index_operator.observed import Pod
from repository_index_operator.quantity import amount

MIB = 2**20


def grown_memory(template: JobTemplate, attempts: Attempts, pods: tuple[Pod, ...]) -> str | None:
    """The memory limit, as a quantity, that the current pod should have before it starts; None: what it has.

    A pod that ran out of memory is followed by one with `memoryGrowth` times its limit, at most `maxMemory`;
    what an attempt was given once the next ones have too.
    """
    current = attempts.current
    if current is None or not current.gated or current.memory_limit is None:
        return None
    ended = [pod for pod in pods if pod.end_time and pod.memory_limit]
    wanted = max([current.memory_limit, *(pod.memory_limit or 0 for pod in ended)])
    failure = attempts.failure
    last = next((pod for pod in ended if pod.uid == attempts.failed_uid), None)
    if failure and failure.reason == Reason.OUT_OF_MEMORY and last and last.memory_limit:
        grown = int(last.memory_limit * template.memory_growth)
        if template.max_memory is not None:
            grown = min(grown, max(int(amount(str(template.max_memory))), last.memory_limit))
        wanted = max(wanted, grown)
    return f"{-(-wanted // MIB)}Mi" if wanted > current.memory_limit else None
