"""Publishing: the difference between the new graph and what stands, written in one transaction.

COPY into a table with row level security is refused, so the rows are copied into temporary tables, and from
there inserted in the order of their keys, which is what the indexes take fastest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from psycopg import Connection, sql

from repository_index_api.index_job import IndexCounts
from repository_indexer.database.claim import Claim
from repository_indexer.database.connection import set_parameters, transaction
from repository_indexer.database.error_translation import ADD_TENANT_COMMAND
from repository_indexer.errors import QuotaExceededError, SupersededError
from repository_indexer.rows import GraphRows

RUNS_KEPT = 50
"""Rows of `index_run` by repository; older ones are deleted by a publish."""

_PROGRESS_ROWS = 10_000

_PUBLISH_SETTINGS = {
    "work_mem": "128MB",
    # The standing graph's statistics may be from before it was there; a nested loop over temporary tables,
    # which have no index, would then take hours.
    "enable_nestloop": "off",
}


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of the graph: the columns that identify a row, and those that may change."""

    name: str
    columns: dict[str, str]
    """In the order of the rows of `rows.py`, with the type as which the client sends it (an enum as text)."""
    key: tuple[str, ...]
    order: tuple[str, ...]
    """In which rows are inserted: along the index that is dearest to fill."""
    may_repeat: bool = False
    """Rows of one key may come more than once; the one with the least values is kept."""
    values: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", tuple(c for c in self.columns if c not in self.key))


_FILE = _Table(
    "file",
    {
        "id": "int8",
        "size": "int8",
        "path": "text",
        "blob_id": "text",
        "language": "text",
        "skip": "text",
        "has_parse_error": "bool",
    },
    key=("id",),
    order=("id",),
)
_NODE = _Table(
    "node",
    {
        "id": "int8",
        "file_id": "int8",
        "start_line": "int4",
        "end_line": "int4",
        "kind": "text",
        "ordinal": "int4",
        "language": "text",
        "name": "text",
        "qualified_name": "text",
        "signature": "text",
        "doc": "text",
        "decorators": "text[]",
        "modifiers": "text[]",
    },
    key=("id",),
    order=("qualified_name",),
)
_EDGE = _Table(
    "edge",
    {"source": "int8", "target": "int8", "site": "int4", "kind": "text", "resolution": "text"},
    key=("source", "target", "kind", "site"),
    order=("source", "target", "kind", "site"),
    may_repeat=True,
)
_UNRESOLVED = _Table(
    "unresolved_reference",
    {"source": "int8", "site": "int4", "kind": "text", "text": "text"},
    key=("source", "kind", "site", "text"),
    order=("source",),
    may_repeat=True,
)


@dataclass(frozen=True, slots=True)
class Published:
    """What a publish left in the database; of `counts`, the fields that the rows tell."""

    counts: IndexCounts
    published_at: datetime


def publish(
    connection: Connection,
    claim: Claim,
    rows: GraphRows,
    *,
    commit: str | None,
    on_rows: Callable[[int], None] = lambda rows_done: None,
) -> Published:
    """Make `rows` the repository's graph, if the claim still holds; readers see all of it or nothing.

    Args:
        commit: what was indexed; None where the source has no commits.
        on_rows: called now and then with the number of rows that are sent and, once more, of those that the
            server has written: in the end about twice the number of rows.

    Raises:
        SupersededError: another attempt has claimed the repository since; nothing is changed.
        QuotaExceededError: the tenant would own too many nodes or edges; nothing is changed.
    """
    with transaction(connection):
        set_parameters(connection, _PUBLISH_SETTINGS)
        progress = _Progress(on_rows)
        # Sent before the lock is taken, which is then held for the server's own work only.
        _send(connection, _FILE, progress.sent(rows.files))
        _send(connection, _NODE, progress.sent(rows.nodes))
        _send(connection, _EDGE, progress.sent(rows.edges))
        _send(connection, _UNRESOLVED, progress.sent(rows.unresolved))

        standing = _lock_claimed_repository(connection, claim)
        files = progress.written(_write_difference(connection, claim, _FILE, standing.files))
        nodes = progress.written(_write_difference(connection, claim, _NODE, standing.nodes))
        edges = progress.written(_write_difference(connection, claim, _EDGE, standing.edges))
        unresolved = progress.written(_write_difference(connection, claim, _UNRESOLVED, standing.unresolved))
        counts = IndexCounts(
            files=files.total,
            nodes=nodes.total,
            edges=edges.total,
            unresolved=unresolved.total,
            nodes_created=nodes.created,
            nodes_deleted=nodes.deleted,
            edges_created=edges.created,
            edges_deleted=edges.deleted,
        )
        published_at = _record(connection, claim, counts, commit)
        _check_quota(connection, claim)
    return Published(counts, published_at)


