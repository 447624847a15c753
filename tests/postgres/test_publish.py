"""Publishing: the difference, all of it or nothing, by the attempt that holds the claim."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from postgres_database import Database
from published_rows import EMPTY, GRAPH_TABLES, Interrupted, rows
from repository_index_api.index_job import IndexCounts
from repository_indexer.database import connect, publish
from repository_indexer.errors import (
    ConnectionFailedError,
    StorageError,
)
from repository_indexer.model import EdgeKind, Graph, Resolution
from repository_indexer.rows import rows_of
from sample_graphs import edge, file, flask, graphs, node

pytestmark = pytest.mark.postgres


def test_the_first_publish_writes_all(database: Database) -> None:
    graph = flask()
    published = database.index(graph)
    assert published.counts == IndexCounts(
        files=3, nodes=11, edges=18, unresolved=2, nodes_created=11, edges_created=18
    )
    assert {table: len(found) for table, found in rows(database).items()} == {
        "file": 3,
        "node": 11,
        "edge": 18,
        "unresolved_reference": 2,
    }


def test_the_counts_in_the_repository_and_the_run_are_those_of_the_rows(database: Database) -> None:
    claim = database.claim(run_id="run-of-today")
    published = database.publish(claim, flask(), commit="abc123")
    with database.owner() as owner:
        repository = owner.execute(
            "SELECT published_run_id, published_commit, published_at, files, nodes, edges, unresolved"
            " FROM code_graph.repository"
        ).fetchone()
        run = owner.execute(
            "SELECT run_id, commit_id, published_at, files, nodes, edges, unresolved"
            " FROM code_graph.index_run"
        ).fetchone()
    assert repository == run == ("run-of-today", "abc123", published.published_at, 3, 11, 18, 2)


def test_the_published_time_is_that_of_the_end_not_of_the_beginning(database: Database) -> None:
    claim = database.claim()
    written: list[datetime] = []
    with database.owner() as owner, connect(database.uri("alpha")) as connection:

        def on_rows(rows_done: int) -> None:
            written.extend(owner.execute("SELECT clock_timestamp()").fetchone())

        published = publish(connection, claim, rows_of(flask()), commit=None, on_rows=on_rows)
    assert published.published_at > written[-1]


def test_publishing_the_same_graph_again_writes_no_row(database: Database) -> None:
    database.index(flask())
    before = rows(database, system_columns="g.ctid::text, g.xmin::text,")
    published = database.index(flask())
    assert rows(database, system_columns="g.ctid::text, g.xmin::text,") == before
    assert published.counts == IndexCounts(files=3, nodes=11, edges=18, unresolved=2)


def test_only_the_rows_that_differ_are_written(database: Database) -> None:
    graph = flask()
    database.index(graph)
    before = rows(database, system_columns="g.xmin::text,")
    # A line above cli.main and all below it: their lines change, and nothing else does.
    graph.nodes = [
        replace(n, start_line=n.start_line + 1, end_line=n.end_line + 1)
        if n.qualified_name == "cli.main"
        else n
        for n in graph.nodes
    ]
    graph.edges = [replace(e, line=e.line + 1) if e.source == 7 and e.line else e for e in graph.edges]
    graph.unresolved = [replace(u, line=u.line + 1) if u.source == 7 else u for u in graph.unresolved]
    published = database.index(graph)
    after = rows(database, system_columns="g.xmin::text,")
    # And the file's digest.
    assert [table for table in GRAPH_TABLES if before[table] != after[table]] == ["file", "node"]
    assert [len(set(after[table]) - set(before[table])) for table in ("file", "node")] == [1, 1]
    assert published.counts == IndexCounts(files=3, nodes=11, edges=18, unresolved=2)


def test_nodes_and_edges_that_came_and_went_are_counted(database: Database) -> None:
    graph = flask()
    database.index(graph)
    graph.nodes[9] = replace(graph.nodes[9], qualified_name="cli.renamed")
    published = database.index(graph)
    assert (published.counts.nodes_created, published.counts.nodes_deleted) == (1, 1)
    # cli.guess was contained in its module, and called something.
    assert (published.counts.edges_created, published.counts.edges_deleted) == (2, 2)


def test_an_edge_found_twice_is_kept_once_as_the_more_certain_one(database: Database) -> None:
    graph = Graph(
        [node("a"), node("b")],
        [edge(EdgeKind.CALLS, 0, 1, 3, resolution) for resolution in reversed(Resolution)],
        [],
        [file()],
    )
    assert database.index(graph).counts.edges == 1
    with database.owner() as owner:
        assert owner.execute("SELECT resolution FROM code_graph.edge").fetchall() == [("exact",)]


def test_an_edge_that_is_now_more_certain_is_changed_in_place(database: Database) -> None:
    graph = Graph([node("a"), node("b")], [edge(EdgeKind.CALLS, 0, 1, 3, Resolution.CANDIDATE)], [], [file()])
    database.index(graph)
    graph.edges = [edge(EdgeKind.CALLS, 0, 1, 3, Resolution.EXACT)]
    assert database.index(graph).counts == IndexCounts(files=1, nodes=2, edges=1)
    with database.owner() as owner:
        assert owner.execute("SELECT resolution FROM code_graph.edge").fetchall() == [("exact",)]


def test_an_empty_repository_is_a_success(database: Database) -> None:
    assert database.index(Graph([], [])).counts == IndexCounts()
    database.index(flask())
    assert database.index(Graph([], [])).counts == IndexCounts(nodes_deleted=11, edges_deleted=18)
    assert rows(database) == EMPTY


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(graphs(), min_size=2, max_size=3))
def test_a_difference_leaves_what_a_clean_publish_leaves(database: Database, versions: list[Graph]) -> None:
    for graph in versions:
        database.index(graph, repository="incremental")
    with database.owner() as owner:
        owner.execute("DELETE FROM code_graph.repository WHERE name = 'clean'")
        for table in GRAPH_TABLES:
            owner.execute(
                f"DELETE FROM code_graph.{table} AS g WHERE NOT EXISTS ("
                "SELECT FROM code_graph.repository AS r"
                " WHERE r.tenant_id = g.tenant_id AND r.id = g.repository_id)"
            )
    clean = database.index(versions[-1], repository="clean")
    assert rows(database, "incremental") == rows(database, "clean")
    counted = {table: len(found) for table, found in rows(database, "clean").items()}
    assert counted == {
        "file": clean.counts.files,
        "node": clean.counts.nodes,
        "edge": clean.counts.edges,
        "unresolved_reference": clean.counts.unresolved,
    }


def test_readers_see_the_last_graph_until_the_new_one_is_whole(database: Database) -> None:
    database.index(flask())
    before = rows(database)
    claim = database.claim()
    seen_between = []
    smaller = Interrupted(
        Graph([node("only")], [], [], [file()]), lambda: seen_between.append(rows(database))
    )
    with connect(database.uri("alpha")) as connection:
        publish(connection, claim, smaller, commit=None)
    assert seen_between and all(seen == before for seen in seen_between)
    assert len(rows(database)["node"]) == 1


def test_a_publish_that_is_killed_leaves_the_last_graph(database: Database) -> None:
    database.index(flask())
    before = rows(database)
    claim = database.claim()

    def kill() -> None:
        with database.owner() as owner:
            owner.execute("SELECT pg_terminate_backend(%s)", [connection.info.backend_pid])

    with pytest.raises(ConnectionFailedError), connect(database.uri("alpha")) as connection:
        publish(connection, claim, Interrupted(Graph([], [], [], [file()]), kill), commit="never")
    assert rows(database) == before
    # The next attempt finds nothing in its way.
    assert database.index(Graph([], [])).counts.nodes_deleted == 11


def test_a_failure_in_the_graph_s_making_leaves_the_last_graph(database: Database) -> None:
    database.index(flask())
    before = rows(database)

    def fail() -> None:
        raise RuntimeError("the resolver broke")

    claim = database.claim()
    with pytest.raises(RuntimeError, match="resolver broke"), connect(database.uri("alpha")) as connection:
        publish(connection, claim, Interrupted(flask(), fail), commit=None)
    assert rows(database) == before


def test_a_database_that_became_read_only_is_worth_another_attempt(database: Database) -> None:
    claim = database.claim()
    with database.owner() as owner:
        (name,) = owner.execute("SELECT current_database()").fetchone()
        owner.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    with pytest.raises(StorageError, match="read-only transaction"):
        database.publish(claim, flask())


def test_only_the_last_runs_are_kept(database: Database) -> None:
    for _ in range(3):
        database.index(flask())
    with database.owner() as owner:
        owner.execute(
            """
            INSERT INTO code_graph.index_run
                (tenant_id, repository_id, run_id, attempt, requested_at, claimed_at)
            SELECT tenant_id, id, 'old-' || n, 'pod', now() - make_interval(days => n), now()
            FROM code_graph.repository, generate_series(1, 100) AS n
            """
        )
    database.index(flask())
    with database.owner() as owner:
        kept = [row[0] for row in owner.execute("SELECT run_id FROM code_graph.index_run")]
    assert len(kept) == 50
    assert "old-46" in kept and "old-47" not in kept


def test_progress_counts_the_rows_that_were_sent_and_then_those_that_were_written(database: Database) -> None:
    claim = database.claim()
    seen: list[int] = []
    nodes = [node(f"n{i}") for i in range(25_000)]
    with connect(database.uri("alpha")) as connection:
        publish(connection, claim, rows_of(Graph(nodes, [], [], [file()])), commit=None, on_rows=seen.append)
    sent = 25_001
    # After each of the four tables: the nodes, nothing twice, and a file.
    assert seen == [10_000, 20_000, sent + 25_000, sent + 25_000, sent + 25_000, 2 * sent]


def test_of_an_unchanged_graph_nothing_is_sent(database: Database) -> None:
    database.index(flask())
    claim = database.claim()
    seen: list[int] = []
    with connect(database.uri("alpha")) as connection:
        published = publish(connection, claim, rows_of(flask()), commit=None, on_rows=seen.append)
    assert set(seen) == {0}
    assert published.counts == IndexCounts(files=3, nodes=11, edges=18, unresolved=2)


def test_a_definition_that_moves_between_files_keeps_its_row_s_place_in_the_graph(database: Database) -> None:
    graph = flask()
    database.index(graph)
    graph.nodes = [replace(n, file="cli.py") if n.qualified_name == "app.Quart" else n for n in graph.nodes]
    published = database.index(graph)
    assert published.counts == IndexCounts(files=3, nodes=11, edges=18, unresolved=2)
    after = rows(database)
    database.index(graph, repository="clean")
    assert after == rows(database, "clean")


def test_rows_that_somebody_else_wrote_are_put_right_when_they_stand_in_the_way(database: Database) -> None:
    graph = flask()
    database.index(graph)
    added = replace(graph, nodes=[*graph.nodes, node("app.added")])
    database.index(added, repository="clean")
    with database.owner() as owner:
        # The node that is to come is there already, in another file; and one is missing.
        owner.execute(
            """
            UPDATE code_graph.node SET id = (SELECT id FROM code_graph.node WHERE name = 'added')
            FROM code_graph.repository AS r
            WHERE node.name = 'guess' AND node.repository_id = r.id AND r.name = 'flask'
            """
        )
    published = database.index(added)
    assert rows(database) == rows(database, "clean")
    assert (published.counts.nodes, published.counts.edges) == (12, 18)


def test_a_graph_from_before_there_were_digests_is_compared(database: Database) -> None:
    database.index(flask())
    with database.owner() as owner:
        owner.execute("UPDATE code_graph.file SET digest = ''")
        owner.execute("UPDATE code_graph.repository SET unfiled_digest = ''")
    before = rows(database, system_columns="g.xmin::text,")
    assert database.index(flask()).counts == IndexCounts(files=3, nodes=11, edges=18, unresolved=2)
    after = rows(database, system_columns="g.xmin::text,")
    assert [table for table in GRAPH_TABLES if before[table] != after[table]] == ["file"]


def test_a_pooled_connection_publishes_again_and_again(database: Database) -> None:
    """A pooler hands one server process to one job after another, with whatever a job leaves behind in it."""
    first, second = database.claim(repository="one"), database.claim(repository="two")
    with connect(database.uri("alpha")) as connection:
        publish(connection, first, rows_of(flask()), commit=None)
        publish(connection, second, rows_of(flask()), commit=None)
        assert connection.execute("SHOW search_path").fetchone() != ("pg_catalog, pg_temp",)
    assert rows(database, "one") == rows(database, "two")
