"""What a git URL and a ref may look like, decided before git sees them.

The forms are narrow on purpose: whatever git, curl and ssh could read in two ways (user names, queries,
backslashes, options) is refused, so that the host that is checked is the host that is asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from repository_indexer.errors import SourceAccessError, SourceNotFoundError

DEFAULT_PORTS = {"https": 443, "http": 80, "ssh": 22}

_HOST = r"(?P<host>[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\])"
_USER = r"(?:(?P<user>[A-Za-z0-9_][A-Za-z0-9._-]*)@)?"
_PATH = r"/[^\s?#\\\x00-\x1f\x7f]*"
_HTTP_URL = re.compile(rf"(?P<scheme>https?)://{_HOST}(?::(?P<port>\d{{1,5}}))?{_PATH}")
_SSH_URL = re.compile(rf"(?P<scheme>ssh)://{_USER}{_HOST}(?::(?P<port>\d{{1,5}}))?{_PATH}")
_SCP_FORM = re.compile(rf"{_USER}{_HOST}:(?!-)[^\s?#\\\x00-\x1f\x7f:]+")
_PASSWORD = re.compile(r"[a-z+]+://[^/]*@", re.IGNORECASE)

# git-check-ref-format(1), and what a refspec would give a meaning of its own: + ^ : *
_FORBIDDEN_IN_REF = re.compile(r"[\x00-\x20\x7f~^:?*\[\\]|\.\.|@\{|//|^[-+/]|[/.]$|(^|/)\.|\.lock(/|$)")
_COMMIT = re.compile(r"[0-9a-f]{40}")
_ABBREVIATED_COMMIT = re.compile(r"[0-9a-f]{7,39}")


@dataclass(frozen=True, slots=True)
class Remote:
    """A git URL that passed `parse_url`; `port` None is the scheme's own."""

    url: str
    scheme: str
    host: str
    port: int | None = None
    user: str | None = None

    @property
    def address(self) -> str:
        """The host as the Secret's key `hosts` names it: with the port, if it is not the scheme's own."""
        return address_of(self.host, self.port, self.scheme)


def address_of(host: str, port: int | None, scheme: str) -> str:
    """`host[:port]` in lower case, without the scheme's own port."""
    return host.lower() if port in (None, DEFAULT_PORTS[scheme]) else f"{host.lower()}:{port}"


def parse_url(url: str) -> Remote:
    """The remote that `url` names.

    Raises:
        SourceAccessError: it has credentials in it, or is of a form that is not allowed.
    """
    if _PASSWORD.match(url) and not _SSH_URL.fullmatch(url):
        raise SourceAccessError(
            "The git URL has a user name or a password in it: put them into a Secret"
            " (keys username, password and hosts) and name that in spec.source.git.secretRef."
        )
    match = _HTTP_URL.fullmatch(url) or _SSH_URL.fullmatch(url)
    if match:
        port = int(match["port"]) if match["port"] else None
        user = match.groupdict().get("user")
        return Remote(url, match["scheme"], match["host"], port, user)
    if "://" not in url and (match := _SCP_FORM.fullmatch(url)):
        return Remote(url, "ssh", match["host"], None, match["user"])
    raise SourceAccessError(
        "The git URL must be https://host/path, http://host/path, ssh://user@host/path or user@host:path,"
        " without a query: other forms and transports are refused."
    )


def check_ref(ref: str) -> None:
    """Refuse what cannot be the name of a ref, or would mean more than a name to git.

    Raises:
        SourceNotFoundError: it cannot exist.
    """
    if not ref or len(ref) > 255 or _FORBIDDEN_IN_REF.search(ref) or ref == "@":
        raise SourceNotFoundError(
            f"{ref[:100]!r} cannot be a ref: give a branch, a tag, a full ref such as refs/heads/main,"
            " or a commit's 40 hex digits."
        )


def is_commit(ref: str) -> bool:
    """Whether `ref` is a commit's full id."""
    return _COMMIT.fullmatch(ref) is not None


def is_abbreviated_commit(ref: str) -> bool:
    """Whether `ref` looks like a commit's id cut short, which no server resolves."""
    return _ABBREVIATED_COMMIT.fullmatch(ref) is not None