@dataclass(frozen=True, slots=True)
class _Change:
    total: int
    created: int
    deleted: int


_Row = TypeVar("_Row", bound=tuple[object, ...])


class _Progress:
    def __init__(self, on_rows: Callable[[int], None]) -> None:
        self._on_rows = on_rows
        self._done = 0

    def sent(self, rows: Iterable[_Row]) -> Iterator[_Row]:
        for row in rows:
            yield row
            self._done += 1
            if self._done % _PROGRESS_ROWS == 0:
                self._on_rows(self._done)

    def written(self, change: _Change) -> _Change:
        self._done += change.total
        self._on_rows(self._done)
        return change


@dataclass(frozen=True, slots=True)
class _Standing:
    """How many rows of each table stand published; None: nothing was ever published."""

    files: int | None
    nodes: int | None
    edges: int | None
    unresolved: int | None


def _send(connection: Connection, table: _Table, rows: Iterable[tuple[object, ...]]) -> None:
    columns = sql.SQL(", ").join(map(sql.Identifier, table.columns))
    connection.execute(
        sql.SQL(
            "CREATE TEMPORARY TABLE {new} ON COMMIT DROP AS"
            " SELECT {columns} FROM code_graph.{table} WITH NO DATA"
        ).format(new=_new(table), columns=columns, table=sql.Identifier(table.name))
    )
    with connection.cursor().copy(
        sql.SQL("COPY {} ({}) FROM STDIN (FORMAT binary)").format(_new(table), columns)
    ) as copy:
        copy.set_types(list(table.columns.values()))
        write_row = copy.write_row
        for row in rows:
            write_row(row)


def _lock_claimed_repository(connection: Connection, claim: Claim) -> _Standing:
    row = connection.execute(
        """
        SELECT claim_run_id, claim_attempt, published_run_id IS NOT NULL, files, nodes, edges, unresolved
        FROM code_graph.repository WHERE tenant_id = %s AND id = %s FOR NO KEY UPDATE
        """,
        [claim.tenant_id, claim.repository_id],
    ).fetchone()
    if row is None:
        raise SupersededError(f"repository {claim.repository!r} was removed from the database during the run")
    run_id, attempt, is_published, *counts = row
    if (run_id, attempt) != (claim.run_id, claim.attempt):
        newer = f"attempt {attempt}" if run_id == claim.run_id else f"run {run_id}"
        raise SupersededError(f"{newer} has claimed repository {claim.repository!r} since this attempt began")
    return _Standing(*counts) if is_published else _Standing(None, None, None, None)


def _write_difference(connection: Connection, claim: Claim, table: _Table, standing: int | None) -> _Change:
    """Make the table's rows of the repository those of the temporary table, touching only what differs."""
    key = {"tenant": claim.tenant_id, "repository": claim.repository_id}
    if standing is None:
        created = connection.execute(_insert_statement(table, only_missing=False), key).rowcount
        return _Change(created, created, 0)
    connection.execute(sql.SQL("ANALYZE {}").format(_new(table)))
    deleted = connection.execute(_delete_statement(table), key).rowcount
    if table.values:
        connection.execute(_update_statement(table), key)
    created = connection.execute(_insert_statement(table, only_missing=True), key).rowcount
    return _Change(standing - deleted + created, created, deleted)


def _new(table: _Table) -> sql.Composed:
    return sql.SQL("pg_temp.{}").format(sql.Identifier(f"new_{table.name}"))


