"""Mounts and control groups that pods leave behind."""

import contextlib
import re
from pathlib import Path

from . import commands

_MOUNTS = Path("/proc/self/mountinfo")


def below(directories: list[Path], mountinfo: str) -> list[str]:
    """The mount points at or below the directories, innermost first."""
    found = []
    for line in mountinfo.splitlines():
        # Spaces in a mount point are written as octal numbers.
        point = re.sub(r"\\(\d{3})", lambda match: chr(int(match[1], 8)), line.split()[4])
        if any(point == str(directory) or point.startswith(f"{directory}/") for directory in directories):
            found.append(point)
    return sorted(found, key=len, reverse=True)


def mounted_below(*directories: Path) -> list[str]:
    """What is mounted at or below the directories now, innermost first."""
    return below(list(directories), _MOUNTS.read_text())


def unmount_below(*directories: Path) -> int:
    """Unmount all that is mounted at or below the directories; returns how many mounts there were."""
    count = 0
    for _ in range(10):
        found = mounted_below(*directories)
        if not found:
            break
        count += len(found)
        for point in found:
            if not commands.succeeds(["umount", point]):
                commands.succeeds(["umount", "--lazy", point])
    return count


def control_group_roots() -> list[Path]:
    """Where control groups are mounted: once for version 2, once for each controller of version 1."""
    rows = [line.split() for line in _MOUNTS.read_text().splitlines()]
    return [Path(row[4]) for row in rows if row[row.index("-") + 1] in ("cgroup", "cgroup2")]


def make_control_group(name: str) -> None:
    """Make the group below which the kubelet makes those of its pods."""
    for root in control_group_roots():
        (root / name).mkdir(exist_ok=True)
        cpuset_parent = root / "cpuset.cpus"
        if cpuset_parent.is_file() and not (root / "cgroup.controllers").exists():
            # In version 1 a new cpuset group is empty, and no process may enter it.
            for file in ("cpuset.cpus", "cpuset.mems"):
                (root / name / file).write_text((root / file).read_text())


def processes_in_control_group(name: str) -> set[int]:
    """The processes in the group and all below it."""
    found: set[int] = set()
    for root in control_group_roots():
        for file in (root / name).rglob("cgroup.procs"):
            with contextlib.suppress(OSError):
                found.update(int(pid) for pid in file.read_text().split() if pid != "0")
    return found


def remove_control_group(name: str) -> bool:
    """Remove the group and all below it; False while a process still is in one."""
    removed = True
    for root in control_group_roots():
        group = root / name
        if not group.is_dir():
            continue
        for directory in sorted((d for d in group.rglob("*") if d.is_dir()), key=lambda d: -len(d.parts)):
            with contextlib.suppress(OSError):
                directory.rmdir()
        with contextlib.suppress(OSError):
            group.rmdir()
        removed = removed and not group.exists()
    return removed
