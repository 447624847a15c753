"""Whether a header is C, C++ or Objective-C, and whether a `.m` file is Objective-C at all.

A header is what the files are that include it; where C and C++ files do, or none, what is written in it
outside of `#ifdef __cplusplus` decides. It is a question of the whole repository: `scan` says what one file
contributes, which its content alone decides, and `decide` answers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from repository_indexer.languages.c.conditionals import mask_conditionals
from repository_indexer.languages.c.includes import IncludeIndex
from repository_indexer.languages.c.standard_headers import CPP

_INCLUDE = re.compile(rb"\n[ \t]*+#[ \t]*+(?:include|import)(?:_next)?[ \t]*+([\"<])([^\">\n]++)")
_NOISE = re.compile(
    rb"/\*.*?(?:\*/|\Z)|//[^\n]*+|\"(?:\\.|[^\"\\\n])*+\"?|\n[ \t]*+#(?:[^\n\\]|\\.)*+", re.DOTALL
)
_CPP = re.compile(
    rb"\b(?:class\s+\w[^;{}()=]*[;:{]|namespace\s+[\w:]*\s*[{=]|template\s*<|(?:public|private|protected)\s*:[^:]"
    rb"|using\s+[\w:]+|virtual\s|typename\s|constexpr\s|noexcept\b|nullptr\b|operator\s*[^\w\s,;)]"
    rb"|(?:static|dynamic|const|reinterpret)_cast\s*<|explicit\s+\w|friend\s+\w)|\w::~?\w"
)
_OBJC = re.compile(
    rb"\n[ \t]*+(?:@(?:interface|protocol|implementation|class|import|end)\b|#[ \t]*+import\b)"
)


class Scan(Struct, array_like=True, omit_defaults=True):
    """What one file says: what it includes, each with `<` or `"` before it, and what it looks like."""

    includes: list[str] = []
    is_cpp: bool = False
    is_objc: bool = False


def scan(path: str, content: bytes) -> Scan:
    """What a file contributes, in time in proportion to its size; of `path` only the ending counts."""
    text = b"\n" + content
    includes = [(mark + name).decode("utf-8", "replace") for mark, name in _INCLUDE.findall(text)]
    is_cpp = False
    if _is_header(path):
        plain = _NOISE.sub(b"\n", mask_conditionals(text, ()))
        is_cpp = _CPP.search(plain) is not None or any(one[0] == "<" and one[1:] in CPP for one in includes)
    return Scan(includes, is_cpp, _OBJC.search(text) is not None)


def decide(files: Mapping[str, tuple[str, Scan]]) -> dict[str, str]:
    """The languages of those files of the family whose names do not say it, by path; empty for none of it.

    Args:
        files: language by the name's ending and scan of each file of the family, by path.
    """
    targets = _targets(files)
    includers = _languages_of_includers(files, targets)
    has_c = any(language == "c" and not _is_header(path) for path, (language, _) in files.items())
    otherwise = "cpp" if not has_c and any(language == "cpp" for language, _ in files.values()) else "c"
    found: dict[str, str] = {}
    for path, (_, scanned) in files.items():
        if path.endswith(".m"):
            # MATLAB's files are called so too.
            found[path] = "objc" if scanned.is_objc or scanned.includes else ""
        elif not _is_header(path):
            continue
        elif scanned.is_objc:
            found[path] = "objc"
        elif len(includers.get(path, ())) == 1:
            found[path] = next(iter(includers[path]))
        elif scanned.is_cpp or (path not in includers and any(files[one][1].is_cpp for one in targets[path])):
            found[path] = "cpp"
        else:
            found[path] = "c" if path in includers else otherwise
    return found


def _targets(files: Mapping[str, tuple[str, Scan]]) -> dict[str, list[str]]:
    """The files of the repository that each file includes."""
    index = IncludeIndex(files)
    targets: dict[str, list[str]] = {}
    for path, (_, scanned) in files.items():
        named = (index.file(path, name[1:], in_quotes=name[:1] == '"') for name in scanned.includes)
        targets[path] = [target for target in named if target]
    return targets


def _languages_of_includers(
    files: Mapping[str, tuple[str, Scan]], targets: Mapping[str, list[str]]
) -> dict[str, set[str]]:
    """The languages of the source files that include each file, be it by way of others."""
    found: dict[str, set[str]] = {}
    for source, (language, _) in files.items():
        opened = [] if _is_header(source) else [source]
        while opened:
            for target in targets[opened.pop()]:
                languages = found.setdefault(target, set())
                if language not in languages:
                    languages.add(language)
                    opened.append(target)
    return found


def _is_header(path: str) -> bool:
    return path.endswith((".h", ".H"))
