"""What crosses the boundary between operator and pod survives it, and hostile documents do not."""

from datetime import UTC, datetime

import pytest

from repository_index_api.index_job import (
    EXIT_CODES,
    PROGRESS_MAX_BYTES,
    RETRIED_EXIT_CODES,
    TERMINATION_MESSAGE_MAX_BYTES,
    AttemptResult,
    GitSource,
    IndexCounts,
    IndexJob,
    Progress,
    Reason,
    Stage,
    decode_job,
    decode_progress,
    decode_result,
    encode_job,
    encode_progress,
    encode_result,
    is_retried,
)


def job(url: str) -> IndexJob:
    return IndexJob(
        run_id="r1",
        requested_at=datetime(2026, 1, 1, tzinfo=UTC),
        tenant="t",
        repository="r",
        git=GitSource(url),
    )


def test_kubernetes_finds_no_variable_to_expand_in_a_job():
    text = encode_job(job("https://evil.example/$(DATABASE_URI)/$$(X)"))
    assert "$" not in text
    assert decode_job(text) == job("https://evil.example/$(DATABASE_URI)/$$(X)")


def test_retried_are_exactly_the_transient_reasons():
    retried = {reason for reason, code in EXIT_CODES.items() if is_retried(code)}
    assert retried == {Reason.STORAGE_ERROR, Reason.CONNECTION_ERROR, Reason.OUT_OF_MEMORY, Reason.TERMINATED}
    assert sorted(RETRIED_EXIT_CODES) == list(RETRIED_EXIT_CODES)


@pytest.mark.parametrize("message", ["", "short", "é" * 5_000, "\x00" * 5_000, '"\\' * 5_000, "𝄞" * 5_000])
def test_a_termination_message_fits_and_is_read_back(message):
    counts = IndexCounts(nodes=2**53, languages={f"{'x' * 28}{n}": n for n in range(100, 160)})
    stages = dict.fromkeys(Stage, 123456.789)
    result = AttemptResult(
        run_id="r" * 64,
        pod_uid="p" * 64,
        reason=Reason.STORAGE_ERROR,
        message=message,
        commit="c" * 64,
        counts=counts,
        published_time=datetime.now(UTC),
        stage_seconds=stages,
    )
    encoded = encode_result(result)
    assert len(encoded) <= TERMINATION_MESSAGE_MAX_BYTES
    decoded = decode_result(encoded.decode())
    assert decoded is not None
    assert decoded.message.rstrip("…") == message[: len(decoded.message.rstrip("…"))]
    assert decoded.message or not message
    assert max(decoded.counts.languages.values()) == 159


@pytest.mark.parametrize(
    "message", ["", "Killed", "{}", '{"run_id": 7}', '{"run_id":"r","counts":{"nodes":-1}}', "[" * 4_000]
)
def test_a_message_that_is_not_ours_is_none(message):
    assert decode_result(message) is None


def test_progress_survives():
    progress = Progress(run_id="r", pod_uid="p", stage=Stage.PARSING, percent=42, files_done=3, files_total=9)
    assert decode_progress(encode_progress(progress)) == progress


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b'{"run_id":"r","pod_uid":"p","stage":"Dancing","percent":1}',
        b'{"run_id":"r","pod_uid":"p","stage":"Parsing","percent":101}',
        b'{"run_id":"r","pod_uid":"p","stage":"Parsing","percent":1,"nodes":1e400}',
        b'{"run_id":"' + b"r" * 65 + b'","pod_uid":"p","stage":"Parsing","percent":1}',
        b" " * (PROGRESS_MAX_BYTES + 1),
    ],
)
def test_a_hostile_progress_document_is_refused(body):
    with pytest.raises(ValueError):
        decode_progress(body)
