"""migrate and add-tenant: run again they change nothing, and names and passwords are safe with them."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from postgres_database import Database
from repository_indexer.database import add_tenant, connect, migrate, publish, remove_tenant
from repository_indexer.database.setup import default_role
from repository_indexer.errors import SchemaVersionError, TenantValidationError
from repository_indexer.model import EdgeKind, NodeKind, Resolution
from repository_indexer.rows import rows_of
from sample_graphs import flask

pytestmark = pytest.mark.postgres


@pytest.fixture
def limited_owner(empty_database: Database) -> Iterator[str]:
    """The URI of the database's owner as managed services give it: no superuser, may create roles."""
    with empty_database.owner() as owner:
        (name,) = owner.execute("SELECT current_database()").fetchone()
        owner.execute("CREATE ROLE limited_owner LOGIN CREATEROLE PASSWORD 'pw'")
        owner.execute(f"ALTER DATABASE {name} OWNER TO limited_owner")
        # The group roles stand for the whole server, and another database's owner has made them.
        for group in ("code_graph_reader", "code_graph_writer"):
            owner.execute(f"GRANT {group} TO limited_owner WITH ADMIN OPTION")
    yield empty_database.role_uri("limited_owner", "pw")
    with empty_database.owner() as owner:
        owner.execute("DROP OWNED BY limited_owner CASCADE")
        owner.execute(f"ALTER DATABASE {name} OWNER TO postgres")
        for (role,) in owner.execute(
            "SELECT rolname FROM pg_roles WHERE rolname LIKE 'managed_%'"
        ).fetchall():
            owner.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(role)))
        owner.execute("DROP ROLE limited_owner")


def tenants(database: Database) -> list[tuple]:
    with database.owner() as owner:
        return owner.execute(
            """
            SELECT t.name, t.max_nodes, t.max_edges, tr.role::text, tr.may_write
            FROM code_graph.tenant AS t LEFT JOIN code_graph.tenant_role AS tr ON tr.tenant_id = t.id
            WHERE t.name NOT IN ('alpha', 'beta') ORDER BY 1, 4
            """
        ).fetchall()


def test_migrating_again_changes_nothing(empty_database: Database) -> None:
    version = migrate(empty_database.owner_uri)
    with empty_database.owner() as owner:
        applied = owner.execute("SELECT * FROM code_graph.schema_version ORDER BY 1").fetchall()
    assert migrate(empty_database.owner_uri) == version
    with empty_database.owner() as owner:
        assert owner.execute("SELECT * FROM code_graph.schema_version ORDER BY 1").fetchall() == applied
    assert [row[0] for row in applied] == list(range(1, version + 1))


