"""What holds for all languages together: which files are whose, and where rules come from."""

from __future__ import annotations

from collections import Counter

import pytest

from repository_indexer.documents import READERS
from repository_indexer.languages import languages


@pytest.mark.parametrize("field", ["extensions", "file_names", "interpreters"])
def test_no_two_languages_claim_the_same_files(field: str) -> None:
    claimed = Counter(name for one in languages().values() for name in getattr(one, field))
    if field == "extensions":
        claimed.update(READERS.keys())
    assert [name for name, count in claimed.items() if count > 1] == []


@pytest.mark.parametrize("name", languages())
def test_a_language_has_one_kind_of_rules(name: str) -> None:
    """Those in Python, of its family, or the data of the second tier."""
    family = languages()[languages()[name].family]
    assert family.has_rules is (family.names is None)
