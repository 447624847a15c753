"""Publishing: the difference between the new graph and what stands, written in one transaction.

Digests tell which files' rows may differ, and only those are sent and compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from psycopg import Connection
from psycopg import errors as pg

from repository_index_api.index_job import IndexCounts
from repository_indexer.database.claim import Claim
from repository_indexer.database.connection import set_parameters, transaction
from repository_indexer.database.difference import Change, insert_sent, replace_by_sent, send
from repository_indexer.database.error_translation import ADD_TENANT_COMMAND
from repository_indexer.database.graph_tables import EDGE, FILE, NODE, UNRESOLVED, Table
from repository_indexer.database.run_record import Published, lock_claimed_repository, record_run
from repository_indexer.errors import QuotaExceededError
from repository_indexer.rows import GraphRows, digest_of

_PROGRESS_ROWS = 10_000

_PUBLISH_SETTINGS = {
    "work_mem": "128MB",
    # The temporary tables have no index, and a nested loop over two of them would take hours.
    "enable_nestloop": "off",
    # To compile a statement takes longer than it saves.
    "jit": "off",
}

_TABLES = (NODE, EDGE, UNRESOLVED, FILE)
"""Nodes first, for what goes out from them is found by them; files last, for they hold the digests."""


def publish(
    connection: Connection,
    claim: Claim,
    rows: GraphRows,
    *,
    commit: str | None,
    fingerprint: bytes = b"",
    on_rows: Callable[[int], None] = lambda rows_done: None,
) -> Published:
    """Make `rows` the repository's graph, if the claim still holds; readers see all of it or nothing.

    Args:
        commit: what was indexed; None where the source has no commits.
        fingerprint: of all that the graph follows from; empty if it is to be made anew in any case.
        on_rows: called now and then with the number of rows that are sent and, once more, of those that the
            server has written or compared: in the end twice the number of the rows that may have changed.

    Raises:
        SupersededError: another attempt has claimed the repository since; nothing is changed.
        QuotaExceededError: the tenant would own too many nodes or edges; nothing is changed.
    """
    publishing = _Publishing(connection, claim, rows, commit, fingerprint)
    try:
        return publishing.run(_Progress(on_rows), trusts_digests=True)
    except pg.UniqueViolation:
        # Somebody else has written into the tables: the digests say nothing then, and all rows are compared.
        return publishing.run(_Progress(on_rows), trusts_digests=False)


@dataclass(frozen=True, slots=True)
class _Publishing:
    connection: Connection
    claim: Claim
    rows: GraphRows
    commit: str | None
    fingerprint: bytes

    def run(self, progress: _Progress, *, trusts_digests: bool) -> Published:
        connection, claim, rows = self.connection, self.claim, self.rows
        with transaction(connection):
            set_parameters(connection, _PUBLISH_SETTINGS)
            digests = _Digests(rows)
            stands = _standing_digests(connection, claim) if trusts_digests else None
            owners: Sequence[int] = rows.owners if stands is None else digests.changed(stands)
            if len(owners) > len(rows.owners) // 2:
                # One pass over all that stands is faster than to find it by so many ids.
                stands, owners = None, rows.owners
            # Sent before the lock is taken, which is then held for the server's own work only.
            made = [*(digests.noted(part, owners) for part in range(3)), digests.files(owners)]
            sent = [
                send(connection, table, progress.sent(some))
                for table, some in zip(_TABLES, made, strict=True)
            ]

            standing = lock_claimed_repository(connection, claim)
            is_first = standing.published_run_id is None
            touched = None if stands is None else self._touched(stands, owners)
            changes: list[Change] = []
            for table, count in zip(_TABLES, sent, strict=True):
                changes.append(self._write(table, count, touched, is_first=is_first))
                progress.written(count)
            # Where all rows were sent, they are the graph; else it is by how much each table has grown.
            grown = map(sum, zip(standing.counts, (change.growth for change in changes), strict=True))
            counts = _counts(sent if is_first or touched is None else grown, changes)
            self._note_state(digests.of(rows.unfiled))
            published_at = record_run(connection, claim, counts, self.commit)
            _check_quota(connection, claim)
        return Published(counts, published_at)

    def _touched(self, stands: Mapping[int | None, bytes], owners: Iterable[int]) -> _Touched:
        """What stands in the files that have changed, come or gone, by ids."""
        every_id = set(map(self.rows.owner_id, self.rows.owners))
        ids = stands.keys() - every_id | set(map(self.rows.owner_id, owners))
        file_ids = [one for one in ids if one is not None]
        return _Touched(
            file_ids, _standing_node_ids(self.connection, self.claim, file_ids, unfiled=None in ids)
        )

    def _write(self, table: Table, sent: int, touched: _Touched | None, *, is_first: bool) -> Change:
        key = {"tenant": self.claim.tenant_id, "repository": self.claim.repository_id}
        if is_first:
            return insert_sent(self.connection, table, key)
        ids = touched and (touched.file_ids if table is FILE else touched.node_ids)
        if ids == [] and not sent:
            return Change(0, 0, 0)
        return replace_by_sent(self.connection, table, key, ids)

    def _note_state(self, unfiled_digest: bytes) -> None:
        """What the next run begins from."""
        self.connection.execute(
            """
            UPDATE code_graph.repository
            SET published_fingerprint = %s, unfiled_digest = %s, unfiled_node_ids = %s
            WHERE tenant_id = %s AND id = %s
            """,
            [
                self.fingerprint,
                unfiled_digest,
                self.rows.node_ids(self.rows.unfiled),
                self.claim.tenant_id,
                self.claim.repository_id,
            ],
        )


class _Touched(NamedTuple):
    file_ids: list[int]
    node_ids: list[int]


class _Digests:
    """A digest of each owner's rows, taken while they are made."""

    def __init__(self, rows: GraphRows) -> None:
        self._rows = rows
        self._parts: list[list[bytes]] = [[b""] * len(rows.owners) for _ in range(3)]
        """Of the nodes, the edges and the unresolved references."""

    def noted(self, part: int, owners: Iterable[int]) -> Iterator[tuple[object, ...]]:
        """The rows of one kind of these owners."""
        make = (self._rows.nodes, self._rows.edges, self._rows.unresolved)[part]
        digests = self._parts[part]
        for owner in owners:
            made = make(owner)
            digests[owner] = digest_of(made)
            yield from made

    def changed(self, stands: Mapping[int | None, bytes]) -> list[int]:
        """The owners whose rows are not those that stand."""
        for part in range(3):
            for _ in self.noted(part, self._rows.owners):
                pass
        return [
            owner for owner in self._rows.owners if self.of(owner) != stands.get(self._rows.owner_id(owner))
        ]

    def of(self, owner: int) -> bytes:
        """The digest of an owner, once all of its rows were made."""
        file = None if owner == self._rows.unfiled else self._rows.files[owner]
        return digest_of([file, *(digests[owner] for digests in self._parts)])

    def files(self, owners: Iterable[int]) -> Iterator[tuple[object, ...]]:
        """The rows of the files among these owners."""
        for owner in owners:
            if owner != self._rows.unfiled:
                yield (*self._rows.files[owner], self.of(owner), self._rows.node_ids(owner))


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

    def written(self, count: int) -> None:
        self._done += count
        self._on_rows(self._done)


