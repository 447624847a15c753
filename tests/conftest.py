"""What can run beside what, with `pytest --numprocesses 2 --dist loadgroup` as `make test` has it."""

from __future__ import annotations

import pytest

GROUPS = {"cluster": "cluster", "e2e": "cluster", "cluster_provider": "provider"}
"""The group of a folder's tests, for those that share a cluster; a group runs one after the other.

They mostly wait, so that all other tests run beside them meanwhile.
"""


def pytest_itemcollected(item: pytest.Item) -> None:
    """Before pytest-xdist reads the groups, which it does when all is collected."""
    folder = item.path.relative_to(item.config.rootpath).parts[1]
    if folder in GROUPS:
        item.add_marker(pytest.mark.xdist_group(GROUPS[folder]))
