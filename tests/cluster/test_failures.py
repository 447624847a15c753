"""How runs fail: transient errors are tried again, the others end at once and say what to do."""

from datetime import datetime

import pytest

from kubectl import eventually

pytestmark = pytest.mark.cluster


def source(url, **git):
    return {"git": {"url": url, **git}}


def condition(status, kind):
    found = [condition for condition in status.get("conditions", []) if condition["type"] == kind]
    assert found, f"no condition {kind} in {status}"
    return found[0]


def test_database_away_then_back(tenant, infrastructure):
    selector = '{"spec":{"selector":{"app.kubernetes.io/name":"%s"}}}'
    infrastructure.run("patch", "service", "postgres", "--patch", selector % "nobody")
    try:
        tenant.kubectl.apply(tenant.manifest(retry={"baseDelaySeconds": 10, "jitter": 0}))
        status = tenant.wait_for_phase("flask", "Retrying", within=120)
    finally:
        infrastructure.run("patch", "service", "postgres", "--patch", selector % "postgres")
    run = status["run"]
    assert run["lastFailure"]["reason"] == "ConnectionError"
    assert run["lastFailure"]["exitCode"] == 75
    assert datetime.fromisoformat(run["nextRetryTime"]) > datetime.fromisoformat(run["startTime"])
    status = tenant.wait_for_phase("flask", "Succeeded", within=120)
    assert status["run"]["attempt"] == 2
    assert status["index"]["nodes"] > 0


@pytest.mark.parametrize(
    ("make_source", "reason", "says"),
    [
        (
            lambda base: source(f"{base}/flask.git", ref="no-such-branch"),
            "SourceNotFoundError",
            "no-such-branch",
        ),
        (lambda base: source(f"{base}/nothing.git"), "RepositoryParseError", "nothing.git"),
    ],
    ids=["ref", "repository"],
)
def test_permanent_errors_end_the_run_at_once(tenant, make_source, reason, says):
    tenant.kubectl.apply(tenant.manifest(source=make_source(tenant.git_server)))
    status = tenant.wait_for_phase("flask", "Failed", within=60)
    assert status["run"]["lastFailure"]["reason"] == reason
    assert says in status["run"]["lastFailure"]["message"]
    assert status["run"]["attempt"] == 1
    stalled = condition(status, "Stalled")
    assert (stalled["status"], stalled["reason"]) == ("True", reason)
    assert says in stalled["message"]
    assert len(tenant.pods()) == 1, "a permanent error is not tried again"


def test_wrong_git_credentials(tenant, private_git_server):
    name = {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "git"}}
    credentials = {"username": "alice", "password": "wrong-secret-word", "hosts": private_git_server}
    tenant.kubectl.apply({**name, "stringData": credentials})
    tenant.kubectl.apply(
        tenant.manifest(source=source(f"{private_git_server}/flask.git", secretRef={"name": "git"}))
    )
    status = tenant.wait_for_phase("flask", "Failed", within=60)
    assert status["run"]["lastFailure"]["reason"] == "SourceAccessError"
    assert "wrong-secret-word" not in str(tenant.kubectl.get("repositoryindex", "flask"))
    assert len(tenant.pods()) == 1

    tenant.kubectl.apply({**name, "stringData": {**credentials, "password": "right"}})
    tenant.kubectl.apply(
        tenant.manifest(
            "flask-again", source=source(f"{private_git_server}/flask.git", secretRef={"name": "git"})
        )
    )
    tenant.wait_for_phase("flask-again", "Succeeded", within=60)


def test_tenant_that_the_role_may_not_use(tenant, new_tenant):
    other = new_tenant()
    tenant.kubectl.apply(tenant.manifest(tenant=other.namespace))
    status = tenant.wait_for_phase("flask", "Failed", within=60)
    failure = status["run"]["lastFailure"]
    assert failure["reason"] == "TenantValidationError"
    assert other.namespace in failure["message"]
    assert "add-tenant" in failure["message"]
    assert len(tenant.pods()) == 1


def test_soft_time_limit(tenant):
    tenant.kubectl.apply(tenant.slow(include=[], timeLimit={"softSeconds": 10, "hardSeconds": 60}))
    status = tenant.wait_for_phase("django", "Failed", within=60)
    assert status["run"]["lastFailure"]["reason"] == "SoftTimeLimitExceeded"
    assert status["run"]["lastFailure"]["exitCode"] == 124
    assert len(tenant.pods()) == 1


def test_hard_time_limit(tenant):
    tenant.kubectl.apply(tenant.slow(include=[], timeLimit={"softSeconds": 25, "hardSeconds": 28}))
    tenant.wait_for_stage("django", "Parsing")
    (pod,) = tenant.pods()
    freeze = "for p in /proc/[0-9]*; do p=${p#/proc/}; [ $p = 1 ] || [ $p = $$ ] || kill -STOP $p; done"
    tenant.kubectl.run("exec", pod["metadata"]["name"], "--", "sh", "-c", freeze)
    status = tenant.wait_for_phase("django", "Failed", within=60)
    assert status["run"]["lastFailure"]["reason"] == "HardTimeLimitExceeded"
    assert status["run"]["lastFailure"]["exitCode"] == 125
    assert len(tenant.pods()) == 1


def test_secret_missing_then_there(tenant):
    """A reason to wait is said in words, and the run goes on by itself when it is mended."""
    database = {"secretRef": {"name": "not-yet"}}
    tenant.kubectl.apply(tenant.manifest(database=database))

    def waits():
        message = condition(tenant.status("flask"), "Reconciling")["message"]
        assert "not-yet" in message
        return message

    eventually(waits, within=15)
    uri = tenant.postgres.uri(tenant.role, tenant.password)
    secret = {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "not-yet"}}
    tenant.kubectl.apply({**secret, "stringData": {"uri": uri}})
    tenant.wait_for_phase("flask", "Succeeded", within=120)
