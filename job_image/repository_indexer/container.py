"""What the container may use and has used, as its control group (version 1 or 2) tells."""

from __future__ import annotations

import math
import os
from collections.abc import Iterator
from pathlib import Path

ROOT = Path("/")


def processor_count(root: Path = ROOT) -> int:
    """Processors that this process may keep busy: its affinity, and the container's CPU limit rounded up."""
    # macOS knows no affinity.
    available = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    quota = _processor_quota(root)
    return max(1, min(available, math.ceil(quota))) if quota else available


def peak_memory_bytes(root: Path = ROOT) -> int | None:
    """The most memory that the container has used, page cache included; None if the kernel does not tell."""
    for text in _read("memory", "memory.peak", "memory.max_usage_in_bytes", root):
        return int(text)
    return None


def out_of_memory_kills(root: Path = ROOT) -> int:
    """How many processes of the container the kernel has killed for want of memory."""
    for text in _read("memory", "memory.events", "memory.oom_control", root):
        for line in text.splitlines():
            key, _, count = line.partition(" ")
            if key == "oom_kill":
                return int(count)
    return 0


def _processor_quota(root: Path) -> float | None:
    for text in _read("cpu", "cpu.max", None, root):
        quota, period = text.split()
        return None if quota == "max" else int(quota) / int(period)
    for quota_text in _read("cpu", None, "cpu.cfs_quota_us", root):
        for period_text in _read("cpu", None, "cpu.cfs_period_us", root):
            return int(quota_text) / int(period_text) if int(quota_text) > 0 else None
    return None


def _read(controller: str, v2_name: str | None, v1_name: str | None, root: Path) -> Iterator[str]:
    """The file's text, from where it is first found.

    A container with a control group namespace, or with its group mounted over the root, finds its own files
    at the top; others below the path in /proc/self/cgroup.
    """
    mounts = root / "sys/fs/cgroup"
    folders: list[Path]
    for line in _own_groups(root):
        _, controllers, path = line.split(":", 2)
        if not controllers and v2_name:
            folders, name = [mounts], v2_name
        elif controller in controllers.split(",") and v1_name:
            folders, name = [mounts / controller, mounts / controllers], v1_name
        else:
            continue
        for folder in folders:
            for file in (folder / path.lstrip("/") / name, folder / name):
                try:
                    yield file.read_text().strip()
                except OSError:
                    continue


def _own_groups(root: Path) -> list[str]:
    try:
        return (root / "proc/self/cgroup").read_text().splitlines()
    except OSError:
        return []
