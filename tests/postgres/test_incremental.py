"""After any edit an incremental run leaves the rows of a clean one, and parses what is new alone."""

from __future__ import annotations

import random
import shutil
from collections.abc import Mapping
from pathlib import Path

import pathspec
import pytest

from postgres_database import Database
from project_edits import EDITS, Files
from repository_indexer.database import FactsCache
from repository_indexer.folder import Folder
from repository_indexer.gathering import Cache, Selection, gather, list_files
from repository_indexer.graph import graph_from
from repository_indexer.model import Graph
from repository_indexer.packed import Key, Packed
from repository_indexer.rows import rows_of
from repository_indexer.versions import extractor_version

pytestmark = pytest.mark.postgres

SAMPLES = Path(__file__).parent.parent / "languages" / "samples"
EDITS_IN_ALL = 200
SEQUENCES = 8
SELECTION = Selection()
COLUMNS = {
    "file": "id, size, path, blob_id, language, skip, has_parse_error",
    "node": "id, file_id, start_line, end_line, kind, ordinal, language, name, qualified_name, signature,"
    " doc, decorators, modifiers, package",
    "edge": "source, target, site, kind, resolution",
    "unresolved_reference": "source, site, kind, text",
}
"""As `rows` has them."""


class Counted:
    """A cache that tells what was new to it."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self.find = cache.find
        self.new: set[Key] = set()

    def keep(self, found: Mapping[Key, Packed]) -> None:
        self.new |= found.keys()
        self._cache.keep(found)


def project() -> Files:
    """Most of a package as it is published, with projects in two more languages beside it."""
    installed = Path(pathspec.__file__).parent
    modules = [*installed.glob("*.py"), *installed.glob("patterns/**/*.py")]
    files = {f"pathspec/{one.relative_to(installed)}": one.read_bytes() for one in modules}
    for language in ("go", "typescript"):
        files |= {
            one.relative_to(SAMPLES).as_posix(): one.read_bytes()
            for one in (SAMPLES / language).rglob("*")
            if one.is_file()
        }
    return files


def write(root: Path, files: Files) -> None:
    """The project as a folder; of what stood there nothing is left."""
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir()
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)


def graph(root: Path, cache: Cache | None) -> Graph:
    tree = Folder(root)
    files = tree.identified(list_files(tree, SELECTION))
    return graph_from(gather(tree, files, SELECTION, cache, worker_count=1), SELECTION)


def stored(database: Database) -> dict[str, set[tuple[object, ...]]]:
    with database.owner() as owner:
        return {
            table: {_hashable(row) for row in owner.execute(f"SELECT {columns} FROM code_graph.{table}")}
            for table, columns in COLUMNS.items()
        }


def clean(root: Path) -> dict[str, set[tuple[object, ...]]]:
    rows = rows_of(graph(root, None))
    parts = {"node": rows.nodes, "edge": rows.edges, "unresolved_reference": rows.unresolved}
    return {
        "file": set(rows.files),
        **{
            name: {_hashable(row) for owner in rows.owners for row in of(owner)} for name, of in parts.items()
        },
    }


def _hashable(row: tuple[object, ...]) -> tuple[object, ...]:
    return tuple(tuple(value) if isinstance(value, list) else value for value in row)


@pytest.mark.parametrize("seed", range(SEQUENCES))
def test_after_each_edit_the_rows_are_those_of_a_clean_run(
    database: Database, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    files, root = project(), tmp_path / "project"
    earlier: list[Files] = []
    known: set[Key] = set()
    told = ["nothing"]
    for _ in range(EDITS_IN_ALL // SEQUENCES):
        write(root, files)
        claim = database.claim()
        cache = Counted(FactsCache(database.uri("alpha"), claim.tenant_id, extractor_version))
        database.publish(claim, graph(root, cache))
        expected, found = clean(root), stored(database)
        for table in COLUMNS:
            assert found[table] == expected[table], f"{table} after {told}"
        assert not cache.new & known, f"parsed again after {told}"
        known |= cache.new
        earlier.append(dict(files))
        if chance.random() < 0.05:
            files = dict(chance.choice(earlier))
            told.append("went back")
        else:
            edit = chance.choice(EDITS)
            edit(chance, files)
            told.append(edit.__name__)
