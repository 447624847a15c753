"""The commands of `python3 hack/cluster`."""

import argparse
import errno
import json
import shlex
import sys

from . import providers
from . import settings as choices
from .errors import ClusterError
from .providers import Cluster


def main(arguments: list[str]) -> int:
    """Run one command; an error becomes one sentence on stderr and exit code 1."""
    parsed = _parser().parse_args(arguments)
    try:
        return _run(parsed, providers.choose(choices.from_environment()))
    except ClusterError as error:
        print(f"error: {error}", file=sys.stderr)
        if error.detail:
            print(error.detail, file=sys.stderr)
        return 1
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        print(
            f"error: the disk is full ({error.filename}): free some space and run this again", file=sys.stderr
        )
        return 1
    except KeyboardInterrupt:
        print("interrupted; the same command goes on from here", file=sys.stderr)
        return 130


def _run(parsed: argparse.Namespace, cluster: Cluster) -> int:
    match parsed.command:
        case "up":
            cluster.up()
        case "down":
            cluster.down()
        case "status":
            return 0 if cluster.status() else 1
        case "env":
            environment = cluster.environment()
            print(json.dumps(environment, indent=2) if parsed.json else _exports(environment))
        case "build-images":
            cluster.build_images()
        case "load":
            cluster.load(parsed.image)
    return 0


def _exports(environment: dict[str, str]) -> str:
    """The environment as lines for a shell's `eval`; the clients' directory goes before the shell's PATH."""
    path = environment.pop("PATH")
    lines = [f"export {name}={shlex.quote(value)}" for name, value in environment.items()]
    return "\n".join([*lines, f'export PATH={shlex.quote(path)}:"$PATH"'])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python3 hack/cluster",
        description="A Kubernetes cluster for developing and testing; hack/cluster/README.md tells more.",
    )
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("up", help="make the cluster, or repair it, and write build/kubeconfig")
    commands.add_parser("down", help="remove the cluster and all that it left on the machine")
    commands.add_parser("status", help="show how it does; exit code 0 if well")
    env = commands.add_parser("env", help="print what its users need, for a shell's `eval`")
    env.add_argument("--json", action="store_true", help="as JSON, where PATH is only the directory to add")
    commands.add_parser("build-images", help="build the project's images and bring them into the cluster")
    load = commands.add_parser("load", help="bring images of this machine into the cluster")
    load.add_argument("image", nargs="+", help="a tag, or the file of an archive as `docker save` writes")
    return parser
