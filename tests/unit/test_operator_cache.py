"""The cache believes the newest word, wherever it comes from; the sweep heals what was missed."""

from __future__ import annotations

import asyncio
import tracemalloc
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

from operator_objects import KEY, START, raw_resource
from operator_world import World
from repository_index_operator.cache import Cache
from repository_index_operator.liveness import Liveness
from repository_index_operator.observe import observe_job, observe_pod, observe_resource
from repository_index_operator.observed import Key
from repository_index_operator.sweep import Sweeper
from repository_index_operator.workqueue import WorkQueue


class ListedCluster:
    """Answers lists as the API server does: what there is at one version."""

    def __init__(self) -> None:
        self.objects: dict[str, list[dict[str, Any]]] = {}
        self.version = 100
        self.during_list: Any = None

    async def list_all(
        self, _path: str, plural: str, _namespace: str | None, **_selectors: str
    ) -> AsyncIterator[tuple[list[Any], int]]:
        items = list(self.objects.get(plural, ()))
        if self.during_list:
            self.during_list(plural)
        for item in items:
            yield [item], self.version
        yield [], self.version


def world_with_a_running_pod() -> World:
    world = World()
    world.run_first_attempt()
    return world


def sweep(cluster: ListedCluster, cache: Cache) -> tuple[dict[str, int], list[Key]]:
    async def story():
        queue: WorkQueue[Key] = WorkQueue()
        sweeper = Sweeper(cluster, cache, queue, Liveness(queue), namespaces=(), seconds=300)  # type: ignore[arg-type]
        drift = await sweeper.sweep()
        return drift, [await queue.get() for _ in range(len(queue))]

    return asyncio.run(story())


def filled(world: World) -> tuple[ListedCluster, Cache]:
    cluster, cache = ListedCluster(), Cache()
    cluster.objects = {
        "repositoryindexes": [world.resource],
        "jobs": list(world.jobs.values()),
        "pods": list(world.pods.values()),
    }
    sweep(cluster, cache)
    return cluster, cache


def test_an_older_word_does_not_undo_a_newer_one():
    cache = Cache()
    new = raw_resource({"exclude": ["b"]}, resourceVersion="12")
    old = raw_resource({"exclude": ["a"]}, resourceVersion="9")
    assert cache.put_resource(observe_resource(new)) == {KEY}
    assert cache.put_resource(observe_resource(old)) == set()
    assert cache.put_resource(observe_resource(new)) == set(), "and the same one is no news"
    assert cache.facts(KEY).resource.spec.exclude == ["b"]


def test_the_first_sweep_knows_everything():
    world = world_with_a_running_pod()
    _, cache = filled(world)
    facts = cache.facts(KEY)
    assert (facts.resource.uid, len(facts.jobs), len(facts.pods)) == ("uid-flask", 1, 1)


def test_a_sweep_without_news_bothers_nobody():
    cluster, cache = filled(world_with_a_running_pod())
    assert sweep(cluster, cache) == ({"resources": 0, "jobs": 0, "pods": 0}, [])


def test_a_missed_deletion_is_found():
    cluster, cache = filled(world_with_a_running_pod())
    cluster.objects["jobs"], cluster.objects["pods"] = [], []
    drift, keys = sweep(cluster, cache)
    assert drift["jobs"] == 1
    assert keys == [KEY]
    assert cache.facts(KEY).jobs == ()
    assert cache.facts(KEY).pods == ()


def test_a_missed_change_is_found():
    world = world_with_a_running_pod()
    cluster, cache = filled(world)
    world.edit(exclude=["docs/"])
    world.resource["metadata"]["resourceVersion"] = "90"
    drift, keys = sweep(cluster, cache)
    assert (drift["resources"], keys) == (1, [KEY])


def test_a_change_that_no_decision_looks_at_wakes_nobody():
    world = world_with_a_running_pod()
    _, cache = filled(world)
    job, pod = world.job, world.pod
    job["status"]["ready"] = 1
    pod["status"]["qosClass"] = "Burstable"
    for raw in (job, pod):
        raw["metadata"]["resourceVersion"] = "90"
    assert cache.put_job(observe_job(job)) == set()
    assert cache.put_pod(observe_pod(pod)) == set()
    assert cache.jobs.knows(job["metadata"]["uid"], 90)
    assert cache.pods.knows(pod["metadata"]["uid"], 90)
    job["status"]["failed"] = 1
    job["metadata"]["resourceVersion"] = "91"
    assert cache.put_job(observe_job(job)) == {KEY}


def test_a_job_made_while_the_list_was_on_its_way_is_not_missing():
    world = world_with_a_running_pod()
    cluster, cache = filled(world)
    young = {**world.job, "metadata": {**world.job["metadata"], "uid": "young", "resourceVersion": "101"}}
    cache.put_job(observe_job(young))
    sweep(cluster, cache)
    assert {job.uid for job in cache.jobs} == {world.job["metadata"]["uid"], "young"}


def test_what_goes_while_the_list_is_on_its_way_does_not_come_back():
    world = world_with_a_running_pod()
    cluster, cache = filled(world)

    def delete_meanwhile(plural: str) -> None:
        if plural == "jobs":
            cache.remove_job(world.job["metadata"]["uid"])

    cluster.during_list = delete_meanwhile
    sweep(cluster, cache)
    assert len(cache.jobs) == 0


