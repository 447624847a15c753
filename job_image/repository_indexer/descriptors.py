"""Open file descriptors after a fork."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Collection


def close_others(keep: Collection[int]) -> None:
    """Close all descriptors but the standard ones and `keep`: what a forked process must not hold open.

    A connection that its owner has closed would otherwise live on in a child, and a pipe would never end.
    """
    for descriptor in [int(name) for name in os.listdir("/dev/fd")]:  # noqa: PTH208 -- no paths, numbers
        if descriptor > 2 and descriptor not in keep:
            # The listing's own descriptor is gone already.
            with contextlib.suppress(OSError):
                os.close(descriptor)
