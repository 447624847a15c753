"""The cache of facts: what a tenant's earlier runs found out about contents.

It is a convenience: what is missing, damaged or pruned is found out anew. Two runs of one tenant may use it
at once; rows are locked in the order of the keys, or passed over where another run holds them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import TypeVar

from psycopg import Connection

from repository_indexer.database.connection import connect, set_parameters, transaction
from repository_indexer.packed import Key, Packed

KEYS_AT_ONCE = 1_000
"""Bounds what is held in memory at once."""
NOTED_AFTER_DAYS = 7
"""A use is noted if the last note is so old, for most uses are to write nothing."""
KEPT_DAYS = 30
"""How long facts are kept that nobody uses."""
PRUNED_AT_ONCE = 20_000
"""Rows that one run deletes at most, of the unused and of the too many."""
MANY = 1_000
"""A run that adds so many rows looks for what is to go, though another one may have done so today."""

_LOOKUP_SETTINGS = {
    # The planner knows nothing of object ids, on purpose, and would read all facts for a hash table.
    "enable_hashjoin": "off",
    "enable_mergejoin": "off",
    "enable_seqscan": "off",
}

_ASKED = """
    FROM unnest(%(blob_ids)b::bytea[], %(ways)b::text[], %(versions)b::bytea[])
        AS asked(blob_id, read_as, extractor_version)
    JOIN code_graph.cached_facts AS c
        ON c.tenant_id = %(tenant)s AND c.blob_id = asked.blob_id AND c.read_as = asked.read_as
        AND c.extractor_version = asked.extractor_version
"""
_FIND = """
    SELECT encode(c.blob_id, 'hex'), c.read_as, c.size, c.facts, current_date - c.last_used
"""
_NOTE_USE = """
    WITH used AS MATERIALIZED (
        SELECT c.tenant_id, c.blob_id, c.read_as, c.extractor_version
"""
_NOTED = """
        FOR UPDATE OF c SKIP LOCKED
    )
    UPDATE code_graph.cached_facts SET last_used = current_date
    WHERE (tenant_id, blob_id, read_as, extractor_version) IN (SELECT * FROM used)
"""
_INSERT = """
    INSERT INTO code_graph.cached_facts
        (tenant_id, blob_id, read_as, extractor_version, size, facts, last_used)
    SELECT %(tenant)s, k.blob_id, k.read_as, k.extractor_version, k.size, k.facts, current_date
    FROM unnest(
        %(blob_ids)b::bytea[], %(ways)b::text[], %(versions)b::bytea[], %(sizes)b::bigint[],
        %(facts)b::bytea[]
    ) AS k(blob_id, read_as, extractor_version, size, facts)
    ON CONFLICT DO NOTHING
"""
_BEGIN_TO_PRUNE = """
    UPDATE code_graph.tenant AS t SET cache_pruned_at = now()
    FROM (
        SELECT id FROM code_graph.tenant
        WHERE id = %(tenant)s AND (%(is_due)s OR coalesce(cache_pruned_at < now() - interval '1 day', true))
        -- A publish holds the tenant's row to its end; then another run will look.
        FOR NO KEY UPDATE SKIP LOCKED
    ) AS due
    WHERE t.id = due.id
    RETURNING t.max_cache_bytes
"""
# Materialized: a subquery with a limit may be made again for every row.
_PRUNE_UNUSED = """
    WITH gone AS MATERIALIZED (
        SELECT tenant_id, blob_id, read_as, extractor_version FROM code_graph.cached_facts
        WHERE tenant_id = %(tenant)s AND last_used < current_date - %(kept_days)s::integer
        LIMIT %(at_once)s FOR UPDATE SKIP LOCKED
    )
    DELETE FROM code_graph.cached_facts
    WHERE (tenant_id, blob_id, read_as, extractor_version) IN (SELECT * FROM gone)
"""
_PRUNE_TOO_MANY = """
    WITH gone AS MATERIALIZED (
        SELECT tenant_id, blob_id, read_as, extractor_version
        FROM (
            SELECT tenant_id, blob_id, read_as, extractor_version,
                   sum(octet_length(facts)) OVER (ORDER BY last_used DESC, blob_id, read_as) AS held
            FROM code_graph.cached_facts WHERE tenant_id = %(tenant)s
        ) AS c
        WHERE held > %(max_bytes)s ORDER BY held DESC LIMIT %(at_once)s
    )
    DELETE FROM code_graph.cached_facts
    WHERE (tenant_id, blob_id, read_as, extractor_version) IN (SELECT * FROM gone)
"""

_T = TypeVar("_T")


class FactsCache:
    """The cached facts of one tenant; each call connects for itself.

    Args:
        version_of: the extractor's version for a way to read; facts of other versions are not found.
    """

    def __init__(self, uri: str, tenant_id: int, version_of: Callable[[str], bytes]) -> None:
        self._uri = uri
        self._tenant_id = tenant_id
        self._version_of = version_of

    def find(self, keys: Collection[Key]) -> Iterator[tuple[Key, Packed]]:
        """What is known of these contents, in any order.

        Raises:
            IndexingError: as `connect` does.
        """
        with connect(self._uri) as connection:
            for some in _slices(sorted(keys)):
                yield from self._find(connection, some)

    def keep(self, found: Mapping[Key, Packed]) -> None:
        """Add what was found; what is there already stays. Then some of what is old or too much is deleted.

        Raises:
            IndexingError: as `connect` does.
        """
        with connect(self._uri) as connection:
            for some in _slices(sorted(found)):
                values = self._asked(some)
                values["sizes"] = [found[key].size or 0 for key in some]
                values["facts"] = [found[key].data for key in some]
                with transaction(connection):
                    connection.execute(_INSERT, values)
            self._prune(connection, is_due=len(found) >= MANY)

    def _find(self, connection: Connection, keys: Sequence[Key]) -> Iterator[tuple[Key, Packed]]:
        with transaction(connection):
            set_parameters(connection, _LOOKUP_SETTINGS)
            rows = connection.execute(_FIND + _ASKED, self._asked(keys), binary=True).fetchall()
            unnoted = [
                Key(blob_id, read_as) for blob_id, read_as, _, _, days in rows if days > NOTED_AFTER_DAYS
            ]
            if unnoted:
                connection.execute(_NOTE_USE + _ASKED + _NOTED, self._asked(unnoted))
        for blob_id, read_as, size, facts, _ in rows:
            yield Key(blob_id, read_as), Packed(blob_id, size, facts)

    def _asked(self, keys: Sequence[Key]) -> dict[str, object]:
        return {
            "tenant": self._tenant_id,
            "blob_ids": [bytes.fromhex(key.blob_id) for key in keys],
            "ways": [key.read_as for key in keys],
            "versions": [self._version_of(key.read_as) for key in keys],
        }

    def _prune(self, connection: Connection, *, is_due: bool) -> None:
        values: dict[str, object] = {
            "tenant": self._tenant_id,
            "is_due": is_due,
            "kept_days": KEPT_DAYS,
            "at_once": PRUNED_AT_ONCE,
        }
        with transaction(connection):
            due = connection.execute(_BEGIN_TO_PRUNE, values).fetchone()
            if due is not None:
                connection.execute(_PRUNE_UNUSED, values)
                connection.execute(_PRUNE_TOO_MANY, {**values, "max_bytes": due[0]})


def _slices(items: Sequence[_T]) -> Iterator[Sequence[_T]]:
    return (items[start : start + KEYS_AT_ONCE] for start in range(0, len(items), KEYS_AT_ONCE))
