"""Rows: ids that stay, lines relative to their node, text that PostgreSQL can hold."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repository_indexer.model import Edge, EdgeKind, Graph, Node, NodeKind, Resolution, UnresolvedReference
from repository_indexer.rows import MAX_NAME_BYTES, GraphRows, hash64, rows_of, storable
from sample_graphs import file, flask, graphs, node


def ids(nodes: list[Node], hash_function=hash64) -> dict[tuple[object, ...], int]:
    rows = rows_of(Graph(nodes, [], [], [file("app.py"), file("cli.py")]), hash_function)
    found = all_of(rows.nodes, rows)
    by_values = {(row[6], row[4], row[8], row[9], row[5]): row[0] for row in found}
    assert len(by_values) == len(found) == len(nodes)
    return {
        (n.language, n.kind, n.qualified_name, n.signature, n.ordinal): by_values[
            n.language,
            n.kind.value,
            storable(n.qualified_name, MAX_NAME_BYTES),
            storable(n.signature, MAX_NAME_BYTES),
            n.ordinal,
        ]
        for n in nodes
    }


def all_of(part: Callable[[int], list[tuple]], rows: GraphRows) -> list[tuple]:
    """The rows of one kind of all owners."""
    return [row for owner in rows.owners for row in part(owner)]


def test_an_id_is_the_same_on_every_machine_and_in_every_release() -> None:
    method = Node(NodeKind.METHOD, "python", "flask.app.Flask.run", "run", signature="(self)")
    # printf 'python\0method\0flask.app.Flask.run\0(self)\0000' | b2sum -l 64, read as a signed integer
    assert list(ids([method]).values()) == [-1_311_897_182_708_148_718]


@pytest.mark.parametrize(
    "changed",
    [
        {"language": "go"},
        {"kind": NodeKind.CLASS},
        {"qualified_name": "app.Flask.stop"},
        {"signature": "(self, port)"},
        {"ordinal": 1},
    ],
)
def test_the_identity_makes_the_id(changed: dict[str, object]) -> None:
    one = node("app.Flask.run")
    assert len(set(ids([one, replace(one, **changed)]).values())) == 2


@pytest.mark.parametrize(
    "changed",
    [{"start_line": 99}, {"end_line": 99}, {"doc": "new"}, {"file": "cli.py"}, {"package": "requests"}],
)
def test_nothing_else_does(changed: dict[str, object]) -> None:
    one = node("app.Flask.run")
    assert ids([one]) == ids([replace(one, **changed)])


@given(graphs(), st.randoms(use_true_random=False))
def test_colliding_hashes_are_resolved_alike_in_any_order(graph: Graph, random_: random.Random) -> None:
    def few_bits(text: str) -> int:
        return hash64(text) % 8 if text.count("\0") == 4 else hash64(text) % 64

    shuffled = random_.sample(graph.nodes, len(graph.nodes))
    paths = [replace(n, file=None) for n in graph.nodes]
    assert ids(paths, few_bits) == ids([replace(n, file=None) for n in shuffled], few_bits)
    assert len(set(ids(paths, few_bits).values())) == len(graph.nodes)


def test_who_does_not_collide_keeps_its_id_whoever_else_collides() -> None:
    def collide(text: str) -> int:
        return (
            {"a": 1, "b": 1, "c": 2}.get(text.split("\0")[2], 3)
            if text.count("\0") == 4
            else 2 + len(text) % 2
        )

    alone = ids([node("c")], collide)
    among_others = ids([node("a"), node("b"), node("c")], collide)
    assert among_others.items() >= alone.items()


def test_a_line_inserted_above_changes_no_edge_and_no_unresolved_reference() -> None:
    before = flask()
    after = Graph(
        [
            replace(n, start_line=n.start_line + 1, end_line=n.end_line + 1) if n.file else n
            for n in before.nodes
        ],
        [replace(e, line=e.line + 1) if e.line else e for e in before.edges],
        [replace(u, line=u.line + 1) for u in before.unresolved],
        before.files,
    )
    rows_before, rows_after = rows_of(before), rows_of(after)
    assert all_of(rows_before.edges, rows_before) == all_of(rows_after.edges, rows_after) != []
    assert all_of(rows_before.unresolved, rows_before) == all_of(rows_after.unresolved, rows_after) != []


def test_an_edge_without_a_line_has_no_site() -> None:
    graph = Graph([node("a", line=7)], [Edge(EdgeKind.CONTAINS, 0, 0, 0, Resolution.EXACT)])
    graph.files = [file()]
    ((_, _, site, _, _),) = rows_of(graph).edges(0)
    assert site is None


def test_every_row_has_one_owner() -> None:
    graph = flask()
    rows = rows_of(graph)
    assert [len(rows.nodes(owner)) for owner in rows.owners] == [6, 4, 0, 1]
    assert [len(rows.edges(owner)) for owner in rows.owners] == [8, 10, 0, 0]
    assert [len(rows.unresolved(owner)) for owner in rows.owners] == [0, 2, 0, 0]
    assert [rows.owner_id(owner) for owner in rows.owners] == [*(row[0] for row in rows.files), None]
    assert {row[1] for row in rows.nodes(1)} == {rows.owner_id(1)}


@given(graphs())
def test_the_rows_of_all_owners_are_all_rows(graph: Graph) -> None:
    rows = rows_of(graph)
    nodes, edges = all_of(rows.nodes, rows), all_of(rows.edges, rows)
    assert len(nodes) == len(graph.nodes)
    # Each once, as the most certain of those that are alike.
    certainty = [one.value for one in Resolution]
    best: dict[tuple, str] = {}
    ids = [row[0] for row in all_of(rows.nodes, rows)]
    by_name = dict(zip((row[8:10] + row[4:6] for row in nodes), ids, strict=True))
    for one in graph.edges:
        ends = [
            by_name[storable(n.qualified_name, MAX_NAME_BYTES), n.signature, n.kind.value, n.ordinal]
            for n in (graph.nodes[one.source], graph.nodes[one.target])
        ]
        key = (*ends, one.line - graph.nodes[one.source].start_line if one.line else None, one.kind.value)
        best[key] = min(best.get(key, "candidate"), one.resolution.value, key=certainty.index)
    assert sorted(edges, key=repr) == sorted(
        ((source, target, site, kind, found) for (source, target, site, kind), found in best.items()),
        key=repr,
    )
    unresolved = all_of(rows.unresolved, rows)
    assert len(set(unresolved)) == len(unresolved)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "plain",
        "naïve",
        "nul\0byte",
        "\ud800 alone",
        "é" * 5_000,
        "x" * 10_000_000,
        "\U0001f600" * 400,
        "…" * 334,
    ],
)
def test_text_is_bounded_and_can_be_stored(text: str) -> None:
    stored = storable(text, MAX_NAME_BYTES)
    assert len(stored.encode()) <= MAX_NAME_BYTES
    assert "\0" not in stored
    assert storable(stored, MAX_NAME_BYTES) == stored


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=250))
def test_text_that_can_be_stored_is_left_alone(text: str) -> None:
    assert storable(text, MAX_NAME_BYTES) == text


def test_long_texts_that_differ_only_at_the_end_stay_different() -> None:
    assert storable("x" * 5_000 + "a", MAX_NAME_BYTES) != storable("x" * 5_000 + "b", MAX_NAME_BYTES)


def test_definitions_that_were_given_one_identity_are_both_kept() -> None:
    twice = [node("app.f", line=1), node("app.f", line=9)]
    rows = rows_of(Graph(twice, [], [], [file()])).nodes(0)
    assert len({row[0] for row in rows}) == 2


def test_unresolved_text_is_bounded() -> None:
    graph = Graph([node("a")], [], [UnresolvedReference(EdgeKind.CALLS, 0, "x" * 10_000, 1)], [file()])
    ((_, _, _, text),) = rows_of(graph).unresolved(0)
    assert len(text.encode()) == MAX_NAME_BYTES
