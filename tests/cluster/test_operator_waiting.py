"""Why a run does not start is said in a person's words, and it goes on by itself when that is mended."""

from __future__ import annotations

import pytest

from host_operator import DEPLOYMENT, host_operator
from kubectl import eventually

pytestmark = pytest.mark.cluster


def reconciling(tenant, name="flask"):
    conditions = tenant.status(name).get("conditions", [])
    return next((c for c in conditions if c["type"] == "Reconciling"), {"reason": "", "message": ""})


def wait_for_reason(tenant, reason, *, name="flask", within=15):
    def says():
        condition = reconciling(tenant, name)
        assert condition["reason"] == reason, condition
        return condition

    return eventually(says, within=within)["message"]


def secret(name, **data):
    return {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": name}, "stringData": data}


def quota(tenant, hard):
    name = {"apiVersion": "v1", "kind": "ResourceQuota", "metadata": {"name": "tight"}}
    tenant.kubectl.apply({**name, "spec": {"hard": hard}})
    eventually(lambda: tenant.kubectl.get("resourcequota", "tight").get("status", {}).get("hard"))


def test_a_key_that_the_secret_lacks(tenant):
    database = {"secretRef": {"name": "repository-index-database", "key": "dsn"}}
    tenant.kubectl.apply(tenant.manifest(database=database))
    assert "dsn" in wait_for_reason(tenant, "SecretMissing")
    uri = tenant.postgres.uri(tenant.role, tenant.password)
    tenant.kubectl.apply(secret("repository-index-database", uri=uri, dsn=uri))
    tenant.wait_for_phase("flask", "Succeeded", within=120)


def test_missing_git_credentials(tenant, private_git_server):
    source = {"git": {"url": f"{private_git_server}/flask.git", "secretRef": {"name": "not-yet"}}}
    tenant.kubectl.apply(tenant.manifest(source=source))
    message = wait_for_reason(tenant, "SecretMissing")
    assert "not-yet" in message
    assert tenant.namespace in message
    assert tenant.status("flask")["phase"] == "Pending"
    tenant.kubectl.apply(secret("not-yet", username="alice", password="right", hosts=private_git_server))
    tenant.wait_for_phase("flask", "Succeeded", within=120)


def test_no_node_is_large_enough(tenant):
    job = {"resources": {"requests": {"cpu": "500"}}}
    tenant.kubectl.apply(tenant.manifest(job=job))
    assert "Insufficient cpu" in wait_for_reason(tenant, "Unschedulable")


def test_no_node_is_of_the_kind(tenant, kubectl):
    job = {"nodeSelector": {f"example.com/{tenant.namespace}": "yes"}}
    tenant.kubectl.apply(tenant.manifest(job=job))
    assert "node affinity/selector" in wait_for_reason(tenant, "Unschedulable")
    node = kubectl.items("nodes")[0]["metadata"]["name"]
    label = f"example.com/{tenant.namespace}"
    kubectl.run("label", "node", node, f"{label}=yes")
    try:
        tenant.wait_for_phase("flask", "Succeeded", within=60)
    finally:
        kubectl.run("label", "node", node, f"{label}-")


def test_a_volume_claim_that_does_not_exist(tenant):
    source = {"persistentVolumeClaim": {"claimName": "not-yet"}}
    tenant.kubectl.apply(tenant.manifest(source=source))
    assert "not-yet" in wait_for_reason(tenant, "Unschedulable")


def test_a_quota_of_pods(tenant):
    quota(tenant, {"pods": "0"})
    tenant.kubectl.apply(tenant.manifest())
    message = wait_for_reason(tenant, "ResourceQuotaExceeded")
    assert "tight" in message
    assert len(tenant.jobs()) == 1
    tenant.kubectl.delete("resourcequota", "tight")
    tenant.wait_for_phase("flask", "Succeeded", within=120)


def test_a_quota_of_jobs(tenant):
    quota(tenant, {"count/jobs.batch": "0"})
    tenant.kubectl.apply(tenant.manifest())
    assert "tight" in wait_for_reason(tenant, "ResourceQuotaExceeded")
    assert tenant.jobs() == []
    assert "jobName" not in tenant.status("flask")["run"]
    tenant.kubectl.delete("resourcequota", "tight")
    tenant.wait_for_phase("flask", "Succeeded", within=120)


@pytest.fixture
def no_jobs(tenant):
    """A policy that lets no Job into the tenant's namespace; yields what takes it away."""
    kind = {"apiVersion": "admissionregistration.k8s.io/v1"}
    metadata = {"name": f"no-jobs-{tenant.namespace}"}
    rule = {"apiGroups": ["batch"], "apiVersions": ["v1"], "operations": ["CREATE"], "resources": ["jobs"]}
    policy = {
        "matchConstraints": {"resourceRules": [rule]},
        "validations": [{"expression": "false", "message": "no Job before Monday"}],
    }
    scope = {"matchLabels": {"kubernetes.io/metadata.name": tenant.namespace}}
    binding = {
        "policyName": metadata["name"],
        "validationActions": ["Deny"],
        "matchResources": {"namespaceSelector": scope},
    }
    tenant.kubectl.apply(
        {**kind, "kind": "ValidatingAdmissionPolicy", "metadata": metadata, "spec": policy},
        {**kind, "kind": "ValidatingAdmissionPolicyBinding", "metadata": metadata, "spec": binding},
    )

    def refuses():
        command = ("create", "job", "probe", "--image=none", "--dry-run=server")
        return tenant.kubectl.run(*command, check=False).returncode != 0

    def remove():
        tenant.kubectl.delete(f"validatingadmissionpolicybinding/{metadata['name']}")
        tenant.kubectl.delete(f"validatingadmissionpolicy/{metadata['name']}")

    try:
        eventually(refuses, within=30)
        yield remove
    finally:
        remove()


def test_an_admission_policy(tenant, no_jobs):
    tenant.kubectl.apply(tenant.manifest())
    assert "no Job before Monday" in wait_for_reason(tenant, "RefusedByAdmission")
    assert tenant.status("flask")["phase"] == "Pending"
    no_jobs()
    tenant.wait_for_phase("flask", "Succeeded", within=120)


def test_an_invalid_job_fails_with_the_servers_words(tenant):
    resources = {"requests": {"memory": "2Gi"}, "limits": {"memory": "1Gi"}}
    tenant.kubectl.apply(tenant.manifest(job={"resources": resources}))
    status = tenant.wait_for_phase("flask", "Failed", within=15)
    assert status["run"]["lastFailure"]["reason"] == "InvalidJob"
    assert "less than or equal to memory limit" in status["run"]["lastFailure"]["message"]


def test_an_image_that_cannot_be_pulled(tenant, kubectl, operator, tmp_path):
    (container,) = operator.get(DEPLOYMENT)["spec"]["template"]["spec"]["containers"]
    there = next(one["value"] for one in container["env"] if one["name"] == "INDEXER_IMAGE")
    settings = {"INDEXER_IMAGE": "registry.invalid/nothing:1"}
    with host_operator(kubectl, operator, tmp_path / "log", settings):
        tenant.kubectl.apply(tenant.manifest())
        assert "registry.invalid/nothing:1" in wait_for_reason(tenant, "ImagePullFailed")
        # As mended as if the registry had it now, which no test can bring about on every kind of cluster.
        (pod,) = tenant.kubectl.items("pods")
        tenant.kubectl.run("set", "image", f"pod/{pod['metadata']['name']}", f"indexer={there}")
        status = tenant.wait_for_phase("flask", "Succeeded", within=120)
    assert status["run"]["attempt"] == 1
    assert len(tenant.jobs()) == 1


def test_what_is_said_is_an_event_too(tenant):
    tenant.kubectl.apply(tenant.manifest(job={"resources": {"requests": {"cpu": "500"}}}))
    wait_for_reason(tenant, "Unschedulable")

    def told():
        events = tenant.kubectl.items("events", "--field-selector", "involvedObject.kind=RepositoryIndex")
        return [event for event in events if event["reason"] == "Waiting"]

    (event,) = eventually(told)
    assert event["type"] == "Warning"
    assert "Insufficient cpu" in event["message"]
