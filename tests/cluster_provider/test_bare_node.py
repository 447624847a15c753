"""A throwaway bare cluster: made, broken in the ways that machines break it, repaired, and removed.

It stands beside the cluster that the other tests use, which must not notice.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cluster import builder, dns, images, nodes, processes, settings
from cluster.network import Namespace
from cluster.providers.bare import BareCluster

ROOT = Path(__file__).parents[2]
NAME = f"throwaway-{os.getpid()}"
ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if name != "KUBECONFIG"},
    "CLUSTER_NAME": NAME,
    "PROVIDER": "bare",
}
PLACES = settings.from_environment(ENVIRONMENT)
PROGRAMS = (
    "etcd",
    "containerd",
    "kube-apiserver",
    "kube-controller-manager",
    "kube-scheduler",
    "kubelet",
    "kube-proxy",
)

pytestmark = [pytest.mark.cluster, pytest.mark.skipif(os.geteuid() != 0, reason="a bare cluster needs root")]


def hack_cluster(
    *arguments: str, root: Path = ROOT, check: bool = True, **environment: str
) -> subprocess.CompletedProcess[str]:
    run = subprocess.run(
        [sys.executable, str(root / "hack/cluster"), *arguments],
        env={**ENVIRONMENT, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert not check or run.returncode == 0, run.stderr
    return run


def kubectl(*arguments: str) -> str:
    program = Path(json.loads(hack_cluster("env", "--json").stdout)["PATH"]) / "kubectl"
    run = subprocess.run(
        [program, f"--kubeconfig={PLACES.kubeconfig}", *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout


def pid(program: str) -> int:
    return int(json.loads((PLACES.run / "processes" / f"{program}.json").read_text())["pid"])


def shims() -> list[int]:
    return [
        int(directory.name)
        for directory in Path("/proc").iterdir()
        if directory.name.isdigit() and f"{PLACES.run}/containerd.sock" in command_line(directory)
    ]


def command_line(process: Path) -> str:
    try:
        return process.joinpath("cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""


def seconds_of(work: Callable[[], object]) -> float:
    began = time.monotonic()
    work()
    return time.monotonic() - began


def assert_well() -> None:
    """The cluster does what a cluster does: DNS, a new pod that runs, and the objects of before."""
    assert hack_cluster("status", check=False).returncode == 0
    answer = dns.resolve(f"kubernetes.default.svc.{settings.CLUSTER_DOMAIN}", PLACES.network.dns_service)
    assert answer == [PLACES.network.apiserver_service]
    kubectl("delete", "pod", "probe", "--ignore-not-found", "--grace-period=0", "--force")
    kubectl("run", "probe", "--image=repository-index-pause:1", "--image-pull-policy=Never")
    kubectl("wait", "--for=condition=Ready", "pod/probe", "--timeout=60s")


def repair() -> str:
    return hack_cluster("up").stderr


class Machine:
    """What of the machine a cluster could leave something in, but for other clusters and builds."""

    def __init__(self) -> None:
        points = [line.split()[4] for line in Path("/proc/self/mountinfo").read_text().splitlines()]
        self.mounts = sorted(point for point in points if not self._is_of_others(point))
        self.control_groups = sorted(str(group) for group in Path("/sys/fs/cgroup").rglob(f"*{NAME}*"))
        self.processes = sorted(
            command_line(process)
            for process in Path("/proc").iterdir()
            if process.name.isdigit() and NAME in command_line(process) and int(process.name) != os.getpid()
        )
        own = Namespace(NAME, Path())
        self.links = [link for link in _links() if not link.startswith("ric") or link in (own.link, own.peer)]
        routes = self._output("ip", "route").splitlines()
        self.routes = [route for route in routes if " dev ric" not in route or own.link in route]
        self.firewall = [
            re.sub(r"\[\d+:\d+\]", "", line)
            for line in self._output("iptables-save").splitlines()
            if not line.startswith("#")
        ]
        self.files = [
            str(path)
            for directory in ("/run", "/run/netns", "/var/lib/cni", "/var/lib/repository-index-cluster")
            if Path(directory).is_dir()
            for path in sorted(Path(directory).iterdir())
            if not self._is_of_others(str(path))
        ]

    @staticmethod
    def _is_of_others(path: str) -> bool:
        places = ("/repository-index-cluster/", "/repository-index/builder/", "/buildah")
        return NAME not in path and any(place in path for place in places)

    @staticmethod
    def _output(*command: str) -> str:
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout


@pytest.fixture(scope="module")
def machine_before() -> Machine:
    return Machine()


@pytest.fixture(scope="module")
def cluster(machine_before: Machine) -> Iterator[str]:
    """A cluster that was just made; the value is what `up` said."""
    try:
        yield repair()
    finally:
        hack_cluster("down")


@pytest.fixture
def kept_object(cluster: str) -> Iterator[None]:
    """An object that must outlive the repair."""
    kubectl("create", "configmap", "kept", "--from-literal=a=1")
    yield
    kubectl("delete", "configmap", "kept")


def test_a_new_cluster_works_and_one_that_stands_is_left_alone(cluster: str) -> None:
    assert_well()
    pids = {program: pid(program) for program in PROGRAMS}
    # Generous: 1 s on an idle machine of 2 cores.
    assert seconds_of(repair) < 30
    assert pids == {program: pid(program) for program in PROGRAMS}


def pod_on(node: str, name: str = "elsewhere") -> None:
    """A pod that runs on this node, and is reached over the cluster's network."""
    kubectl("delete", "pod", name, "--ignore-not-found", "--grace-period=0", "--force")
    chosen = json.dumps({"apiVersion": "v1", "spec": {"nodeName": node}})
    kubectl(
        "run", name, f"--overrides={chosen}", "--image=repository-index-pause:1", "--image-pull-policy=Never"
    )
    kubectl("wait", "--for=condition=Ready", f"pod/{name}", "--timeout=60s")
    address = kubectl("get", "pod", name, "--output=jsonpath={.status.podIP}")
    # Nothing listens there, and it is the pod that says so.
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((address, 1), timeout=5)


