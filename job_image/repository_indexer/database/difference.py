"""Making a table's rows those that were sent, touching only what differs.

COPY into a table with row level security is refused, so rows are copied into a temporary table, and from
there inserted in the order of an index, which is what that takes fastest. What stands of the same files is
copied into a second one, and the two are compared: then neither the planner's statistics, which may be from
before the standing graph was there, nor the size of other repositories matters.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import LiteralString, NamedTuple

from psycopg import Connection

from repository_indexer.database.graph_tables import Table

_STANDING: LiteralString = "tenant_id = %(tenant)s AND repository_id = %(repository)s"


class Change(NamedTuple):
    """By how many rows a table has grown, and how many came and went; one that has changed did neither."""

    growth: int
    created: int
    deleted: int


def send(connection: Connection, table: Table, rows: Iterable[tuple[object, ...]]) -> int:
    """Copy rows into the temporary table `new_<name>`, which ends with the transaction; how many they are."""
    columns = _columns(table)
    connection.execute(
        f"CREATE TEMPORARY TABLE new_{table.name} ON COMMIT DROP AS"
        f" SELECT {columns} FROM code_graph.{table.name} WITH NO DATA"
    )
    cursor = connection.cursor()
    with cursor.copy(f"COPY pg_temp.new_{table.name} ({columns}) FROM STDIN (FORMAT binary)") as copy:
        copy.set_types(list(table.columns.values()))
        write_row = copy.write_row
        for row in rows:
            write_row(row)
    return cursor.rowcount


def insert_sent(connection: Connection, table: Table, key: Mapping[str, object]) -> Change:
    """Insert what was sent where nothing stands.

    Args:
        key: `tenant` and `repository`.
    """
    created = connection.execute(_insertion(table), key).rowcount
    return Change(created, created, 0)


def replace_by_sent(
    connection: Connection, table: Table, key: Mapping[str, object], ids: Sequence[int] | None
) -> Change:
    """Make what stands in some files that what was sent.

    Args:
        key: `tenant` and `repository`.
        ids: by which what stands there is found (see `Table.found_by`); None: all of the repository.
    """
    name, columns = table.name, _columns(table)
    connection.execute(
        f"CREATE TEMPORARY TABLE old_{name} ON COMMIT DROP AS"
        f" SELECT ctid AS place, {columns} FROM code_graph.{name} WITH NO DATA"
    )
    # While the planner's statistics do not know the repository, it takes any index for the best. The ids are
    # sent with the statement, for only then are they hashed: at the worst it is one pass over the repository.
    whose = _STANDING if ids is None else f"{_STANDING} AND {table.found_by} = ANY (%(ids)s)"
    connection.execute(
        f"INSERT INTO pg_temp.old_{name} SELECT ctid, {columns} FROM code_graph.{name} WHERE {whose}",
        {**key, "ids": ids},
    )
    connection.execute(f"ANALYZE pg_temp.old_{name}")
    connection.execute(f"ANALYZE pg_temp.new_{name}")
    (gone,) = next(
        connection.execute(
            f"SELECT count(*) FROM pg_temp.old_{name} AS old"
            f" WHERE NOT EXISTS (SELECT FROM pg_temp.new_{name} AS new WHERE {_same(table, table.key)})"
        )
    )
    same_row = _same(table, tuple(table.columns))
    # The places stay true: only who holds the repository's lock changes its graph.
    deleted = connection.execute(
        f"DELETE FROM code_graph.{name} WHERE {_STANDING} AND ctid = ANY (ARRAY("
        f"SELECT old.place FROM pg_temp.old_{name} AS old"
        f" WHERE NOT EXISTS (SELECT FROM pg_temp.new_{name} AS new WHERE {same_row})))",
        key,
    ).rowcount
    inserted = connection.execute(
        _insertion(table, f"WHERE NOT EXISTS (SELECT FROM pg_temp.old_{name} AS old WHERE {same_row})"), key
    ).rowcount
    return Change(growth=inserted - deleted, created=inserted - (deleted - gone), deleted=gone)


def _columns(table: Table) -> LiteralString:
    return ", ".join(table.columns)


def _insertion(table: Table, which: LiteralString = "") -> LiteralString:
    return (
        f"INSERT INTO code_graph.{table.name} (tenant_id, repository_id, {_columns(table)})"
        f" SELECT %(tenant)s, %(repository)s, {_columns(table)} FROM pg_temp.new_{table.name} AS new {which}"
        f" ORDER BY {table.order}"
    )


def _same(table: Table, columns: tuple[LiteralString, ...]) -> LiteralString:
    """Equality of `old` and `new`: of the key in a way that can be hashed, of the other columns at once."""
    hashed = [column for column in table.key if column != "site"]
    rest = [column for column in columns if column not in hashed]
    equal: LiteralString = " AND ".join(f"old.{column} = new.{column}" for column in hashed)
    if not rest:
        return equal
    old, new = (", ".join(f"{alias}.{column}" for column in rest) for alias in ("old", "new"))
    return f"{equal} AND ROW({old}) IS NOT DISTINCT FROM ROW({new})"
