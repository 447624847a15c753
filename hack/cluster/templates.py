"""Filling the configuration files of config/."""

from pathlib import Path
from string import Template

from .settings import CONFIG


def fill(name: str, **values: object) -> str:
    """The text of config/NAME with its $placeholders filled; a missing value is a KeyError."""
    return Template((CONFIG / name).read_text()).substitute(
        {key: str(value) for key, value in values.items()}
    )


def write(name: str, directory: Path, **values: object) -> Path:
    """Fill config/NAME into a directory and return the file's path.

    An unchanged file is not touched: kube-proxy ends when its own is written.
    """
    directory.mkdir(parents=True, exist_ok=True)
    target = directory / name
    text = fill(name, **values)
    if not target.is_file() or target.read_text() != text:
        target.write_text(text)
    return target
