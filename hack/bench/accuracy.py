"""How right the graph is: against the annotated samples of each language, and against call graphs of others.

`python hack/bench/accuracy.py [SNIPPETS]`: SNIPPETS is the folder `micro-benchmark/snippets` of PyCG
(github.com/vitsalis/PyCG), or one laid out alike: programs below it, each a folder with a `callgraph.json`
that tells callees by caller. Of these only edges between definitions of the program count, and of those that
were found only the ones of resolution exact or inferred. An instantiation is a call of the class's
`__init__`, where one is defined.
"""

from __future__ import annotations

import sys

# As a script it would find the operator.py beside it in place of the standard library's.
sys.path[:] = [one for one in sys.path if not one.endswith("/hack/bench")]

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "job_image"), str(ROOT / "crds")]

from tests.languages import test_samples as samples  # knows how to read the comments

from repository_indexer.graph import graph_of  # from the work tree, installed or not
from repository_indexer.model import EdgeKind, Resolution

Edge = tuple[str, str]


class Score(NamedTuple):
    """Edges that are true, that were found, and that are both."""

    expected: frozenset[Edge]
    found: frozenset[Edge]

    @property
    def missing(self) -> frozenset[Edge]:
        """Those that were not found."""
        return self.expected - self.found

    @property
    def wrong(self) -> frozenset[Edge]:
        """Those that were found, but are none."""
        return self.found - self.expected


def score_of(program: Path) -> Score:
    """How the graph of a program compares with its `callgraph.json`."""
    graph = graph_of(program)
    own = {node.qualified_name for node in graph.nodes if node.file}
    told = json.loads((program / "callgraph.json").read_text(encoding="utf-8"))
    expected = {(caller, callee) for caller, callees in told.items() for callee in callees}
    found = {
        (graph.nodes[edge.source].qualified_name, graph.nodes[edge.target].qualified_name)
        for edge in graph.edges
        if edge.kind is EdgeKind.CALLS and edge.resolution is not Resolution.CANDIDATE
    }
    return Score(
        frozenset(edge for edge in expected if own.issuperset(edge)),
        frozenset(edge for edge in found if own.issuperset(edge)),
    )


def programs_below(folder: Path) -> dict[str, dict[str, Score]]:
    """The scores of all programs, by category and name."""
    scores: dict[str, dict[str, Score]] = {}
    for told in sorted(folder.rglob("callgraph.json")):
        category, _, name = told.parent.relative_to(folder).as_posix().rpartition("/")
        scores.setdefault(category, {})[name] = score_of(told.parent)
    return scores


def rows_of_programs(scores: dict[str, dict[str, Score]]) -> Iterator[tuple[str, ...]]:
    """Category, programs, those without a missing edge, expected and found edges, precision, recall."""
    together = {
        "all": {f"{outer}/{name}": one for outer, inner in scores.items() for name, one in inner.items()}
    }
    for category, programs in (scores | together).items():
        expected = sum(len(one.expected) for one in programs.values())
        found = sum(len(one.found) for one in programs.values())
        right = sum(len(one.expected & one.found) for one in programs.values())
        complete = sum(not one.missing for one in programs.values())
        precision, recall = right / found if found else 1.0, right / expected if expected else 1.0
        counts = (len(programs), complete, expected, found)
        yield category, *(str(count) for count in counts), f"{precision:.3f}", f"{recall:.3f}"


def rows_of_samples() -> Iterator[tuple[str, ...]]:
    """Language, and for each resolution the edges found, of those the right ones, and the expected ones."""
    for folder in sorted(samples.SAMPLES.iterdir()):
        graph = graph_of(folder)
        expected = {one for one in samples.expected_in(folder, graph) if one.resolution}
        found = {one for one in samples.found_in(graph) if one.resolution}
        counts = [Counter(one.resolution for one in edges) for edges in (found, found & expected, expected)]
        yield folder.name, *(f"{counts[0][one]} / {counts[1][one]} / {counts[2][one]}" for one in Resolution)


def main(arguments: list[str]) -> None:
    """Print the tables."""
    console = Console()
    table = Table("language", *(f"{one.value}: found / right / expected" for one in Resolution))
    for row in rows_of_samples():
        table.add_row(*row)
    console.print(table)
    for argument in arguments:
        scores = programs_below(Path(argument))
        table = Table("programs", "all", "complete", "edges", "found", "precision", "recall")
        for row in rows_of_programs(scores):
            table.add_row(*row)
        console.print(table)
        for category, programs in scores.items():
            for name, score in programs.items():
                for title, edges in (("missing", score.missing), ("wrong", score.wrong)):
                    for caller, callee in sorted(edges):
                        console.print(f"{title}: {category}/{name}: {caller} -> {callee}", highlight=False)


if __name__ == "__main__":
    main(sys.argv[1:])
