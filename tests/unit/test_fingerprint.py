"""What makes another graph makes another fingerprint."""

from __future__ import annotations

from dataclasses import replace

import pytest

from repository_indexer import fingerprint
from repository_indexer.facts import FileFacts
from repository_indexer.fingerprint import NO_FINGERPRINT, is_lasting, of_commit, of_files
from repository_indexer.gathering import Gathered, Selection, Told
from repository_indexer.model import InventoryFile, SkipReason

FILE = InventoryFile("a.py", b"a.py", "1" * 40, 7, "python")
IMAGE = InventoryFile("b.png", b"b.png", "", 7, None, SkipReason.UNKNOWN_LANGUAGE)


def test_equal_inputs_have_equal_fingerprints() -> None:
    assert of_commit(Selection(), "c", with_submodules=False) == of_commit(
        Selection(), "c", with_submodules=False
    )
    assert of_files(Selection(), [FILE, IMAGE], "c") == of_files(Selection(), [replace(FILE), IMAGE], "c")


@pytest.mark.parametrize(
    "selection",
    [
        Selection(include=["a"]),
        Selection(exclude=["a"]),
        Selection(languages=["go"]),
        Selection(max_file_bytes=1),
    ],
)
def test_what_is_asked_for_makes_another(selection: Selection) -> None:
    assert of_files(selection, [FILE], "c") != of_files(Selection(), [FILE], "c")
    assert of_commit(selection, "c", with_submodules=False) != of_commit(
        Selection(), "c", with_submodules=False
    )


def test_the_commit_and_its_submodules_make_another() -> None:
    found = {
        of_commit(Selection(), commit, with_submodules=submodules)
        for commit in ("c", "d")
        for submodules in (False, True)
    }
    assert len(found) == 4


@pytest.mark.parametrize(
    "changed",
    [
        {"path": "b.py"},
        {"blob_id": "2" * 40},
        {"size": 8},
        {"read_as": "go"},
        {"read_as": None, "skip": SkipReason.EXCLUDED},
    ],
)
def test_each_file_makes_another(changed: dict[str, object]) -> None:
    assert of_files(Selection(), [replace(FILE, **changed), IMAGE], None) != of_files(
        Selection(), [FILE, IMAGE], None
    )


def test_another_release_makes_another(monkeypatch: pytest.MonkeyPatch) -> None:
    before = of_files(Selection(), [FILE], None)
    monkeypatch.setattr(fingerprint, "indexer_version", lambda: b"another")
    assert of_files(Selection(), [FILE], None) != before


def test_what_cannot_be_read_has_none() -> None:
    assert of_files(Selection(), [replace(FILE, blob_id=""), IMAGE], None) == NO_FINGERPRINT


@pytest.mark.parametrize(
    ("told", "lasting"),
    [
        (Told("1" * 40, 7, FileFacts("python")), True),
        (Told("1" * 40, 7, FileFacts("python", skip=SkipReason.BINARY)), True),
        (Told("1" * 40, 7, FileFacts("python", skip=SkipReason.PARSE_TIMEOUT)), False),
        (Told("2" * 40, 7, FileFacts("python")), False),
    ],
)
def test_what_may_pass_or_has_changed_meanwhile_does_not_last(told: Told, lasting: bool) -> None:
    assert is_lasting([FILE], Gathered([FILE], {"a.py": told})) == lasting
