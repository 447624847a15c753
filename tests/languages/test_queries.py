"""What the queries of the languages capture, and which files are whose."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import tree_sitter

from repository_indexer.documents import READERS
from repository_indexer.extract import grammar_of
from repository_indexer.languages import languages

SAMPLES = Path(__file__).parent / "samples"


@pytest.mark.parametrize("name", languages())
def test_what_is_captured_matches(name: str) -> None:
    """Tree-sitter hands out captures before a pattern has matched, where it thinks that it must.

    It errs with alternatives at a pattern's end, such as `(call (expression [(a) (b)] @callee)) @call`:
    the call is captured whatever the function is. Write such a pattern once for each alternative.
    """
    grammar = grammar_of(name)
    for path in sorted(SAMPLES.rglob("*")):
        if path.suffix.removeprefix(".") not in languages()[name].extensions or not path.is_file():
            continue
        root = grammar.parser.parse(path.read_bytes()).root_node
        captured = {
            (role, node.start_point[0] + 1, node.start_byte, node.end_byte)
            for role, nodes in tree_sitter.QueryCursor(grammar.query).captures(root).items()
            for node in nodes
        }
        matched = {
            (role, node.start_point[0] + 1, node.start_byte, node.end_byte)
            for _, match in tree_sitter.QueryCursor(grammar.query).matches(root)
            for role, nodes in match.items()
            for node in nodes
        }
        assert captured == matched, path.name


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
