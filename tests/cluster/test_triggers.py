"""What starts a run when a repository moves: looks, and the forges' webhook."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import secrets
import shlex
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from kubectl import Kubectl, eventually

pytestmark = pytest.mark.cluster

DOCUMENT = Path(__file__).parents[2] / "docs/triggers.md"


@dataclass(frozen=True)
class Remote:
    """A repository at the cluster's git server, and what a developer does to it."""

    infrastructure: Kubectl
    name: str
    url: str

    def git(self, script: str) -> str:
        author = "export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@b GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@b"
        text = f"{author}; set -e; cd /srv/git; {script}"
        return self.infrastructure.run("exec", "deployment/git-server", "--", "sh", "-c", text).stdout.strip()

    def commit(self) -> str:
        """A new commit on main."""
        word = secrets.token_hex(4)
        return self.git(
            f"cd {self.name}; blob=$(echo 'def f_{word}(): pass' | git hash-object -w --stdin);"
            " tree=$(printf '100644 blob %s\\ta.py\\n' $blob | git mktree);"
            " commit=$(git commit-tree -m change $tree); git update-ref refs/heads/main $commit; echo $commit"
        )

    def looks(self) -> int:
        """How often somebody asked for its refs."""
        log = self.infrastructure.run("logs", "deployment/git-server", "--tail=-1")
        return (log.stdout + log.stderr).count(f"GET /{self.name}/info/refs")


@pytest.fixture
def remote(infrastructure, git_server) -> Remote:
    name = f"moving-{secrets.token_hex(4)}.git"
    made = Remote(infrastructure, name, f"{git_server}/{name}")
    made.git(f"git init --quiet --bare --initial-branch=main {name}")
    made.commit()
    return made


def manifest(tenant, remote: Remote, name: str, *, ref: str | None = "main", **spec):
    git = {"url": remote.url, **({"ref": ref} if ref else {})}
    return tenant.manifest(name, source={"git": git}, **spec)


def wait_for_commit(tenant, name: str, commit: str):
    def reached():
        status = tenant.status(name)
        assert (status.get("phase"), status.get("index", {}).get("commit")) == ("Succeeded", commit), status
        return status

    return eventually(reached, within=90)


def runs(tenant) -> list[str]:
    """The resources of all runs that were started, also of those that have left no other trace."""
    events = tenant.kubectl.items("events")
    return sorted(event["involvedObject"]["name"] for event in events if event["reason"] == "RunStarted")


# Looks.


def test_the_operator_looks_and_runs_only_when_the_commit_moved(tenant, remote):
    tenant.kubectl.apply(manifest(tenant, remote, "moving", refreshInterval="10s"))
    first = tenant.wait_for_phase("moving", "Succeeded")
    before = remote.looks()
    eventually(lambda: remote.looks() >= before + 2, within=60)
    status = tenant.status("moving")
    assert (status["run"]["id"], len(tenant.jobs())) == (first["run"]["id"], 1)
    status = wait_for_commit(tenant, "moving", remote.commit())
    assert status["run"]["trigger"] == "NewCommit"
    assert [entry["trigger"] for entry in status["history"]] == ["NewCommit", "Created"]

    remote.git(f"git -C {remote.name} update-ref -d refs/heads/main")

    def told():
        status = tenant.status("moving")
        conditions = {condition["type"]: condition for condition in status["conditions"]}
        assert conditions["Reconciling"]["reason"] == "LookFailed"
        return status["phase"], conditions

    phase, conditions = eventually(told, within=60)
    assert "there is no ref main" in conditions["Reconciling"]["message"]
    assert (phase, conditions["Ready"]["status"], conditions["Stalled"]["status"]) == (
        "Succeeded",
        "True",
        "False",
    )
    events = [event for event in tenant.kubectl.items("events") if event["reason"] == "LookFailed"]
    assert [event["type"] for event in events] == ["Warning"]


def test_a_private_repository_is_looked_at_by_a_run_without_a_trace(tenant, private_git_server):
    tenant.kubectl.apply(
        {
            "apiVersion": "v1",
            "kind": "Secret",
            "metadata": {"name": "git"},
            "stringData": {"username": "alice", "password": "right", "hosts": private_git_server},
        }
    )
    git = {"url": f"{private_git_server}/flask.git", "secretRef": {"name": "git"}}
    tenant.kubectl.apply(tenant.manifest("private", source={"git": git}, refreshInterval="10s"))
    tenant.wait_for_phase("private", "Succeeded")

    def looked():
        status = tenant.status("private")
        assert status["run"].get("unchanged"), status
        return status

    status = eventually(looked, within=90)
    assert (status["phase"], status["run"]["trigger"]) == ("Succeeded", "NewCommit")
    # The first look may have come right behind the first run.
    assert [entry["trigger"] for entry in status["history"]] == ["Created"]


