"""The graph of a folder without any database, and how it is printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from repository_indexer.extract import extract_path
from repository_indexer.facts import FileFacts
from repository_indexer.inventory import read_manifests, take_inventory
from repository_indexer.model import FileRecord, Graph, InventoryFile, SkipReason
from repository_indexer.resolve import resolve


def graph_of(
    root: Path,
    *,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    languages: Sequence[str] = (),
    max_file_bytes: int = 1_000_000,
) -> Graph:
    """The graph of the files below `root`, made in this process; arguments as in `take_inventory`.

    Raises:
        RepositoryParseError: `root` is no folder or cannot be read, or a pattern is none.
    """
    files = take_inventory(
        root, include=include, exclude=exclude, languages=languages, max_file_bytes=max_file_bytes
    )
    facts = {
        file.path: extract_path(file.raw_path, file.language, file.path, max_file_bytes)
        for file in files
        if file.language is not None
    }
    graph = resolve(list(facts.items()), read_manifests(files))
    graph.files = [file_record(file, facts.get(file.path)) for file in files]
    return graph


def file_record(file: InventoryFile, facts: FileFacts | None) -> FileRecord:
    """What became of a file; `facts` are what its extraction gave, None if it was skipped before."""
    skip = SkipReason(facts.skip) if facts is not None and facts.skip else file.skip
    return FileRecord(
        path=file.path,
        blob_id=file.blob_id,
        size=file.size,
        language=None if skip else file.language,
        skip=skip,
        has_parse_error=facts is not None and facts.has_parse_error,
    )


def json_lines(graph: Graph) -> Iterator[str]:
    """The graph as JSON Lines, without line ends: nodes, then edges, then unresolved references.

    `file` and `line` of an edge or reference are those of its site, which lies in the source node's file.
    """
    encode = msgspec.json.Encoder().encode
    nodes = graph.nodes
    for node in nodes:
        line: dict[str, object] = {
            "type": "node",
            "kind": node.kind,
            "qualified_name": node.qualified_name,
            "name": node.name,
            "file": node.file,
            "start_line": node.start_line,
            "end_line": node.end_line,
            "language": node.language,
        }
        yield encode(line).decode()
    for edge in graph.edges:
        line = {
            "type": "edge",
            "kind": edge.kind,
            "source": nodes[edge.source].qualified_name,
            "target": nodes[edge.target].qualified_name,
            "file": nodes[edge.source].file,
            "line": edge.line,
            "resolution": edge.resolution,
        }
        yield encode(line).decode()
    for reference in graph.unresolved:
        line = {
            "type": "unresolved",
            "kind": reference.kind,
            "source": nodes[reference.source].qualified_name,
            "text": reference.text,
            "file": nodes[reference.source].file,
            "line": reference.line,
        }
        yield encode(line).decode()
