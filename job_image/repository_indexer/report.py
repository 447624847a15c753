"""What an attempt's process tells its supervisor, through a pipe: how far it is, and how it ended.

One JSON document a line. The supervisor takes nothing for granted: the process parses hostile input.
"""

from __future__ import annotations

import os
import time
from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from repository_index_api.index_job import Count, Identifier, IndexCounts, Reason, Stage

LINE_LIMIT = 16 * 1024
"""Longer lines are dropped, so that the supervisor's memory is bounded."""

MESSAGE_LIMIT = 2_048

_READ_SIZE = 64 * 1024
_LEAST_INTERVAL = 0.2


class Update(Struct, frozen=True, omit_defaults=True, tag="update"):
    """How far the attempt is; `fraction` is that of the stage."""

    stage: Stage = Stage.QUEUED
    fraction: Annotated[float, Meta(ge=0, le=1)] = 0.0
    commit: Identifier | None = None
    files_done: Count = 0
    files_total: Count = 0
    nodes: Count = 0
    edges: Count = 0


class Outcome(Struct, frozen=True, omit_defaults=True, tag="outcome"):
    """How the attempt ended; `reason` None: published."""

    reason: Reason | None = None
    message: str = ""
    commit: Identifier | None = None
    counts: IndexCounts | None = None
    published_time: datetime | None = None
    unchanged: bool = False


class Reporter:
    """The attempt's end of the pipe."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._update = Update()
        self._sent_at = 0.0

    def enter(self, stage: Stage, **changes: object) -> None:
        """A stage begins; `changes` are fields of `Update`."""
        self._update = msgspec.structs.replace(self._update, stage=stage, fraction=0.0, **changes)
        self._send(self._update)

    def advance(self, fraction: float, **changes: object) -> None:
        """The stage goes on; told at most a few times a second."""
        self._update = msgspec.structs.replace(self._update, fraction=min(1.0, fraction), **changes)
        if time.monotonic() - self._sent_at >= _LEAST_INTERVAL:
            self._send(self._update)

    def finish(self, outcome: Outcome) -> None:
        """The last word."""
        # A message can quote a file's name, which need not be text.
        message = outcome.message[:MESSAGE_LIMIT].encode(errors="replace").decode()
        self._send(msgspec.structs.replace(outcome, message=message))

    def _send(self, message: Update | Outcome) -> None:
        line = memoryview(msgspec.json.encode(message) + b"\n")
        while line:
            line = line[os.write(self._descriptor, line) :]
        self._sent_at = time.monotonic()


class ReportReader:
    """The supervisor's end of the pipe: never blocks, and keeps no more than a line."""

    def __init__(self, descriptor: int) -> None:
        os.set_blocking(descriptor, False)
        self.descriptor = descriptor
        self._decoder = msgspec.json.Decoder(Update | Outcome)
        self._rest = b""
        self.is_open = True

    def read(self) -> list[Update | Outcome]:
        """The messages of one read; what is none is passed over."""
        try:
            block = os.read(self.descriptor, _READ_SIZE)
        except BlockingIOError:
            return []
        self.is_open = bool(block)
        *lines, rest = (self._rest + block).split(b"\n")
        self._rest = rest if len(rest) <= LINE_LIMIT else b""
        messages: list[Update | Outcome] = []
        for line in lines:
            try:
                messages.append(self._decoder.decode(line))
            except ValueError:
                continue
        return messages
