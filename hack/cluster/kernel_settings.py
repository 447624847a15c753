"""Settings of the whole machine's kernel that a kubelet changes, kept so that `down` can put them back."""

import contextlib
import json
from pathlib import Path

_CHANGED_BY_KUBELET = (
    "vm/overcommit_memory",
    "vm/panic_on_oom",
    "kernel/panic",
    "kernel/panic_on_oops",
    "kernel/keys/root_maxkeys",
    "kernel/keys/root_maxbytes",
)


def remember(file: Path) -> None:
    """Write down the present values, unless an earlier start already has."""
    if not file.exists():
        values = {
            name: _file(name).read_text().strip() for name in _CHANGED_BY_KUBELET if _file(name).exists()
        }
        temporary = file.with_suffix(".new")
        temporary.write_text(json.dumps(values, indent=2) + "\n")
        temporary.replace(file)


def restore(file: Path) -> None:
    """Put the values back and forget them."""
    try:
        values = json.loads(file.read_text())
    except (OSError, ValueError):
        return
    for name, value in values.items():
        if _file(name).read_text().strip() != value:
            with contextlib.suppress(OSError):
                _file(name).write_text(value)
    file.unlink()


def _file(name: str) -> Path:
    return Path("/proc/sys") / name
