"""The kubeconfig that a checkout's people and tests use, marked with the cluster that it is for."""

import re
from pathlib import Path

from .settings import Settings

_MARK = re.compile(r"^# Written by hack/cluster, provider (\w+)\n", re.MULTILINE)


def write(settings: Settings, provider: str, text: str) -> None:
    """Write a kubeconfig to the checkout's build directory."""
    target = settings.checkout_kubeconfig
    target.parent.mkdir(parents=True, exist_ok=True)
    write_private(target, f"# Written by hack/cluster, provider {provider}\n{_MARK.sub('', text)}")


def write_private(target: Path, text: str) -> None:
    """Write a file that only its owner can read, whole or not at all."""
    temporary = target.with_suffix(".new")
    temporary.unlink(missing_ok=True)
    temporary.touch(mode=0o600)
    temporary.write_text(text)
    temporary.replace(target)


def remove(settings: Settings, provider: str) -> None:
    """Remove the checkout's kubeconfig if it is this provider's."""
    if provider_that_wrote(settings.checkout_kubeconfig) == provider:
        settings.checkout_kubeconfig.unlink()


def provider_that_wrote(file: Path) -> str | None:
    """The provider that wrote a kubeconfig; None for one that is not ours."""
    try:
        found = _MARK.search(file.read_text())
    except (OSError, UnicodeDecodeError):
        return None
    return found[1] if found else None
