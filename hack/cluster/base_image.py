"""The image that the project's Dockerfiles start from where no registry is: Debian with Python and git."""

import hashlib
import shutil
import tempfile
from pathlib import Path

from . import commands, image_archive, locks
from .report import say
from .settings import Settings

# Debian 13 has Python 3.13, as has python:3.13-slim, for which this one stands in.
_SUITE = "trixie"
_PACKAGES = ("python3", "python3-venv", "git", "openssh-client", "ca-certificates")
_LEFT_OUT = ("/usr/share/doc/*", "/usr/share/man/*", "/usr/share/locale/*", "/usr/share/info/*")
_HOOKS = (
    # As in python:3.13-slim.
    'ln -s /usr/bin/python3 "$1/usr/local/bin/python"',
    # Something to mount a build's pip configuration on.
    'touch "$1/etc/pip.conf"',
    # The machine's own name and name servers, which the bootstrap copies.
    'rm -f "$1/etc/hostname" "$1/etc/resolv.conf"',
    'rm -rf "$1"/var/cache/* "$1"/var/log/*',
)


def tag(settings: Settings) -> str:
    """The base image's name, which changes with its recipe."""
    recipe = repr((_SUITE, _PACKAGES, _LEFT_OUT, _HOOKS, settings.debian_mirror))
    return f"localhost/repository-index-base:{hashlib.sha256(recipe.encode()).hexdigest()[:16]}"


def ensure(settings: Settings) -> Path:
    """Make the base image's archive, unless the cache has it."""
    directory = settings.cache / "base-images"
    archive = directory / f"{tag(settings).rpartition(':')[2]}.tar"
    if archive.exists():
        return archive
    with locks.held(settings.cache / "base-images.lock", "the base image"):
        if archive.exists():
            return archive
        say(f"making the base image, Debian {_SUITE}")
        directory.mkdir(parents=True, exist_ok=True)
        making = Path(tempfile.mkdtemp(prefix=".making-", dir=directory))
        try:
            _bootstrap(settings, making / "root.tar")
            image_archive.from_root_directory(making / "image.tar", tag(settings), making / "root.tar")
            (making / "image.tar").rename(archive)
        finally:
            shutil.rmtree(making, ignore_errors=True)
    return archive


def _bootstrap(settings: Settings, target: Path) -> None:
    left_out = [f"--dpkgopt=path-exclude={pattern}" for pattern in _LEFT_OUT]
    hooks = [f"--customize-hook={hook}" for hook in _HOOKS]
    commands.run(
        [
            *("mmdebstrap", "--variant=minbase", f"--include={','.join(_PACKAGES)}"),
            *(*left_out, *hooks, _SUITE, str(target), settings.debian_mirror),
        ],
        doing="making the base image",
        timeout=900,
    )
