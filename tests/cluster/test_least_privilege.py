"""What neither the operator nor a Job's pod may do."""

import pytest

pytestmark = pytest.mark.cluster

OPERATOR = "system:serviceaccount:repository-index-system:repository-index"


@pytest.mark.parametrize("verb", ["get", "list", "watch", "create", "update", "patch", "delete"])
def test_the_operator_can_do_nothing_to_secrets(kubectl, operator, verb):
    answer = kubectl.run("auth", "can-i", verb, "secrets", "--all-namespaces", "--as", OPERATOR, check=False)
    assert answer.stdout.strip() == "no"


@pytest.mark.parametrize(
    "resource", ["pods/exec", "pods/attach", "configmaps", "serviceaccounts/token", "nodes"]
)
def test_the_operator_has_no_way_around(kubectl, operator, resource):
    answer = kubectl.run(
        "auth", "can-i", "create", resource, "--all-namespaces", "--as", OPERATOR, check=False
    )
    assert answer.stdout.strip() == "no"


@pytest.mark.parametrize("verb", ["list", "watch", "update", "patch", "delete"])
def test_the_operator_can_only_look_at_a_node_by_its_name(kubectl, operator, verb):
    answer = kubectl.run("auth", "can-i", verb, "nodes", "--as", OPERATOR, check=False)
    assert answer.stdout.strip() == "no"


@pytest.mark.parametrize(
    "what",
    [
        ["create", "jobs"],
        ["get", "nodes"],
        ["patch", "pods", "--subresource=status"],
        ["delete", "pods"],
    ],
)
def test_the_operator_can_do_its_work(kubectl, operator, what):
    """Otherwise the tests above would pass for a misspelt name."""
    answer = kubectl.run("auth", "can-i", *what, "--all-namespaces", "--as", OPERATOR, check=False)
    assert answer.stdout.strip() == "yes"


def test_a_job_pod_has_no_token_and_few_rights(tenant):
    tenant.kubectl.apply(tenant.slow())
    tenant.wait_for_stage("django", "Parsing")
    (pod,) = tenant.pods()
    name = pod["metadata"]["name"]
    look = tenant.kubectl.run(
        "exec",
        name,
        "--",
        "sh",
        "-c",
        "id -u; ls /var/run/secrets 2>&1; touch /x 2>&1; grep NoNewPrivs /proc/1/status",
        check=False,
    )
    assert look.stdout.startswith("65532\n")
    assert "kubernetes.io" not in look.stdout
    assert "Read-only file system" in look.stdout
    assert "NoNewPrivs:\t1" in look.stdout
    assert not any("projected" in volume for volume in pod["spec"]["volumes"])


def test_a_restricted_namespace_admits_the_job(new_tenant):
    tenant = new_tenant()
    tenant.kubectl.run(
        "label", "namespace", tenant.namespace, "pod-security.kubernetes.io/enforce=restricted"
    )
    tenant.kubectl.apply(tenant.manifest())
    tenant.wait_for_phase("flask", "Succeeded", within=60)
