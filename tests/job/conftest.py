"""The git servers that check-outs are tried on, and where these put what they get."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from check_outs import PASSWORD, Secret
from git_remotes import SshRemote, commit_files, git, http_remote, ssh_remote


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Bare repositories: `app` with two commits, a tag and a branch; `empty`; `lib` as its submodule."""
    root, work = tmp_path_factory.mktemp("served"), tmp_path_factory.mktemp("work")
    commit_files(work / "lib", {"lib.py": "def helper(): pass\n"})
    git("clone", "--quiet", "--bare", work / "lib", root / "lib.git")
    commit_files(work / "app", {"a.py": "def old(): pass\n"})
    git("tag", "--annotate", "--message", "first", "v1", cwd=work / "app")
    commit_files(work / "app", {"a.py": "def new(): pass\n"})
    git("branch", "feature/x", cwd=work / "app")
    git("clone", "--quiet", "--bare", work / "app", root / "app.git")
    git("init", "--quiet", "--bare", root / "empty.git")
    return root


@pytest.fixture(scope="module")
def server(served: Path) -> Iterator[str]:
    with http_remote(served) as address:
        yield address


@pytest.fixture(scope="module")
def private_server(served: Path) -> Iterator[str]:
    with http_remote(served, "--user", "robot", "--password", PASSWORD) as address:
        yield address


@pytest.fixture(scope="module")
def ssh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SshRemote]:
    with ssh_remote(tmp_path_factory.mktemp("ssh")) as remote:
        yield remote


@pytest.fixture
def secret(tmp_path: Path) -> Secret:
    """Make the folder of a mounted Secret from its keys, dots and dashes of the names as underscores."""

    def make(**keys: str) -> Path:
        folder = tmp_path / "secret"
        folder.mkdir()
        for key, value in keys.items():
            (folder / {"ssh_privatekey": "ssh-privatekey", "ca_crt": "ca.crt"}.get(key, key)).write_text(
                value
            )
        return folder

    return make


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    (tmp_path / "scratch").mkdir()
    return tmp_path / "scratch"