def test_a_second_node_comes_beside_the_first_is_repaired_and_goes(cluster: str) -> None:
    pids = {program: pid(program) for program in PROGRAMS}
    second = nodes.further(PLACES, 1)
    kubelet = PLACES.run / "node-2/processes/kubelet.json"

    assert f"kubelet of {second.name}" in hack_cluster("up", NODES="2").stderr
    pod_on(second.name)
    assert "everything runs already" in repair(), "without NODES there stay as many as there are"

    os.kill(json.loads(kubelet.read_text())["pid"], signal.SIGKILL)
    assert f"started kubelet of {second.name}\n" in repair()
    subprocess.run(second.namespace.around("ip", "link", "delete", second.namespace.link), check=True)
    assert f"the network of node {second.name} is gone" in repair()
    pod_on(second.name)
    assert pids == {program: pid(program) for program in PROGRAMS}, "the first one did not notice"

    hack_cluster("up", NODES="1")
    assert kubectl("get", "nodes", "--output=name").split() == [f"node/{PLACES.node_name}"]
    assert not list(PLACES.state.glob("**/*node-2*"))
    assert_well()


def test_another_checkout_shares_it(cluster: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "hack/cluster", tmp_path / "hack/cluster")
    pids = {program: pid(program) for program in PROGRAMS}
    hack_cluster("up", root=tmp_path)
    assert pids == {program: pid(program) for program in PROGRAMS}
    assert (tmp_path / f"build/kubeconfig-{NAME}").read_text() == PLACES.checkout_kubeconfig.read_text()
    assert (tmp_path / f"build/kubeconfig-{NAME}").stat().st_mode & 0o077 == 0


def test_an_existing_cluster_is_used_and_left(cluster: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "hack/cluster", tmp_path / "hack/cluster")
    theirs = {"PROVIDER": "", "KUBECONFIG": str(PLACES.kubeconfig)}
    hack_cluster("up", root=tmp_path, **theirs)
    written = tmp_path / f"build/kubeconfig-{NAME}"
    assert "provider existing" in written.read_text()
    assert "set REGISTRY" in hack_cluster("build-images", root=tmp_path, check=False, **theirs).stderr
    hack_cluster("down", root=tmp_path, **theirs)
    assert not written.exists()
    assert_well()


def test_an_image_is_built_once_and_holds_nothing_of_the_machine(cluster: str, tmp_path: Path) -> None:
    (tmp_path / "Dockerfile").write_text(
        "ARG BASE_IMAGE=python:3.13-slim\nFROM ${BASE_IMAGE}\nRUN pip --version || python -m venv /venv\n"
        "COPY content /\nUSER 65532\n"
    )
    (tmp_path / "content").write_text("one")
    recipe = images.Recipe("X", f"{NAME}:dev", tmp_path / "Dockerfile", tmp_path)
    try:
        assert run_image(recipe) == "one"
        first = (PLACES.state / "images" / recipe.tag).stat().st_mtime_ns
        assert run_image(recipe) == "one"
        assert (PLACES.state / "images" / recipe.tag).stat().st_mtime_ns == first
        (tmp_path / "content").write_text("two")
        assert run_image(recipe) == "two"
    finally:
        builder.remove(PLACES, recipe.tag)


