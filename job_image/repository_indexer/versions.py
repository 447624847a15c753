"""What earlier results depend on besides the repository: this program, told by what it consists of.

A number that people raise would be forgotten one day, and old facts be taken for new ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

from repository_indexer.languages import languages

_PACKAGE = Path(__file__).parent
_KINDS = frozenset([".py", ".scm", ".sql", ".toml"])
_AFTER_EXTRACTION = ("checkout/", "cli/", "database/", "resolve/", "sql/")
"""Parts of the program that no fact depends on."""


@cache
def extractor_version(read_as: str) -> bytes:
    """Changes with all that facts depend on besides the content.

    Args:
        read_as: how the content is read; what no language's name is may be read as any of them.
    """
    known = languages()
    family = known[read_as].family if read_as in known else None
    read = {name: one for name, one in known.items() if family in (None, one.family)}
    others = tuple(f"languages/{name}/" for name in known.keys() - read.keys())
    parts = {
        path: digest
        for path, digest in _files().items()
        if not path.startswith((*_AFTER_EXTRACTION, *others))
    }
    return _digest(parts, [one.grammar for one in read.values()])


@cache
def indexer_version() -> bytes:
    """Changes with all that a graph depends on besides the repository and what is asked for."""
    return _digest(_files(), [one.grammar for one in languages().values()])


def _digest(files: Mapping[str, bytes], grammars: Iterable[str]) -> bytes:
    distributions = sorted({"tree-sitter", *(grammar.replace("_", "-") for grammar in grammars)})
    digest = blake2b(digest_size=16)
    for path in sorted(files):
        digest.update(f"{path}\0".encode() + files[path])
    for name in distributions:
        digest.update(f"{name}\0{version(name)}\0".encode())
    return digest.digest()


@cache
def _files() -> Mapping[str, bytes]:
    """The digest of each file that the program consists of, by its path."""
    return {
        path.relative_to(_PACKAGE).as_posix(): blake2b(path.read_bytes(), digest_size=16).digest()
        for path in _PACKAGE.rglob("*")
        if path.suffix in _KINDS
    }
