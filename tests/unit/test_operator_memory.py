"""More memory for the attempt after one that ran out of it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from operator_world import World
from repository_index_api.index_job import Reason
from repository_index_operator.quantity import amount


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1", 1),
        ("512Mi", 512 * 2**20),
        ("1.5Gi", 3 * 2**29),
        ("500m", Decimal("0.5")),
        ("2e3", 2_000),
        ("1M", 10**6),
    ],
)
def test_quantities(text, number):
    assert amount(text) == number


@pytest.mark.parametrize("text", ["", "Mi", "1Xi", "1 Gi", "--1"])
def test_what_is_no_quantity(text):
    with pytest.raises(ValueError, match="quantity"):
        amount(text)


def limit(world: World) -> str:
    return world.pod["spec"]["containers"][0]["resources"]["limits"]["memory"]


def fail(world: World, exit_code: int, reason: str, message: str = "") -> None:
    world.ends(exit_code, message, reason=reason)
    world.counts_failure()
    world.settle()
    world.new_pod()
    world.settle()
    world.later(1_000)
    world.settle()
    assert not world.is_gated()
    world.starts()
    world.settle()


def world_with(**job) -> World:
    world = World({"job": {"resources": {"limits": {"memory": "100Mi"}}, **job}})
    world.run_first_attempt()
    return world


def test_memory_grows_with_each_attempt_that_ran_out_of_it():
    world = world_with()
    fail(world, 137, "OOMKilled")
    assert limit(world) == "150Mi"
    fail(world, 137, "OOMKilled")
    assert limit(world) == "225Mi"


def test_what_was_given_once_later_attempts_have_too():
    world = world_with(memoryGrowth=3)
    fail(world, 137, "OOMKilled")
    fail(world, 75, "Error", world.result(Reason.CONNECTION_ERROR, "away"))
    assert limit(world) == "300Mi"


def test_other_failures_get_no_more():
    world = world_with()
    fail(world, 75, "Error", world.result(Reason.CONNECTION_ERROR, "away"))
    assert limit(world) == "100Mi"


@pytest.mark.parametrize(
    ("job", "expected"),
    [
        ({"memoryGrowth": 1}, "100Mi"),
        ({"memoryGrowth": 10, "maxMemory": "256Mi"}, "256Mi"),
        ({"memoryGrowth": 10, "maxMemory": "50Mi"}, "100Mi"),
    ],
)
def test_the_growth_is_bounded(job, expected):
    world = world_with(**job)
    fail(world, 137, "OOMKilled")
    assert limit(world) == expected


def test_a_change_of_the_growth_makes_no_new_run():
    world = world_with()
    run_id = world.run.id
    world.edit(job={**world.resource["spec"]["job"], "memoryGrowth": 2, "maxMemory": "1Gi"})
    world.settle()
    assert world.run.id == run_id