def _standing_digests(connection: Connection, claim: Claim) -> dict[int | None, bytes] | None:
    """The digests of the files, and of what is in none, as they stand; None if nothing was ever published."""
    key = [claim.tenant_id, claim.repository_id]
    unfiled = connection.execute(
        "SELECT unfiled_digest FROM code_graph.repository"
        " WHERE tenant_id = %s AND id = %s AND published_run_id IS NOT NULL",
        key,
    ).fetchone()
    if unfiled is None:
        return None
    files = connection.execute(
        "SELECT id, digest FROM code_graph.file WHERE tenant_id = %s AND repository_id = %s", key, binary=True
    )
    return {None: unfiled[0], **dict(files.fetchall())}


def _standing_node_ids(
    connection: Connection, claim: Claim, file_ids: Sequence[int], *, unfiled: bool
) -> list[int]:
    """The nodes that stand in these files, and, if `unfiled`, in none."""
    rows = connection.execute(
        """
        SELECT unnest(node_ids) FROM code_graph.file
        WHERE tenant_id = %(tenant)s AND repository_id = %(repository)s AND id = ANY (%(files)s)
        UNION ALL
        SELECT unnest(unfiled_node_ids) FROM code_graph.repository
        WHERE tenant_id = %(tenant)s AND id = %(repository)s AND %(unfiled)s
        """,
        {
            "tenant": claim.tenant_id,
            "repository": claim.repository_id,
            "files": file_ids,
            "unfiled": unfiled,
        },
        binary=True,
    )
    return [row[0] for row in rows]


def _counts(totals: Iterable[int], changes: Sequence[Change]) -> IndexCounts:
    """Both in the order of `_TABLES`."""
    total_nodes, total_edges, total_unresolved, total_files = totals
    nodes, edges, _, _ = changes
    return IndexCounts(
        nodes=total_nodes,
        edges=total_edges,
        unresolved=total_unresolved,
        files=total_files,
        nodes_created=nodes.created,
        nodes_deleted=nodes.deleted,
        edges_created=edges.created,
        edges_deleted=edges.deleted,
    )


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