def _new_rows(table: _Table) -> sql.Composable:
    """The new rows, each key once."""
    if not table.may_repeat:
        return _new(table)
    key = sql.SQL(", ").join(map(sql.Identifier, table.key))
    order = sql.SQL(", ").join(map(sql.Identifier, table.key + table.values))
    return sql.SQL("(SELECT DISTINCT ON ({key}) * FROM {new} ORDER BY {order})").format(
        key=key, new=_new(table), order=order
    )


def _insert_statement(table: _Table, *, only_missing: bool) -> sql.Composed:
    missing = sql.SQL(
        "WHERE NOT EXISTS (SELECT FROM code_graph.{table} AS old"
        " WHERE old.tenant_id = %(tenant)s AND old.repository_id = %(repository)s AND {same_key})"
    ).format(table=sql.Identifier(table.name), same_key=_same_key(table))
    return sql.SQL(
        "INSERT INTO code_graph.{table} (tenant_id, repository_id, {columns})"
        " SELECT %(tenant)s, %(repository)s, {columns} FROM {new} AS new {missing} ORDER BY {order}"
    ).format(
        table=sql.Identifier(table.name),
        columns=sql.SQL(", ").join(map(sql.Identifier, table.columns)),
        new=_new_rows(table),
        missing=missing if only_missing else sql.SQL(""),
        order=sql.SQL(", ").join(map(sql.Identifier, table.order)),
    )


def _delete_statement(table: _Table) -> sql.Composed:
    return sql.SQL(
        "DELETE FROM code_graph.{table} AS old WHERE old.tenant_id = %(tenant)s"
        " AND old.repository_id = %(repository)s AND NOT EXISTS (SELECT FROM {new} AS new WHERE {same_key})"
    ).format(table=sql.Identifier(table.name), new=_new(table), same_key=_same_key(table))


def _update_statement(table: _Table) -> sql.Composed:
    def row_of(alias: str) -> sql.Composed:
        return sql.SQL("ROW({})").format(
            sql.SQL(", ").join(sql.Identifier(alias, value) for value in table.values)
        )

    return sql.SQL(
        "UPDATE code_graph.{table} AS old SET ({values}) = {new_values} FROM {new} AS new"
        " WHERE old.tenant_id = %(tenant)s AND old.repository_id = %(repository)s AND {same_key}"
        " AND {old_values} IS DISTINCT FROM {new_values}"
    ).format(
        table=sql.Identifier(table.name),
        values=sql.SQL(", ").join(map(sql.Identifier, table.values)),
        new=_new_rows(table),
        new_values=row_of("new"),
        old_values=row_of("old"),
        same_key=_same_key(table),
    )


def _same_key(table: _Table) -> sql.Composed:
    """Equality of the keys; only the site may be null."""
    return sql.SQL(" AND ").join(
        sql.SQL("old.{column} {operator} new.{column}").format(
            column=sql.Identifier(column),
            operator=sql.SQL("IS NOT DISTINCT FROM" if column == "site" else "="),
        )
        for column in table.key
    )


def _record(connection: Connection, claim: Claim, counts: IndexCounts, commit: str | None) -> datetime:
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


def _check_quota(connection: Connection, claim: Claim) -> None:
    """Refuse to commit what exceeds the tenant's quota.

    The update locks the tenant's row until the commit, so of two publishes the second one counts the first.
    What is summed are the counts that publishes left: to count the rows would take as long as to write them,
    and could not hold back a tenant's own SQL either, which may insert rows without any publish.
    """
    quota = next(
        connection.execute(
            "UPDATE code_graph.tenant SET last_published_at = now() WHERE id = %s"
            " RETURNING max_nodes, max_edges",
            [claim.tenant_id],
        )
    )
    owned = next(
        connection.execute(
            "SELECT sum(nodes)::bigint, sum(edges)::bigint FROM code_graph.repository WHERE tenant_id = %s",
            [claim.tenant_id],
        )
    )
    for what, limit, count in zip(("nodes", "edges"), quota, owned, strict=True):
        if limit is not None and count > limit:
            raise QuotaExceededError(
                f"tenant {claim.tenant!r} would own {count:,} {what}, its quota is {limit:,}; index less of "
                f"the repository (spec.exclude), or raise the quota: {ADD_TENANT_COMMAND} {claim.tenant} "
                f"--max-{what} N"
            )
