"""Check-outs of what strangers wrote: contents, names, links and submodules."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from checked_out import files_of
from git_remotes import commit_files, git, http_remote
from repository_index_api.index_job import GitSource
from repository_indexer.checkout import git_tree
from repository_indexer.checkout.remote import check_out
from repository_indexer.errors import (
    ConnectionFailedError,
    IndexingError,
    RepositoryParseError,
    StorageError,
)
from repository_indexer.model import SkipReason


class TestHostileContent:
    """What stands in a repository is data: nothing of it is run, followed or converted."""

    def test_content_comes_byte_for_byte(self, tmp_path: Path, scratch: Path) -> None:
        commit_files(tmp_path / "w", {"crlf.txt": b"a\r\n", "lf.txt": b"$Id$\n", "utf16.txt": "ä".encode()})
        attributes = (
            "crlf.txt text eol=lf\nlf.txt text eol=crlf ident\nutf16.txt working-tree-encoding=UTF-16\n"
        )
        attributes += "*.txt filter=evil\n"
        (tmp_path / "w/.git/info/attributes").write_text(
            "* -text !eol !working-tree-encoding -ident !filter\n"
        )
        commit_files(tmp_path / "w", {".gitattributes": attributes})
        git("clone", "--quiet", "--bare", tmp_path / "w", tmp_path / "root/w.git")
        with http_remote(tmp_path / "root") as address:
            checkout = check_out(GitSource(url=f"http://{address}/w.git"), scratch, Path("/nonexistent"))
            files = files_of(checkout)
        assert files["crlf.txt"] == b"a\r\n"
        assert files["lf.txt"] == b"$Id$\n"
        assert files["utf16.txt"] == "ä".encode()

    def test_symbolic_links_stay_links(self, tmp_path: Path, scratch: Path) -> None:
        (tmp_path / "w").mkdir()
        (tmp_path / "w/passwd").symlink_to("/etc/passwd")
        commit_files(tmp_path / "w", {"a.py": ""})
        git("clone", "--quiet", "--bare", tmp_path / "w", tmp_path / "root/w.git")
        with http_remote(tmp_path / "root") as address:
            checkout = check_out(GitSource(url=f"http://{address}/w.git"), scratch, Path("/nonexistent"))
            assert files_of(checkout) == {"a.py": b"", "passwd": SkipReason.SYMLINK}

    def test_odd_names(self, tmp_path: Path, scratch: Path) -> None:
        names = [
            "a\nb.py",
            'quo"te.py',
            "back\\slash.py",
            "con.py",
            "a:b.py",
            "-x.py",
            os.fsdecode(b"\xff.py"),
        ]
        commit_files(tmp_path / "w", dict.fromkeys(names, "x = 1\n"))
        git("clone", "--quiet", "--bare", tmp_path / "w", tmp_path / "root/w.git")
        with http_remote(tmp_path / "root") as address:
            checkout = check_out(GitSource(url=f"http://{address}/w.git"), scratch, Path("/nonexistent"))
            assert files_of(checkout) == dict.fromkeys(names, b"x = 1\n")

    def test_the_users_own_configuration_is_not_read(
        self, server: str, scratch: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        marker = tmp_path / "ran"
        (tmp_path / ".gitconfig").write_text(
            f'[core]\n\thooksPath = {tmp_path}\n[url "file:///"]\n\tinsteadOf = http\n'
        )
        (tmp_path / "post-checkout").write_text(f"#!/bin/sh\ntouch {marker}\n")
        (tmp_path / "post-checkout").chmod(0o755)
        monkeypatch.setenv("HOME", str(tmp_path))
        monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / ".gitconfig"))
        monkeypatch.setenv("GIT_DIR", "/nonexistent")
        monkeypatch.setenv("GIT_PROXY_COMMAND", "/bin/false")
        monkeypatch.setenv("PATH", str(tmp_path))
        check_out(GitSource(url=f"http://{server}/app.git"), scratch, Path("/nonexistent"))
        assert not marker.exists()

    @pytest.mark.parametrize(
        ("name", "skip"),
        [
            ("..", SkipReason.UNREADABLE),
            (".git", SkipReason.UNREADABLE),
            (".GIT", SkipReason.UNREADABLE),
            ("a/../b", None),
            ("x" * 100_000, None),
        ],
    )
    def test_names_that_git_gives_no_file(
        self, tmp_path: Path, scratch: Path, name: str, skip: SkipReason | None
    ) -> None:
        commit_files(tmp_path / "w", {"a.py": "x = 1\n"})
        blob = git("rev-parse", "HEAD:a.py", cwd=tmp_path / "w")
        raw = (
            b"100644 a.py\0" + bytes.fromhex(blob) + b"100644 " + name.encode() + b"\0" + bytes.fromhex(blob)
        )
        (tmp_path / "tree").write_bytes(raw)
        tree = git("hash-object", "-t", "tree", "--literally", "-w", tmp_path / "tree", cwd=tmp_path / "w")
        commit = git("commit-tree", "-m", "evil", tree, cwd=tmp_path / "w")
        git("update-ref", "HEAD", commit, cwd=tmp_path / "w")
        with http_remote(tmp_path) as address:
            checkout = check_out(GitSource(url=f"http://{address}/w"), scratch, Path("/nonexistent"))
            files = files_of(checkout)
        expected = SkipReason.UNREADABLE if ".." in name else skip
        assert files == {"a.py": b"x = 1\n", name: expected or b"x = 1\n"}

    def test_a_tree_that_names_itself_again_and_again(
        self, tmp_path: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A dozen objects, and a million of files."""
        commit_files(tmp_path / "w", {"a.py": "x = 1\n"})
        inner = f"100644 blob {git('rev-parse', 'HEAD:a.py', cwd=tmp_path / 'w')}\ta.py"
        for _ in range(6):
            listed = [inner] if "blob" in inner else [f"{inner}{number}" for number in range(10)]
            (tmp_path / "listed").write_text("\n".join(listed))
            with (tmp_path / "listed").open() as given:
                made = subprocess.check_output(["git", "mktree"], stdin=given, cwd=tmp_path / "w", text=True)
            inner = f"040000 tree {made.strip()}\td"
        commit = git("commit-tree", "-m", "bomb", made.strip(), cwd=tmp_path / "w")
        git("update-ref", "HEAD", commit, cwd=tmp_path / "w")
        monkeypatch.setattr(git_tree, "MAX_ENTRIES", 1_000)
        with http_remote(tmp_path) as address:
            checkout = check_out(GitSource(url=f"http://{address}/w"), scratch, Path("/nonexistent"))
            with pytest.raises(RepositoryParseError, match="more than 1,000 files"):
                list(checkout.tree.entries())


