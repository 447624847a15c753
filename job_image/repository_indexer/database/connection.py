"""Connections to PostgreSQL, the settings of their transactions, and the check of the schema's version."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import psycopg
from psycopg import Connection, conninfo
from psycopg import errors as pg
from tenacity import Retrying, retry_if_exception_type, stop_after_delay, wait_exponential

from repository_indexer.database.error_translation import translated, translated_without
from repository_indexer.errors import (
    ConnectionFailedError,
    SchemaVersionError,
    StorageError,
    TenantValidationError,
)

RIDE_OUT_SECONDS = 15.0
"""How long a connection is tried for before a drop counts as a failed attempt."""

_MIGRATE_COMMAND = "repository-indexer database migrate"

_CONNECTION_PARAMETERS: dict[str, Any] = {
    "application_name": "repository-indexer",
    "connect_timeout": 10,
    # A database that vanished without a word (node lost, failover) is noticed within a minute.
    "keepalives": 1,
    "keepalives_idle": 20,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 60_000,
}

_PORT = re.compile(r"[0-9]{1,9}")

_TRANSACTION_SETTINGS = {
    # Nothing of ours depends on it, for every name is qualified; a name forgotten fails instead of being
    # found in a schema where somebody else has put one.
    "search_path": "pg_catalog, pg_temp",
    "lock_timeout": "300s",
    "statement_timeout": "3600s",
    # The server must end the transaction of a client that vanished: it holds the repository's row.
    "idle_in_transaction_session_timeout": "300s",
    "client_connection_check_interval": "10s",
}


@contextmanager
def connect(uri: str, *, ride_out_seconds: float = RIDE_OUT_SECONDS) -> Iterator[Connection]:
    """A connection in autocommit mode, closed at the end; short drops are ridden out.

    Settings are made per transaction (`transaction`), so that a pooler may stand in between.

    Raises:
        ConnectionFailedError: the database stays out of reach, or is starting up or shutting down.
        StorageError: it has no connection to spare.
        TenantValidationError: the login is refused, there is no such database, or the URI is malformed. No
            message shows a part of the URI.
        and what `translated` makes of an error in the body.
    """
    given = _parsed(uri)
    ours = {name: value for name, value in _CONNECTION_PARAMETERS.items() if name not in given}
    parameters = conninfo.make_conninfo(uri, **ours)
    retrying = Retrying(
        retry=retry_if_exception_type((ConnectionFailedError, StorageError)),
        stop=stop_after_delay(ride_out_seconds),
        wait=wait_exponential(multiplier=0.2, max=3),
        reraise=True,
    )
    connection = retrying(_open, parameters, given)
    try:
        with translated():
            yield connection
    finally:
        connection.close()


@contextmanager
def transaction(connection: Connection) -> Iterator[None]:
    """A transaction with this module's time limits and search path."""
    with connection.transaction():
        set_parameters(connection, _TRANSACTION_SETTINGS)
        yield


def set_parameters(connection: Connection, values: Mapping[str, str]) -> None:
    """Set parameters of the server for the rest of the transaction."""
    connection.execute(
        "SELECT pg_catalog.set_config(name, value, true)"
        " FROM unnest(%s::text[], %s::text[]) AS parameter(name, value)",
        [list(values), list(values.values())],
    )


def migration_files() -> list[tuple[int, Traversable]]:
    """The numbered SQL files, in order; the last number is the version of the schema."""
    folder = files("repository_indexer") / "sql"
    return sorted(((int(file.name[:4]), file) for file in folder.iterdir()), key=lambda item: item[0])


def check_schema_version(connection: Connection) -> None:
    """Refuse a database whose schema is not the one that this program was made for.

    Raises:
        SchemaVersionError: there is no schema, or an older or newer one; the message says what to run.
    """
    wanted = migration_files()[-1][0]
    try:
        (found,) = next(connection.execute("SELECT pg_catalog.max(version) FROM code_graph.schema_version"))
    except (pg.InvalidSchemaName, pg.UndefinedTable):
        raise SchemaVersionError(
            f"the database has no schema code_graph; with the owner's credentials run: {_MIGRATE_COMMAND}"
        ) from None
    if found < wanted:
        raise SchemaVersionError(
            f"the database's schema has version {found}, this program needs {wanted}; with the owner's "
            f"credentials run: {_MIGRATE_COMMAND}"
        )
    if found > wanted:
        raise SchemaVersionError(
            f"the database's schema has version {found}, this program knows only {wanted}; use a newer "
            "release of the indexer"
        )


def _parsed(uri: str) -> dict[str, str]:
    """The URI's parts by libpq's names for them, and nothing that libpq could misread."""
    try:
        given = {name: str(value) for name, value in conninfo.conninfo_to_dict(uri).items()}
    except psycopg.ProgrammingError:
        # libpq's words quote the part that it could not read, which may be the password.
        raise _unreadable() from None
    # What follows the first @ of a password becomes the host. A socket's folder may have any name.
    if any("@" in host and not host.startswith("/") for host in given.get("host", "").split(",")):
        raise _unreadable()
    ports = [port for port in given.get("port", "").split(",") if port]
    if not all(_PORT.fullmatch(port) and 0 < int(port) < 65_536 for port in ports):
        raise TenantValidationError(
            "the database URI's port is no number from 1 to 65535; correct it, and if it belongs to the "
            "password, percent-encode the password's special characters"
        )
    return given


def _unreadable() -> TenantValidationError:
    return TenantValidationError(
        "the database URI cannot be read; it must be like postgresql://USER:PASSWORD@HOST/DATABASE, with "
        "the special characters of the password percent-encoded"
    )


def _open(parameters: str, given: Mapping[str, str]) -> Connection:
    with translated_without(given):
        # No prepared statements: a pooler in transaction mode loses them.
        return psycopg.connect(parameters, autocommit=True, prepare_threshold=None)
