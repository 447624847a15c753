"""The cluster's programs, compiled once from the Go modules in go.mod and kept in the cache."""

import hashlib
import os
import platform
import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from . import commands, locks
from .errors import ClusterError
from .report import say
from .settings import HERE

_CLIENTS = {"kubectl": "k8s.io/kubernetes/cmd/kubectl", "helm": "helm.sh/helm/v4/cmd/helm"}
_VERSION_PACKAGES = ("k8s.io/component-base/version", "k8s.io/client-go/pkg/version")
# CGO off makes static programs that need no C compiler and also run in an image from scratch.
_ENVIRONMENT = {"CGO_ENABLED": "0", "GOFLAGS": "-trimpath -buildvcs=false", "GOWORK": "off"}
_BUILD_SECONDS = 3600


@dataclass(frozen=True)
class Binaries:
    """A directory with compiled programs."""

    directory: Path

    def path(self, name: str) -> Path:
        """Where a program stands."""
        return self.directory / name

    @property
    def clients(self) -> Path:
        """A directory for people's PATH, with nothing but kubectl and helm in it."""
        return self.directory / "clients"


def everything(cache: Path) -> Binaries:
    """All programs of a bare node."""
    return _ensure(cache, ("tool",), "programs")


def clients(cache: Path) -> Path:
    """The directory with kubectl and helm; only these are compiled where the other programs are not there."""
    if standing(cache):
        return everything(cache).clients
    return _ensure(cache, tuple(_CLIENTS.values()), "clients").clients


def standing(cache: Path) -> bool:
    """Whether all programs of a bare node are in the cache."""
    return _directory(cache, "programs").is_dir()


def _directory(cache: Path, name: str) -> Path:
    return cache / name / _key()


def _key() -> str:
    digest = hashlib.sha256()
    for file in (HERE / "go.mod", HERE / "go.sum"):
        digest.update(file.read_bytes())
    digest.update(repr((_ENVIRONMENT, _linker_flags(), platform.machine())).encode())
    return digest.hexdigest()[:16]


def _ensure(cache: Path, packages: tuple[str, ...], name: str) -> Binaries:
    target = _directory(cache, name)
    if target.is_dir():
        return Binaries(target)
    if shutil.which("go") is None:
        raise ClusterError(
            "Go is missing: install Go 1.26 or later from https://go.dev/dl and run this again"
        )
    with locks.held(cache / f"{name}.lock", f"the {name}"):
        if target.is_dir():
            return Binaries(target)
        say(f"compiling the cluster's {name}; the first time this takes minutes (about 8 on 2 cores)")
        target.parent.mkdir(parents=True, exist_ok=True)
        building = Path(tempfile.mkdtemp(prefix=".building-", dir=target.parent))
        try:
            _build(packages, building)
            building.rename(target)
        finally:
            shutil.rmtree(building, ignore_errors=True)
        say(f"compiled the {name}")
    return Binaries(target)


def _build(packages: tuple[str, ...], into: Path) -> None:
    commands.run(
        ["go", "build", "-ldflags", _linker_flags(), "-o", f"{into}{os.sep}", *packages],
        doing="compiling the cluster's programs",
        directory=HERE,
        environment=_ENVIRONMENT,
        timeout=_BUILD_SECONDS,
    )
    # Go names a program after its package's last element, which for etcd is `server`.
    server = into / "server"
    if server.exists():
        server.rename(into / "etcd")
    (into / "clients").mkdir()
    for client in _CLIENTS:
        (into / "clients" / client).symlink_to(f"../{client}")


def _linker_flags() -> str:
    """Flags that tell the programs their version; without them all of Kubernetes reports v0.0.0."""
    version = _required("k8s.io/kubernetes")
    major, minor, _ = version.removeprefix("v").split(".", 2)
    kubernetes = {"gitVersion": version, "gitMajor": major, "gitMinor": minor, "gitTreeState": "clean"}
    stamps = {
        f"{package}.{name}": value for package in _VERSION_PACKAGES for name, value in kubernetes.items()
    }
    stamps["helm.sh/helm/v4/internal/version.version"] = _required("helm.sh/helm/v4")
    return " ".join(["-s", "-w", *(f"-X {name}={value}" for name, value in stamps.items())])


def _required(module: str) -> str:
    found = re.search(
        rf"^\s*{re.escape(module)} (v\S+)( // indirect)?$", (HERE / "go.mod").read_text(), re.MULTILINE
    )
    if found is None:
        raise ClusterError(f"hack/cluster/go.mod names no version of {module}: restore the file")
    return found[1]