def test_the_jobs_of_a_deleted_resource_are_orphans():
    world = world_with_a_running_pod()
    _, cache = filled(world)
    assert cache.remove_resource("uid-flask") == {KEY}
    assert [job.name for job in cache.facts(KEY).orphans] == [world.job["metadata"]["name"]]
    cache.remove_job(world.job["metadata"]["uid"])
    assert cache.facts(KEY).orphans == ()


def test_the_jobs_of_a_resource_that_was_never_seen_are_left_alone():
    world = world_with_a_running_pod()
    cache = Cache()
    cache.put_job(observe_job(world.job))
    assert cache.facts(KEY).orphans == ()


def test_how_a_pod_ended_is_kept_as_long_as_its_job():
    world = world_with_a_running_pod()
    _, cache = filled(world)
    world.ends(75, "")
    world.pod["metadata"]["resourceVersion"] = "2"
    cache.remove_pod(observe_pod(world.pod))
    assert [pod.exit_code for pod in cache.facts(KEY).pods] == [75]
    cache.remove_job(world.job["metadata"]["uid"])
    assert len(cache.pods) == 0


def test_the_sweep_too_keeps_how_a_pod_ended():
    """A disrupted pod is deleted, and the history is written only when the run ends."""
    world = world_with_a_running_pod()
    world.ends(143, "", disruption="preempted")
    cluster, cache = filled(world)
    cluster.objects["pods"] = []
    drift, keys = sweep(cluster, cache)
    assert (drift["pods"], keys) == (0, [])
    assert [pod.disruption for pod in cache.facts(KEY).pods] == ["preempted"]


def test_a_pod_that_vanished_in_mid_run_is_gone():
    world = world_with_a_running_pod()
    _, cache = filled(world)
    assert cache.remove_pod(observe_pod(world.pod)) == {KEY}
    assert cache.facts(KEY).pods == ()


def test_the_rival_hears_when_the_repository_is_free():
    cache = Cache()
    rival = Key("team-a", "rival")
    for key, uid in ((KEY, "1"), (rival, "2")):
        raw = raw_resource({"repository": "same"}, key=key, uid=uid)
        heard = cache.put_resource(observe_resource(raw))
    assert heard == {KEY, rival}
    assert cache.facts(KEY).conflict is None
    assert "team-a/flask" in cache.facts(rival).conflict
    assert cache.remove_resource("1") == {KEY, rival}
    assert cache.facts(rival).conflict is None


def test_what_expires_leaves_no_trace():
    """Every FailedMount Event of the cluster comes by, also of pods that are none of ours."""
    _, cache = filled(world_with_a_running_pod())
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        for number in range(10_000):
            cache.remove_notice(f"uid-of-expired-event-{number}")
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert after - before < 50_000


def claim(namespace: str, uid: str, *, tenant: str = "shop", created: datetime = START) -> dict[str, Any]:
    spec = {"tenant": tenant, "repository": "web"}
    return raw_resource(spec, key=Key(namespace, "web"), uid=uid, created=created)


def refused_by_the_database(raw: dict[str, Any]) -> dict[str, Any]:
    failure = {"reason": "TenantValidationError", "message": "the role may not use the tenant"}
    raw["metadata"]["resourceVersion"] = "2"
    raw["status"] = {"phase": "Failed", "run": {"lastFailure": failure}}
    return raw


def test_whom_the_database_refuses_holds_no_claim_against_others():
    cache = Cache()
    squatter, owner = claim("evil", "1"), claim("web", "2", created=START + timedelta(days=1))
    cache.put_resource(observe_resource(squatter))
    cache.put_resource(observe_resource(owner))
    assert cache.facts(Key("web", "web")).conflict
    heard = cache.put_resource(observe_resource(refused_by_the_database(squatter)))
    assert heard == {Key("evil", "web"), Key("web", "web")}
    assert cache.facts(Key("web", "web")).conflict is None
    assert cache.facts(Key("evil", "web")).conflict, "nor may it take the repository back"


def test_a_refused_resource_alone_is_in_no_conflict():
    cache = Cache()
    cache.put_resource(observe_resource(refused_by_the_database(claim("evil", "1"))))
    assert cache.facts(Key("evil", "web")).conflict is None


def test_a_conflict_names_nothing_of_another_namespace():
    cache = Cache()
    cache.put_resource(observe_resource(claim("secret-project", "1")))
    cache.put_resource(observe_resource(claim("web", "2")))
    conflict = cache.facts(Key("web", "web")).conflict
    assert "secret-project" not in conflict
    assert "of another namespace" in conflict


def test_the_end_of_a_job_is_as_old_as_the_first_sight_of_it():
    world = world_with_a_running_pod()
    clock = [105.0]
    cache = Cache(clock=lambda: clock[-1])
    cache.put_resource(observe_resource(world.resource))
    cache.put_job(observe_job(world.job))
    assert cache.facts(KEY).end_ages == {}
    world.job_ends("Complete")
    uid = world.job["metadata"]["uid"]
    for version in ("2", "3"):
        world.job["metadata"]["resourceVersion"] = version
        cache.put_job(observe_job(world.job))
        clock.append(108.0)
    assert cache.facts(KEY).end_ages == {uid: 3.0}
