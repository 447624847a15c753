"""Building images with buildah, which needs neither a daemon nor a registry."""

import tempfile
from pathlib import Path

from . import base_image, build_environment, commands, mounts, templates
from .images import Recipe
from .settings import Settings

_BUILD_SECONDS = 1800


def build(settings: Settings, recipe: Recipe) -> None:
    """Build an image into the builder's own store; layers that an earlier build made are used again."""
    clean(settings)
    _ensure_base(settings)
    with tempfile.TemporaryDirectory() as scratch:
        volumes = build_environment.volumes(Path(scratch), settings.cache)
        _buildah(
            settings,
            "build",
            *("--layers", "--pull-never", "--isolation", "oci", "--runtime", "runc", "--network", "host"),
            *(f"--volume={volume}" for volume in volumes),
            *("--build-arg", f"BASE_IMAGE={base_image.tag(settings)}"),
            *("--tag", recipe.tag, "--file", str(recipe.dockerfile), str(recipe.context)),
            doing=f"building {recipe.tag}",
        )
    # What no tag leads to any more.
    _buildah(settings, "rmi", "--prune", doing="removing old images")


def remove(settings: Settings, tag: str) -> None:
    """Remove an image from the builder's store."""
    _buildah(settings, "rmi", tag, doing=f"removing {tag}")


def clean(settings: Settings) -> None:
    """Remove what a killed build left: its containers and their mounts."""
    store = settings.cache / "builder"
    if mounts.mounted_below(store):
        _buildah(settings, "rm", "--all", doing="removing an interrupted build")
        mounts.unmount_below(store)


def save(settings: Settings, tag: str, archive: Path) -> None:
    """Write an image of the builder's store to an archive."""
    _buildah(settings, "push", tag, f"docker-archive:{archive}:{tag}", doing=f"saving image {tag}")


def _ensure_base(settings: Settings) -> None:
    archive, tag = base_image.ensure(settings), base_image.tag(settings)
    standing = _buildah(settings, "images", "--format", "{{.Name}}:{{.Tag}}", doing="listing images")
    if tag not in standing.split():
        _buildah(settings, "pull", f"docker-archive:{archive}", doing="reading the base image")


def _buildah(settings: Settings, *arguments: str, doing: str) -> str:
    kind = commands.run(
        ["stat", "-f", "-c", "%T", settings.cache], doing="looking at the cache's file system"
    )
    # One overlay can't stand upon another, as in a container.
    driver = "vfs" if kind.strip() == "overlayfs" else "overlay"
    configuration = templates.write("storage.conf", settings.cache, cache=settings.cache, driver=driver)
    return commands.run(
        ["buildah", *arguments],
        doing=doing,
        environment={"CONTAINERS_STORAGE_CONF": str(configuration)},
        timeout=_BUILD_SECONDS,
    )
