"""PostgreSQL's errors in the words of `errors.py`: what was wrong, whether to try again, what to do.

Who names a Secret need not be allowed to read it, and it may hold something else than a database URI. So what
fails while connecting never shows a part of the URI, be it the host: see `without_values`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
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
        "the database URI cannot be used: {words}; correct it",
        states=(),
        words=(
            " value: ",
            "invalid integer value",
            "bad value for",
            "could not match",
            "could not parse network address",
            "definition of service",
        ),
    ),
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


_QUOTED = re.compile(r"""(["'])(<[a-z_ ]+>|).*?\1""")


@contextmanager
def translated() -> Iterator[None]:
    """Every psycopg error in the body becomes one of `errors.py`."""
    try:
        yield
    except psycopg.Error as error:
        raise _translate(error, _words(error)) from error


@contextmanager
def translated_without(values: Mapping[str, str]) -> Iterator[None]:
    """The same while connecting: none of the URI's `values`, given by their names, is shown."""
    try:
        yield
    except psycopg.Error as error:
        # Without its cause, whose words a traceback would show.
        raise _translate(error, without_values(_words(error), values)) from None


def without_values(words: str, values: Mapping[str, str]) -> str:
    """`words` with each value of the URI as its `<name>`, and without anything else that is quoted."""
    names: dict[str, list[str]] = {}
    for name, value in values.items():
        for part in {value, *value.split(",")}:
            names.setdefault(" ".join(part.split()), []).append(name)
    parts = "|".join(re.escape(part) for part in sorted(names, key=len, reverse=True) if part)
    if parts:
        pattern = rf"(?<!\w)(?:{parts})(?!\w)"
        words = re.sub(pattern, lambda found: f"<{' or '.join(names[found[0]])}>", words)
    return _QUOTED.sub(lambda quoted: quoted[1] + (quoted[2] or "…") + quoted[1], words)


def _words(error: psycopg.Error) -> str:
    return " ".join((error.diag.message_primary or str(error)).split())


def _translate(error: psycopg.Error, words: str) -> IndexingError:
    """The error of `errors.py` for one of psycopg's, which is told in `words`."""
    state = error.sqlstate
    raw_words = error.diag.message_primary or str(error)
    for rule in _RULES:
        if state.startswith(rule.states) if state else any(part in raw_words for part in rule.words):
            return rule.error(rule.sentence.format(words=words))
    if state is None and isinstance(error, psycopg.OperationalError):
        return ConnectionFailedError(f"the database is out of reach: {words}")
    return IndexingError(f"the database refused a statement ({state}): {words}")
