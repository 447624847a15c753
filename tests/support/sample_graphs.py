"""Small graphs for the tests of the database, and random ones."""

from __future__ import annotations

from hypothesis import strategies as st

from repository_indexer.model import (
    Edge,
    EdgeKind,
    FileRecord,
    Graph,
    Node,
    NodeKind,
    Resolution,
    SkipReason,
    UnresolvedReference,
)


def node(
    qualified_name: str, kind: NodeKind = NodeKind.FUNCTION, line: int = 1, file: str = "app.py"
) -> Node:
    return Node(kind, "python", qualified_name, qualified_name.rpartition(".")[2], file, line, line + 4)


def edge(
    kind: EdgeKind, source: int, target: int, line: int = 0, resolution: Resolution = Resolution.EXACT
) -> Edge:
    return Edge(kind, source, target, line, resolution)


def file(path: str = "app.py") -> FileRecord:
    return FileRecord(path, "0" * 40, 100, "python")


def flask() -> Graph:
    """A module with a class, its subclasses, a cycle of calls, and something of every edge and file."""
    nodes = [
        node("app", NodeKind.MODULE),  # 0
        node("app.Base", NodeKind.CLASS, 3),  # 1
        node("app.Base.run", NodeKind.METHOD, 4),  # 2
        node("app.Flask", NodeKind.CLASS, 10),  # 3
        node("app.Flask.run", NodeKind.METHOD, 11),  # 4
        node("app.Quart", NodeKind.CLASS, 20),  # 5
        node("cli", NodeKind.MODULE, 1, "cli.py"),  # 6
        node("cli.main", NodeKind.FUNCTION, 5, "cli.py"),  # 7
        node("cli.helper", NodeKind.FUNCTION, 15, "cli.py"),  # 8
        node("cli.guess", NodeKind.FUNCTION, 25, "cli.py"),  # 9
        Node(NodeKind.EXTERNAL, "python", "os.path.join", "join", package="python"),  # 10
    ]
    kind = EdgeKind
    edges = [
        edge(kind.CONTAINS, 0, 1),
        edge(kind.CONTAINS, 1, 2),
        edge(kind.CONTAINS, 0, 3),
        edge(kind.CONTAINS, 3, 4),
        edge(kind.CONTAINS, 0, 5),
        edge(kind.CONTAINS, 6, 7),
        edge(kind.CONTAINS, 6, 8),
        edge(kind.CONTAINS, 6, 9),
        edge(kind.INHERITS, 3, 1, 10),
        edge(kind.INHERITS, 5, 3, 20),
        edge(kind.OVERRIDES, 4, 2, 11),
        edge(kind.IMPORTS, 6, 3, 1),
        edge(kind.INSTANTIATES, 7, 3, 6),
        edge(kind.CALLS, 7, 4, 7, Resolution.INFERRED),
        edge(kind.CALLS, 8, 7, 16),
        edge(kind.CALLS, 7, 8, 8),
        edge(kind.CALLS, 9, 4, 26, Resolution.CANDIDATE),
        edge(kind.CALLS, 8, 10, 17),
    ]
    unresolved = [
        UnresolvedReference(kind.CALLS, 7, "self.thing.start", 9),
        UnresolvedReference(kind.CALLS, 8, "unknown", 18),
    ]
    files = [file("app.py"), file("cli.py"), FileRecord("logo.png", "1" * 40, 9, None, SkipReason.BINARY)]
    return Graph(nodes, edges, unresolved, files)


_names = st.sampled_from(["a", "b.c", "b.d", "naïve", "<lambda1>", "x" * 2_000, "nul\0", "\ud800", ""])


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Graphs with few names, so that two of them share nodes and edges, with duplicates and hostile text."""
    paths = draw(st.lists(st.sampled_from(["a.py", "b.py", "c d.py"]), unique=True, min_size=1))
    files = [
        FileRecord(path, draw(st.sampled_from(["0" * 40, "1" * 40])), draw(st.integers(0, 2**40)), "python")
        for path in paths
    ]
    identities = draw(
        st.lists(
            st.tuples(
                st.sampled_from(list(NodeKind)[:3]), _names, st.sampled_from(["", "(x)"]), st.integers(0, 1)
            ),
            unique=True,
            max_size=8,
        )
    )
    nodes = [
        Node(
            kind,
            "python",
            name,
            name[-3:],
            draw(st.sampled_from([*paths, None])),
            draw(st.integers(1, 3)),
            draw(st.integers(3, 5)),
            signature,
            draw(_names),
            tuple(draw(st.lists(_names, max_size=2))),
            (),
            ordinal,
            draw(st.sampled_from(["", "requests"])),
        )
        for kind, name, signature, ordinal in identities
    ]
    if not nodes:
        return Graph([], [], [], files)
    position = st.integers(0, len(nodes) - 1)
    kinds = st.sampled_from([EdgeKind.CALLS, EdgeKind.CONTAINS])
    resolutions = st.sampled_from(Resolution)
    edges = draw(
        st.lists(st.builds(Edge, kinds, position, position, st.integers(0, 3), resolutions), max_size=12)
    )
    unresolved = draw(
        st.lists(st.builds(UnresolvedReference, kinds, position, _names, st.integers(0, 2)), max_size=6)
    )
    return Graph(nodes, edges, unresolved, files)
