"""The gems that a repository says to use."""

from __future__ import annotations

import re
from collections.abc import Mapping

_GEM = re.compile(r"^\s*gem\s*\(?\s*[\"']([\w.-]+)[\"']", re.MULTILINE)
_DEPENDENCY = re.compile(r"add_(?:runtime_|development_)?dependency\s*\(?\s*[\"']([\w.-]+)[\"']")
_LOCKED = re.compile(r"^ {4}([\w.-]+) \(", re.MULTILINE)


def gems_of(manifests: Mapping[str, bytes]) -> frozenset[str]:
    """The names in Gemfile, Gemfile.lock and gemspecs (bundler.io/man/gemfile.5.html)."""
    found: set[str] = set()
    for path, content in manifests.items():
        text, name = content.decode("utf-8", "replace"), path.rpartition("/")[2]
        if name == "Gemfile":
            found.update(_GEM.findall(text))
        elif name == "Gemfile.lock":
            found.update(_LOCKED.findall(text))
        elif name.endswith(".gemspec"):
            found.update(_DEPENDENCY.findall(text))
    return frozenset(found)
