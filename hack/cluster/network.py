"""The network namespaces of a cluster's nodes, and the one link of each.

The first node's link goes to the machine, a further node's to the first node. Nothing of the machine's own
network changes: no forwarding, no firewall rule, one route to the cluster's /16. The first namespace has no
way out but that link, so nothing outside the machine can be reached from pods.
"""

from __future__ import annotations

import subprocess
import zlib
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network
from pathlib import Path

from . import commands


@dataclass(frozen=True)
class Link:
    """The two ends of a namespace's link, and what is behind its inner end.

    `services` are the cluster's, for the first namespace, which has no other way out; None: the outer end is
    the way to everything else.
    """

    outer: IPv4Address
    inner: IPv4Address
    behind: IPv4Network
    services: IPv4Network | None = None


@dataclass(frozen=True)
class Namespace:
    """A network namespace, kept by a mount on a file of ours.

    Not by `ip netns add`, which leaves a mount of /run/netns behind.
    """

    name: str
    file: Path
    outside: Namespace | None = None
    """Where the other end of its link is; None: on the machine."""

    @property
    def link(self) -> str:
        """The name of the link's outer end; interface names have at most 15 letters."""
        return f"ric{zlib.crc32(self.name.encode()):08x}h"

    @property
    def peer(self) -> str:
        """The name of the link's end in the namespace."""
        return f"ric{zlib.crc32(self.name.encode()):08x}c"

    def inside(self, *command: str | Path) -> list[str]:
        """The command that runs a command in the namespace.

        Not `ip netns exec`, which would mount another /sys for it.
        """
        return ["nsenter", f"--net={self.file}", "--", *map(str, command)]

    def around(self, *command: str | Path) -> list[str]:
        """The command that runs a command where the other end of the link is."""
        return self.outside.inside(*command) if self.outside else list(map(str, command))

    def contains(self, pid: int) -> bool:
        """Whether a process lives in this namespace."""
        try:
            return Path(f"/proc/{pid}/ns/net").stat().st_ino == self.file.stat().st_ino
        except OSError:
            return False


def stands(namespace: Namespace, link: Link) -> bool:
    """Whether the namespace is there and the link to it carries the addresses."""
    if not commands.succeeds(namespace.inside("true")):
        return False
    return _has_address(namespace.around("ip"), namespace.link, str(link.outer)) and _has_address(
        namespace.inside("ip"), namespace.peer, str(link.inner)
    )


def _has_address(ip: list[str], link: str, address: str) -> bool:
    shown = subprocess.run(
        [*ip, "-o", "-4", "address", "show", "dev", link, "up"], capture_output=True, text=True, check=False
    )
    return f" {address}/" in shown.stdout


def make(namespace: Namespace, link: Link) -> None:
    """Make the namespace and the link, from whatever state a crash has left."""
    remove(namespace)
    namespace.file.parent.mkdir(parents=True, exist_ok=True)
    namespace.file.touch()
    commands.run(["unshare", f"--net={namespace.file}", "true"], doing="making a network namespace")
    pair = ["type", "veth", "peer", "name", namespace.peer, "netns", str(namespace.file)]
    if link.services:
        ways_out = [
            # Who connects to a service from the node needs a route before the address is translated.
            namespace.inside("ip", "route", "add", str(link.services), "dev", namespace.peer),
            # Refused at once is better than a time-out for whatever is not in the cluster.
            namespace.inside("ip", "route", "add", "unreachable", "default"),
        ]
    else:
        ways_out = [namespace.inside("ip", "route", "add", "default", "via", str(link.outer))]
    steps: list[list[str]] = [
        namespace.around("ip", "link", "add", namespace.link, *pair),
        namespace.around("ip", "address", "add", f"{link.outer}/30", "dev", namespace.link),
        namespace.around("ip", "link", "set", namespace.link, "up"),
        namespace.inside("ip", "link", "set", "lo", "up"),
        namespace.inside("ip", "address", "add", f"{link.inner}/30", "dev", namespace.peer),
        namespace.inside("ip", "link", "set", namespace.peer, "up"),
        *ways_out,
        namespace.inside("sh", "-c", "echo 1 > /proc/sys/net/ipv4/ip_forward"),
        namespace.around(
            "ip", "route", "replace", str(link.behind), "via", str(link.inner), "dev", namespace.link
        ),
    ]
    for step in steps:
        commands.run(step, doing="setting up the cluster's network")


def remove(namespace: Namespace) -> None:
    """Remove the namespace and the link; nothing happens when they are not there."""
    commands.succeeds(namespace.around("ip", "link", "delete", namespace.link))
    while commands.succeeds(["umount", namespace.file]):
        pass
    # After a reboot the file stands there with nothing mounted on it.
    namespace.file.unlink(missing_ok=True)
