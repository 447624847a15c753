"""Real git remotes on the loopback: over http(s) by `hack/git_server.py`, over ssh by an OpenSSH server."""

from __future__ import annotations

import contextlib
import getpass
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

GIT_SERVER = Path(__file__).parents[2] / "hack/git_server.py"
LOOPBACK = "127.0.0.1"
SSHD = shutil.which("sshd", path="/usr/sbin:/usr/local/sbin:/usr/bin")


def git(*arguments: object, cwd: Path | None = None) -> str:
    """Run git as the author of a test repository."""
    environment = {
        **os.environ,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_AUTHOR_NAME": "a",
        "GIT_AUTHOR_EMAIL": "a@example.org",
        "GIT_COMMITTER_NAME": "a",
        "GIT_COMMITTER_EMAIL": "a@example.org",
    }
    command = ["git", "-c", "init.defaultBranch=main", *map(str, arguments)]
    return subprocess.run(
        command, cwd=cwd, env=environment, check=True, capture_output=True, text=True
    ).stdout.strip()


def commit_files(work_tree: Path, files: Mapping[str, str | bytes], message: str = "a change") -> str:
    """Write the files, commit everything, and return the commit's id."""
    if not (work_tree / ".git").exists():
        git("init", "--quiet", work_tree)
    for name, content in files.items():
        path = work_tree / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    git("add", "--all", cwd=work_tree)
    git("commit", "--quiet", "--message", message, cwd=work_tree)
    return git("rev-parse", "HEAD", cwd=work_tree)


def wait_for_port(port: int, process: subprocess.Popen[bytes], host: str = LOOPBACK) -> None:
    """Return as soon as the `port` takes connections."""
    deadline = time.monotonic() + 10
    while True:
        with contextlib.suppress(OSError), socket.create_connection((host, port), timeout=1):
            return
        assert process.poll() is None, f"{process.args!r} ended"
        assert time.monotonic() < deadline, f"{process.args!r} does not listen"
        time.sleep(0.02)


def free_port(host: str = LOOPBACK) -> int:
    """A port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind((host, 0))
        return int(listener.getsockname()[1])


@contextlib.contextmanager
def running(*command: object) -> Iterator[subprocess.Popen[bytes]]:
    """A process for the time of the block."""
    with subprocess.Popen(
        list(map(str, command)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            yield process
        finally:
            process.terminate()


@contextlib.contextmanager
def http_remote(root: Path, *options: object, host: str = LOOPBACK) -> Iterator[str]:
    """Serve the bare repositories below `root`; yields `HOST:PORT`."""
    port = free_port(host)
    with running(
        sys.executable, GIT_SERVER, "--root", root, "--host", host, "--port", port, *options
    ) as process:
        wait_for_port(port, process, host)
        yield f"{host}:{port}"


@dataclass(frozen=True)
class SshRemote:
    """An OpenSSH server that lets `user` in with `private_key`."""

    address: str
    user: str
    private_key: str
    known_hosts: str


def new_ssh_key(path: Path, passphrase: str = "") -> str:
    """The public key of a new key pair at `path`."""
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", passphrase, "-f", path], check=True)
    return path.with_suffix(".pub").read_text()


@contextlib.contextmanager
def ssh_remote(folder: Path, host: str = LOOPBACK) -> Iterator[SshRemote]:
    """An OpenSSH server with its keys and configuration in `folder`."""
    assert SSHD, "sshd is not installed: apt-get install openssh-server"
    if os.getuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)
    port = free_port(host)
    host_key = new_ssh_key(folder / "host")
    (folder / "authorized_keys").write_text(new_ssh_key(folder / "user"))
    settings = {
        "ListenAddress": host,
        "Port": port,
        "HostKey": folder / "host",
        "AuthorizedKeysFile": folder / "authorized_keys",
        "PasswordAuthentication": "no",
        "KbdInteractiveAuthentication": "no",
        "UsePAM": "no",
        "StrictModes": "no",
        "PidFile": folder / "pid",
    }
    (folder / "sshd_config").write_text("".join(f"{name} {value}\n" for name, value in settings.items()))
    with running(SSHD, "-D", "-e", "-f", folder / "sshd_config") as process:
        wait_for_port(port, process, host)
        yield SshRemote(
            address=f"{host}:{port}",
            user=getpass.getuser(),
            private_key=(folder / "user").read_text(),
            known_hosts=f"[{host}]:{port} {host_key}",
        )
