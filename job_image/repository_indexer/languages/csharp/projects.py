"""The packages that project files of .NET name."""

from __future__ import annotations

import re
from collections.abc import Mapping

_PACKAGE = re.compile(rb"<(?:PackageReference|PackageVersion)\s[^>]*?(?:Include|Update)\s*=\s*\"([^\"]+)\"")
_OLD_PACKAGE = re.compile(rb"<package\s[^>]*?id\s*=\s*\"([^\"]+)\"")


class Projects:
    """Read from all *.csproj, Directory.Packages.props and packages.config of a repository."""

    def __init__(self, manifests: Mapping[str, bytes]) -> None:
        self.packages: list[str] = []
        for path, content in sorted(manifests.items()):
            name = path.rpartition("/")[2]
            if name.endswith((".csproj", ".props")):
                self.packages += [one.decode("utf-8", "replace") for one in _PACKAGE.findall(content)]
            elif name == "packages.config":
                self.packages += [one.decode("utf-8", "replace") for one in _OLD_PACKAGE.findall(content)]
        self.packages = list(dict.fromkeys(self.packages))

    def package_of(self, name: str) -> str:
        """The package that an external symbol comes from: packages are named after their namespaces."""
        lower = f"{name}.".lower()
        found = [one for one in self.packages if lower.startswith(f"{one.lower()}.")]
        if found:
            return max(found, key=len)
        return ".NET" if lower.startswith(("system.", "microsoft.csharp.", "microsoft.win32.")) else ""
