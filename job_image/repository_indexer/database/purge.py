"""Purging: everything that the database holds of one repository goes, in one transaction."""

from __future__ import annotations

from datetime import datetime

from psycopg import Connection, sql

from repository_index_api.index_job import IndexCounts
from repository_indexer.database.claim import check_clocks, writable_tenant
from repository_indexer.database.connection import check_schema_version, transaction
from repository_indexer.errors import SupersededError

_LOCK = """
    SELECT id, (claim_requested_at, claim_run_id) > (%(requested_at)s, %(run)s COLLATE "C"), claim_run_id
    FROM code_graph.repository WHERE tenant_id = %(tenant)s AND name = %(name)s
    FOR UPDATE
"""
# Facts are a content's and carry no repository. What another repository of the tenant has too is kept for it;
# what only earlier commits had cannot be told, and goes when nobody has used it for some weeks. A row that is
# locked is in use by another run.
_FORGET_FACTS = """
    WITH own AS MATERIALIZED (
        SELECT blob_id FROM code_graph.file
        WHERE tenant_id = %(tenant)s AND repository_id = %(repository)s AND blob_id ~ '^([0-9a-f]{2})+$'
        EXCEPT
        SELECT blob_id FROM code_graph.file WHERE tenant_id = %(tenant)s AND repository_id <> %(repository)s
    ), gone AS MATERIALIZED (
        SELECT c.tenant_id, c.blob_id, c.read_as, c.extractor_version
        FROM own
        JOIN code_graph.cached_facts AS c
            ON c.tenant_id = %(tenant)s AND c.blob_id = decode(own.blob_id, 'hex')
        FOR UPDATE OF c SKIP LOCKED
    )
    DELETE FROM code_graph.cached_facts
    WHERE (tenant_id, blob_id, read_as, extractor_version) IN (SELECT * FROM gone)
"""
_DELETE = sql.SQL("DELETE FROM code_graph.{} WHERE tenant_id = %(tenant)s AND repository_id = %(repository)s")


def purge_repository(
    connection: Connection, *, tenant: str, repository: str, run_id: str, requested_at: datetime
) -> IndexCounts:
    """Delete the tenant's repository with all its rows; what was deleted. One that is not there is no error.

    It takes its place among the repository's runs as `claim_repository` has it: a publish that is under way
    is waited for, an attempt that claimed before ends as superseded, and what was asked for later is not
    touched. The rows are deleted where they stand, so it takes no memory of this process's.

    Raises:
        SchemaVersionError, TenantValidationError, StorageError: as `claim_repository` does.
        SupersededError: a run that was asked for later than the purge holds the repository.
    """
    check_schema_version(connection)
    with transaction(connection):
        values: dict[str, object] = {
            "tenant": writable_tenant(connection, tenant),
            "name": repository,
            "run": run_id,
            "requested_at": requested_at,
        }
        check_clocks(connection, requested_at)
        row = connection.execute(_LOCK, values).fetchone()
        if row is None:
            return IndexCounts()
        values["repository"], is_newer, holder = row
        if is_newer:
            raise SupersededError(
                f"run {holder}, which was asked for after the deletion, has claimed repository"
                f" {repository!r}: its rows stay"
            )
        connection.execute(_FORGET_FACTS, values)
        deleted = {
            table: connection.execute(_DELETE.format(sql.Identifier(table)), values).rowcount
            for table in ("unresolved_reference", "edge", "node", "file", "index_run")
        }
        connection.execute(
            "DELETE FROM code_graph.repository WHERE tenant_id = %(tenant)s AND id = %(repository)s", values
        )
    return IndexCounts(nodes_deleted=deleted["node"], edges_deleted=deleted["edge"])
