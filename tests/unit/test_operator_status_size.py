"""However long what pods and people say is, the status stays below what etcd takes (1.5 MiB an object)."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from operator_world import World
from repository_index_api.index_job import (
    MAX_LANGUAGES,
    AttemptResult,
    IndexCounts,
    Stage,
    encode_result,
)
from repository_index_api.v1alpha1.status import Phase, RepositoryIndexStatus
from repository_index_operator.history import MAX_ATTEMPTS, remember
from repository_index_operator.observe import observe_pod

MAX_STATUS_BYTES = 512 * 1024
RUNS = 50
"""As many as spec.historyLimit allows."""

CHARACTERS = st.sampled_from(["x", '"', "\\", "\n", "\0", "\x1b", "é", "界", "🐍", "\u202e"])
LONG = st.builds(lambda character, length: character * length, CHARACTERS, st.integers(0, 40_000))


def size(status: RepositoryIndexStatus) -> int:
    """As the operator sends it."""
    return len(status.model_dump_json(by_alias=True, exclude_none=True).encode())


@settings(max_examples=25, deadline=None)
@given(LONG, LONG, LONG, LONG)
def test_a_run_whose_every_word_is_long(pod_reason, pod_message, job_message, waits_for):
    world = World({"retry": {"limit": 0}, "include": ["p" * 256] * 64})
    world.annotate("reindex-requested-at", waits_for)
    world.settle()
    world.new_pod()
    world.settle()
    world.waits("ErrImagePull", waits_for)
    world.settle()
    assert size(world.status) < MAX_STATUS_BYTES // 10
    world.starts()
    world.settle()
    world.pod["spec"]["nodeName"] = "n" * 253
    world.ends(137, pod_message, pod_status={"reason": pod_reason, "message": pod_message})
    world.job_ends("Failed", pod_reason, job_message)
    world.settle()
    assert world.phase is Phase.FAILED
    assert size(world.status) < MAX_STATUS_BYTES // 10


@settings(max_examples=5, deadline=None)
@given(LONG, LONG)
def test_a_history_of_the_longest_runs(pod_reason, pod_message):
    world = World()
    world.run_first_attempt()
    languages = {f"{number:02}" + "界" * 30: 2**53 for number in range(MAX_LANGUAGES + 10)}
    counts = IndexCounts(*[2**53] * 10, languages=languages)
    result = AttemptResult(
        world.run.id,
        commit="a" * 64,
        counts=counts,
        duration_seconds=123456789.123456,
        peak_memory_bytes=2**53,
        cpu_seconds=123456789.123456,
        stage_seconds=dict.fromkeys(Stage, 123456789.123456),
    )
    world.ends(0, encode_result(result).decode(), reason="Completed")
    world.job_ends("Complete")
    world.settle()
    last = world.status
    assert last.phase is Phase.SUCCEEDED

    world.pod["spec"]["nodeName"] = "n" * 253
    world.ends(137, "", pod_status={"reason": pod_reason, "message": pod_message})
    pods = [observe_pod(world.pod)] * (MAX_ATTEMPTS + 3)
    status = last
    for number in range(RUNS + 3):
        running = last.run.model_copy(update={"id": f"{last.run.id[:-2]}{number:02}"})
        before = status.model_copy(update={"phase": Phase.RUNNING, "run": running})
        ended = before.model_copy(update={"phase": Phase.FAILED})
        history = remember(before, phase=Phase.FAILED, run=running, index=last.index, pods=pods, limit=RUNS)
        status = ended.model_copy(update={"history": history})
    assert len(status.history) == RUNS
    assert all(len(entry.attempts) == MAX_ATTEMPTS for entry in status.history)
    assert size(status) < MAX_STATUS_BYTES
