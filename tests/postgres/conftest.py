"""A PostgreSQL server for the session, and for every test a database of its own with two tenants in it.

The server is the wheel's. To run the tests on another one, name its binaries, for instance
`TEST_POSTGRES_BINARIES=/usr/lib/postgresql/15/bin`.
"""

from __future__ import annotations

import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import Connection
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from postgres_database import Database, NewDatabase
from repository_indexer.database import FactsCache, add_tenant, migrate
from repository_indexer.embedded_postgres import running_server
from repository_indexer.packed import Key, Packed
from sample_graphs import flask
from two_tenants import beta_s, secret_graph, tenant_id


@pytest.fixture(scope="session")
def server_uri() -> Iterator[str]:
    """The superuser's URI of a server that forgets: nothing is synced to disk."""
    binaries = os.environ.get("TEST_POSTGRES_BINARIES")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    options = {"listen_addresses": "127.0.0.1", "port": port, "fsync": "off", "max_connections": "50"}
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    try:
        with running_server(folder, binaries=Path(binaries) if binaries else None, options=options) as uri:
            yield make_conninfo(uri, port=port)
    finally:
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def new_database(server_uri: str) -> Iterator[NewDatabase]:
    """Makes a database: a clone of the one given, or an empty one."""
    with psycopg.connect(server_uri, autocommit=True) as connection:
        names: list[str] = []

        def create(template: Database | None = None) -> Database:
            names.append(f"test_{len(names)}")
            source = conninfo_to_dict(template.owner_uri)["dbname"] if template else "template1"
            connection.execute(f"CREATE DATABASE {names[-1]} TEMPLATE {source} STRATEGY file_copy")
            return Database(make_conninfo(server_uri, dbname=names[-1]))

        yield create


@pytest.fixture(scope="session")
def template(new_database: NewDatabase) -> Database:
    """A database that is set up once, and cloned for every test."""
    database = new_database()
    migrate(database.owner_uri)
    for tenant in ("alpha", "beta"):
        add_tenant(database.owner_uri, tenant, password=f"password of {tenant}")
    return database


@pytest.fixture
def database(new_database: NewDatabase, template: Database) -> Iterator[Database]:
    database = new_database(template)
    yield database
    database.drop()


@pytest.fixture
def empty_database(new_database: NewDatabase, template: Database) -> Iterator[Database]:
    """A database in which nothing of ours is; the roles exist all the same, for they are the server's."""
    database = new_database()
    yield database
    database.drop()


@pytest.fixture(scope="session")
def filled(new_database: NewDatabase, template: Database) -> Database:
    """A database of which both tenants have a part, cloned for every test of their isolation."""
    database = new_database(template)
    add_tenant(database.owner_uri, "beta", max_nodes=123_456)
    database.index(flask(), tenant="alpha", repository="flask")
    database.publish(
        database.claim("beta", "flask", run_id="secret-run", attempt="secret-pod"), secret_graph(), "secret"
    )
    database.index(secret_graph(), tenant="beta", repository="secret-repository")
    for tenant, word in (("alpha", "open"), ("beta", "secret")):
        cache = FactsCache(database.uri(tenant), tenant_id(database, tenant), str.encode)
        # Of one content, which both have.
        found = {Key("5ec7e7" * 6 + "0000", f"{word}-{i}"): Packed("", 6, word.encode()) for i in range(300)}
        cache.keep(found)
    with database.owner() as owner:
        owner.execute("ANALYZE")
    return database


@pytest.fixture
def two_tenants(filled: Database, new_database: NewDatabase) -> Iterator[Database]:
    database = new_database(filled)
    yield database
    database.drop()


@pytest.fixture
def alpha(two_tenants: Database) -> Iterator[Connection]:
    with two_tenants.as_tenant("alpha") as connection:
        yield connection


@pytest.fixture
def beta_unchanged(two_tenants: Database) -> Iterator[None]:
    before = beta_s(two_tenants)
    yield
    assert beta_s(two_tenants) == before
