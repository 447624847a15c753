"""A cluster in containers of a Docker engine, by kind."""

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
            scratch = self._settings.checkout_kubeconfig.with_suffix(".kind")
            scratch.parent.mkdir(parents=True, exist_ok=True)
            # Kind writes a kubeconfig as it creates; ours is written below, marked.
            self._kind(
                "create",
                "cluster",
                "--wait=180s",
                f"--kubeconfig={scratch}",
                doing="creating the kind cluster",
            )
            scratch.unlink(missing_ok=True)
        kubeconfig.write(
            self._settings, PROVIDER, self._kind("get", "kubeconfig", doing="reading its kubeconfig")
        )
        say(f"kind cluster {self._settings.name} is ready: KUBECONFIG={self._settings.checkout_kubeconfig}")

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
        node = f"{self._settings.name}-control-plane"
        ask = [
            "docker",
            "exec",
            node,
            "kubectl",
            "--kubeconfig=/etc/kubernetes/admin.conf",
            "get",
            "--raw=/readyz",
        ]
        return commands.wait_until(lambda: commands.succeeds(ask), seconds=seconds, interval=1)

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
