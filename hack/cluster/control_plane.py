"""etcd, the API server, the controller manager and the scheduler."""

from pathlib import Path

from . import http_probe
from .binaries import Binaries
from .certificates import Certificates
from .processes import Program
from .settings import Settings

SELDOM_COLLECTED = {"GOGC": "400", "GOMEMLIMIT": "4GiB"}
"""Of Go's garbage collection: a test machine has memory to spare, but few processors. A quarter of the API
server's time is saved."""


def etcd(settings: Settings, binaries: Binaries) -> Program:
    """The database of the API server."""
    return Program(
        "etcd",
        (
            binaries.path("etcd"),
            f"--name={settings.name}",
            f"--data-dir={data_directory(settings)}",
            "--listen-client-urls=http://127.0.0.1:2379",
            "--advertise-client-urls=http://127.0.0.1:2379",
            "--listen-peer-urls=http://127.0.0.1:2380",
            "--initial-advertise-peer-urls=http://127.0.0.1:2380",
            f"--initial-cluster={settings.name}=http://127.0.0.1:2380",
            f"--listen-metrics-urls=http://{settings.network.node}:2381",
            # A cluster for tests may lose its data with the machine's power, and is much faster for it.
            "--unsafe-no-fsync",
            "--log-level=warn",
        ),
        healthy=lambda: http_probe.answers(f"http://{settings.network.node}:2381/health"),
        environment=SELDOM_COLLECTED,
        patience=20,
    )


def data_directory(settings: Settings) -> Path:
    """Where all of the cluster's objects are kept."""
    return settings.state / "etcd"


def apiserver(settings: Settings, binaries: Binaries, certificates: Certificates) -> Program:
    """The API server, reachable from the machine by the node's address."""
    network = settings.network
    return Program(
        "kube-apiserver",
        (
            binaries.path("kube-apiserver"),
            "--etcd-servers=http://127.0.0.1:2379",
            f"--advertise-address={network.node}",
            "--secure-port=6443",
            f"--service-cluster-ip-range={network.services}",
            f"--client-ca-file={certificates.certificate('ca')}",
            f"--tls-cert-file={certificates.certificate('apiserver')}",
            f"--tls-private-key-file={certificates.key('apiserver')}",
            "--authorization-mode=Node,RBAC",
            "--enable-admission-plugins=NodeRestriction",
            "--allow-privileged=true",
            "--kubelet-preferred-address-types=InternalIP",
            f"--kubelet-certificate-authority={certificates.certificate('ca')}",
            f"--kubelet-client-certificate={certificates.certificate('admin')}",
            f"--kubelet-client-key={certificates.key('admin')}",
            "--service-account-issuer=https://kubernetes.default.svc",
            f"--service-account-key-file={certificates.key('service-accounts')}",
            f"--service-account-signing-key-file={certificates.key('service-accounts')}",
        ),
        healthy=lambda: http_probe.answers(f"https://{network.node}:6443/readyz"),
        environment=SELDOM_COLLECTED,
        reads=(certificates.certificate("apiserver"),),
        patience=90,
    )


def controller_manager(settings: Settings, binaries: Binaries, certificates: Certificates) -> Program:
    """The controllers of Kubernetes' own kinds."""
    kubeconfig = certificates.kubeconfig("kube-controller-manager")
    return Program(
        "kube-controller-manager",
        (
            binaries.path("kube-controller-manager"),
            *_client(settings, kubeconfig),
            f"--cluster-name={settings.name}",
            f"--service-cluster-ip-range={settings.network.services}",
            f"--root-ca-file={certificates.certificate('ca')}",
            f"--service-account-private-key-file={certificates.key('service-accounts')}",
            f"--cluster-signing-cert-file={certificates.certificate('ca')}",
            f"--cluster-signing-key-file={certificates.key('ca')}",
            "--use-service-account-credentials=true",
            # Tests lose nodes, and wait until Kubernetes has noticed; usual are 50 s.
            "--node-monitor-grace-period=20s",
            *settings.controller_manager_options,
        ),
        healthy=lambda: http_probe.answers(f"https://{settings.network.node}:10257/healthz"),
        environment=SELDOM_COLLECTED,
        reads=(kubeconfig,),
    )


def scheduler(settings: Settings, binaries: Binaries, certificates: Certificates) -> Program:
    """The scheduler."""
    kubeconfig = certificates.kubeconfig("kube-scheduler")
    return Program(
        "kube-scheduler",
        (binaries.path("kube-scheduler"), *_client(settings, kubeconfig)),
        healthy=lambda: http_probe.answers(f"https://{settings.network.node}:10259/healthz"),
        environment=SELDOM_COLLECTED,
        reads=(kubeconfig,),
    )


def _client(settings: Settings, kubeconfig: Path) -> tuple[str, ...]:
    return (
        f"--kubeconfig={kubeconfig}",
        f"--authentication-kubeconfig={kubeconfig}",
        f"--authorization-kubeconfig={kubeconfig}",
        f"--bind-address={settings.network.node}",
        # There is one of each; with election, a restart would wait for the lease of the one before.
        "--leader-elect=false",
    )
