"""The indexer's speed and memory, as ratios to peers and floors of the same run: `make bench`.

`python -m bench.indexer PART...` (with `hack` on the path) measures some of it: parsing, end-to-end,
publishing, incremental, scaling. Writes `build/bench.json`. Needs pip, npm, go, cargo, mvn and
ctags (Debian's universal-ctags) for what it measures against; two processors.
"""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg

from bench import parse_extract, sources, whole_runs, writing
from bench.figures import Figure, at_least, at_most, publish_figures, reported

MIB = 1024 * 1024
OUTPUT = Path("build/bench.json")
SCALE = (100, 1_000, 10_000, 100_000)
MIDDLE_FILE = range(1_500, 4_500)
"""Bytes of the files that are copied for the runs over ten thousand files."""
SMALL_FILE = range(300, 1_000)
"""Of those for the runs over up to a hundred thousand, which are to end while one waits."""
WHOLE = 1_000_000_000
"""More bytes than any project has."""


def parsing() -> Iterator[Figure]:
    """Parse + extract beside the bare parse, for each large project."""
    for language, project in {"python, Django": sources.DJANGO, **sources.LARGE}.items():
        name = language.partition(",")[0]
        found = parse_extract.measured(name, project.folder)
        target = 1.6 if name == "python" else 1.8
        yield at_most(
            f"parse + extract / bare parse: {language}", found["extract"] / found["bare"], "x", target
        )


def end_to_end(uri: str) -> Iterator[Figure]:
    """Django into PostgreSQL, beside its bare parse and beside ctags."""
    folder = sources.DJANGO.folder
    bare = parse_extract.measured("python", folder, WHOLE)["bare"]
    runs = [whole_runs.index(folder, uri, f"django-{number}") for number in range(2)]
    best = min(run.seconds for run in runs)
    yield reported("bare parse of Django's Python", bare, "s")
    yield reported("Django end to end, 2 workers", best, "s")
    yield at_most("Django end to end, 2 workers / bare parse in one process", best / bare, "x", 1.7)
    yield at_most("Django end to end / universal-ctags with references", best / _ctags(folder), "x", 4)
    peak = max(run.peak_bytes for run in runs) / MIB
    yield at_most("peak memory of a process, Django", peak, "MiB", 150)


def _ctags(folder: Path) -> float:
    command = ["ctags", "--recurse", "--extras=+r", "--fields=+r", "-f", "/dev/null", str(folder)]
    taken = []
    for _ in range(3):
        started = time.perf_counter()
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
        taken.append(time.perf_counter() - started)
    return min(taken)


def publishing(owner_uri: str, uri: str) -> Iterator[Figure]:
    """A first publish of Django's rows beside bare COPY and executemany."""
    speed = writing.measure(sources.DJANGO.folder, owner_uri, uri, whole_runs.TENANT)
    ratio = speed["copy"] / speed["publish"]
    yield at_most("first publish / bare binary COPY of the same rows", ratio, "x", 5)
    yield reported("first publish", speed["publish"], "rows/s")
    yield reported("bare binary COPY", speed["copy"], "rows/s")
    yield reported("executemany into a bare table", speed["executemany"], "rows/s")


def incremental(owner_uri: str, uri: str, work: Path) -> Iterator[Figure]:
    """10,000 files: a clean run, the same unchanged, and with one file changed."""
    root, repository = work / "incremental", "ten-thousand"
    whole_runs.copies(_python_files(sources.LARGE["python"], MIDDLE_FILE), root, 10_000)
    clean = whole_runs.index(root, uri, repository)
    before = _written(owner_uri)
    unchanged = whole_runs.index(root, uri, repository)
    written = _written(owner_uri) - before
    old, new = whole_runs.rename_linked(root, 4242)
    called_before = _calls(uri, repository, old)
    one = whole_runs.index(root, uri, repository)
    missed = len(called_before ^ _calls(uri, repository, new)) + len(_calls(uri, repository, old))
    yield reported("clean run of 10,000 files", clean.seconds, "s")
    yield at_most("one changed file of 10,000 / clean run", one.seconds / clean.seconds, "x", 0.05)
    yield reported("one changed file of 10,000, cold process", one.seconds, "s")
    yield at_least("callers elsewhere of what the changed file defines", len(called_before), "callers", 1)
    yield at_most("callers elsewhere that are wrong after the change", missed, "callers", 0)
    yield at_most("unchanged, 10,000 files / clean run", unchanged.seconds / clean.seconds, "x", 0.03)
    yield reported("unchanged, 10,000 files, cold process", unchanged.seconds, "s")
    yield at_most("graph rows that an unchanged run writes", written, "rows", 0)
    yield at_most("peak memory of a process, 10,000 files", clean.peak_bytes / MIB, "MiB", 400)


