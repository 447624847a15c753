"""What forges send, and which resources it is about."""

from __future__ import annotations

import hashlib
import hmac
import json

import pytest

from repository_index_operator.push import (
    Event,
    canonical,
    delivery_of,
    event_of,
    is_about,
    is_genuine,
    namespace_secret,
    read_push,
)

SHA = "a" * 40
GITHUB = {
    "ref": "refs/heads/main",
    "before": "0" * 40,
    "after": SHA,
    "repository": {
        "id": 1,
        "full_name": "Pallets/Flask",
        "html_url": "https://github.com/Pallets/Flask",
        "clone_url": "https://github.com/Pallets/Flask.git",
        "git_url": "git://github.com/Pallets/Flask.git",
        "ssh_url": "git@github.com:Pallets/Flask.git",
        "default_branch": "main",
    },
    "commits": [{"id": SHA}],
}
GITEA = {
    **GITHUB,
    "repository": {
        "html_url": "https://gitea.example:3000/team/app",
        "clone_url": "https://gitea.example:3000/team/app.git",
        "ssh_url": "ssh://git@gitea.example:2222/team/app.git",
        "default_branch": "main",
    },
}
GITLAB = {
    "object_kind": "push",
    "ref": "refs/heads/main",
    "after": SHA,
    "project": {
        "web_url": "https://gitlab.example/group/sub/app",
        "git_http_url": "https://gitlab.example/group/sub/app.git",
        "git_ssh_url": "git@gitlab.example:group/sub/app.git",
        "default_branch": "main",
    },
    "repository": {"name": "app", "url": "git@gitlab.example:group/sub/app.git"},
}


def read(payload) -> object:
    return read_push(json.dumps(payload).encode())


def about(payload, url: str, ref: str | None = None) -> bool:
    push = read(payload)
    assert push
    return is_about(push, {"source": {"git": {"url": url, **({"ref": ref} if ref else {})}}})


@pytest.mark.parametrize(
    "url",
    [
        "https://github.com/pallets/flask",
        "https://github.com/pallets/flask.git",
        "https://github.com/Pallets/Flask/",
        "https://GitHub.com:443/pallets/flask.git",
        "http://github.com/pallets/flask",
        "git@github.com:pallets/flask.git",
        "git@github.com:/pallets/flask",
        "ssh://git@github.com/pallets/flask.git",
        "ssh://git@github.com:22/pallets/flask",
        "ssh://github.com/pallets/flask",
        "https://github.com/p%61llets/flask",
    ],
)
def test_all_addresses_of_a_repository_are_the_same(url):
    assert about(GITHUB, url)


@pytest.mark.parametrize(
    "url",
    [
        "https://github.com/pallets/flask2",
        "https://github.com/flask",
        "https://gitlab.com/pallets/flask",
        "https://github.com.evil.example/pallets/flask",
        "https://evil.example/github.com/pallets/flask",
        "https://github.com:8443/pallets/flask",
        "",
        "flask",
    ],
)
def test_others_are_not(url):
    assert not about(GITHUB, url)


@pytest.mark.parametrize(
    ("payload", "url"),
    [
        (GITEA, "https://gitea.example:3000/team/app"),
        (GITEA, "ssh://git@gitea.example:2222/team/app.git"),
        (GITLAB, "https://gitlab.example/group/sub/app"),
        (GITLAB, "git@gitlab.example:group/sub/app.git"),
    ],
)
def test_gitea_and_gitlab_name_their_repositories_too(payload, url):
    assert about(payload, url)


@pytest.mark.parametrize(
    ("pushed", "ref", "expected"),
    [
        ("refs/heads/main", "main", True),
        ("refs/heads/main", "refs/heads/main", True),
        ("refs/heads/main", "heads/main", True),
        ("refs/heads/main", None, True),
        ("refs/heads/dev", None, False),
        ("refs/heads/dev", "main", False),
        ("refs/heads/feature/main", "main", False),
        ("refs/tags/v1", "v1", True),
        ("refs/tags/v1", "refs/heads/v1", False),
        ("refs/heads/main", SHA, False),
    ],
)
def test_only_the_ref_of_the_spec_counts(pushed, ref, expected):
    assert about({**GITHUB, "ref": pushed}, "https://github.com/pallets/flask", ref) is expected


