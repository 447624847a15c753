"""The inventory lists everything, opens nothing, and says why a file is skipped."""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path

import pytest

from repository_indexer.errors import RepositoryParseError
from repository_indexer.folder import Folder
from repository_indexer.inventory import display_path, take_inventory
from repository_indexer.model import InventoryFile, SkipReason
from repository_indexer.source_tree import Entry


def write(root: Path, files: dict[str, bytes]) -> Path:
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    return root


def by_path(files: list[InventoryFile]) -> dict[str, InventoryFile]:
    assert len({file.path for file in files}) == len(files)
    return {file.path: file for file in files}


def reasons(root: Path, **arguments: object) -> dict[str, str]:
    """Path to the reason why it is skipped, or to how it is read."""
    files = take_inventory(Folder(root), **arguments)  # type: ignore[arg-type]
    return {file.path: str(file.skip or file.read_as) for file in files}


@pytest.mark.parametrize(
    ("path", "content", "answer"),
    [
        ("a.py", b"x = 1\n", "python"),
        ("a.PY", b"x = 1\n", "python"),
        ("a.go", b"package a\n", "go"),
        ("empty.py", b"", "python"),
        ("a.xyz", b"x", "unknown-language"),
        ("README", b"hello", "#!"),
        (".py", b"x", "python"),
        ("a.ipynb", b"{}", "ipynb"),
        ("a.IPYNB", b"{}", "ipynb"),
        ("large.py", b"#" * 1001, "too-large"),
        ("binary.py", b"x = 1\n\0", "python"),
        ("node_modules/a/a.py", b"", "vendored"),
        ("venv/pyvenv.cfg", b"", "vendored"),
        ("vendor/models.py", b"", "python"),
    ],
)
def test_what_is_done_with_a_file(tmp_path: Path, path: str, content: bytes, answer: str) -> None:
    limit = 1_000 if path == "large.py" else 1_000_000
    assert reasons(write(tmp_path, {path: content}), max_file_bytes=limit) == {path: answer}


def test_a_vendor_folder_is_one_only_beside_a_manifest(tmp_path: Path) -> None:
    found = reasons(write(tmp_path, {"go.mod": b"module m\n", "vendor/x/a.go": b"", "app/vendor/a.py": b""}))
    assert found == {"go.mod": "unknown-language", "vendor/x/a.go": "vendored", "app/vendor/a.py": "python"}


def test_include_exclude_and_languages(tmp_path: Path) -> None:
    root = write(tmp_path, {"a/b.py": b"", "a/c.go": b"", "docs/d.py": b"", "docs/keep.py": b""})
    assert reasons(root, exclude=["docs/*", "!keep.py"])["docs/d.py"] == "excluded"
    assert reasons(root, exclude=["docs/*", "!keep.py"])["docs/keep.py"] == "python"
    assert reasons(root, include=["/a"])["docs/d.py"] == "excluded"
    assert reasons(root, include=["/a"])["a/b.py"] == "python"
    assert reasons(root, languages=["go"])["a/b.py"] == "excluded"
    assert reasons(root, languages=["go"])["a/c.go"] == "go"


@pytest.mark.parametrize("pattern", ["!", "a/[z-a]"])
def test_a_pattern_that_is_none_is_named(tmp_path: Path, pattern: str) -> None:
    with pytest.raises(RepositoryParseError, match="exclude: "):
        take_inventory(Folder(tmp_path), exclude=[pattern])


def test_a_root_that_is_no_folder(tmp_path: Path) -> None:
    with pytest.raises(RepositoryParseError, match="not a folder"):
        take_inventory(Folder(tmp_path / "absent"))


def test_an_empty_repository(tmp_path: Path) -> None:
    assert take_inventory(Folder(tmp_path)) == []


