"""A check-out that has to fail, and what it may not tell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from repository_index_api.index_job import GitSource
from repository_indexer.checkout.remote import check_out
from repository_indexer.errors import (
    IndexingError,
)

PASSWORD = "s3cret-w0rd"
"""What no message may show."""

Secret = Callable[..., Path]
"""Makes the folder of a mounted Secret."""


def fails(
    error: type[IndexingError],
    url: str,
    scratch: Path,
    secret: Path = Path("/nonexistent"),
    ref: str | None = None,
) -> str:
    with pytest.raises(error) as failure:
        check_out(GitSource(url=url, ref=ref), scratch, secret)
    assert type(failure.value) is error
    assert PASSWORD not in str(failure.value)
    return str(failure.value)