def _calls(uri: str, repository: str, name: str) -> set[str]:
    """Who calls the function of that name."""
    with psycopg.connect(uri) as connection:
        rows = connection.execute("SELECT caller FROM code_graph.callers(%s, %s)", [repository, name])
        return {row[0] for row in rows}


def _written(owner_uri: str) -> int:
    """The rows of the graph's tables that were ever inserted, updated or deleted."""
    with psycopg.connect(owner_uri, autocommit=True) as connection:
        connection.execute("SELECT pg_stat_force_next_flush()")
        time.sleep(1.5)  # A backend that has ended tells its numbers within a second.
        row = connection.execute(
            "SELECT sum(n_tup_ins + n_tup_upd + n_tup_del) FROM pg_stat_user_tables"
            " WHERE schemaname = 'code_graph' AND relname IN ('file', 'node', 'edge', 'unresolved_reference')"
        ).fetchone()
    return int(row[0]) if row else 0


def scaling(uri: str, work: Path) -> Iterator[Figure]:
    """The time for a file, from few files to very many."""
    small = _python_files(sources.DJANGO, SMALL_FILE)
    empty = work / "empty"
    empty.mkdir()
    idle = whole_runs.index(empty, uri, "empty").seconds
    per_file: list[float] = []
    for count in SCALE:
        root = work / f"scale-{count}"
        whole_runs.copies(small, root, count)
        run = whole_runs.index(root, uri, root.name)
        per_file.append((run.seconds - idle) / count * 1_000)
        yield reported(f"time for a file, {count:,} files", per_file[-1], "ms")
        shutil.rmtree(root)
    yield at_most("time for a file, the longest / that of 100 files", max(per_file) / per_file[0], "x", 1.3)
    yield reported(f"peak memory of a process, {SCALE[-1]:,} files", run.peak_bytes / MIB, "MiB")


def _python_files(project: sources.Project, sizes: range) -> list[Path]:
    found = sorted(project.folder.rglob("*.py"))
    return [path for path in found if path.stat().st_size in sizes and is_plain(path)]


def is_plain(path: Path) -> bool:
    """Whether it goes on behind its last line: some of Django's tests are of broken files."""
    try:
        compile(path.read_text(encoding="utf-8"), path.name, "exec")
    except (SyntaxError, ValueError):
        return False
    return True


def main(parts: list[str]) -> None:
    """Measure all, or the parts that are named; print it and write it."""
    if shutil.which("ctags") is None:
        sys.exit("The benchmark compares with ctags: apt-get install universal-ctags")
    # So that the server ends with it, and its folder goes.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("The benchmark was ended."))
    started = time.perf_counter()
    found: list[Figure] = []
    with whole_runs.database() as (owner_uri, uri), tempfile.TemporaryDirectory() as work:
        measured: dict[str, Callable[[], Iterator[Figure]]] = {
            "parsing": parsing,
            "end-to-end": lambda: end_to_end(uri),
            "publishing": lambda: publishing(owner_uri, uri),
            "incremental": lambda: incremental(owner_uri, uri, Path(work)),
            "scaling": lambda: scaling(uri, Path(work)),
        }
        for part in parts or measured:
            for figure in measured[part]():
                found.append(figure)
                print(f"{figure.figure}: {figure.value:g} {figure.unit}", file=sys.stderr, flush=True)
    found.append(at_most("the benchmark itself", (time.perf_counter() - started) / 60, "minutes", 20))
    publish_figures(found, OUTPUT)


if __name__ == "__main__":
    main(sys.argv[1:])
