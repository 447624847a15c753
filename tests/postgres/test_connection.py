"""What cannot be reached, is refused, or fails on the way: each with its own reason, and never a password."""

from __future__ import annotations

import socket
import threading
import time
import traceback

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from postgres_database import Database
from repository_indexer.database import connect
from repository_indexer.errors import (
    ConnectionFailedError,
    IndexingError,
    StorageError,
    TenantValidationError,
)

pytestmark = pytest.mark.postgres

SECRET = "very-secret-password"


def failure(uri: str) -> IndexingError:
    """How connecting fails, after it was seen that no password is in the message nor in the traceback."""
    with pytest.raises(IndexingError) as refused, connect(uri, ride_out_seconds=0):
        pass
    assert SECRET not in "".join(traceback.format_exception(refused.value))
    return refused.value


def test_a_wrong_password(database: Database) -> None:
    error = failure(database.role_uri("tenant_alpha", SECRET))
    assert type(error) is TenantValidationError
    assert 'password authentication failed for user "<user>"' in str(error)
    assert "correct the user and password" in str(error)


def test_no_password(database: Database) -> None:
    assert type(failure(make_conninfo(database.owner_uri, host="127.0.0.1"))) is TenantValidationError


def test_a_role_that_does_not_exist(database: Database) -> None:
    assert type(failure(make_conninfo(database.owner_uri, user="nobody_known"))) is TenantValidationError


def test_a_database_that_does_not_exist(database: Database) -> None:
    error = failure(make_conninfo(database.owner_uri, dbname="missing"))
    assert type(error) is TenantValidationError
    assert "there is no such database" in str(error) and "missing" not in str(error)


@pytest.mark.parametrize(
    "uri",
    [
        f"postgresql://user:{SECRET} with a space@host/db",
        f"postgresql://user:{SECRET}%zz@host/db",
        f"user={SECRET} what",
        f"{SECRET}",
        f"postgresql://host/db?{SECRET}=1",
        f"postgresql://user:p@{SECRET}@host/db",
        f"postgresql://user:p@{SECRET}@host,other/db",
    ],
)
def test_a_malformed_uri_is_not_quoted(uri: str) -> None:
    error = failure(uri)
    assert type(error) is TenantValidationError
    assert "postgresql://USER:PASSWORD@HOST" in str(error)


@pytest.mark.parametrize(
    "uri",
    [
        f"postgresql://{SECRET}",
        f"postgresql://{SECRET}:pw@127.0.0.1:1/db",
        f"postgresql://127.0.0.1:1,{SECRET}/db",
        f"postgresql:///{SECRET}?host=127.0.0.1&port=1",
        f"postgresql:///db?host=/{SECRET}",
        f"postgresql:///db?host=/x\"y'{SECRET}",
        f"postgresql:///db?hostaddr={SECRET}",
        f"postgresql://127.0.0.1:{SECRET}/db",
        f"postgresql://127.0.0.1:1/db?sslmode={SECRET}",
        f"postgresql://127.0.0.1:1/db?keepalives={SECRET}",
        f"postgresql://127.0.0.1:1/db?connect_timeout={SECRET}",
        f"service={SECRET}",
    ],
)
def test_no_part_of_the_uri_is_shown(uri: str) -> None:
    """The Secret may be any that its author can name, and hold anything."""
    failure(uri)


@pytest.mark.parametrize("part", ["user", "dbname"])
def test_no_part_of_the_uri_is_shown_in_the_server_s_words(database: Database, part: str) -> None:
    error = failure(make_conninfo(database.owner_uri, **{part: SECRET}))
    assert f'"<{part}>"' in str(error)


def test_what_is_out_of_reach_is_told_by_its_name_in_the_uri() -> None:
    message = str(failure(f"postgresql://app:{SECRET}@127.0.0.1:1/app"))
    assert 'out of reach: connection failed: connection to server at "<host>", port <port> failed' in message


@pytest.mark.parametrize(
    ("port", "says"), [("70000", "from 1 to 65535"), ("abc", "from 1 to 65535"), ("1,2", "could not match")]
)
def test_a_port_that_is_none_is_not_tried_again(port: str, says: str) -> None:
    started = time.monotonic()
    with (
        pytest.raises(TenantValidationError, match=says),
        connect(make_conninfo(host="127.0.0.1", port=port), ride_out_seconds=30),
    ):
        pass
    assert time.monotonic() - started < 5


