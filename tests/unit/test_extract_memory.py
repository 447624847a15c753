"""What hostile files take of memory, each in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

MEBIBYTES = 250
"""Of a process with the interpreter and a grammar in it: about twice what was measured."""
SUPPORT = Path(__file__).parents[1] / "support"
PROGRAM = """
import sys
sys.path.append(sys.argv[1])
from pathlib import Path
from hostile_sources import endless, nested
from repository_indexer.extract import extract_file

sources = {
    "brackets": [source.replace(b"[", b"[\\n").replace(b"(", b"(\\n") for source in nested()],
    "endless": endless(3_000),
    "10 MB on a line": [b"x = 1\\n" * 4_000 + b'x = "' + b"a" * 10_000_000 + b'"\\n'],
    # In C++ this is a character, and each of it a node of the tree: so much as a file may have by default.
    "1 MB of a character": [b"x = 1\\n" * 4_000 + b"x = '" + b"a" * 970_000 + b"'\\n"],
}
for source in sources[sys.argv[3]]:
    extract_file(source, sys.argv[2], 'a')
print(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])
"""


@pytest.mark.parametrize("language", ["cpp", "java", "python", "typescript"])
@pytest.mark.parametrize(
    "source",
    ["brackets", "endless", "10 MB on a line", "1 MB of a character"],
)
def test_hostile_files_cost_bounded_memory(language: str, source: str) -> None:
    command = [sys.executable, "-c", PROGRAM, SUPPORT, language, source]
    ended = subprocess.run(command, check=True, capture_output=True, text=True)
    assert int(ended.stdout) < MEBIBYTES * 1024
