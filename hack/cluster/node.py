"""What runs on a node beside its containers: kubelet and kube-proxy."""

from dataclasses import dataclass
from ipaddress import IPv4Address
from pathlib import Path

from . import http_probe, mounts, templates
from .binaries import Binaries
from .certificates import Certificates
from .processes import Program
from .settings import CLUSTER_DOMAIN, Settings


@dataclass(frozen=True)
class Node:
    """A node, by the values in which nodes differ."""

    name: str
    address: IPv4Address

    @property
    def control_group(self) -> str:
        """The control group that holds the node's pods."""
        return f"cluster-{self.name}"


def first(settings: Settings) -> Node:
    """The node that shares its network namespace with the control plane."""
    return Node(settings.node_name, settings.network.node)


def kubelet(settings: Settings, node: Node, binaries: Binaries, certificates: Certificates) -> Program:
    """The kubelet, with the directories and the control group that it expects."""
    mounts.make_control_group(node.control_group)
    (settings.run / "resolv.conf").touch()
    identity = f"node-{node.name}"
    config = templates.write(
        "kubelet.yaml",
        settings.run,
        node_address=node.address,
        cluster_domain=CLUSTER_DOMAIN,
        dns_address=settings.network.dns_service,
        run=settings.run,
        state=settings.state,
        certificates=certificates.directory,
        identity=identity,
        control_group=node.control_group,
    )
    return Program(
        "kubelet",
        (
            binaries.path("kubelet"),
            f"--config={config}",
            f"--kubeconfig={certificates.kubeconfig(identity)}",
            f"--hostname-override={node.name}",
            f"--node-ip={node.address}",
            f"--root-dir={root_directory(settings)}",
            f"--cert-dir={settings.state / 'kubelet-certificates'}",
        ),
        healthy=lambda: http_probe.answers(f"http://{node.address}:10248/healthz"),
        reads=(config, certificates.kubeconfig(identity)),
    )


def root_directory(settings: Settings) -> Path:
    """Where the kubelet keeps pods' volumes."""
    return settings.state / "kubelet"


def proxy(settings: Settings, node: Node, binaries: Binaries, certificates: Certificates) -> Program:
    """kube-proxy, whose firewall rules are those of the node's namespace."""
    config = templates.write(
        "kube-proxy.yaml",
        settings.run,
        certificates=certificates.directory,
        pods=settings.network.pods,
        node=node.name,
        node_address=node.address,
    )
    return Program(
        "kube-proxy",
        (binaries.path("kube-proxy"), f"--config={config}"),
        healthy=lambda: http_probe.answers(f"http://{node.address}:10256/livez"),
        reads=(config, certificates.kubeconfig("kube-proxy")),
    )
