"""The stage of the cluster tests: the real cluster, the operator installed by its chart, one PostgreSQL,
one git server, and a fresh tenant (namespace, database role, Secret) for each test."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Any

import psycopg
import pytest
import yaml

from hack_cluster import cluster_environment, hack_cluster
from kubectl import Kubectl, eventually
from sdist_repository import make_repository

ROOT = Path(__file__).parents[2]
INFRASTRUCTURE = "test-infrastructure"
SYSTEM = "repository-index-system"
FLASK = "flask==3.1.2"
DJANGO = "django==5.2.8"


@pytest.fixture(scope="session")
def environment() -> dict[str, str]:
    """What `hack/cluster env` tells, once the cluster stands."""
    try:
        hack_cluster("up")
    except AssertionError as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"NO CLUSTER, so nothing of this file was tested: {error}")
    return cluster_environment()


def manifests(file: str, environment: dict[str, str]) -> list[dict[str, Any]]:
    """The manifests of the demo's `file`, with the names of the images filled in."""
    return list(yaml.safe_load_all(Template((ROOT / "hack/demo" / file).read_text()).substitute(environment)))


@pytest.fixture(scope="session")
def kubectl(environment: dict[str, str]) -> Kubectl:
    return Kubectl(environment)


@pytest.fixture(scope="session")
def images(environment: dict[str, str]) -> None:
    """The images of this checkout, in the cluster."""
    hack_cluster("build-images")


@dataclass(frozen=True)
class Postgres:
    """The tests' PostgreSQL: `uri(user, password)` from a pod or, by address, from here."""

    address: str
    owner_password: str

    def uri(self, user: str, password: str, *, host: str = f"postgres.{INFRASTRUCTURE}") -> str:
        return f"postgresql://{user}:{password}@{host}:5432/code_graph"

    @property
    def owner_uri(self) -> str:
        return self.uri("postgres", self.owner_password, host=self.address)

    def add_tenant(self, tenant: str, role: str, password: str) -> None:
        indexer("database", "add-tenant", tenant, "--role", role, uri=self.owner_uri, password=password)


def indexer(*arguments: str, uri: str, password: str = "") -> str:
    run = subprocess.run(
        [str(Path(sys.executable).parent / "repository-indexer"), *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "DATABASE_URI": uri, "TENANT_PASSWORD": password},
    )
    assert run.returncode == 0, run.stderr
    return run.stdout


@pytest.fixture(scope="session")
def infrastructure(kubectl: Kubectl, images: None) -> Kubectl:
    kubectl.apply({"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": INFRASTRUCTURE}})
    return kubectl.within(INFRASTRUCTURE)


@pytest.fixture(scope="session")
def postgres(infrastructure: Kubectl, environment: dict[str, str]) -> Postgres:
    secret = {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "postgres"}}
    password = secrets.token_hex(16)
    infrastructure.delete("deployment/postgres", "--wait")
    infrastructure.apply({**secret, "stringData": {"password": password}})
    infrastructure.apply(*manifests("postgres.yaml", environment))
    infrastructure.run("rollout", "status", "deployment/postgres", "--timeout=120s")
    address = infrastructure.get("service", "postgres")["spec"]["clusterIP"]
    server = Postgres(address, password)
    indexer("database", "migrate", uri=server.owner_uri)
    return server


