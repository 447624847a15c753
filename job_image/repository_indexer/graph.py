"""From what files say to their graph; the graph of a folder without any database, and how it is printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import msgspec

from repository_indexer.facts import FileFacts
from repository_indexer.folder import Folder
from repository_indexer.gathering import Gathered, Selection, Told, gather, list_files
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
    """The graph of the files below `root`; arguments as in `take_inventory`.

    Raises:
        RepositoryParseError: `root` is no folder or cannot be read, or a pattern is none.
    """
    selection = Selection(include, exclude, languages, max_file_bytes)
    tree = Folder(root)
    return graph_from(gather(tree, list_files(tree, selection), selection), selection)


def graph_from(gathered: Gathered, selection: Selection) -> Graph:
    """The graph of all that was gathered by this selection."""
    facts: dict[str, FileFacts] = {}
    records = []
    for file in gathered.files:
        told = gathered.told.get(file.path)
        record = _file_record(file, told, selection)
        if told is not None and record.skip is None:
            facts[file.path] = told.facts
        records.append(record)
    graph = resolve(list(facts.items()), gathered.manifests)
    graph.files = [
        replace(record, skip=SkipReason.RESOLVER_FAILED) if record.path in graph.failed else record
        for record in records
    ]
    return graph


def _file_record(file: InventoryFile, told: Told | None, selection: Selection) -> FileRecord:
    """What became of a file."""
    if told is None:
        return FileRecord(file.path, file.blob_id, file.size, None, file.skip)
    facts = told.facts
    skip = SkipReason(facts.skip) if facts.skip else None
    if selection.languages and facts.language and facts.language not in selection.languages:
        # Its name did not tell.
        skip = SkipReason.EXCLUDED
    return FileRecord(
        path=file.path,
        blob_id=told.blob_id,
        size=told.size,
        language=None if skip else facts.language,
        skip=skip,
        has_parse_error=facts.has_parse_error,
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
