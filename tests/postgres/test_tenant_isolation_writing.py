"""Two tenants on one database: `alpha` tries with its own credentials to change what is `beta`'s."""

from __future__ import annotations

import psycopg
import pytest
from psycopg import Connection
from psycopg import errors as pg

from postgres_database import Database
from repository_indexer.database import add_tenant
from two_tenants import TENANT_TABLES, beta_s, tenant_id

pytestmark = pytest.mark.postgres


def test_copy_into_the_tables_is_refused(alpha: Connection, beta_unchanged: None) -> None:
    for table in TENANT_TABLES:
        with pytest.raises(pg.FeatureNotSupported, match="row-level security"):
            alpha.cursor().copy(f"COPY code_graph.{table} FROM STDIN").__enter__()


@pytest.mark.parametrize("table", TENANT_TABLES)
def test_no_row_can_be_written_for_another_tenant(
    two_tenants: Database, alpha: Connection, beta_unchanged: None, table: str
) -> None:
    beta = tenant_id(two_tenants, "beta")
    alpha.execute(f"CREATE TEMPORARY TABLE forged AS SELECT * FROM code_graph.{table}")
    alpha.execute("UPDATE forged SET tenant_id = %s", [beta])
    for statement in (
        f"INSERT INTO code_graph.{table} SELECT * FROM forged",
        f"INSERT INTO code_graph.{table} SELECT * FROM forged ON CONFLICT DO NOTHING",
        f"UPDATE code_graph.{table} SET tenant_id = {beta}",
        f"DO $$ BEGIN INSERT INTO code_graph.{table} SELECT * FROM pg_temp.forged; END $$",
    ):
        with pytest.raises(pg.InsufficientPrivilege, match="row-level security policy"):
            alpha.execute(statement)


@pytest.mark.parametrize("table", TENANT_TABLES)
def test_rows_of_another_tenant_can_be_neither_changed_deleted_nor_locked(
    two_tenants: Database, alpha: Connection, beta_unchanged: None, table: str
) -> None:
    beta = tenant_id(two_tenants, "beta")
    where = f"WHERE tenant_id = {beta}"
    assert alpha.execute(f"UPDATE code_graph.{table} SET tenant_id = tenant_id {where}").rowcount == 0
    assert alpha.execute(f"DELETE FROM code_graph.{table} {where}").rowcount == 0
    assert alpha.execute(f"SELECT FROM code_graph.{table} {where} FOR UPDATE").rowcount == 0
    assert alpha.execute(f"SELECT FROM code_graph.{table} FOR UPDATE").rowcount > 0


def test_deleting_everything_deletes_only_one_s_own(alpha: Connection, beta_unchanged: None) -> None:
    for table in reversed(TENANT_TABLES):
        alpha.execute(f"DELETE FROM code_graph.{table}")


def test_a_key_that_another_tenant_uses_is_no_conflict(two_tenants: Database, alpha: Connection) -> None:
    """Every key begins with the tenant, so a unique violation tells nothing about others' rows."""
    with two_tenants.owner() as owner:
        unprefixed = owner.execute(
            """
            SELECT i.indexrelid::regclass::text FROM pg_index AS i JOIN pg_class AS c ON c.oid = i.indrelid
            JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
            WHERE c.relnamespace = 'code_graph'::regnamespace AND i.indisunique AND a.attname <> 'tenant_id'
              AND c.relname NOT IN ('tenant', 'tenant_role', 'schema_version')
            """
        ).fetchall()
    assert unprefixed == []
    alpha.execute(
        "INSERT INTO code_graph.repository"
        " (tenant_id, id, name, source, claim_run_id, claim_attempt, claim_requested_at)"
        " VALUES (%s, 2, 'secret-repository', '', '', '', now())",
        [tenant_id(two_tenants, "alpha")],
    )


def test_a_tenant_that_exists_and_one_that_does_not_are_refused_alike(
    two_tenants: Database, alpha: Connection
) -> None:
    """The foreign key is checked past row level security, but only after the policy, so it tells nothing."""
    answers = set()
    for number in (tenant_id(two_tenants, "beta"), 987_654):
        with pytest.raises(psycopg.Error) as refused:
            alpha.execute(
                "INSERT INTO code_graph.repository (tenant_id, id, name, source, claim_run_id, claim_attempt,"
                " claim_requested_at) VALUES (%s, 9, 'x', '', '', '', now())",
                [number],
            )
        answers.add(str(refused.value))
    assert len(answers) == 1


def test_a_reader_s_role_writes_nothing_at_all(two_tenants: Database) -> None:
    add_tenant(two_tenants.owner_uri, "alpha", role="alpha_readonly", password="pw", may_write=False)
    with psycopg.connect(two_tenants.role_uri("alpha_readonly", "pw"), autocommit=True) as reader:
        assert reader.execute("SELECT count(*) FROM code_graph.node").fetchone() == (11,)
        for table in TENANT_TABLES:
            with pytest.raises(pg.InsufficientPrivilege):
                reader.execute(f"DELETE FROM code_graph.{table}")
            with pytest.raises(pg.InsufficientPrivilege):
                reader.execute(f"UPDATE code_graph.{table} SET tenant_id = tenant_id")


def test_a_role_that_writes_one_tenant_and_reads_another_cannot_move_rows_between_them(
    two_tenants: Database, beta_unchanged: None
) -> None:
    two_tenants_reader = "alpha_and_reads_beta"
    add_tenant(two_tenants.owner_uri, "alpha", role=two_tenants_reader, password="pw")
    before = beta_s(two_tenants)
    add_tenant(two_tenants.owner_uri, "beta", role=two_tenants_reader, may_write=False, max_nodes=123_456)
    try:
        with psycopg.connect(two_tenants.role_uri(two_tenants_reader, "pw"), autocommit=True) as both:
            assert both.execute("SELECT count(*) FROM code_graph.node").fetchone() == (611,)
            beta = tenant_id(two_tenants, "beta")
            assert both.execute("DELETE FROM code_graph.node WHERE tenant_id = %s", [beta]).rowcount == 0
            assert both.execute("UPDATE code_graph.node SET doc = ''").rowcount == 11
            with pytest.raises(pg.InsufficientPrivilege, match="row-level security"):
                both.execute("UPDATE code_graph.node SET tenant_id = %s", [beta])
            of_beta = "SELECT * FROM code_graph.definitions('flask', 'secret.f1', 'beta')"
            assert len(both.execute(of_beta).fetchall()) == 1
            assert (
                both.execute("SELECT * FROM code_graph.definitions('flask', 'secret.f1', 'alpha')").fetchall()
                == []
            )
    finally:
        with two_tenants.owner() as owner:
            owner.execute("DELETE FROM code_graph.tenant_role WHERE role = %s", [two_tenants_reader])
    assert beta_s(two_tenants) == before
