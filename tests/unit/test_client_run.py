"""What the client makes of the statuses that the operator really writes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from operator_objects import COMMIT, START, raw_resource
from operator_world import World
from repository_index_api.index_job import Reason
from repository_index_client import NotFoundError, Run, RunCancelledError, RunFailedError
from repository_index_client.run import new_request, outcome, phase
from repository_index_operator.observed import Key


def submitted(world: World) -> Run:
    """What `submit` does to the resource."""
    run = new_request("team-a", "flask", world.resource, world.now)
    world.annotate("reindex-requested-at", run.request)
    return run.model_copy(update={"uid": world.resource["metadata"]["uid"]})


def test_a_run_from_its_request_to_its_result():
    world = World()
    run = submitted(world)
    assert (phase(run, world.resource), outcome(run, world.resource)) == ("Pending", None)
    world.run_first_attempt()
    assert (phase(run, world.resource), outcome(run, world.resource)) == ("Running", None)
    world.succeeds(nodes=10, edges=20)
    index = outcome(run, world.resource)
    assert (index.nodes, index.edges, index.commit) == (10, 20, COMMIT)


def test_the_result_of_an_older_run_is_not_taken_for_that_of_the_one_that_was_asked_for():
    world = World()
    first = submitted(world)
    world.run_first_attempt()
    second = submitted(world)
    world.succeeds(nodes=10)
    assert world.status.index.nodes == 10
    assert outcome(second, world.resource) is None, "the follow-up has only been started"
    world.new_pod()
    world.settle()
    world.starts()
    world.settle()
    world.succeeds(nodes=11)
    assert outcome(second, world.resource).nodes == 11
    assert outcome(first, world.resource).nodes == 11, "or of a later one"


def test_a_finished_older_run_says_nothing_about_the_new_one():
    world = World()
    submitted(world)
    world.run_first_attempt()
    world.ends(65, world.result(Reason.REPOSITORY_PARSE_ERROR, "no repository"))
    world.counts_failure()
    world.job_ends("Failed", "PodFailurePolicy")
    world.settle()
    again = submitted(world)
    assert world.phase == "Failed"
    assert (phase(again, world.resource), outcome(again, world.resource)) == ("Pending", None)


def test_a_run_for_two_requests_answers_both():
    world = World()
    first = submitted(world)
    second = submitted(world)
    world.run_first_attempt()
    world.succeeds(nodes=10)
    assert outcome(first, world.resource) == outcome(second, world.resource)
    assert outcome(second, world.resource).nodes == 10


def test_requests_have_one_order_although_clocks_have_not():
    standing = raw_resource(annotations={"repoindex.dev/reindex-requested-at": "2030-01-01T00:00:00+00:00"})
    run = new_request("team-a", "flask", standing, START)
    assert run.request == "2030-01-01T00:00:00.000001+00:00"


@pytest.mark.parametrize("words", ["Mon Nov 30 23:08:41 UTC 2026", "please", "2999-01-01"])
def test_words_that_stood_before_are_no_answer_and_words_that_came_later_are(words):
    world = World()
    world.annotate("reindex-requested-at", words)
    world.run_first_attempt()
    world.succeeds(nodes=10)
    run = submitted(world)
    assert outcome(run, world.resource) is None
    world.annotate("reindex-requested-at", f"{words}, again")
    world.settle()
    world.new_pod()
    world.settle()
    world.starts()
    world.settle()
    assert phase(run, world.resource) == "Running"


def test_a_failure_comes_with_its_reason_its_sentence_and_its_exit_code():
    world = World()
    run = submitted(world)
    world.run_first_attempt()
    world.ends(65, world.result(Reason.REPOSITORY_PARSE_ERROR, "no repository there"))
    world.counts_failure()
    world.job_ends("Failed", "PodFailurePolicy")
    world.settle()
    with pytest.raises(RunFailedError, match="RepositoryParseError: no repository there") as failed:
        outcome(run, world.resource)
    assert (failed.value.reason, failed.value.exit_code) == ("RepositoryParseError", 65)


def test_a_cancelled_run_is_an_error_of_its_own():
    world = World()
    run = submitted(world)
    world.run_first_attempt()
    world.annotate("cancel-run", world.run.id)
    world.settle()
    with pytest.raises(RunCancelledError) as cancelled:
        outcome(run, world.resource)
    assert cancelled.value.reason == "CancelRequested"


def test_a_repository_that_another_resource_has_is_told_at_once():
    world = World()
    older = raw_resource(
        {"repository": "flask"}, key=Key("team-a", "older"), uid="older", created=START - timedelta(hours=1)
    )
    world.others.append(older)
    run = submitted(world)
    world.settle()
    with pytest.raises(RunFailedError) as failed:
        outcome(run, world.resource)
    assert failed.value.reason == "RepositoryConflict"


def test_another_resource_of_that_name_is_not_the_one_that_was_submitted():
    run = submitted(World())
    with pytest.raises(NotFoundError, match="has been deleted"):
        outcome(run, raw_resource(uid="another"))


def test_a_run_can_be_kept_as_json():
    run = submitted(World())
    assert Run.model_validate_json(run.model_dump_json()) == run


def test_a_run_without_a_request_is_whatever_the_resource_does_now():
    world = World()
    world.run_first_attempt()
    assert phase(Run(namespace="team-a", name="flask"), world.resource) == "Running"
