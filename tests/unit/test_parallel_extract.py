"""What becomes of the files that end their process, and of those beside them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from repository_indexer import parallel_extract
from repository_indexer.errors import IndexingError
from repository_indexer.facts import FileFacts
from repository_indexer.inventory import take_inventory
from repository_indexer.model import InventoryFile, SkipReason
from repository_indexer.parallel_extract import extract_in_parallel


def inventory(folder: Path, count: int) -> list[InventoryFile]:
    for number in range(count):
        (folder / f"m{number:03}.py").write_text(f"def f{number}():\n    pass\n" * 50)
    return take_inventory(folder)


def extract(files: list[InventoryFile], **options: object) -> list[FileFacts]:
    return extract_in_parallel(files, max_file_bytes=1_000_000, **options)  # type: ignore[arg-type]


def test_the_facts_are_those_of_one_process(tmp_path: Path) -> None:
    files = inventory(tmp_path, 300)
    one = extract(files, worker_count=1)
    assert [facts.definitions[1].name for facts in one] == [f"f{number}" for number in range(300)]
    assert extract(files, worker_count=3) == one


def test_progress_goes_by_bytes(tmp_path: Path) -> None:
    (tmp_path / "big.py").write_text("x = 1\n" * 1_500)
    (tmp_path / "small.py").write_text("x = 1\n" * 500)
    seen: list[tuple[int, float]] = []
    extract(take_inventory(tmp_path), worker_count=1, on_progress=lambda *done: seen.append(done))
    assert seen == [(1, 0.75), (2, 1.0)]


def test_no_files_at_all() -> None:
    assert extract([]) == []


def test_a_file_that_crashes_the_parser_is_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = inventory(tmp_path, 50)

    def crash(raw_path: bytes, language: str, path: str, max_file_bytes: int) -> FileFacts:
        if path == "m007.py":
            os.abort()
        if path == "m008.py":
            raise RecursionError
        return FileFacts(language, package=path)

    monkeypatch.setattr(parallel_extract, "extract_path", crash)
    facts = extract(files, worker_count=2)
    skipped = {file.path: found.skip for file, found in zip(files, facts, strict=True) if found.skip}
    assert skipped == {"m007.py": SkipReason.PARSER_CRASHED, "m008.py": SkipReason.PARSER_CRASHED}
    assert [found.package for found in facts if not found.skip] == [
        file.path for file in files if file.path not in skipped
    ]


def test_a_file_that_overruns_is_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = inventory(tmp_path, 3)

    def overrun(raw_path: bytes, language: str, path: str, max_file_bytes: int) -> FileFacts:
        if path == "m001.py":
            sum(range(10**12))
        return FileFacts(language)

    monkeypatch.setattr(parallel_extract, "extract_path", overrun)
    monkeypatch.setattr(parallel_extract, "PROCESSOR_SECONDS", 0.2)
    assert [found.skip for found in extract(files)] == ["", SkipReason.PARSE_TIMEOUT, ""]


def test_a_parser_that_fails_on_most_files_publishes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise a broken release would replace every graph by an empty one, and call it a success."""

    def fail(raw_path: bytes, language: str, path: str, max_file_bytes: int) -> FileFacts:
        raise TypeError("a defect")

    monkeypatch.setattr(parallel_extract, "extract_path", fail)
    with pytest.raises(IndexingError, match=r"failed on 50 of 50 files, first on 'm\d+\.py'"):
        extract(inventory(tmp_path, 50))
