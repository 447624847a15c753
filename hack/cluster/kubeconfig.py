"""The kubeconfig that a checkout's people and tests use, marked with the cluster that it is for."""

import re
from pathlib import Path

from .settings import Settings

_MARK = re.compile(r"^# Written by hack/cluster, provider (\w+), cluster (\S+)$", re.MULTILINE)


def write_kubeconfig(settings: Settings, provider: str, text: str) -> None:
    """Write a kubeconfig to the checkout's build directory."""
    target = settings.checkout_kubeconfig
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_suffix(".new")
    temporary.touch(mode=0o600)
    temporary.write_text(f"# Written by hack/cluster, provider {provider}, cluster {settings.name}\n{_MARK.sub('', text)}")
    temporary.replace(target)


def provider_that_wrote(file: Path) -> str | None:
    """The provider that wrote a kubeconfig, so that a shell that uses our own cluster does not count as another's."""
    try:
        found = _MARK.search(file.read_text())
    except (OSError, UnicodeDecodeError):
        return None
    return found[1] if found else None
