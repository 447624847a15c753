"""The worker pool with real processes: crashes, overruns and kills, and what becomes of the other items."""

from __future__ import annotations

import ctypes
import os
import signal
import time
from pathlib import Path

import pytest

from repository_indexer import workers
from repository_indexer.errors import OutOfMemoryError
from repository_indexer.workers import Failure

ITEMS = 200


def run(task: workers.Task, *, processes: int = 2, budget: float = 20.0, items: int = ITEMS):
    failures: dict[int, Failure] = {}
    done: list[int] = []
    results = workers.run(
        task,
        [10_000] * items,
        workers=processes,
        budget_seconds=budget,
        on_done=done.append,
        on_failure=lambda item, failure, detail: failures.__setitem__(item, failure),
    )
    assert sorted(done) == list(range(items)), "every item is done once"
    return results, failures


def echo(item: int) -> bytes:
    return b"%d" % item * (item % 7) * 1000


@pytest.mark.parametrize("processes", [1, 2, 5])
def test_results_come_in_the_items_order(processes: int) -> None:
    def slower_first(item: int) -> bytes:
        time.sleep(0.02 if item < 5 else 0)
        return echo(item)

    results, failures = run(slower_first, processes=processes)
    assert results == [echo(item) for item in range(ITEMS)]
    assert not failures


def test_nothing_to_do() -> None:
    assert run(echo, items=0) == ([], {})


def test_items_without_weight() -> None:
    assert workers.run(echo, [0] * 100, workers=2, budget_seconds=5) == [echo(item) for item in range(100)]


def test_a_result_larger_than_a_pipe() -> None:
    results, _ = run(lambda item: b"x" * 3_000_000, items=4)
    assert [len(result) for result in results] == [3_000_000] * 4


def test_a_crash_costs_only_its_item() -> None:
    def crash(item: int) -> bytes:
        if item in (0, 77, 78, ITEMS - 1):
            ctypes.string_at(1)
        return echo(item)

    results, failures = run(crash)
    crashed = {0, 77, 78, ITEMS - 1}
    assert failures == dict.fromkeys(crashed, Failure.CRASHED)
    for item, result in enumerate(results):
        assert result == (Failure.CRASHED if item in crashed else echo(item))


def test_a_crash_that_does_not_come_again_is_forgiven(tmp_path: Path) -> None:
    def crash_once(item: int) -> bytes:
        if item == 50:
            try:
                (tmp_path / "crashed").touch(exist_ok=False)
            except FileExistsError:
                return echo(item)
            os.abort()
        return echo(item)

    results, failures = run(crash_once)
    assert results == [echo(item) for item in range(ITEMS)]
    assert not failures


def test_an_exception_is_recorded_and_the_process_goes_on() -> None:
    pids = set()

    def fail(item: int) -> bytes:
        if item % 2:
            raise ValueError(f"odd {item} \udcff")
        return b"%d" % os.getpid()

    results, failures = run(fail, processes=1)
    pids = {result for result in results if isinstance(result, bytes)}
    assert len(pids) == 1
    assert set(failures) == set(range(1, ITEMS, 2))


def test_an_item_that_overruns_is_ended_inside_of_c_code() -> None:
    def overrun(item: int) -> bytes:
        if item == 3:
            # One call of C code that holds the interpreter's lock for minutes.
            sum(range(10**12))
        return echo(item)

    started = time.monotonic()
    results, failures = run(overrun, budget=0.3)
    assert failures == {3: Failure.TIMED_OUT}
    assert results[4] == echo(4)
    assert time.monotonic() - started < 10


def test_waiting_does_not_use_the_budget() -> None:
    def wait(item: int) -> bytes:
        time.sleep(0.5)
        return echo(item)

    assert not run(wait, budget=0.2, items=2)[1]


def test_a_killed_process_is_for_want_of_memory() -> None:
    def killed(item: int) -> bytes:
        if item == 90:
            os.kill(os.getpid(), signal.SIGKILL)
        return echo(item)

    with pytest.raises(OutOfMemoryError, match="memory"):
        run(killed)
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)  # no child is left behind


def test_an_item_that_finds_no_memory_is_for_want_of_memory() -> None:
    def greedy(item: int) -> bytes:
        raise MemoryError

    with pytest.raises(OutOfMemoryError):
        run(greedy)


def test_an_interrupt_leaves_no_process_behind() -> None:
    def interrupt(item: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        workers.run(echo, [1] * 10, workers=2, budget_seconds=1, on_done=interrupt)
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_processes_hold_none_of_the_parents_descriptors() -> None:
    read_end, write_end = os.pipe()
    results, _ = run(lambda item: repr(len(list(Path("/dev/fd").iterdir()))).encode(), items=1)
    os.close(read_end)
    os.close(write_end)
    # Standard ones, the two pipes of the worker, and the listing itself.
    assert results == [b"6"]
