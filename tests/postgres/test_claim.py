"""The claim: the run asked for last holds the repository, whatever the clocks and the order of arrival."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from postgres_database import Database
from repository_indexer.database import add_tenant, claim_repository, connect
from repository_indexer.errors import SchemaVersionError, StorageError, SupersededError, TenantValidationError
from sample_graphs import flask

pytestmark = pytest.mark.postgres

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def holder(database: Database) -> tuple[str, str]:
    with database.owner() as owner:
        return owner.execute("SELECT claim_run_id, claim_attempt FROM code_graph.repository").fetchone()


def test_a_claim_says_what_stands_published(database: Database) -> None:
    first = database.claim(run_id="one")
    assert (first.published_run_id, first.published_commit) == (None, None)
    database.publish(first, flask(), commit="abc123")
    second = database.claim(run_id="two")
    assert (second.published_run_id, second.published_commit) == ("one", "abc123")


def test_an_older_run_cannot_claim_what_a_newer_one_holds(database: Database) -> None:
    database.claim(run_id="newer", requested_at=NOON)
    with pytest.raises(SupersededError, match="a newer run than older has claimed repository 'flask'"):
        database.claim(run_id="older", requested_at=NOON - timedelta(seconds=1))
    assert holder(database) == ("newer", "pod-1")


def test_runs_of_one_moment_are_ordered_by_their_ids(database: Database) -> None:
    database.claim(run_id="b", requested_at=NOON)
    with pytest.raises(SupersededError):
        database.claim(run_id="a", requested_at=NOON)
    database.claim(run_id="c", requested_at=NOON)
    assert holder(database) == ("c", "pod-1")


def test_of_a_run_s_attempts_the_last_one_holds_the_claim(database: Database) -> None:
    for attempt in ("pod-1", "pod-2", "pod-1"):
        database.claim(run_id="run", attempt=attempt, requested_at=NOON)
        assert holder(database) == ("run", attempt)


def test_a_replaced_run_that_connects_late_does_not_take_the_claim_though_the_clock_is_ahead(
    database: Database,
) -> None:
    ahead = datetime.now(UTC) + timedelta(minutes=10)
    database.claim(run_id="newer", requested_at=ahead + timedelta(seconds=1))
    with pytest.raises(SupersededError):
        database.claim(run_id="replaced", requested_at=ahead)
    assert holder(database) == ("newer", "pod-1")


def test_a_clock_that_is_far_ahead_is_told_and_does_not_block_the_repository(database: Database) -> None:
    with pytest.raises(
        StorageError, match=r"asked for at 2\d\d\d-.* UTC, but the database's clock says 2.* UTC;"
    ):
        database.claim(run_id="ahead", requested_at=datetime.now(UTC) + timedelta(hours=1))
    with database.owner() as owner:
        assert owner.execute("SELECT FROM code_graph.repository").fetchall() == []
    database.claim(run_id="next")
    assert holder(database) == ("next", "pod-1")


def test_a_retry_of_a_run_keeps_the_run_s_place_though_its_clock_was_ahead(database: Database) -> None:
    ahead = datetime.now(UTC) + timedelta(minutes=10)
    database.claim(run_id="first", attempt="pod-1", requested_at=ahead)
    database.claim(run_id="second", requested_at=ahead + timedelta(minutes=1))
    with pytest.raises(SupersededError):
        database.claim(run_id="first", attempt="pod-2", requested_at=ahead)
    assert holder(database) == ("second", "pod-1")


def test_tenants_have_repositories_of_the_same_name(database: Database) -> None:
    alpha = database.claim(tenant="alpha", run_id="a")
    beta = database.claim(tenant="beta", run_id="b")
    assert alpha.tenant_id != beta.tenant_id
    # Each tenant counts its own: nobody learns how many others there are.
    assert (alpha.repository_id, beta.repository_id) == (1, 1)


def test_repositories_that_appear_at_once_get_a_row_each(database: Database) -> None:
    names = [f"repository-{n}" for n in range(8)]
    claims = []

    def claim(name: str) -> None:
        claims.append(database.claim(repository=name))

    threads = [threading.Thread(target=claim, args=[name]) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(claim.repository for claim in claims) == names
    assert sorted(claim.repository_id for claim in claims) == list(range(1, 9))


def claim_as(uri: str, tenant: str) -> None:
    with connect(uri) as connection:
        claim_repository(
            connection,
            tenant=tenant,
            repository="flask",
            source="",
            run_id="run",
            attempt="pod",
            requested_at=NOON,
        )


def test_another_s_tenant_is_refused_with_the_command_that_would_allow_it(database: Database) -> None:
    with pytest.raises(TenantValidationError) as refused:
        claim_as(database.uri("alpha"), "beta")
    assert str(refused.value) == (
        "the database role 'tenant_alpha' may not use tenant 'beta'; with the owner's credentials run: "
        "repository-indexer database add-tenant beta --role tenant_alpha"
    )


def test_a_tenant_that_does_not_exist_is_refused_alike(database: Database) -> None:
    with pytest.raises(TenantValidationError, match="may not use tenant 'nobody'"):
        claim_as(database.uri("alpha"), "nobody")


def test_a_role_that_only_reads_may_not_claim(database: Database) -> None:
    add_tenant(database.owner_uri, "alpha", role="alpha_reader", password="pw", may_write=False)
    with pytest.raises(TenantValidationError, match="may read the rows of tenant 'alpha' but not write them"):
        claim_as(database.role_uri("alpha_reader", "pw"), "alpha")


def test_a_role_that_row_level_security_does_not_hold_is_refused(database: Database) -> None:
    """A superuser's credentials in a job would be the end of the separation, so they are not accepted."""
    with pytest.raises(TenantValidationError, match="use a role of the tenant's own"):
        claim_as(database.owner_uri, "alpha")


