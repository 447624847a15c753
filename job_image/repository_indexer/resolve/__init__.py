"""From the facts of all files to the graph: names are bound by the rules of their languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from repository_indexer import collector
from repository_indexer.facts import FileFacts
from repository_indexer.languages import languages
from repository_indexer.model import EdgeKind, Graph, Resolution
from repository_indexer.resolve.definitions import add_library, add_members, define
from repository_indexer.resolve.dynamic.dynamic_rules import DynamicRules
from repository_indexer.resolve.dynamic.edges import DynamicEdges
from repository_indexer.resolve.dynamic.program import Program
from repository_indexer.resolve.edges import EdgeBuilder
from repository_indexer.resolve.evaluate import Evaluator
from repository_indexer.resolve.failures import resolve_despite_failures
from repository_indexer.resolve.flow import follow
from repository_indexer.resolve.hierarchy import implementations, overrides
from repository_indexer.resolve.library import library_facts
from repository_indexer.resolve.sharing import share
from repository_indexer.resolve.static.edges import StaticEdges
from repository_indexer.resolve.static.overriding import overriding
from repository_indexer.resolve.static.resolver import StaticTypes
from repository_indexer.resolve.static.static_rules import StaticRules


def resolve(sources: Sequence[tuple[str, FileFacts]], manifests: Mapping[str, bytes]) -> Graph:
    """The graph of all files, without `Graph.files`; the order of `sources` makes no difference.

    A file that the rules fail on is in it without the edges of its code, and in `Graph.failed`.

    Args:
        sources: path and facts of each file that was parsed.
        manifests: contents of the files that the rules ask for (`inventory.read_manifests`), by path.
    """
    with collector.resting():
        return resolve_despite_failures(dict(sources), lambda left: _resolved(list(left.items()), manifests))


def _resolved(sources: Sequence[tuple[str, FileFacts]], manifests: Mapping[str, bytes]) -> Graph:
    share(facts for _, facts in sources)
    symbols = define(sources, manifests)
    add_members(symbols, lambda: Evaluator(symbols))
    used = {facts.language for _, facts in sources} & symbols.rules.keys()
    used.update(*(languages()[name].libraries for name in used))
    add_library(symbols, library_facts(used))
    evaluator = Evaluator(symbols)
    own_ways = (StaticRules, DynamicRules)
    follow(evaluator, [file for file in symbols.files if not isinstance(file.rules, own_ways)])
    builder = EdgeBuilder(symbols, evaluator)
    builder.add_contains()
    static = StaticEdges(builder, StaticTypes(evaluator))
    dynamic = DynamicEdges(
        builder, Program(symbols, [file for file in symbols.files if isinstance(file.rules, DynamicRules)])
    )
    for file in symbols.files:
        if isinstance(file.rules, StaticRules):
            static.add_file(file)
        elif isinstance(file.rules, DynamicRules):
            dynamic.add_file(file)
        else:
            builder.add_file(file)
    builder.add_pairs(EdgeKind.OVERRIDES, overrides(symbols, evaluator), Resolution.EXACT)
    builder.add_pairs(EdgeKind.OVERRIDES, overriding(static.types), Resolution.EXACT)
    builder.add_pairs(EdgeKind.OVERRIDES, dynamic.overrides(), Resolution.EXACT)
    builder.add_pairs(EdgeKind.IMPLEMENTS, implementations(symbols, evaluator), Resolution.INFERRED)
    for rules in dict.fromkeys(symbols.rules.values()):
        builder.add_pairs(EdgeKind.IMPLEMENTS, rules.defining(symbols), Resolution.INFERRED)
    nodes = symbols.nodes[: symbols.own_count] + list(builder.external_nodes())
    return Graph(nodes, builder.edges, builder.unresolved)
