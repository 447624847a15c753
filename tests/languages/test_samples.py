"""Each language's sample project: what the graph must say of it stands in its comments.

A comment that begins with `=>` tells what the graph knows of its line, in clauses separated by `;`:

    class Cart(Base):    # => defines class Cart; inherits shop.base.Base
        self.add(1)      # => calls Cart.add (inferred)
        x.run()          # => unresolved calls x.run

A clause is `defines KIND NAME`, or `EDGE TARGET, TARGET`, or `unresolved EDGE TEXT`. Names without the file's
own module are of that file. The certainty is `exact` unless said. The edge starts at the innermost
definition around the line; where it does not, the clause ends with `from NAME`. All clauses together
are all that the graph knows: neither missing nor further edges are accepted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pytest

from repository_indexer.graph import graph_of
from repository_indexer.model import Graph, Node, NodeKind

SAMPLES = Path(__file__).parent / "samples"
COMMENT = re.compile(r"(?:#|//|/\*|--|;|!|\(\*) => (?P<clauses>.*?)\s*(?:\*/|\*\))?$")
CLAUSE = re.compile(
    r"(?P<verb>defines \w+|unresolved \w+|\w+) (?P<names>.+?)"
    r"(?: \((?P<resolution>\w+)\))?(?: from (?P<source>\S+))?$"
)


class Statement(NamedTuple):
    """One thing that is so, by the comments or by the graph."""

    file: str
    line: int
    verb: str
    name: str
    resolution: str
    source: str


def expected_in(root: Path, graph: Graph) -> set[Statement]:
    """What the comments of the sample project say."""
    own = {node.qualified_name for node in graph.nodes}
    expected = set()
    for path in sorted(root.rglob("*")):
        file = path.relative_to(root).as_posix()
        if not path.is_file() or not any(record.path == file and record.language for record in graph.files):
            continue
        prefix = prefix_of(graph, file)
        for number, text in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            comment = COMMENT.search(text)
            for clause in comment["clauses"].split("; ") if comment else ():
                match = CLAUSE.fullmatch(clause.strip())
                assert match, f"{file}:{number}: {clause!r} is no clause"
                verb = match["verb"]
                is_edge = " " not in verb
                source = "" if verb.startswith("defines") else around(graph, file, number)
                if match["source"]:
                    inside = f"{prefix}.{match['source']}"
                    source = inside if inside in own else match["source"]
                resolution = (match["resolution"] or "exact") if is_edge else ""
                for written in match["names"].split(", ") if is_edge else [match["names"]]:
                    is_local = not verb.startswith("unresolved") and f"{prefix}.{written}" in own
                    name = f"{prefix}.{written}" if is_local else written
                    expected.add(Statement(file, number, verb, name, resolution, source))
    return expected


def found_in(graph: Graph) -> set[Statement]:
    """What the graph says, except what lies in what, and that files are modules."""
    nodes = graph.nodes
    # The module that a file is comes before those that are defined in it.
    files = {node.file: node for node in reversed(nodes) if node.kind in (NodeKind.MODULE, NodeKind.PACKAGE)}
    found = {
        Statement(node.file, node.start_line, f"defines {node.kind}", node.qualified_name, "", "")
        for node in nodes
        if node.file and node is not files[node.file]
    }
    for edge in graph.edges:
        source = nodes[edge.source]
        if edge.kind != "contains":
            assert source.file is not None
            target = nodes[edge.target].qualified_name
            found.add(
                Statement(source.file, edge.line, edge.kind, target, edge.resolution, source.qualified_name)
            )
    for reference in graph.unresolved:
        source = nodes[reference.source]
        assert source.file is not None
        verb = f"unresolved {reference.kind}"
        found.add(Statement(source.file, reference.line, verb, reference.text, "", source.qualified_name))
    return found


def prefix_of(graph: Graph, file: str) -> str:
    """What the qualified names of the file's definitions begin with."""
    modules = [node for node in graph.nodes if node.file == file and node.kind in ("module", "package")]
    return modules[0].qualified_name.removesuffix("/" + file.rpartition("/")[2])


def around(graph: Graph, file: str, line: int) -> str:
    """The qualified name of the innermost definition around a line."""
    holding = [node for node in graph.nodes if node.file == file and node.start_line <= line <= node.end_line]
    bodies = [node for node in holding if node.kind not in (NodeKind.FIELD, NodeKind.CONSTANT)]
    return min(bodies or holding, key=_size).qualified_name


def _size(node: Node) -> tuple[int, int]:
    return node.end_line - node.start_line, -len(node.qualified_name)


def clauses(statements: Iterable[Statement], graph: Graph) -> list[str]:
    """Statements about one line as its comment has them: what a failing test prints, ready to be judged."""
    grouped: dict[tuple[str, str, str], list[str]] = {}
    for one in sorted(statements, key=lambda one: (not one.verb.startswith("defines"), one)):
        prefix = prefix_of(graph, one.file) + "."
        implied = one.verb.startswith("defines") or one.source == around(graph, one.file, one.line)
        ending = f" ({one.resolution})" if one.resolution not in ("", "exact") else ""
        ending += "" if implied else f" from {one.source.removeprefix(prefix)}"
        name = one.name if one.verb.startswith("unresolved") else one.name.removeprefix(prefix)
        alone = name if " " in one.verb else ""
        grouped.setdefault((one.verb, ending, alone), []).append(name)
    return [f"{verb} {', '.join(names)}{ending}" for (verb, ending, _), names in grouped.items()]


@pytest.mark.parametrize("language", sorted(folder.name for folder in SAMPLES.iterdir()))
def test_the_graph_of_a_sample_is_what_its_comments_say(language: str) -> None:
    graph = graph_of(SAMPLES / language)
    expected, found = expected_in(SAMPLES / language, graph), found_in(graph)
    assert expected, f"samples/{language} has no comments that say anything"
    report = [
        f"{title} {one.file}:{one.line}: {clauses([one], graph)[0]}"
        for title, difference in (("missing:   ", expected - found), ("unexpected:", found - expected))
        for one in sorted(difference)
    ]
    assert not report, "\n" + "\n".join(report)
