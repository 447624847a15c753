"""The container runtime of the node, and the images in it."""

import json
import tempfile
from pathlib import Path

from . import commands, image_archive, templates
from .errors import ClusterError
from .processes import Program
from .settings import HERE, Settings

PAUSE_IMAGE = "repository-index-pause:1"
_CNI_PLUGINS = (Path("/usr/lib/cni"), Path("/opt/cni/bin"))
_SHIM_SOCKETS = Path("/run/containerd")


def program(settings: Settings) -> Program:
    """containerd, configured with directories of its own."""
    plugins = next((directory for directory in _CNI_PLUGINS if (directory / "ptp").exists()), None)
    if plugins is None:
        raise ClusterError("the CNI plugins are missing: `apt-get install containernetworking-plugins`")
    templates.write(
        "cni.conflist",
        settings.run / "cni",
        cluster=settings.name,
        pod_range=settings.network.pods_of_node(0),
        run=settings.run,
    )
    config = templates.write(
        "containerd.toml",
        settings.run,
        state=settings.state,
        run=settings.run,
        cni_plugins=plugins,
        pause_image=_qualified(PAUSE_IMAGE),
    )
    return Program(
        "containerd",
        ("containerd", "--config", config),
        healthy=lambda: commands.succeeds([*_ctr(settings), "version"], timeout=3),
        reads=(config,),
    )


def root_directory(settings: Settings) -> Path:
    """Where images and containers are kept."""
    return settings.state / "containerd"


def ensure_pause_image(settings: Settings) -> None:
    """Compile and load the image that every pod's first container is made from."""
    source = HERE / "images" / "pause" / "pause.c"
    with tempfile.TemporaryDirectory() as temporary:
        compiled = Path(temporary) / "pause"
        commands.run(["gcc", "-Os", "-static", "-o", compiled, source], doing="compiling the pause program")
        load_programs(settings, PAUSE_IMAGE, {"/pause": compiled}, ["/pause"])


def load_programs(settings: Settings, tag: str, programs: dict[str, Path], entrypoint: list[str]) -> None:
    """Make an image of static programs and load it."""
    with tempfile.TemporaryDirectory() as temporary:
        archive = Path(temporary) / "image.tar"
        image_archive.from_programs(archive, tag, programs, entrypoint)
        load(settings, archive)


def load(settings: Settings, archive: Path) -> None:
    """Import the images of an archive for the kubelet to use."""
    commands.run(
        [*_ctr(settings), "-n", "k8s.io", "images", "import", archive], doing="loading an image", timeout=300
    )


def images(settings: Settings) -> set[str]:
    """The names of the images that stand whole and unpacked, as pods would write them."""
    listed = commands.run(
        [*_ctr(settings), "-n", "k8s.io", "images", "check"], doing="listing images", timeout=30
    )
    rows = [line.split() for line in listed.splitlines()]
    whole = [row[0] for row in rows if "complete" in row and row[-1] == "true"]
    return {name.removeprefix("docker.io/library/") for name in whole}


def remove_traces(settings: Settings) -> None:
    """Remove what containerd and the CNI plugins keep in places that can't be configured."""
    for bundle in (settings.run / "containerd").glob("io.containerd.runtime.v2.task/*/*/address"):
        Path(bundle.read_text().removeprefix("unix://")).unlink(missing_ok=True)
    for result in (*Path("/var/lib/cni/results").glob("*"), *Path("/var/lib/cni/cache/results").glob("*")):
        try:
            if json.loads(result.read_text()).get("networkName") == settings.name:
                result.unlink()
        except (OSError, ValueError):
            continue
    for directory in (_SHIM_SOCKETS / "s", _SHIM_SOCKETS, *map(Path, _CNI_CACHES)):
        _remove_if_empty(directory)


_CNI_CACHES = ("/var/lib/cni/results", "/var/lib/cni/cache/results", "/var/lib/cni/cache", "/var/lib/cni")


def _remove_if_empty(directory: Path) -> None:
    try:
        directory.rmdir()
    except OSError:
        return


def _ctr(settings: Settings) -> list[str]:
    return ["ctr", "--address", str(settings.run / "containerd.sock")]


def _qualified(tag: str) -> str:
    return f"docker.io/library/{tag}"
