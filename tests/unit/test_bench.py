"""What of `hack/bench` measures nothing: it does not rot between two benchmarks."""

import importlib
import json

import pytest

from bench import figures, indexer, parse_extract, whole_runs
from repository_indexer.graph import graph_of
from repository_indexer.model import EdgeKind


@pytest.mark.parametrize(
    "module", ["accuracy", "figures", "indexer", "parse_extract", "sources", "whole_runs", "writing"]
)
def test_every_part_can_be_loaded(module):
    assert importlib.import_module(f"bench.{module}").__doc__


def test_figures_say_whether_they_hold_and_are_written_as_the_issue_asks(tmp_path, capsys):
    path = tmp_path / "build" / "bench.json"
    made = [
        figures.at_most("a", 2, "x", 1.7),
        figures.at_least("b", 1, "n", 1),
        figures.reported("c", 3, "s"),
    ]
    figures.publish_figures(made, path)
    assert json.loads(path.read_text(encoding="utf-8")) == [
        {"figure": "a", "value": 2, "unit": "x", "target": "<= 1.7", "holds": False},
        {"figure": "b", "value": 1, "unit": "n", "target": ">= 1", "holds": True},
        {"figure": "c", "value": 3, "unit": "s", "target": "reported", "holds": None},
    ]
    assert "NO" in capsys.readouterr().out


def test_both_times_are_taken_of_the_same_files(tmp_path):
    (tmp_path / "a.py").write_text("def f():\n    return f()\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("no code", encoding="utf-8")
    found = parse_extract.measure("python", tmp_path, 1_000)
    assert (found["files"], found["bytes"]) == (1, 24)
    assert found["bare"] > 0 and found["extract"] > 0


def _callers(root, name):
    graph = graph_of(root)
    return {
        graph.nodes[edge.source].qualified_name
        for edge in graph.edges
        if edge.kind is EdgeKind.CALLS and graph.nodes[edge.target].qualified_name == name
    }


def test_a_changed_copy_has_callers_elsewhere(tmp_path):
    source, root = tmp_path / "source.py", tmp_path / "copies"
    source.write_text("value = 1\n", encoding="utf-8")
    whole_runs.copies([source], root, 102)
    texts = {path.read_text(encoding="utf-8") for path in root.rglob("module*.py")}
    assert len(texts) == 102
    elsewhere = {"package0000.module41.links_on"}
    assert _callers(root, "package0000.module42.linked42") == elsewhere
    old, new = whole_runs.rename_linked(root, 42)
    assert (_callers(root, old), _callers(root, new)) == (set(), elsewhere)


def test_what_others_are_compared_on_is_python_that_goes_on(tmp_path):
    (tmp_path / "whole.py").write_text("a = 1\n", encoding="utf-8")
    (tmp_path / "broken.py").write_text("def f(:\n", encoding="utf-8")
    found = [path.name for path in sorted(tmp_path.iterdir()) if indexer.is_plain(path)]
    assert found == ["whole.py"]
