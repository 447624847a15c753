"""Why a pod does not run, in a person's words."""

from __future__ import annotations

import pytest

from operator_world import World
from repository_index_api.v1alpha1.status import Phase


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
    world.attempt_fails()
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
