"""Ask for runs from a program and wait for what they come to, by the Kubernetes API and nothing else.

`Client` is for ordinary code, `AsyncClient` for asyncio; both have the same methods. To read on:
`flows.py` says what the methods do, `run.py` what a resource says about one run.
"""

from repository_index_api.v1alpha1.spec import RepositoryIndexSpec
from repository_index_api.v1alpha1.status import IndexStatus, Phase, ProgressStatus
from repository_index_client.aio import AsyncClient
from repository_index_client.client import Client
from repository_index_client.errors import (
    AccessDeniedError,
    ClientError,
    ClusterError,
    ManifestRefusedError,
    NotFinishedError,
    NotFoundError,
    RunCancelledError,
    RunFailedError,
    WaitTimeoutError,
)
from repository_index_client.run import Run

__all__ = [
    "AccessDeniedError",
    "AsyncClient",
    "Client",
    "ClientError",
    "ClusterError",
    "IndexStatus",
    "ManifestRefusedError",
    "NotFinishedError",
    "NotFoundError",
    "Phase",
    "ProgressStatus",
    "RepositoryIndexSpec",
    "Run",
    "RunCancelledError",
    "RunFailedError",
    "WaitTimeoutError",
]
