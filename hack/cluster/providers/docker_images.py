"""Building images where Docker or Podman is, and a registry within reach of it."""

import shutil

from .. import commands, images
from ..errors import ClusterError
from ..images import Recipe

OWN = (images.OPERATOR, images.INDEXER)
"""PostgreSQL's official image is pulled by the cluster itself."""


def engine() -> str:
    """The engine's command."""
    for name in ("docker", "podman"):
        if shutil.which(name):
            return name
    raise ClusterError("neither docker nor podman is here to build images: install one of them")


def build(recipe: Recipe, reference: str) -> None:
    """Build an image under a reference."""
    commands.run(
        [engine(), "build", "--tag", reference, "--file", recipe.dockerfile, recipe.context],
        doing=f"building {reference}",
        timeout=1800,
    )
