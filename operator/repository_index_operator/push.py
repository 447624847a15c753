"""What a forge says of a push, and which resources it is about.

GitHub and Gitea sign the body with the namespace's secret, GitLab sends the secret itself.
https://docs.github.com/webhooks, https://docs.gitea.com/usage/webhooks,
https://docs.gitlab.com/user/project/integrations/webhooks
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from urllib.parse import unquote

import msgspec
from msgspec import Struct

from repository_index_operator.git_protocol import names_of
from repository_index_operator.observed import RawObject

_URL = re.compile(
    r"(?P<scheme>https?|ssh|git)://(?:[^/@]*@)?(?P<host>[^/@:]+|\[[^\]/]+\])(?::(?P<port>\d+))?/(?P<path>.+)"
)
_SCP_FORM = re.compile(r"(?:[^/@:]+@)?(?P<host>[^/@:]+|\[[^\]/]+\]):(?P<path>[^:]+)")
_DEFAULT_PORTS = {"https": "443", "http": "80", "ssh": "22", "git": "9418"}
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


class Event(Enum):
    """What a delivery is about."""

    PUSH = auto()
    PING = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Push:
    """A ref moved to `commit` in the repository that has these addresses, in their canonical form."""

    repositories: frozenset[str]
    ref: str
    commit: str
    default_branch: str | None


class _Repository(Struct):
    """GitHub's and Gitea's `repository`, GitLab's `project`."""

    clone_url: str = ""
    ssh_url: str = ""
    html_url: str = ""
    git_http_url: str = ""
    git_ssh_url: str = ""
    web_url: str = ""
    default_branch: str | None = None


class _Payload(Struct):
    ref: str
    after: str
    repository: _Repository | None = None
    project: _Repository | None = None


def namespace_secret(master: bytes, namespace: str) -> str:
    """The secret that a forge is told for the webhook of a namespace."""
    return hmac.new(master, namespace.encode(), hashlib.sha256).hexdigest()


def is_genuine(headers: Mapping[str, str], body: bytes, secret: str) -> bool:
    """Whether whoever sent this knows the secret."""
    given = headers.get("X-Hub-Signature-256", "").removeprefix("sha256=")
    given = given or headers.get("X-Gitea-Signature", "")
    if given:
        expected = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    else:
        given, expected = headers.get("X-Gitlab-Token", ""), secret
    # A header may hold any byte, which Python keeps as a lone surrogate.
    return hmac.compare_digest(expected.encode(), given.encode(errors="surrogateescape"))


def event_of(headers: Mapping[str, str]) -> Event:
    """What the delivery is about, by its headers: Gitea names its events as GitHub does."""
    names = ("X-GitHub-Event", "X-Gitea-Event", "X-Gitlab-Event")
    name = next((headers[name] for name in names if name in headers), "")
    if name in ("push", "Push Hook", "Tag Push Hook"):
        return Event.PUSH
    return Event.PING if name == "ping" else Event.OTHER


def delivery_of(headers: Mapping[str, str]) -> str:
    """What tells this delivery from all others; empty: it does not say."""
    names = ("X-GitHub-Delivery", "X-Gitea-Delivery", "X-Gitlab-Event-UUID")
    return next((headers[name] for name in names if headers.get(name)), "")[:100]


def read_push(body: bytes) -> Push | None:
    """The push; None: a ref was deleted, which asks for nothing.

    Raises:
        ValueError: it is no push of any of these forges.
    """
    payload = msgspec.json.decode(body, type=_Payload)
    source = payload.project or payload.repository
    if source is None or not _COMMIT.fullmatch(payload.after) or not payload.ref.startswith("refs/"):
        raise ValueError("no push")
    if not payload.after.strip("0"):
        return None
    urls = (
        *(source.clone_url, source.ssh_url, source.html_url),
        *(source.git_http_url, source.git_ssh_url, source.web_url),
    )
    repositories = frozenset(name for url in urls if (name := canonical(url)))
    return Push(repositories, payload.ref, payload.after, source.default_branch)


def canonical(url: str) -> str:
    """One form for all addresses of a repository; empty: it is none.

    Letters lose their case in the path too, for forges do not tell them apart, and where one does, a run too
    many finds nothing new.
    """
    match = _URL.fullmatch(url) or (None if "://" in url else _SCP_FORM.fullmatch(url))
    if match is None:
        return ""
    parts = match.groupdict()
    scheme, port = parts.get("scheme") or "ssh", parts.get("port")
    path = unquote(parts["path"]).strip("/").casefold().removesuffix(".git").strip("/")
    host = parts["host"].lower().rstrip(".")
    own_port = "" if port in (None, _DEFAULT_PORTS[scheme]) else f":{port}"
    return f"{host}{own_port}/{path}" if path else ""


def is_about(push: Push, spec: RawObject) -> bool:
    """Whether the push moved what the spec, as JSON, names."""
    git = (spec.get("source") or {}).get("git") or {}
    if canonical(git.get("url") or "") not in push.repositories:
        return False
    ref = git.get("ref")
    if ref is None:
        # A forge that does not say which branch is the default one may mean this one.
        return push.default_branch is None or push.ref == f"refs/heads/{push.default_branch}"
    return push.ref in names_of(ref)