@pytest.mark.parametrize(
    "address", ["127.0.0.1:1/db", "no-such-host.invalid/db", "127.0.0.1:1,127.0.0.1:2/db"]
)
def test_nobody_there(address: str) -> None:
    error = failure(f"postgresql://user:{SECRET}@{address}")
    assert type(error) is ConnectionFailedError
    assert "the database is out of reach" in str(error)


def test_a_server_that_is_none() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def answer_as_http() -> None:
            client, _ = listener.accept()
            with client:
                client.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

        thread = threading.Thread(target=answer_as_http)
        thread.start()
        error = failure(f"postgresql://user:{SECRET}@127.0.0.1:{listener.getsockname()[1]}/db")
        thread.join()
    assert type(error) is ConnectionFailedError


def test_too_many_connections(database: Database) -> None:
    with database.owner() as owner:
        owner.execute("ALTER ROLE tenant_beta CONNECTION LIMIT 0")
    try:
        error = failure(database.uri("beta"))
    finally:
        with database.owner() as owner:
            owner.execute("ALTER ROLE tenant_beta CONNECTION LIMIT -1")
    assert type(error) is StorageError
    assert "too many connections for role" in str(error)


def test_a_short_drop_is_ridden_out(database: Database) -> None:
    """The server's place is empty at first; a second later somebody forwards to it."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    target = psycopg.conninfo.conninfo_to_dict(database.uri("alpha"))["port"]

    def forward_late() -> None:
        time.sleep(1)
        with socket.create_server(("127.0.0.1", port)) as listener:
            client, _ = listener.accept()
        server = socket.create_connection(("127.0.0.1", int(target)))
        back = threading.Thread(target=pump, args=[server, client])
        back.start()
        pump(client, server)
        back.join()
        client.close()
        server.close()

    def pump(source: socket.socket, destination: socket.socket) -> None:
        while data := source.recv(65_536):
            destination.sendall(data)
        destination.shutdown(socket.SHUT_WR)

    thread = threading.Thread(target=forward_late)
    thread.start()
    with connect(make_conninfo(database.uri("alpha"), port=port), ride_out_seconds=10) as connection:
        assert connection.execute("SELECT current_user").fetchone() == ("tenant_alpha",)
    thread.join()


def test_a_permanent_failure_is_not_waited_for(database: Database) -> None:
    started = time.monotonic()
    with (
        pytest.raises(TenantValidationError),
        connect(database.role_uri("tenant_alpha", "wrong"), ride_out_seconds=30),
    ):
        pass
    assert time.monotonic() - started < 5


@pytest.mark.parametrize(
    ("sqlstate", "expected"),
    [
        ("53100", StorageError),  # disk full
        ("53200", StorageError),  # out of memory
        ("40P01", StorageError),  # deadlock
        ("40001", StorageError),  # serialization failure
        ("55P03", StorageError),  # lock timeout
        ("57014", StorageError),  # statement timeout
        ("25006", StorageError),  # read-only
        ("58030", StorageError),  # I/O error
        ("57P01", ConnectionFailedError),  # ended by an administrator
        ("57P03", ConnectionFailedError),  # starting up
        ("08006", ConnectionFailedError),
        ("42501", TenantValidationError),  # permission denied
        ("28000", TenantValidationError),
        ("23505", IndexingError),  # a defect
        ("22012", IndexingError),
    ],
)
def test_an_error_of_the_server_has_the_reason_of_its_class(
    database: Database, sqlstate: str, expected: type[IndexingError]
) -> None:
    with pytest.raises(IndexingError) as refused, connect(database.uri("alpha")) as connection:
        connection.execute(f"DO $$ BEGIN RAISE EXCEPTION 'the words' USING ERRCODE = '{sqlstate}'; END $$")
    assert type(refused.value) is expected
    assert "the words" in str(refused.value)


def test_a_backend_that_is_ended_under_way_is_a_lost_connection(database: Database) -> None:
    with pytest.raises(ConnectionFailedError), connect(database.uri("alpha")) as connection:
        with database.owner() as owner:
            owner.execute("SELECT pg_terminate_backend(%s)", [connection.info.backend_pid])
        connection.execute("SELECT 1")
        connection.execute("SELECT 1")


def test_the_server_knows_who_we_are(database: Database) -> None:
    with connect(database.uri("alpha")) as connection:
        assert connection.execute("SHOW application_name").fetchone() == ("repository-indexer",)
    with connect(make_conninfo(database.uri("alpha"), application_name="mine")) as connection:
        assert connection.execute("SHOW application_name").fetchone() == ("mine",)
