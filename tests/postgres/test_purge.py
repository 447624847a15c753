"""The purge: all rows of one repository of one tenant go, and nothing else does."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from git_remotes import free_port
from postgres_database import Database
from repository_index_api.index_job import IndexCounts, IndexJob, Reason, decode_result, encode_job
from repository_indexer.database import FactsCache, connect, purge_repository
from repository_indexer.errors import (
    StorageError,
    SupersededError,
    TenantValidationError,
)
from repository_indexer.model import FileRecord, Graph
from repository_indexer.packed import Key, Packed
from sample_graphs import flask

pytestmark = pytest.mark.postgres

TABLES = ("repository", "index_run", "file", "node", "edge", "unresolved_reference")


def purge(
    database: Database,
    tenant: str = "alpha",
    repository: str = "flask",
    *,
    as_tenant: str | None = None,
    requested_at: datetime | None = None,
) -> IndexCounts:
    with connect(database.uri(as_tenant or tenant)) as connection:
        return purge_repository(
            connection,
            tenant=tenant,
            repository=repository,
            run_id="purge-1",
            requested_at=requested_at or datetime.now(UTC),
        )


def rows(database: Database) -> set[tuple[str, str]]:
    """All rows of all tables, whosoever they are, with what identifies the row's version."""
    with database.owner() as owner:
        return {
            (table, text)
            for table in (*TABLES, "cached_facts")
            for (text,) in owner.execute(
                f"SELECT (xmin::text, ctid::text, to_jsonb(t))::text FROM code_graph.{table} AS t"
            )
        }


def test_everything_of_the_repository_goes_and_nothing_else_is_touched(database: Database) -> None:
    database.index(flask(), repository="quart")
    database.index(flask(), tenant="beta")
    others = rows(database)
    database.index(flask())
    own = {table for table, _ in rows(database) - others}
    assert own == set(TABLES), "otherwise it would show nothing"
    graph = flask()
    counts = purge(database)
    assert (counts.nodes_deleted, counts.edges_deleted) == (len(graph.nodes), len(graph.edges))
    assert rows(database) == others


def test_a_repository_that_is_not_there_is_no_error(database: Database) -> None:
    database.index(flask(), tenant="beta")
    before = rows(database)
    assert purge(database) == IndexCounts()
    assert rows(database) == before


def test_a_tenant_cannot_purge_what_is_another_s(database: Database) -> None:
    database.index(flask(), tenant="beta")
    before = rows(database)
    with pytest.raises(TenantValidationError, match="may not use tenant 'beta'"):
        purge(database, "beta", as_tenant="alpha")
    assert rows(database) == before


def test_a_role_that_may_only_read_cannot_purge(database: Database) -> None:
    database.index(flask())
    with database.owner() as owner:
        owner.execute("UPDATE code_graph.tenant_role SET may_write = false WHERE role = 'tenant_alpha'")
    with pytest.raises(TenantValidationError, match="but not write"):
        purge(database)


def test_an_attempt_that_still_lives_ends_as_superseded_and_brings_nothing_back(database: Database) -> None:
    claim = database.claim()
    purge(database)
    with pytest.raises(SupersededError):
        database.publish(claim, flask())
    assert rows(database) == set()


def test_what_was_asked_for_after_the_deletion_stays(database: Database) -> None:
    deletion = datetime.now(UTC)
    claim = database.claim(run_id="newer", requested_at=deletion + timedelta(seconds=1))
    database.publish(claim, flask())
    before = rows(database)
    with pytest.raises(SupersededError, match="run newer, which was asked for after the deletion"):
        purge(database, requested_at=deletion)
    assert rows(database) == before


def test_a_clock_that_is_far_ahead_purges_nothing(database: Database) -> None:
    database.index(flask())
    with pytest.raises(StorageError, match="set the clock"):
        purge(database, requested_at=datetime.now(UTC) + timedelta(hours=1))


def test_a_publish_that_is_under_way_is_waited_for_and_then_purged(database: Database) -> None:
    database.index(flask())
    with database.as_tenant("alpha") as other, other.transaction():
        other.execute("SELECT FROM code_graph.repository WHERE name = 'flask' FOR NO KEY UPDATE")
        purging = threading.Thread(target=purge, args=[database])
        purging.start()
        purging.join(0.5)
        assert purging.is_alive()
    purging.join(10)
    assert rows(database) == set()


def test_cached_facts_go_unless_another_repository_has_the_content_too(database: Database) -> None:
    def of(*blobs: int) -> Graph:
        return Graph([], [], [], [FileRecord(f"{b}.py", f"{b:040x}", 1, "python") for b in blobs])

    for tenant in ("alpha", "beta"):
        with database.owner() as owner:
            (tenant_id,) = owner.execute(
                "SELECT id FROM code_graph.tenant WHERE name = %s", [tenant]
            ).fetchone()
        found = {Key(f"{b:040x}", "python"): Packed(f"{b:040x}", 1, b"facts") for b in (1, 2, 3)}
        FactsCache(database.uri(tenant), tenant_id, lambda _: b"1").keep(found)
    database.index(of(1, 2))
    database.index(of(2), repository="quart")
    purge(database)
    with database.owner() as owner:
        held = owner.execute(
            "SELECT t.name, array_agg(right(encode(blob_id, 'hex'), 1) ORDER BY blob_id)"
            " FROM code_graph.cached_facts JOIN code_graph.tenant AS t ON t.id = tenant_id GROUP BY 1"
        )
        # Whose 3 was, nobody can tell.
        assert dict(held.fetchall()) == {"alpha": ["2", "3"], "beta": ["1", "2", "3"]}


def command(folder: Path, job: IndexJob, uri: str) -> tuple[int, bytes]:
    """The container's command; its exit code and termination message."""
    message = folder / "message"
    options = ["--termination-message", str(message), "--port", str(free_port())]
    environment = {
        "PATH": os.environ["PATH"],
        "REPOSITORY_INDEX_JOB": encode_job(job),
        "DATABASE_URI": uri,
        "POD_UID": "pod-1",
    }
    run = [sys.executable, "-I", "-m", "repository_indexer", "purge", *options]
    return subprocess.run(run, env=environment, check=False).returncode, message.read_bytes()


def test_the_container_s_command_tells_what_it_deleted(database: Database, tmp_path: Path) -> None:
    database.index(flask())
    job = IndexJob("purge-1", datetime.now(UTC), "alpha", "flask")
    code, message = command(tmp_path, job, database.uri("alpha"))
    result = decode_result(message.decode())
    assert result is not None
    assert (code, result.reason, result.run_id, result.pod_uid) == (0, None, "purge-1", "pod-1")
    assert result.counts is not None
    assert result.counts.nodes_deleted == len(flask().nodes)
    assert rows(database) == set()


def test_a_database_that_is_away_is_told_at_once(tmp_path: Path) -> None:
    job = IndexJob("purge-1", datetime.now(UTC), "alpha", "flask")
    started = datetime.now(UTC)
    code, message = command(tmp_path, job, f"postgresql://a:b@127.0.0.1:{free_port()}/x")
    result = decode_result(message.decode())
    assert result is not None
    assert (code, result.reason) == (75, Reason.CONNECTION_ERROR)
    assert datetime.now(UTC) - started < timedelta(seconds=10)
