"""The cluster's own network namespace, and the one link between it and the machine.

Nothing of the machine's own network changes: no forwarding, no firewall rule, one route to the cluster's /16.
The namespace has no way out but that link, so nothing outside the machine can be reached from pods.
"""

import subprocess
import zlib
from dataclasses import dataclass
from pathlib import Path

from . import commands
from .settings import Network


@dataclass(frozen=True)
class Namespace:
    """A network namespace, kept by a mount on a file of ours.

    Not by `ip netns add`, which leaves a mount of /run/netns behind.
    """

    name: str
    file: Path

    @property
    def link(self) -> str:
        """The name of the link's end on the machine; interface names have at most 15 letters."""
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

    def contains(self, pid: int) -> bool:
        """Whether a process lives in this namespace."""
        try:
            return Path(f"/proc/{pid}/ns/net").stat().st_ino == self.file.stat().st_ino
        except OSError:
            return False


def stands(namespace: Namespace, network: Network) -> bool:
    """Whether the namespace is there and the link to it carries the addresses."""
    if not commands.succeeds(namespace.inside("true")):
        return False
    return _has_address(["ip"], namespace.link, str(network.host)) and _has_address(
        namespace.inside("ip"), namespace.peer, str(network.node)
    )


def _has_address(ip: list[str], link: str, address: str) -> bool:
    shown = subprocess.run(
        [*ip, "-o", "-4", "address", "show", "dev", link, "up"], capture_output=True, text=True, check=False
    )
    return f" {address}/" in shown.stdout


def make(namespace: Namespace, network: Network) -> None:
    """Make the namespace and the link, from whatever state a crash has left."""
    remove(namespace)
    namespace.file.parent.mkdir(parents=True, exist_ok=True)
    namespace.file.touch()
    commands.run(
        ["unshare", f"--net={namespace.file}", "true"], doing="making the cluster's network namespace"
    )
    pair = ["type", "veth", "peer", "name", namespace.peer, "netns", str(namespace.file)]
    steps: list[list[str]] = [
        ["ip", "link", "add", namespace.link, *pair],
        ["ip", "address", "add", f"{network.host}/30", "dev", namespace.link],
        ["ip", "link", "set", namespace.link, "up"],
        namespace.inside("ip", "link", "set", "lo", "up"),
        namespace.inside("ip", "address", "add", f"{network.node}/30", "dev", namespace.peer),
        namespace.inside("ip", "link", "set", namespace.peer, "up"),
        # Who connects to a service from the node needs a route before the address is translated.
        namespace.inside("ip", "route", "add", str(network.services), "dev", namespace.peer),
        # Refused at once is better than a time-out for whatever is not in the cluster.
        namespace.inside("ip", "route", "add", "unreachable", "default"),
        namespace.inside("sh", "-c", "echo 1 > /proc/sys/net/ipv4/ip_forward"),
        ["ip", "route", "replace", str(network.range), "via", str(network.node), "dev", namespace.link],
    ]
    for step in steps:
        commands.run(step, doing="setting up the cluster's network")


def remove(namespace: Namespace) -> None:
    """Remove the namespace and the link; nothing happens when they are not there."""
    commands.succeeds(["ip", "link", "delete", namespace.link])
    while commands.succeeds(["umount", namespace.file]):
        pass
    # After a reboot the file stands there with nothing mounted on it.
    namespace.file.unlink(missing_ok=True)
