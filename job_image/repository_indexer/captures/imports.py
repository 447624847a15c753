"""Import statements."""

from __future__ import annotations

from collections.abc import Iterator

from repository_indexer.captures.definitions import Definitions
from repository_indexer.captures.source import Source
from repository_indexer.facts import Import


def read_imports(source: Source, definitions: Definitions) -> Iterator[Import]:
    """The imports of a file, one for each name, in the order of the text."""
    statement: list[Import] = []
    alias = ""
    for start, negative_end, role in source.places("import", "import.alias", "import.module", "import.name"):
        text = source.cut(start, -negative_end) if role != "import" else ""
        if role == "import":
            yield from statement
            statement, alias = [], ""
        elif role == "import.alias":
            # It stands behind what it renames, or before the first module.
            if statement:
                statement[-1].alias = text
            else:
                alias = text
        elif role == "import.module":
            module = text.strip("\"'`<>")
            statement.append(Import(definitions.scope(start), module, source.line(start), "", alias))
        elif statement[-1].name:
            first = statement[-1]
            statement.append(Import(first.scope, first.module, first.line, text))
        else:
            statement[-1].name = text
    yield from statement
