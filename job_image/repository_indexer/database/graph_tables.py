"""The four tables of the graph: their columns as `rows.py` makes them, and which rows are whose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import LiteralString


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the graph."""

    name: LiteralString
    columns: dict[LiteralString, LiteralString]
    """In the order of the rows of `rows.py`, with the type as which the client sends it (an enum as text)."""
    key: tuple[LiteralString, ...]
    """What tells a row from others; where anything else differs, the row has changed."""
    order: LiteralString
    """In which rows are inserted: along the index that is dearest to fill."""
    found_by: LiteralString
    """The column by which the rows of a file are found: its own id, or that of a node in it."""


FILE = Table(
    "file",
    {
        "id": "int8",
        "size": "int8",
        "path": "text",
        "blob_id": "text",
        "language": "text",
        "skip": "text",
        "has_parse_error": "bool",
        "digest": "bytea",
        "node_ids": "int8[]",
    },
    key=("id",),
    order="id",
    found_by="id",
)
NODE = Table(
    "node",
    {
        "id": "int8",
        "file_id": "int8",
        "start_line": "int4",
        "end_line": "int4",
        "kind": "text",
        "ordinal": "int4",
        "language": "text",
        "name": "text",
        "qualified_name": "text",
        "signature": "text",
        "doc": "text",
        "decorators": "text[]",
        "modifiers": "text[]",
        "package": "text",
    },
    key=("id",),
    order="qualified_name",
    found_by="id",
)
EDGE = Table(
    "edge",
    {"source": "int8", "target": "int8", "site": "int4", "kind": "text", "resolution": "text"},
    key=("source", "target", "kind", "site"),
    order="source, target",
    found_by="source",
)
UNRESOLVED = Table(
    "unresolved_reference",
    {"source": "int8", "site": "int4", "kind": "text", "text": "text"},
    key=("source", "kind", "site", "text"),
    order="source",
    found_by="source",
)
