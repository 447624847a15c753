"""The Jobs of a RepositoryIndex, compared whole: `input.yaml` and `expected.yaml` of each folder.

In `job` are those of runs, in `purge` those that delete the rows.

`pytest tests/manifests --rewrite-manifests` writes the expected files anew, for a change that is meant.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from repository_index_api.v1alpha1.job_template import Resources
from repository_index_api.v1alpha1.status import Trigger
from repository_index_operator.job_manifest import JobDefaults, job_manifest
from repository_index_operator.observe import observe_resource
from repository_index_operator.purge_job import purge_manifest
from repository_index_operator.runs import new_run, purge_run

CASES = Path(__file__).parent
NOW = datetime(2026, 1, 1, 12, 0, 0, 123456, tzinfo=UTC)
DEFAULTS = JobDefaults(
    image="registry.example/repository-indexer:1.2.3",
    resources=Resources(requests={"cpu": "500m", "memory": "512Mi"}, limits={"memory": "2Gi"}),
)


def manifest_of(case, **spec):
    raw = yaml.safe_load((CASES / "job" / case / "input.yaml").read_text())
    raw["spec"] |= spec
    resource = observe_resource(raw).decode()
    run = new_run(resource, None, Trigger.CREATED, str(resource.generation), NOW)
    return json.loads(json.dumps(job_manifest(resource, run, DEFAULTS)))


def purge_of(case):
    resource = observe_resource(yaml.safe_load((CASES / "purge" / case / "input.yaml").read_text())).decode()
    run = purge_run(resource, [NOW], NOW)
    return json.loads(json.dumps(purge_manifest(resource, run, DEFAULTS)))


def compare(manifest, expected, rewrite_manifests):
    text = yaml.safe_dump(manifest, sort_keys=False, width=110)
    if rewrite_manifests:
        expected.write_text(text)
    assert yaml.safe_load(text) == yaml.safe_load(expected.read_text())


@pytest.mark.parametrize("case", sorted(path.name for path in (CASES / "job").iterdir()))
def test_job_manifest(case, rewrite_manifests):
    compare(manifest_of(case), CASES / "job" / case / "expected.yaml", rewrite_manifests)


@pytest.mark.parametrize("case", sorted(path.name for path in (CASES / "purge").iterdir()))
def test_purge_manifest(case, rewrite_manifests):
    compare(purge_of(case), CASES / "purge" / case / "expected.yaml", rewrite_manifests)


def test_labels_and_annotations_of_the_spec_stay_off_the_pods():
    manifest = manifest_of("git-with-everything")
    assert manifest["metadata"]["labels"]["cost-centre"] == "42"
    assert manifest["metadata"]["annotations"]["note"] == "hello"
    pod = manifest["spec"]["template"]["metadata"]
    assert "annotations" not in pod, "a sidecar injector would obey them"
    assert "cost-centre" not in pod["labels"], "a Service or NetworkPolicy could select by them"


def test_only_variables_of_the_allowlist_reach_the_container():
    (container,) = manifest_of("git-with-everything")["spec"]["template"]["spec"]["containers"]
    names = [variable["name"] for variable in container["env"]]
    assert names == ["HTTPS_PROXY", "REPOSITORY_INDEX_JOB", "DATABASE_URI", "POD_UID"]


def test_waiting_on_the_node_does_not_use_up_the_time_of_an_attempt():
    spec = manifest_of("git-with-everything")["spec"]
    hard, margin, pending, delay = 120, 60, 600, 30
    assert spec["template"]["spec"]["activeDeadlineSeconds"] == hard + margin + pending
    assert spec["activeDeadlineSeconds"] == 2 * (hard + margin) + delay + pending


@pytest.mark.parametrize("resources", [{}, {"limits": {}}])
def test_empty_resources_leave_the_operators_limits(resources):
    manifest = manifest_of("defaults", job={"resources": resources})
    (container,) = manifest["spec"]["template"]["spec"]["containers"]
    assert container["resources"]["limits"] == {"memory": "2Gi"}
