"""A file that the rules fail on costs the edges of its own code, and says so; never the run."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from repository_indexer.extract import extract_file
from repository_indexer.facts import Call, Definition, Expression, FileFacts
from repository_indexer.graph import graph_of
from repository_indexer.model import EdgeKind, Graph
from repository_indexer.resolve import resolve
from repository_indexer.resolve.failures import TOLERATED_FAILURES

DEEP = 40
STACK = 130
"""Frames: these rules take some sixty as a rule, and hundreds for a value out of `DEEP` functions."""
DEEP_SOURCE = (
    "".join(f"def f{at}(): return f{at + 1}()\n" for at in range(DEEP)) + f"def f{DEEP}(): return 1\n"
)
USER_SOURCE = "import deep\ndef one(): deep.f0().x()\ndef two(): one()\n"

TWO_FUNCTIONS = {
    "java": b"class %s { static void one() {} static void two() { one(); } }\n",
    "javascript": b"class %s { static one() {} static two() { %s.one(); } }\n",
    "python": b"class %s:\n    def one(self): pass\n    def two(self): self.one()\n",
}
FAR = 1_000_000


@pytest.fixture
def little_stack() -> Iterator[None]:
    """So little that it is too much for what the rules follow to the end otherwise."""
    depth, frame = 0, sys._getframe()
    while frame is not None:
        depth, frame = depth + 1, frame.f_back  # type: ignore[assignment]
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(depth + STACK)
    yield
    sys.setrecursionlimit(before)


def relations(graph: Graph, kind: EdgeKind = EdgeKind.CALLS) -> set[tuple[str, str]]:
    names = [node.qualified_name for node in graph.nodes]
    return {(names[edge.source], names[edge.target]) for edge in graph.edges if edge.kind is kind}


def two_functions(language: str, name: str) -> FileFacts:
    text = TWO_FUNCTIONS[language].replace(b"%s", name.encode())
    return extract_file(text, language, name)


@pytest.mark.usefixtures("little_stack")
def test_code_that_takes_up_the_stack_costs_its_own_edges(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "deep.py").write_text(DEEP_SOURCE)
    (tmp_path / "user.py").write_text(USER_SOURCE)
    graph = graph_of(tmp_path)
    # It is not the file that asked which is at fault.
    assert relations(graph) == {("user.one", "deep.f0"), ("user.two", "user.one")}
    assert sum(node.file == "deep.py" for node in graph.nodes) == 1 + DEEP + 1
    assert [(file.path, file.language, file.skip) for file in graph.files] == [
        ("deep.py", "python", "resolver-failed"),
        ("user.py", "python", None),
    ]
    assert "deep.py: the rules fail on it" in caplog.text


@pytest.mark.parametrize("language", TWO_FUNCTIONS)
def test_a_defect_met_in_one_files_code(language: str) -> None:
    """Provoked by facts that no extractor should tell: a call that goes on from one that is not there."""
    good, bad = two_functions(language, "Good"), two_functions(language, "Bad")
    whole = resolve([("bad", bad), ("good", good)], {})
    assert len(relations(whole)) == 2
    bad.calls.append(Call(0, ".x", 1, FAR))
    graph = resolve([("bad", bad), ("good", good)], {})
    assert graph.failed == {"bad"}
    assert {source for source, _ in relations(graph)} == {
        source for source, _ in relations(whole) if "Good" in source
    }
    assert graph.nodes == whole.nodes
    contains = EdgeKind.CONTAINS
    assert relations(graph, contains) == relations(whole, contains)


@pytest.mark.parametrize("language", TWO_FUNCTIONS)
def test_a_defect_met_in_one_files_definitions(language: str) -> None:
    """What lies in nothing that is there cannot even be named: nothing of the file is left."""
    good, bad = two_functions(language, "Good"), two_functions(language, "Bad")
    bad.definitions.append(Definition("function", "f", FAR, 1, 1))
    graph = resolve([("bad", bad), ("good", good)], {})
    alone = resolve([("good", good)], {})
    assert (graph.failed, graph.nodes) == ({"bad"}, alone.nodes)
    assert list(graph.edges) == list(alone.edges)


def test_a_defect_met_in_a_base() -> None:
    good, bad = two_functions("python", "Good"), two_functions("python", "Bad")
    bad.definitions[1].bases.append(Expression(".x", 1, FAR))
    assert resolve([("bad", bad), ("good", good)], {}).failed == {"bad"}


def test_a_defect_met_in_most_files_is_one_of_ours() -> None:
    sources = [
        (f"f{number}", two_functions("python", f"C{number}")) for number in range(TOLERATED_FAILURES + 1)
    ]
    for _, facts in sources[1:]:
        facts.calls.append(Call(0, ".x", 1, FAR))
    assert len(resolve(sources, {}).failed) == TOLERATED_FAILURES
    sources[0][1].calls.append(Call(0, ".x", 1, FAR))
    with pytest.raises(IndexError):
        resolve(sources, {})
