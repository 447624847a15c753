"""Parse and extract beside the bare tree-sitter parse of the same files, one process, one language.

`python -m bench.parse_extract LANGUAGE FOLDER` (with `hack` on the path) prints both times as JSON; the two
are taken in turns, so that whatever else the machine does meets both.
"""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
import time
from pathlib import Path

import tree_sitter

from repository_indexer.extract import extract_file
from repository_indexer.folder import Folder
from repository_indexer.inventory import take_inventory
from repository_indexer.languages import languages

ROUNDS = 3
MAX_BYTES = 20_000_000
"""Of a project's source; more takes longer and tells no more."""


def ratio(language: str, folder: Path) -> tuple[float, float]:
    """Parse + extract / bare parse, and the seconds of the bare parse; in a process of its own."""
    command = [sys.executable, "-m", "bench.parse_extract", language, str(folder)]
    printed = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    found = json.loads(printed)
    return found["extract"] / found["bare"], found["bare"]


def measure(language: str, folder: Path) -> dict[str, float]:
    """The least seconds of `ROUNDS` for the bare parse and for parse + extract."""
    description = languages()[language]
    module = importlib.import_module(description.grammar)
    grammar = tree_sitter.Language(getattr(module, description.grammar_function)())
    parser = tree_sitter.Parser(grammar)
    sources: list[tuple[str, bytes]] = []
    for file in take_inventory(Folder(folder), languages=[language]):
        if file.read_as == language and sum(len(source) for _, source in sources) < MAX_BYTES:
            sources.append((file.path, Path(folder, file.path).read_bytes()))
    extract_file(b"", language, "")
    bare, extract = [], []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        for _, source in sources:
            parser.parse(source)
        bare.append(time.perf_counter() - started)
        started = time.perf_counter()
        for path, source in sources:
            extract_file(source, language, path)
        extract.append(time.perf_counter() - started)
    return {"files": len(sources), "bare": min(bare), "extract": min(extract)}


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1], Path(sys.argv[2]))))
