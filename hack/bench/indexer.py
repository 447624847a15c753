"""The indexer's speed and memory, as ratios to peers and floors of the same run: `make bench`.

Writes `build/bench.json`. Needs pip, npm, go, cargo, mvn and ctags (Debian's universal-ctags) for what it
measures against; two processors.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg

from bench import parse_extract, sources, whole_runs, writing
from bench.figures import Figure, at_most, publish_figures, reported

MIB = 1024 * 1024
OUTPUT = Path("build/bench.json")
SCALE = (100, 1_000, 10_000, 100_000)
SMALL_FILE = range(1_500, 4_500)
"""Bytes of the files that are copied for the runs over very many files."""


def parsing() -> Iterator[Figure]:
    """Parse + extract beside the bare parse, for each large project."""
    for language, project in {"python, Django": sources.DJANGO, **sources.LARGE}.items():
        name = language.partition(",")[0]
        value, _ = parse_extract.ratio(name, project.folder)
        target = 1.6 if name == "python" else 1.8
        yield at_most(f"parse + extract / bare parse: {language}", value, "x", target)


def end_to_end(uri: str) -> Iterator[Figure]:
    """Django into PostgreSQL, beside its bare parse and beside ctags."""
    folder = sources.DJANGO.folder
    _, bare = parse_extract.ratio("python", folder)
    runs = [whole_runs.index(folder, uri, f"django-{number}") for number in range(3)]
    best = min(run.seconds for run in runs)
    yield reported("Django end to end, 2 workers", best, "s")
    yield at_most("Django end to end, 2 workers / bare parse in one process", best / bare, "x", 1.7)
    yield at_most("Django end to end / universal-ctags with references", best / _ctags(folder), "x", 4)
    peak = max(run.peak_bytes for run in runs) / MIB
    yield at_most("peak memory of a process, Django", peak, "MiB", 150)


def _ctags(folder: Path) -> float:
    command = ["ctags", "--recurse", "--extras=+r", "--fields=+r", "-f", "/dev/null", str(folder)]
    if shutil.which(command[0]) is None:
        sys.exit("The benchmark compares with ctags: apt-get install universal-ctags")
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
    root = work / "incremental"
    whole_runs.copies(_small_files(), root, 10_000)
    clean = whole_runs.index(root, uri, "ten-thousand")
    before = _written(owner_uri)
    unchanged = whole_runs.index(root, uri, "ten-thousand")
    written = _written(owner_uri) - before
    changed = root / "package0042" / "module42.py"
    text = changed.read_text(encoding="utf-8")
    changed.write_text(text + "\n\ndef added():\n    return added()\n", encoding="utf-8")
    one = whole_runs.index(root, uri, "ten-thousand")
    yield reported("clean run of 10,000 files", clean.seconds, "s")
    yield at_most("one changed file of 10,000 / clean run", one.seconds / clean.seconds, "x", 0.05)
    yield reported("one changed file of 10,000, cold process", one.seconds, "s")
    yield at_most("unchanged, 10,000 files / clean run", unchanged.seconds / clean.seconds, "x", 0.03)
    yield reported("unchanged, 10,000 files, cold process", unchanged.seconds, "s")
    yield at_most("graph rows that an unchanged run writes", written, "rows", 0)
    yield at_most("peak memory of a process, 10,000 files", clean.peak_bytes / MIB, "MiB", 400)


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
    """The time for a file, from few files to very many, the last with millions of edges."""
    small = _small_files()
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


def _small_files() -> list[Path]:
    found = sorted(sources.LARGE["python"].folder.rglob("*.py"))
    return [path for path in found if path.stat().st_size in SMALL_FILE]


def main() -> None:
    """Measure all, print it and write it."""
    found = list(parsing())
    with whole_runs.database() as (owner_uri, uri), tempfile.TemporaryDirectory() as work:
        found += end_to_end(uri)
        found += publishing(owner_uri, uri)
        found += incremental(owner_uri, uri, Path(work))
        found += scaling(uri, Path(work))
    publish_figures(found, OUTPUT)


if __name__ == "__main__":
    main()
