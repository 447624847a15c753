"""A process that supervises one attempt, as the container's first one does: `python attempts.py NAME ...`.

Prints the result as JSON on its last line. The attempts are what a parser, git or a hostile repository can
do to the process that they run in.
"""

from __future__ import annotations

import ctypes
import json
import logging
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import msgspec

from repository_index_api.index_job import IndexCounts, Stage, encode_result
from repository_indexer import workers
from repository_indexer.errors import SourceNotFoundError
from repository_indexer.report import Outcome, Reporter
from repository_indexer.supervisor import supervise
from repository_indexer.verdict import TimeLimits


def publishes(report: Reporter) -> Outcome:
    report.enter(Stage.CONNECTING)
    report.enter(Stage.PREPARING)
    report.enter(Stage.PARSING, commit="c" * 40, files_total=10)
    for number in range(1, 11):
        time.sleep(0.03)
        report.advance(number / 10, files_done=number)
    report.enter(Stage.RESOLVING)
    report.enter(Stage.WRITING, nodes=5, edges=6)
    return Outcome(commit="c" * 40, counts=IndexCounts(files=10, nodes=5, edges=6))


def fails(report: Reporter) -> Outcome:
    raise SourceNotFoundError("no ref 'mian' \udcff" + "x" * 10_000)


def has_a_defect(report: Reporter) -> Outcome:
    raise KeyError("surprise")


def finds_no_memory(report: Reporter) -> Outcome:
    raise MemoryError


def waits(report: Reporter) -> Outcome:
    report.enter(Stage.PARSING)
    time.sleep(600)
    return Outcome()


def waits_and_tidies_up(report: Reporter) -> Outcome:
    report.enter(Stage.PARSING)
    try:
        time.sleep(600)
    finally:
        print("tidied up", flush=True)
    return Outcome()


def does_not_listen(report: Reporter) -> Outcome:
    """As long as C code holds the interpreter's lock, no handler runs."""
    report.enter(Stage.PARSING)
    sum(range(10**12))
    return Outcome()


def refuses_to_end(report: Reporter) -> Outcome:
    report.enter(Stage.PARSING)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    subprocess.Popen(["sleep", "654"])
    while True:
        time.sleep(1)


def is_killed(report: Reporter) -> Outcome:
    report.enter(Stage.PARSING)
    os.kill(os.getpid(), signal.SIGKILL)
    return Outcome()


def crashes(report: Reporter) -> Outcome:
    report.enter(Stage.PARSING)
    ctypes.string_at(1)
    return Outcome()


def leaves(report: Reporter) -> Outcome:
    os._exit(3)


def loses_a_worker(report: Reporter) -> Outcome:
    workers.run(lambda item: os.kill(os.getpid(), signal.SIGKILL) or b"", [1], workers=1, budget_seconds=1)
    return Outcome()


def uses_all_memory(report: Reporter) -> Outcome:
    report.enter(Stage.PARSING)
    hoard = []
    while True:
        hoard.append(b"x" * 10_000_000)


def writes_rubbish(report: Reporter) -> Outcome:
    """A parser that hostile input has taken over writes to every descriptor that it finds."""
    descriptor = report._descriptor
    for _ in range(50):
        os.write(descriptor, b"\0\xff{" * 10_000)
        os.write(descriptor, b'{"type":"update","stage":"Parsing","fraction":1e999}\n{"type":"outcome"\n')
        os.write(descriptor, b'{"type":"update","stage":"Parsing","files_done":-1}\n[]\nnull\n"x"\n')
    return publishes(report)


def goes_backwards(report: Reporter) -> Outcome:
    report.enter(Stage.WRITING, nodes=9)
    report.enter(Stage.PARSING)
    report.enter(Stage.WRITING, nodes=3)
    return Outcome(commit="d" * 40, counts=IndexCounts())


def leaves_a_process_behind(report: Reporter) -> Outcome:
    """It holds the pipe open, and lives on."""
    if os.fork() == 0:
        time.sleep(600)
    return publishes(report)


def orphans_processes(report: Reporter) -> Outcome:
    """Processes that lose their parent become the first process's children, and end."""
    for _ in range(5):
        if os.fork() == 0:
            if os.fork() == 0:
                time.sleep(0.2)
            os._exit(0)
    for _ in range(5):
        os.wait()
    time.sleep(0.6)
    states = [stat.read_text().rpartition(")")[2].split()[0] for stat in Path("/proc").glob("[0-9]*/stat")]
    return Outcome(message=f"first process {os.getppid()}, {states.count('Z')} zombies of {len(states)}")


def publishes_late(report: Reporter) -> Outcome:
    """The clock strikes while the database commits."""
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])
    time.sleep(1)
    return Outcome(commit="e" * 40, counts=IndexCounts())


def main() -> None:
    logging.disable()
    name, soft, hard, port = sys.argv[1], float(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4])
    seen: list[tuple[str, int]] = []
    result = supervise(
        globals()[name],
        run_id="r1",
        pod_uid="p1",
        limits=TimeLimits(soft, hard),
        address=("127.0.0.1", port) if port else None,
        on_progress=lambda progress: seen.append((progress.stage, progress.percent)),
    )
    print(json.dumps({"result": msgspec.to_builtins(result), "seen": seen}))
    print(encode_result(result).decode())


if __name__ == "__main__":
    main()
