"""docs/metrics.md has what the operator has, and says what to do about every alert."""

from __future__ import annotations

from pathlib import Path

import yaml

from operator_metrics import families

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs/metrics.md"
RULES = ROOT / "charts/repository-index-operator/files/rules.yaml"


def rows() -> list[str]:
    return [line for line in DOCS.read_text().splitlines() if line.startswith("| `")]


def test_the_table_of_metrics_is_that_of_the_registry():
    expected = [
        f"| `{family.name}` | {family.kind} | {', '.join(family.labels) or '-'} | {family.help} |"
        for family in families()
    ]
    assert [row for row in rows() if row.startswith("| `repository_index_")] == expected


def test_each_alert_has_a_row():
    groups = yaml.safe_load(RULES.read_text())["groups"]
    alerts = [
        (rule["alert"], rule["labels"]["severity"])
        for group in groups
        for rule in group["rules"]
        if "alert" in rule
    ]
    told = [tuple(row.strip("| ").split(" | ")[:2]) for row in rows() if row.startswith("| `RepositoryIndex")]
    assert told == [(f"`{alert}`", severity) for alert, severity in alerts]
