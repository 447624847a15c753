"""PostgreSQL's errors in the words of `errors.py`: what was wrong, whether to try again, what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg

from repository_indexer.errors import (
    ConnectionFailedError,
    IndexingError,
    StorageError,
    TenantValidationError,
)

ADD_TENANT_COMMAND = "repository-indexer database add-tenant"


@dataclass(frozen=True, slots=True)
class _Rule:
    """An error matches by its SQLSTATE (or the class it begins with) or, where it has none, by its words."""

    error: type[IndexingError]
    sentence: str
    states: tuple[str, ...]
    words: tuple[str, ...] = ()


# What fails while connecting has no SQLSTATE, only the words of the server or of libpq. Where the server does
# not speak English, such an error counts as out of reach, so is tried again.
_RULES = (
    _Rule(
        TenantValidationError,
        "the database refuses the login: {words}; correct the user and password in the database URI",
        states=("28",),
        words=("authentication failed", "pg_hba.conf", "no password supplied", 'FATAL:  role "'),
    ),
    _Rule(
        TenantValidationError,
        "there is no such database: {words}; correct the database's name in the database URI",
        states=("3D",),
        words=('FATAL:  database "',),
    ),
    _Rule(
        TenantValidationError,
        "the database role may not do this: {words}; with the owner's credentials run: " + ADD_TENANT_COMMAND,
        states=("42501",),
        words=("permission denied for database",),
    ),
    _Rule(
        StorageError,
        "the database has no connection to spare: {words}",
        states=("53300",),
        words=("too many", "remaining connection slots"),
    ),
    _Rule(
        StorageError,
        "the database cannot take the data for now: {words}",
        states=(
            "53",  # insufficient resources: disk full, out of memory
            "40",  # deadlock, serialization failure
            "55P03",  # lock_timeout
            "57014",  # statement_timeout
            "25006",  # read-only: a failover left us on a standby
            "25P03",  # idle in a transaction for too long
            "58",  # system error: I/O
        ),
    ),
    _Rule(
        ConnectionFailedError,
        "the database is out of reach: {words}",
        states=("08", "57P"),  # 57P: starting up, shutting down, ended by an administrator
    ),
)


@contextmanager
def translated() -> Iterator[None]:
    """Every psycopg error in the body becomes one of `errors.py`."""
    try:
        yield
    except psycopg.Error as error:
        raise translate(error) from error


def translate(error: psycopg.Error) -> IndexingError:
    """The error of `errors.py` for one of psycopg's; its words never hold the password."""
    state = error.sqlstate
    raw_words = error.diag.message_primary or str(error)
    words = " ".join(raw_words.split())
    for rule in _RULES:
        if state.startswith(rule.states) if state else any(part in raw_words for part in rule.words):
            return rule.error(rule.sentence.format(words=words))
    if state is None and isinstance(error, psycopg.OperationalError):
        return ConnectionFailedError(f"the database is out of reach: {words}")
    return IndexingError(f"the database refused a statement ({state}): {words}")
