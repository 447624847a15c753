"""The commands."""

import argparse
import errno
import sys

from . import settings as choices
from .errors import ClusterError
from .providers.bare import BareCluster


def main(arguments: list[str]) -> int:
    """Run one command; an error becomes one sentence on stderr and exit code 1."""
    parsed = _parser().parse_args(arguments)
    try:
        cluster = BareCluster(choices.from_environment())
        getattr(cluster, parsed.command)()
    except ClusterError as error:
        print(f"error: {error}", file=sys.stderr)
        if error.detail:
            print(error.detail, file=sys.stderr)
        return 1
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        print(f"error: the disk is full ({error.filename}): free some space and run this again", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="hack/cluster", description=__doc__)
    parser.add_argument("command", choices=["up", "down"])
    return parser
