"""A tenant owns no more than its quota: what would pass it is refused before anything is published."""

from __future__ import annotations

import threading

import pytest

from postgres_database import Database
from published_rows import rows
from repository_indexer.database import add_tenant
from repository_indexer.errors import (
    QuotaExceededError,
)
from repository_indexer.model import Edge, EdgeKind, Resolution
from sample_graphs import flask, node

pytestmark = pytest.mark.postgres


def test_too_many_nodes_or_edges_are_refused_and_nothing_is_published(database: Database) -> None:
    add_tenant(database.owner_uri, "alpha", max_nodes=11, max_edges=18)
    database.index(flask())
    before = rows(database)
    graph = flask()
    graph.nodes.append(node("one.more"))
    with pytest.raises(
        QuotaExceededError, match=r"tenant 'alpha' would own 12 nodes, its quota is 11; .*--max-nodes"
    ):
        database.index(graph)
    graph = flask()
    graph.edges = [*graph.edges, Edge(EdgeKind.CALLS, 1, 2, 9, Resolution.EXACT)]
    with pytest.raises(QuotaExceededError, match="would own 19 edges, its quota is 18"):
        database.index(graph)
    assert rows(database) == before


def test_the_quota_counts_all_repositories_of_the_tenant_and_no_other_s(database: Database) -> None:
    add_tenant(database.owner_uri, "alpha", max_nodes=21)
    database.index(flask(), tenant="beta")
    database.index(flask(), repository="one")
    with pytest.raises(QuotaExceededError, match="22 nodes"):
        database.index(flask(), repository="two")


def test_two_publishes_cannot_pass_the_quota_together(database: Database) -> None:
    add_tenant(database.owner_uri, "alpha", max_nodes=15)
    outcomes: list[str] = []
    barrier = threading.Barrier(2)

    def index(repository: str) -> None:
        claim = database.claim(repository=repository)
        barrier.wait()
        try:
            database.publish(claim, flask())
            outcomes.append("published")
        except QuotaExceededError:
            outcomes.append("refused")

    threads = [threading.Thread(target=index, args=[name]) for name in ("one", "two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["published", "refused"]
