"""The graph as rows of the database: stable ids, relative lines, and text that PostgreSQL can hold.

Each row has an owner: the file that it is in (an edge or unresolved reference is where its source is), or
none (packages and external symbols). Rows are made owner by owner, and hold memory while they are looked at.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from hashlib import blake2b
from itertools import accumulate

import msgspec

from repository_indexer.model import (
    EDGE_KINDS,
    RESOLUTIONS,
    EdgeColumns,
    FileRecord,
    Graph,
    Node,
)

MAX_NAME_BYTES = 1_000
"""Of names, paths and references: an index row of PostgreSQL holds at most 2,704 bytes."""
MAX_TEXT_BYTES = 8_000
"""Of signatures and documentation, which no index holds."""
MAX_LIST_ITEMS = 50
MAX_INTEGER = 2**31 - 1
DIGEST_BYTES = 16

FileRow = tuple[int, int | None, str, str, str | None, str | None, bool]
"""id, size, path, blob_id, language, skip, has_parse_error"""
NodeRow = tuple[int, int | None, int, int, str, int, str, str, str, str, str, list[str], list[str], str]
"""id, file_id, start_line, end_line, kind, ordinal, language, name, qualified_name, signature, doc,
decorators, modifiers, package"""
EdgeRow = tuple[int, int, int | None, str, str]
"""source, target, site, kind, resolution"""
UnresolvedRow = tuple[int, int | None, str, str]
"""source, site, kind, text"""

Hash = Callable[[str], int]

_KIND_TEXTS = tuple(kind.value for kind in EDGE_KINDS)
_RESOLUTION_TEXTS = tuple(resolution.value for resolution in RESOLUTIONS)


def hash64(text: str) -> int:
    """A signed 64-bit hash that is the same on every machine and in every release."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)


class GraphRows:
    """The rows of one repository.

    Owners are told by their position: that of the file in `Graph.files`, or, behind them all, `unfiled`.
    """

    def __init__(self, graph: Graph, hash_function: Hash = hash64) -> None:
        paths = [storable(record.path, MAX_NAME_BYTES) for record in graph.files]
        self.files = list(
            map(_file_row, _unique_ids(paths, lambda at: (paths[at],), hash_function), paths, graph.files)
        )
        self.unfiled = len(self.files)
        self._nodes = graph.nodes
        self._node_ids = array("q", _node_ids(graph.nodes, hash_function))
        self._edges = graph.edges if isinstance(graph.edges, EdgeColumns) else EdgeColumns(graph.edges)
        self._unresolved = graph.unresolved
        positions: dict[str | None, int] = {record.path: at for at, record in enumerate(graph.files)}
        positions[None] = self.unfiled
        self._owners = array("I", (positions[node.file] for node in graph.nodes))
        owners, count = self._owners, self.unfiled + 1
        self._owned_nodes = _Groups(owners, count)
        self._owned_edges = _Groups(array("I", (owners[source] for source in self._edges.sources)), count)
        self._owned_unresolved = _Groups(array("I", (owners[one.source] for one in self._unresolved)), count)

    @property
    def owners(self) -> range:
        """All owners."""
        return range(self.unfiled + 1)

    @property
    def counts(self) -> tuple[int, int, int, int]:
        """How many files, nodes, edges and unresolved references there are, repeated ones counted."""
        return len(self.files), len(self._nodes), len(self._edges), len(self._unresolved)

    def owner_id(self, owner: int) -> int | None:
        """The id of the file that an owner is; None for `unfiled`."""
        return None if owner == self.unfiled else self.files[owner][0]

    def node_ids(self, owner: int) -> list[int]:
        """The ids of the nodes in a file."""
        return [self._node_ids[at] for at in self._owned_nodes.of(owner)]

    def nodes(self, owner: int) -> list[NodeRow]:
        """The rows of the nodes in a file."""
        file_id, ids, nodes = self.owner_id(owner), self._node_ids, self._nodes
        return [(ids[at], file_id, *_node_values(nodes[at])) for at in self._owned_nodes.of(owner)]

    def edges(self, owner: int) -> list[EdgeRow]:
        """The rows of the edges from the nodes in a file; of an edge found twice, the more certain one."""
        ids, nodes, edges = self._node_ids, self._nodes, self._edges
        found: dict[tuple[int, int, int | None, int], int] = {}
        for at in self._owned_edges.of(owner):
            source, line, resolution = edges.sources[at], edges.lines[at], edges.resolutions[at]
            site = line - nodes[source].start_line if line else None
            key = (ids[source], ids[edges.targets[at]], site, edges.kinds[at])
            if found.setdefault(key, resolution) > resolution:
                found[key] = resolution
        return [
            (source, target, site, _KIND_TEXTS[kind], _RESOLUTION_TEXTS[resolution])
            for (source, target, site, kind), resolution in found.items()
        ]

    def unresolved(self, owner: int) -> list[UnresolvedRow]:
        """The rows of the references from the nodes in a file that could not be bound, each once."""
        ids, nodes = self._node_ids, self._nodes
        found: dict[UnresolvedRow, None] = {}
        for at in self._owned_unresolved.of(owner):
            one = self._unresolved[at]
            site = one.line - nodes[one.source].start_line if one.line else None
            found[ids[one.source], site, one.kind.value, storable(one.text, MAX_NAME_BYTES)] = None
        return list(found)


