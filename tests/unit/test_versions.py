"""Which change of the program makes which facts old."""

from __future__ import annotations

import pytest

from repository_indexer import versions
from repository_indexer.model import BY_INTERPRETER

WAYS = ("python", "go", BY_INTERPRETER, "ipynb", "manifest")


@pytest.mark.parametrize(
    ("changed", "old"),
    [
        ("languages/go/facts.scm", {"go", BY_INTERPRETER, "ipynb", "manifest"}),
        ("languages/python/language.toml", {"python", BY_INTERPRETER, "ipynb", "manifest"}),
        ("extract.py", set(WAYS)),
        ("languages/__init__.py", set(WAYS)),
        ("resolve/__init__.py", set()),
        ("database/publish.py", set()),
    ],
)
def test_facts_are_old_when_what_made_them_has_changed(
    changed: str, old: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before, whole = {way: versions.extractor_version(way) for way in WAYS}, versions.indexer_version()
    files = dict(versions._files())
    assert changed in files
    files[changed] = b"another"
    monkeypatch.setattr(versions, "_files", lambda: files)
    assert {way for way in WAYS if versions.extractor_version.__wrapped__(way) != before[way]} == old
    assert versions.indexer_version.__wrapped__() != whole
    assert versions.extractor_version(BY_INTERPRETER) == before[BY_INTERPRETER]
