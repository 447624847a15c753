"""What the flows ask of a client, and how its answers are read. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias, TypeVar

from repository_index_client.errors import (
    AccessDeniedError,
    ClientError,
    ClusterError,
    ManifestRefusedError,
    NotFoundError,
)
from repository_index_client.run import Document

CALL_SECONDS = 15.0
_BEFORE_SENTENCE = re.compile(r'[A-Z][a-z]+ value: (("([^"\\]|\\.)*"|[-\w.]+|\{[^{}]*\}): )?')
"""What the API server puts before the sentence of a rule: `Invalid value: "tomorrow": must be ...`."""
JSON = "application/json"
_UNKNOWN_FIELD = "failed to create typed patch object"
"""How the API server begins where an applied field is not in the schema; with 500, as if it were at fault."""


@dataclass(frozen=True, slots=True)
class Call:
    """One request and its whole answer."""

    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    body: Document | None = None
    content_type: str = JSON
    seconds: float = CALL_SECONDS


@dataclass(frozen=True, slots=True)
class Watch:
    """A stream of events, read until `ends` is true of one; answered by that one, or by {}."""

    path: str
    query: Mapping[str, str]
    ends: Callable[[Document], bool]
    silence_seconds: float
    """A stream that tells nothing for so long is a broken one."""
    method: str = "GET"
    body: None = None
    content_type: str = JSON


@dataclass(frozen=True, slots=True)
class Sleep:
    """A pause; answered by nothing."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What a step brought."""

    status: int = 0
    document: Document = field(default_factory=dict)
    retry_after: float | None = None


Step: TypeAlias = Call | Watch | Sleep
T = TypeVar("T")
Flow: TypeAlias = Generator[Step, Answer, T]
"""A generator: the client carries out each step that it yields and sends the answer back, or throws a
ClusterError in where the API server cannot be reached."""


def answer(status: int, content: bytes, headers: Mapping[str, str]) -> Answer:
    """The API server's answer to a call."""
    try:
        document = json.loads(content)
    except ValueError:
        document = {"message": content[:200].decode(errors="replace")}
    seconds = headers.get("Retry-After") or ""
    return Answer(status, document, float(seconds) if seconds.isdigit() else None)


def checked(step: Call | Watch, answer: Answer) -> Document:
    """The document of an answer that is none of these errors.

    Raises:
        ClientError: one of its kinds.
    """
    if answer.status < 400:
        return answer.document
    raise _error(step, answer)


def _error(step: Call | Watch, answer: Answer) -> ClientError:
    told = answer.document
    message = str(told.get("message") or f"{step.method} {step.path}: {answer.status}")
    if answer.status == 404:
        return NotFoundError(message)
    if answer.status in (400, 422) or message.startswith(_UNKNOWN_FIELD):
        return ManifestRefusedError(message, _sentences(told))
    if answer.status in (401, 403):
        return AccessDeniedError(message)
    return ClusterError(message, answer.retry_after)


def _sentences(told: Mapping[str, Any]) -> tuple[str, ...]:
    causes = (told.get("details") or {}).get("causes") or ()
    return tuple(_BEFORE_SENTENCE.sub("", str(cause["message"])) for cause in causes)


class Events:
    """Cuts what a watch sends into events, one a line."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, chunk: bytes) -> list[Document]:
        """The events that the chunk completes."""
        *lines, self._rest = (self._rest + chunk).split(b"\n")
        return [json.loads(line) for line in lines if line.strip()]
