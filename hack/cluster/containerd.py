"""The container runtime of a node, and the images in it."""

import json
import tempfile
from pathlib import Path

from . import commands, image_archive, templates
from .errors import ClusterError
from .nodes import Node
from .processes import Program
from .settings import HERE

_DEFAULT_REPOSITORY = "docker.io/library/"
PAUSE_IMAGE = "repository-index-pause:1"
_CNI_PLUGINS = (Path("/usr/lib/cni"), Path("/opt/cni/bin"))
_SHIM_SOCKETS = Path("/run/containerd")


def program(node: Node) -> Program:
    """containerd, configured with directories of its own."""
    plugins = next((directory for directory in _CNI_PLUGINS if (directory / "ptp").exists()), None)
    if plugins is None:
        raise ClusterError("the CNI plugins are missing: `apt-get install containernetworking-plugins`")
    templates.write(
        "cni.conflist",
        node.run / "cni",
        network=node.mark,
        pod_range=node.pods,
        run=node.run,
    )
    config = templates.write(
        "containerd.toml",
        node.run,
        state=node.state,
        run=node.run,
        cni_plugins=plugins,
        pause_image=_qualified(PAUSE_IMAGE),
    )
    return Program(
        "containerd",
        ("containerd", "--config", config),
        healthy=lambda: commands.succeeds([*_ctr(node), "version"], timeout=3),
        reads=(config,),
    )


def root_directory(node: Node) -> Path:
    """Where images and containers are kept."""
    return node.state / "containerd"


def ensure_pause_image(node: Node) -> None:
    """Compile and load the image that every pod's first container is made from."""
    source = HERE / "images" / "pause" / "pause.c"
    with tempfile.TemporaryDirectory() as temporary:
        compiled = Path(temporary) / "pause"
        commands.run(["gcc", "-Os", "-static", "-o", compiled, source], doing="compiling the pause program")
        load_programs(node, PAUSE_IMAGE, {"/pause": compiled}, ["/pause"])


def load_programs(node: Node, tag: str, programs: dict[str, Path], entrypoint: list[str]) -> None:
    """Make an image of static programs and load it."""
    with tempfile.TemporaryDirectory() as temporary:
        archive = Path(temporary) / "image.tar"
        image_archive.from_programs(archive, tag, programs, entrypoint)
        load(node, archive)


def load(node: Node, archive: Path) -> None:
    """Import the images of an archive for the kubelet to use."""
    commands.run(
        [*_ctr(node), "-n", "k8s.io", "images", "import", archive], doing="loading an image", timeout=300
    )


def images(node: Node) -> dict[str, str]:
    """The images that stand whole and unpacked, by name as pods would write it, with their digests."""
    listed = commands.run(
        [*_ctr(node), "-n", "k8s.io", "images", "check"], doing="listing images", timeout=30
    )
    rows = [line.split() for line in listed.splitlines()]
    return {
        row[0].removeprefix(_DEFAULT_REPOSITORY): row[2]
        for row in rows
        if "complete" in row and row[-1] == "true"
    }


def copy_images(source: Node, target: Node) -> None:
    """Bring to the target what images of the source it has not, or has in another version."""
    standing = images(target)
    missing = [name for name, digest in images(source).items() if standing.get(name) != digest]
    # Containerd's own names for an image, by its digest, are made anew by the import.
    tags = [_qualified(name) for name in missing if not name.startswith("sha256:")]
    if not tags:
        return
    with tempfile.TemporaryDirectory(dir=target.state) as temporary:
        archive = Path(temporary) / "images.tar"
        commands.run(
            [*_ctr(source), "-n", "k8s.io", "images", "export", archive, *tags],
            doing="copying images from node to node",
            timeout=300,
        )
        load(target, archive)


def remove_traces(node: Node) -> None:
    """Remove what containerd and the CNI plugins keep in places that can't be configured."""
    for bundle in (node.run / "containerd").glob("io.containerd.runtime.v2.task/*/*/address"):
        Path(bundle.read_text().removeprefix("unix://")).unlink(missing_ok=True)
    for result in (*Path("/var/lib/cni/results").glob("*"), *Path("/var/lib/cni/cache/results").glob("*")):
        try:
            if json.loads(result.read_text()).get("networkName") == node.mark:
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


def _ctr(node: Node) -> list[str]:
    return ["ctr", "--address", str(node.run / "containerd.sock")]


def _qualified(tag: str) -> str:
    return tag if "/" in tag else f"{_DEFAULT_REPOSITORY}{tag}"