@pytest.fixture(scope="session")
def repositories(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with flask.git and django.git."""
    folder = tmp_path_factory.mktemp("repositories")
    for requirement in (FLASK, DJANGO):
        make_repository(requirement, folder / f"{requirement.partition('==')[0]}.git")
    return folder


def serve(
    infrastructure: Kubectl, name: str, manifests: list[dict[str, Any]], repositories: list[Path]
) -> str:
    """Run a git server of this name with these repositories; returns its base URL."""
    script = (ROOT / "hack/git_server.py").read_text()
    configuration = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "git-server"}}
    infrastructure.apply({**configuration, "data": {"git_server.py": script}}, *manifests)
    infrastructure.run("rollout", "restart", f"deployment/{name}")
    infrastructure.run("rollout", "status", f"deployment/{name}", "--timeout=120s")

    def pods() -> list[str]:
        selector = ("--selector", f"app.kubernetes.io/name={name}")
        return [
            pod["metadata"]["name"]
            for pod in infrastructure.items("pods", *selector)
            if "deletionTimestamp" not in pod["metadata"]
        ]

    (pod,) = pods()
    for repository in repositories:
        infrastructure.run("cp", str(repository), f"{pod}:/srv/git/{repository.name}")
    return f"http://{name}.{INFRASTRUCTURE}"


@pytest.fixture(scope="session")
def git_server(infrastructure: Kubectl, environment: dict[str, str], repositories: Path) -> str:
    """Base URL of the git server, which has flask.git and django.git."""
    folders = [repositories / "flask.git", repositories / "django.git"]
    return serve(infrastructure, "git-server", manifests("git-server.yaml", environment), folders)


@pytest.fixture(scope="session")
def private_git_server(infrastructure: Kubectl, environment: dict[str, str], repositories: Path) -> str:
    """Base URL of a git server that has flask.git for user alice with the password "right"."""
    text = json.dumps(manifests("git-server.yaml", environment)).replace(
        '"name": "git-server"', '"name": "private"'
    )
    deployment, service = json.loads(
        text.replace('kubernetes.io/name": "git-server"', 'kubernetes.io/name": "private"')
    )
    pod = deployment["spec"]["template"]["spec"]
    pod["containers"][0]["command"] += ["--user", "alice", "--password", "right"]
    pod["volumes"][0]["configMap"]["name"] = "git-server"
    return serve(infrastructure, "private", [deployment, service], [repositories / "flask.git"])


@pytest.fixture(scope="session")
def operator(environment: dict[str, str], kubectl: Kubectl, images: None) -> Kubectl:
    """The operator, installed by its chart; returned is kubectl in its namespace."""
    # Helm installs a chart's CRDs once and never brings them up to date.
    kubectl.run(
        "apply", "--server-side", "--force-conflicts", "--filename", str(ROOT / "crds/repositoryindexes.yaml")
    )
    kubectl.apply(
        {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": SYSTEM}},
        {
            "apiVersion": "v1",
            "kind": "Secret",
            "metadata": {"name": "repository-index-webhook", "namespace": SYSTEM},
            "stringData": {"secret": secrets.token_hex(32)},
        },
    )
    run = subprocess.run(
        [
            *(
                "helm",
                "upgrade",
                "--install",
                "repository-index",
                str(ROOT / "charts/repository-index-operator"),
            ),
            *("--skip-crds", "--namespace", SYSTEM, "--create-namespace", "--wait", "--timeout", "120s"),
            # The image's tag is the same after a change, so the pod must be made anew by something else.
            *("--set-string", f"podAnnotations.test-session={secrets.token_hex(4)}"),
            *("--set", "webhook.enabled=true", "--set", "lookNetworks={10.0.0.0/8}"),
        ],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return kubectl.within(SYSTEM)


@dataclass(frozen=True)
class Tenant:
    """A namespace with its own database role, and what tests do in it."""

    kubectl: Kubectl
    postgres: Postgres
    git_server: str
    role: str
    password: str

    @property
    def namespace(self) -> str:
        assert self.kubectl.namespace
        return self.kubectl.namespace

    def connect(self) -> psycopg.Connection[Any]:
        """A connection with the tenant's own credentials."""
        return psycopg.connect(
            self.postgres.uri(self.role, self.password, host=self.postgres.address), autocommit=True
        )

    def manifest(self, name: str = "flask", **spec: Any) -> dict[str, Any]:
        """A RepositoryIndex of the flask repository, with `spec` laid over it."""
        git = {"git": {"url": f"{self.git_server}/flask.git", "ref": "main"}}
        return {
            "apiVersion": "repoindex.dev/v1alpha1",
            "kind": "RepositoryIndex",
            "metadata": {"name": name, "namespace": self.namespace},
            "spec": {"source": git, **spec},
        }

    def slow(self, name: str = "django", **spec: Any) -> dict[str, Any]:
        """A RepositoryIndex whose run takes long enough to do something to it meanwhile, but not minutes."""
        git = {"git": {"url": f"{self.git_server}/django.git", "ref": "main"}}
        job = {
            "workers": 1,
            "resources": {"requests": {"cpu": "100m"}, "limits": {"cpu": "300m", "memory": "1Gi"}},
        }
        part = ["django/db/", "django/core/"]
        return self.manifest(name, **{"source": git, "include": part, "job": job, **spec})

    def status(self, name: str) -> dict[str, Any]:
        result: dict[str, Any] = self.kubectl.get("repositoryindex", name).get("status", {})
        return result

    def wait_for_phase(self, name: str, *phases: str, within: float = 180) -> dict[str, Any]:
        def reached() -> dict[str, Any] | None:
            status = self.status(name)
            assert status.get("phase") in phases, status
            return status

        return eventually(reached, within=within) or {}

    def wait_for_stage(self, name: str, stage: str, within: float = 120) -> dict[str, Any]:
        def reached() -> dict[str, Any] | None:
            status = self.status(name)
            assert status.get("run", {}).get("progress", {}).get("stage") == stage, status
            return status

        return eventually(reached, within=within) or {}

    def pods(self) -> list[dict[str, Any]]:
        return self.kubectl.items("pods")

    def jobs(self) -> list[dict[str, Any]]:
        return self.kubectl.items("jobs")


@pytest.fixture
def new_tenant(kubectl: Kubectl, postgres: Postgres, git_server: str, operator: Kubectl) -> Iterator[Any]:
    """Make a tenant; all of them are deleted at the end of the test."""
    made: list[str] = []

    def make(name: str | None = None) -> Tenant:
        namespace = name or f"tenant-{secrets.token_hex(4)}"
        password = secrets.token_hex(16)
        postgres.add_tenant(namespace, namespace, password)
        kubectl.apply({"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": namespace}})
        made.append(namespace)
        secret = {
            "apiVersion": "v1",
            "kind": "Secret",
            "metadata": {"name": "repository-index-database", "namespace": namespace},
            "stringData": {"uri": postgres.uri(namespace, password)},
        }
        kubectl.apply(secret)
        return Tenant(kubectl.within(namespace), postgres, git_server, namespace, password)

    yield make
    for namespace in made:
        kubectl.delete("namespace", namespace, "--wait=false")


@pytest.fixture
def tenant(new_tenant: Any) -> Tenant:
    return new_tenant()
