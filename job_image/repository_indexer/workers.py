"""Run a task on many items in forked processes that may crash, hang or be killed.

The parser is C code that holds the interpreter's lock, reads hostile input, and cannot be interrupted: so it
runs in processes, each file with a budget of processor time that the kernel enforces. (Wall time would
punish a file for a busy node.) Nothing is sent to a process but the numbers of items: it was forked with the
rest. Results come back in the order of the items, whichever process was first.
"""

from __future__ import annotations

import contextlib
import gc
import os
import resource
import selectors
import signal
import struct
import traceback
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import NoReturn

from repository_indexer.descriptors import close_others
from repository_indexer.errors import OutOfMemoryError

CHUNK_WEIGHT = 256 * 1024
CHUNK_ITEMS = 64

_RESULT = struct.Struct("<IBI")
"""Header of a result: item, whether the task raised, length of what follows."""
_READ_SIZE = 1024 * 1024

Task = Callable[[int], bytes]


class Failure(Enum):
    """Why an item has no result."""

    CRASHED = "crashed"
    TIMED_OUT = "timed out"


def run(
    task: Task,
    weights: Sequence[int],
    *,
    workers: int,
    budget_seconds: float,
    on_done: Callable[[int], None] = lambda item: None,
    on_failure: Callable[[int, Failure, str], None] = lambda item, failure, detail: None,
) -> list[bytes | Failure]:
    """`task(item)` for every item from 0 to `len(weights) - 1`, in the items' order.

    An item whose process crashes twice, or whose task raises, is CRASHED; one that uses more processor time
    than its budget is TIMED_OUT; the others are done all the same.

    Args:
        weights: how much work an item is, in bytes; a process gets about `CHUNK_WEIGHT` at a time.
        workers: how many processes, at most.
        budget_seconds: processor time of one item.
        on_done: called in this process after each item.
        on_failure: called with the item and a description.

    Raises:
        OutOfMemoryError: the kernel killed a process.
    """
    pool = _Pool(task, weights, budget_seconds, on_done, on_failure)
    return pool.run(workers)


@dataclass(slots=True)
class _Worker:
    pid: int
    send: int
    receive: int
    items: deque[int] = field(default_factory=deque)
    """What it has been given and not yet answered, in order: it is at the first one."""
    buffer: bytearray = field(default_factory=bytearray)


