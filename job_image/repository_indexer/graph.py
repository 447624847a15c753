"""From the packed facts of files to their graph; the graph of a folder without any database, printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from repository_indexer.dialects import decide_dialects, is_undecided
from repository_indexer.errors import IndexingError
from repository_indexer.facts import FileFacts
from repository_indexer.folder import Folder
from repository_indexer.inventory import read_manifests, take_inventory
from repository_indexer.model import FileRecord, Graph, InventoryFile, SkipReason
from repository_indexer.packed import Packed, unpack
from repository_indexer.parallel_extract import extract_in_parallel, scan_in_parallel
from repository_indexer.resolve import resolve

_decoder = msgspec.msgpack.Decoder(FileFacts)


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
    tree = Folder(root)
    files = take_inventory(
        tree, include=include, exclude=exclude, languages=languages, max_file_bytes=max_file_bytes
    )
    undecided = [file for file in files if is_undecided(file)]
    scans = scan_in_parallel(tree, undecided, max_file_bytes=max_file_bytes)
    told = {file.path: scan.data for file, scan in zip(undecided, scans, strict=True) if scan}
    files = decide_dialects(files, told, languages)
    wanted = [file for file in files if file.read_as]
    packed = extract_in_parallel(tree, wanted, max_file_bytes=max_file_bytes)
    found = {file.path: facts for file, facts in zip(wanted, packed, strict=True)}
    return graph_from(files, found, read_manifests(files, tree.reader()), languages)


def graph_from(
    files: Sequence[InventoryFile],
    packed: Mapping[str, Packed],
    manifests: Mapping[str, bytes],
    languages: Sequence[str] = (),
) -> Graph:
    """The graph of a repository.

    Args:
        files: all of them.
        packed: by path, the facts of those that were to be read.
        manifests: contents by path.
        languages: names of languages; if any, files in others are left out.
    """
    facts: dict[str, FileFacts] = {}
    records = []
    for file in files:
        found = packed.get(file.path)
        told = None if found is None else unpack(found.data, _decoder)
        if found is not None and told is None:
            raise IndexingError(f"the facts of {file.path!r} cannot be unpacked")
        record = _file_record(file, found, told, languages)
        if told is not None and record.skip is None:
            facts[file.path] = told
        records.append(record)
    graph = resolve(list(facts.items()), manifests)
    graph.files = records
    return graph


def _file_record(
    file: InventoryFile, packed: Packed | None, facts: FileFacts | None, languages: Sequence[str]
) -> FileRecord:
    """What became of a file."""
    if packed is None or facts is None:
        return FileRecord(file.path, file.blob_id, file.size, None, file.skip)
    skip = SkipReason(facts.skip) if facts.skip else None
    if languages and facts.language and facts.language not in languages:
        # Its name did not tell.
        skip = SkipReason.EXCLUDED
    return FileRecord(
        path=file.path,
        blob_id=packed.blob_id,
        size=packed.size,
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