def rows_of(graph: Graph, hash_function: Hash = hash64) -> GraphRows:
    """The graph's rows."""
    return GraphRows(graph, hash_function)


def digest_of(rows: object) -> bytes:
    """A digest of rows: equal for equal rows in the same order, on every machine and in every release."""
    return blake2b(msgspec.msgpack.encode(rows), digest_size=DIGEST_BYTES).digest()


class _Groups:
    """The positions of the items of each group, in their order.

    Args:
        groups: the group of each item, from 0 to `count` - 1.
    """

    def __init__(self, groups: Sequence[int], count: int) -> None:
        sizes = array("I", bytes(4 * count))
        for group in groups:
            sizes[group] += 1
        self._ends = array("I", accumulate(sizes))
        self._items = array("I", bytes(4 * len(groups)))
        starts = array("I", self._ends)
        # From behind, so that each group's items stay in their order.
        for item in range(len(groups) - 1, -1, -1):
            group = groups[item]
            starts[group] -= 1
            self._items[starts[group]] = item

    def of(self, group: int) -> array[int]:
        """The positions of a group's items."""
        return self._items[self._ends[group - 1] if group else 0 : self._ends[group]]


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


def _node_ids(nodes: Sequence[Node], hash_function: Hash) -> list[int]:
    def key(node: Node) -> str:
        name = storable(node.qualified_name, MAX_NAME_BYTES)
        signature = storable(node.signature, MAX_TEXT_BYTES)
        return "\0".join((node.language, node.kind.value, name, signature, str(node.ordinal)))

    def rank(at: int) -> tuple[str, ...]:
        # Last what only matters where the extractor gave two definitions one identity.
        return (*key(nodes[at]).split("\0"), nodes[at].file or "", str(nodes[at].start_line))

    return _unique_ids([key(node) for node in nodes], rank, hash_function)


def _unique_ids(
    keys: Sequence[str], rank: Callable[[int], tuple[str, ...]], hash_function: Hash
) -> list[int]:
    """An id for each key: its hash.

    Where hashes collide, the item of the least rank keeps its hash and the others are hashed again with a
    number, so the result depends on the set of keys and not on their order, and who does not collide keeps
    its id.
    """
    ids = [hash_function(key) for key in keys]
    if len(set(ids)) == len(ids):
        return ids
    taken: set[int] = set()
    losers = []
    for position in sorted(range(len(ids)), key=rank):
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


def _node_values(
    node: Node,
) -> tuple[int, int, str, int, str, str, str, str, str, list[str], list[str], str]:
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
        storable(node.package, MAX_NAME_BYTES),
    )


def _storable_list(texts: Iterable[str]) -> list[str]:
    return [storable(text, MAX_NAME_BYTES) for text in texts][:MAX_LIST_ITEMS]
