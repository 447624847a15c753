"""Only the attempt that holds the claim publishes, however many try, and when."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest

from postgres_database import Database
from published_rows import EMPTY, Interrupted, rows
from repository_indexer.database import connect, publish
from repository_indexer.errors import (
    IndexingError,
    SupersededError,
)
from repository_indexer.model import Graph
from sample_graphs import file, flask, node

pytestmark = pytest.mark.postgres


def test_an_attempt_whose_claim_was_taken_changes_nothing(database: Database) -> None:
    now = datetime.now(UTC)
    older = database.claim(run_id="older", requested_at=now - timedelta(minutes=1))
    newer = database.claim(run_id="newer", requested_at=now)
    with pytest.raises(SupersededError, match="run newer has claimed repository 'flask'"):
        database.publish(older, Graph([node("late")], [], [], [file()]))
    assert rows(database) == EMPTY
    database.publish(newer, flask())
    before = rows(database)
    with pytest.raises(SupersededError):
        database.publish(older, Graph([node("later")], [], [], [file()]))
    assert rows(database) == before


def test_a_claim_taken_in_the_middle_of_a_publish_supersedes_it(database: Database) -> None:
    older = database.claim()

    def claim_newer() -> None:
        database.claim(run_id="newer")

    with pytest.raises(SupersededError, match="run newer"), connect(database.uri("alpha")) as connection:
        publish(connection, older, Interrupted(flask(), claim_newer), commit=None)
    assert rows(database) == EMPTY


def test_an_older_attempt_of_the_same_run_is_superseded(database: Database) -> None:
    requested_at = datetime.now(UTC)
    first = database.claim(run_id="run", attempt="pod-1", requested_at=requested_at)
    second = database.claim(run_id="run", attempt="pod-2", requested_at=requested_at)
    with pytest.raises(SupersededError, match="attempt pod-2 has claimed"):
        database.publish(first, flask())
    database.publish(second, flask())


def test_a_repository_removed_during_the_run_is_not_made_again(database: Database) -> None:
    claim = database.claim()
    with database.owner() as owner:
        owner.execute("DELETE FROM code_graph.repository")
    with pytest.raises(SupersededError, match="removed"):
        database.publish(claim, flask())
    with database.owner() as owner:
        assert owner.execute("SELECT count(*) FROM code_graph.node").fetchone() == (0,)


def test_attempts_that_publish_at_once_leave_one_graph_whole(database: Database) -> None:
    """Eight attempts claim and publish the same repository from threads: one whole graph of one of them."""
    sizes = range(1, 9)
    failures: list[IndexingError] = []
    barrier = threading.Barrier(len(sizes))

    def attempt(size: int) -> None:
        graph = Graph([node(f"n{i}.of{size}") for i in range(size)], [], [], [file()])
        barrier.wait()
        try:
            database.index(graph)
        except SupersededError as error:
            failures.append(error)

    threads = [threading.Thread(target=attempt, args=[size]) for size in sizes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.owner() as owner:
        names = [row[0] for row in owner.execute("SELECT name FROM code_graph.node")]
        (counted,) = owner.execute("SELECT nodes FROM code_graph.repository").fetchone()
    assert len(failures) < len(sizes)
    assert len(set(names)) == 1
    assert names == [f"of{counted}"] * counted
