"""What git's servers say of their refs: protocol v2 over http, of which only `ls-refs` is spoken.

https://git-scm.com/docs/gitprotocol-v2, https://git-scm.com/docs/gitprotocol-http
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from repository_index_operator.text import printable

AGENT = "git/repository-index-operator"
"""GitHub only speaks to agents whose name begins like this."""
FLUSH, DELIMITER = b"0000", b"0001"

_ID = re.compile(rb"[0-9a-f]{40}|[0-9a-f]{64}")
_OBJECT_FORMATS = ("sha1", "sha256")


class NotSpokenError(ValueError):
    """What answers does not speak version 2 of git's protocol, or says too much."""


class RemoteError(Exception):
    """The server says that something is wrong."""


def names_of(ref: str | None) -> tuple[str, ...]:
    """The full names that a ref of the spec may have, in the order of gitrevisions(7)."""
    if ref is None:
        return ("HEAD",)
    return (ref, f"refs/{ref}", f"refs/tags/{ref}", f"refs/heads/{ref}")


def ls_refs(capabilities: Mapping[str, str], ref: str | None) -> bytes:
    """The request for the ref, to a server that has advertised these capabilities.

    Raises:
        NotSpokenError: it does not know the command, or names objects in an unknown way.
    """
    if "ls-refs" not in capabilities:
        raise NotSpokenError("no ls-refs")
    object_format = capabilities.get("object-format", "sha1")
    if object_format not in _OBJECT_FORMATS:
        raise NotSpokenError("an unknown object format")
    head = [b"command=ls-refs\n", f"agent={AGENT}\n".encode()]
    if "object-format" in capabilities:
        head.append(f"object-format={object_format}\n".encode())
    prefixes = [f"ref-prefix {name}\n".encode() for name in names_of(ref)]
    return b"".join((*map(_packet, head), DELIMITER, _packet(b"peel\n"), *map(_packet, prefixes), FLUSH))


def read_capabilities(body: bytes) -> Mapping[str, str]:
    """What a server advertises.

    Raises:
        NotSpokenError: another version of the protocol, or another protocol.
        RemoteError: the server says what is wrong.
    """
    lines = list(_packets(body))
    if lines and lines[0].startswith(b"# service="):
        lines = lines[1:]
    if not lines or lines[0] != b"version 2":
        raise NotSpokenError("not version 2")
    words = (line.decode(errors="replace").partition("=") for line in lines[1:])
    return {name: value for name, _, value in words}


def read_commit(body: bytes, ref: str | None) -> str | None:
    """The commit that the ref is at, by the answer to `ls_refs`; None: there is no such ref.

    Raises:
        NotSpokenError: it is no such answer.
        RemoteError: the server says what is wrong.
    """
    found = dict[bytes, str]()
    for line in _packets(body):
        words = line.split(b" ")
        if len(words) < 2 or not _ID.fullmatch(words[0]):
            raise NotSpokenError("not a ref")
        peeled = next(
            (word.removeprefix(b"peeled:") for word in words[2:] if word.startswith(b"peeled:")), b""
        )
        commit = peeled if _ID.fullmatch(peeled) else words[0]
        found[words[1]] = commit.decode()
    return next((found[name.encode()] for name in names_of(ref) if name.encode() in found), None)


def _packet(data: bytes) -> bytes:
    return b"%04x" % (len(data) + 4) + data


def _packets(body: bytes) -> Iterable[bytes]:
    """The lines of a body that has been received whole; the marks between its parts are passed over.

    Raises:
        NotSpokenError: it is cut short, or not made of packets.
        RemoteError: one of them tells of an error.
    """
    place = 0
    while place < len(body):
        try:
            length = int(body[place : place + 4], 16)
        except ValueError:
            raise NotSpokenError("not packets") from None
        if length in (0, 1, 2):
            place += 4
            continue
        line = body[place + 4 : place + length]
        if length < 4 or len(line) != length - 4:
            raise NotSpokenError("cut short")
        if line.startswith(b"ERR "):
            raise RemoteError(printable(line[4:].decode(errors="replace"), 200))
        yield line.rstrip(b"\n")
        place += length