def test_a_volume_is_never_pushed_to():
    push = read(GITHUB)
    assert not is_about(push, {"source": {"persistentVolumeClaim": {"claimName": "code"}}})
    assert not is_about(push, {})


def test_a_deleted_ref_asks_for_nothing():
    assert read({**GITHUB, "after": "0" * 40}) is None


@pytest.mark.parametrize(
    "payload",
    [
        [],
        {},
        None,
        {**GITHUB, "after": "main"},
        {**GITHUB, "after": 1},
        {**GITHUB, "after": SHA + "\n"},
        {**GITHUB, "ref": "main"},
        {**GITHUB, "repository": None},
        {**GITHUB, "repository": {"clone_url": 7}},
    ],
)
def test_what_is_no_push(payload):
    with pytest.raises(ValueError, match=r"."):
        read(payload)


@pytest.mark.parametrize("body", [b"", b"\xff", b"[" * 100_000, b"payload=%7B%7D"])
def test_what_is_no_json(body):
    with pytest.raises((ValueError, RecursionError)):
        read_push(body)


def test_a_repository_without_addresses_is_nobodys():
    push = read({**GITHUB, "repository": {}})
    assert not is_about(push, {"source": {"git": {"url": ""}}})


# Who sent it.


def signature(secret: str, body: bytes) -> str:
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def test_a_secret_of_a_namespace_is_its_own():
    one, other = (namespace_secret(b"m" * 32, name) for name in ("team-a", "team-b"))
    assert one != other
    assert one != namespace_secret(b"n" * 32, "team-a")
    assert one == hmac.new(b"m" * 32, b"team-a", hashlib.sha256).hexdigest()


@pytest.mark.parametrize(
    ("headers", "genuine"),
    [
        ({"X-Hub-Signature-256": f"sha256={signature('right', b'{}')}"}, True),
        ({"X-Gitea-Signature": signature("right", b"{}")}, True),
        ({"X-Gitlab-Token": "right"}, True),
        ({"X-Hub-Signature-256": f"sha256={signature('wrong', b'{}')}"}, False),
        ({"X-Hub-Signature-256": f"sha256={signature('right', b'{ }')}"}, False),
        ({"X-Hub-Signature-256": "sha256="}, False),
        ({"X-Hub-Signature-256": ""}, False),
        ({"X-Gitea-Signature": signature("wrong", b"{}")}, False),
        ({"X-Gitlab-Token": "wrong"}, False),
        ({"X-Gitlab-Token": "right "}, False),
        ({"X-Gitlab-Token": "\udcff"}, False),
        ({"X-Gitlab-Token": ""}, False),
        ({"X-Hub-Signature": "sha1=0"}, False),
        # One that is wrong is not made good by another one's absence.
        ({"X-Hub-Signature-256": "sha256=0", "X-Gitea-Signature": signature("right", b"{}")}, False),
        ({}, False),
    ],
)
def test_only_who_knows_the_secret_is_believed(headers, genuine):
    assert is_genuine(headers, b"{}", "right") is genuine


@pytest.mark.parametrize(
    ("headers", "event"),
    [
        ({"X-GitHub-Event": "push"}, Event.PUSH),
        ({"X-Gitea-Event": "push"}, Event.PUSH),
        ({"X-Gitlab-Event": "Push Hook"}, Event.PUSH),
        ({"X-Gitlab-Event": "Tag Push Hook"}, Event.PUSH),
        ({"X-GitHub-Event": "ping"}, Event.PING),
        ({"X-GitHub-Event": "issues"}, Event.OTHER),
        ({"X-Gitlab-Event": "Merge Request Hook"}, Event.OTHER),
        ({}, Event.OTHER),
    ],
)
def test_only_pushes_count(headers, event):
    assert event_of(headers) is event


@pytest.mark.parametrize("name", ["X-GitHub-Delivery", "X-Gitea-Delivery", "X-Gitlab-Event-UUID"])
def test_a_delivery_has_a_name(name):
    assert delivery_of({name: "72d3162e"}) == "72d3162e"
    assert len(delivery_of({name: "7" * 5_000})) == 100
    assert delivery_of({}) == ""


def test_what_is_no_address_is_none():
    assert [canonical(url) for url in ("", "x", "file:///srv/a", "https://", "https://host", "a@b:")] == [
        ""
    ] * 6
