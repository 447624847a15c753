"""The parts of the cluster command that decide something, tried without a cluster."""

from __future__ import annotations

import json
import os
import struct
from ipaddress import IPv4Address
from pathlib import Path

import pytest

from cluster import (
    binaries,
    build_environment,
    cli,
    dns,
    images,
    kubeconfig,
    mounts,
    nodes,
    processes,
    providers,
    requirements,
    settings,
)
from cluster.errors import ClusterError


def test_addresses_of_a_cluster() -> None:
    network = settings.from_environment({"CLUSTER_NETWORK": "10.77.0.0/16"}).network
    assert str(network.pods) == "10.77.0.0/17"
    assert str(network.pods_of_node(3)) == "10.77.3.0/24"
    assert str(network.services) == "10.77.128.0/20"
    assert (str(network.host), str(network.node)) == ("10.77.255.1", "10.77.255.2")
    second = network.gateway_of_node(1), network.address_of_node(1)
    assert tuple(map(str, second)) == ("10.77.255.5", "10.77.255.6")


def test_further_nodes_are_like_no_other_node_or_cluster() -> None:
    here = settings.from_environment({"CLUSTER_NAME": "a"})
    # A cluster of this name would have the second node's name, were the names made the same way.
    other = settings.from_environment({"CLUSTER_NAME": "a-2"})
    found = [nodes.first(here), nodes.further(here, 1), nodes.further(here, 2), nodes.first(other)]
    for differs in ("name", "mark", "address", "pods", "control_group", "state", "run"):
        assert len({getattr(node, differs) for node in found}) == 4, differs
    assert len({node.namespace.link for node in found}) == 4


def test_names_have_their_own_ranges() -> None:
    assert settings.from_environment({}).network != settings.from_environment({"CLUSTER_NAME": "x"}).network


@pytest.mark.parametrize(
    "environment",
    [
        {"CLUSTER_NAME": "../x"},
        {"CLUSTER_NETWORK": "10.0.0.0/8"},
        {"CLUSTER_NETWORK": "x"},
        {"NODES": "0"},
        {"NODES": "many"},
        {"NODES": "100"},
    ],
)
def test_bad_choices_are_refused(environment: dict[str, str]) -> None:
    with pytest.raises(ClusterError):
        settings.from_environment(environment)


def test_a_dns_answer() -> None:
    question = dns.query("a.b")
    assert question[12:] == b"\x01a\x01b\x00" + struct.pack("!2H", 1, 1)
    record = b"\xc0\x0c" + struct.pack("!2HIH", 1, 1, 5, 4) + bytes([10, 1, 2, 3])
    header = question[:2] + struct.pack("!5H", 0x8180, 1, 1, 0, 0)
    assert dns.addresses(header + question[12:] + record) == [IPv4Address("10.1.2.3")]


@pytest.mark.parametrize("packet", [b"", b"x", dns.query("a")[:12] + b"\x3f", b"\0" * 40])
def test_what_is_no_dns_answer(packet: bytes) -> None:
    assert dns.addresses(packet) == []


def test_mounts_below_a_directory() -> None:
    mountinfo = "\n".join(
        f"1 1 0:1 / {point} rw - tmpfs tmpfs rw" for point in ("/a", "/a/b", "/ab", "/a/b/c\\040d", "/other")
    )
    assert mounts.below([Path("/a")], mountinfo) == ["/a/b/c d", "/a/b", "/a"]


@pytest.mark.parametrize(
    ("dockerfile", "expected"),
    [
        ("COPY a b /c/", {"a", "b"}),
        ("COPY --chown=1:1 ./a/ /c", {"a"}),
        ("COPY a \\\n  b/*.py /c", {"a", "b"}),
        ("COPY --from=build /x /y\nADD . /src", {"."}),
        ("# COPY a /b\nRUN cp a b", set()),
    ],
)
def test_what_a_dockerfile_copies(dockerfile: str, expected: set[str]) -> None:
    assert images.copied_paths(dockerfile) == expected


def test_pip_options_of_the_machine(tmp_path: Path) -> None:
    file = tmp_path / "pip.conf"
    file.write_text("[global]\nindex_url = https://one.invalid\ntimeout = 5\n[list]\nformat = json\n")
    environment = {"PIP_INDEX_URL": "https://two.invalid", "PIP_CERT": "/x", "PATH": "/bin"}
    assert build_environment.pip_options(environment, [file]) == {
        "index-url": "https://two.invalid",
        "timeout": "5",
    }


def test_local_packages_are_mounted_for_a_build(tmp_path: Path) -> None:
    (tmp_path / "wheels").mkdir()
    environment = {"PIP_FIND_LINKS": f"{tmp_path}/wheels https://links.invalid"}
    volumes = build_environment.volumes(tmp_path, tmp_path / "cache", environment)
    assert f"{tmp_path}/wheels:/mnt/pip-links-0:ro" in volumes
    written = (tmp_path / "pip.conf").read_text()
    assert "find-links = /mnt/pip-links-0\n    https://links.invalid\n" in written
    assert str(tmp_path / "wheels") not in written


