"""What Prometheus would find: a real scrape, and the chart's objects for the Prometheus operator."""

from __future__ import annotations

import subprocess
import urllib.request
from pathlib import Path

import pytest
import yaml

from operator_metrics import families
from promtool import promtool

pytestmark = pytest.mark.cluster

ROOT = Path(__file__).parents[2]
CHART = ROOT / "charts/repository-index-operator"


def scrapes(operator) -> list[str]:
    """What each replica says."""
    addresses = [pod["status"]["podIP"] for pod in operator.items("pods") if pod["status"].get("podIP")]
    found = []
    for address in addresses:
        with urllib.request.urlopen(f"http://{address}:8080/metrics", timeout=5) as answer:
            found.append(answer.read().decode())
    return found


def test_a_scrape_after_a_run(tenant, operator):
    tenant.kubectl.apply(tenant.manifest())
    tenant.wait_for_phase("flask", "Succeeded", within=120)
    replicas = scrapes(operator)
    for scrape in replicas:
        assert promtool("check", "metrics", stdin=scrape) == ""
    labels = f'namespace="{tenant.namespace}"'
    told = "\n".join(replicas)
    assert told.count("repository_index_leader 1.0") == 1
    assert f'repository_index_runs_total{{{labels},phase="Succeeded",reason=""}} 1.0' in told
    assert f'repository_index_attempts_total{{{labels},reason=""}} 1.0' in told
    assert 'repository_index_stage_duration_seconds_count{stage="Parsing"}' in told
    assert f'repository_index_resources{{{labels},phase="Succeeded"}} 1.0' in told
    assert told.count('repository_index_reconcile_errors_total{reason="Defect"} 0.0') == len(replicas)
    for family in families():
        assert f"# HELP {family.name} " in told
    assert '"flask"' not in told, "no label is the name of an object"


def template(environment: dict[str, str], *values: str) -> list[dict]:
    run = subprocess.run(
        ["helm", "template", "index", str(CHART), *(f"--set={value}" for value in values)],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return [manifest for manifest in yaml.safe_load_all(run.stdout) if manifest]


def test_the_objects_for_the_prometheus_operator(kubectl):
    plain = template(kubectl.environment)
    assert not [m for m in plain if m["apiVersion"].startswith("monitoring.coreos.com")]
    values = ("monitoring.serviceMonitor.enabled=true", "monitoring.prometheusRule.enabled=true")
    labels = ("monitoring.serviceMonitor.labels.release=kps", "monitoring.prometheusRule.labels.release=kps")
    made = {m["kind"]: m for m in template(kubectl.environment, *values, *labels)}
    rule, monitor, service = made["PrometheusRule"], made["ServiceMonitor"], made["Service"]
    assert rule["spec"] == yaml.safe_load((CHART / "files/rules.yaml").read_text())
    assert rule["metadata"]["labels"]["release"] == monitor["metadata"]["labels"]["release"] == "kps"
    assert monitor["spec"]["selector"]["matchLabels"].items() <= service["metadata"]["labels"].items()
    (endpoint,) = monitor["spec"]["endpoints"]
    assert endpoint["port"] in {port["name"] for port in service["spec"]["ports"]}
    assert endpoint["honorLabels"] is True
