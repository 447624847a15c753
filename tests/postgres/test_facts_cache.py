"""The cache of facts: what is found again, by whom, and what is forgotten."""

from __future__ import annotations

import threading

import pytest

from postgres_database import Database
from repository_indexer.database import FactsCache, add_tenant, facts_cache
from repository_indexer.packed import Key, Packed

pytestmark = pytest.mark.postgres


def key(number: int, read_as: str = "python") -> Key:
    return Key(f"{number:040x}", read_as)


def packed(number: int, data: bytes = b"facts") -> Packed:
    return Packed(f"{number:040x}", number, data)


def cache(database: Database, tenant: str = "alpha", version: bytes = b"1") -> FactsCache:
    with database.owner() as owner:
        (tenant_id,) = owner.execute("SELECT id FROM code_graph.tenant WHERE name = %s", [tenant]).fetchone()
    return FactsCache(database.uri(tenant), tenant_id, lambda read_as: version + read_as.encode())


def held(database: Database) -> set[int]:
    """The numbers of what is in the cache, whosoever it is."""
    with database.owner() as owner:
        return {int(row[0].hex(), 16) for row in owner.execute("SELECT blob_id FROM code_graph.cached_facts")}


def age(database: Database, days: int, *numbers: int) -> None:
    with database.owner() as owner:
        owner.execute(
            "UPDATE code_graph.cached_facts SET last_used = current_date - %s WHERE blob_id = ANY (%s)",
            [days, [bytes.fromhex(key(number).blob_id) for number in numbers]],
        )
        owner.execute("UPDATE code_graph.tenant SET cache_pruned_at = NULL")


def uses(database: Database) -> dict[int, int]:
    """By number, the days since the last use that was noted."""
    with database.owner() as owner:
        rows = owner.execute("SELECT blob_id, current_date - last_used FROM code_graph.cached_facts")
        return {int(blob_id.hex(), 16): days for blob_id, days in rows}


def test_what_was_kept_is_found(database: Database) -> None:
    found = {key(number): packed(number, bytes([number % 256]) * number) for number in range(2_500)}
    cache(database).keep(found)
    assert dict(cache(database).find([*found, key(9_999), key(1, "go")])) == found
    assert list(cache(database).find([])) == []


def test_another_way_to_read_or_version_is_another_matter(database: Database) -> None:
    cache(database).keep({key(1): packed(1)})
    assert dict(cache(database).find([key(1, "go")])) == {}
    assert dict(cache(database, version=b"2").find([key(1)])) == {}
    cache(database, version=b"2").keep({key(1): packed(1, b"new")})
    assert dict(cache(database, version=b"2").find([key(1)])) == {key(1): packed(1, b"new")}
    assert dict(cache(database).find([key(1)])) == {key(1): packed(1)}


def test_a_tenant_finds_its_own_alone(database: Database) -> None:
    cache(database, "beta").keep({key(1): packed(1, b"beta's")})
    assert dict(cache(database).find([key(1)])) == {}
    cache(database).keep({key(1): packed(1, b"alpha's")})
    assert dict(cache(database).find([key(1)])) == {key(1): packed(1, b"alpha's")}
    assert dict(cache(database, "beta").find([key(1)])) == {key(1): packed(1, b"beta's")}


def test_what_is_there_already_stays(database: Database) -> None:
    cache(database).keep({key(1): packed(1, b"first")})
    cache(database).keep({key(1): packed(1, b"second"), key(2): packed(2)})
    assert dict(cache(database).find([key(1), key(2)])) == {key(1): packed(1, b"first"), key(2): packed(2)}


def test_a_use_is_noted_now_and_then(database: Database) -> None:
    cache(database).keep({key(number): packed(number) for number in (1, 2, 3)})
    age(database, 7, 1)
    age(database, 8, 2, 3)
    assert len(list(cache(database).find([key(1), key(2)]))) == 2
    assert uses(database) == {1: 7, 2: 0, 3: 8}


def test_what_nobody_uses_is_forgotten(database: Database) -> None:
    cache(database).keep({key(number): packed(number) for number in range(10)})
    cache(database, "beta").keep({key(number): packed(number) for number in range(20, 23)})
    age(database, 31, 1, 2, 21)
    age(database, 30, 3)
    cache(database).keep({key(11): packed(11)})
    # beta's is for beta's runs.
    assert held(database) == {0, 3, 4, 5, 6, 7, 8, 9, 11, 20, 21, 22}


def test_it_is_not_looked_for_more_than_once_a_day(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache(database).keep({key(number): packed(number) for number in range(10)})
    with database.owner() as owner:
        owner.execute("UPDATE code_graph.cached_facts SET last_used = last_used - 99")
    cache(database).keep({key(11): packed(11)})
    assert len(held(database)) == 11
    monkeypatch.setattr(facts_cache, "MANY", 2)
    cache(database).keep({key(12): packed(12), key(13): packed(13)})
    assert held(database) == {11, 12, 13}


def test_it_is_bounded_and_what_was_used_last_stays(database: Database) -> None:
    add_tenant(database.owner_uri, "alpha", max_cache_bytes=1_000)
    cache(database).keep({key(number): packed(number, b"x" * 100) for number in range(8)})
    assert len(held(database)) == 8
    age(database, 1, 0, 1, 2)
    age(database, 5, 3)
    cache(database).keep({key(number): packed(number, b"x" * 100) for number in (10, 11, 12)})
    assert len(held(database)) == 10
    assert held(database) >= {4, 5, 6, 7, 10, 11, 12}
    assert 3 not in held(database)


def test_a_run_forgets_a_bounded_number(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facts_cache, "PRUNED_AT_ONCE", 2)
    cache(database).keep({key(number): packed(number) for number in range(6)})
    age(database, 99, *range(6))
    cache(database).keep({key(10): packed(10)})
    assert len(held(database)) == 5


def test_a_publish_under_way_is_not_waited_for(database: Database) -> None:
    cache(database).keep({key(1): packed(1)})
    age(database, 99, 1)
    with database.owner() as owner, owner.transaction():
        owner.execute("UPDATE code_graph.tenant SET last_published_at = now()")
        cache(database).keep({key(2): packed(2)})
    assert held(database) == {1, 2}
    cache(database).keep({key(3): packed(3)})
    assert held(database) == {2, 3}


def test_runs_at_once_do_not_stand_in_each_other_s_way(database: Database) -> None:
    found = {key(number): packed(number) for number in range(1_500)}
    failures: list[Exception] = []

    def run() -> None:
        try:
            for _ in range(3):
                age(database, 8, *range(0, 1_500, 7))
                cache(database).keep(found)
                list(cache(database).find(found))
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=run) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(held(database)) == 1_500
