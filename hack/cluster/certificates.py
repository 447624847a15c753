"""The cluster's certificate authority, the components' certificates, and their kubeconfigs."""

import base64
import hashlib
import json
import shutil
import tempfile
from dataclasses import dataclass
from ipaddress import IPv4Address
from pathlib import Path

from . import commands
from .nodes import Node, first
from .settings import CLUSTER_DOMAIN, Settings

_DAYS = "3650"
_STAMP = "made-for"


@dataclass(frozen=True)
class _Certificate:
    file: str
    common_name: str
    organization: str = ""
    alternative_names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Certificates:
    """The directory with `NAME.crt`, `NAME.key` and `NAME.kubeconfig` of each identity."""

    directory: Path

    def certificate(self, name: str) -> Path:
        """A certificate's file."""
        return self.directory / f"{name}.crt"

    def key(self, name: str) -> Path:
        """A key's file."""
        return self.directory / f"{name}.key"

    def kubeconfig(self, name: str) -> Path:
        """The kubeconfig of a client."""
        return self.directory / f"{name}.kubeconfig"


def stand(settings: Settings) -> bool:
    """Whether all certificates are there and were made for the names and addresses of today."""
    stamp = _directory(settings) / _STAMP
    return stamp.is_file() and stamp.read_text() == _fingerprint(settings)


def ensure(settings: Settings) -> Certificates:
    """Make all certificates, unless they stand."""
    directory = _directory(settings)
    if stand(settings):
        return Certificates(directory)
    settings.state.mkdir(parents=True, exist_ok=True)
    making = Path(tempfile.mkdtemp(prefix=".certificates-", dir=settings.state))
    try:
        _make_authority(making)
        _new_key(making / "service-accounts.key", "RSA")
        for certificate in _wanted(settings):
            _make(making, certificate, authority=making)
            _write_kubeconfig(making, certificate.file, settings, authority=making)
        (making / _STAMP).write_text(_fingerprint(settings))
        shutil.rmtree(directory, ignore_errors=True)
        making.rename(directory)
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return Certificates(directory)


def ensure_of_node(settings: Settings, node: Node) -> None:
    """Make the certificate of a further node, unless it stands; those of all the others stay as they are."""
    directory = _directory(settings)
    if Certificates(directory).kubeconfig(node.identity).is_file():
        return
    certificate = _of_node(node)
    with tempfile.TemporaryDirectory(prefix=".certificates-", dir=settings.state) as temporary:
        making = Path(temporary)
        _make(making, certificate, authority=directory)
        _write_kubeconfig(making, certificate.file, settings, authority=directory)
        # The kubeconfig, by which the whole is known to stand, comes last.
        for suffix in ("key", "crt", "kubeconfig"):
            (making / f"{certificate.file}.{suffix}").rename(directory / f"{certificate.file}.{suffix}")


def remove_of_node(settings: Settings, node: Node) -> None:
    """Forget the certificate of a further node."""
    for suffix in ("kubeconfig", "crt", "key"):
        (_directory(settings) / f"{node.identity}.{suffix}").unlink(missing_ok=True)


def _directory(settings: Settings) -> Path:
    return settings.state / "certificates"


def _fingerprint(settings: Settings) -> str:
    return hashlib.sha256(repr((_wanted(settings), settings.network)).encode()).hexdigest()


def _wanted(settings: Settings) -> tuple[_Certificate, ...]:
    network = settings.network
    return (
        _Certificate(
            "apiserver",
            "kube-apiserver",
            alternative_names=(
                *map(_name, (network.node, IPv4Address("127.0.0.1"), network.apiserver_service)),
                *(f"DNS:{name}" for name in ("localhost", "kubernetes", "kubernetes.default")),
                f"DNS:kubernetes.default.svc,DNS:kubernetes.default.svc.{CLUSTER_DOMAIN}",
            ),
        ),
        _Certificate("admin", "kubernetes-admin", "system:masters"),
        _Certificate("kube-controller-manager", "system:kube-controller-manager"),
        _Certificate("kube-scheduler", "system:kube-scheduler"),
        _Certificate("kube-proxy", "system:kube-proxy"),
        _of_node(first(settings)),
    )


def _of_node(node: Node) -> _Certificate:
    names = (f"DNS:{node.name}", _name(node.address))
    return _Certificate(node.identity, f"system:node:{node.name}", "system:nodes", names)


def _name(address: IPv4Address) -> str:
    return f"IP:{address}"


def _new_key(file: Path, algorithm: str = "EC") -> None:
    options = {"EC": "ec_paramgen_curve:P-256", "RSA": "rsa_keygen_bits:2048"}[algorithm]
    commands.run(
        ["openssl", "genpkey", "-algorithm", algorithm, "-pkeyopt", options, "-out", file],
        doing="making a key",
    )
    file.chmod(0o600)


def _make_authority(directory: Path) -> None:
    _new_key(directory / "ca.key")
    commands.run(
        ["openssl", "req", "-x509", "-new", "-key", directory / "ca.key", "-days", _DAYS,
         "-subj", "/CN=kubernetes-ca", "-out", directory / "ca.crt",
         "-addext", "keyUsage=critical,digitalSignature,keyEncipherment,keyCertSign"],
        doing="making the certificate authority",
    )  # fmt: skip


def _make(directory: Path, certificate: _Certificate, *, authority: Path) -> None:
    key, request, made = (directory / f"{certificate.file}.{suffix}" for suffix in ("key", "csr", "crt"))
    _new_key(key)
    organization = f"/O={certificate.organization}" if certificate.organization else ""
    subject = f"{organization}/CN={certificate.common_name}"
    commands.run(
        ["openssl", "req", "-new", "-key", key, "-subj", subject, "-out", request],
        doing="requesting a certificate",
    )
    extensions = (
        "keyUsage=critical,digitalSignature,keyEncipherment\nextendedKeyUsage=clientAuth,serverAuth\n"
    )
    if certificate.alternative_names:
        extensions += f"subjectAltName={','.join(certificate.alternative_names)}\n"
    commands.run(
        ["openssl", "x509", "-req", "-in", request, "-CA", authority / "ca.crt",
         "-CAkey", authority / "ca.key", "-CAcreateserial", "-days", _DAYS,
         "-extfile", "/dev/stdin", "-out", made],
        doing="signing a certificate",
        stdin=extensions,
    )  # fmt: skip
    request.unlink()


def _write_kubeconfig(directory: Path, identity: str, settings: Settings, *, authority: Path) -> None:
    def encoded(file: Path) -> str:
        return base64.b64encode(file.read_bytes()).decode()

    server = f"https://{settings.network.node}:6443"
    document = {
        "apiVersion": "v1",
        "kind": "Config",
        "clusters": [
            {
                "name": settings.name,
                "cluster": {"server": server, "certificate-authority-data": encoded(authority / "ca.crt")},
            }
        ],
        "users": [
            {
                "name": identity,
                "user": {
                    "client-certificate-data": encoded(directory / f"{identity}.crt"),
                    "client-key-data": encoded(directory / f"{identity}.key"),
                },
            }
        ],
        "contexts": [{"name": settings.name, "context": {"cluster": settings.name, "user": identity}}],
        "current-context": settings.name,
    }
    file = directory / f"{identity}.kubeconfig"
    # JSON is YAML, and needs no library.
    file.write_text(json.dumps(document, indent=2) + "\n")
    file.chmod(0o600)
