"""A network that swallows what is sent: nothing is refused, and nobody is told."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from cluster.network import Namespace


@contextmanager
def cut_off(namespace: Namespace) -> Iterator[None]:
    """Drop all packets that come into the namespace by its link or leave by it, for the time of the block."""
    rules = [
        ["--table", "raw", "PREROUTING", "--in-interface", namespace.peer],
        ["--table", "mangle", "POSTROUTING", "--out-interface", namespace.peer],
    ]

    def change(how: str) -> None:
        for option, table, chain, *match in rules:
            command = ["iptables", "--wait", option, table, how, chain, *match, "--jump", "DROP"]
            subprocess.run(namespace.inside(*command), check=True, capture_output=True)

    change("--insert")
    try:
        yield
    finally:
        change("--delete")
