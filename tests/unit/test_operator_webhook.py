"""The webhook over real HTTP, as forges use it.

The API server is a stub: what it stores is shown by tests/cluster/test_triggers.py.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import threading
from collections.abc import Iterator

import pytest

from repository_index_operator import webhook as webhooks
from repository_index_operator.__main__ import main
from repository_index_operator.errors import ClusterError
from repository_index_operator.push import namespace_secret
from repository_index_operator.webhook import Webhook
from webhook_endpoint import MASTER, SECRET, SHA, URL, Endpoint, StubCluster, headers, listening, payload


@pytest.fixture
def endpoint(tmp_path) -> Iterator[Endpoint]:
    with listening(tmp_path) as found:
        yield found


# What forges send.


def test_a_push_is_written_to_each_resource_that_it_is_about(endpoint):
    endpoint.cluster.add("default")
    endpoint.cluster.add("named", ref="main")
    endpoint.cluster.add("by-ssh", "git@github.com:pallets/flask.git", ref="refs/heads/main")
    endpoint.cluster.add("other-branch", ref="stable")
    endpoint.cluster.add("other-repository", "https://github.com/pallets/click")
    assert endpoint.send() == (202, "RepositoryIndexes that it is about: 3\n")
    assert endpoint.cluster.pushes == [("default", SHA), ("named", SHA), ("by-ssh", SHA)]


def test_gitea_and_gitlab_are_understood(endpoint):
    endpoint.cluster.add("flask")
    body = payload()
    signature = hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
    gitea = {"X-Gitea-Event": "push", "X-Gitea-Delivery": "2", "X-Gitea-Signature": signature}
    assert endpoint.send(body, gitea)[0] == 202
    repository = {"git_http_url": f"{URL}.git", "default_branch": "main"}
    body = json.dumps({"ref": "refs/heads/main", "after": "b" * 40, "project": repository}).encode()
    gitlab = {"X-Gitlab-Event": "Push Hook", "X-Gitlab-Event-UUID": "3", "X-Gitlab-Token": SECRET}
    assert endpoint.send(body, gitlab)[0] == 202
    assert endpoint.cluster.pushes == [("flask", SHA), ("flask", "b" * 40)]


@pytest.mark.parametrize(
    ("event", "body", "status"),
    [
        ("ping", b'{"zen": "x"}', 200),
        ("issues", b"{}", 204),
        ("push", payload("0" * 40), 204),
        ("push", payload(), 204),
    ],
)
def test_what_asks_for_no_run(endpoint, event, body, status):
    """The last one is of a repository that nobody indexes."""
    assert endpoint.send(body, headers(body, event=event))[0] == status
    assert endpoint.cluster.pushes == []


def test_a_resource_that_goes_meanwhile_is_no_error(endpoint):
    endpoint.cluster.add("gone")
    endpoint.cluster.add("flask")
    endpoint.cluster.resources[0]["gone"] = True
    assert endpoint.push() == 202
    assert endpoint.cluster.pushes == [("flask", SHA)]


@pytest.mark.parametrize(("conflicts", "answers"), [(2, [202]), (3, [503, 202])])
def test_a_push_is_not_lost_among_the_writes_of_others(endpoint, conflicts, answers):
    endpoint.cluster.add("flask")
    endpoint.cluster.conflicts = conflicts
    assert [endpoint.push() for _ in answers] == answers
    assert endpoint.cluster.pushes == [("flask", SHA)]


# Replays and floods.


def test_a_delivery_is_taken_once(endpoint):
    endpoint.cluster.add("flask")
    assert [endpoint.push(delivery="7") for _ in range(3)] == [202, 200, 200]
    assert endpoint.cluster.lists == 1


def test_a_delivery_that_could_not_be_taken_is_taken_when_it_comes_again(endpoint):
    endpoint.cluster.add("flask")
    endpoint.cluster.error = ClusterError("etcd is slow")
    assert endpoint.push(delivery="7") == 503
    endpoint.cluster.error = None
    assert endpoint.push(delivery="7") == 202


def test_deliveries_of_other_namespaces_are_other_ones(endpoint):
    endpoint.cluster.add("flask")
    body = payload()
    other = headers(body, secret=namespace_secret(MASTER, "team-b"))
    assert endpoint.send(body, other, path="/webhook/team-b")[0] == 204
    assert endpoint.push() == 202


def test_few_deliveries_are_remembered(endpoint, monkeypatch):
    monkeypatch.setattr(webhooks, "REMEMBERED_DELIVERIES", 3)
    endpoint.cluster.add("flask")
    for delivery in range(10):
        endpoint.push(delivery=str(delivery))
    assert len(endpoint.webhook._seen) == 3
    assert endpoint.push(delivery="9") == 200


def test_while_a_push_waits_for_its_run_the_same_is_not_written_again(endpoint):
    endpoint.cluster.add("flask")
    for delivery in range(5):
        assert endpoint.push(delivery=str(delivery)) == 202
    assert endpoint.cluster.pushes == [("flask", SHA)]
    # A run has been asked for: what comes now may be news again.
    status = endpoint.cluster.resources[0]["status"]
    status["run"] = {"push": status["push"]}
    assert endpoint.push(delivery="later") == 202
    assert len(endpoint.cluster.pushes) == 2


def test_a_flood_is_one_pass(endpoint):
    endpoint.cluster.add("flask")
    endpoint.cluster.seconds = 0.3
    answers: list[int] = []
    threads = [
        threading.Thread(target=lambda n=n: answers.append(endpoint.push(delivery=str(n)))) for n in range(30)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [202] * 30
    assert endpoint.cluster.lists <= 3
    assert endpoint.cluster.pushes == [("flask", SHA)]


# The secret.


def test_a_new_master_secret_holds_at_once(endpoint, tmp_path):
    (tmp_path / "secret").write_bytes(b"n" * 32)
    assert endpoint.push() == 401
    body = payload()
    assert endpoint.send(body, headers(body, secret=namespace_secret(b"n" * 32, "team-a")))[0] == 204
    (tmp_path / "secret").unlink()
    assert endpoint.push(delivery="2") == 503


@pytest.mark.parametrize("content", [None, b"", b"short"])
def test_without_a_master_secret_there_is_no_webhook(tmp_path, content):
    file = tmp_path / "secret"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(ValueError, match="master secret"):
        asyncio.run(Webhook(StubCluster(), file, ()).start(0))


def test_the_secret_of_a_namespace_is_printed(tmp_path, monkeypatch, capsys):
    (tmp_path / "secret").write_bytes(MASTER + b"\n")
    monkeypatch.setenv("INDEXER_IMAGE", "indexer:2")
    assert main(["--webhook-secret", "team-a"]) == 1
    assert "no webhook" in capsys.readouterr().err
    monkeypatch.setenv("OPERATOR_WEBHOOK_SECRET_FILE", str(tmp_path / "secret"))
    assert main(["--webhook-secret", "team-a"]) == 0
    assert capsys.readouterr().out == f"{SECRET}\n"
