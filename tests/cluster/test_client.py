"""The Python client, of both kinds, on the real cluster; and the README's example, word by word."""

from __future__ import annotations

import asyncio
import inspect
import re
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from kubectl import eventually
from repository_index_client import (
    AccessDeniedError,
    AsyncClient,
    Client,
    ManifestRefusedError,
    NotFinishedError,
    NotFoundError,
    RepositoryIndexSpec,
    RunCancelledError,
    RunFailedError,
    WaitTimeoutError,
)

pytestmark = pytest.mark.cluster

README = Path(__file__).parents[2] / "README.md"


class Blocking:
    """An AsyncClient as a Client, so that one story is told to both."""

    def __init__(self, namespace: str) -> None:
        self._loop = asyncio.new_event_loop()
        self._client = AsyncClient(namespace)

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._client, name)
        return lambda *arguments, **named: self._loop.run_until_complete(method(*arguments, **named))

    def __enter__(self) -> Blocking:
        self._loop.run_until_complete(self._client.__aenter__())
        return self

    def __exit__(self, *error: Any) -> None:
        self._loop.run_until_complete(self._client.__aexit__(*error))
        self._loop.close()


@pytest.fixture(params=[Client, Blocking])
def client(request, tenant, monkeypatch):
    monkeypatch.setenv("KUBECONFIG", tenant.kubectl.environment["KUBECONFIG"])
    with request.param(tenant.namespace) as connected:
        yield connected


def spec(tenant, **fields: Any) -> RepositoryIndexSpec:
    return RepositoryIndexSpec.model_validate(tenant.manifest(**fields)["spec"])


def test_from_submit_to_the_result_and_again(tenant, client):
    run = client.submit("flask", spec(tenant))
    with pytest.raises(NotFinishedError):
        client.result(run)
    first = client.wait(run, timeout=120)
    assert first.nodes == tenant.status("flask")["index"]["nodes"] > 0
    assert client.state(run) == "Succeeded"
    assert client.progress(run).percent == 100
    assert client.result(run) == first

    again = client.submit("flask", spec(tenant))
    second = client.wait(again, timeout=120)
    assert second.run_id != first.run_id, "the result of the older run stood there all the time"
    changed = client.submit("flask", spec(tenant, exclude=["docs/"]))
    third = client.wait(changed, timeout=120)
    assert third.run_id not in {first.run_id, second.run_id}
    history = tenant.status("flask")["history"]
    assert [entry["trigger"] for entry in history] == ["Changed", "Requested", "Created"], "one run a submit"


def test_a_wait_that_ends_too_early_and_a_run_that_is_cancelled(tenant, client):
    run = client.submit("django", tenant.slow()["spec"])
    started = time.monotonic()
    with pytest.raises(WaitTimeoutError):
        client.wait(run, timeout=2)
    assert 2 <= time.monotonic() - started < 4
    eventually(lambda: client.state(run) == "Running")
    follower = client.submit("django", tenant.slow()["spec"])
    with pytest.raises(WaitTimeoutError):
        client.cancel(follower, timeout=0.5)
    client.cancel(run)
    tenant.wait_for_phase("django", "Cancelled", "Pending", "Running", within=15)
    client.cancel(follower, timeout=30)
    with pytest.raises(RunCancelledError, match="CancelRequested"):
        client.wait(follower, timeout=30)
    client.cancel(follower)


def test_what_goes_wrong_has_its_own_errors(tenant, client):
    with pytest.raises(ManifestRefusedError) as refused:
        client.submit("flask", spec(tenant, schedule="tomorrow"))
    assert refused.value.sentences[0].startswith("must be five fields (minute, hour,")
    with pytest.raises(ManifestRefusedError, match="sechdule"):
        client.submit("flask", {**tenant.manifest()["spec"], "sechdule": "@daily"})
    assert tenant.kubectl.items("repositoryindex") == []

    git = {"git": {"url": f"{tenant.git_server}/nothing.git"}}
    run = client.submit("nothing", spec(tenant, source=git))
    with pytest.raises(RunFailedError) as failed:
        client.wait(run, timeout=120)
    told = tenant.status("nothing")["run"]["lastFailure"]
    assert (failed.value.reason, failed.value.message, failed.value.exit_code) == (
        told["reason"],
        told["message"],
        told["exitCode"],
    )
    tenant.kubectl.run("delete", "repositoryindex", "nothing")
    for method in (client.state, client.progress, client.result, client.wait):
        with pytest.raises(NotFoundError):
            method(run)


def test_a_resource_deleted_during_a_wait(tenant, client):
    run = client.submit("django", tenant.slow()["spec"])
    killer = threading.Timer(3, tenant.kubectl.run, ("delete", "repositoryindex", "django", "--wait=false"))
    killer.start()
    with pytest.raises(NotFoundError, match="has been deleted"):
        client.wait(run, timeout=60)
    killer.join()


def test_who_may_not_is_told_so(tenant, client, monkeypatch, tmp_path):
    token = tenant.kubectl.run("create", "token", "default").stdout.strip()
    server = tenant.kubectl.run("config", "view", "--minify", "--raw", "--output", "json").stdout
    config = tmp_path / "kubeconfig"
    config.write_text(server)
    environment = {**tenant.kubectl.environment, "KUBECONFIG": str(config)}
    nobody = type(tenant.kubectl)(environment)
    nobody.run("config", "set-credentials", "nobody", f"--token={token}")
    nobody.run("config", "set-context", "--current", "--user=nobody")
    monkeypatch.setenv("KUBECONFIG", str(config))
    with type(client)(tenant.namespace) as other, pytest.raises(AccessDeniedError, match="cannot get"):
        other.submit("flask", spec(tenant))


def test_the_readmes_example(tenant, monkeypatch, capsys, tmp_path):
    config = tmp_path / "kubeconfig"
    config.write_text(Path(tenant.kubectl.environment["KUBECONFIG"]).read_text())
    environment = {**tenant.kubectl.environment, "KUBECONFIG": str(config)}
    type(tenant.kubectl)(environment).run(
        "config", "set-context", "--current", f"--namespace={tenant.namespace}"
    )
    monkeypatch.setenv("KUBECONFIG", str(config))
    blocks = re.findall(r"```python\n(.*?)```", README.read_text(), re.DOTALL)
    (block,) = (block for block in blocks if "repository_index_client" in block)
    words: dict[str, Any] = {}
    exec(compile(block, str(README), "exec"), words)
    assert words["index"]("flask", f"{tenant.git_server}/flask.git") > 0
    assert "Succeeded" in capsys.readouterr().out
    with pytest.raises(RunFailedError):
        words["index"]("nothing", f"{tenant.git_server}/nothing.git")
    nodes = asyncio.run(words["index_all"]({"flask": f"{tenant.git_server}/flask.git"}))
    assert [index.nodes > 0 for index in nodes] == [True]


def test_both_clients_have_the_same_methods():
    def methods(kind: type) -> dict[str, list[str]]:
        public = {
            name: value for name, value in vars(kind).items() if callable(value) and not name.startswith("_")
        }
        return {name: list(inspect.signature(value).parameters) for name, value in public.items()}

    assert {name: value for name, value in methods(Client).items() if name != "close"} == methods(AsyncClient)
