"""The kinds of clusters, and which of them this machine gets."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from .. import commands, kubeconfig
from ..errors import ClusterError
from ..images import Recipe
from ..settings import Settings
from .bare import BareCluster
from .existing import ExistingCluster
from .kind import KindCluster


class Cluster(Protocol):
    """What every kind of cluster can do."""

    def up(self) -> None:
        """Make the cluster or repair it, and write the checkout's kubeconfig."""

    def down(self) -> None:
        """Remove all that `up` made."""

    def status(self) -> bool:
        """Print how the cluster does; whether it is well."""

    def environment(self) -> dict[str, str]:
        """What those who use the cluster need to know."""

    def build_images(self) -> None:
        """Build the project's images and bring them into the cluster."""

    def build_image(self, recipe: Recipe) -> None:
        """Build one image and bring it into the cluster."""

    def load(self, images: Sequence[str]) -> None:
        """Bring images of this machine, by tag or archive, into the cluster."""


_PROVIDERS = ("existing", "kind", "bare")


def choose(settings: Settings) -> Cluster:
    """The cluster that the settings name, or that suits the machine."""
    provider = settings.provider or _suiting(settings)
    match provider:
        case "existing":
            return ExistingCluster(settings)
        case "kind":
            return KindCluster(settings)
        case "bare":
            return BareCluster(settings)
    raise ClusterError(f"PROVIDER={provider} is not known: choose one of {', '.join(_PROVIDERS)}")


def _suiting(settings: Settings) -> str:
    given: Path | None = settings.kubeconfig_given
    if given is not None:
        # A shell that uses our own cluster has KUBECONFIG set, too.
        return kubeconfig.provider_that_wrote(given) or "existing"
    return "kind" if commands.succeeds(["docker", "info"]) else "bare"
