"""The settings come from the environment, and a wrong one is said."""

from __future__ import annotations

import pytest

from repository_index_operator.__main__ import main
from repository_index_operator.settings import Settings


def test_the_environment_is_read(monkeypatch):
    monkeypatch.setenv("INDEXER_IMAGE", "indexer:2")
    monkeypatch.setenv("INDEXER_RESOURCES", '{"limits": {"memory": "2Gi"}}')
    monkeypatch.setenv("OPERATOR_NAMESPACES", "team-a, team-b,")
    settings = Settings()
    assert settings.operator_namespaces == ("team-a", "team-b")
    assert settings.job_defaults.image == "indexer:2"
    assert settings.job_defaults.resources.limits == {"memory": "2Gi"}


@pytest.mark.parametrize("value", ["", None])
def test_no_namespaces_are_all_namespaces(monkeypatch, value):
    monkeypatch.setenv("INDEXER_IMAGE", "indexer:2")
    if value is not None:
        monkeypatch.setenv("OPERATOR_NAMESPACES", value)
    assert Settings().operator_namespaces == ()


def test_wrong_settings_end_the_program_with_a_sentence(monkeypatch, capsys):
    monkeypatch.setenv("INDEXER_IMAGE", "indexer:2")
    monkeypatch.setenv("OPERATOR_WORKERS", "0")
    assert main([]) == 2
    assert "operator_workers" in capsys.readouterr().err


def test_without_a_cluster_the_program_says_what_it_looked_for(monkeypatch, capfd):
    monkeypatch.setenv("INDEXER_IMAGE", "indexer:2")
    monkeypatch.setenv("KUBECONFIG", "/nonexistent")
    monkeypatch.delenv("KUBERNETES_SERVICE_HOST", raising=False)
    assert main([]) == 1
    assert "KUBECONFIG names none" in capfd.readouterr().err