class _Pool:
    def __init__(
        self,
        task: Task,
        weights: Sequence[int],
        budget_seconds: float,
        on_done: Callable[[int], None],
        on_failure: Callable[[int, Failure, str], None],
    ) -> None:
        self._task = task
        self._budget = budget_seconds
        self._on_done = on_done
        self._on_failure = on_failure
        self._chunks = deque(_chunks(weights))
        self._results: list[bytes | Failure | None] = [None] * len(weights)
        self._left = len(weights)
        self._suspects: set[int] = set()
        self._selector = selectors.DefaultSelector()
        self._workers: list[_Worker] = []

    def run(self, workers: int) -> list[bytes | Failure]:
        # What is there now is shared with the children; counting its references anew would copy it.
        gc.freeze()
        try:
            for _ in range(min(workers, len(self._chunks))):
                self._start()
            while self._left:
                for key, _ in self._selector.select():
                    self._receive(key.data)
        finally:
            for worker in list(self._workers):
                os.kill(worker.pid, signal.SIGKILL)
                self._bury(worker)
            self._selector.close()
            gc.unfreeze()
        return [result for result in self._results if result is not None]

    def _start(self) -> None:
        """Fork a process and give it its first chunk."""
        task_read, task_write = os.pipe()
        result_read, result_write = os.pipe()
        pid = os.fork()
        if pid == 0:
            _work(self._task, self._budget, task_read, result_write)
        os.close(task_read)
        os.close(result_write)
        os.set_blocking(result_read, False)
        worker = _Worker(pid, task_write, result_read)
        self._workers.append(worker)
        self._selector.register(result_read, selectors.EVENT_READ, worker)
        self._give_chunk(worker)

    def _give_chunk(self, worker: _Worker) -> None:
        if not self._chunks:
            return
        chunk = self._chunks.popleft()
        worker.items.extend(chunk)
        message = struct.pack(f"<{len(chunk) + 1}I", len(chunk), *chunk)
        # Far below a pipe's capacity. A dead process is noticed when its results end.
        with contextlib.suppress(BrokenPipeError):
            os.write(worker.send, message)

    def _receive(self, worker: _Worker) -> None:
        try:
            block = os.read(worker.receive, _READ_SIZE)
        except BlockingIOError:
            return
        if not block:
            self._replace(worker)
            return
        worker.buffer += block
        while len(worker.buffer) >= _RESULT.size:
            item, raised, length = _RESULT.unpack_from(worker.buffer)
            end = _RESULT.size + length
            if len(worker.buffer) < end:
                break
            payload = bytes(worker.buffer[_RESULT.size : end])
            del worker.buffer[:end]
            worker.items.popleft()
            if raised:
                self._fail(item, Failure.CRASHED, payload.decode(errors="replace"))
            else:
                self._finish(item, payload)
        if not worker.items:
            self._give_chunk(worker)

    def _replace(self, worker: _Worker) -> None:
        """A process is gone: judge the item that it was at, and have the rest done by another one."""
        status = self._bury(worker)
        number = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
        if number == signal.SIGKILL:
            raise OutOfMemoryError(
                "A parsing process was killed: raise spec.job.resources.limits.memory, or set fewer"
                " spec.job.workers."
            )
        if worker.items:
            item = worker.items[0]
            if number == signal.SIGPROF:
                worker.items.popleft()
                self._fail(item, Failure.TIMED_OUT, f"more than {self._budget:g} s of processor time")
            elif item in self._suspects:
                worker.items.popleft()
                cause = signal.Signals(number).name if number else f"exit {os.waitstatus_to_exitcode(status)}"
                self._fail(item, Failure.CRASHED, cause)
            else:
                # The crash may be another's fault (a signal from outside): it gets a second chance, alone.
                self._suspects.add(item)
                worker.items.popleft()
                self._chunks.appendleft([item])
        if worker.items:
            self._chunks.appendleft(list(worker.items))
        if self._chunks:
            self._start()

    def _bury(self, worker: _Worker) -> int:
        """Forget a process that has ended or is about to; its exit status."""
        self._workers.remove(worker)
        self._selector.unregister(worker.receive)
        os.close(worker.receive)
        os.close(worker.send)
        return os.waitpid(worker.pid, 0)[1]

    def _fail(self, item: int, failure: Failure, detail: str) -> None:
        self._on_failure(item, failure, detail)
        self._finish(item, failure)

    def _finish(self, item: int, result: bytes | Failure) -> None:
        self._results[item] = result
        self._left -= 1
        self._on_done(item)


def _chunks(weights: Sequence[int]) -> list[list[int]]:
    """Neighbouring items, as many as make up `CHUNK_WEIGHT`."""
    chunks: list[list[int]] = []
    weight = 0
    for item, item_weight in enumerate(weights):
        if not chunks or weight + item_weight > CHUNK_WEIGHT or len(chunks[-1]) >= CHUNK_ITEMS:
            chunks.append([])
            weight = 0
        chunks[-1].append(item)
        weight += item_weight
    return chunks


def _work(task: Task, budget_seconds: float, receive: int, send: int) -> NoReturn:
    """The process: take items until there are no more; leave without a look back at the parent's state."""
    try:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGCHLD, signal.SIGPROF):
            signal.signal(number, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        close_others({receive, send})
        while header := _read_exactly(receive, 4):
            (count,) = struct.unpack("<I", header)
            for item in struct.unpack(f"<{count}I", _read_exactly(receive, 4 * count)):
                _write_all(send, _result_of(task, item, budget_seconds))
    finally:
        os._exit(0)


def _result_of(task: Task, item: int, budget_seconds: float) -> bytes:
    # SIGPROF's default is the end of the process, whatever C code it is in.
    signal.setitimer(signal.ITIMER_PROF, budget_seconds)
    try:
        payload, raised = task(item), False
    except MemoryError:
        # The file's fault or not, there is none left: as if the kernel had ended it.
        os.kill(os.getpid(), signal.SIGKILL)
    except Exception:
        payload, raised = traceback.format_exc(limit=-4).encode(errors="replace"), True
    signal.setitimer(signal.ITIMER_PROF, 0)
    return _RESULT.pack(item, raised, len(payload)) + payload


def _read_exactly(descriptor: int, size: int) -> bytes:
    """So many bytes, or none at the end."""
    data = b""
    while len(data) < size:
        block = os.read(descriptor, size - len(data))
        if not block:
            return b""
        data += block
    return data


def _write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
