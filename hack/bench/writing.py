"""A first publish beside two other ways to write the same rows."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import psycopg

from repository_indexer.database import claim_repository, connect, publish
from repository_indexer.graph import graph_of
from repository_indexer.model import Graph
from repository_indexer.rows import EdgeRow, NodeRow, UnresolvedRow, rows_of

ROUNDS = 3
EXECUTEMANY_ROWS = 50_000

_NODE_TYPES = ["int8"] * 2 + ["int4"] * 2 + ["text", "int4"] + ["text"] * 5 + ["text[]"] * 2 + ["text"]
_EDGE_TYPES = ["int8", "int8", "int4", "text", "text"]
_UNRESOLVED_TYPES = ["int8", "int4", "text", "text"]


def measure(folder: Path, owner_uri: str, uri: str, tenant: str) -> dict[str, float]:
    """Rows a second of a first publish, of bare binary COPY and of executemany."""
    graph = graph_of(folder)
    made = rows_of(graph)
    nodes = [row for owner in made.owners for row in made.nodes(owner)]
    edges = [row for owner in made.owners for row in made.edges(owner)]
    unresolved = [row for owner in made.owners for row in made.unresolved(owner)]
    published = min(_published(uri, tenant, f"written-{round_}", graph) for round_ in range(ROUNDS))
    copied = min(_copied(owner_uri, nodes, edges, unresolved) for _ in range(ROUNDS))
    rows = len(nodes) + len(edges) + len(unresolved)
    return {
        "publish": rows / published,
        "copy": rows / copied,
        "executemany": EXECUTEMANY_ROWS / _executed(owner_uri, edges[:EXECUTEMANY_ROWS]),
    }


def _published(uri: str, tenant: str, repository: str, graph: Graph) -> float:
    with connect(uri) as connection:
        claim = claim_repository(
            connection,
            tenant=tenant,
            repository=repository,
            source="bench",
            run_id=repository,
            attempt="1",
            requested_at=datetime.now(UTC),
        )
        rows = rows_of(graph)
        started = time.perf_counter()
        publish(connection, claim, rows, commit=None)
        return time.perf_counter() - started


def _copied(
    uri: str, nodes: Iterable[NodeRow], edges: Iterable[EdgeRow], unresolved: Iterable[UnresolvedRow]
) -> float:
    """Into tables without index, key or policy, in one transaction."""
    with psycopg.connect(uri) as connection:
        started = time.perf_counter()
        for name, types, rows in (
            ("node", _NODE_TYPES, nodes),
            ("edge", _EDGE_TYPES, edges),
            ("unresolved", _UNRESOLVED_TYPES, unresolved),
        ):
            columns = ", ".join(f"c{position} {type_}" for position, type_ in enumerate(types))
            connection.execute(f"CREATE TABLE bare_{name} ({columns})")
            with (
                connection.cursor() as cursor,
                cursor.copy(f"COPY bare_{name} FROM STDIN (FORMAT binary)") as copy,
            ):
                copy.set_types(types)
                for row in rows:
                    copy.write_row(row)
        connection.commit()
        seconds = time.perf_counter() - started
        connection.execute("DROP TABLE bare_node, bare_edge, bare_unresolved")
    return seconds


def _executed(uri: str, edges: Sequence[EdgeRow]) -> float:
    with psycopg.connect(uri) as connection, connection.cursor() as cursor:
        columns = ", ".join(f"c{position} {type_}" for position, type_ in enumerate(_EDGE_TYPES))
        cursor.execute(f"CREATE TEMPORARY TABLE one_by_one ({columns})")
        started = time.perf_counter()
        cursor.executemany("INSERT INTO one_by_one VALUES (%s, %s, %s, %s, %s)", edges)
        connection.commit()
        return time.perf_counter() - started
