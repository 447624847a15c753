"""What Prometheus reads, by its own tool; a scrape of the operator on the cluster is in tests/cluster."""

from __future__ import annotations

from prometheus_client import REGISTRY, generate_latest

from promtool import promtool
from repository_index_operator import metrics
from repository_index_operator.cache import Cache


def test_names_and_units_are_by_prometheus_conventions():
    collector = metrics.PhaseCollector(Cache())
    metrics.RUNS.labels("exposed", "Succeeded", "").inc()
    metrics.STAGE_DURATION.labels("Parsing").observe(2)
    try:
        scrape = generate_latest().decode()
    finally:
        REGISTRY.unregister(collector)
    assert 'repository_index_runs_total{namespace="exposed",phase="Succeeded",reason=""} 1.0' in scrape
    assert 'repository_index_reconcile_errors_total{reason="Defect"}' in scrape, (
        "the first one is an increase"
    )
    assert promtool("check", "metrics", stdin=scrape) == ""
