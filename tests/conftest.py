"""What runs beside what, where `pytest --numprocesses 2` has two processes, as in `make test`."""

from __future__ import annotations

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

GROUPS = {"cluster": "cluster", "e2e": "cluster", "cluster_provider": "provider"}
"""The group of a folder's tests, for those that share a cluster: a group is the work of one process.

They mostly wait, so that all other tests run beside them meanwhile. It is no `xdist_group`, for those of
pytest-xdist 3.8 have no effect with pytest 9.2.
"""


LAST = "cluster_provider"
"""They build clusters of their own: not while the one of the others is being built."""


class GroupScheduling(LoadScopeScheduling):
    """Every test is by itself, but for those of a group."""

    def _split_scope(self, nodeid: str) -> str:
        return GROUPS.get(nodeid.split("/")[1], nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> GroupScheduling:
    return GroupScheduling(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: LAST in item.path.parts)
