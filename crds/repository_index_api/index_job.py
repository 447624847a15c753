"""The contract between the operator and the pod of an index Job.

Down to the pod: two environment variables of ours (`JOB_VARIABLE`, `DATABASE_URI_VARIABLE`) and the
pod's own identity (`POD_UID_VARIABLE`). Up from the pod: `GET /progress`, the exit code, and the
container's termination message. Everything that comes up is hostile input and is decoded strictly.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

JOB_VARIABLE = "REPOSITORY_INDEX_JOB"
DATABASE_URI_VARIABLE = "DATABASE_URI"
POD_UID_VARIABLE = "POD_UID"

CONTAINER_NAME = "indexer"
PROGRESS_PORT = 8080
PROGRESS_PATH = "/progress"
PROGRESS_MAX_BYTES = 16 * 1024

SOURCE_MOUNT_PATH = "/source"
"""Where a source of kind persistentVolumeClaim is mounted, read-only."""
GIT_CREDENTIALS_MOUNT_PATH = "/etc/repository-index/git"
"""Where the git Secret is mounted: username, password, ssh-privatekey, known_hosts, hosts, ca.crt."""
SCRATCH_MOUNT_PATH = "/scratch"
"""An emptyDir: the check-out and temporary files; everything else is read-only."""
TERMINATION_MESSAGE_PATH = "/dev/termination-log"
TERMINATION_MESSAGE_MAX_BYTES = 3_584
"""The kubelet keeps the last 4,096 bytes of a message; half a kilobyte is left as a margin."""


class Reason(StrEnum):
    """Why an attempt ended without publishing; the name that a person reads in the status."""

    STORAGE_ERROR = "StorageError"
    CONNECTION_ERROR = "ConnectionError"
    OUT_OF_MEMORY = "OOMKilled"
    TERMINATED = "Terminated"
    TENANT_VALIDATION_ERROR = "TenantValidationError"
    SCHEMA_VERSION_ERROR = "SchemaVersionError"
    REPOSITORY_PARSE_ERROR = "RepositoryParseError"
    SOURCE_NOT_FOUND = "SourceNotFoundError"
    SOURCE_ACCESS_ERROR = "SourceAccessError"
    QUOTA_EXCEEDED = "QuotaExceededError"
    SOFT_TIME_LIMIT_EXCEEDED = "SoftTimeLimitExceeded"
    HARD_TIME_LIMIT_EXCEEDED = "HardTimeLimitExceeded"
    SUPERSEDED = "Superseded"
    INTERNAL_ERROR = "InternalError"


EXIT_CODES: Mapping[Reason, int] = {
    Reason.STORAGE_ERROR: os.EX_TEMPFAIL,
    Reason.CONNECTION_ERROR: os.EX_TEMPFAIL,
    Reason.OUT_OF_MEMORY: 137,
    Reason.TERMINATED: 143,
    Reason.TENANT_VALIDATION_ERROR: os.EX_CONFIG,
    Reason.SCHEMA_VERSION_ERROR: os.EX_CONFIG,
    Reason.REPOSITORY_PARSE_ERROR: os.EX_DATAERR,
    Reason.SOURCE_NOT_FOUND: os.EX_NOINPUT,
    Reason.SOURCE_ACCESS_ERROR: os.EX_NOPERM,
    Reason.QUOTA_EXCEEDED: os.EX_CANTCREAT,
    Reason.SOFT_TIME_LIMIT_EXCEEDED: 124,
    Reason.HARD_TIME_LIMIT_EXCEEDED: 125,
    Reason.SUPERSEDED: os.EX_PROTOCOL,
    Reason.INTERNAL_ERROR: os.EX_SOFTWARE,
}
"""One exit code for every reason (sysexits.h; 124 and 125 as timeout(1) has them; 128 + signal)."""

RETRIED_EXIT_CODES: tuple[int, ...] = (os.EX_TEMPFAIL, 137, 143)
"""Ascending, for the API server refuses any other order in a podFailurePolicy."""


def is_retried(exit_code: int) -> bool:
    """Whether an attempt that ended with `exit_code` is followed by another."""
    return exit_code in RETRIED_EXIT_CODES


class Stage(StrEnum):
    """What an attempt is doing, in the order in which it happens."""

    QUEUED = "Queued"
    CONNECTING = "Connecting"
    PREPARING = "Preparing"
    PARSING = "Parsing"
    RESOLVING = "Resolving"
    WRITING = "Writing"
    COMPLETE = "Complete"


STAGE_PERCENT: Mapping[Stage, tuple[int, int]] = {
    Stage.QUEUED: (0, 0),
    Stage.CONNECTING: (10, 10),
    Stage.PREPARING: (20, 20),
    Stage.PARSING: (30, 80),
    Stage.RESOLVING: (80, 90),
    Stage.WRITING: (90, 99),
    Stage.COMPLETE: (100, 100),
}
"""Percent at the start and at the end of a stage."""

Count = Annotated[int, Meta(ge=0, le=2**53)]
Identifier = Annotated[str, Meta(max_length=64)]
LanguageName = Annotated[str, Meta(max_length=32)]
LongText = Annotated[str, Meta(max_length=2_048)]
Seconds = Annotated[float, Meta(ge=0, le=1e9)]


class GitSource(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A repository that git fetches; `ref` None is the remote's HEAD."""

    url: str
    ref: str | None = None
    submodules: bool = False


