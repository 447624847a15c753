"""What is done with a whole node: a further one is brought up or removed, any one is stopped."""

import shutil
from pathlib import Path

from . import addons, certificates, commands, containerd, mounts, network, node
from .binaries import Binaries
from .certificates import Certificates
from .errors import ClusterError, ProgramError
from .nodes import Node
from .processes import Processes
from .report import say
from .settings import Settings

PROGRAMS = ("containerd", "kubelet", "kube-proxy")
"""What runs on every node."""


def processes(of: Node) -> Processes:
    """The processes of a node; those of the control plane are the first one's."""
    return Processes(of.mark, of.run / "processes", of.state / "logs", of.namespace)


def bring_up(
    settings: Settings, further: Node, programs: Binaries, identities: Certificates, source: Node
) -> list[str]:
    """Make a further node, or repair it; its images come from `source`. Returns what was started."""
    try:
        return _bring_up(settings, further, programs, identities, source)
    except ProgramError as error:
        # It has no data that would be missed.
        say(f"{error}; starting node {further.name} anew and without its data")
        stop(further)
        shutil.rmtree(further.state)
    try:
        return _bring_up(settings, further, programs, identities, source)
    except ProgramError as error:
        # The cluster's own programs are not to blame, and would be started anew for a ProgramError.
        raise ClusterError(f"node {further.name} does not start: {error}", error.detail) from error


def _bring_up(
    settings: Settings, further: Node, programs: Binaries, identities: Certificates, source: Node
) -> list[str]:
    if further.run.exists() and not network.stands(further.namespace, further.link):
        say(f"the network of node {further.name} is gone: starting all of the node anew")
        stop(further)
    further.state.mkdir(parents=True, exist_ok=True)
    further.run.mkdir(parents=True, exist_ok=True)
    certificates.ensure_of_node(settings, further)
    if not network.stands(further.namespace, further.link):
        network.make(further.namespace, further.link)
    running = processes(further)
    runtime = containerd.program(further)
    started = [runtime.name] if running.keep(runtime) else []
    running.await_healthy(runtime)
    containerd.copy_images(source, further)
    rest = (
        node.kubelet(settings, further, programs, identities),
        node.proxy(settings, further, programs, identities),
    )
    started += [program.name for program in rest if running.keep(program)]
    for program in rest:
        running.await_healthy(program)
    return [f"{name} of {further.name}" for name in started]


def remove(settings: Settings, further: Node, programs: Binaries) -> None:
    """Take a further node out of the cluster, and all that is left of it from the machine."""
    stop(further)
    addons.forget_node(settings, programs, further.name)
    certificates.remove_of_node(settings, further)
    shutil.rmtree(further.state)
    say(f"node {further.name} is removed")


def stop(stopped: Node) -> int:
    """End all processes and pods of a node and undo its mounts and network; what is on disk stays."""
    group = stopped.control_group
    ended = processes(stopped).end_all(also=lambda: mounts.processes_in_control_group(group))
    containerd.remove_traces(stopped)
    network.remove(stopped.namespace)
    mounts.unmount_below(stopped.state, stopped.run)
    if not commands.wait_until(lambda: mounts.remove_control_group(group), seconds=10):
        raise ClusterError(f"the control group {group} can't be removed: a process in it does not end")
    shutil.rmtree(stopped.run, ignore_errors=True)
    _remove_links_into(Path("/var/log/containers"), stopped.state)
    return ended


def _remove_links_into(directory: Path, target: Path) -> None:
    """Remove the kubelet's links to pods' logs, whose place can't be configured."""
    if not directory.is_dir():
        return
    for link in directory.iterdir():
        if link.is_symlink() and link.readlink().is_relative_to(target):
            link.unlink()
    try:
        directory.rmdir()
    except OSError:
        return