class TestSubmodules:
    def superproject(self, tmp_path: Path, url: str, commit: str) -> None:
        work = tmp_path / "super"
        commit_files(work, {".gitmodules": f'[submodule "lib"]\n\tpath = lib\n\turl = {url}\n'})
        git("update-index", "--add", "--cacheinfo", f"160000,{commit},lib", cwd=work)
        git("commit", "--quiet", "--message", "submodule", cwd=work)
        git("clone", "--quiet", "--bare", work, tmp_path / "root/super.git")

    def test_only_when_asked_for(self, served: Path, server: str, scratch: Path, tmp_path: Path) -> None:
        commit = git("rev-parse", "main", cwd=served / "lib.git")
        self.superproject(tmp_path, f"http://{server}/lib.git", commit)
        with http_remote(tmp_path / "root") as address:
            for submodules in (False, True):
                source = GitSource(url=f"http://{address}/super.git", submodules=submodules)
                files = files_of(check_out(source, scratch, Path("/nonexistent")))
                assert ("lib/lib.py" in files) == submodules
                assert (files.get("lib") is SkipReason.SUBMODULE) != submodules

    def test_a_relative_one(self, served: Path, scratch: Path, tmp_path: Path) -> None:
        commit = git("rev-parse", "main", cwd=served / "lib.git")
        self.superproject(tmp_path, "../lib.git", commit)
        git("clone", "--quiet", "--bare", served / "lib.git", tmp_path / "root/lib.git")
        with http_remote(tmp_path / "root") as address:
            source = GitSource(url=f"http://{address}/super.git", submodules=True)
            assert "lib/lib.py" in files_of(check_out(source, scratch, Path("/nonexistent")))

    @pytest.mark.parametrize(
        "url", ["file://LOCAL", "LOCAL", "/etc", "ext::sh -c id", "--upload-pack=id", "git@h:x"]
    )
    def test_other_transports_are_refused(
        self, served: Path, scratch: Path, tmp_path: Path, url: str
    ) -> None:
        url = url.replace("LOCAL", str(served / "lib.git"))
        self.superproject(tmp_path, url, git("rev-parse", "main", cwd=served / "lib.git"))
        with http_remote(tmp_path / "root") as address, pytest.raises(IndexingError) as refusal:
            source = GitSource(url=f"http://{address}/super.git", submodules=True)
            check_out(source, scratch, Path("/nonexistent"))
        assert not isinstance(refusal.value, ConnectionFailedError | StorageError)
