"""The graph and what it is made of: the vocabulary that every stage of the pipeline speaks.

Lines are counted from 1. Paths are relative to the repository's root, with forward slashes.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

BY_INTERPRETER = "#!"
"""`InventoryFile.read_as` of a file whose first line may name its interpreter, and so its language."""


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
    """Why a file of the repository is in the inventory but not in the graph.

    What the resolver failed on is in the graph, but without the edges of its code.
    """

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
    RESOLVER_FAILED = "resolver-failed"


@dataclass(frozen=True, slots=True)
class InventoryFile:
    """One file of the repository, and what is to be done with it.

    `path` is valid UTF-8 without NUL: other bytes are written as `\\xNN`; `raw_path` is the path itself.
    `blob_id` is git's object id of the content (40 hex digits), also where no git is; empty where the file is
    skipped and nobody told its id. `size` is None where nobody knows it without reading the content.
    `read_as` tells how the content is read: as a language, as a document (an extension of
    `documents.READERS`) or `BY_INTERPRETER`, where only the content tells the language. It is None exactly
    where `skip` says why.
    `is_manifest`: the languages' rules want its content, whether or not it is parsed.
    """

    path: str
    raw_path: bytes
    blob_id: str
    size: int | None
    read_as: str | None
    skip: SkipReason | None = None
    is_manifest: bool = False

    @property
    def is_wanted(self) -> bool:
        """Whether anybody wants its content."""
        return self.read_as is not None or self.is_manifest


@dataclass(frozen=True, slots=True)
class Node:
    """A definition, or an external symbol (which has no file and lines 0).

    `(language, kind, qualified_name, signature, ordinal)` is its identity within the repository; `ordinal`
    tells apart definitions that are otherwise alike, in the order of file and position, from 0.
    `package` is the one that an external symbol comes from, as the manifest files name it; empty if unknown.
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
    package: str = ""


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


EDGE_KINDS = tuple(EdgeKind)
RESOLUTIONS = tuple(Resolution)
"""By certainty. Both by the codes that `EdgeColumns` has for them."""


class EdgeColumns:
    """Edges by columns: five million take 85 MB."""

    def __init__(self, edges: Iterable[Edge] = ()) -> None:
        self.kinds, self.resolutions = array("B"), array("B")
        self.sources, self.targets, self.lines = array("I"), array("I"), array("I")
        for edge in edges:
            kind, resolution = EDGE_KINDS.index(edge.kind), RESOLUTIONS.index(edge.resolution)
            self.append(kind, edge.source, edge.target, edge.line, resolution)

    def append(self, kind: int, source: int, target: int, line: int, resolution: int) -> None:
        """Add an edge, its kind and resolution by their codes."""
        self.kinds.append(kind)
        self.sources.append(source)
        self.targets.append(target)
        self.lines.append(line)
        self.resolutions.append(resolution)

    def __iter__(self) -> Iterator[Edge]:
        """The edges in the order in which they were added."""
        for kind, source, target, line, resolution in zip(
            self.kinds, self.sources, self.targets, self.lines, self.resolutions, strict=True
        ):
            yield Edge(EDGE_KINDS[kind], source, target, line, RESOLUTIONS[resolution])

    def __len__(self) -> int:
        """How many edges there are."""
        return len(self.kinds)


@dataclass(frozen=True, slots=True)
class UnresolvedReference:
    """A reference in the source node that the rules could not bind: kept as written, never guessed."""

    kind: EdgeKind
    source: int
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class FileRecord:
    """What became of one file of the inventory: the row of table `file`; `size` as in `InventoryFile`."""

    path: str
    blob_id: str
    size: int | None
    language: str | None
    skip: SkipReason | None = None
    has_parse_error: bool = False


@dataclass(slots=True)
class Graph:
    """All of one repository at one commit; `edges` may be read only once.

    `failed` are the paths of the files that the resolver failed on.
    """

    nodes: list[Node]
    edges: Iterable[Edge]
    unresolved: Sequence[UnresolvedReference] = ()
    files: list[FileRecord] = field(default_factory=list)
    failed: frozenset[str] = frozenset()
