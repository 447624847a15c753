"""From the facts of all files to the graph: names are bound by the rules of their languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from repository_indexer.facts import FileFacts
from repository_indexer.model import EdgeKind, Graph, Resolution
from repository_indexer.resolve.edges import EdgeBuilder
from repository_indexer.resolve.evaluate import Evaluator
from repository_indexer.resolve.hierarchy import implementations, overrides
from repository_indexer.resolve.scopes import Symbols


def resolve(sources: Sequence[tuple[str, FileFacts]], manifests: Mapping[str, bytes]) -> Graph:
    """The graph of all files, without `Graph.files`; the order of `sources` makes no difference.

    Args:
        sources: path and facts of each file that was parsed.
        manifests: contents of the files that the rules ask for (`inventory.read_manifests`), by path.
    """
    symbols = Symbols(sources, manifests)
    evaluator = Evaluator(symbols)
    builder = EdgeBuilder(symbols, evaluator)
    builder.add_contains()
    for file in symbols.files:
        builder.add_file(file)
    builder.add_pairs(EdgeKind.OVERRIDES, overrides(symbols, evaluator), Resolution.EXACT)
    builder.add_pairs(EdgeKind.IMPLEMENTS, implementations(symbols, evaluator), Resolution.INFERRED)
    nodes = symbols.nodes + list(builder.external_nodes())
    return Graph(nodes, builder.edges, builder.unresolved)
