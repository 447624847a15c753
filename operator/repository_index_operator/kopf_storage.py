"""kopf's memory of what it has handled, which low-level event handlers need nothing of.

By default kopf copies every object twice on each event, to compare it with a copy in an annotation that is
never written: half of what an event costs.
"""

from __future__ import annotations

from typing import Any, cast

import kopf


class NoDiffBase(kopf.DiffBaseStorage):
    """No object has been seen before, and nothing of it is to be compared."""

    def build(self, **_: Any) -> kopf.BodyEssence:  # noqa: ANN401 - kopf's own protocol
        """Called with each event."""
        return cast(kopf.BodyEssence, {})

    def fetch(self, **_: Any) -> None:  # noqa: ANN401 - kopf's own protocol
        """Called with each event."""

    def store(self, **_: Any) -> None:  # noqa: ANN401 - kopf's own protocol
        """Only handlers of changes have something to store."""


class NoProgress(kopf.ProgressStorage):
    """No handler is ever under way."""

    def fetch(self, **_: Any) -> None:  # noqa: ANN401 - kopf's own protocol
        """Only handlers of changes have progress."""

    def store(self, **_: Any) -> None:  # noqa: ANN401 - kopf's own protocol
        """Likewise."""

    def purge(self, **_: Any) -> None:  # noqa: ANN401 - kopf's own protocol
        """Likewise."""

    def touch(self, **_: Any) -> None:  # noqa: ANN401 - kopf's own protocol
        """Likewise."""

    def clear(self, *, essence: kopf.BodyEssence) -> kopf.BodyEssence:
        """Called with each event."""
        return essence
