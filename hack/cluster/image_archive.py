"""Container images as plain tar archives, for images that are one static program or a whole unpacked Debian.

The format is Docker's (`docker save`), which containerd and buildah both read; making it needs no builder.
"""

import hashlib
import io
import json
import platform
import tarfile
from collections.abc import Mapping, Sequence
from pathlib import Path

_ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}


def architecture() -> str:
    """This machine's architecture in the words of container images and Go."""
    return _ARCHITECTURES.get(platform.machine(), platform.machine())


def from_programs(archive: Path, tag: str, programs: Mapping[str, Path], entrypoint: Sequence[str]) -> None:
    """Write an image that holds nothing but some programs, by their path in the image."""
    layer = io.BytesIO()
    with tarfile.open(fileobj=layer, mode="w") as tar:
        for path, program in programs.items():
            entry = tarfile.TarInfo(path.lstrip("/"))
            entry.mode, entry.size = 0o755, program.stat().st_size
            with program.open("rb") as content:
                tar.addfile(entry, content)
    layer.seek(0)
    _write(archive, tag, layer, {"Entrypoint": list(entrypoint)})


def from_root_directory(archive: Path, tag: str, layer: Path) -> None:
    """Write an image whose only layer is a tar of a root directory."""
    with layer.open("rb") as content:
        _write(
            archive, tag, content, {"Cmd": ["python3"], "Env": ["PATH=" + ":".join(_PATH), "LANG=C.UTF-8"]}
        )


_PATH = ("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin")


def _write(archive: Path, tag: str, layer: io.BufferedIOBase, config: Mapping[str, object]) -> None:
    digest = hashlib.file_digest(layer, "sha256").hexdigest()
    size = layer.seek(0, io.SEEK_END)
    layer.seek(0)
    document = {
        "architecture": architecture(),
        "os": "linux",
        "config": config,
        "rootfs": {"type": "layers", "diff_ids": [f"sha256:{digest}"]},
        "history": [{"created_by": "hack/cluster"}],
    }
    configuration = json.dumps(document).encode()
    name = f"{hashlib.sha256(configuration).hexdigest()}.json"
    manifest = [{"Config": name, "RepoTags": [tag], "Layers": [f"{digest}/layer.tar"]}]
    with tarfile.open(archive, "w") as tar:
        for path, content in ((name, configuration), ("manifest.json", json.dumps(manifest).encode())):
            entry = tarfile.TarInfo(path)
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content))
        entry = tarfile.TarInfo(f"{digest}/layer.tar")
        entry.size = size
        tar.addfile(entry, layer)
