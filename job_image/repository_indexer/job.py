"""What the container runs: one attempt of a run or of a purge, from environment to termination message."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec

from repository_index_api.index_job import (
    DATABASE_URI_VARIABLE,
    EXIT_CODES,
    JOB_VARIABLE,
    POD_UID_VARIABLE,
    PROGRESS_PORT,
    TERMINATION_MESSAGE_PATH,
    AttemptResult,
    IndexJob,
    Progress,
    Reason,
    Stage,
    decode_job,
    encode_result,
)
from repository_indexer.errors import IndexingError
from repository_indexer.json_logs import log_as_json
from repository_indexer.places import Places
from repository_indexer.report import Outcome, Reporter
from repository_indexer.supervisor import supervise
from repository_indexer.verdict import TimeLimits

_logger = logging.getLogger(__name__)


Address = tuple[str, int]
Work = Callable[[Reporter], Outcome]
WorkOf = Callable[[IndexJob, str, str], Work]
"""The work of a job, with the database's URI and the attempt's name."""


def run_in_container() -> int:
    """`run` with all that the operator's manifest fixes."""
    return run(os.environ, Places(), Path(TERMINATION_MESSAGE_PATH), ("::", PROGRESS_PORT))


def purge_in_container() -> int:
    """`purge` with all that the operator's manifest fixes."""
    return purge(os.environ, Path(TERMINATION_MESSAGE_PATH), ("::", PROGRESS_PORT))


def run(environment: Mapping[str, str], places: Places, termination_message: Path, address: Address) -> int:
    """Run the attempt that the environment describes; the exit code, as the contract has it.

    Args:
        termination_message: the file that the kubelet reads the result from.
        address: where the progress is served.
    """

    def indexing(job: IndexJob, database_uri: str, attempt: str) -> Work:
        def work(report: Reporter) -> Outcome:
            # Imported by the attempt's process alone: the supervisor stays small and starts at once.
            from repository_indexer.pipeline import index_repository  # noqa: PLC0415

            return index_repository(job, database_uri, attempt, places, report)

        return work

    return _run(environment, indexing, termination_message, address)


def purge(environment: Mapping[str, str], termination_message: Path, address: Address) -> int:
    """Delete what the database holds of the repository that the environment names; otherwise as `run`."""
    return _run(environment, _purging, termination_message, address)


def _purging(job: IndexJob, database_uri: str, _attempt: str) -> Work:
    def work(report: Reporter) -> Outcome:
        from repository_indexer import database  # noqa: PLC0415

        report.enter(Stage.CONNECTING)
        # A drop is not ridden out: the Job tries again, and who waits for a deletion hears of it sooner.
        with database.connect(database_uri, ride_out_seconds=0) as connection:
            report.enter(Stage.WRITING)
            counts = database.purge_repository(
                connection,
                tenant=job.tenant,
                repository=job.repository,
                run_id=job.run_id,
                requested_at=job.requested_at,
            )
        return Outcome(counts=counts)

    return work


def _run(environment: Mapping[str, str], work_of: WorkOf, termination_message: Path, address: Address) -> int:
    _forget_database_variables()
    pod_uid = environment.get(POD_UID_VARIABLE, "")
    try:
        job, database_uri = _read(environment)
    except IndexingError as error:
        log_as_json({})
        result = AttemptResult("", pod_uid, reason=error.reason, message=str(error))
    else:
        log_as_json({"run_id": job.run_id, "tenant": job.tenant, "repository": job.repository})
        result = _attempt(job, work_of(job, database_uri, pod_uid or job.run_id), pod_uid, address)
    _tell(result, termination_message)
    return EXIT_CODES[result.reason] if result.reason else os.EX_OK


def _forget_database_variables() -> None:
    """Leave libpq the URI alone.

    The resource's author may set variables, and PGHOSTADDR would lead the password, which the author may not
    read, to a server of the author's choice.
    """
    for name in [name for name in os.environ if name.startswith("PG")]:
        del os.environ[name]


def _read(environment: Mapping[str, str]) -> tuple[IndexJob, str]:
    try:
        return decode_job(environment[JOB_VARIABLE]), environment[DATABASE_URI_VARIABLE]
    except KeyError as missing:
        raise IndexingError(
            f"The environment variable {missing.args[0]} is not set. The operator's Jobs run this command;"
            " to index by hand, use: repository-indexer index PATH-OR-URL"
        ) from None
    except msgspec.DecodeError as error:
        raise IndexingError(
            f"The environment variable {JOB_VARIABLE} holds no job ({error}): operator and indexer are of"
            " different releases."
        ) from None


def _attempt(job: IndexJob, work: Work, pod_uid: str, address: Address) -> AttemptResult:
    _logger.info("the attempt begins")
    try:
        return supervise(
            work,
            run_id=job.run_id,
            pod_uid=pod_uid,
            limits=TimeLimits(job.soft_seconds, job.hard_seconds),
            address=address,
            on_progress=_StageLog().log,
        )
    except Exception as error:
        _logger.exception("the supervisor failed by a defect")
        message = f"{type(error).__name__}: {error}"
        return AttemptResult(job.run_id, pod_uid, reason=Reason.INTERNAL_ERROR, message=message)


class _StageLog:
    """Logs each new stage."""

    def __init__(self) -> None:
        self._stage = Stage.QUEUED

    def log(self, progress: Progress) -> None:
        if progress.stage != self._stage:
            self._stage = progress.stage
            _logger.info("stage %s", progress.stage.value)


def _tell(result: AttemptResult, termination_message: Path) -> None:
    encoded = encode_result(result)
    _logger.info("the attempt ended: %s", encoded.decode())
    try:
        termination_message.write_bytes(encoded)
    except OSError as error:
        # The exit code still tells the reason.
        _logger.warning("the termination message cannot be written: %s", error)
