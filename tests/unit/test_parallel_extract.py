"""What becomes of the files that end their process, and of those beside them."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
import pytest

from repository_indexer import parallel_extract
from repository_indexer.errors import IndexingError
from repository_indexer.facts import FileFacts
from repository_indexer.folder import Folder, blob_id
from repository_indexer.inventory import take_inventory
from repository_indexer.model import SkipReason
from repository_indexer.packed import unpack
from repository_indexer.parallel_extract import extract_in_parallel

DECODER = msgspec.msgpack.Decoder(FileFacts)


def folder_with(folder: Path, count: int) -> Folder:
    for number in range(count):
        (folder / f"m{number:03}.py").write_text(f"# m{number:03}\ndef f{number}():\n    pass\n" * 50)
    return Folder(folder)


def extract(tree: Folder, max_file_bytes: int = 1_000_000, **options: object) -> list[FileFacts]:
    packed = extract_in_parallel(tree, take_inventory(tree), max_file_bytes=max_file_bytes, **options)  # type: ignore[arg-type]
    return [facts for one in packed if (facts := unpack(one.data, DECODER))]


def test_the_facts_are_those_of_one_process(tmp_path: Path) -> None:
    tree = folder_with(tmp_path, 300)
    one = extract(tree, worker_count=1)
    assert [facts.definitions[1].name for facts in one] == [f"f{number}" for number in range(300)]
    assert extract(tree, worker_count=3) == one


def test_progress_goes_by_bytes(tmp_path: Path) -> None:
    (tmp_path / "big.py").write_text("x = 1\n" * 1_500)
    (tmp_path / "small.py").write_text("x = 1\n" * 500)
    seen: list[tuple[int, float]] = []
    extract(Folder(tmp_path), worker_count=1, on_progress=lambda *done: seen.append(done))
    assert seen == [(1, 0.75), (2, 1.0)]


def test_no_files_at_all(tmp_path: Path) -> None:
    assert extract(Folder(tmp_path)) == []


def test_a_file_that_is_gone_or_grown_or_a_link_since_the_inventory(tmp_path: Path) -> None:
    for name in ("gone.py", "grown.py", "link.py", "same.py"):
        (tmp_path / name).write_bytes(b"x = 1\n")
    tree = Folder(tmp_path)
    files = tree.identified(take_inventory(tree))
    (tmp_path / "gone.py").unlink()
    (tmp_path / "grown.py").write_bytes(b"x = 1\n" * 20)
    (tmp_path / "link.py").unlink()
    (tmp_path / "link.py").symlink_to("same.py")
    (tmp_path / "same.py").write_bytes(b"x = 22\n")
    packed = extract_in_parallel(tree, files, max_file_bytes=100)
    assert [unpack(one.data, DECODER).skip for one in packed] == ["unreadable", "too-large", "unreadable", ""]
    # What was parsed is named, not what stood there before.
    assert (packed[3].blob_id, packed[3].size) == (blob_id(b"x = 22\n"), 7)


def test_a_file_that_crashes_the_parser_is_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tree = folder_with(tmp_path, 50)

    def crash(content: bytes, read_as: str) -> FileFacts:
        name = content[2:6].decode()
        if name == "m007":
            os.abort()
        if name == "m008":
            raise RecursionError
        return FileFacts(read_as, package=name)

    monkeypatch.setattr(parallel_extract, "read_content", crash)
    facts = extract(tree, worker_count=2)
    assert [found.skip for found in facts[6:10]] == ["", "parser-crashed", "parser-crashed", ""]
    assert [found.package for found in facts if not found.skip] == [
        f"m{number:03}" for number in range(50) if number not in (7, 8)
    ]


def test_a_file_that_overruns_is_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tree = folder_with(tmp_path, 3)

    def overrun(content: bytes, read_as: str) -> FileFacts:
        if content.startswith(b"# m001"):
            sum(range(10**12))
        return FileFacts(read_as)

    monkeypatch.setattr(parallel_extract, "read_content", overrun)
    monkeypatch.setattr(parallel_extract, "PROCESSOR_SECONDS", 0.2)
    assert [found.skip for found in extract(tree)] == ["", SkipReason.PARSE_TIMEOUT, ""]


def test_a_parser_that_fails_on_most_files_publishes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise a broken release would replace every graph by an empty one, and call it a success."""

    def fail(content: bytes, read_as: str) -> FileFacts:
        raise TypeError("a defect")

    monkeypatch.setattr(parallel_extract, "read_content", fail)
    with pytest.raises(IndexingError, match=r"failed on 50 of 50 files, first on 'm\d+\.py'"):
        extract(folder_with(tmp_path, 50))