class PathSource(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A folder below `SOURCE_MOUNT_PATH`."""

    path: str = "."


class IndexJob(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What one run is to do: the value of the environment variable `JOB_VARIABLE`."""

    run_id: Identifier
    requested_at: datetime
    """When the run was asked for; the publish fence orders runs by it."""
    tenant: str
    repository: str
    git: GitSource | None = None
    path: PathSource | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    max_file_bytes: int = 1_000_000
    soft_seconds: int = 3_300
    hard_seconds: int = 3_600
    workers: int | None = None
    """Parsing processes; None: as many as the container has processors."""


class Progress(Struct, frozen=True, omit_defaults=True):
    """The document of `GET /progress`."""

    run_id: Identifier
    pod_uid: Identifier
    stage: Stage
    percent: Annotated[int, Meta(ge=0, le=100)]
    commit: Identifier | None = None
    files_done: Count = 0
    files_total: Count = 0
    nodes: Count = 0
    edges: Count = 0
    estimated_completion_time: datetime | None = None


MAX_LANGUAGES = 20


class IndexCounts(Struct, frozen=True, omit_defaults=True):
    """What a publish left in the database, and what it changed there."""

    files: Count = 0
    skipped_files: Count = 0
    parse_errors: Count = 0
    nodes: Count = 0
    edges: Count = 0
    unresolved: Count = 0
    nodes_created: Count = 0
    nodes_deleted: Count = 0
    edges_created: Count = 0
    edges_deleted: Count = 0
    languages: dict[LanguageName, Count] = {}
    """Files by language, at most `MAX_LANGUAGES`."""


class AttemptResult(Struct, frozen=True, omit_defaults=True):
    """The container's termination message: how one attempt ended."""

    run_id: Identifier
    pod_uid: Identifier = ""
    reason: Reason | None = None
    """None: the graph of `commit` is published."""
    unchanged: bool = False
    """It stood published before, and the attempt did nothing but see that."""
    message: LongText = ""
    commit: Identifier | None = None
    counts: IndexCounts | None = None
    published_time: datetime | None = None
    duration_seconds: Seconds = 0.0
    stage_seconds: dict[Stage, Seconds] = {}
    peak_memory_bytes: Count = 0
    cpu_seconds: Seconds = 0.0


def encode_job(job: IndexJob) -> str:
    """The value of `JOB_VARIABLE`, without a dollar sign.

    Kubernetes expands `$(NAME)` in a variable's value, so a URL with `$(DATABASE_URI)` in it would
    carry the password to a host of its author's choice; JSON can write the sign as an escape.
    """
    return msgspec.json.encode(job).decode().replace("$", "\\u0024")


def decode_job(text: str) -> IndexJob:
    """The job that `encode_job` wrote.

    Raises:
        msgspec.ValidationError: the text is not such a document.
    """
    return msgspec.json.decode(text, type=IndexJob)


def encode_progress(progress: Progress) -> bytes:
    """The body of `GET /progress`."""
    return msgspec.json.encode(progress)


def decode_progress(body: bytes) -> Progress:
    """Read the body of `GET /progress`.

    Raises:
        ValueError: it is too long, or not such a document.
    """
    if len(body) > PROGRESS_MAX_BYTES:
        raise ValueError(f"progress document of more than {PROGRESS_MAX_BYTES} bytes")
    return msgspec.json.decode(body, type=Progress)


def encode_result(result: AttemptResult) -> bytes:
    """The termination message, at most `TERMINATION_MESSAGE_MAX_BYTES` of valid UTF-8.

    The message is the only part without a bound of its own: it is cut until all fits.
    """
    if result.counts and len(result.counts.languages) > MAX_LANGUAGES:
        most = sorted(result.counts.languages.items(), key=lambda item: (-item[1], item[0]))[:MAX_LANGUAGES]
        counts = msgspec.structs.replace(result.counts, languages=dict(most))
        result = msgspec.structs.replace(result, counts=counts)
    message = result.message[:2_048]
    encoded = msgspec.json.encode(msgspec.structs.replace(result, message=message))
    while len(encoded) > TERMINATION_MESSAGE_MAX_BYTES and message:
        # A character takes up to six bytes in JSON, so halving is enough and ends soon.
        message = message[: len(message) // 2]
        encoded = msgspec.json.encode(msgspec.structs.replace(result, message=message + "…"))
    return encoded


def decode_result(message: str) -> AttemptResult | None:
    """Read a termination message; None if there is none, or if it is not one of ours."""
    if not message:
        return None
    try:
        return msgspec.json.decode(message, type=AttemptResult)
    except ValueError:
        return None
