"""What is known is not read again; what is damaged, passing or of another content is not believed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

import pytest

from repository_indexer.facts import FileFacts
from repository_indexer.folder import Folder, blob_id
from repository_indexer.gathering import Cache, Gathered, Key, Selection, list_files
from repository_indexer.gathering import gather as gather_files
from repository_indexer.model import InventoryFile
from repository_indexer.packed import Packed

FILES = {
    "a.py": b"def f(): pass\n",
    "same.py": b"def f(): pass\n",
    "go.mod": b"module m\n",
    "tool": b"#!/usr/bin/python3\nx = 1\n",
    "LICENSE": b"free\n",
}


class Memory:
    """A cache that tells what it was asked."""

    def __init__(self) -> None:
        self.entries: dict[Key, Packed] = {}
        self.kept: list[Key] = []

    def find(self, keys: Collection[Key]) -> Iterable[tuple[Key, Packed]]:
        return [(key, self.entries[key]) for key in keys if key in self.entries]

    def keep(self, found: Mapping[Key, Packed]) -> None:
        self.kept += found
        self.entries |= found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path, content in FILES.items():
        (tmp_path / path).write_bytes(content)
    return tmp_path


def gather(tree: Folder, selection: Selection, cache: Cache | None = None) -> Gathered:
    return gather_files(tree, tree.identified(list_files(tree, selection)), selection, cache)


def facts_in(gathered: Gathered) -> dict[str, FileFacts]:
    return {path: told.facts for path, told in gathered.told.items()}


def test_what_is_known_is_not_read_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory = Memory()
    first = gather(Folder(folder), Selection(), memory)
    assert {path: facts.language or facts.skip for path, facts in facts_in(first).items()} == {
        "LICENSE": "unknown-language",
        "a.py": "python",
        "same.py": "python",
        "tool": "python",
    }
    brought: list[InventoryFile] = []

    class Known(Folder):
        def bring(self, files: Iterable[InventoryFile]) -> Mapping[str, int]:
            brought.extend(files)
            return {}

    again = gather(Known(folder), Selection(), memory)
    assert brought == []
    assert again == first == gather(Folder(folder), Selection())
    assert len(memory.kept) == len(set(memory.kept))


def test_only_new_contents_are_read(folder: Path) -> None:
    memory = Memory()
    gather(Folder(folder), Selection(), memory)
    memory.kept.clear()
    (folder / "a.py").write_bytes(b"def g(): pass\n")
    (folder / "moved.py").write_bytes(FILES["a.py"])
    found = facts_in(gather(Folder(folder), Selection(), memory))
    assert memory.kept == [Key(blob_id(b"def g(): pass\n"), "python")]
    assert [found[path].definitions[1].name for path in ("a.py", "moved.py", "same.py")] == ["g", "f", "f"]
    # Resolution tells the facts of two files apart by identity.
    assert found["moved.py"] is not found["same.py"]


@pytest.mark.parametrize("damage", [b"", b"x", b"\0" * 100], ids=repr)
def test_what_is_damaged_is_read_again(folder: Path, damage: bytes) -> None:
    memory = Memory()
    first = gather(Folder(folder), Selection(), memory)
    for cut in (False, True):
        memory.entries = {
            key: packed._replace(data=packed.data[:-1] if cut else damage)
            for key, packed in memory.entries.items()
        }
        assert gather(Folder(folder), Selection(), memory) == first


def test_what_may_pass_is_not_remembered(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory = Memory()
    monkeypatch.setattr("repository_indexer.extract.PARSE_SECONDS", -1.0)
    (folder / "a.py").write_bytes(b"x = 1\n" * 10_000)
    assert facts_in(gather(Folder(folder), Selection(), memory))["a.py"].skip == "parse-timeout"
    assert blob_id(b"x = 1\n" * 10_000) not in {key.blob_id for key in memory.entries}


def test_what_changes_meanwhile_is_remembered_as_what_was_read(folder: Path) -> None:
    class Changing(Folder):
        def bring(self, files: Iterable[InventoryFile]) -> Mapping[str, int]:
            (folder / "a.py").write_bytes(b"def g(): pass\n")
            return super().bring(files)

    memory = Memory()
    told = gather(Changing(folder), Selection(), memory).told["a.py"]
    assert (told.blob_id, told.facts.definitions[1].name) == (blob_id(b"def g(): pass\n"), "g")
    assert Key(told.blob_id, "python") in memory.entries


def test_the_limit_holds_for_what_is_known(folder: Path) -> None:
    memory = Memory()
    gather(Folder(folder), Selection(), memory)
    small = gather(Folder(folder), Selection(max_file_bytes=10), memory)
    assert {file.path for file in small.files if file.skip == "too-large"} == {
        "a.py",
        "same.py",
        "tool",
    }
    assert small.manifests == {"go.mod": b"module m\n"}


def test_manifests_are_read_unless_they_are_large(folder: Path) -> None:
    (folder / "sub").mkdir()
    (folder / "sub/go.mod").write_bytes(b"x" * 2_000_000)
    assert gather(Folder(folder), Selection()).manifests == {"go.mod": b"module m\n"}
