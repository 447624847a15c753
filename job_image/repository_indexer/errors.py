"""Every way in which a run can fail, by name; each class carries the reason of the contract's table.

A library's exceptions are translated into these once, in the package that calls the library (`database`,
`checkout`); the messages are written for the person who reads the status.
"""

from __future__ import annotations

from typing import ClassVar

from repository_index_api.index_job import Reason


class IndexingError(Exception):
    """Base of all: the run cannot go on. `str(error)` is the message shown to the user."""

    reason: ClassVar[Reason] = Reason.INTERNAL_ERROR


class StorageError(IndexingError):
    """The database or the scratch disk cannot take the data for now: full, read-only, too busy."""

    reason = Reason.STORAGE_ERROR


class ConnectionFailedError(IndexingError):
    """The database or the source's host is for now out of reach."""

    reason = Reason.CONNECTION_ERROR


class OutOfMemoryError(IndexingError):
    """The kernel killed a process of the attempt, or memory could not be had."""

    reason = Reason.OUT_OF_MEMORY


class TenantValidationError(IndexingError):
    """The database role may not use the tenant, or its login is refused."""

    reason = Reason.TENANT_VALIDATION_ERROR


class SchemaVersionError(IndexingError):
    """The database's schema is not the one that this program was made for."""

    reason = Reason.SCHEMA_VERSION_ERROR


class RepositoryParseError(IndexingError):
    """There is no repository at the source, or it cannot be read."""

    reason = Reason.REPOSITORY_PARSE_ERROR


class SourceNotFoundError(IndexingError):
    """The repository has no such ref, or the volume no such path."""

    reason = Reason.SOURCE_NOT_FOUND


class SourceAccessError(IndexingError):
    """The source's host refused the credentials, or they may not go there."""

    reason = Reason.SOURCE_ACCESS_ERROR


class QuotaExceededError(IndexingError):
    """The tenant would own more nodes or edges than its quota allows."""

    reason = Reason.QUOTA_EXCEEDED


class SupersededError(IndexingError):
    """A newer run has claimed the repository."""

    reason = Reason.SUPERSEDED