def run_image(recipe: images.Recipe) -> str:
    """What a pod of the image prints, which must be the content and no configuration."""
    BareCluster(PLACES).build_image(recipe)
    kubectl("delete", "pod", "image", "--ignore-not-found", "--grace-period=0", "--force")
    unwanted = "^(pip_|https?_proxy|ssl_)"
    script = f"cat /content /etc/pip.conf; find /mnt -type f; env | grep -i -E '{unwanted}'; true"
    command = ["--restart=Never", "--image-pull-policy=IfNotPresent", "--command", "--", "sh", "-c", script]
    kubectl("run", "image", f"--image={recipe.tag}", *command)
    kubectl("wait", "--for=jsonpath={.status.phase}=Succeeded", "pod/image", "--timeout=60s")
    return kubectl("logs", "image").strip()


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_killed_program_is_started_again(program: str, kept_object: None) -> None:
    others = {other: pid(other) for other in PROGRAMS if other != program}
    os.kill(pid(program), signal.SIGKILL)
    assert program in repair()
    assert {other: pid(other) for other in others} == others
    assert_well()


def test_a_program_that_hangs_is_started_again(kept_object: None) -> None:
    os.kill(pid("kubelet"), signal.SIGSTOP)
    assert "kubelet does not answer" in repair()
    assert_well()


def test_everything_killed_at_once(kept_object: None) -> None:
    for process in {*map(pid, PROGRAMS), *shims()}:
        os.kill(process, signal.SIGKILL)
    assert seconds_of(repair) < 120
    assert_well()


def test_a_lost_network_namespace(kept_object: None) -> None:
    subprocess.run(["umount", PLACES.run / "network-namespace"], check=True)
    assert "the cluster's network is gone" in repair()
    assert_well()


def test_a_lost_link(kept_object: None) -> None:
    link = Namespace(NAME, Path()).link
    subprocess.run(["ip", "link", "delete", link], check=True)
    assert "the cluster's network is gone" in repair()
    assert_well()


def _links() -> list[str]:
    shown = subprocess.run(["ip", "-o", "link"], capture_output=True, text=True, check=True).stdout
    return re.findall(r"^\d+: ([^:@]+)", shown, re.MULTILINE)


def test_a_restarted_machine(kept_object: None) -> None:
    """As far as one can go without: no process, no mount, and records of a boot that is over."""
    for process in {*map(pid, PROGRAMS), *shims()}:
        os.kill(process, signal.SIGKILL)
    (PLACES.run / "boot").write_text("another")
    assert "the machine was restarted" in repair()
    assert_well()


def test_records_that_were_lost(kept_object: None) -> None:
    """A start that was killed before it wrote down what it had started."""
    first = pid("kube-scheduler")
    (PLACES.run / "processes/kube-scheduler.json").unlink()
    repair()
    assert pid("kube-scheduler") != first
    assert not processes.is_alive(first)
    assert_well()


def test_lost_certificates(kept_object: None) -> None:
    shutil.rmtree(PLACES.state / "certificates")
    repair()
    assert_well()


def test_data_that_cannot_be_read(cluster: str) -> None:
    for process in map(pid, PROGRAMS):
        os.kill(process, signal.SIGKILL)
    (PLACES.state / "etcd/member/snap/db").write_bytes(b"no database")
    assert "etcd starts without its data" in repair()
    assert_well()


def test_a_half_made_state(cluster: str) -> None:
    """`up` that was killed somewhere, and then somebody removed half of the files."""
    shutil.rmtree(PLACES.state, ignore_errors=True)
    repair()
    assert_well()


def test_an_interrupted_start(cluster: str) -> None:
    for after in (0.3, 1.5, 4.0):
        hack_cluster("down")
        starting = subprocess.Popen(
            [sys.executable, str(ROOT / "hack/cluster"), "up"], env=ENVIRONMENT, stderr=subprocess.DEVNULL
        )
        time.sleep(after)
        starting.kill()
        starting.wait()
    repair()
    assert_well()


def test_down_leaves_nothing_and_touches_nothing_else(machine_before: Machine, cluster: str) -> None:
    bystander = subprocess.Popen(["sleep", "600"])
    try:
        hack_cluster("up", NODES="2")
        assert_well()
        pod_on(nodes.further(PLACES, 1).name)
        hack_cluster("down")
        assert bystander.poll() is None
        after = Machine()
        for what, before in vars(machine_before).items():
            assert (what, vars(after)[what]) == (what, before)
        assert not PLACES.state.exists()
        assert not PLACES.run.exists()
        assert not PLACES.checkout_kubeconfig.exists()
        # Once more is no error.
        hack_cluster("down")
    finally:
        bystander.kill()
        bystander.wait()
