"""A cluster made on the machine itself: no virtual machine, no Docker, no registry."""

import contextlib
import shutil
import tempfile
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from .. import (
    addons,
    base_image,
    binaries,
    builder,
    certificates,
    containerd,
    control_plane,
    images,
    kernel_settings,
    kubeconfig,
    locks,
    network,
    node,
    node_lifecycle,
    nodes,
    requirements,
)
from ..binaries import Binaries
from ..errors import ClusterError, ProgramError
from ..images import Recipe
from ..processes import Program
from ..report import say
from ..settings import HOST_NAME, Settings

PROVIDER = "bare"
_RECIPES = (images.OPERATOR, images.INDEXER, images.POSTGRES)
_CONTROL_PLANE = ("etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler")


class BareCluster:
    """The control plane and the first node, and further nodes beside them."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._node = nodes.first(settings)
        self._processes = node_lifecycle.processes(self._node)

    def up(self) -> None:
        """Make the cluster, or repair whatever of it is not as it should be."""
        settings = self._settings
        requirements.check_root()
        requirements.check_disk(settings.cache, 1 if binaries.standing(settings.cache) else 8)
        requirements.check_disk(settings.state, 2)
        requirements.ensure_node_tools()
        programs = binaries.everything(settings.cache)
        with self._locked():
            try:
                self._bring_up(programs)
            except ClusterError as error:
                say(f"{error}; starting all of the cluster anew")
                self._reset()
                if isinstance(error, ProgramError):
                    self._drop_data_of(error.program)
                self._bring_up(programs)
            kubeconfig.write(settings, PROVIDER, settings.kubeconfig.read_text())
        say(f"cluster {settings.name} is ready: KUBECONFIG={settings.checkout_kubeconfig}")

    def down(self) -> None:
        """End and remove all of the cluster but the cache."""
        requirements.check_root()
        settings = self._settings
        with self._locked():
            ended = self._reset()
            if locks.is_free(settings.cache / "builder.lock"):
                builder.clean(settings)
            shutil.rmtree(settings.state, ignore_errors=True)
            kubeconfig.remove(settings, PROVIDER)
            if settings.state.exists():
                raise ClusterError(f"{settings.state} could not be removed: see what is in it and remove it")
            if not any(path.is_dir() for path in settings.state.parent.iterdir()):
                kernel_settings.restore(self._kernel_settings)
            self._lock.unlink()
            with contextlib.suppress(OSError):
                settings.state.parent.rmdir()
                settings.run.parent.rmdir()
        say(f"cluster {settings.name} is removed: {ended} processes ended; {settings.cache} is kept")

    def status(self) -> bool:
        """Print the cluster's processes; whether all of them run and DNS answers."""
        settings = self._settings
        well = True
        for one in self._nodes():
            processes = node_lifecycle.processes(one)
            for name in (*(_CONTROL_PLANE if one == self._node else ()), *node_lifecycle.PROGRAMS):
                pid = processes.pid(name)
                well = well and pid is not None
                print(f"{name:24} {f'pid {pid}' if pid else 'does not run':16} {processes.log(name)}")
        answers = addons.dns_answers(settings)
        print(f"{'DNS':24} {'answers' if answers else 'does not answer'}")
        return well and answers

    def environment(self) -> dict[str, str]:
        """Where the clients and the images are, and the addresses."""
        settings = self._settings
        return {
            "KUBECONFIG": str(settings.checkout_kubeconfig),
            "PATH": str(binaries.clients(settings.cache)),
            "CLUSTER_NAME": settings.name,
            "NODE_NAME": self._node.name,
            "HOST_ADDRESS": str(settings.network.host),
            "HOST_NAME": HOST_NAME,
            **{recipe.variable: recipe.tag for recipe in _RECIPES},
        }

    def build_images(self) -> None:
        """Build the project's images and import them."""
        for recipe in _RECIPES:
            self.build_image(recipe)

    def build_image(self, recipe: Recipe) -> None:
        """Build one image and import it; nothing is done when it stands and nothing of it has changed."""
        settings = self._settings
        self._check_runs()
        requirements.check_disk(settings.cache, 2)
        requirements.ensure_image_tools()
        if not recipe.dockerfile.exists():
            raise ClusterError(
                f"{recipe.dockerfile} is missing, so {recipe.tag} can't be built: restore the file"
            )
        with locks.held(settings.cache / "builder.lock", "images"):
            fingerprint = recipe.fingerprint(base_image.tag(settings))
            stamp = settings.state / "images" / recipe.tag
            stands = all(recipe.tag in containerd.images(one) for one in self._nodes())
            if stands and _is(stamp, fingerprint):
                say(f"{recipe.tag} is up to date")
                return
            builder.build(settings, recipe)
            self._import(recipe.tag)
            stamp.parent.mkdir(parents=True, exist_ok=True)
            stamp.write_text(fingerprint)
        say(f"built {recipe.tag}")

    def load(self, images: Sequence[str]) -> None:
        """Import archives, or images that were built here."""
        self._check_runs()
        for image in images:
            if Path(image).is_file():
                self._load(Path(image))
            else:
                self._import(image)
            say(f"loaded {image}")

    def _import(self, tag: str) -> None:
        with tempfile.TemporaryDirectory(dir=self._settings.cache) as temporary:
            archive = Path(temporary) / "image.tar"
            builder.save(self._settings, tag, archive)
            self._load(archive)

    def _load(self, archive: Path) -> None:
        for one in self._nodes():
            containerd.load(one, archive)

    def _nodes(self) -> tuple[nodes.Node, ...]:
        return (self._node, *nodes.further_standing(self._settings))

    def _check_runs(self) -> None:
        requirements.check_root()
        if any(node_lifecycle.processes(one).pid("containerd") is None for one in self._nodes()):
            raise ClusterError(f"cluster {self._settings.name} does not run: start it with `make cluster`")

    def _bring_up(self, programs: Binaries) -> None:
        settings = self._settings
        self._remove_what_is_stale()
        settings.run.mkdir(parents=True, exist_ok=True)
        settings.state.mkdir(parents=True, exist_ok=True)
        (settings.run / "boot").write_text(_boot())
        kernel_settings.remember(self._kernel_settings)
        had_data = control_plane.data_directory(settings).is_dir()
        new_authority = had_data and not certificates.stand(settings)
        lost_pods = had_data and not self._processes.is_running("containerd-shim-runc-v2")
        identities = certificates.ensure(settings)
        kubeconfig.write_private(settings.kubeconfig, identities.kubeconfig("admin").read_text())
        if not network.stands(self._node.namespace, self._node.link):
            network.make(self._node.namespace, self._node.link)

        etcd = control_plane.etcd(settings, programs)
        runtime = containerd.program(self._node)
        apiserver = control_plane.apiserver(settings, programs, identities)
        started = self._keep(etcd, runtime)
        self._processes.await_healthy(etcd)
        started += self._keep(apiserver)
        self._processes.await_healthy(runtime)
        self._load_own_images(programs)
        self._processes.await_healthy(apiserver)
        if lost_pods:
            # The API server still takes them for ready, and DNS would come, go, and come again.
            addons.restart_coredns(settings, programs)
        rest = (
            control_plane.controller_manager(settings, programs, identities),
            control_plane.scheduler(settings, programs, identities),
            node.kubelet(settings, self._node, programs, identities),
            node.proxy(settings, self._node, programs, identities),
        )
        started += self._keep(*rest)
        for program in rest:
            self._processes.await_healthy(program)
        further = self._wanted_further_nodes(programs)
        for one in further:
            started += node_lifecycle.bring_up(settings, one, programs, identities, self._node)
        say(f"started {', '.join(started)}" if started else "everything runs already")
        addons.apply_coredns(settings, programs)
        if new_authority:
            # A pod that has seen another authority would take minutes to trust this one.
            addons.await_published_authority(settings, programs, identities.certificate("ca"))
            addons.restart_coredns(settings, programs)
        addons.await_nodes_and_dns(settings, programs, self._node, *further)

    def _wanted_further_nodes(self, programs: Binaries) -> tuple[nodes.Node, ...]:
        """Those that are to be; what stands beyond their number is removed."""
        standing = nodes.further_standing(self._settings)
        if self._settings.nodes is None:
            return standing
        for one in standing:
            if one.index >= self._settings.nodes:
                node_lifecycle.remove(self._settings, one, programs)
        return tuple(nodes.further(self._settings, index) for index in range(1, self._settings.nodes))

    def _keep(self, *programs: Program) -> list[str]:
        return [program.name for program in programs if self._processes.keep(program)]

    def _load_own_images(self, programs: Binaries) -> None:
        standing = containerd.images(self._node)
        if containerd.PAUSE_IMAGE not in standing:
            containerd.ensure_pause_image(self._node)
        if addons.coredns_image(programs) not in standing:
            addons.load_coredns_image(self._node, programs)

    def _remove_what_is_stale(self) -> None:
        """End what can't be gone on with: another boot's leftovers, pods in a lost network, a lost state."""
        settings = self._settings
        reasons = {
            "the machine was restarted": settings.run.exists() and not _is(settings.run / "boot", _boot()),
            "the cluster's network is gone": settings.run.exists()
            and not network.stands(self._node.namespace, self._node.link),
            "the certificates are gone or for other addresses": settings.run.exists()
            and not certificates.stand(settings),
            "the cluster's data is gone": self._processes.pid("etcd") is not None
            and not control_plane.data_directory(settings).is_dir(),
        }
        for reason, holds in reasons.items():
            if holds:
                say(f"{reason}: starting all of the cluster anew")
                self._reset()
                return

    def _drop_data_of(self, program: str) -> None:
        """Put aside what a program that does not start could have stumbled over."""
        settings = self._settings
        data = {
            "etcd": control_plane.data_directory(settings),
            "containerd": containerd.root_directory(self._node),
            "kubelet": node.root_directory(self._node),
        }.get(program)
        if data is not None and data.exists():
            broken = settings.state / "broken" / data.name
            say(f"{program} starts without its data, which is now in {broken}")
            shutil.rmtree(broken, ignore_errors=True)
            broken.parent.mkdir(exist_ok=True)
            data.rename(broken)

    def _reset(self) -> int:
        """End all processes and pods and undo mounts and network; what is on disk stays."""
        # The links of the further nodes end in the first one's namespace.
        return sum(node_lifecycle.stop(one) for one in reversed(self._nodes()))

    @property
    def _kernel_settings(self) -> Path:
        return self._settings.state.parent / "kernel-settings.json"

    @property
    def _lock(self) -> Path:
        return self._settings.state.parent / f"{self._settings.name}.lock"

    def _locked(self) -> AbstractContextManager[None]:
        return locks.held(self._lock, f"cluster {self._settings.name}")


def _is(file: Path, text: str) -> bool:
    try:
        return file.read_text() == text
    except OSError:
        return False


def _boot() -> str:
    return Path("/proc/sys/kernel/random/boot_id").read_text().strip()
