"""The nodes of a bare cluster, by the values in which they differ.

The first one shares its network namespace with the control plane; every further one has its own, and all of
its files are in directories of its own below the cluster's.
"""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network
from pathlib import Path

from .network import Link, Namespace
from .settings import MAX_NODES, Settings


@dataclass(frozen=True)
class Node:
    """A node."""

    index: int
    name: str
    mark: str
    """Tells its processes and its pods' network from those of other nodes and clusters."""
    address: IPv4Address
    pods: IPv4Network
    namespace: Namespace
    link: Link
    state: Path
    run: Path

    @property
    def control_group(self) -> str:
        """The control group that holds the node's pods."""
        return f"cluster-{self.name}"

    @property
    def identity(self) -> str:
        """The name of its certificate."""
        return f"node-{self.name}"


def first(settings: Settings) -> Node:
    """The node that shares its network namespace with the control plane."""
    network = settings.network
    return Node(
        index=0,
        name=settings.node_name,
        mark=settings.name,
        address=network.node,
        pods=network.pods_of_node(0),
        namespace=Namespace(settings.name, settings.run / "network-namespace"),
        link=Link(network.host, network.node, behind=network.range, services=network.services),
        state=settings.state,
        run=settings.run,
    )


def further(settings: Settings, index: int) -> Node:
    """The node with this number, counted from 0; its link goes to the first node."""
    network, directory = settings.network, f"node-{index + 1}"
    # A dot, for no cluster's name has one.
    mark = f"{settings.name}.{index + 1}"
    address, pods = network.address_of_node(index), network.pods_of_node(index)
    return Node(
        index=index,
        name=f"{settings.name}-{index + 1}",
        mark=mark,
        address=address,
        pods=pods,
        namespace=Namespace(mark, settings.run / directory / "network-namespace", first(settings).namespace),
        link=Link(network.gateway_of_node(index), address, behind=pods),
        state=settings.state / directory,
        run=settings.run / directory,
    )


def further_standing(settings: Settings) -> tuple[Node, ...]:
    """The further nodes that an earlier command has made, or begun to make."""
    candidates = (further(settings, index) for index in range(1, MAX_NODES))
    return tuple(node for node in candidates if node.state.exists() or node.run.exists())