@pytest.mark.parametrize("interval", ["9s", "1d", "721h", ""])
def test_what_is_no_interval_is_refused(tenant, interval):
    refused = tenant.kubectl.apply(tenant.manifest(refreshInterval=interval), check=False)
    assert refused.returncode != 0
    assert "must be from 10s to 720h" in refused.stderr


# The webhook.


@pytest.fixture
def deliver(operator, tenant) -> Callable[..., int]:
    """Send a push as GitHub does, to the replica at this address; returns the answer."""
    # As the document says, for this namespace.
    (command,) = re.findall(r"^\$ kubectl (.* --webhook-secret) team-a$", DOCUMENT.read_text(), re.MULTILINE)
    secret = (
        tenant.kubectl.within(operator.namespace).run(*shlex.split(command), tenant.namespace).stdout.strip()
    )

    def send(
        remote_url: str, commit: str, *, to: str, ref: str = "refs/heads/main", key: str = secret
    ) -> int:
        repository = {"clone_url": remote_url, "default_branch": "main"}
        body = json.dumps({"ref": ref, "after": commit, "repository": repository}).encode()
        signature = hmac.new(key.encode(), body, hashlib.sha256).hexdigest()
        headers = {
            "Content-Type": "application/json",
            "X-GitHub-Event": "push",
            "X-GitHub-Delivery": secrets.token_hex(16),
            "X-Hub-Signature-256": f"sha256={signature}",
        }
        request = urllib.request.Request(f"http://{to}/webhook/{tenant.namespace}", body, headers)
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return answer.status
        except urllib.error.HTTPError as error:
            return error.code

    return send


@pytest.fixture
def service(operator) -> str:
    return operator.get("service", "repository-index-webhook")["spec"]["clusterIP"]


@pytest.fixture
def replicas(operator) -> list[str]:
    """The address of each replica: one leads, the other stands by."""
    pods = operator.items("pods", "--selector=app.kubernetes.io/instance=repository-index")
    addresses = [
        f"{pod['status']['podIP']}:8081" for pod in pods if "deletionTimestamp" not in pod["metadata"]
    ]
    assert len(addresses) == 2
    return addresses


def test_a_push_starts_one_run_of_each_resource_that_it_is_about(tenant, remote, deliver, service, replicas):
    tenant.kubectl.apply(
        manifest(tenant, remote, "named"),
        manifest(tenant, remote, "default", ref=None),
        manifest(tenant, remote, "other-branch", ref="refs/heads/main-2"),
        tenant.manifest("flask"),
    )
    for name in ("named", "default", "flask"):
        tenant.wait_for_phase(name, "Succeeded")
    tenant.wait_for_phase("other-branch", "Failed")
    commit = remote.commit()
    assert deliver(remote.url, commit, to=service, key="wrong") == 401
    assert deliver(remote.url, commit, to=service, ref="refs/heads/other") == 204
    # Two hooks tell of it, and each replica takes one, and then somebody sends it again.
    answers = [
        deliver(remote.url.removesuffix(".git"), commit, to=address) for address in (*replicas, service)
    ]
    assert answers == [202, 202, 202]
    for name in ("named", "default"):
        status = wait_for_commit(tenant, name, commit)
        assert [entry["trigger"] for entry in status["history"]] == ["NewCommit", "Created"]
    assert runs(tenant) == ["default", "default", "flask", "named", "named", "other-branch"]
    assert "push" not in tenant.status("flask")


def test_pushes_during_a_run_become_one_follow_up(tenant, remote, deliver, service):
    slow = {
        "workers": 1,
        "resources": {"requests": {"cpu": "50m"}, "limits": {"cpu": "200m", "memory": "1Gi"}},
    }
    tenant.kubectl.apply(manifest(tenant, remote, "moving", job=slow))
    tenant.wait_for_phase("moving", "Running")
    for _ in range(3):
        commit = remote.commit()
        assert deliver(remote.url, commit, to=service) == 202
    status = wait_for_commit(tenant, "moving", commit)
    eventually(lambda: tenant.status("moving")["phase"] == "Succeeded", within=60)
    status = tenant.status("moving")
    assert status["push"].startswith(commit)
    assert len(runs(tenant)) <= 2, "one follow-up, or none if the run had seen the last commit already"
    assert [entry["trigger"] for entry in status["history"]][-1] == "Created"
