"""Run an attempt in a process of its own, and answer for it: its progress, its time limits, its end.

The parser holds the interpreter's lock, so the process that parses can promise nothing. This one never
parses: it forks the attempt before anything heavy is imported, and then only waits, for signals, for the
attempt's reports, for people who ask for the progress, and for the clocks.
"""

from __future__ import annotations

import contextlib
import logging
import os
import resource
import selectors
import signal
import socket
import sys
import traceback
from collections.abc import Callable, Iterator
from typing import NoReturn

from repository_index_api.index_job import (
    AttemptResult,
    Progress,
    Reason,
    Stage,
    encode_progress,
)
from repository_indexer import container
from repository_indexer.descriptors import close_others
from repository_indexer.errors import IndexingError
from repository_indexer.progress import ProgressTracker
from repository_indexer.progress_server import ProgressServer
from repository_indexer.report import Outcome, Reporter, ReportReader, Update
from repository_indexer.verdict import NO_LIMITS, End, Ending, TimeLimits, judge

GRACE_SECONDS = 5.0
"""How long an attempt that has to end at once may take to roll back, before it is killed."""

ABANDON_SECONDS = 10.0
"""How long a killed process is waited for; one that hangs in the kernel (a dead volume) never ends."""

_SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGCHLD)
_LAST_READS = 64

_logger = logging.getLogger(__name__)


def supervise(
    work: Callable[[Reporter], Outcome],
    *,
    run_id: str,
    pod_uid: str = "",
    limits: TimeLimits = NO_LIMITS,
    address: tuple[str, int] | None = None,
    on_progress: Callable[[Progress], None] = lambda progress: None,
) -> AttemptResult:
    """Run `work` in a child process and return how it ended.

    Must be called from the main thread of a process without other threads.

    Args:
        work: the attempt; it returns what it published, or raises an `IndexingError`. It is asked to end by
            a KeyboardInterrupt, on which psycopg cancels the statement that it waits for.
        address: where to serve the progress; None: nowhere.
        on_progress: called on every change and at least once a second, in this process.
    """
    return _Supervisor(run_id, pod_uid, limits, on_progress).run(work, address)


class _Supervisor:
    def __init__(
        self, run_id: str, pod_uid: str, limits: TimeLimits, on_progress: Callable[[Progress], None]
    ) -> None:
        self._tracker = ProgressTracker(run_id, pod_uid)
        self._limits = limits
        self._on_progress = on_progress
        self._selector = selectors.DefaultSelector()
        self._child = 0
        self._exit_status: int | None = None
        self._outcome: Outcome | None = None
        self._ending: Ending | None = None
        self._kill_at = limits.hard
        self._abandon_at = float("inf")
        self._kills_before = container.out_of_memory_kills()

    def run(self, work: Callable[[Reporter], Outcome], address: tuple[str, int] | None) -> AttemptResult:
        read_end, write_end = os.pipe()
        with _signals_to(self._selector, self._on_signal), contextlib.ExitStack() as stack:
            stack.callback(os.close, read_end)
            self._child = _fork(work, write_end)
            os.close(write_end)
            stack.callback(self._kill_group)
            reader = ReportReader(read_end)
            self._selector.register(read_end, selectors.EVENT_READ, lambda: self._take(reader))
            server = self._serve(address)
            if server:
                stack.callback(server.close)
            while self._exit_status is None and self._tracker.elapsed_seconds < self._abandon_at:
                self._wait(server)
            # What the attempt said last; its end does not wait for a process that still holds the pipe.
            for _ in range(_LAST_READS):
                self._take(reader)
        return self._result()

    def _serve(self, address: tuple[str, int] | None) -> ProgressServer | None:
        if address is None:
            return None
        try:
            return ProgressServer(self._selector, address, lambda: encode_progress(self._tracker.document()))
        except OSError as error:
            # Progress is a convenience; the operator says that it cannot be had.
            _logger.warning("the progress cannot be served at port %d: %s", address[1], error.strerror)
            return None

    def _wait(self, server: ProgressServer | None) -> None:
        """One turn of the loop: what is ready, then the clocks."""
        for key, _ in self._selector.select(self._seconds_to_next_limit()):
            key.data()
        self._reap()
        self._on_progress(self._tracker.document())
        elapsed = self._tracker.elapsed_seconds
        if elapsed >= self._limits.soft and self._ending is None:
            self._ending = Ending.SOFT_LIMIT
            self._ask_to_end()
        if elapsed >= self._kill_at:
            if elapsed >= self._limits.hard and self._ending is not Ending.TERMINATED:
                self._ending = Ending.HARD_LIMIT
            self._kill_at = float("inf")
            self._kill_group()
        if server:
            server.drop_overdue()

    def _seconds_to_next_limit(self) -> float:
        limits = [self._kill_at]
        if self._ending is None:
            limits.append(self._limits.soft)
        # At least once a second, for the connections that have had their time.
        return max(0.0, min(1.0, min(limits) - self._tracker.elapsed_seconds))

    def _on_signal(self, number: int) -> None:
        if number == signal.SIGCHLD:
            return  # it has woken the loop, which looks anyway
        if self._ending is Ending.TERMINATED:
            self._kill_group()
            return
        self._ending = Ending.TERMINATED
        self._kill_at = min(self._kill_at, self._tracker.elapsed_seconds + GRACE_SECONDS)
        self._ask_to_end()

    def _reap(self) -> None:
        """Collect the attempt's process, and as process 1 also those that lost their parent."""
        while True:
            try:
                pid, status = os.waitpid(-1 if os.getpid() == 1 else self._child, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == self._child:
                self._exit_status = status
            if pid == 0 or os.getpid() != 1:
                return

    def _ask_to_end(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._child, signal.SIGTERM)

    def _kill_group(self) -> None:
        """End the attempt's process and all that it started."""
        self._abandon_at = self._tracker.elapsed_seconds + ABANDON_SECONDS
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._child, signal.SIGKILL)

    def _take(self, reader: ReportReader) -> None:
        """Take the attempt's reports over."""
        for message in reader.read():
            if isinstance(message, Update):
                self._tracker.update(message)
                self._on_progress(self._tracker.document())
            else:
                self._outcome = message
        if not reader.is_open:
            with contextlib.suppress(KeyError):
                self._selector.unregister(reader.descriptor)

    def _result(self) -> AttemptResult:
        reason, message = judge(
            End(
                outcome=self._outcome,
                ending=self._ending,
                exit_status=self._exit_status,
                out_of_memory=container.out_of_memory_kills() > self._kills_before,
                progress=self._tracker.progress,
                limits=self._limits,
            )
        )
        self._tracker.end_stage()
        outcome = self._outcome or Outcome()
        if reason is None:
            self._tracker.update(Update(stage=Stage.COMPLETE, fraction=1.0))
            self._on_progress(self._tracker.document())
        progress = self._tracker.progress
        return AttemptResult(
            run_id=progress.run_id,
            pod_uid=progress.pod_uid,
            reason=reason,
            message=message,
            commit=outcome.commit or progress.commit,
            counts=outcome.counts if reason is None else None,
            published_time=outcome.published_time if reason is None else None,
            unchanged=outcome.unchanged and reason is None,
            duration_seconds=round(self._tracker.elapsed_seconds, 3),
            stage_seconds=self._tracker.stage_seconds,
            peak_memory_bytes=_peak_memory_bytes(),
            cpu_seconds=_cpu_seconds(),
        )


