"""Which rules the languages of a family have."""

from __future__ import annotations

import importlib
from collections.abc import Mapping, Sequence

from repository_indexer.facts import FileFacts
from repository_indexer.languages import languages
from repository_indexer.resolve.rules import Rules


def rules_of_family(
    family: str, files: Sequence[tuple[str, FileFacts]], manifests: Mapping[str, bytes]
) -> dict[str, Rules]:
    """The rules of each language of a family: its own, or those of the language the family is named after.

    One with rules of its own is left out if no file is in it.
    """
    by_owner: dict[str, Rules] = {}
    found = {}
    used = {facts.language for _, facts in files}
    for name, language in languages().items():
        if language.family == family:
            owner = name if language.has_rules or language.names is not None else family
            if owner not in (*used, family):
                continue
            if owner not in by_owner:
                by_owner[owner] = _kind_of_rules(owner)(family, files, manifests)
            found[name] = by_owner[owner]
    return found


def _kind_of_rules(language: str) -> type[Rules]:
    kind: type[Rules] = Rules
    if languages()[language].names is not None:
        kind = importlib.import_module("repository_indexer.resolve.name_rules").NameRules
    elif languages()[language].has_rules:
        kind = importlib.import_module(f"repository_indexer.languages.{language}.rules").Rules
    return kind
