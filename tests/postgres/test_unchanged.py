"""A run that finds what stands published records itself, and writes nothing else."""

from __future__ import annotations

import pytest

from postgres_database import Database
from repository_index_api.index_job import IndexCounts
from repository_indexer.database import FactsCache, confirm_unchanged, connect
from repository_indexer.errors import SupersededError
from repository_indexer.packed import Key, Packed
from sample_graphs import flask

pytestmark = pytest.mark.postgres


def test_it_tells_what_stands(database: Database) -> None:
    first = database.index(flask())
    claim = database.claim(run_id="again")
    with connect(database.uri("alpha")) as connection:
        found = confirm_unchanged(connection, claim, commit="c0ffee")
    assert found.published_at > first.published_at
    assert found.counts == IndexCounts(
        files=3, skipped_files=1, nodes=11, edges=18, unresolved=2, languages={"python": 2}
    )


def test_an_attempt_whose_claim_was_taken_records_nothing(database: Database) -> None:
    database.index(flask())
    older = database.claim(run_id="older")
    database.claim(run_id="newer")
    with pytest.raises(SupersededError), connect(database.uri("alpha")) as connection:
        confirm_unchanged(connection, older, commit=None)
    with database.owner() as owner:
        (published_run,) = owner.execute("SELECT published_run_id FROM code_graph.repository").fetchone()
    assert published_run not in ("older", "newer")


@pytest.mark.parametrize(("days", "noted"), [(7, False), (8, True)])
def test_the_facts_of_a_repository_that_never_changes_are_kept(
    database: Database, days: int, noted: bool
) -> None:
    database.index(flask())
    claim = database.claim()
    found = {Key("0" * 40, "python"): Packed("", 1, b"x"), Key("9" * 40, "python"): Packed("", 1, b"x")}
    FactsCache(database.uri("alpha"), claim.tenant_id, str.encode).keep(found)
    with database.owner() as owner:
        owner.execute("UPDATE code_graph.cached_facts SET last_used = current_date - 20")
        owner.execute("UPDATE code_graph.repository SET facts_noted_on = current_date - %s", [days])
    with connect(database.uri("alpha")) as connection:
        confirm_unchanged(connection, claim, commit=None)
    with database.owner() as owner:
        used = owner.execute(
            "SELECT encode(blob_id, 'hex') FROM code_graph.cached_facts WHERE last_used = current_date"
        ).fetchall()
    # Those of its own files alone.
    assert used == ([("0" * 40,)] if noted else [])
