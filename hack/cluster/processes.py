"""Long-running programs: they outlive the command that started them, and the next one knows them.

A process is ours when its recorded pid still has the recorded start time, or when its environment carries
this cluster's mark, which finds what a crash left unrecorded, and containerd's shims. No other is signalled.
"""

import contextlib
import hashlib
import json
import os
import signal
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from . import commands
from .errors import ClusterError, ProgramError
from .network import Namespace
from .report import say

MARK = "REPOSITORY_INDEX_CLUSTER_PROCESS_OF"
_GRACE_SECONDS = 4.0


@dataclass(frozen=True)
class Program:
    """A program that runs as long as the cluster does."""

    name: str
    command: tuple[str | Path, ...]
    healthy: Callable[[], bool]
    reads: tuple[Path, ...] = ()
    """Files whose change means that the program must be started anew."""
    environment: dict[str, str] = field(default_factory=dict)
    patience: float = 60
    """Seconds until it must have become healthy after a start."""

    @property
    def fingerprint(self) -> str:
        """Changes with all that the program was started with."""
        digest = hashlib.sha256(
            repr((tuple(map(str, self.command)), sorted(self.environment.items()))).encode()
        )
        for file in self.reads:
            digest.update(file.read_bytes())
        return digest.hexdigest()


class Processes:
    """The processes of one namespace: `mark` tells them from those of others."""

    def __init__(self, mark: str, records: Path, logs: Path, namespace: Namespace) -> None:
        self._mark = mark
        self._records = records
        self._logs = logs
        self._namespace = namespace

    def keep(self, program: Program) -> bool:
        """Leave the program running if it is as it should be, start it otherwise; True when it was started.

        Returns before it is healthy, so that programs can start at the same time.
        """
        pid = self._recorded_pid(program.name)
        if pid is not None:
            record = json.loads(self._record(program.name).read_text())
            same = record["fingerprint"] == program.fingerprint and self._namespace.contains(pid)
            # A program that hangs is as good as none; one that waits for another is given a moment.
            if same and commands.wait_until(program.healthy, seconds=10):
                return False
            reason = "does not answer" if same else "has another configuration"
            say(f"{program.name} {reason}: starting it anew")
            end([pid])
        # A command that was killed between a start and its record leaves a process of which nobody knows.
        end(pid for pid in self._marked() if _executable(pid) == Path(program.command[0]).name)
        self._start(program)
        return True

    def await_healthy(self, program: Program) -> None:
        """Wait until the program answers; an error with its last lines when it ends or takes too long."""
        ended = False

        def settled() -> bool:
            nonlocal ended
            ended = self._recorded_pid(program.name) is None
            return ended or program.healthy()

        if not commands.wait_until(settled, seconds=program.patience) or ended:
            what = "ended after its start" if ended else f"is not healthy after {program.patience:.0f} s"
            sentence = f"{program.name} {what}: see {self.log(program.name)}"
            raise ProgramError(program.name, sentence, self._tail(program.name))

    def pid(self, name: str) -> int | None:
        """The pid of a program that runs."""
        return self._recorded_pid(name)

    def is_running(self, executable: str) -> bool:
        """Whether any process of the cluster runs this executable, be it one that another started."""
        return any(_executable(pid) == executable for pid in self._marked())

    def log(self, name: str) -> Path:
        """Where a program's output goes."""
        return self._logs / f"{name}.log"

    def end_all(self, also: Callable[[], Iterable[int]] = lambda: ()) -> int:
        """End the cluster's processes, and those that ``also`` names, until none is left; how many?"""
        ended: set[int] = set()
        for _ in range(20):
            found = {*self._all(), *also()}
            if not found:
                return len(ended)
            end(found)
            ended |= found
        raise ClusterError(
            f"some processes of the cluster do not end, even killed: {sorted(found)}; restart the machine"
        )

    def _all(self) -> set[int]:
        recorded = (self._recorded_pid(file.stem) for file in self._records.glob("*.json"))
        return {pid for pid in recorded if pid is not None} | self._marked()

    def _marked(self) -> set[int]:
        mark = f"{MARK}={self._mark}".encode()
        return {pid for pid in _pids() if mark in _environment(pid) and is_alive(pid)}

    def _start(self, program: Program) -> None:
        self._logs.mkdir(parents=True, exist_ok=True)
        self._records.mkdir(parents=True, exist_ok=True)
        log = self.log(program.name)
        if log.exists():
            # The log of the run before says why it ended; older ones are dropped, so that logs stay bounded.
            log.replace(log.with_suffix(".log.1"))
        with log.open("w") as output:
            process = subprocess.Popen(
                self._namespace.inside(*program.command),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd="/",
                start_new_session=True,
                env={"PATH": os.environ.get("PATH", os.defpath), MARK: self._mark, **program.environment},
            )
        record = {
            "pid": process.pid,
            "start_time": start_time(process.pid),
            "boot": _boot(),
            "fingerprint": program.fingerprint,
        }
        temporary = self._record(program.name).with_suffix(".new")
        temporary.write_text(json.dumps(record))
        temporary.replace(self._record(program.name))
        # Kept from being reaped by the garbage collector with a warning: it is to live on.
        _STARTED.append(process)

    def _record(self, name: str) -> Path:
        return self._records / f"{name}.json"

    def _recorded_pid(self, name: str) -> int | None:
        try:
            record = json.loads(self._record(name).read_text())
            pid = int(record["pid"])
        except (OSError, ValueError, KeyError, TypeError):
            return None
        ours = record.get("boot") == _boot() and record.get("start_time") == start_time(pid)
        return pid if ours and is_alive(pid) else None

    def _tail(self, name: str) -> str:
        with contextlib.suppress(OSError):
            return commands.tail(self.log(name).read_text(errors="replace")[-20_000:])
        return ""


_STARTED: list[subprocess.Popen[bytes]] = []


def end(pids: Iterable[int]) -> None:
    """Ask processes to end, and kill those that do not within some seconds."""
    remaining = {pid: start_time(pid) for pid in pids}

    def all_gone() -> bool:
        return not any(is_alive(pid) and start_time(pid) == began for pid, began in remaining.items())

    for number, seconds in ((signal.SIGTERM, _GRACE_SECONDS), (signal.SIGCONT, 0.0), (signal.SIGKILL, 10.0)):
        for pid, began in remaining.items():
            if start_time(pid) == began:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, number)
        if commands.wait_until(all_gone, seconds=seconds, interval=0.05):
            return


def is_alive(pid: int) -> bool:
    """Whether a process runs; one that has ended but was not waited for does not."""
    state = _status(pid)
    return bool(state) and state[0] not in "ZX"


def start_time(pid: int) -> int | None:
    """The moment of a process' start, which together with its pid tells it from all others of this boot."""
    state = _status(pid)
    return int(state[19]) if state else None


def _status(pid: int) -> list[str]:
    try:
        # The second field is the program's name in parentheses and may itself hold both.
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _pids() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def _executable(pid: int) -> str:
    try:
        return Path(os.fsdecode(Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")[0])).name
    except OSError:
        return ""


def _environment(pid: int) -> list[bytes]:
    try:
        return Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
    except OSError:
        return []


def _boot() -> str:
    return Path("/proc/sys/kernel/random/boot_id").read_text().strip()