@contextlib.contextmanager
def _signals_to(selector: selectors.BaseSelector, on_signal: Callable[[int], None]) -> Iterator[None]:
    """Have the selector's loop call `on_signal` for each of `_SIGNALS`."""
    receiver, sender = socket.socketpair()
    receiver.setblocking(False)
    sender.setblocking(False)

    def receive() -> None:
        for number in receiver.recv(4096):
            on_signal(number)

    selector.register(receiver, selectors.EVENT_READ, receive)
    # What is ignored stays so: `nohup` means it.
    heeded = [number for number in _SIGNALS if signal.getsignal(number) is not signal.SIG_IGN]
    handlers = {number: signal.signal(number, lambda *_: None) for number in heeded}
    wakeup = signal.set_wakeup_fd(sender.fileno(), warn_on_full_buffer=False)
    try:
        yield
    finally:
        signal.set_wakeup_fd(wakeup)
        for number, handler in handlers.items():
            signal.signal(number, handler)
        selector.unregister(receiver)
        receiver.close()
        sender.close()


def _fork(work: Callable[[Reporter], Outcome], report_to: int) -> int:
    """Start the attempt's process, the leader of a session of its own."""
    sys.stdout.flush()
    sys.stderr.flush()
    # No signal may fall between the fork and the child's own handlers.
    signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
    child = os.fork()
    if child == 0:
        _run_attempt(work, report_to)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
    return child


def _run_attempt(work: Callable[[Reporter], Outcome], report_to: int) -> NoReturn:
    """The child: do the work, report the outcome, and leave without a look back at the parent's state."""
    code = os.EX_SOFTWARE
    try:
        # A session of its own: one signal ends it with all that it started, and no program that it
        # starts finds a terminal to ask for a password.
        os.setsid()
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, signal.default_int_handler)
        close_others({report_to})
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
        reporter = Reporter(report_to)
        reporter.finish(_outcome_of(work, reporter))
        code = os.EX_OK
    finally:
        logging.shutdown()
        os._exit(code)


def _outcome_of(work: Callable[[Reporter], Outcome], reporter: Reporter) -> Outcome:
    try:
        return work(reporter)
    except IndexingError as error:
        return Outcome(error.reason, str(error))
    except KeyboardInterrupt:
        return Outcome(Reason.TERMINATED, "The attempt's process was asked to end; nothing was published.")
    except MemoryError:
        return Outcome(
            Reason.OUT_OF_MEMORY, "No more memory could be had: raise spec.job.resources.limits.memory."
        )
    except BaseException as error:
        _logger.exception("the attempt failed by a defect")
        where = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{os.path.basename(where.filename)}:{where.lineno}"  # noqa: PTH119
        return Outcome(Reason.INTERNAL_ERROR, f"{type(error).__name__}: {error} ({place}, in {where.name})")


def _peak_memory_bytes() -> int:
    """Of the container, if this is its first process; else of the largest process."""
    peak = container.peak_memory_bytes() if os.getpid() == 1 else None
    if peak is not None:
        return peak
    largest = max(
        resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return largest * 1024


def _cpu_seconds() -> float:
    """Of this process and of all that it has collected."""
    return round(sum(usage.ru_utime + usage.ru_stime for usage in _usages()), 3)


def _usages() -> list[resource.struct_rusage]:
    return [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
