"""The graph as rows of the database: stable ids, relative lines, and text that PostgreSQL can hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from repository_indexer.model import FileRecord, Graph, Node

MAX_NAME_BYTES = 1_000
"""Of names, paths and references: an index row of PostgreSQL holds at most 2,704 bytes."""
MAX_TEXT_BYTES = 8_000
"""Of signatures and documentation, which no index holds."""
MAX_LIST_ITEMS = 50
MAX_INTEGER = 2**31 - 1

FileRow = tuple[int, int, str, str, str | None, str | None, bool]
"""id, size, path, blob_id, language, skip, has_parse_error"""
NodeRow = tuple[int, int | None, int, int, str, int, str, str, str, str, str, list[str], list[str]]
"""id, file_id, start_line, end_line, kind, ordinal, language, name, qualified_name, signature, doc,
decorators, modifiers"""
EdgeRow = tuple[int, int, int | None, str, str]
"""source, target, site, kind, resolution"""
UnresolvedRow = tuple[int, int | None, str, str]
"""source, site, kind, text"""

Hash = Callable[[str], int]


@dataclass(frozen=True, slots=True)
class GraphRows:
    """The rows of one repository; `edges` and `unresolved` are read once."""

    files: Sequence[FileRow]
    nodes: Sequence[NodeRow]
    edges: Iterator[EdgeRow]
    unresolved: Iterator[UnresolvedRow]


def hash64(text: str) -> int:
    """A signed 64-bit hash that is the same on every machine and in every release."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)


def rows_of(graph: Graph, hash_function: Hash = hash64) -> GraphRows:
    """The graph's rows; edges and unresolved references are made as they are read, and hold no memory."""
    paths = [storable(record.path, MAX_NAME_BYTES) for record in graph.files]
    file_ids = _unique_ids([(path,) for path in paths], hash_function, significant=1)
    file_id_of = {record.path: id_ for record, id_ in zip(graph.files, file_ids, strict=True)}
    nodes = [_node_values(node) for node in graph.nodes]
    node_ids = _unique_ids(
        [
            # Last what only matters where the extractor gave two definitions one identity.
            (language, kind, qualified_name, signature, str(ordinal), node.file or "", str(node.start_line))
            for node, (_, _, kind, ordinal, language, _, qualified_name, signature, *_) in zip(
                graph.nodes, nodes, strict=True
            )
        ],
        hash_function,
        significant=5,
    )
    start_lines = [node.start_line for node in graph.nodes]

    def site(source: int, line: int) -> int | None:
        return line - start_lines[source] if line else None

    return GraphRows(
        files=list(map(_file_row, file_ids, paths, graph.files)),
        nodes=[
            (id_, file_id_of[node.file] if node.file is not None else None, *values)
            for id_, node, values in zip(node_ids, graph.nodes, nodes, strict=True)
        ],
        edges=(
            (node_ids[e.source], node_ids[e.target], site(e.source, e.line), e.kind.value, e.resolution.value)
            for e in graph.edges
        ),
        unresolved=(
            (node_ids[u.source], site(u.source, u.line), u.kind.value, storable(u.text, MAX_NAME_BYTES))
            for u in graph.unresolved
        ),
    )


def storable(text: str, max_bytes: int) -> str:
    """The text as PostgreSQL can hold it: without NUL and lone surrogates, and at most `max_bytes` of UTF-8.

    What is too long is cut and ends in a hash of the whole, so that different texts stay different.
    """
    if not text.isascii() or "\0" in text:
        text = text.replace("\0", "\ufffd").encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    if len(text) * 4 <= max_bytes:
        return text
    encoded = text.encode()
    if len(encoded) <= max_bytes:
        return text
    ending = f"…{blake2b(encoded, digest_size=8).hexdigest()}"
    return encoded[: max_bytes - len(ending.encode())].decode("utf-8", "ignore") + ending


def _unique_ids(identities: Sequence[tuple[str, ...]], hash_function: Hash, significant: int) -> list[int]:
    """An id for each identity: the hash of its first `significant` parts.

    Where hashes collide, the least identity keeps its hash and the others are hashed again with a number, so
    the result depends on the set of identities and not on their order, and who does not collide keeps its id.
    """
    keys = ["\0".join(identity[:significant]) for identity in identities]
    ids = [hash_function(key) for key in keys]
    if len(set(ids)) == len(ids):
        return ids
    taken: set[int] = set()
    losers = []
    for position in sorted(range(len(ids)), key=lambda i: identities[i]):
        if ids[position] in taken:
            losers.append(position)
        taken.add(ids[position])
    for position in losers:
        number = 1
        while ids[position] in taken:
            ids[position] = hash_function(f"{keys[position]}\0{number}")
            number += 1
        taken.add(ids[position])
    return ids


def _file_row(id_: int, path: str, record: FileRecord) -> FileRow:
    skip = record.skip.value if record.skip else None
    return (id_, record.size, path, record.blob_id, record.language, skip, record.has_parse_error)


def _node_values(node: Node) -> tuple[int, int, str, int, str, str, str, str, str, list[str], list[str]]:
    return (
        min(node.start_line, MAX_INTEGER),
        min(node.end_line, MAX_INTEGER),
        node.kind.value,
        node.ordinal,
        node.language,
        storable(node.name, MAX_NAME_BYTES),
        storable(node.qualified_name, MAX_NAME_BYTES),
        storable(node.signature, MAX_TEXT_BYTES),
        storable(node.doc, MAX_TEXT_BYTES),
        _storable_list(node.decorators),
        _storable_list(node.modifiers),
    )


def _storable_list(texts: Iterable[str]) -> list[str]:
    return [storable(text, MAX_NAME_BYTES) for text in texts][:MAX_LIST_ITEMS]
