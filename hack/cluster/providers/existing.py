"""A cluster that somebody else runs, given by KUBECONFIG. Nothing of it is made or removed."""

from collections.abc import Sequence
from pathlib import Path

from .. import binaries, commands, images, kubeconfig
from ..errors import ClusterError
from ..images import Recipe
from ..report import say
from ..settings import Settings
from . import docker_images

PROVIDER = "existing"


class ExistingCluster:
    """The cluster of KUBECONFIG; images reach it by the registry REGISTRY."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def up(self) -> None:
        """Check that the cluster answers, and write the checkout's kubeconfig."""
        given = self._given()
        clients = binaries.clients(self._settings.cache)
        if not commands.succeeds([clients / "kubectl", f"--kubeconfig={given}", "get", "--raw=/readyz"]):
            raise ClusterError(
                f"the cluster of KUBECONFIG={given} does not answer: check `kubectl cluster-info`"
            )
        self._check_nodes(clients / "kubectl", given)
        kubeconfig.write(self._settings, PROVIDER, given.read_text())
        say(f"the cluster of {given} answers; KUBECONFIG={self._settings.checkout_kubeconfig}")

    def _check_nodes(self, kubectl: Path, given: Path) -> None:
        """That there are as many nodes as asked for, for none can be added here."""
        if self._settings.nodes is None:
            return
        found = commands.run(
            [kubectl, f"--kubeconfig={given}", "get", "nodes", "--output=name"], doing="counting the nodes"
        ).split()
        if len(found) < self._settings.nodes:
            raise ClusterError(
                f"the cluster of KUBECONFIG={given} has {len(found)} nodes and NODES={self._settings.nodes}"
                " asks for more: add some, or leave NODES out"
            )

    def down(self) -> None:
        """Forget the cluster; it is somebody else's."""
        kubeconfig.remove(self._settings, PROVIDER)
        say("the cluster is not ours and was left as it is")

    def status(self) -> bool:
        """Print whether the cluster answers."""
        clients = binaries.clients(self._settings.cache)
        well = commands.succeeds(
            [clients / "kubectl", f"--kubeconfig={self._given()}", "get", "--raw=/readyz"]
        )
        print(f"{self._given()}: {'answers' if well else 'does not answer'}")
        return well

    def environment(self) -> dict[str, str]:
        """Where the clients and the images are."""
        references = {recipe.variable: self._reference(recipe) for recipe in docker_images.OWN}
        return {
            "KUBECONFIG": str(self._settings.checkout_kubeconfig),
            "PATH": str(binaries.clients(self._settings.cache)),
            **references,
            images.POSTGRES.variable: images.PUBLIC_POSTGRES,
        }

    def build_images(self) -> None:
        """Build the project's images and push them."""
        for recipe in docker_images.OWN:
            self.build_image(recipe)

    def build_image(self, recipe: Recipe) -> None:
        """Build one image and push it."""
        self._registry()
        docker_images.build(recipe, self._reference(recipe))
        self._push(self._reference(recipe))

    def load(self, images: Sequence[str]) -> None:
        """Push images that stand on this machine."""
        for image in images:
            reference = f"{self._registry()}/{image}"
            commands.run([docker_images.engine(), "tag", image, reference], doing=f"tagging {image}")
            self._push(reference)

    def _push(self, reference: str) -> None:
        commands.run([docker_images.engine(), "push", reference], doing=f"pushing {reference}", timeout=1800)

    def _reference(self, recipe: Recipe) -> str:
        return f"{self._settings.registry}/{recipe.tag}" if self._settings.registry else recipe.tag

    def _registry(self) -> str:
        if not self._settings.registry:
            raise ClusterError(
                "an existing cluster gets images from a registry: set REGISTRY to one that it can pull from"
            )
        return self._settings.registry

    def _given(self) -> Path:
        if self._settings.kubeconfig_given is None:
            raise ClusterError("PROVIDER=existing needs KUBECONFIG: set it to the kubeconfig of the cluster")
        return self._settings.kubeconfig_given
