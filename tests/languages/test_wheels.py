"""Every language's grammar comes with a wheel that is pinned: an image without it indexes nothing."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from repository_indexer.languages import languages

PROJECT = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())
PINNED = {
    requirement.partition("==")[0] for requirement in PROJECT["project"]["optional-dependencies"]["job"]
}


@pytest.mark.parametrize("name", languages())
def test_its_wheel_is_pinned(name):
    assert languages()[name].grammar.replace("_", "-") in PINNED
