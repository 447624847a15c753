"""What stands published of a repository, and the record of which run has published it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from psycopg import Connection

from repository_index_api.index_job import IndexCounts
from repository_indexer.database.claim import Claim
from repository_indexer.database.connection import transaction
from repository_indexer.database.facts_cache import NOTED_AFTER_DAYS
from repository_indexer.errors import SupersededError

RUNS_KEPT = 50
"""Rows of `index_run` by repository; older ones are deleted by a publish."""


@dataclass(frozen=True, slots=True)
class Published:
    """What a publish left in the database, and when."""

    counts: IndexCounts
    published_at: datetime


class Standing(NamedTuple):
    """Who has published what stands (None: nothing was ever), and how many rows it has.

    `counts` are those of nodes, edges, unresolved references and files.
    """

    published_run_id: str | None
    counts: tuple[int, ...]


def lock_claimed_repository(connection: Connection, claim: Claim) -> Standing:
    """Hold the repository until the transaction ends; what stands published.

    While the claim holds nobody else publishes: what was read of the standing graph before is still true.

    Raises:
        SupersededError: the claim does not hold.
    """
    row = connection.execute(
        """
        SELECT claim_run_id, claim_attempt, published_run_id, nodes, edges, unresolved, files
        FROM code_graph.repository WHERE tenant_id = %s AND id = %s FOR NO KEY UPDATE
        """,
        [claim.tenant_id, claim.repository_id],
    ).fetchone()
    if row is None:
        raise SupersededError(f"repository {claim.repository!r} was removed from the database during the run")
    run_id, attempt, published_run_id, *counts = row
    if (run_id, attempt) != (claim.run_id, claim.attempt):
        newer = f"attempt {attempt}" if run_id == claim.run_id else f"run {run_id}"
        raise SupersededError(f"{newer} has claimed repository {claim.repository!r} since this attempt began")
    return Standing(published_run_id, tuple(counts))


def confirm_unchanged(connection: Connection, claim: Claim, *, commit: str | None) -> Published:
    """Record a run that has found what stands published, of which nothing is written.

    Args:
        commit: where it was found.

    Raises:
        SupersededError: another attempt has claimed the repository since.
    """
    with transaction(connection):
        nodes, edges, unresolved, files = lock_claimed_repository(connection, claim).counts
        rows = connection.execute(
            """
            SELECT language, skip IS NOT NULL, has_parse_error FROM code_graph.file
            WHERE tenant_id = %s AND repository_id = %s
            """,
            [claim.tenant_id, claim.repository_id],
        ).fetchall()
        counts = IndexCounts(
            files=files,
            skipped_files=sum(is_skipped for _, is_skipped, _ in rows),
            parse_errors=sum(has_error for _, _, has_error in rows),
            nodes=nodes,
            edges=edges,
            unresolved=unresolved,
            languages=dict(Counter(language for language, _, _ in rows if language)),
        )
        _note_facts_in_use(connection, claim)
        published_at = record_run(connection, claim, counts, commit)
    return Published(counts, published_at)


def _note_facts_in_use(connection: Connection, claim: Claim) -> None:
    """Now and then, keep the facts of a repository that never changes from being forgotten."""
    connection.execute(
        """
        WITH due AS (
            UPDATE code_graph.repository SET facts_noted_on = current_date
            WHERE tenant_id = %(tenant)s AND id = %(repository)s
              AND current_date - facts_noted_on > %(noted_after)s
            RETURNING id
        ), used AS MATERIALIZED (
            SELECT c.tenant_id, c.blob_id, c.read_as, c.extractor_version
            FROM due
            JOIN code_graph.file AS f ON f.tenant_id = %(tenant)s AND f.repository_id = due.id
            JOIN code_graph.cached_facts AS c
                ON c.tenant_id = %(tenant)s AND c.blob_id = decode(f.blob_id, 'hex')
            WHERE f.language IS NOT NULL
            FOR UPDATE OF c SKIP LOCKED
        )
        UPDATE code_graph.cached_facts SET last_used = current_date
        WHERE (tenant_id, blob_id, read_as, extractor_version) IN (SELECT * FROM used)
        """,
        {
            "tenant": claim.tenant_id,
            "repository": claim.repository_id,
            "noted_after": NOTED_AFTER_DAYS,
        },
    )


def record_run(connection: Connection, claim: Claim, counts: IndexCounts, commit: str | None) -> datetime:
    """Note in the repository's row and in the run's that the graph is published; the time of that."""
    values: dict[str, object] = {
        "tenant": claim.tenant_id,
        "repository": claim.repository_id,
        "run": claim.run_id,
        "commit": commit,
        "files": counts.files,
        "nodes": counts.nodes,
        "edges": counts.edges,
        "unresolved": counts.unresolved,
        "nodes_created": counts.nodes_created,
        "nodes_deleted": counts.nodes_deleted,
        "edges_created": counts.edges_created,
        "edges_deleted": counts.edges_deleted,
        "runs_kept": RUNS_KEPT,
    }
    published_at: datetime
    (published_at,) = next(
        connection.execute(
            # Not now(), at which the transaction began: that may be minutes before readers see the graph.
            """
            UPDATE code_graph.repository
            SET published_run_id = %(run)s, published_commit = %(commit)s, published_at = clock_timestamp(),
                files = %(files)s, nodes = %(nodes)s, edges = %(edges)s, unresolved = %(unresolved)s
            WHERE tenant_id = %(tenant)s AND id = %(repository)s
            RETURNING published_at
            """,
            values,
        )
    )
    values["published_at"] = published_at
    connection.execute(
        """
        UPDATE code_graph.index_run
        SET published_at = %(published_at)s, commit_id = %(commit)s, files = %(files)s, nodes = %(nodes)s,
            edges = %(edges)s, unresolved = %(unresolved)s, nodes_created = %(nodes_created)s,
            nodes_deleted = %(nodes_deleted)s, edges_created = %(edges_created)s,
            edges_deleted = %(edges_deleted)s
        WHERE tenant_id = %(tenant)s AND repository_id = %(repository)s AND run_id = %(run)s
        """,
        values,
    )
    connection.execute(
        """
        DELETE FROM code_graph.index_run
        WHERE tenant_id = %(tenant)s AND repository_id = %(repository)s AND run_id IN (
            SELECT run_id FROM code_graph.index_run
            WHERE tenant_id = %(tenant)s AND repository_id = %(repository)s
            ORDER BY requested_at DESC, run_id DESC OFFSET %(runs_kept)s
        )
        """,
        values,
    )
    return published_at