def test_our_own_kubeconfig_is_no_existing_cluster(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    ours.write_text("# Written by hack/cluster, provider bare\n{}\n")
    theirs.write_text("{}\n")
    assert kubeconfig.provider_that_wrote(ours) == "bare"
    assert kubeconfig.provider_that_wrote(theirs) is None
    chosen = providers.choose(settings.from_environment({"KUBECONFIG": str(theirs)}))
    assert isinstance(chosen, providers.ExistingCluster)
    chosen = providers.choose(settings.from_environment({"KUBECONFIG": str(ours)}))
    assert isinstance(chosen, providers.BareCluster)


def test_only_the_very_process_counts() -> None:
    began = processes.start_time(os.getpid())
    assert processes.is_alive(os.getpid())
    assert began is not None
    assert processes.start_time(2**22 + 1) is None


def test_missing_root_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PROVIDER", "bare")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert cli.main(["up"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("error: the bare cluster needs root: use sudo -E")


def test_a_full_disk_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ClusterError, match="free some space"):
        requirements.check_disk(tmp_path / "not" / "yet", 10**9)


def test_an_unknown_provider_is_one_sentence() -> None:
    with pytest.raises(ClusterError, match="choose one of existing, kind, bare"):
        providers.choose(settings.from_environment({"PROVIDER": "cloud"}))


@pytest.fixture
def kind_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with stand-ins for docker and kind, which write down how they are called."""
    calls = tmp_path / "calls"
    for name, script in {
        "docker": "exit 0",
        "kind": f"""
case "$1 $2" in
  "get clusters") test -f {tmp_path}/made && echo repository-index; exit 0 ;;
  "create cluster")
    touch {tmp_path}/made
    for word in "$@"; do
      case $word in --config=*) cp "${{word#--config=}}" "${{word#--config=}}.seen" ;; esac
    done ;;
  "delete cluster") rm {tmp_path}/made ;;
  "get kubeconfig") echo '{{}}' ;;
  "get nodes") echo repository-index-control-plane; echo repository-index-worker ;;
esac""",
    }.items():
        program = tmp_path / "bin" / name
        program.parent.mkdir(exist_ok=True)
        program.write_text(f'#!/bin/sh\necho "{name} $*" >> {calls}\n{script}\n')
        program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}/bin:{os.environ['PATH']}")
    monkeypatch.setattr(settings, "CHECKOUT", tmp_path)
    monkeypatch.delenv("KUBECONFIG", raising=False)
    return calls


def test_kind_where_docker_is(kind_machine: Path) -> None:
    cluster = providers.choose(settings.from_environment({}))
    assert isinstance(cluster, providers.KindCluster)
    cluster.up()
    cluster.up()
    cluster.load(["some:tag"])
    cluster.down()
    calls = kind_machine.read_text().splitlines()
    assert len([call for call in calls if call.startswith("kind create cluster")]) == 1
    assert "kind load docker-image some:tag --name=repository-index" in calls
    assert calls[-1] == "kind delete cluster --name=repository-index"
    assert not (kind_machine.parent / "build/kubeconfig").exists()


def test_kind_with_workers(kind_machine: Path) -> None:
    providers.choose(settings.from_environment({"NODES": "2"})).up()
    (config,) = (
        word.removeprefix("--config=")
        for call in kind_machine.read_text().splitlines()
        for word in call.split()
        if call.startswith("kind create cluster") and word.startswith("--config=")
    )
    written = json.loads(Path(f"{config}.seen").read_text())
    assert written["nodes"] == [{"role": "control-plane"}, {"role": "worker"}]
    # Two it has by now, and kind can't add the third.
    with pytest.raises(ClusterError, match="has 2 nodes, and kind changes no cluster that stands"):
        providers.choose(settings.from_environment({"NODES": "3"})).up()


def test_an_existing_cluster_with_too_few_nodes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clients = tmp_path / "clients"
    clients.mkdir()
    (clients / "kubectl").write_text("#!/bin/sh\necho node/one\n")
    (clients / "kubectl").chmod(0o755)
    monkeypatch.setattr(binaries, "clients", lambda _: clients)
    monkeypatch.setattr(settings, "CHECKOUT", tmp_path)
    theirs = tmp_path / "theirs"
    theirs.write_text("{}\n")
    environment = {"KUBECONFIG": str(theirs)}
    providers.choose(settings.from_environment({**environment, "NODES": "1"})).up()
    with pytest.raises(ClusterError, match="has 1 nodes and NODES=2 asks for more"):
        providers.choose(settings.from_environment({**environment, "NODES": "2"})).up()