def test_a_role_without_any_right_is_told_the_command(database: Database) -> None:
    with database.owner() as owner:
        owner.execute("DROP ROLE IF EXISTS stranger")
        owner.execute("CREATE ROLE stranger LOGIN PASSWORD 'pw'")
    with pytest.raises(TenantValidationError, match=r"permission denied for schema code_graph.*add-tenant"):
        claim_as(database.role_uri("stranger", "pw"), "alpha")


def test_a_database_without_the_schema_is_told_the_command(empty_database: Database) -> None:
    with (
        pytest.raises(SchemaVersionError, match="run: repository-indexer database migrate"),
        connect(empty_database.owner_uri) as connection,
    ):
        claim_repository(
            connection, tenant="a", repository="r", source="", run_id="r", attempt="p", requested_at=NOON
        )


@pytest.mark.parametrize(
    ("version", "advice"), [(1, "database migrate"), (9_999, "newer release of the indexer")]
)
def test_another_version_of_the_schema_is_refused(database: Database, version: int, advice: str) -> None:
    with database.owner() as owner:
        owner.execute("DELETE FROM code_graph.schema_version")
        owner.execute("INSERT INTO code_graph.schema_version VALUES (%s, 'x')", [version])
    with pytest.raises(SchemaVersionError, match=rf"has version {version}.*{advice}"):
        database.claim()


def test_names_with_quotes_and_unicode_are_only_names(database: Database) -> None:
    hostile = "x'; DROP TABLE code_graph.node; -- \" % %s {} ünï"
    add_tenant(database.owner_uri, hostile, role="hostile_role", password="pw")
    with connect(database.role_uri("hostile_role", "pw")) as connection:
        claim = claim_repository(
            connection,
            tenant=hostile,
            repository=hostile,
            source=hostile,
            run_id=hostile,
            attempt=hostile,
            requested_at=NOON,
        )
    assert claim.repository == hostile


def test_a_claim_does_not_wait_for_ever_for_a_publish_that_hangs(database: Database) -> None:
    """The server ends a transaction whose client sits still, so the row is free again."""
    database.claim()
    with psycopg.connect(make_conninfo(database.uri("alpha"))) as hanging:
        hanging.execute("SET idle_in_transaction_session_timeout = '300ms'")
        hanging.execute("SELECT FROM code_graph.repository FOR UPDATE")
        database.claim(run_id="next")
        with pytest.raises(psycopg.errors.IdleInTransactionSessionTimeout):
            hanging.execute("SELECT 1")
    assert holder(database) == ("next", "pod-1")
