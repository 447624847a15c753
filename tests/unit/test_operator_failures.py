"""Why an attempt failed, in the status' words; and what a hostile pod cannot do."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from operator_objects import KEY
from operator_world import World
from repository_index_api.index_job import Reason, Stage
from repository_index_api.v1alpha1.status import Phase

# Failures.


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (65, Reason.REPOSITORY_PARSE_ERROR),
        (66, Reason.SOURCE_NOT_FOUND),
        (70, Reason.INTERNAL_ERROR),
        (73, Reason.QUOTA_EXCEEDED),
        (76, Reason.SUPERSEDED),
        (77, Reason.SOURCE_ACCESS_ERROR),
        (78, Reason.TENANT_VALIDATION_ERROR),
        (78, Reason.SCHEMA_VERSION_ERROR),
        (124, Reason.SOFT_TIME_LIMIT_EXCEEDED),
        (125, Reason.HARD_TIME_LIMIT_EXCEEDED),
    ],
)
def test_a_permanent_error_fails_at_once_with_its_reason(code, reason):
    world = World()
    world.run_first_attempt()
    world.ends(code, world.result(reason, "what was wrong"))
    assert world.settle().requeue_after is None
    assert world.phase is Phase.RUNNING, "only the Job's condition decides"
    world.job_ends("Failed", "PodFailurePolicy")
    world.settle()
    assert world.phase is Phase.FAILED
    failure = world.run.last_failure
    assert (failure.reason, failure.message, failure.exit_code) == (reason, "what was wrong", code)
    assert world.run.next_retry_time is None
    assert world.condition("Stalled").status == "True"
    assert world.condition("Stalled").reason == reason
    assert world.condition("Reconciling").status == "False"
    assert world.told == ["RunStarted", "RunFailed"]


@pytest.mark.parametrize(
    ("code", "reason", "shown"),
    [
        (75, Reason.CONNECTION_ERROR, "ConnectionError"),
        (75, Reason.STORAGE_ERROR, "StorageError"),
        (137, Reason.OUT_OF_MEMORY, "OOMKilled"),
        (143, Reason.TERMINATED, "Terminated"),
    ],
)
def test_a_transient_error_is_tried_again(code, reason, shown):
    world = World()
    world.run_first_attempt()
    world.later(30)
    world.ends(code, world.result(reason, "for now"))
    world.settle()
    assert world.phase is Phase.RETRYING
    assert world.run.last_failure.reason == shown
    delay = (world.run.next_retry_time - world.now).total_seconds()
    assert 48 <= delay <= 72
    assert world.told == ["RunStarted", "AttemptFailed", "RetryScheduled"]


def test_the_kernels_word_names_an_out_of_memory():
    world = World()
    world.run_first_attempt()
    world.ends(137, "", reason="OOMKilled")
    world.settle()
    assert world.run.last_failure.reason == "OOMKilled"
    assert "memory" in world.run.last_failure.message


@pytest.mark.parametrize(
    ("status", "code", "shown"),
    [
        ({"reason": "DeadlineExceeded"}, 137, "HardTimeLimitExceeded"),
        ({"reason": "Evicted", "message": "Usage of EmptyDir volume exceeds the limit"}, 137, "Evicted"),
        ({}, 137, "Terminated"),
        ({}, 1, "PodFailed"),
        ({}, 66, "SourceNotFoundError"),
    ],
)
def test_a_pod_without_words_is_named_by_what_is_known(status, code, shown):
    world = World()
    world.run_first_attempt()
    world.ends(code, pod_status=status)
    world.job_ends("Failed", "BackoffLimitExceeded")
    world.settle()
    assert world.run.last_failure.reason == shown
    assert world.run.last_failure.message


@pytest.mark.parametrize(
    ("reason", "message"),
    [
        ("Evicted", 'Usage of EmptyDir volume "scratch" exceeds the limit "10Gi".'),
        ("Evicted", ""),
        ("OutOfcpu", "Node didn't have enough resource"),
    ],
)
def test_what_the_kubelet_says_goes_before_what_the_supervisor_saw(reason, message):
    world = World()
    world.run_first_attempt()
    text = world.result(Reason.TERMINATED, "the container was asked to stop")
    world.ends(143, text, pod_status={"reason": reason, "message": message})
    world.settle()
    failure = world.run.last_failure
    assert (failure.reason, failure.exit_code) == (reason, 143)
    assert message in failure.message
    assert "asked to stop" not in failure.message


def test_a_deadline_says_what_it_ended():
    world = World()
    world.run_first_attempt()
    text = world.result(Reason.TERMINATED, "the container was asked to stop")
    world.ends(143, text, pod_status={"reason": "DeadlineExceeded", "message": "Pod was active too long"})
    world.settle()
    assert world.run.last_failure.reason == "HardTimeLimitExceeded"


@pytest.mark.parametrize(
    "states",
    [
        {"waiting": {"reason": "ContainerCreating"}},
        {"terminated": {"exitCode": 137, "reason": "ContainerStatusUnknown", "startedAt": None}},
    ],
)
def test_a_pod_whose_container_never_started_ran_into_no_time_limit(states):
    world = World()
    world.settle()
    world.new_pod()
    world.settle()
    world.later(100_000)
    world.pod["status"] = {
        "phase": "Failed",
        "reason": "DeadlineExceeded",
        "message": "Pod was active on the node longer than the specified deadline",
        "containerStatuses": [{"name": "indexer", "state": states}],
    }
    world.settle()
    assert (world.phase, world.run.last_failure.reason) == (Phase.RETRYING, "PendingTimeout")
    assert "spec.pendingTimeoutSeconds" in world.run.last_failure.message


# Hostile pods.


HOSTILE = [
    "",
    "{}",
    "\x00" * 4_000,
    "[" * 4_096,
    '{"run_id":"another","pod_uid":"p","counts":{"nodes":1}}',
    json.dumps({"run_id": "x" * 5_000}),
]


@pytest.mark.parametrize("message", HOSTILE)
def test_a_hostile_message_neither_stops_the_operator_nor_is_believed(message):
    world = World()
    world.run_first_attempt()
    world.ends(0, message)
    world.job_ends("Complete")
    world.settle()
    assert (world.phase, world.status.index.nodes) == (Phase.SUCCEEDED, 0)


def test_a_failure_cannot_borrow_a_reason_of_another_exit_code():
    world = World()
    world.run_first_attempt()
    world.ends(65, world.result(Reason.STORAGE_ERROR, "retry me for ever"))
    world.job_ends("Failed", "PodFailurePolicy")
    world.settle()
    assert world.run.last_failure.reason == "RepositoryParseError"


def test_what_a_pod_says_is_made_printable_and_short():
    world = World()
    world.run_first_attempt()
    world.ends(66, world.result(Reason.SOURCE_NOT_FOUND, "no\x1b[2J ref\n\r\x07" + "x" * 3_000))
    world.job_ends("Failed", "PodFailurePolicy")
    world.settle()
    message = world.run.last_failure.message
    assert message.isprintable()
    assert len(message) <= 1_000


@pytest.mark.parametrize(
    "published",
    [
        datetime.fromisoformat("2026-01-01T12:00:01"),
        datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC),
        datetime.fromisoformat("0001-01-01T00:00:00+23:59"),
        datetime.fromisoformat("9999-12-31T23:59:59-23:59"),
    ],
)
def test_a_pods_clock_is_not_believed_beyond_the_run(published):
    world = World()
    world.run_first_attempt()
    world.later(5)
    world.ends(0, world.result(commit="<script>", duration_seconds=1.0, published_time=published))
    world.job_ends("Complete")
    world.settle()
    assert world.status.index.published_time == world.now
    assert world.status.index.commit is None


@pytest.mark.parametrize(
    "estimate",
    [datetime.fromisoformat("2026-01-01T12:00:01"), datetime.fromisoformat("0001-01-01T00:00:00+23:59")],
)
def test_a_hostile_estimate_cannot_spoil_the_status(estimate):
    world = World()
    world.run_first_attempt()
    world.reports(Stage.PARSING, 50, estimated_completion_time=estimate)
    world.settle()
    assert world.run.progress.percent == 50
    assert world.run.progress.estimated_completion_time is None


def test_the_stage_bounds_the_percent():
    world = World()
    world.run_first_attempt()
    world.reports(Stage.CONNECTING, 100)
    world.settle()
    assert world.run.progress.percent == 10


def test_a_forged_job_is_no_run():
    world = World()
    world.settle()
    forged = json.loads(json.dumps(world.job))
    forged["metadata"] |= {"name": "forged", "uid": "uid-forged"}
    forged["metadata"]["ownerReferences"][0]["uid"] = "another-resource"
    world.jobs["forged"] = forged
    decision = world.tick()
    assert (decision.actions, decision.status) == ((), None)
    assert KEY.name == "flask"
