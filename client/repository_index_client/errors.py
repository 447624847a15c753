"""What a call can end in. The kubernetes package's own exceptions never get out of this one."""

from __future__ import annotations


class ClientError(Exception):
    """All of the errors below."""


class ClusterError(ClientError):
    """The API server cannot be reached, or did not do what was asked for; trying again may help."""

    def __init__(self, message: str, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after
        """For how many seconds the server asked to be left alone."""


class AccessDeniedError(ClientError):
    """Who calls may not do this, or is not known; the message is the API server's."""


class ManifestRefusedError(ClientError):
    """The spec is not one that can be run; the message is the API server's.

    `sentences` are those of the rules that it breaks, each of which says what to write instead.
    """

    def __init__(self, message: str, sentences: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.sentences = sentences


class NotFoundError(ClientError):
    """There is no such RepositoryIndex, or it has been deleted since the run was asked for."""


class WaitTimeoutError(ClientError, TimeoutError):
    """The run has not ended in time. It goes on: wait again, or cancel it."""


class NotFinishedError(ClientError):
    """There is no result yet, because the run has not ended."""


class _EndedError(ClientError):
    def __init__(self, reason: str, message: str, exit_code: int | None = None) -> None:
        super().__init__(f"{reason}: {message}")
        self.reason = reason
        self.message = message
        self.exit_code = exit_code


class RunFailedError(_EndedError):
    """The run has failed: `reason` is a word of the README's table, `message` says what to do."""


class RunCancelledError(_EndedError):
    """The run was cancelled, or its Job was deleted."""
