"""Both versions of control groups, as containers see them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from repository_indexer import container

V2 = {
    "proc/self/cgroup": "0::/\n",
    "sys/fs/cgroup/cpu.max": "150000 100000\n",
    "sys/fs/cgroup/memory.peak": "123456\n",
    "sys/fs/cgroup/memory.events": "low 0\noom 2\noom_kill 1\noom_group_kill 0\n",
}
V1 = {
    "proc/self/cgroup": "4:memory:/kubepods/pod1/c1\n3:cpu,cpuacct:/kubepods/pod1/c1\n0::/\n",
    # The container's own group is mounted over the root: the path above does not exist below it.
    "sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us": "150000\n",
    "sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us": "100000\n",
    "sys/fs/cgroup/memory/memory.max_usage_in_bytes": "123456\n",
    "sys/fs/cgroup/memory/memory.oom_control": "oom_kill_disable 0\nunder_oom 0\noom_kill 1\n",
}


@pytest.fixture(params=["v1", "v2"])
def files(request: pytest.FixtureRequest) -> dict[str, str]:
    return dict(V1 if request.param == "v1" else V2)


def make(root: Path, files: Mapping[str, str]) -> Path:
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content)
    return root


def test_figures(tmp_path: Path, files: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(16)), raising=False)
    root = make(tmp_path, files)
    assert container.processor_count(root) == 2
    assert container.peak_memory_bytes(root) == 123456
    assert container.out_of_memory_kills(root) == 1


def test_affinity_limits_too(tmp_path: Path, files: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {3}, raising=False)
    assert container.processor_count(make(tmp_path, files)) == 1


@pytest.mark.parametrize(
    "unlimited",
    [
        {**V2, "sys/fs/cgroup/cpu.max": "max 100000\n"},
        {**V1, "sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us": "-1\n"},
        {},
    ],
)
def test_without_a_limit(tmp_path: Path, unlimited: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(16)), raising=False)
    assert container.processor_count(make(tmp_path, unlimited)) == 16


def test_where_nothing_is_told(tmp_path: Path) -> None:
    assert container.peak_memory_bytes(tmp_path) is None
    assert container.out_of_memory_kills(tmp_path) == 0


def test_the_own_group_comes_before_the_one_above_it(tmp_path: Path) -> None:
    own = {"proc/self/cgroup": "0::/user/1\n", "sys/fs/cgroup/user/1/memory.peak": "7\n"}
    assert container.peak_memory_bytes(make(tmp_path, {**V2, **own})) == 7
