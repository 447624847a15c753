"""Repositories on a mounted volume: hostile paths, hostile configuration, files of another owner."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from checked_out import files_of
from git_remotes import commit_files, git
from repository_index_api.index_job import PathSource
from repository_indexer.checkout.volume import open_path
from repository_indexer.errors import RepositoryParseError, SourceAccessError, SourceNotFoundError


@pytest.fixture
def volume(tmp_path: Path) -> Path:
    (tmp_path / "volume").mkdir()
    return tmp_path / "volume"


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    (tmp_path / "scratch").mkdir()
    return tmp_path / "scratch"


def test_a_work_tree_is_read_where_it_is(volume: Path, scratch: Path) -> None:
    commit = commit_files(volume / "app", {"a.py": "x = 1\n"})
    (volume / "app/not-committed.py").write_text("y = 2\n")
    checkout = open_path(PathSource("app"), volume, scratch)
    assert checkout.commit == commit
    assert files_of(checkout) == {"a.py": b"x = 1\n", "not-committed.py": b"y = 2\n"}


def test_the_volume_itself_may_be_the_repository(volume: Path, scratch: Path) -> None:
    commit = commit_files(volume, {"a.py": "x = 1\n"})
    checkout = open_path(PathSource(), volume, scratch)
    assert checkout.commit == commit
    assert files_of(checkout) == {"a.py": b"x = 1\n"}


def test_a_bare_repository_is_read_from_its_objects(volume: Path, scratch: Path) -> None:
    commit = commit_files(volume / "app", {"a.py": "x = 1\n"})
    git("clone", "--quiet", "--bare", volume / "app", volume / "app.git")
    checkout = open_path(PathSource("app.git"), volume, scratch)
    assert checkout.commit == commit
    assert files_of(checkout) == {"a.py": b"x = 1\n"}


def test_a_plain_folder_has_no_commit(volume: Path, scratch: Path) -> None:
    (volume / "plain").mkdir()
    (volume / "plain/a.py").write_text("x = 1\n")
    checkout = open_path(PathSource("plain"), volume, scratch)
    assert checkout.commit is None
    assert files_of(checkout) == {"a.py": b"x = 1\n"}


def test_a_folder_below_a_repository_has_no_commit_of_its_own(volume: Path, scratch: Path) -> None:
    commit_files(volume, {"part/a.py": "x = 1\n"})
    (volume / "part/.git").mkdir()  # broken
    assert open_path(PathSource("part"), volume, scratch).commit is None


@pytest.mark.parametrize("bare", [False, True])
def test_a_repository_without_a_commit(volume: Path, scratch: Path, bare: bool) -> None:
    git("init", "--quiet", *(["--bare"] if bare else []), volume / "new")
    checkout = open_path(PathSource("new"), volume, scratch)
    assert checkout.commit is None
    assert files_of(checkout) == {}


@pytest.mark.parametrize("path", ["..", "../outside", "/etc", "link", "link/sub", "app/../../outside"])
def test_a_path_that_leads_out_of_the_volume(tmp_path: Path, volume: Path, scratch: Path, path: str) -> None:
    (tmp_path / "outside/sub").mkdir(parents=True)
    (volume / "app").mkdir()
    (volume / "link").symlink_to(tmp_path / "outside")
    with pytest.raises(SourceAccessError, match="leads out of the volume"):
        open_path(PathSource(path), volume, scratch)


@pytest.mark.parametrize("path", ["none", "file", "file/below", "loop", "a\x00b", "n" * 300])
def test_a_path_that_is_no_folder(volume: Path, scratch: Path, path: str) -> None:
    (volume / "file").write_text("")
    (volume / "loop").symlink_to("loop")
    with pytest.raises(SourceNotFoundError):
        open_path(PathSource(path), volume, scratch)


def test_nothing_of_the_repositorys_configuration_runs(tmp_path: Path, volume: Path, scratch: Path) -> None:
    marker = tmp_path / "ran"
    commit_files(volume / "app", {"a.py": "x = 1\n", ".gitattributes": "*.py filter=evil diff=evil\n"})
    git("clone", "--quiet", "--bare", volume / "app", volume / "app.git")
    for git_dir in (volume / "app/.git", volume / "app.git"):
        hook = f"#!/bin/sh\ntouch {marker}\n"
        for name in ("post-checkout", "reference-transaction", "post-index-change"):
            (git_dir / "hooks").mkdir(exist_ok=True)
            (git_dir / "hooks" / name).write_text(hook)
            (git_dir / "hooks" / name).chmod(0o755)
        config = "".join(
            f"[{section}]\n\t{key} = touch {marker}\n"
            for section, key in [
                ("core", "fsmonitor"),
                ("core", "sshCommand"),
                ("core", "pager"),
                ('filter "evil"', "smudge"),
                ('filter "evil"', "process"),
                ("core", "alternateRefsCommand"),
            ]
        )
        (git_dir / "config").write_text((git_dir / "config").read_text() + config)
    for path in ("app", "app.git", "app/.git"):
        checkout = open_path(PathSource(path), volume, scratch)
        assert checkout.commit
        assert files_of(checkout)["a.py"] == b"x = 1\n"
    assert not marker.exists()


def test_a_partial_clone_fetches_nothing(volume: Path, scratch: Path, tmp_path: Path) -> None:
    commit_files(tmp_path / "app", {"a.py": "x = 1\n"})
    git("config", "uploadpack.allowFilter", "true", cwd=tmp_path / "app")
    url = f"file://{tmp_path / 'app'}"
    git("clone", "--quiet", "--bare", "--filter=blob:none", url, volume / "partial.git")
    checkout = open_path(PathSource("partial.git"), volume, scratch)
    with pytest.raises(RepositoryParseError, match=r"partial\.git.* 1 of its files' contents are not there"):
        files_of(checkout)


def test_a_damaged_repository_says_so(volume: Path, scratch: Path) -> None:
    commit_files(volume / "app", {"a.py": "x = 1\n"})
    shutil.rmtree(volume / "app/.git/objects")
    (volume / "app/.git/objects").mkdir()
    checkout = open_path(PathSource("app/.git"), volume, scratch)
    with pytest.raises(RepositoryParseError, match="cannot be checked out"):
        files_of(checkout)


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give files to another user")
def test_as_another_user_than_the_owner(tmp_path: Path) -> None:
    """As the pod does it: the files belong to root, and the indexer runs as 65532."""
    shared = Path(subprocess.check_output(["mktemp", "-d"], text=True).strip())
    shared.chmod(0o755)
    try:
        commit = commit_files(shared / "volume/app", {"a.py": "x = 1\n"})
        git("clone", "--quiet", "--bare", shared / "volume/app", shared / "volume/app.git")
        (shared / "volume/closed").mkdir(mode=0o700)
        (shared / "scratch").mkdir()
        os.chown(shared / "scratch", 65532, 65532)
        program = (
            "import os, sys\n"
            "from pathlib import Path\n"
            "from repository_index_api.index_job import PathSource\n"
            "from repository_indexer.checkout.volume import open_path\n"
            "from repository_indexer.errors import SourceAccessError\n"
            "os.setgroups([]); os.setgid(65532); os.setuid(65532)\n"
            "shared = Path(sys.argv[1])\n"
            "for path in ('app', 'app.git', 'closed'):\n"
            "    try:\n"
            "        print(open_path(PathSource(path), shared / 'volume', shared / 'scratch').commit)\n"
            "    except SourceAccessError as error:\n"
            "        print(error)\n"
        )
        said = subprocess.check_output([sys.executable, "-c", program, shared], text=True).splitlines()
    finally:
        shutil.rmtree(shared)
    assert said[:2] == [commit, commit]
    assert said[2].startswith("The folder 'closed' cannot be read by user 65532")
