"""The README's first command, as a newcomer types it: it works, it works again, and it cleans up."""

import os
import subprocess
from pathlib import Path

import pytest

from hack_cluster import cluster_environment
from kubectl import Kubectl

pytestmark = pytest.mark.cluster

ROOT = Path(__file__).parents[2]


def make(target: str) -> str:
    run = subprocess.run(
        ["make", target], cwd=ROOT, capture_output=True, text=True, check=False, timeout=1_500
    )
    assert run.returncode == 0, run.stdout[-4_000:] + run.stderr[-4_000:]
    return run.stdout


@pytest.fixture(scope="module")
def demo() -> str:
    """What the first `make demo` prints."""
    if os.geteuid() != 0 and not os.environ.get("KUBECONFIG") and not os.environ.get("CI"):
        pytest.skip("NO CLUSTER, so the demo was not tested: run as root, or set KUBECONFIG")
    return make("demo")


@pytest.mark.timeout(1_600)
def test_from_a_manifest_to_answers(demo):
    assert "repositoryindex.repoindex.dev/django created" in demo
    assert "Succeeded   100" in demo
    assert "django.template.defaultfilters.slugify" in demo
    assert "depth | affected" in demo


@pytest.mark.timeout(1_600)
def test_again(demo):
    assert "Succeeded   100" in make("demo")


@pytest.mark.timeout(600)
def test_clean_up(demo):
    make("demo-down")
    names = Kubectl(cluster_environment()).run("get", "namespaces", "--output", "name").stdout.split()
    assert not {
        "namespace/team-a",
        "namespace/repository-index-demo",
        "namespace/repository-index-system",
    } & {*names}
