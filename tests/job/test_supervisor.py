"""The supervisor with real processes and signals: however an attempt ends, a result says why."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from dispositions import disposition
from git_remotes import free_port
from repository_index_api.index_job import AttemptResult, Reason, Stage, decode_progress, decode_result

PROGRAM = Path(__file__).parents[1] / "support/attempts.py"


class Attempt:
    """A supervised attempt in a process of its own."""

    def __init__(self, name: str, soft: float = 60, hard: float = 90, port: int = 0) -> None:
        command = [sys.executable, PROGRAM, name, str(soft), str(hard), str(port)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self.seen: list[tuple[str, int]] = []
        self.output: list[str] = []

    def child(self) -> int:
        """The attempt's own process."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            if pids := children.read_text().split():
                return int(pids[0])
            time.sleep(0.01)
        raise AssertionError("no child")

    def result(self) -> AttemptResult:
        output, _ = self.process.communicate(timeout=60)
        assert self.process.returncode == 0
        *self.output, seen, message = output.splitlines()
        self.seen = [(stage, percent) for stage, percent in json.loads(seen)["seen"]]
        result = decode_result(message)
        assert result is not None, "the termination message is valid"
        assert len(message.encode()) < 4096
        assert (result.run_id, result.pod_uid) == ("r1", "p1")
        return result


@pytest.fixture
def attempts() -> Iterator[list[Attempt]]:
    made: list[Attempt] = []
    yield made
    for attempt in made:
        if attempt.process.poll() is None:
            attempt.process.kill()
            attempt.process.wait()


@pytest.fixture
def start(attempts: list[Attempt]):
    def make(name: str, **options: float) -> Attempt:
        attempts.append(Attempt(name, **options))
        return attempts[-1]

    return make


def test_a_published_attempt(start) -> None:
    attempt = start("publishes")
    result = attempt.result()
    assert result.reason is None
    assert result.commit == "c" * 40
    assert result.counts.nodes == 5
    assert result.peak_memory_bytes > 1_000_000
    assert result.cpu_seconds > 0
    assert result.stage_seconds[Stage.PARSING] >= 0.3
    assert sum(result.stage_seconds.values()) == pytest.approx(result.duration_seconds, abs=0.05)
    percents = [percent for _, percent in attempt.seen]
    assert percents == sorted(percents)
    assert percents[-1] == 100
    assert [stage for stage in dict.fromkeys(stage for stage, _ in attempt.seen) if stage != "Queued"] == [
        stage.value for stage in Stage if stage is not Stage.QUEUED
    ]


@pytest.mark.parametrize(
    ("name", "reason", "says"),
    [
        ("fails", Reason.SOURCE_NOT_FOUND, "no ref 'mian' ?xxx"),
        ("has_a_defect", Reason.INTERNAL_ERROR, "KeyError: 'surprise' (attempts.py:"),
        ("finds_no_memory", Reason.OUT_OF_MEMORY, "memory"),
        ("is_killed", Reason.OUT_OF_MEMORY, "killed from outside while parsing (30%)"),
        ("crashes", Reason.INTERNAL_ERROR, "SIGSEGV while parsing"),
        ("leaves", Reason.INTERNAL_ERROR, "exit code 3"),
        ("loses_a_worker", Reason.OUT_OF_MEMORY, "parsing process was killed"),
    ],
)
def test_a_failed_attempt(start, name: str, reason: Reason, says: str) -> None:
    result = start(name).result()
    assert result.reason is reason
    assert says in result.message
    assert result.counts is None


def test_the_soft_limit_lets_the_attempt_tidy_up(start) -> None:
    attempt = start("waits_and_tidies_up", soft=0.5)
    result = attempt.result()
    assert result.reason is Reason.SOFT_TIME_LIMIT_EXCEEDED
    assert "longer than 0.5 s" in result.message
    assert "spec.timeLimit.softSeconds" in result.message
    assert attempt.output == ["tidied up"]
    assert result.duration_seconds < 5


@pytest.mark.parametrize("name", ["does_not_listen", "refuses_to_end"])
def test_the_hard_limit_ends_what_does_not_listen(start, name: str) -> None:
    attempt = start(name, soft=0.5, hard=1.5)
    child = attempt.child()
    result = attempt.result()
    assert result.reason is Reason.HARD_TIME_LIMIT_EXCEEDED
    assert "longer than 1.5 s" in result.message
    assert 1.5 <= result.duration_seconds < 5
    assert members_of_group(child) == []


def test_what_was_published_is_published_whatever_the_clock_says(start) -> None:
    result = start("publishes_late", soft=0.3).result()
    assert result.reason is None
    assert result.commit == "e" * 40


def test_sigterm_ends_the_attempt_at_once(start) -> None:
    attempt = start("waits_and_tidies_up")
    attempt.child()
    time.sleep(0.3)
    started = time.monotonic()
    attempt.process.send_signal(signal.SIGTERM)
    result = attempt.result()
    assert result.reason is Reason.TERMINATED
    assert "nothing was published" in result.message
    assert attempt.output == ["tidied up"]
    assert time.monotonic() - started < 2


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGHUP])
def test_so_do_ctrl_c_and_a_closed_terminal(start, number: signal.Signals) -> None:
    # The tests themselves may run under nohup or in the background, where these signals are ignored.
    with disposition(number, signal.SIG_DFL):
        attempt = start("waits_and_tidies_up")
    attempt.child()
    time.sleep(0.3)
    attempt.process.send_signal(number)
    assert attempt.result().reason is Reason.TERMINATED
    assert attempt.output == ["tidied up"]


