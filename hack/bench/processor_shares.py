"""Who uses the machine's processors: what holds a burst back is as a rule not the operator."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from bench.figures import Figure, reported
from cluster import processes

CONTROL_PLANE = frozenset({"kube-apiserver", "etcd", "kube-controller-manager", "kube-scheduler", "kwok"})
REAL_NODE = "the real node"
OTHERS = "everything else on the machine"

_TICKS = os.sysconf("SC_CLK_TCK")
_BUSY = (0, 1, 2, 5, 6)
"""Of /proc/stat: user, nice, system, irq, softirq."""


def seconds_by_program(mark: str, known: Mapping[int, str]) -> dict[str, float]:
    """Processor time so far: of the `known` processes, of those with the cluster's `mark`, of the rest."""
    found: defaultdict[str, float] = defaultdict(float)
    marked = f"{processes.MARK}={mark}".encode()
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            name = known.get(int(folder.name))
            if name is None and marked in (folder / "environ").read_bytes().split(b"\0"):
                program = Path(os.fsdecode((folder / "cmdline").read_bytes().split(b"\0")[0])).name
                name = program if program in CONTROL_PLANE else REAL_NODE
            if name is not None:
                found[name] += process_seconds(folder)
        except OSError:
            # It has ended meanwhile.
            continue
    ticks = Path("/proc/stat").read_text(encoding="ascii").splitlines()[0].split()[1:]
    found[OTHERS] = sum(int(ticks[field]) for field in _BUSY) / _TICKS - sum(found.values())
    return dict(found)


def process_seconds(folder: Path) -> float:
    """Processor time of the process with this folder of /proc, of the user and of the system."""
    fields = (folder / "stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def shares(when: str, before: Mapping[str, float], after: Mapping[str, float], wall: float) -> list[Figure]:
    """What each program took of a processor between the two, the greatest first."""
    used = {name: (seconds - before.get(name, 0.0)) / wall * 100 for name, seconds in after.items()}
    ordered = sorted(used.items(), key=lambda item: -item[1])
    return [
        *(reported(f"CPU in {when}: {name}", share, "% of a core") for name, share in ordered),
        reported(f"CPU in {when}: all", sum(used.values()), "% of a core"),
    ]
