"""kubectl as the tests use it: what a user types, with the answers parsed."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Callable
from typing import Any, TypeVar

import yaml


class Kubectl:
    """Runs kubectl with the cluster's `environment`, in `namespace` where one is given."""

    def __init__(self, environment: dict[str, str], namespace: str | None = None) -> None:
        self.environment = {**os.environ, **environment}
        self.namespace = namespace

    def within(self, namespace: str) -> Kubectl:
        return Kubectl(self.environment, namespace)

    def run(
        self, *arguments: str, stdin: str | None = None, check: bool = True
    ) -> subprocess.CompletedProcess[str]:
        """Run it; with `check` a failure is an AssertionError that shows what kubectl said."""
        scope = ["--namespace", self.namespace] if self.namespace else []
        run = subprocess.run(
            ["kubectl", *scope, *arguments],
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
            env=self.environment,
            timeout=300,
        )
        assert not check or run.returncode == 0, f"kubectl {' '.join(arguments)}: {run.stderr}"
        return run

    def apply(self, *manifests: dict[str, Any], check: bool = True) -> subprocess.CompletedProcess[str]:
        return self.run("apply", "--filename", "-", stdin=yaml.safe_dump_all(manifests), check=check)

    def get(self, *arguments: str) -> dict[str, Any]:
        """One object, or a list, as JSON."""
        result: dict[str, Any] = json.loads(self.run("get", *arguments, "--output", "json").stdout)
        return result

    def items(self, *arguments: str) -> list[dict[str, Any]]:
        result: list[dict[str, Any]] = self.get(*arguments)["items"]
        return result

    def delete(self, *arguments: str) -> None:
        self.run("delete", "--ignore-not-found", *arguments)


T = TypeVar("T")


def eventually(probe: Callable[[], T], *, within: float = 60, every: float = 0.25) -> T:
    """Call `probe` until what it returns is true; the last AssertionError or value tells why it never was."""
    deadline = time.monotonic() + within
    while True:
        last: object
        try:
            if value := probe():
                return value
            last = value
        except AssertionError as error:
            last = error
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {within} s; last: {last}")
        time.sleep(every)
