"""What people and tools read of a resource: kstatus, `kubectl wait`, and the story that `describe` tells."""

from __future__ import annotations

import json
import re

import pytest
import yaml

from kstatus import kstatus
from kubectl import eventually

pytestmark = pytest.mark.cluster


def story(tenant, name: str) -> list[str]:
    """The reasons of the Events at the end of `kubectl describe`, in its order."""
    text = tenant.kubectl.run("describe", "repositoryindex", name).stdout
    events = text.partition("\nEvents:")[2]
    return re.findall(r"^  (?:Normal|Warning)  +(\w+)", events, re.MULTILINE)


def judged(tenant, name: str) -> str:
    return kstatus(tenant.kubectl.get("repositoryindex", name))


def test_from_the_first_moment_to_a_failed_refresh(tenant):
    manifest = yaml.safe_dump(tenant.manifest())
    created = tenant.kubectl.run("create", "--filename", "-", "--output", "json", stdin=manifest).stdout
    assert kstatus(json.loads(created)) == "InProgress", "nobody has looked at it yet"
    ready = ("wait", "--for=condition=Ready", "repositoryindex/flask", "--timeout=120s")
    tenant.kubectl.run(*ready)
    tenant.wait_for_phase("flask", "Succeeded")
    assert judged(tenant, "flask") == "Current"
    assert story(tenant, "flask") == ["RunStarted", "Published"]

    git = {"git": {"url": f"{tenant.git_server}/nothing.git"}}
    changed = tenant.kubectl.apply(tenant.manifest(source=git, retry={"limit": 0}))
    assert "configured" in changed.stdout
    stalled = ("wait", "--for=condition=Stalled", "repositoryindex/flask", "--timeout=120s")
    tenant.kubectl.run(*stalled)
    assert judged(tenant, "flask") == "Failed"
    refused = tenant.kubectl.run(*ready[:-1], "--timeout=0s", check=False)
    assert refused.returncode != 0, "the published graph is that of an earlier spec"
    resource = tenant.kubectl.get("repositoryindex", "flask")
    assert resource["status"]["observedGeneration"] == resource["metadata"]["generation"]
    assert story(tenant, "flask") == ["RunStarted", "Published", "RunStarted", "RunFailed"]
    assert (
        resource["status"]["run"]["lastFailure"]["reason"]
        in tenant.kubectl.run("describe", "repositoryindex", "flask").stdout
    )


def test_a_wait_that_goes_on_is_told_once(tenant):
    tenant.kubectl.apply(tenant.manifest(job={"nodeSelector": {"nobody": "has"}}))

    def told() -> bool:
        return "Waiting" in story(tenant, "flask")

    eventually(told, within=30)
    moved = next(c for c in tenant.status("flask")["conditions"] if c["type"] == "Reconciling")
    # Something that makes the operator look, and write, again.
    tenant.kubectl.run("annotate", "repositoryindex", "flask", "example.org/touched=yes")
    tenant.kubectl.run(
        "patch", "repositoryindex", "flask", "--type=merge", "--patch", '{"spec": {"historyLimit": 3}}'
    )
    resource = eventually(lambda: seen(tenant), within=15)
    again = next(c for c in resource["status"]["conditions"] if c["type"] == "Reconciling")
    assert again["lastTransitionTime"] == moved["lastTransitionTime"]
    assert again["observedGeneration"] == moved["observedGeneration"] + 1
    # Both may be of the same second, within which `describe` has no order.
    assert sorted(story(tenant, "flask")) == ["RunStarted", "Waiting"]
    assert kstatus(resource) == "InProgress"


def seen(tenant):
    resource = tenant.kubectl.get("repositoryindex", "flask")
    assert resource["status"]["observedGeneration"] == resource["metadata"]["generation"]
    return resource
