"""Mutated sample projects and endless code in every language, through extraction, resolution and rows.

Nothing of it may raise, crash, or take more than `BUDGET_SECONDS` of processor time. What does is named by
its language and seed, which make it again: `hack/fuzz.py LANGUAGE --seed N`.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from hostile_sources import endless, mutated, nested
from repository_indexer import workers
from repository_indexer.extract import extract_file
from repository_indexer.languages import languages
from repository_indexer.model import FileRecord
from repository_indexer.resolve import resolve
from repository_indexer.rows import rows_of

SAMPLES = Path(__file__).parent.parent / "tests" / "languages" / "samples"
HOSTILE = [*nested(), *endless(100_000)]
"""What the first seeds stand for; the others stand for mutated projects."""
BUDGET_SECONDS = 60.0
SEEDS_AT_ONCE = 60


def main() -> int:
    """Fuzz language after language; 1 if anything was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("languages", nargs="*", help="all that have a sample project, if none is named")
    parser.add_argument("--seconds", type=float, default=60.0, help="for each language, at least")
    parser.add_argument("--seed", type=int, help="only this one, in this process")
    options = parser.parse_args()
    names = options.languages or sorted(languages().keys() & {folder.name for folder in SAMPLES.iterdir()})
    if options.seed is not None:
        for name in names:
            index(name, project(name), options.seed)
        return 0
    return int(sum(fuzz(name, options.seconds) for name in names) > 0)


def fuzz(language: str, seconds: float) -> int:
    """Try seed after seed; how many failed."""
    files = project(language)
    extract_file(b"", language, "")
    tried = failed = 0
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = workers.run(
            partial(lambda first, item: index(language, files, first + item), tried),
            [workers.CHUNK_WEIGHT] * SEEDS_AT_ONCE,
            workers=2,
            budget_seconds=BUDGET_SECONDS,
            on_failure=partial(report, language, tried),
        )
        tried += len(found)
        failed += sum(isinstance(one, workers.Failure) for one in found)
    print(f"{language}: {tried} tried, {failed} failed", flush=True)
    return failed


def report(language: str, first: int, item: int, failure: workers.Failure, detail: str) -> None:
    """Tell how to make it again."""
    print(f"{language} --seed {first + item} {failure.value}: {detail}", file=sys.stderr, flush=True)


def project(language: str) -> dict[str, bytes]:
    """The files of a language's sample."""
    root = SAMPLES / language
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def index(language: str, sample: Mapping[str, bytes], seed: int) -> bytes:
    """Make the rows of what a seed stands for."""
    if seed < len(HOSTILE):
        files = {"a": HOSTILE[seed]}
    else:
        chance = random.Random(seed)
        files = dict(sample)
        for path in chance.sample(sorted(files), chance.randint(1, min(3, len(files)))):
            files[path] = mutated(chance, list(sample.values()))
    facts = {path: extract_file(content, language, path) for path, content in files.items()}
    graph = resolve([(path, one) for path, one in facts.items() if not one.skip], files)
    graph.files = [FileRecord(path, "0" * 40, 1, language) for path in files]
    rows = rows_of(graph)
    for owner in rows.owners:
        for make in (rows.nodes, rows.edges, rows.unresolved):
            make(owner)
    return b""


if __name__ == "__main__":
    sys.exit(main())
