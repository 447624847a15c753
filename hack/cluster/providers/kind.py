"""A cluster in containers of a Docker engine, by kind."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

from .. import binaries, commands, images, kubeconfig
from ..errors import ClusterError
from ..images import Recipe
from ..report import say
from ..settings import Settings
from . import docker_images

PROVIDER = "kind"
_VERSION = "v0.33.0"


class KindCluster:
    """One kind cluster of the cluster's name."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def up(self) -> None:
        """Create the cluster unless it stands and answers."""
        self._check_docker()
        if self._stands() and not self._answers(seconds=60):
            say(f"kind cluster {self._settings.name} does not answer: making it anew")
            self._kind("delete", "cluster", doing="deleting the kind cluster")
        if not self._stands():
            self._create()
        self._check_nodes()
        kubeconfig.write(
            self._settings, PROVIDER, self._kind("get", "kubeconfig", doing="reading its kubeconfig")
        )
        say(f"kind cluster {self._settings.name} is ready: KUBECONFIG={self._settings.checkout_kubeconfig}")

    def _create(self) -> None:
        scratch = self._settings.checkout_kubeconfig.with_suffix(".kind")
        config = scratch.with_suffix(".kind-config")
        scratch.parent.mkdir(parents=True, exist_ok=True)
        nodes = ["control-plane", *["worker"] * ((self._settings.nodes or 1) - 1)]
        # JSON is YAML, and needs no library.
        config.write_text(
            json.dumps(
                {
                    "kind": "Cluster",
                    "apiVersion": "kind.x-k8s.io/v1alpha4",
                    "nodes": [{"role": role} for role in nodes],
                }
            )
        )
        # Kind writes a kubeconfig as it creates; ours is written later, marked.
        self._kind(
            "create",
            "cluster",
            "--wait=180s",
            f"--config={config}",
            f"--kubeconfig={scratch}",
            doing="creating the kind cluster",
        )
        scratch.unlink(missing_ok=True)
        config.unlink()
        # Kind keeps pods off the control plane where there are workers; here every node takes them.
        taint = "node-role.kubernetes.io/control-plane:NoSchedule-"
        commands.succeeds([*self._kubectl(), "taint", "nodes", "--all", taint])

    def _check_nodes(self) -> None:
        """That there are as many nodes as asked for, for kind adds none to a cluster that stands."""
        if self._settings.nodes is None:
            return
        found = self._kind("get", "nodes", doing="counting the nodes").split()
        if len(found) != self._settings.nodes:
            raise ClusterError(
                f"kind cluster {self._settings.name} has {len(found)} nodes, and kind changes no cluster that"
                f" stands: `make cluster-down`, then `make cluster NODES={self._settings.nodes}`"
            )

    def down(self) -> None:
        """Delete the cluster."""
        self._check_docker()
        self._kind("delete", "cluster", doing="deleting the kind cluster")
        kubeconfig.remove(self._settings, PROVIDER)
        say(f"kind cluster {self._settings.name} is removed")

    def status(self) -> bool:
        """Print whether the cluster answers."""
        well = self._stands() and self._answers(seconds=0)
        print(f"kind cluster {self._settings.name}: {'answers' if well else 'does not answer'}")
        return well

    def environment(self) -> dict[str, str]:
        """Where the clients and the images are, and how pods reach this machine."""
        gateway = commands.run(
            [
                "docker",
                "network",
                "inspect",
                "kind",
                "--format",
                "{{range .IPAM.Config}}{{.Gateway}} {{end}}",
            ],
            doing="reading kind's network",
        )
        return {
            "KUBECONFIG": str(self._settings.checkout_kubeconfig),
            "PATH": str(binaries.clients(self._settings.cache)),
            "NODE_NAME": f"{self._settings.name}-control-plane",
            "HOST_ADDRESS": next((word for word in gateway.split() if "." in word), ""),
            **{recipe.variable: recipe.tag for recipe in docker_images.OWN},
            images.POSTGRES.variable: images.PUBLIC_POSTGRES,
        }

    def build_images(self) -> None:
        """Build the project's images and load them."""
        for recipe in docker_images.OWN:
            self.build_image(recipe)

    def build_image(self, recipe: Recipe) -> None:
        """Build one image and load it."""
        docker_images.build(recipe, recipe.tag)
        self.load([recipe.tag])

    def load(self, images: Sequence[str]) -> None:
        """Load images of the Docker engine, or archives, into the node."""
        for image in images:
            kind = "image-archive" if Path(image).is_file() else "docker-image"
            self._kind("load", kind, image, doing=f"loading {image}")

    def _stands(self) -> bool:
        listed = commands.run([self._program(), "get", "clusters"], doing="listing kind clusters")
        return self._settings.name in listed.split()

    def _answers(self, seconds: float) -> bool:
        ask = [*self._kubectl(), "get", "--raw=/readyz"]
        return commands.wait_until(lambda: commands.succeeds(ask), seconds=seconds, interval=1)

    def _kubectl(self) -> list[str]:
        node = f"{self._settings.name}-control-plane"
        return ["docker", "exec", node, "kubectl", "--kubeconfig=/etc/kubernetes/admin.conf"]

    def _kind(self, *arguments: str, doing: str) -> str:
        return commands.run(
            [self._program(), *arguments, f"--name={self._settings.name}"], doing=doing, timeout=900
        )

    def _program(self) -> Path:
        found = shutil.which("kind")
        if found:
            return Path(found)
        directory = self._settings.cache / f"kind-{_VERSION}"
        if not (directory / "kind").exists():
            say(f"installing kind {_VERSION}")
            commands.run(
                ["go", "install", f"sigs.k8s.io/kind@{_VERSION}"],
                doing="installing kind",
                environment={"GOBIN": str(directory), "CGO_ENABLED": "0"},
                timeout=600,
            )
        return directory / "kind"

    def _check_docker(self) -> None:
        if not commands.succeeds(["docker", "info"]):
            raise ClusterError("kind needs a Docker engine that answers: start it, or set PROVIDER=bare")
