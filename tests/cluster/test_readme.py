"""The README's commands about a run do what it says."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from kubectl import eventually

pytestmark = pytest.mark.cluster

README = Path(__file__).parents[2] / "README.md"


def commands() -> list[str]:
    """What is typed in the block that begins with the request of one more run."""
    (block,) = re.findall(r"```console\n(\$ kubectl annotate .*?)```", README.read_text(), re.DOTALL)
    return re.findall(r"^\$ (.*)$", block, re.MULTILINE)


def test_what_else_can_be_asked_of_a_run(tenant, tmp_path):
    again, stop, go_on, schedule, *cancel = commands()
    config = tmp_path / "kubeconfig"
    config.write_text(Path(tenant.kubectl.environment["KUBECONFIG"]).read_text())
    environment = {**tenant.kubectl.environment, "KUBECONFIG": str(config)}

    def shell(command: str) -> None:
        subprocess.run(["bash", "-ec", command], env={**os.environ, **environment}, check=True)

    shell(f"kubectl config set-context --current --namespace={tenant.namespace}")
    tenant.kubectl.apply(tenant.manifest("django"))
    tenant.wait_for_phase("django", "Succeeded")
    shell(again)
    eventually(lambda: tenant.status("django")["run"]["trigger"] == "Requested", within=15)
    shell(stop)
    tenant.wait_for_phase("django", "Suspended", "Succeeded", within=15)
    shell(go_on)
    tenant.wait_for_phase("django", "Succeeded")
    shell(schedule)
    eventually(lambda: tenant.status("django").get("nextScheduleTime"), within=15)
    tenant.kubectl.apply(tenant.slow())
    tenant.wait_for_phase("django", "Running")
    shell("\n".join(cancel))
    tenant.wait_for_phase("django", "Cancelled", within=15)