def test_object_ids_are_those_of_git(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": b"x = 1\n", "long.py": b"y = 2\n" * 10_000})
    tree = Folder(tmp_path)
    for file in tree.identified(take_inventory(tree)):
        command = ["git", "hash-object", "--no-filters", os.fsdecode(file.raw_path)]
        told = subprocess.run(command, check=True, capture_output=True, text=True, cwd=tmp_path).stdout
        assert file.blob_id == told.strip()


def test_what_the_source_knows_is_taken() -> None:
    class Told(Folder):
        def entries(self):
            yield Entry(b"a.py", None, "f" * 40)
            yield Entry(b"b.py", 7)
            yield Entry(b"b.py", 8)
            yield Entry(b"sub", None, "e" * 40, SkipReason.SUBMODULE)

    files = take_inventory(Told(Path("/nonexistent")))
    assert [(file.path, file.size, file.blob_id, file.read_as, file.skip) for file in files] == [
        ("a.py", None, "f" * 40, "python", None),
        ("b.py", 8, "", "python", None),
        ("sub", None, "e" * 40, None, SkipReason.SUBMODULE),
    ]


def test_names_of_all_kinds(tmp_path: Path) -> None:
    names = [
        b"new\nline.py",
        b"quo\"te'.py",
        b"\xff\xfe.py",
        b"\\xff\\xfe.py",
        "größe.py".encode(),
        b"A.py",
        b"a.py",
    ]
    for name in names:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_bytes(b"x = 1\n")
    files = take_inventory(Folder(tmp_path))
    assert [file.raw_path for file in files] == sorted(names)
    assert by_path(files).keys() == {display_path(name) for name in names}
    assert {"\\xff\\xfe.py", "\\x5cxff\\x5cxfe.py", "größe.py", "new\nline.py"} <= by_path(files).keys()
    assert all(file.read_as == "python" for file in files)


def test_links_are_never_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.py").write_text("x = 1")
    root = write(tmp_path / "root", {"a.py": b""})
    (root / "out.py").symlink_to(tmp_path / "secret.py")
    (root / "loop").symlink_to(root)
    (root / "nowhere.py").symlink_to("absent")
    assert reasons(root) == {
        "a.py": "python",
        "out.py": "symlink",
        "loop": "symlink",
        "nowhere.py": "symlink",
    }


def test_pipes_and_sockets_are_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.py")
    os.mkfifo(tmp_path / "tool")
    assert reasons(tmp_path) == {"pipe.py": "unreadable", "tool": "unreadable"}


def test_git_is_left_out_and_a_submodule_is_not_entered(tmp_path: Path) -> None:
    root = write(tmp_path, {".git/config": b"", "a.py": b"", "sub/.git": b"gitdir: x", "sub/b.py": b""})
    assert reasons(root) == {"a.py": "python", "sub": "submodule"}


def test_an_unreadable_file_is_recorded() -> None:
    # Not pytest's folder, which only its owner enters; root reads everything, so another user looks.
    with tempfile.TemporaryDirectory() as folder:
        root = write(Path(folder), {"a.py": b"x", "b.py": b"y", "closed/c.py": b"z"})
        (root / "a.py").chmod(0)
        (root / "closed").chmod(0)
        root.chmod(0o755)
        user = os.geteuid()
        os.seteuid(65534 if user == 0 else user)
        try:
            assert reasons(root) == {"a.py": "python", "b.py": "python", "closed": "unreadable"}
        finally:
            os.seteuid(user)
            (root / "closed").chmod(0o755)


def test_a_deep_tree_of_folders_ends(tmp_path: Path) -> None:
    depth = 3_000
    descriptor = os.open(tmp_path, os.O_RDONLY)
    for _ in range(depth):
        os.mkdir("d", dir_fd=descriptor)
        below = os.open("d", os.O_RDONLY, dir_fd=descriptor)
        os.close(descriptor)
        descriptor = below
    os.close(descriptor)
    files = take_inventory(Folder(tmp_path))
    assert [file.skip for file in files] == [SkipReason.UNREADABLE]
    subprocess.run(["rm", "-rf", str(tmp_path / "d")], check=True)


def test_a_folder_of_many_files(tmp_path: Path) -> None:
    for number in range(5_000):
        (tmp_path / f"f{number}.txt").touch()
    assert len(take_inventory(Folder(tmp_path))) == 5_000


def test_manifests_are_marked(tmp_path: Path) -> None:
    root = write(tmp_path, {"a/go.mod": b"", "node_modules/go.mod": b"", "c.py": b""})
    assert [file.path for file in take_inventory(Folder(root)) if file.is_manifest] == ["a/go.mod"]
