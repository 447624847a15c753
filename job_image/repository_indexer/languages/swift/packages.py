"""What Package.swift says: the targets, which are the modules, and the packages that are needed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_TARGET = re.compile(r"\.(target|executableTarget|testTarget|macro|plugin|systemLibrary)\s*\(")
_NAME = re.compile(r"\bname\s*:\s*\"([^\"]+)\"")
_PATH = re.compile(r"\bpath\s*:\s*\"([^\"]*)\"")
_PACKAGE = re.compile(r"\.package\s*\([^)]*?(?:url|path|id)\s*:\s*\"([^\"]+)\"")
SOURCES = ("Sources", "Source", "src", "srcs")
TESTS = ("Tests", "Sources", "Source", "src", "srcs")
"""Where the folders of targets are looked for (swift.org, PackageDescription, `path`)."""
MAX_ARGUMENTS = 20_000
# fmt: off
APPLE = frozenset([
    "AppKit", "ARKit", "AVFoundation", "Combine", "CoreData", "CoreGraphics", "CoreImage", "CoreLocation",
    "CoreML", "Darwin", "Dispatch", "Foundation", "Glibc", "MapKit", "Metal", "ObjectiveC", "OSLog",
    "QuartzCore", "SceneKit", "Security", "SpriteKit", "StoreKit", "Swift", "SwiftUI", "UIKit",
    "UserNotifications", "WebKit", "WidgetKit", "XCTest", "os",
])
# fmt: on
"""Modules that come with the system or the toolchain."""


class Packages:
    """Read from all Package.swift files of a repository."""

    def __init__(self, manifests: Mapping[str, bytes], paths: Sequence[str]) -> None:
        self.folders: dict[str, str] = {}
        """The module of each folder."""
        self.required: list[str] = []
        used = _folders(paths)
        for path, content in sorted(manifests.items()):
            folder, _, name = path.rpartition("/")
            if name != "Package.swift":
                continue
            text = content.decode("utf-8", "replace")
            for target in _TARGET.finditer(text):
                arguments = _arguments(text, target.end())
                named = _NAME.search(arguments)
                if named is not None:
                    self._add(folder, named[1], target[1] == "testTarget", _PATH.search(arguments), used)
            for url in _PACKAGE.findall(text):
                self.required.append(url.rstrip("/").rpartition("/")[2].removesuffix(".git"))

    def _add(
        self, folder: str, name: str, is_test: bool, path: re.Match[str] | None, used: frozenset[str]
    ) -> None:
        wanted = (
            [path[1].strip("/")] if path else [f"{one}/{name}" for one in (TESTS if is_test else SOURCES)]
        )
        for one in [f"{folder}/{one}".strip("/").removeprefix("./") for one in wanted]:
            if one in used or (not one and not folder):
                self.folders.setdefault(one, name)
                return

    def module_of(self, path: str) -> str:
        """The module of a file; empty where no manifest names one."""
        folder = path.rpartition("/")[0]
        while folder and folder not in self.folders:
            folder = folder.rpartition("/")[0]
        return self.folders.get(folder, "")

    def package_of(self, name: str) -> str:
        """The package that an external symbol comes from: the one that is named as its module is."""
        module = name.partition(".")[0]
        if module in APPLE:
            return "Apple"
        plain = _plain(module)
        return next((one for one in self.required if _plain(one).removeprefix("swift") in (plain, "")), "")


def _folders(paths: Sequence[str]) -> frozenset[str]:
    found: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return frozenset(found)


def _arguments(text: str, start: int) -> str:
    """What stands in the brackets that were opened before `start`, without what is nested deeper."""
    depth, kept = 1, []
    for character in text[start : start + MAX_ARGUMENTS]:
        if character in "([":
            depth += 1
        elif character in ")]":
            depth -= 1
            if depth == 0:
                break
        if depth == 1:
            kept.append(character)
    return "".join(kept)


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())
