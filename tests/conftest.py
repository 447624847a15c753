"""What can run beside what, with `pytest --numprocesses 2 --dist loadgroup` as `make test` has it."""

from __future__ import annotations

import pytest

GROUPS = {"cluster": "cluster", "e2e": "cluster", "cluster_provider": "provider"}
"""The group of a folder's tests, for those that share a cluster; a group runs one after the other.

They mostly wait, so that all other tests run beside them meanwhile.
"""


@pytest.hookimpl(tryfirst=True)  # Before pytest-xdist, which puts the group into the test's name.
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        folder = item.path.relative_to(config.rootpath).parts[1]
        if folder in GROUPS:
            item.add_marker(pytest.mark.xdist_group(GROUPS[folder]))
