"""What talking to Kubernetes can end in; the client library's exceptions stop in `cluster.py`."""

from __future__ import annotations


class ClusterError(Exception):
    """The API server did not do what was asked for; trying again later may help.

    `retry_after`: the seconds that the server asked to be left alone.
    """

    def __init__(self, message: str, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class NotFoundError(ClusterError):
    """The object, or its kind, does not exist."""


class ConflictError(ClusterError):
    """The object exists already, or has changed meanwhile."""


class RefusedError(ClusterError):
    """The request is not accepted for now: forbidden, over a quota, against a policy."""


class NamespaceTerminatingError(RefusedError):
    """Nothing can be made any more in the namespace, for it is being deleted."""


class InvalidError(RefusedError):
    """The request is not accepted, and never will be as it is."""
