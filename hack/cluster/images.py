"""The project's images: what each is made from, and whether one that stands is still right."""

import hashlib
import re
import shlex
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .settings import CHECKOUT, HERE


@dataclass(frozen=True)
class Recipe:
    """An image that the project builds itself."""

    variable: str
    """Under which name `env` tells the image's reference."""
    tag: str
    dockerfile: Path
    context: Path

    def fingerprint(self, *more: str) -> str:
        """Changes with everything that goes into the image; ``more`` is what the builder adds."""
        digest = hashlib.sha256("\0".join(more).encode())
        digest.update(self.dockerfile.read_bytes())
        for file in sorted(self._sources()):
            digest.update(f"\0{file.relative_to(self.context)} {file.stat().st_mode:o}\0".encode())
            digest.update(file.read_bytes())
        return digest.hexdigest()

    def _sources(self) -> Iterator[Path]:
        copied = copied_paths(self.dockerfile.read_text())
        for file in _files(self.context):
            name = file.relative_to(self.context).as_posix()
            if any(name == path or path in (".", "") or name.startswith(f"{path}/") for path in copied):
                yield file


OPERATOR = Recipe(
    "OPERATOR_IMAGE", "repository-index-operator:dev", CHECKOUT / "operator/Dockerfile", CHECKOUT
)
INDEXER = Recipe("INDEXER_IMAGE", "repository-indexer:dev", CHECKOUT / "job_image/Dockerfile", CHECKOUT)
POSTGRES = Recipe(
    "POSTGRES_IMAGE",
    "repository-index-postgres:dev",
    HERE / "images/postgres/Dockerfile",
    HERE / "images/postgres",
)
PUBLIC_POSTGRES = "docker.io/library/postgres:18"
"""Stands in for POSTGRES where a registry is within reach."""


def copied_paths(dockerfile: str) -> set[str]:
    """What a Dockerfile copies from its context; a pattern counts as the directory above it."""
    found: set[str] = set()
    for line in re.sub(r"\\\n", " ", dockerfile).splitlines():
        words = shlex.split(line, comments=True)
        if (
            not words
            or words[0].upper() not in ("COPY", "ADD")
            or any(w.startswith("--from=") for w in words)
        ):
            continue
        sources = [word for word in words[1:-1] if not word.startswith("--")]
        for source in sources:
            plain = re.split(r"[*?\[]", source, maxsplit=1)
            path = plain[0] if len(plain) == 1 else plain[0].rpartition("/")[0]
            found.add(path.removeprefix("./").strip("/") or ".")
    return found


def _files(context: Path) -> list[Path]:
    """The files below a directory that git knows or would add; all of them where it is no checkout."""
    listed = subprocess.run(
        ["git", "-C", str(context), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True,
        check=False,
    )
    if listed.returncode == 0:
        candidates = [context / name.decode() for name in listed.stdout.split(b"\0") if name]
    else:
        candidates = list(context.rglob("*"))
    return [file for file in candidates if file.is_file() and "__pycache__" not in file.parts]