def test_under_nohup_a_closed_terminal_is_no_matter(start) -> None:
    with disposition(signal.SIGHUP, signal.SIG_IGN):
        attempt = start("publishes")
    attempt.child()
    attempt.process.send_signal(signal.SIGHUP)
    assert attempt.result().reason is None


def test_sigterm_ends_within_its_grace_what_does_not_listen(start) -> None:
    attempt = start("does_not_listen")
    attempt.child()
    time.sleep(0.3)
    started = time.monotonic()
    attempt.process.send_signal(signal.SIGTERM)
    assert attempt.result().reason is Reason.TERMINATED
    assert 4 < time.monotonic() - started < 9


def test_a_second_sigterm_waits_for_nothing(start) -> None:
    attempt = start("refuses_to_end")
    child = attempt.child()
    time.sleep(0.3)
    attempt.process.send_signal(signal.SIGTERM)
    time.sleep(0.2)
    attempt.process.send_signal(signal.SIGTERM)
    started = time.monotonic()
    assert attempt.result().reason is Reason.TERMINATED
    assert time.monotonic() - started < 2
    assert members_of_group(child) == []


def test_sigterm_right_at_the_start(start) -> None:
    """The signal may fall at any moment around the fork: it is never lost."""
    for delay in (0.0, 0.002, 0.005, 0.01, 0.02):
        attempt = start("waits")
        attempt.child()
        time.sleep(delay)
        attempt.process.send_signal(signal.SIGTERM)
        assert attempt.result().reason is Reason.TERMINATED


def test_rubbish_in_the_pipe_is_passed_over(start) -> None:
    attempt = start("writes_rubbish")
    assert attempt.result().reason is None
    percents = [percent for _, percent in attempt.seen]
    assert percents == sorted(percents)


def test_progress_never_goes_backwards(start) -> None:
    attempt = start("goes_backwards")
    attempt.result()
    assert list(dict.fromkeys(attempt.seen))[-2:] == [("Writing", 90), ("Complete", 100)]


def test_a_process_left_behind_is_ended_and_not_waited_for(start) -> None:
    attempt = start("leaves_a_process_behind")
    child = attempt.child()
    result = attempt.result()
    assert result.reason is None
    assert result.duration_seconds < 5
    assert members_of_group(child) == []


def members_of_group(group: int) -> list[int]:
    """The living processes of a group, after a moment for the kernel to end them."""
    deadline = time.monotonic() + 2
    while True:
        members = []
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                try:
                    fields = (entry / "stat").read_text().rpartition(")")[2].split()
                except OSError:
                    continue
                if int(fields[2]) == group and fields[0] != "Z":
                    members.append(int(entry.name))
        if not members or time.monotonic() > deadline:
            return members
        time.sleep(0.02)


@pytest.mark.skipif(os.getuid() != 0, reason="a process namespace of its own needs root")
def test_as_process_1_it_collects_orphans() -> None:
    command = ["unshare", "--pid", "--fork", "--mount-proc", sys.executable, PROGRAM, "orphans_processes"]
    ended = subprocess.run([*command, "60", "90", "0"], check=True, capture_output=True, text=True)
    result = decode_result(ended.stdout.splitlines()[-1])
    assert result is not None
    assert result.message == "first process 1, 0 zombies of 2"


class TestMemory:
    """In a memory cgroup of its own, so that the kernel's out-of-memory killer really strikes."""

    @pytest.fixture
    def small_group(self) -> Iterator[Path]:
        v1, v2 = Path("/sys/fs/cgroup/memory"), Path("/sys/fs/cgroup")
        parent, limit = (v1, "memory.limit_in_bytes") if v1.is_dir() else (v2, "memory.max")
        group = parent / f"repository-indexer-test-{os.getpid()}"
        try:
            group.mkdir()
            (group / limit).write_text("150000000")
        except OSError as error:
            if os.environ.get("CI"):
                raise
            pytest.skip(f"no memory cgroup can be made here: {error}")
        yield group
        deadline = time.monotonic() + 10
        while True:
            try:
                group.rmdir()
                return
            except OSError:
                assert time.monotonic() < deadline
                time.sleep(0.05)

    def test_out_of_memory(self, start, small_group: Path) -> None:
        command = (
            f"echo $$ > {small_group}/cgroup.procs; exec {sys.executable} {PROGRAM} uses_all_memory 60 90 0"
        )
        output = subprocess.run(
            ["sh", "-c", command], check=True, stdout=subprocess.PIPE, text=True, timeout=60
        ).stdout
        result = decode_result(output.splitlines()[-1])
        assert result is not None
        assert result.reason is Reason.OUT_OF_MEMORY
        assert "ran out of memory while parsing (30%)" in result.message
        assert "spec.job.resources.limits.memory" in result.message


class TestProgressEndpoint:
    def test_it_answers_while_the_attempt_holds_the_interpreters_lock(self, start) -> None:
        port = free_port()
        attempt = start("does_not_listen", port=port)
        body = fetch(port)
        progress = decode_progress(body)
        deadline = time.monotonic() + 10
        while progress.stage is not Stage.PARSING and time.monotonic() < deadline:
            progress = decode_progress(fetch(port))
        assert (progress.run_id, progress.pod_uid, progress.percent) == ("r1", "p1", 30)
        attempt.process.send_signal(signal.SIGTERM)
        attempt.process.send_signal(signal.SIGTERM)
        attempt.result()

    def test_a_port_that_is_taken_is_no_reason_to_fail(self, start) -> None:
        import socket

        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            listener.listen()
            assert start("publishes", port=listener.getsockname()[1]).result().reason is None


def fetch(port: int, path: str = "/progress") -> bytes:
    deadline = time.monotonic() + 10
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=2) as response:
                return bytes(response.read())
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)
