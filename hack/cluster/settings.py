"""What can be chosen about the cluster, and where everything of it lives."""

import os
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network
from pathlib import Path

from .errors import ClusterError

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parent.parent
CONFIG = HERE / "config"

DEFAULT_NAME = "repository-index"
MAX_NODES = 9
CLUSTER_DOMAIN = "cluster.local"
HOST_NAME = "host.cluster.internal"
"""The name under which pods find the machine that the cluster runs on."""


@dataclass(frozen=True)
class Network:
    """The addresses of one bare cluster: a /16, cut into pods, services, and the link to the machine."""

    range: IPv4Network

    @property
    def pods(self) -> IPv4Network:
        """The addresses of all pods; every node has a /24 of it."""
        return IPv4Network((self.range.network_address, 17))

    def pods_of_node(self, index: int) -> IPv4Network:
        """The /24 of the node with this number, counted from 0."""
        return IPv4Network((self.range.network_address + 256 * index, 24))

    @property
    def services(self) -> IPv4Network:
        """The addresses of services."""
        return IPv4Network((self.range.network_address + (128 << 8), 20))

    @property
    def apiserver_service(self) -> IPv4Address:
        """The address of the service `kubernetes`, by Kubernetes' convention the first."""
        return self.services[1]

    @property
    def dns_service(self) -> IPv4Address:
        """The address of the cluster's DNS, by convention the tenth."""
        return self.services[10]

    def gateway_of_node(self, index: int) -> IPv4Address:
        """The outer end of the link to a node: for further ones it is on the first node."""
        return self.range.network_address + (255 << 8) + 4 * index + 1

    def address_of_node(self, index: int) -> IPv4Address:
        """The node's own end of that link."""
        return self.gateway_of_node(index) + 1

    @property
    def host(self) -> IPv4Address:
        """The machine's end of the link: what pods connect to for something that runs on the machine."""
        return self.gateway_of_node(0)

    @property
    def node(self) -> IPv4Address:
        """The cluster's end of the link: the address of the first node and of the API server."""
        return self.address_of_node(0)


@dataclass(frozen=True)
class Settings:
    """The choices and places of one cluster."""

    name: str
    provider: str | None
    nodes: int | None
    """How many nodes there are to be; None: as many as stand, at least one."""
    kubeconfig_given: Path | None
    registry: str | None
    debian_mirror: str
    controller_manager_options: tuple[str, ...]
    cache: Path
    state: Path
    run: Path
    network: Network

    @property
    def node_name(self) -> str:
        """The first node's name in Kubernetes."""
        return f"{self.name}-1"

    @property
    def checkout_kubeconfig(self) -> Path:
        """Where people and tests of this checkout look for the kubeconfig."""
        suffix = "" if self.name == DEFAULT_NAME else f"-{self.name}"
        return CHECKOUT / "build" / f"kubeconfig{suffix}"

    @property
    def kubeconfig(self) -> Path:
        """The kubeconfig beside the state, for checkouts that come later."""
        return self.state / "kubeconfig"


def from_environment(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the choices; README.md lists the variables."""
    name = environment.get("CLUSTER_NAME") or DEFAULT_NAME
    if not re.fullmatch(r"[a-z]([a-z0-9-]{0,38}[a-z0-9])?", name):
        raise ClusterError(
            f"CLUSTER_NAME={name} is no name: use up to 40 lower-case letters, digits, hyphens"
        )
    kubeconfig = environment.get("KUBECONFIG")
    cache_home = environment.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Settings(
        name=name,
        provider=environment.get("PROVIDER") or None,
        nodes=_nodes(environment.get("NODES")),
        kubeconfig_given=Path(kubeconfig.split(os.pathsep)[0]) if kubeconfig else None,
        registry=environment.get("REGISTRY") or None,
        debian_mirror=environment.get("DEBIAN_MIRROR") or "http://deb.debian.org/debian",
        controller_manager_options=tuple((environment.get("CONTROLLER_MANAGER_OPTIONS") or "").split()),
        cache=Path(cache_home) / "repository-index",
        state=Path("/var/lib/repository-index-cluster") / name,
        run=Path("/run/repository-index-cluster") / name,
        network=Network(_range(name, environment.get("CLUSTER_NETWORK"))),
    )


def _nodes(chosen: str | None) -> int | None:
    if not chosen:
        return None
    if not re.fullmatch(r"[0-9]+", chosen) or not 1 <= int(chosen) <= MAX_NODES:
        raise ClusterError(f"NODES={chosen} is no number of nodes: write one from 1 to {MAX_NODES}")
    return int(chosen)


def _range(name: str, chosen: str | None) -> IPv4Network:
    if chosen:
        try:
            network = IPv4Network(chosen)
        except ValueError:
            network = IPv4Network("0.0.0.0/0")
        if network.prefixlen != 16:
            raise ClusterError(f"CLUSTER_NETWORK={chosen} is no /16 network: write one such as 10.201.0.0/16")
        return network
    # Other names are throwaway clusters beside the default one: a range by name needs no bookkeeping.
    block = 201 if name == DEFAULT_NAME else 202 + zlib.crc32(name.encode()) % 40
    return IPv4Network(f"10.{block}.0.0/16")
