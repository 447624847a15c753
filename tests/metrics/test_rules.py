"""The rules for Prometheus, by its own tool; and that they ask for nothing that is not there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from operator_metrics import families
from promtool import promtool

HERE = Path(__file__).parent
RULES = HERE.parents[1] / "charts/repository-index-operator/files/rules.yaml"
TESTS = HERE / "rules.yaml"


def rules() -> list[dict[str, Any]]:
    return [rule for group in yaml.safe_load(RULES.read_text())["groups"] for rule in group["rules"]]


def test_prometheus_takes_the_rules():
    assert f"{len(rules())} rules found" in promtool("check", "rules", str(RULES))


def test_the_alerts_fire_when_they_should_and_only_then():
    assert "SUCCESS" in promtool("test", "rules", TESTS.name, folder=HERE)


def test_each_alert_is_seen_to_fire():
    fired = {
        case["alertname"]
        for test in yaml.safe_load(TESTS.read_text())["tests"]
        for case in test.get("alert_rule_test", ())
        if case["exp_alerts"]
    }
    assert fired == {rule["alert"] for rule in rules() if "alert" in rule}


def test_each_metric_that_a_rule_asks_for_exists():
    recorded = {rule["record"] for rule in rules() if "record" in rule}
    asked = {
        word
        for rule in rules()
        for word in re.findall(r"[\w:]*repository_index_[\w:]+", rule["expr"])
        if word not in recorded
    }
    assert len(asked) > 10
    assert asked <= {sample for family in families() for sample in family.samples}
