"""What the client does where the API server or the way to it fails; the answers are scripted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from operator_world import World
from repository_index_client import (
    AccessDeniedError,
    ClusterError,
    ManifestRefusedError,
    NotFoundError,
    Run,
    WaitTimeoutError,
    flows,
)
from repository_index_client.steps import Answer, Call, Events, Sleep, Watch, answer

RUN = Run(namespace="team-a", name="flask", uid="uid-flask")
GONE = {"type": "ERROR", "object": {"kind": "Status", "code": 410, "reason": "Expired"}}


class Server:
    """Carries steps out: a call is answered by what stands, a watch by the next of `streams`."""

    def __init__(self, world: World, *streams: Any) -> None:
        self.world = world
        self.streams = list(streams)
        self.calls: list[Call | Watch] = []
        self.slept: list[float] = []
        self.answers: dict[str, list[Answer]] = {}

    def run(self, flow: Any) -> Any:
        try:
            step = next(flow)
            while True:
                try:
                    brought = self.answer(step)
                except ClusterError as error:
                    step = flow.throw(error)
                else:
                    step = flow.send(brought)
        except StopIteration as end:
            return end.value

    def answer(self, step: Any) -> Answer:
        if isinstance(step, Sleep):
            self.slept.append(step.seconds)
            return Answer()
        self.calls.append(step)
        if isinstance(step, Watch):
            stream = self.streams.pop(0)
            if isinstance(stream, Exception):
                raise stream
            events = stream() if isinstance(stream, Callable) else stream
            return Answer(200, next((event for event in events if step.ends(event)), {}))
        scripted = self.answers.get(step.method)
        return scripted.pop(0) if scripted else Answer(200, self.world.resource)


def running() -> World:
    world = World()
    world.run_first_attempt()
    return world


def ends_meanwhile(world: World) -> Callable[[], list[dict[str, Any]]]:
    """A stream that breaks; what happens in the gap is in none."""

    def stream() -> list[dict[str, Any]]:
        world.succeeds(nodes=10)
        return []

    return stream


def test_an_end_in_the_gap_of_a_watch_is_seen():
    world = running()
    server = Server(world, ends_meanwhile(world))
    assert server.run(flows.wait(RUN, 60)).nodes == 10
    assert [type(step).__name__ for step in server.calls] == ["Call", "Watch", "Call"]


@pytest.mark.parametrize("broken", [[GONE], [], ClusterError("connection reset")])
def test_a_watch_that_breaks_is_made_anew_after_a_pause_that_grows(broken):
    world = running()

    def end() -> list[dict[str, Any]]:
        world.succeeds(nodes=10)
        return [
            {"type": "BOOKMARK", "object": {"metadata": {}}},
            {"type": "MODIFIED", "object": world.resource},
        ]

    server = Server(world, broken, broken, broken, end)
    assert server.run(flows.wait(RUN, 60)).nodes == 10
    assert server.slept == [0.2, 0.4, 0.8]
    assert server.calls[-1].query["fieldSelector"] == "metadata.name=flask"


def test_the_server_is_left_alone_for_as_long_as_it_asks():
    server = Server(running(), [])
    server.answers["GET"] = [Answer(429, {"message": "too many requests"}, retry_after=3.0)]
    server.streams = [ends_meanwhile(server.world)]
    server.run(flows.wait(RUN, 60))
    assert server.slept[0] == 3.0


def test_a_wait_ends_in_time_and_says_what_the_run_does():
    with pytest.raises(WaitTimeoutError, match=r"team-a/flask has not ended within 0 s: it is Running"):
        Server(running()).run(flows.wait(RUN, 0))
    assert issubclass(WaitTimeoutError, TimeoutError)


def test_a_resource_that_is_deleted_meanwhile_ends_the_wait():
    world = running()
    server = Server(world, [{"type": "DELETED", "object": world.resource}])
    with pytest.raises(NotFoundError, match="has been deleted"):
        server.run(flows.wait(RUN, 60))


def test_a_submit_that_another_writer_overtook_is_made_anew_and_stays_later():
    world = World()
    world.annotate("reindex-requested-at", "2030-01-01T00:00:00+00:00")
    server = Server(world)
    server.answers["PATCH"] = [Answer(409, {"message": "conflict"})]
    run = server.run(flows.submit("team-a", "flask", {"source": {}}))
    assert run.request > "2030-01-01T00:00:00+00:00"
    written = [step.body for step in server.calls if step.method == "PATCH"]
    assert len(written) == 2
    assert written[1]["metadata"]["resourceVersion"] == world.resource["metadata"]["resourceVersion"]


def test_a_resource_that_somebody_else_creates_meanwhile_is_read_before_it_is_asked_for_a_run():
    world = World()
    server = Server(world)
    server.answers["GET"] = [Answer(404, {"message": "not found"})]
    server.answers["PATCH"] = [Answer(200, world.resource)]
    server.run(flows.submit("team-a", "flask", {"source": {}}))
    first, second = (step.body["metadata"] for step in server.calls if step.method == "PATCH")
    assert "resourceVersion" not in first
    assert "resourceVersion" in second


def test_a_run_that_has_ended_is_left_as_it_is_by_cancel():
    world = running()
    world.succeeds(nodes=10)
    server = Server(world)
    server.run(flows.cancel(RUN, 5))
    assert [step.method for step in server.calls] == ["GET"]


@pytest.mark.parametrize(
    ("status", "error"),
    [(404, NotFoundError), (403, AccessDeniedError), (401, AccessDeniedError), (500, ClusterError)],
)
def test_answers_become_errors_with_the_servers_words(status, error):
    server = Server(World())
    server.answers["GET"] = [answer(status, b'{"message": "the server\'s words"}', {})]
    with pytest.raises(error, match="the server's words"):
        server.run(flows.state(RUN))


def test_a_refused_manifest_says_the_sentences_of_the_crd():
    refused = (
        b'{"message": "is invalid", "details": {"causes": [{"field": "spec.schedule", "message":'
        b' "Invalid value: \\"often\\": must be five fields"}]}}'
    )
    server = Server(World())
    server.answers["PATCH"] = [answer(422, refused, {})]
    with pytest.raises(ManifestRefusedError, match="is invalid") as error:
        server.run(flows.submit("team-a", "flask", {"schedule": "often"}))
    assert error.value.sentences == ("must be five fields",)


def test_a_field_that_is_not_in_the_schema_is_a_refused_manifest_although_the_server_says_500():
    refused = (
        b'{"message": "failed to create typed patch object (/flask; repoindex.dev/v1alpha1,'
        b' Kind=RepositoryIndex): .spec.sechdule: field not declared in schema"}'
    )
    server = Server(World())
    server.answers["PATCH"] = [answer(500, refused, {})]
    with pytest.raises(ManifestRefusedError, match=r"\.spec\.sechdule: field not declared"):
        server.run(flows.submit("team-a", "flask", {"sechdule": "@daily"}))


def test_events_are_put_together_from_pieces():
    events = Events()
    assert events.feed(b'{"type": "ADD') == []
    assert [event["type"] for event in events.feed(b'ED"}\n{"type": "DELETED"}\n{')] == ["ADDED", "DELETED"]
