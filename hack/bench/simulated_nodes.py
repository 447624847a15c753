"""Nodes and pods that only the API server knows, kept by kwok (sigs.k8s.io/kwok).

A simulated pod runs for some seconds and ends as an index Job's pod does, with a termination message of the
contract. Its address is one of the machine's own loopback addresses, where `pod_progress` answers.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

from bench.api import Api, for_each
from bench.figures import Figure, reported
from cluster import commands, locks, processes
from cluster.errors import ClusterError
from cluster.report import say
from cluster.settings import Settings
from repository_index_api.index_job import (
    CONTAINER_NAME,
    AttemptResult,
    IndexCounts,
    Stage,
    encode_result,
)
from repository_index_operator.names import LABEL_RUN_ID

MODULE = Path(__file__).resolve().parent / "kwok"
NODES = 20
NODE_LABEL = {"type": "simulated"}
TAINT = {"key": "simulated", "value": "true", "effect": "NoSchedule"}
POD_ADDRESSES = "127.77.0.0/16"
START_SECONDS = (0.5, 1.5)
"""From the pod's arrival on the node to its start, drawn evenly; likewise the next one."""
RUN_SECONDS = (10.0, 14.0)
LEASE_SECONDS = 40
READY_SECONDS = 60

NODES_PATH = "/api/v1/nodes"
COMMIT = "1be1dfd69c7f5615dfdf6160dae7e30a805497ad"
COUNTS = IndexCounts(
    files=2_900,
    skipped_files=310,
    nodes=65_108,
    edges=280_588,
    unresolved=40_211,
    nodes_created=65_108,
    edges_created=280_588,
    languages={"python": 2_760, "javascript": 120, "c": 20},
)
STAGE_SECONDS = {Stage.CONNECTING: 0.1, Stage.PREPARING: 1.2, Stage.PARSING: 6.1, Stage.WRITING: 2.4}


def program(cache: Path) -> Path:
    """kwok, compiled once and kept in the cache."""
    digest = hashlib.sha256(b"".join((MODULE / name).read_bytes() for name in ("go.mod", "go.sum")))
    target = cache / "kwok" / digest.hexdigest()[:16]
    with locks.held(cache / "kwok.lock", "kwok"):
        if not target.is_dir():
            say("compiling kwok; the first time this takes about a minute")
            target.parent.mkdir(parents=True, exist_ok=True)
            building = Path(tempfile.mkdtemp(prefix=".building-", dir=target.parent))
            try:
                commands.run(
                    [
                        "go",
                        "build",
                        "-ldflags",
                        "-s -w",
                        "-o",
                        building / "kwok",
                        "sigs.k8s.io/kwok/cmd/kwok",
                    ],
                    doing="compiling kwok",
                    directory=MODULE,
                    environment={"CGO_ENABLED": "0", "GOFLAGS": "-trimpath -buildvcs=false", "GOWORK": "off"},
                )
                building.rename(target)
            finally:
                shutil.rmtree(building, ignore_errors=True)
    return target / "kwok"


def termination_message(run_id: str, pod_uid: str) -> str:
    """How a simulated pod says that it has published."""
    result = AttemptResult(
        run_id=run_id,
        pod_uid=pod_uid,
        commit=COMMIT,
        counts=COUNTS,
        published_time=datetime(2026, 1, 1, tzinfo=UTC),
        duration_seconds=RUN_SECONDS[0],
        stage_seconds=STAGE_SECONDS,
        peak_memory_bytes=138_412_032,
        cpu_seconds=15.2,
    )
    return encode_result(result).decode()


def stages() -> list[dict[str, Any]]:
    """kwok's stages: a node becomes ready; a pod starts, ends, and goes when it is deleted."""
    message = termination_message("%s", "%s")
    known = f'(index .metadata.labels "{LABEL_RUN_ID}") .metadata.uid'
    started = """
{{ $now := Now }}
phase: Running
startTime: {{ $now | Quote }}
podIP: {{ PodIPWith .spec.nodeName false .metadata.uid .metadata.name .metadata.namespace | Quote }}
conditions:
- {type: Initialized, status: "True", lastTransitionTime: {{ $now | Quote }}}
- {type: ContainersReady, status: "True", lastTransitionTime: {{ $now | Quote }}}
- {type: Ready, status: "True", lastTransitionTime: {{ $now | Quote }}}
containerStatuses:
{{ range .spec.containers }}
- name: {{ .name | Quote }}
  image: {{ .image | Quote }}
  ready: true
  started: true
  restartCount: 0
  state: {running: {startedAt: {{ $now | Quote }}}}
{{ end }}"""
    ended = f"""
{{{{ $now := Now }}}}
phase: Succeeded
conditions:
- {{type: ContainersReady, status: "False", reason: PodCompleted, lastTransitionTime: {{{{ $now | Quote }}}}}}
- {{type: Ready, status: "False", reason: PodCompleted, lastTransitionTime: {{{{ $now | Quote }}}}}}
containerStatuses:
- name: {CONTAINER_NAME}
  image: {{{{ (index .spec.containers 0).image | Quote }}}}
  ready: false
  started: false
  restartCount: 0
  state:
    running: null
    terminated:
      exitCode: 0
      reason: Completed
      startedAt: {{{{ .status.startTime | Quote }}}}
      finishedAt: {{{{ $now | Quote }}}}
      message: {{{{ printf `{message}` {known} | Quote }}}}
"""
    not_ready = {"key": '.status.conditions.[] | select( .type == "Ready" ) | .status', "operator": "NotIn"}
    return [
        _stage("Node", "node-ready", [{**not_ready, "values": ["True"]}], {"statusTemplate": _NODE_READY}),
        _stage("Pod", "pod-start", _pod_is("Pending"), {"statusTemplate": started}, START_SECONDS),
        _stage("Pod", "pod-end", _pod_is("Running"), {"statusTemplate": ended}, RUN_SECONDS),
        _stage("Pod", "pod-gone", [{"key": _DELETED, "operator": "Exists"}], {"delete": True}),
    ]