def test_migrations_at_once_take_turns(empty_database: Database) -> None:
    outcomes = []
    threads = [
        threading.Thread(target=lambda: outcomes.append(migrate(empty_database.owner_uri))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(outcomes) == 4


def test_a_schema_newer_than_the_program_is_left_alone(database: Database) -> None:
    with database.owner() as owner:
        owner.execute("INSERT INTO code_graph.schema_version VALUES (9999, 'of the future')")
    with pytest.raises(SchemaVersionError, match="newer release"):
        migrate(database.owner_uri)


def test_an_owner_who_is_no_superuser_can_do_it_all(limited_owner: str, empty_database: Database) -> None:
    migrate(limited_owner)
    role = add_tenant(limited_owner, "managed", role="managed_role", password="pw")
    add_tenant(limited_owner, "managed", role=role, password="changed", may_write=False)
    with psycopg.connect(empty_database.role_uri(role, "changed")) as connection:
        assert connection.execute("SELECT name FROM code_graph.tenant").fetchall() == [("managed",)]
    remove_tenant(limited_owner, "managed")


def test_who_may_not_create_a_schema_is_told_so(empty_database: Database, template: str) -> None:
    with pytest.raises(
        TenantValidationError, match=r"role 'tenant_alpha' may not do what 0001_tables.sql needs"
    ):
        migrate(empty_database.uri("alpha"))


def test_the_schema_s_kinds_are_the_model_s(database: Database) -> None:
    with database.owner() as owner:
        for name, members in (("node_kind", NodeKind), ("edge_kind", EdgeKind), ("resolution", Resolution)):
            (labels,) = owner.execute(f"SELECT enum_range(NULL::code_graph.{name})::text[]").fetchone()
            assert labels == [member.value for member in members]


def test_everything_that_people_use_is_described(database: Database) -> None:
    with database.owner() as owner:
        undescribed = owner.execute(
            """
            SELECT oid::regclass::text FROM pg_class
            WHERE relnamespace = 'code_graph'::regnamespace AND relkind IN ('r', 'v')
              AND obj_description(oid, 'pg_class') IS NULL
            UNION ALL
            SELECT oid::regprocedure::text FROM pg_proc
            WHERE pronamespace = 'code_graph'::regnamespace AND obj_description(oid, 'pg_proc') IS NULL
            """
        ).fetchall()
    assert undescribed == []


def test_adding_a_tenant_again_leaves_what_was_asked_for_last(database: Database) -> None:
    uri = database.owner_uri
    assert add_tenant(uri, "team-c", password="first", max_nodes=5) == "tenant_team_c"
    assert tenants(database) == [("team-c", 5, None, "tenant_team_c", True)]
    add_tenant(uri, "team-c", password="second", max_edges=7, may_write=False)
    assert tenants(database) == [("team-c", None, 7, "tenant_team_c", False)]
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(database.role_uri("tenant_team_c", "first"))
    psycopg.connect(database.role_uri("tenant_team_c", "second")).close()


def test_a_role_that_may_only_read_cannot_write(database: Database) -> None:
    add_tenant(database.owner_uri, "team-c", password="pw")
    add_tenant(database.owner_uri, "team-c", may_write=False)
    database.index(flask(), tenant="alpha")
    with psycopg.connect(database.role_uri("tenant_team_c", "pw"), autocommit=True) as connection:
        assert connection.execute("DELETE FROM code_graph.node").rowcount == 0
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="row-level security"):
            connection.execute("INSERT INTO code_graph.edge SELECT id, 1, 1, 1, 1 FROM code_graph.tenant")


def test_a_tenant_may_have_several_roles_and_a_role_several_tenants(database: Database) -> None:
    for tenant in ("one", "two"):
        add_tenant(database.owner_uri, tenant, role="shared_role", password="pw")
    add_tenant(database.owner_uri, "one", role="other_role", password="pw", may_write=False)
    assert [row[:1] + row[3:] for row in tenants(database)] == [
        ("one", "other_role", False),
        ("one", "shared_role", True),
        ("two", "shared_role", True),
    ]
    # It still writes for one tenant, so it keeps the right, and the row of the other says no.
    add_tenant(database.owner_uri, "two", role="shared_role", may_write=False)
    with psycopg.connect(database.role_uri("shared_role", "pw"), autocommit=True) as connection:
        assert connection.execute("SELECT code_graph.readable_tenants()::text <> '{}'").fetchone() == (True,)
        (writable,) = connection.execute("SELECT code_graph.writable_tenants()").fetchone()
        assert len(writable) == 1


def test_an_existing_role_keeps_its_password(database: Database) -> None:
    add_tenant(database.owner_uri, "team-c", role="keeper", password="kept")
    add_tenant(database.owner_uri, "team-d", role="keeper")
    psycopg.connect(database.role_uri("keeper", "kept")).close()


def test_a_role_to_be_created_needs_a_password(database: Database) -> None:
    with pytest.raises(TenantValidationError, match="'tenant_new' does not exist; give a password"):
        add_tenant(database.owner_uri, "new")
    assert tenants(database) == []


@pytest.mark.parametrize("role", ["postgres", "code_graph_reader", "code_graph_writer"])
def test_a_role_that_nothing_would_hold_is_refused(database: Database, role: str) -> None:
    with pytest.raises(TenantValidationError, match="row level security would not hold it"):
        add_tenant(database.owner_uri, "team-c", role=role, password="taken over")
    assert tenants(database) == []


@pytest.mark.parametrize("role", ["pg_read_all_data_2", "public", "none"])
def test_names_that_postgresql_reserves_are_refused(database: Database, role: str) -> None:
    with pytest.raises(TenantValidationError, match=f"role '{role}'"):
        add_tenant(database.owner_uri, "team-c", role=role, password="pw")


@pytest.mark.parametrize("tenant", ["", "x" * 254, "nul\0", "line\nbreak", "\ud800"])
def test_names_that_no_tenant_can_have_are_refused(database: Database, tenant: str) -> None:
    with pytest.raises(TenantValidationError, match="a tenant's name has"):
        add_tenant(database.owner_uri, tenant, password="pw")


@pytest.mark.parametrize("role", ["", "r" * 64, "ü" * 32, "nul\0", "\ud800"])
def test_names_that_no_role_can_have_are_refused(database: Database, role: str) -> None:
    with pytest.raises(TenantValidationError, match="a role's name has"):
        add_tenant(database.owner_uri, "team-c", role=role, password="pw")


HOSTILE_NAMES = [
    '"; DROP SCHEMA code_graph CASCADE; --',
    "o'brien %s %(x)s {}",
    "Ünïcode テナント",
    "x" * 253,
    "Team-C",
    "team_c",
    "reader",
]


@pytest.mark.parametrize("tenant", HOSTILE_NAMES)
def test_a_hostile_name_is_only_a_name(database: Database, tenant: str) -> None:
    role = add_tenant(database.owner_uri, tenant, password="p'w\" %s")
    assert len(role.encode()) <= 63
    with psycopg.connect(database.role_uri(role, "p'w\" %s")) as connection:
        assert connection.execute("SELECT name FROM code_graph.tenant").fetchall() == [(tenant,)]


def test_default_roles_of_different_tenants_differ() -> None:
    names = [*HOSTILE_NAMES, "team-c", "team.c", "TEAM-C", "x" * 252, "x" * 63, "x" * 56, "x" * 57]
    roles = [default_role(name) for name in names]
    assert len(set(roles)) == len(names)
    assert all(len(role.encode()) <= 63 for role in roles)


def test_the_password_is_in_no_log_of_statements(database: Database, server_uri: str) -> None:
    with database.owner() as owner:
        (name,) = owner.execute("SELECT current_database()").fetchone()
        owner.execute(f"ALTER DATABASE {name} SET log_statement = 'all'")
        (data,) = owner.execute("SHOW data_directory").fetchone()
    add_tenant(database.owner_uri, "team-c", password="very secret indeed")
    log = (Path(data).parent / "server.log").read_text()
    assert 'ALTER ROLE "tenant_team_c" PASSWORD' in log
    assert "very secret" not in log


def test_removing_a_tenant_removes_all_it_had_and_nothing_else(database: Database) -> None:
    database.index(flask(), tenant="alpha")
    database.index(flask(), tenant="beta")
    remove_tenant(database.owner_uri, "alpha")
    with database.owner() as owner:
        for table in (
            "repository",
            "index_run",
            "file",
            "node",
            "edge",
            "unresolved_reference",
            "tenant_role",
        ):
            (count,) = owner.execute(f"SELECT count(DISTINCT tenant_id) FROM code_graph.{table}").fetchone()
            assert count == 1, table
    with database.as_tenant("alpha") as connection:
        assert connection.execute("SELECT code_graph.readable_tenants()").fetchone() == ([],)
    with pytest.raises(TenantValidationError, match="there is no tenant 'alpha'"):
        remove_tenant(database.owner_uri, "alpha")


def test_removing_a_tenant_waits_for_a_publish_that_is_under_way(database: Database) -> None:
    """Both lock the repository and the tenant; in different orders, one of them would end as a deadlock."""
    claim = database.claim()
    remover = threading.Thread(target=remove_tenant, args=[database.owner_uri, "alpha"])

    def remove_meanwhile(rows_done: int) -> None:
        # Called after each table, while the repository is locked and the tenant is not yet.
        if remover.ident is None:
            remover.start()
            with database.owner() as owner:
                waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                waiting += " AND datname = current_database()"
                deadline = time.monotonic() + 10
                while owner.execute(waiting).fetchone() == (0,):
                    assert time.monotonic() < deadline, "the removal does not wait"
                    time.sleep(0.01)

    with connect(database.uri("alpha")) as connection:
        published = publish(connection, claim, rows_of(flask()), commit=None, on_rows=remove_meanwhile)
    remover.join(timeout=30)
    assert published.counts.nodes == 11
    with database.owner() as owner:
        assert owner.execute("SELECT name FROM code_graph.tenant").fetchall() == [("beta",)]
        for table in ("repository", "file", "node", "edge"):
            assert owner.execute(f"SELECT count(*) FROM code_graph.{table}").fetchone() == (0,), table
