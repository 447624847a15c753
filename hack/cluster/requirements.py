"""What the machine must have, checked before anything is made, and installed where apt can."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from . import commands
from .errors import ClusterError
from .report import say

_PACKAGES = {
    "containerd": "containerd",
    "runc": "runc",
    "/usr/lib/cni/ptp": "containernetworking-plugins",
    "iptables": "iptables",
    "ip": "iproute2",
    "nsenter": "util-linux",
    "mount": "mount",
    "openssl": "openssl",
    "gcc": "gcc",
    "/usr/include/stdio.h": "libc6-dev",
}
_BUILDER_PACKAGES = {
    "buildah": "buildah",
    "mmdebstrap": "mmdebstrap",
    "/usr/share/keyrings/debian-archive-keyring.gpg": "debian-archive-keyring",
}
_POLICY = Path("/usr/sbin/policy-rc.d")


def check_root() -> None:
    """Refuse to start without root, which namespaces and mounts need."""
    if os.geteuid() != 0:
        raise ClusterError(
            "the bare cluster needs root: use sudo -E, or set KUBECONFIG to use a cluster that exists"
        )


def check_disk(directory: Path, gigabytes: int) -> None:
    """Refuse to start what would fill the disk."""
    existing = next(parent for parent in (directory, *directory.parents) if parent.exists())
    free = shutil.disk_usage(existing).free / 1e9
    if free < gigabytes:
        raise ClusterError(
            f"{directory} has {free:.1f} GB free and needs {gigabytes} GB: free some space and run this again"
        )


def ensure_node_tools() -> None:
    """Install what a bare node needs."""
    _ensure(_PACKAGES)


def ensure_image_tools() -> None:
    """Install what building images needs."""
    _ensure(_BUILDER_PACKAGES)


def _ensure(packages: dict[str, str]) -> None:
    missing = sorted({package for tool, package in packages.items() if not _stands(tool)})
    if not missing:
        return
    names = " ".join(missing)
    if shutil.which("apt-get") is None:
        raise ClusterError(
            f"these Debian packages or their like are missing: install {names} and run this again"
        )
    say(f"installing {names}")
    with _no_services():
        options = ["-y", "-q", "-o", "DPkg::Lock::Timeout=300"]
        quiet = {"DEBIAN_FRONTEND": "noninteractive"}
        commands.run(
            ["apt-get", "update", *options], doing="updating apt's lists", environment=quiet, timeout=600
        )
        commands.run(
            ["apt-get", "install", "--no-install-recommends", *options, *missing],
            doing=f"installing {names}", environment=quiet, timeout=1200,
        )  # fmt: skip


def _stands(tool: str) -> bool:
    if tool.startswith("/"):
        return Path(tool).exists()
    return shutil.which(tool, path=f"{os.environ.get('PATH', os.defpath)}:/usr/sbin:/sbin") is not None


@contextmanager
def _no_services() -> Iterator[None]:
    """Keep packages from starting services: Debian asks this script whether it may."""
    if _POLICY.exists():
        yield
        return
    _POLICY.write_text("#!/bin/sh\nexit 101\n")
    _POLICY.chmod(0o755)
    try:
        yield
    finally:
        _POLICY.unlink(missing_ok=True)
