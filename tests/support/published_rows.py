"""What a publish has left in the tables, and a publish in which something else happens."""

from __future__ import annotations

from collections.abc import Callable

from postgres_database import Database
from repository_indexer.model import Graph
from repository_indexer.rows import EdgeRow, GraphRows

GRAPH_TABLES = ("file", "node", "edge", "unresolved_reference")
EMPTY: dict[str, list[tuple]] = {table: [] for table in GRAPH_TABLES}


def rows(
    database: Database, repository: str = "flask", *, system_columns: str = ""
) -> dict[str, list[tuple]]:
    """Every row of the repository's graph, without the repository's number."""
    with database.owner() as owner:
        return {
            table: sorted(
                owner.execute(
                    f"""
                    SELECT {system_columns} (pg_catalog.to_jsonb(g) - 'repository_id')::text
                    FROM code_graph.{table} AS g JOIN code_graph.repository AS r
                        ON r.tenant_id = g.tenant_id AND r.id = g.repository_id AND r.name = %s
                    """,
                    [repository],
                ).fetchall()
            )
            for table in GRAPH_TABLES
        }


class Interrupted(GraphRows):
    """Rows in whose making something else happens."""

    def __init__(self, graph: Graph, happening: Callable[[], None]) -> None:
        super().__init__(graph)
        self.happening = happening

    def edges(self, owner: int) -> list[EdgeRow]:
        self.happening()
        return super().edges(owner)
