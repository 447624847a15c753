"""What every Kubernetes cluster has beside its components: DNS."""

import json
from functools import partial
from pathlib import Path

from . import commands, containerd, dns, templates
from .binaries import Binaries
from .errors import ClusterError
from .nodes import Node
from .settings import CLUSTER_DOMAIN, HOST_NAME, Settings

_COREDNS_IMAGE = "repository-index-coredns"


def coredns_image(binaries: Binaries) -> str:
    """The tag of the image with the CoreDNS of these binaries."""
    return f"{_COREDNS_IMAGE}:{binaries.directory.name}"


def load_coredns_image(node: Node, binaries: Binaries) -> None:
    """Make the image from the compiled program and load it."""
    programs = {"/coredns": binaries.path("coredns")}
    containerd.load_programs(node, coredns_image(binaries), programs, ["/coredns"])


def apply_coredns(settings: Settings, binaries: Binaries) -> None:
    """Install or update CoreDNS."""
    manifest = templates.fill(
        "coredns.yaml",
        cluster_domain=CLUSTER_DOMAIN,
        dns_address=settings.network.dns_service,
        host_address=settings.network.host,
        host_name=HOST_NAME,
        node=settings.node_name,
        image=coredns_image(binaries),
    )
    kubectl(
        settings, binaries, "apply", "--server-side", "--force-conflicts", "-f", "-",
        doing="installing CoreDNS", stdin=manifest,
    )  # fmt: skip


def restart_coredns(settings: Settings, binaries: Binaries) -> None:
    """Replace CoreDNS' pods by new ones, whether they run or are only remembered."""
    arguments = ("delete", "pods", "-n", "kube-system", "-l", "k8s-app=kube-dns", "--ignore-not-found")
    kubectl(settings, binaries, *arguments, "--grace-period=0", "--force", doing="starting CoreDNS anew")


def await_published_authority(settings: Settings, binaries: Binaries, authority: Path) -> None:
    """Wait until new pods get this authority's certificate to know the API server by."""
    arguments = ("get", "configmap", "kube-root-ca.crt", "-n", "kube-system", "--ignore-not-found")

    def published() -> bool:
        template = "-o=jsonpath={.data.ca\\.crt}"
        found = kubectl(settings, binaries, *arguments, template, doing="reading the cluster's authority")
        return found.strip() == authority.read_text().strip()

    commands.wait_until(published, seconds=30)


def dns_answers(settings: Settings) -> bool:
    """Whether the cluster's DNS, asked over the cluster's network, knows the API server."""
    found = dns.resolve(f"kubernetes.default.svc.{CLUSTER_DOMAIN}", settings.network.dns_service)
    return settings.network.apiserver_service in found


def forget_node(settings: Settings, binaries: Binaries, name: str) -> None:
    """Delete a node that is gone; Kubernetes then gives up its pods."""
    kubectl(settings, binaries, "delete", "node", name, "--ignore-not-found", doing=f"forgetting node {name}")


def await_nodes_and_dns(settings: Settings, binaries: Binaries, *nodes: Node) -> None:
    """Wait for nodes that are Ready, an available CoreDNS, and an answer from it."""

    def holds(kind: str, name: str, condition: str) -> bool:
        shown = kubectl(
            settings, binaries, "get", kind, name, "-n", "kube-system", "--ignore-not-found", "-o", "json",
            doing=f"reading {kind} {name}",
        )  # fmt: skip
        conditions = json.loads(shown or "{}").get("status", {}).get("conditions", [])
        return any(one["type"] == condition and one["status"] == "True" for one in conditions)

    for node in nodes:
        ready = partial(holds, "node", node.name, "Ready")
        if not commands.wait_until(ready, seconds=90, interval=0.3):
            raise ClusterError(f"node {node.name} did not become Ready: see {node.state}/logs/kubelet.log")
    if not commands.wait_until(lambda: dns_answers(settings), seconds=90, interval=0.2):
        pods = kubectl(settings, binaries, "describe", "pods", "-n", "kube-system", doing="describing pods")
        raise ClusterError(
            "the cluster's DNS does not answer; this is the state of its pod", commands.tail(pods)
        )
    if not commands.wait_until(lambda: holds("deployment", "coredns", "Available"), seconds=60, interval=0.3):
        raise ClusterError(
            "CoreDNS did not become available: `kubectl describe pods -n kube-system` says why"
        )


def kubectl(
    settings: Settings, binaries: Binaries, *arguments: str, doing: str, stdin: str | None = None
) -> str:
    """Run kubectl as the cluster's administrator."""
    kubeconfig: Path = settings.kubeconfig
    return commands.run(
        [binaries.path("kubectl"), f"--kubeconfig={kubeconfig}", *arguments],
        doing=doing,
        stdin=stdin,
        timeout=60,
    )
