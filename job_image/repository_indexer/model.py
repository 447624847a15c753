"""The graph and what it is made of: the vocabulary that every stage of the pipeline speaks.

Lines are counted from 1. Paths are relative to the repository's root, with forward slashes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum


class NodeKind(StrEnum):
    """What a definition is.

    A name that gets a value in a module is a constant if the language or its spelling says so, else a field.
    """

    PACKAGE = "package"
    MODULE = "module"
    CLASS = "class"
    INTERFACE = "interface"
    STRUCT = "struct"
    ENUM = "enum"
    TRAIT = "trait"
    FUNCTION = "function"
    METHOD = "method"
    FIELD = "field"
    CONSTANT = "constant"
    TYPE_ALIAS = "type_alias"
    EXTERNAL = "external"


class EdgeKind(StrEnum):
    """How the source node relates to the target node.

    The site is always in the source: a decorated definition `decorates` its decorator, as a subclass
    `inherits` its base; `impact` follows all of them backwards.
    """

    CONTAINS = "contains"
    IMPORTS = "imports"
    CALLS = "calls"
    INSTANTIATES = "instantiates"
    INHERITS = "inherits"
    IMPLEMENTS = "implements"
    OVERRIDES = "overrides"
    REFERENCES = "references"
    DECORATES = "decorates"
    TYPE_OF = "type_of"


class Resolution(StrEnum):
    """How certain an edge is."""

    EXACT = "exact"
    """Scopes and imports decide."""
    INFERRED = "inferred"
    """The receiver's type was inferred."""
    CANDIDATE = "candidate"
    """Only the name matches; left out of answers unless asked for."""


class SkipReason(StrEnum):
    """Why a file of the repository is in the inventory but not in the graph."""

    UNKNOWN_LANGUAGE = "unknown-language"
    EXCLUDED = "excluded"
    TOO_LARGE = "too-large"
    BINARY = "binary"
    MINIFIED = "minified"
    GENERATED = "generated"
    VENDORED = "vendored"
    LFS_POINTER = "lfs-pointer"
    UNDECODABLE = "undecodable"
    SYMLINK = "symlink"
    SUBMODULE = "submodule"
    UNREADABLE = "unreadable"
    PARSE_TIMEOUT = "parse-timeout"
    PARSER_CRASHED = "parser-crashed"


@dataclass(frozen=True, slots=True)
class InventoryFile:
    """One file of the repository, and what is to be done with it.

    `path` is valid UTF-8 without NUL: bytes that are not are written as `\\xNN`; `raw_path` opens the file.
    `blob_id` is git's object id of the content (40 hex digits), also where no git is; empty where the file is
    skipped and nobody told its id.
    `language` is None exactly where `skip` says why.
    """

    path: str
    raw_path: bytes
    blob_id: str
    size: int
    language: str | None
    skip: SkipReason | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """A definition, or an external symbol (which has no file and lines 0).

    `(language, kind, qualified_name, signature, ordinal)` is its identity within the repository; `ordinal`
    tells apart definitions that are otherwise alike, in the order of file and position, from 0.
    """

    kind: NodeKind
    language: str
    qualified_name: str
    name: str
    file: str | None = None
    start_line: int = 0
    end_line: int = 0
    signature: str = ""
    doc: str = ""
    decorators: tuple[str, ...] = ()
    modifiers: tuple[str, ...] = ()
    ordinal: int = 0


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation between two nodes, given by their positions in `Graph.nodes`.

    `line` is that of the site in the source node's file; 0 where there is none (contains).
    """

    kind: EdgeKind
    source: int
    target: int
    line: int
    resolution: Resolution


@dataclass(frozen=True, slots=True)
class UnresolvedReference:
    """A reference in the source node that the rules could not bind: kept as written, never guessed."""

    kind: EdgeKind
    source: int
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class FileRecord:
    """What became of one file of the inventory: the row of table `file`."""

    path: str
    blob_id: str
    size: int
    language: str | None
    skip: SkipReason | None = None
    has_parse_error: bool = False


@dataclass(slots=True)
class Graph:
    """All of one repository at one commit; `edges` and `unresolved` may be read only once."""

    nodes: list[Node]
    edges: Iterable[Edge]
    unresolved: Iterable[UnresolvedReference] = ()
    files: list[FileRecord] = field(default_factory=list)
