"""What `beta` owns on a database that it shares with `alpha`, and how it is looked at.

Whatever `beta` owns contains the word `secret`, so a leak is easy to see anywhere.
"""

from __future__ import annotations

from postgres_database import Database
from repository_indexer.model import (
    Edge,
    EdgeKind,
    FileRecord,
    Graph,
    Node,
    NodeKind,
    Resolution,
    UnresolvedReference,
)

GRAPH_TABLES = ("file", "node", "edge", "unresolved_reference")
TENANT_TABLES = ("repository", "index_run", "cached_facts", *GRAPH_TABLES)


def secret_graph() -> Graph:
    nodes = [
        Node(
            NodeKind.FUNCTION,
            "python",
            f"secret.f{i}",
            f"secret_{i}",
            "secret.py",
            1,
            2,
            "(secret)",
            "secret",
        )
        for i in range(300)
    ]
    edges = [Edge(EdgeKind.CALLS, i, (i + 1) % 300, 1, Resolution.EXACT) for i in range(300)]
    unresolved = [UnresolvedReference(EdgeKind.CALLS, 0, "secret", 1)]
    return Graph(nodes, edges, unresolved, [FileRecord("secret.py", "5ec7e7" * 7, 1, "python")])


def beta_s(database: Database) -> dict[str, list[tuple]]:
    """All that is beta's, as the owner sees it, with the rows' versions."""
    with database.owner() as owner:
        found = {
            table: sorted(
                owner.execute(
                    f"SELECT t.xmin::text, t.ctid::text, to_jsonb(t)::text FROM code_graph.{table} AS t"
                    " WHERE tenant_id = (SELECT id FROM code_graph.tenant WHERE name = 'beta')"
                ).fetchall()
            )
            for table in ("tenant_role", *TENANT_TABLES)
        }
        found["tenant"] = owner.execute(
            "SELECT to_jsonb(t)::text FROM code_graph.tenant AS t WHERE name = 'beta'"
        ).fetchall()
    assert all(found.values())
    return found


def tenant_id(database: Database, tenant: str) -> int:
    with database.owner() as owner:
        return owner.execute("SELECT id FROM code_graph.tenant WHERE name = %s", [tenant]).fetchone()[0]
