"""A file that the rules fail on costs the edges of its own code, never the run."""

from __future__ import annotations

import gc
import logging
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from types import FrameType, TracebackType

from msgspec.structs import replace

from repository_indexer.facts import Definition, FileFacts, Parameter
from repository_indexer.model import Graph
from repository_indexer.resolve.scopes import File, Scope

TOLERATED_FAILURES = 20
"""Each costs a resolution of the whole; with more of them the defect is ours, and the run says so."""

_logger = logging.getLogger(__name__)


def resolve_despite_failures(
    sources: Mapping[str, FileFacts], resolved: Callable[[Mapping[str, FileFacts]], Graph]
) -> Graph:
    """What `resolved` makes of the files, of those that it fails on without their code.

    It begins anew after each failure, for what it was at is in no state to go on from, and the graph must
    not depend on how far it had come.

    Raises:
        Exception: what was raised, where no file can be told that caused it, or too many do.
    """
    left = dict(sources)
    failed: set[str] = set()
    while True:
        try:
            graph = resolved(left)
        except MemoryError:
            raise
        except Exception as error:
            path = _path_at_fault(error, left)
            if path is None or len(failed | {path}) > TOLERATED_FAILURES:
                raise
            _logger.warning(
                "%s: the rules fail on it, so the edges of its code are left out", path, exc_info=error
            )
        else:
            graph.failed = frozenset(failed)
            return graph
        if path in failed:
            del left[path]
        else:
            left[path] = _without_code(left[path])
        failed.add(path)
        # While a graph is made no circles are looked for, and what was begun is full of them.
        gc.collect()


def _path_at_fault(error: Exception, sources: Mapping[str, FileFacts]) -> str | None:
    """The file whose code was looked at: last, or, where that took up the stack, most of the time."""
    by_facts = {id(facts): path for path, facts in sources.items()}
    seen = [path for frame in _frames(error.__traceback__) for path in _paths_given(frame, by_facts)]
    seen = [path for path in seen if path in sources]
    if not seen:
        return None
    return Counter(seen).most_common(1)[0][0] if isinstance(error, RecursionError) else seen[-1]


def _frames(traceback: TracebackType | None) -> Iterator[FrameType]:
    """From the outermost on."""
    while traceback is not None:
        yield traceback.tb_frame
        traceback = traceback.tb_next


def _paths_given(frame: FrameType, by_facts: Mapping[int, str]) -> Iterator[str]:
    """The paths of the files that a function was given; other variables can be left over from a loop."""
    code = frame.f_code
    for name in code.co_varnames[: code.co_argcount]:
        value = frame.f_locals.get(name)
        if isinstance(value, File | Scope):
            yield value.path
        elif isinstance(value, FileFacts):
            yield by_facts.get(id(value), "")


def _without_code(facts: FileFacts) -> FileFacts:
    """The definitions alone, for others to refer to."""
    definitions = [_without_expressions(definition) for definition in facts.definitions]
    return FileFacts(facts.language, facts.has_parse_error, package=facts.package, definitions=definitions)


def _without_expressions(definition: Definition) -> Definition:
    return replace(
        definition,
        parameters=[Parameter(one.name, stars=one.stars, label=one.label) for one in definition.parameters],
        type="",
        bases=[],
        implemented=0,
        decorators=[],
        type_parameters=[],
        metaclass=None,
    )
