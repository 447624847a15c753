"""The projects that the benchmarks measure, as source packages from the languages' registries.

Each comes by its registry's own program (pip, npm, go, cargo, mvn), which knows where the registry is. They
are kept in the user's cache, outside of the checkout, by name and version.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "repository-index" / "bench"


@dataclass(frozen=True)
class Project:
    """A source package: which program brings it, its name and its version there."""

    registry: str
    name: str
    version: str

    @property
    def folder(self) -> Path:
        """Where its files are, fetched and unpacked if they were not there."""
        folder = CACHE / f"{self.registry}-{self.name.replace('/', '-').replace(':', '-')}-{self.version}"
        if not folder.exists():
            CACHE.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=CACHE) as temporary:
                unpacked = Path(temporary) / "unpacked"
                unpacked.mkdir()
                _FETCH[self.registry](self, Path(temporary), unpacked)
                unpacked.rename(folder)
        return folder


DJANGO = Project("pypi", "django", "5.2.8")
LARGE = {
    "python": Project("pypi", "sympy", "1.14.0"),
    "typescript": Project("npm", "effect", "3.19.3"),
    "go": Project("go", "k8s.io/client-go", "v0.36.0"),
    "java": Project("maven", "com.google.guava:guava", "33.5.0-jre"),
    "rust": Project("crates", "tokio", "1.48.0"),
    "cpp": Project("pypi", "grpcio", "1.76.0"),
}
"""A large project of each language that is measured."""


def _run(*command: str, cwd: Path) -> str:
    try:
        return subprocess.run(command, cwd=cwd, check=True, stdout=subprocess.PIPE, text=True).stdout
    except FileNotFoundError:
        sys.exit(f"The benchmark gets a project by `{command[0]}`, which is not installed.")


def _from_pypi(project: Project, work: Path, unpacked: Path) -> None:
    pip = (sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:")
    _run(*pip, "--dest", "sdist", f"{project.name}=={project.version}", cwd=work)
    with tarfile.open(next((work / "sdist").iterdir())) as archive:
        archive.extractall(unpacked, filter="data")


def _from_npm(project: Project, work: Path, unpacked: Path) -> None:
    name = _run("npm", "pack", "--silent", f"{project.name}@{project.version}", cwd=work).split()[-1]
    with tarfile.open(work / name) as archive:
        archive.extractall(unpacked, filter="data")


def _from_go(project: Project, work: Path, unpacked: Path) -> None:
    (work / "go.mod").write_text("module bench\n", encoding="utf-8")
    module = f"{project.name}@{project.version}"
    _run("go", "mod", "download", module, cwd=work)
    cached = Path(_run("go", "env", "GOMODCACHE", cwd=work).strip()) / module
    shutil.copytree(cached, unpacked / "module", copy_function=shutil.copyfile)
    for folder in (unpacked / "module").rglob("*/"):
        folder.chmod(0o755)


def _from_crates(project: Project, work: Path, unpacked: Path) -> None:
    (work / "src").mkdir()
    (work / "src" / "lib.rs").touch()
    package = '[package]\nname = "bench"\nversion = "0.0.0"\n'
    manifest = f'{package}[dependencies]\n{project.name} = "={project.version}"\n'
    (work / "Cargo.toml").write_text(manifest, encoding="utf-8")
    _run("cargo", "vendor", "--quiet", "vendor", cwd=work)
    (work / "vendor" / project.name).rename(unpacked / project.name)


def _from_maven(project: Project, work: Path, unpacked: Path) -> None:
    artifact = f"{project.name}:{project.version}:jar:sources"
    copy = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy"
    _run("mvn", "--quiet", copy, f"-Dartifact={artifact}", f"-DoutputDirectory={work}", cwd=work)
    with zipfile.ZipFile(next(work.glob("*-sources.jar"))) as archive:
        archive.extractall(unpacked)


_FETCH: dict[str, Callable[[Project, Path, Path], None]] = {
    "pypi": _from_pypi,
    "npm": _from_npm,
    "go": _from_go,
    "crates": _from_crates,
    "maven": _from_maven,
}
