"""The ways to a source besides plain http, on the cluster: https with a private authority, ssh, a volume.

The servers run on this machine, at the address that pods reach it by.
"""

import shutil
import subprocess
from pathlib import Path

import pytest

from git_remotes import git, http_remote, ssh_remote

pytestmark = pytest.mark.cluster


@pytest.fixture
def host(environment):
    return environment["HOST_ADDRESS"]


def secret(tenant, **values):
    metadata = {"name": "git"}
    tenant.kubectl.apply({"apiVersion": "v1", "kind": "Secret", "metadata": metadata, "stringData": values})


def index(tenant, url):
    source = {"git": {"url": url, "ref": "main", "secretRef": {"name": "git"}}}
    tenant.kubectl.apply(tenant.manifest(source=source))
    return tenant.wait_for_phase("flask", "Succeeded", within=60)["index"]


def head_of(repository):
    return git("rev-parse", "main", cwd=repository)


def test_https_with_a_private_certificate_authority(tenant, host, repositories, tmp_path):
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"),
            *("-keyout", str(key), "-out", str(certificate), "-days", "2", "-subj", f"/CN={host}"),
            *("-addext", f"subjectAltName=IP:{host}"),
        ],
        check=True,
        capture_output=True,
    )
    options = ("--user", "alice", "--password", "right", "--certificate", certificate, "--key", key)
    with http_remote(repositories, *options, host=host) as address:
        secret(
            tenant,
            username="alice",
            password="right",
            hosts=address,
            **{"ca.crt": certificate.read_text()},
        )
        published = index(tenant, f"https://{address}/flask.git")
    assert published["commit"] == head_of(repositories / "flask.git")


def test_ssh(tenant, host, repositories, tmp_path):
    with ssh_remote(tmp_path, host) as remote:
        secret(tenant, **{"ssh-privatekey": remote.private_key, "known_hosts": remote.known_hosts})
        url = f"ssh://{remote.user}@{remote.address}{repositories}/flask.git"
        published = index(tenant, url)
    assert published["commit"] == head_of(repositories / "flask.git")


@pytest.fixture
def volume(tenant, repositories):
    """A claim of the tenant's on a volume that has a work tree of flask in its folder src/flask."""
    folder = Path("/var/tmp") / tenant.namespace  # the node's disk is this machine's
    git("clone", "--quiet", repositories / "flask.git", folder / "src/flask")
    name = tenant.namespace
    claim = {"namespace": tenant.namespace, "name": "sources"}
    size = {"storage": "1Gi"}
    common = {"accessModes": ["ReadOnlyMany"], "storageClassName": ""}
    tenant.kubectl.apply(
        {
            "apiVersion": "v1",
            "kind": "PersistentVolume",
            "metadata": {"name": name},
            "spec": {**common, "capacity": size, "hostPath": {"path": str(folder)}, "claimRef": claim},
        },
        {
            "apiVersion": "v1",
            "kind": "PersistentVolumeClaim",
            "metadata": claim,
            "spec": {**common, "volumeName": name, "resources": {"requests": size}},
        },
    )
    yield "sources"
    tenant.kubectl.delete("persistentvolume", name, "--wait=false")
    shutil.rmtree(folder)


def test_a_volume(tenant, volume, repositories):
    source = {"persistentVolumeClaim": {"claimName": volume, "path": "src/flask"}}
    tenant.kubectl.apply(tenant.manifest(source=source))
    status = tenant.wait_for_phase("flask", "Succeeded", within=60)
    assert status["index"]["commit"] == head_of(repositories / "flask.git")
    assert status["index"]["files"] > 80
