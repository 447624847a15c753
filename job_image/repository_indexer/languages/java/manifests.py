"""Which package a symbol from elsewhere comes from, by what Maven, Gradle and sbt are told to fetch."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_MAVEN = re.compile(rb"<dependency>(.*?)</dependency>", re.DOTALL)
_TAG = rb"<%s>\s*([\w.\-]+)\s*</%s>"
_GROUP = re.compile(_TAG % (b"groupId", b"groupId"))
_ARTIFACT = re.compile(_TAG % (b"artifactId", b"artifactId"))
_COORDINATES = re.compile(rb"""["']([A-Za-z_][\w.\-]*):([\w.\-]+)(?::[^"'\s]*)?["']""")
_GRADLE_MAP = re.compile(rb"""group\s*[:=]\s*["']([\w.\-]+)["']\s*,\s*name\s*[:=]\s*["']([\w.\-]+)["']""")
_SBT = re.compile(rb"""["']([\w.\-]+)["']\s*%{1,3}\s*["']([\w.\-]+)["']""")
MANIFESTS = frozenset(
    ["pom.xml", "build.gradle", "build.gradle.kts", "build.sbt", "libs.versions.toml", "Dependencies.scala"]
)


class Dependencies:
    """The dependencies that manifests name, by the folder for which they count."""

    def __init__(self, manifests: Mapping[str, bytes]) -> None:
        self._by_folder: dict[str, dict[str, set[str]]] = {}
        """By folder and Maven's group the names of the artifacts."""
        self._known: dict[tuple[str, str], str] = {}
        for path, content in manifests.items():
            folder, _, name = path.rpartition("/")
            if name not in MANIFESTS:
                continue
            if name in ("libs.versions.toml", "Dependencies.scala"):
                # A catalogue in `gradle/`, or in `project/`, is that of the folder around.
                folder = folder.rpartition("/")[0]
            groups = self._by_folder.setdefault(folder, {})
            for group, artifact in _dependencies(name, content):
                groups.setdefault(group, set()).add(artifact)

    def package(self, name: str, path: str) -> str:
        """The package of a qualified name, seen from the file `path`: `group:artifact`.

        It is the one whose group the name begins with; the group alone if several have that; or empty.
        """
        folder = path.rpartition("/")[0]
        key = name, folder
        if key not in self._known:
            self._known[key] = self._found(name, folder)
        return self._known[key]

    def _found(self, name: str, folder: str) -> str:
        best, artifacts = "", set[str]()
        while True:
            for group, names in self._by_folder.get(folder, {}).items():
                if len(group) > len(best) and (name + ".").startswith(group + "."):
                    best, artifacts = group, names
            if not folder:
                break
            folder = folder.rpartition("/")[0]
        return f"{best}:{next(iter(artifacts))}" if len(artifacts) == 1 else best


def _dependencies(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    """Group and artifact of each dependency that a manifest names."""
    found: list[tuple[bytes, bytes]] = []
    if name == "pom.xml":
        for dependency in _MAVEN.findall(_COMMENT.sub(b"", content)):
            group, artifact = _GROUP.search(dependency), _ARTIFACT.search(dependency)
            if group and artifact:
                found.append((group.group(1), artifact.group(1)))
    elif name in ("build.sbt", "Dependencies.scala"):
        found = _SBT.findall(content)
    else:
        found = _COORDINATES.findall(content) + _GRADLE_MAP.findall(content)
    for one in found:
        yield one[0].decode(), one[1].decode()
