"""Make a git repository from a source distribution: `python hack/sdist_repository.py flask==3.1.2 DIR.git`.

The demo and the tests index real projects, and the package registry is the one place that every machine
reaches. The same distribution always gives the same commit. Downloads are kept in the user's cache.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "repository-index" / "sdists"
IDENTITY = {
    f"GIT_{role}_{key}": value
    for role in ("AUTHOR", "COMMITTER")
    for key, value in (("NAME", "demo"), ("EMAIL", "demo@localhost"), ("DATE", "2026-01-01T00:00:00Z"))
}


def download(requirement: str) -> Path:
    """The source distribution of `requirement`, which has the form name==version.

    Raises:
        subprocess.CalledProcessError: pip could not download it.
    """
    folder = CACHE / re.sub(r"[^A-Za-z0-9.]+", "-", requirement)
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent) as temporary:
            command = [
                sys.executable,
                "-m",
                "pip",
                "download",
                "--quiet",
                "--no-deps",
                "--no-binary",
                ":all:",
            ]
            subprocess.run([*command, "--dest", temporary, requirement], check=True)
            shutil.copytree(temporary, folder, dirs_exist_ok=True)
    return next(folder.iterdir())


def git(*arguments: str, cwd: Path) -> None:
    environment = {**os.environ, **IDENTITY, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    # Maintenance in the background would still write to the folder while it is being removed.
    subprocess.run(["git", "-c", "maintenance.auto=false", *arguments], cwd=cwd, env=environment, check=True)


def make_repository(requirement: str, bare: Path) -> None:
    """Write a bare repository with one commit on branch main to `bare`, replacing what is there."""
    with tempfile.TemporaryDirectory() as temporary:
        with tarfile.open(download(requirement)) as archive:
            archive.extractall(temporary, filter="data")
        (work,) = Path(temporary).iterdir()
        git("init", "--quiet", "--initial-branch", "main", cwd=work)
        git("add", "--all", "--force", ".", cwd=work)
        git("commit", "--quiet", "--message", requirement, cwd=work)
        shutil.rmtree(bare, ignore_errors=True)
        git("clone", "--quiet", "--bare", str(work), str(bare.absolute()), cwd=work)
        # As a hosting service would have it: one pack, not thousands of loose files.
        git("repack", "--quiet", "-a", "-d", cwd=bare)
        # A fetch asks for single commits and leaves out what it does not need.
        git("config", "uploadpack.allowAnySHA1InWant", "true", cwd=bare)
        git("config", "uploadpack.allowFilter", "true", cwd=bare)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("requirement", help="name==version")
    parser.add_argument("repository", type=Path, help="the bare repository to write")
    arguments = parser.parse_args()
    make_repository(arguments.requirement, arguments.repository)


if __name__ == "__main__":
    main()
