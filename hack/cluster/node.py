"""What runs on a node beside its containers: kubelet and kube-proxy."""

from pathlib import Path

from . import http_probe, mounts, templates
from .binaries import Binaries
from .certificates import Certificates
from .nodes import Node
from .processes import Program
from .settings import CLUSTER_DOMAIN, Settings


def kubelet(settings: Settings, node: Node, binaries: Binaries, certificates: Certificates) -> Program:
    """The kubelet, with the directories and the control group that it expects."""
    mounts.make_control_group(node.control_group)
    (node.run / "resolv.conf").touch()
    identity = node.identity
    config = templates.write(
        "kubelet.yaml",
        node.run,
        node_address=node.address,
        cluster_domain=CLUSTER_DOMAIN,
        dns_address=settings.network.dns_service,
        run=node.run,
        state=node.state,
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
            f"--root-dir={root_directory(node)}",
            f"--cert-dir={node.state / 'kubelet-certificates'}",
        ),
        healthy=lambda: http_probe.answers(f"http://{node.address}:10248/healthz"),
        reads=(config, certificates.kubeconfig(identity)),
    )


def root_directory(node: Node) -> Path:
    """Where the kubelet keeps pods' volumes."""
    return node.state / "kubelet"


def proxy(settings: Settings, node: Node, binaries: Binaries, certificates: Certificates) -> Program:
    """kube-proxy, whose firewall rules are those of the node's namespace."""
    config = templates.write(
        "kube-proxy.yaml",
        node.run,
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