def settings() -> list[Figure]:
    """How the simulation is set up, to be printed beside what is measured with it."""
    found = [reported("kwok: simulated nodes", NODES, "nodes")]
    for stage in stages():
        delay = stage["spec"].get("delay", {})
        for word, name in (("least", "durationMilliseconds"), ("most", "jitterDurationMilliseconds")):
            what = f"kwok: stage {stage['metadata']['name']}, delay at {word}"
            found.append(reported(what, delay.get(name, 0) / 1_000, "s"))
    return found


_DELETED = ".metadata.deletionTimestamp"
_NODE_READY = """
{{ $now := Now }}
conditions:
{{ range NodeConditions }}
- type: {{ .type | Quote }}
  status: {{ .status | Quote }}
  reason: {{ .reason | Quote }}
  message: {{ .message | Quote }}
  lastHeartbeatTime: {{ $now | Quote }}
  lastTransitionTime: {{ $now | Quote }}
{{ end }}
addresses: [{type: InternalIP, address: {{ NodeIP | Quote }}}]
allocatable: {cpu: "1000", memory: 1Ti, pods: "5000", ephemeral-storage: 100Ti}
capacity: {cpu: "1000", memory: 1Ti, pods: "5000", ephemeral-storage: 100Ti}
phase: Running
"""


def _pod_is(phase: str) -> list[dict[str, Any]]:
    return [
        {"key": _DELETED, "operator": "DoesNotExist"},
        {"key": ".status.phase", "operator": "In", "values": [phase]},
    ]


def _stage(
    kind: str,
    name: str,
    when: list[dict[str, Any]],
    step: dict[str, Any],
    seconds: tuple[float, float] | None = None,
) -> dict[str, Any]:
    spec: dict[str, Any] = {
        "resourceRef": {"apiGroup": "v1", "kind": kind},
        "selector": {"matchExpressions": when},
        "next": step,
    }
    if seconds:
        first, last = (int(second * 1_000) for second in seconds)
        spec["delay"] = {"durationMilliseconds": first, "jitterDurationMilliseconds": last}
    head = {"apiVersion": "kwok.x-k8s.io/v1alpha1", "kind": "Stage", "metadata": {"name": name}}
    return {**head, "spec": spec}


@contextlib.contextmanager
def running(settings: Settings, kwok: Path, folder: Path) -> Iterator[None]:
    """Keep the simulated nodes and their pods alive."""
    config = folder / "kwok.yaml"
    # A configuration file takes the defaults of these away.
    parallel = {"podPlayStage": 16, "nodePlayStage": 4, "nodeLease": 4, "podsOnNodeSync": 4}
    options = {f"{what}Parallelism": number for what, number in parallel.items()}
    head = {"apiVersion": "config.kwok.x-k8s.io/v1alpha1", "kind": "KwokConfiguration", "options": options}
    config.write_text(yaml.safe_dump_all([head, *stages()]), encoding="utf-8")
    label, value = next(iter(NODE_LABEL.items()))
    command = [str(kwok), f"--config={config}", f"--kubeconfig={settings.kubeconfig}"]
    command += [f"--manage-nodes-with-label-selector={label}={value}", f"--cidr={POD_ADDRESSES}"]
    command += [f"--node-ip={settings.network.node}", f"--node-lease-duration-seconds={LEASE_SECONDS}"]
    with (folder / "kwok.log").open("wb") as log:
        process = subprocess.Popen(
            command,
            stdout=log,
            stderr=subprocess.STDOUT,
            # With the cluster's mark, `hack/cluster down` ends it even if nobody else could.
            env={**os.environ, processes.MARK: settings.name},
        )
    try:
        yield
        if process.poll() is not None:
            raise ClusterError("kwok has ended early", commands.tail((folder / "kwok.log").read_text()))
    finally:
        process.terminate()
        process.wait(timeout=20)


async def make_nodes(api: Api) -> None:
    """The nodes, which kwok then makes ready."""

    async def make(number: int) -> None:
        node = {
            "apiVersion": "v1",
            "kind": "Node",
            "metadata": {"name": f"simulated-{number:02}", "labels": NODE_LABEL},
            "spec": {"taints": [TAINT]},
        }
        await api.call("POST", NODES_PATH, node)

    await for_each(range(NODES), make)
    async with asyncio.timeout(READY_SECONDS):
        while not all(map(_is_ready, await api.items(NODES_PATH))):  # noqa: ASYNC110 - nobody tells of it
            await asyncio.sleep(0.5)


def _is_ready(node: dict[str, Any]) -> bool:
    conditions = node["status"].get("conditions", [])
    return any(condition["type"] == "Ready" and condition["status"] == "True" for condition in conditions)
