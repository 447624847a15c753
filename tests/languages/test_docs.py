"""The table in docs/languages.md tells the truth."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from repository_indexer.languages import languages

TABLE = (Path(__file__).parents[2] / "docs" / "languages.md").read_text()
ROWS = re.findall(r"^\| (\w+) \| (?:first|second) \| .*$", TABLE, re.MULTILINE)


def row(name: str) -> str:
    """A language's row, by its folder."""
    language = languages()[name]
    tier = "second" if languages()[language.family].names else "first"
    files = [*(f".{extension}" for extension in language.extensions), *language.file_names]
    wheel = language.grammar.replace("_", "-")
    return f"| {name} | {tier} | {', '.join(f'`{file}`' for file in files)} | {wheel} |"


@pytest.mark.parametrize("name", ROWS)
def test_every_row_is_true(name: str) -> None:
    assert row(name) in TABLE.split("\n")


def test_every_language_of_the_first_tier_has_a_row() -> None:
    """One of the second is added by a folder and a wheel alone: its row may come later."""
    first = {name for name, one in languages().items() if languages()[one.family].has_rules}
    assert not [row(name) for name in sorted(first - set(ROWS))]
