"""Parse and extract beside the bare tree-sitter parse of the same files, one process, one language.

`python -m bench.parse_extract LANGUAGE FOLDER MAX_BYTES` (with `hack` on the path) prints both times
as JSON; the two are taken in turns, and as processor time, so that whatever else the machine does meets both
or neither.
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
MAX_BYTES = 8_000_000
"""Of a project's source; more takes longer and tells no more."""


def measured(language: str, folder: Path, max_bytes: int = MAX_BYTES) -> dict[str, float]:
    """What `measure` says, found out in a process of its own."""
    command = [sys.executable, "-m", "bench.parse_extract", language, str(folder), str(max_bytes)]
    found: dict[str, float] = json.loads(
        subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    )
    return found


def measure(language: str, folder: Path, max_bytes: int) -> dict[str, float]:
    """The least processor seconds of `ROUNDS` for the bare parse and for parse + extract."""
    description = languages()[language]
    module = importlib.import_module(description.grammar)
    grammar = tree_sitter.Language(getattr(module, description.grammar_function)())
    parser = tree_sitter.Parser(grammar)
    sources: list[tuple[str, bytes]] = []
    size = 0
    for file in take_inventory(Folder(folder), languages=[language]):
        if file.read_as == language and size < max_bytes:
            sources.append((file.path, Path(folder, file.path).read_bytes()))
            size += len(sources[-1][1])
    extract_file(b"", language, "")
    bare, extract = [], []
    for _ in range(ROUNDS):
        started = time.process_time()
        for _, source in sources:
            parser.parse(source)
        bare.append(time.process_time() - started)
        started = time.process_time()
        for path, source in sources:
            extract_file(source, language, path)
        extract.append(time.process_time() - started)
    return {"files": len(sources), "bytes": size, "bare": min(bare), "extract": min(extract)}


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))))
