"""The whole story of a run, as the operator decides it."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from operator_world import COMMIT, KEY, START, World, raw_resource
from repository_index_api.index_job import JOB_VARIABLE, Progress, Reason, Stage, decode_job
from repository_index_api.v1alpha1.status import Phase, Trigger
from repository_index_operator.decision import CreateJob, DeleteJob
from repository_index_operator.observed import Key, ProgressReading
from repository_index_operator.reconcile import refused_start
from repository_index_operator.runs import job_name


def requested_at(job: dict) -> datetime:
    (variable,) = (
        v for v in job["spec"]["template"]["spec"]["containers"][0]["env"] if v["name"] == JOB_VARIABLE
    )
    return decode_job(variable["value"]).requested_at


# From the manifest to the graph.


def test_from_created_to_published():
    world = World()
    world.settle()
    assert world.phase is Phase.PENDING
    assert world.run.trigger is Trigger.CREATED
    assert world.run.job_name == world.job["metadata"]["name"]
    assert world.condition("Ready").status == "False"
    assert world.condition("Reconciling").status == "True"

    world.later(1)
    world.new_pod()
    assert world.is_gated()
    world.settle()
    assert not world.is_gated(), "the first attempt waits for nothing"

    world.later(2)
    world.starts()
    world.settle()
    assert (world.phase, world.run.attempt, world.run.start_time) == (Phase.RUNNING, 1, world.now)

    world.later(10)
    world.succeeds(nodes=10, edges=20)
    status = world.status
    assert status.phase is Phase.SUCCEEDED
    assert (status.index.nodes, status.index.edges, status.index.commit) == (10, 20, COMMIT)
    assert status.index.run_id == status.run.id
    assert status.run.completion_time == world.now
    assert (status.run.progress.percent, status.run.progress.stage) == (100, Stage.COMPLETE)
    assert [(c.type, c.status) for c in status.conditions] == [
        ("Ready", "True"),
        ("Reconciling", "False"),
        ("Stalled", "False"),
    ]
    assert status.observed_generation == 1
    assert world.told == ["RunStarted", "Published"]
    assert world.writes == 3


def test_a_run_that_is_over_is_left_alone():
    world = World()
    world.run_first_attempt()
    world.succeeds()
    before = world.resource["status"]
    for _ in range(3):
        world.later(86_400)
        decision = world.tick()
        assert (decision.actions, decision.status, decision.requeue_after) == ((), None, None)
    assert world.resource["status"] == before


def test_conditions_keep_their_transition_time_while_their_status_stays():
    world = World()
    world.run_first_attempt()
    assert world.condition("Reconciling").last_transition_time == START
    world.later(60)
    world.succeeds()
    assert world.condition("Reconciling").last_transition_time == world.now
    assert world.condition("Stalled").last_transition_time == START


def test_success_needs_the_jobs_word():
    world = World()
    world.run_first_attempt()
    world.ends(0, world.result(commit=COMMIT))
    assert world.settle().status is None
    assert world.phase is Phase.RUNNING


# Crashes and lost writes.


def test_a_lost_status_write_makes_no_second_run():
    world = World()
    world.tick(lose_status_write=True)
    created = dict(world.jobs)
    world.later(3)
    world.settle()
    assert world.jobs == created
    assert world.run.requested_time == START, "the Job remembers when the run was asked for"
    assert world.run.requested_time == requested_at(world.job)


def test_a_decision_taken_twice_on_stale_knowledge_is_the_same_run():
    world = World()
    first, second = world.decide(), None
    world.later(5)
    second = world.decide()
    names = [
        action.manifest["metadata"]["name"]
        for decision in (first, second)
        for action in decision.actions
        if isinstance(action, CreateJob)
    ]
    assert len(names) == 2
    assert names[0] == names[1]


@pytest.mark.parametrize("chapter", ["pending", "running", "retrying", "succeeded"])
def test_a_restart_changes_nothing(chapter):
    world = World()
    world.run_first_attempt()
    if chapter == "retrying":
        world.ends(75, world.result(Reason.CONNECTION_ERROR, "database away"))
        world.settle()
        world.new_pod()
        world.settle()
    elif chapter == "succeeded":
        world.succeeds()
    elif chapter == "pending":
        world = World()
        world.settle()
    world.later(1)
    decision = world.decide()  # from the cluster alone: a World keeps nothing in memory
    assert (decision.actions, decision.status) == ((), None)


def test_a_status_that_nobody_can_read_is_made_anew_from_the_job():
    world = World()
    world.run_first_attempt()
    expected = world.run.id
    world.resource["status"] = {"phase": "Nonsense", "run": 7}
    world.settle()
    assert (world.phase, world.run.id) == (Phase.RUNNING, expected)
    assert len(world.jobs) == 1


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


# Retries.


def fail_attempt(world: World) -> None:
    world.ends(75, world.result(Reason.CONNECTION_ERROR, "away"))
    world.settle()


def test_retries_come_at_60_120_240_480_600_seconds_and_then_the_run_fails():
    world = World({"retry": {"limit": 5, "jitter": 0}})
    world.run_first_attempt()
    for attempt, delay in enumerate((60, 120, 240, 480, 600), start=1):
        world.later(10)
        failed = world.now
        fail_attempt(world)
        assert world.run.attempt == attempt
        assert world.run.next_retry_time == failed + timedelta(seconds=delay)
        world.counts_failure()
        world.later(min(10 * 2 ** (attempt - 1), delay))
        world.new_pod()
        left = (failed + timedelta(seconds=delay) - world.now).total_seconds()
        if left:
            assert world.settle().requeue_after == left
            assert world.is_gated()
        world.now = failed + timedelta(seconds=delay)
        world.settle()
        assert not world.is_gated()
        assert (world.phase, world.run.next_retry_time) == (Phase.RETRYING, None)
        assert world.run.attempt == attempt + 1
        world.starts()
        world.settle()
        assert world.phase is Phase.RUNNING
        assert world.run.progress.percent == 0
    fail_attempt(world)
    assert world.phase is Phase.RUNNING, "nothing is scheduled beyond the limit"
    world.counts_failure()
    world.job_ends("Failed", "BackoffLimitExceeded")
    world.settle()
    assert (world.phase, world.run.attempt) == (Phase.FAILED, 6)
    assert world.run.last_failure.reason == "ConnectionError"
    assert "limit 5" in world.run.last_failure.message
    assert world.told.count("AttemptFailed") == 5
    assert world.told[-1] == "RunFailed"


@pytest.mark.parametrize("message", ["", "published"])
def test_a_pod_that_failed_around_a_container_that_did_not_is_tried_again(message):
    world = World({"retry": {"jitter": 0}})
    world.run_first_attempt()
    text = world.result(commit=COMMIT) if message else ""
    world.ends(0, text, pod_status={"phase": "Failed", "message": "a sidecar failed"})
    world.settle()
    assert (world.phase, world.run.last_failure.reason) == (Phase.RETRYING, "PodFailed")
    assert world.run.last_failure.message == "a sidecar failed"
    world.counts_failure()
    world.later(10)
    world.new_pod()
    world.settle()
    assert world.is_gated()
    world.later(50)
    world.settle()
    assert not world.is_gated()


def test_a_replacement_pod_proves_that_the_job_goes_on():
    """Whatever the failure looks like: the Job controller judges, and the operator lifts the gate."""
    world = World({"retry": {"jitter": 0}})
    world.run_first_attempt()
    world.ends(66, "")
    assert world.settle().status is None
    world.later(10)
    world.new_pod()
    world.later(50)
    world.settle()
    assert not world.is_gated()


def test_the_next_attempts_time_survives_the_failed_pod():
    world = World({"retry": {"jitter": 0}})
    world.run_first_attempt()
    fail_attempt(world)
    planned = world.run.next_retry_time
    world.counts_failure()
    world.pods.clear()
    world.later(10)
    world.new_pod()
    world.settle()
    assert (world.is_gated(), world.run.next_retry_time) == (True, planned)
    world.now = planned
    world.settle()
    assert not world.is_gated()


def test_a_retry_that_is_overdue_starts_at_once():
    world = World()
    world.run_first_attempt()
    fail_attempt(world)
    world.later(10_000)
    world.new_pod()
    world.settle()
    assert not world.is_gated()


def test_a_disruption_does_not_count_and_is_not_waited_for():
    world = World()
    world.run_first_attempt()
    world.ends(143, "", disruption="Eviction API: evicting")
    world.settle()
    assert (world.phase, world.run.next_retry_time) == (Phase.PENDING, None)
    assert world.run.last_failure.reason == "Evicted"
    world.later(10)
    world.new_pod()
    world.settle()
    assert not world.is_gated()
    world.starts()
    world.settle()
    assert (world.phase, world.run.attempt) == (Phase.RUNNING, 2)
    # A failure after it is the first that counts.
    fail_attempt(world)
    assert (world.run.next_retry_time - world.now).total_seconds() <= 72


def test_a_disruption_of_an_attempt_that_would_fail_for_good_is_a_disruption():
    world = World()
    world.run_first_attempt()
    world.ends(70, world.result(Reason.INTERNAL_ERROR, "x"), disruption="preempted")
    world.settle()
    assert world.phase is Phase.PENDING


# How Jobs end otherwise.


def test_a_complete_job_without_a_message_has_the_last_known_counts_and_says_so():
    world = World()
    world.run_first_attempt()
    world.reports(Stage.WRITING, 95, nodes=77, edges=88, commit=COMMIT)
    world.settle()
    world.ends(0, "")
    world.job_ends("Complete")
    world.settle()
    assert world.phase is Phase.SUCCEEDED
    assert (world.status.index.nodes, world.status.index.edges) == (77, 88)
    assert world.status.index.commit == COMMIT
    assert "left no result" in world.condition("Ready").message


def test_a_complete_job_whose_pod_is_gone_is_a_success():
    world = World()
    world.run_first_attempt()
    world.pods.clear()
    world.job_ends("Complete")
    assert world.tick().requeue_after == 1.0, "the pod's end may still be on its way"
    assert world.phase is not Phase.SUCCEEDED
    world.later(11)
    world.settle()
    assert world.phase is Phase.SUCCEEDED


@pytest.mark.parametrize("skew", [-3_600, 3_600])
def test_the_wait_for_the_last_pod_needs_no_agreement_of_clocks(skew):
    world = World()
    world.run_first_attempt()
    world.pods.clear()
    world.job_ends("Complete", at=world.now + timedelta(seconds=skew))
    assert world.tick().requeue_after == 1.0
    world.later(11)
    world.settle()
    assert world.phase is Phase.SUCCEEDED


def test_the_end_of_a_job_waits_for_its_last_pods_words():
    world = World()
    world.run_first_attempt()
    world.job_ends("Failed", "PodFailurePolicy", "Container indexer failed with exit code 66")
    assert world.tick().requeue_after == 1.0
    world.later(1)
    world.ends(66, world.result(Reason.SOURCE_NOT_FOUND, "no ref main"))
    world.settle()
    assert world.run.last_failure.message == "no ref main"


def test_a_job_deleted_by_hand_is_cancelled_and_not_made_again():
    world = World()
    world.run_first_attempt()
    world.delete_job()
    world.settle()
    assert world.phase is Phase.CANCELLED
    assert world.jobs == {}
    assert world.condition("Stalled").reason == "JobDeleted"
    world.later(100_000)
    assert world.settle().actions == ()
    world.edit(exclude=["docs/"])
    world.settle()
    assert (world.phase, world.run.trigger) == (Phase.PENDING, Trigger.CHANGED)


def test_a_job_that_is_going_is_waited_for():
    world = World()
    world.run_first_attempt()
    world.job["metadata"]["deletionTimestamp"] = "2026-01-01T12:00:00Z"
    decision = world.tick()
    assert (decision.actions, decision.status) == ((), None)


def test_deleting_the_job_of_a_published_run_changes_nothing():
    world = World()
    world.run_first_attempt()
    world.succeeds()
    world.delete_job()
    decision = world.tick()
    assert (decision.actions, decision.status) == ((), None)


def test_the_jobs_own_deadline_ends_the_run():
    world = World()
    world.run_first_attempt()
    world.job_ends("Failed", "DeadlineExceeded")
    world.settle()
    assert (world.phase, world.run.last_failure.reason) == (Phase.FAILED, "RunTimedOut")


def test_a_job_that_only_ever_waited_is_made_again():
    world = World()
    world.settle()
    first = world.run.id
    world.later(90_000)
    world.job_ends("Failed", "DeadlineExceeded")
    world.settle()
    assert world.phase is Phase.PENDING
    assert world.run.id != first
    assert world.job["metadata"]["name"] == world.run.job_name


# Changes of the spec.


@pytest.mark.parametrize(
    "change",
    [
        {"source": {"git": {"url": "https://git.example/flask", "ref": "v2"}}},
        {"exclude": ["docs/"]},
        {"languages": ["python"]},
        {"timeLimit": {"softSeconds": 10, "hardSeconds": 20}},
        {"job": {"workers": 2}},
        {"database": {"secretRef": {"name": "other"}}},
    ],
)
def test_a_change_of_graph_or_pod_replaces_the_run(change):
    world = World()
    world.run_first_attempt()
    old = dict(world.jobs)
    world.later(5)
    world.edit(**change)
    decision = world.tick()
    assert isinstance(decision.actions[0], DeleteJob), "the old run is stopped first"
    world.settle()
    assert not old.keys() & world.jobs.keys()
    assert (world.phase, world.run.trigger, world.run.attempt) == (Phase.PENDING, Trigger.CHANGED, 1)
    assert world.run.last_failure is None
    assert world.told == ["RunStarted", "RunReplaced", "RunStarted"]


@pytest.mark.parametrize(
    "change",
    [
        {"priority": 7},
        {"schedule": "0 3 * * *"},
        {"suspend": False},
        {"historyLimit": 1},
        {"retry": {"limit": 1, "baseDelaySeconds": 10}},
        {"pendingTimeoutSeconds": 600},
        {"job": {"labels": {"cost-centre": "42"}, "annotations": {"note": "hello"}}},
    ],
)
def test_other_changes_replace_nothing(change):
    world = World()
    world.run_first_attempt()
    world.edit(**change)
    decision = world.settle()
    assert decision.actions == ()
    assert world.status.observed_generation == 2
    assert {condition.observed_generation for condition in world.status.conditions} == {2}
    assert len(world.jobs) == 1


def test_ready_is_about_the_current_spec():
    world = World()
    world.run_first_attempt()
    world.succeeds()
    first = world.status.index
    world.edit(exclude=["docs/"])
    world.settle()
    assert world.condition("Ready").status == "False"
    assert world.status.index == first, "the old graph still stands"
    world.edit(exclude=[])
    world.settle()
    assert world.condition("Ready").status == "True"
    assert world.run.id != first.run_id, "the graph is made anew all the same"


def published_then_changed(*, let_go: bool) -> World:
    """A graph is published, and a run of another spec is under way."""
    world = World()
    world.run_first_attempt()
    world.succeeds()
    world.edit(exclude=["docs/"])
    world.settle()
    world.new_pod()
    if let_go:
        world.settle()
    return world


@pytest.mark.parametrize("seen", ["let go", "running", "cancelled", "failed"])
def test_a_run_of_another_spec_may_have_published_before_it_was_stopped(seen):
    world = published_then_changed(let_go=True)
    if seen != "let go":
        world.starts()
        world.settle()
    if seen == "cancelled":
        world.delete_job()
        world.settle()
    elif seen == "failed":
        fail_attempt(world)
        world.job_ends("Failed", "BackoffLimitExceeded")
        world.settle()
    other = world.run.id
    world.edit(exclude=[])
    world.settle()
    ready = world.condition("Ready")
    assert (ready.status, ready.reason) == ("Unknown", "PossiblyReplaced")
    assert other in ready.message
    world.new_pod()
    world.settle()
    world.starts()
    world.settle()
    assert world.condition("Ready").status == "Unknown"
    world.succeeds()
    assert world.condition("Ready").status == "True"
    assert world.status.index.possibly_replaced_by is None


def test_a_run_of_another_spec_that_never_started_replaced_nothing():
    world = published_then_changed(let_go=False)
    world.edit(exclude=[])
    world.settle()
    assert world.condition("Ready").status == "True"


def test_a_run_of_the_same_graph_may_publish_it_again():
    world = World()
    world.run_first_attempt()
    world.succeeds()
    for workers in (2, 3):
        world.edit(job={"workers": workers})
        world.settle()
        world.new_pod()
        world.settle()
        world.starts()
        world.settle()
        assert world.condition("Ready").status == "True"


def test_a_refused_job_does_not_make_the_graph_known_again():
    world = published_then_changed(let_go=True)
    world.edit(exclude=[])
    decision = world.decide()
    refused = refused_start(world.facts().resource, decision, "exceeded quota", world.now, for_good=False)
    assert next(c for c in refused.status.conditions if c.type == "Ready").status == "Unknown"


@pytest.mark.parametrize(
    "change",
    [
        {"timeLimit": {"softSeconds": 10, "hardSeconds": 20}},
        {"job": {"resources": {"limits": {"memory": "4Gi"}}}},
    ],
)
def test_a_change_of_the_pod_alone_leaves_the_graph_ready(change):
    world = World()
    world.run_first_attempt()
    world.succeeds()
    first = world.run.id
    world.edit(**change)
    world.settle()
    assert world.run.id != first
    assert (world.phase, world.condition("Ready").status) == (Phase.PENDING, "True")


@pytest.mark.parametrize("limit", [0, 5])
def test_a_run_keeps_the_retry_limit_of_its_job(limit):
    world = World({"retry": {"limit": 1, "jitter": 0}})
    world.run_first_attempt()
    world.edit(retry={"limit": limit, "jitter": 0})
    fail_attempt(world)
    assert (world.phase, world.run.next_retry_time) == (Phase.RETRYING, world.now + timedelta(seconds=60))
    world.counts_failure()
    world.later(60)
    world.new_pod()
    world.settle()
    world.starts()
    world.settle()
    fail_attempt(world)
    assert world.run.next_retry_time is None, "the Job makes no further pod"
    world.counts_failure()
    world.job_ends("Failed", "BackoffLimitExceeded")
    world.settle()
    assert "spec.retry.limit 1" in world.run.last_failure.message


def test_the_names_of_pods_show_the_whole_id():
    world = World()
    world.settle()
    name = job_name("a" * 63, world.run.id)
    assert name.endswith(world.run.id)
    assert len(name) <= 58, "the API server cuts a generated name there"


def test_each_run_was_asked_for_later_than_the_one_before():
    world = World()
    world.settle()
    seen = [world.run.requested_time]
    for pattern in "abc":
        world.later(-1)  # even if the clock goes back
        world.edit(exclude=[pattern])
        world.settle()
        seen.append(world.run.requested_time)
        assert requested_at(world.job) == world.run.requested_time
    assert seen == sorted(set(seen))


def test_a_lost_status_write_after_a_change_makes_no_second_run():
    world = World()
    world.run_first_attempt()
    world.edit(exclude=["docs/"])
    world.later(1)
    world.tick(lose_status_write=True)
    made = dict(world.jobs)
    world.later(1)
    world.edit(priority=3)  # the generation moves on, the run does not
    world.settle()
    assert world.jobs == made
    assert world.run.id in world.job["metadata"]["name"]


# Deletion, conflicts, refusals.


def test_a_resource_that_is_going_stops_its_job():
    world = World()
    world.run_first_attempt()
    world.resource["metadata"]["deletionTimestamp"] = "2026-01-01T12:00:00Z"
    decision = world.tick()
    assert world.jobs == {}
    assert decision.status is None


def rival(namespace: str, *, tenant: str, created: datetime) -> dict:
    spec = {"tenant": tenant, "repository": "flask"}
    return raw_resource(spec, key=Key(namespace, "rival"), uid="uid-rival", created=created)


def test_of_two_resources_for_one_repository_the_older_wins():
    world = World()
    world.others = [rival("team-a", tenant="team-a", created=START - timedelta(days=1))]
    world.settle()
    assert world.jobs == {}
    assert world.phase is Phase.PENDING
    assert world.condition("Stalled").reason == "RepositoryConflict"
    assert "team-a/rival" in world.condition("Stalled").message
    assert world.told == ["RepositoryConflict"]
    world.others = []
    world.settle()
    assert world.condition("Stalled").status == "False"
    assert len(world.jobs) == 1


def test_the_younger_one_does_not_disturb():
    world = World()
    world.others = [rival("team-a", tenant="team-a", created=START + timedelta(days=1))]
    world.settle()
    assert len(world.jobs) == 1


def test_no_other_namespace_can_squat_on_a_namespaces_own_tenant():
    world = World()
    world.others = [rival("evil", tenant="team-a", created=START - timedelta(days=1))]
    world.settle()
    assert len(world.jobs) == 1


def test_a_conflict_stops_a_run_and_keeps_what_is_published():
    world = World()
    world.run_first_attempt()
    world.others = [rival("team-a", tenant="team-a", created=START - timedelta(days=1))]
    world.settle()
    assert (world.jobs, world.run, world.phase) == ({}, None, Phase.PENDING)


def test_a_refused_job_says_so_and_is_tried_again():
    world = World()
    facts, decision = world.facts(), world.decide()
    message = 'jobs.batch "x" is forbidden: exceeded quota: q, requested: count/jobs.batch=1'
    refused = refused_start(facts.resource, decision, message, world.now, for_good=False)
    status = refused.status
    assert (refused.actions, status.phase, status.run.job_name) == ((), Phase.PENDING, None)
    reconciling = next(c for c in status.conditions if c.type == "Reconciling")
    assert reconciling.reason == "ResourceQuotaExceeded"
    assert "namespace team-a" in reconciling.message
    world.resource["status"] = json.loads(status.model_dump_json(by_alias=True, exclude_none=True))
    again = world.decide()
    assert isinstance(again.actions[0], CreateJob)
    assert again.actions[0].manifest == decision.actions[0].manifest
    still = refused_start(world.facts().resource, again, message, world.now, for_good=False)
    assert still.status is None
    world.settle()
    assert world.run.job_name


@pytest.mark.parametrize("change", [{"job": {"workers": 1}}, {"job": {"labels": {"a": "b"}}}])
def test_a_spec_that_makes_no_valid_job_fails_until_it_changes(change):
    world = World()
    message = "quantities must match the regular expression"
    status = refused_start(world.facts().resource, world.decide(), message, world.now, for_good=True).status
    assert status.phase is Phase.FAILED
    assert next(c for c in status.conditions if c.type == "Stalled").reason == "InvalidJob"
    world.resource["status"] = json.loads(status.model_dump_json(by_alias=True, exclude_none=True))
    assert world.settle().actions == ()
    world.edit(**change)
    world.settle()
    assert (world.phase, world.run.trigger, len(world.jobs)) == (Phase.PENDING, Trigger.CHANGED, 1)


def test_a_spec_that_says_more_than_a_container_can_be_told_fails_with_a_sentence():
    """Linux allows 128 KiB in one variable; a control character takes six bytes there."""
    world = World({"include": ["\x01" * 256] * 64, "exclude": ["\x01" * 256] * 64})
    world.settle()
    assert world.jobs == {}
    assert (world.phase, world.run.last_failure.reason) == (Phase.FAILED, "InvalidJob")
    assert "shorten the patterns of spec.include and spec.exclude" in world.run.last_failure.message
    world.edit(include=["src/"] * 64)
    world.settle()
    assert (world.phase, len(world.jobs)) == (Phase.PENDING, 1)


def test_a_change_to_a_spec_that_makes_no_job_stops_the_old_run():
    world = World()
    world.run_first_attempt()
    world.edit(include=["\x01" * 256] * 64, exclude=["\x01" * 256] * 64)
    world.settle()
    assert (world.phase, world.jobs) == (Phase.FAILED, {})


# Why a pod does not run.


@pytest.mark.parametrize(
    ("reason", "message", "shown"),
    [
        ("ImagePullBackOff", "Back-off pulling image", "ImagePullFailed"),
        ("ErrImagePull", "not found", "ImagePullFailed"),
        ("CreateContainerConfigError", 'secret "repository-index-database" not found', "SecretMissing"),
        ("CreateContainerConfigError", "couldn't find key uri in Secret team-a/x", "SecretMissing"),
        ("CreateContainerConfigError", "container has runAsNonRoot", "ContainerConfigurationError"),
    ],
)
def test_what_keeps_the_container_from_starting(reason, message, shown):
    world = World()
    world.settle()
    world.new_pod()
    world.settle()
    world.waits(reason, message)
    world.settle()
    assert world.phase is Phase.PENDING
    assert world.condition("Reconciling").reason == shown
    assert message in world.condition("Reconciling").message
    assert world.told == ["RunStarted", "Waiting"]
    world.starts()
    world.settle()
    assert world.condition("Reconciling").reason == "Running"


def test_what_keeps_the_pod_from_a_node():
    world = World()
    world.settle()
    world.new_pod()
    world.settle()
    world.pod["status"]["conditions"] = [
        {
            "type": "PodScheduled",
            "status": "False",
            "reason": "Unschedulable",
            "message": "0/3 nodes are available: 3 Insufficient memory.",
        }
    ]
    world.settle()
    assert world.condition("Reconciling").reason == "Unschedulable"
    assert "Insufficient memory" in world.condition("Reconciling").message


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ('pods "x" is forbidden: exceeded quota: compute', "ResourceQuotaExceeded"),
        ('pods "x" is forbidden: violates PodSecurity "restricted:latest"', "RefusedByAdmission"),
        ('admission webhook "policy.example" denied the request', "RefusedByAdmission"),
        ('error looking up service account team-a/x: serviceaccount "x" not found', "PodRefused"),
        ('Post "https://10.0.0.1:6443/api/v1": connect: connection refused', "NotCreated"),
    ],
)
def test_what_keeps_the_job_from_a_pod(message, shown):
    world = World()
    world.settle()
    world.later(1)
    world.notice(world.job, f"Error creating: {message}")
    world.settle()
    assert world.condition("Reconciling").reason == shown
    world.later(60)
    world.new_pod()
    world.settle()
    assert world.condition("Reconciling").reason == "Pending", "an old Event says nothing about a new pod"


def test_an_old_refusal_does_not_explain_a_later_wait():
    world = World({"retry": {"jitter": 0}})
    world.settle()
    world.notice(world.job, "Error creating: exceeded quota")
    world.later(5)
    world.new_pod()
    world.settle()
    world.starts()
    world.settle()
    fail_attempt(world)
    assert world.condition("Reconciling").reason == "Retrying"


def test_a_missing_git_secret_is_told_by_the_volumes_event():
    world = World()
    world.settle()
    world.new_pod()
    world.settle()
    world.waits("ContainerCreating")
    world.notice(world.pod, 'MountVolume.SetUp failed for volume "git-credentials" : secret "git" not found')
    world.settle()
    assert world.condition("Reconciling").reason == "SecretMissing"


# Progress.


def test_progress_is_written_at_a_new_stage_or_ten_points_and_not_too_often():
    world = World()
    world.run_first_attempt()
    writes = world.writes
    world.reports(Stage.CONNECTING, 10)
    world.settle()
    assert world.run.progress.stage is Stage.CONNECTING
    assert world.writes == writes + 1

    world.reading = ProgressReading(world.reading.pod_uid, world.reading.progress, written_time=world.now)
    world.later(2)
    world.reports(Stage.PREPARING, 20)
    assert world.settle().requeue_after == 3.0, "five seconds apart"
    assert world.run.progress.stage is Stage.CONNECTING
    world.later(3)
    world.reports(Stage.PARSING, 31, files_done=1, files_total=50)
    world.settle()
    assert (world.run.progress.percent, world.run.progress.files_total) == (31, 50)
    world.later(10)
    world.reports(Stage.PARSING, 40)
    assert world.settle().status is None
    world.reports(Stage.PARSING, 41)
    world.settle()
    assert world.run.progress.percent == 41
    assert world.writes == writes + 3


def test_progress_never_goes_back_within_an_attempt():
    world = World()
    world.run_first_attempt()
    world.reports(Stage.PARSING, 60)
    world.settle()
    world.later(60)
    world.reports(Stage.PREPARING, 20)
    assert world.settle().status is None
    world.reports(Stage.PARSING, 45)
    assert world.settle().status is None


def test_a_new_attempt_begins_at_nothing():
    world = World({"retry": {"jitter": 0}})
    world.run_first_attempt()
    world.reports(Stage.WRITING, 95)
    world.settle()
    fail_attempt(world)
    assert world.run.progress.percent == 0
    world.later(60)
    world.new_pod()
    world.settle()
    world.starts()
    world.settle()
    world.reports(Stage.CONNECTING, 10)
    world.settle()
    assert world.run.progress.stage is Stage.CONNECTING


def test_progress_of_another_pod_is_not_shown():
    world = World()
    world.run_first_attempt()
    progress = Progress(world.run.id, "another-pod", stage=Stage.PARSING, percent=50)
    world.reading = ProgressReading("another-pod", progress)
    assert world.settle().status is None


def test_unreadable_progress_is_said_and_the_run_goes_on():
    world = World()
    world.run_first_attempt()
    world.reading = ProgressReading(world.pod["metadata"]["uid"], error="the pod cannot be reached")
    world.settle()
    assert world.phase is Phase.RUNNING
    assert world.condition("Reconciling").reason == "ProgressUnknown"
    assert "cannot be reached" in world.condition("Reconciling").message
    world.succeeds()
    assert world.phase is Phase.SUCCEEDED


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
