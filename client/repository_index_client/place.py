"""Where this process finds its cluster and its namespace."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from kubernetes import config

NAMESPACE_FILE = Path("/var/run/secrets/kubernetes.io/serviceaccount/namespace")


@dataclass(frozen=True, slots=True)
class Place:
    """`kubeconfig`: as the variable KUBECONFIG has it, None: the default one."""

    in_cluster: bool
    kubeconfig: str | None
    namespace: str

    @classmethod
    def of_this_process(cls) -> Self:
        """Look at the environment; what is missing shows when the client connects."""
        kubeconfig = os.environ.get("KUBECONFIG")
        if os.environ.get("KUBERNETES_SERVICE_HOST"):
            return cls(True, kubeconfig, _read(NAMESPACE_FILE))
        return cls(False, kubeconfig, _namespace_of_context(kubeconfig))


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8").strip()
    except OSError:
        return "default"


def _namespace_of_context(kubeconfig: str | None) -> str:
    try:
        _, active = config.list_kube_config_contexts(kubeconfig)  # type: ignore[no-untyped-call]
    except (config.ConfigException, OSError):
        return "default"
    return str(active["context"].get("namespace") or "default")
