"""Let git reach a remote with the Secret's credentials, and that remote only."""

from __future__ import annotations

import os
import shlex
import socket
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from repository_indexer.checkout import credentials
from repository_indexer.checkout.command import Git
from repository_indexer.checkout.url import DEFAULT_PORTS, Remote
from repository_indexer.errors import ConnectionFailedError, SourceAccessError

CONNECT_SECONDS = 15
"""How long an address may take to accept a connection."""

_KEYS = ("password", "hosts", "ssh-privatekey", "known_hosts", "ca.crt")
_HTTPS_PROXY_VARIABLES = ("https_proxy", "HTTPS_PROXY", "no_proxy", "NO_PROXY")
_PROXY_VARIABLES = (*_HTTPS_PROXY_VARIABLES, "http_proxy", "all_proxy", "ALL_PROXY")


def git_for(remote: Remote, secret: Path, private: Path) -> Git:
    """git, able to reach `remote` with the keys in the folder `secret` (which need not exist).

    `private` is an empty folder that only this user can read.

    Raises:
        SourceAccessError: the Secret does not fit the remote; the message says what to add to it.
    """
    try:
        keys = {key: credentials.read_key(secret, key) for key in _KEYS}
    except (OSError, UnicodeDecodeError) as error:
        raise SourceAccessError(f"The git Secret cannot be read: {error}.") from None
    configuration = {}
    proxies: Sequence[str] = _PROXY_VARIABLES
    if keys["ca.crt"]:
        configuration["http.sslCAInfo"] = str((secret / "ca.crt").absolute())
    if keys["password"]:
        if remote.scheme != "ssh":
            _check_host(remote, keys["hosts"])
        # -I and -S: neither the environment nor the current folder can slip code in, and it starts fast.
        helper = [sys.executable, "-I", "-S", str(credentials.__file__), str(secret.absolute())]
        configuration["credential.helper"] = "!" + shlex.join(helper)
        # A proxy, which the resource's author chooses, would read a password sent over plain http.
        proxies = _HTTPS_PROXY_VARIABLES
    environment = {name: os.environ[name] for name in proxies if name in os.environ}
    if remote.scheme == "ssh":
        _check_ssh_keys(remote, keys)
    if keys["ssh-privatekey"] and keys["known_hosts"]:
        # ssh wants a key that only its owner can read, with Unix line ends and a final one.
        _write_private(private / "ssh-privatekey", keys["ssh-privatekey"])
        _write_private(private / "known_hosts", keys["known_hosts"])
        environment["GIT_SSH_VARIANT"] = "ssh"
        environment["GIT_SSH_COMMAND"] = _ssh_command(private, remote.user)
    # Without keys ssh is left out, so that no submodule tries the machine's own.
    protocols = "https:http:ssh" if "GIT_SSH_COMMAND" in environment else "https:http"
    return Git(private, protocols, configuration, environment)


def check_answers(remote: Remote) -> None:
    """Refuse a host that says nothing: git has no time limit for http, and the kernel gives up after minutes.

    Any other failure is left for git to tell, and behind a proxy there is nobody to ask.

    Raises:
        ConnectionFailedError: its addresses do not answer.
    """
    has_proxy = any(os.environ.get(name) for name in _PROXY_VARIABLES if not name.lower().startswith("no"))
    if remote.scheme == "ssh" or has_proxy:
        return
    address = remote.host.strip("[]"), remote.port or DEFAULT_PORTS[remote.scheme]
    try:
        socket.create_connection(address, timeout=CONNECT_SECONDS, all_errors=True).close()
    except (OSError, UnicodeError, OverflowError):
        pass  # no such name, no name at all, no port
    except ExceptionGroup as failures:
        if failures.subgroup(TimeoutError):
            raise ConnectionFailedError(f"{remote.address} does not answer.") from None


def _check_host(remote: Remote, hosts: str | None) -> None:
    """Refuse to show the Secret's password to a host that the Secret does not name."""
    entry = remote.address if remote.scheme == "https" else f"http://{remote.address}"
    if hosts is None:
        raise SourceAccessError(
            f"The git Secret does not say which hosts may see its password: add the key hosts: {entry}"
        )
    if f"{remote.scheme}://{remote.address}" not in credentials.allowed_origins(hosts):
        raise SourceAccessError(
            f"The git Secret's password may not be shown to {remote.host}: add {entry} to its key hosts,"
            " if it is meant for that host."
        )


def _check_ssh_keys(remote: Remote, keys: Mapping[str, str | None]) -> None:
    if keys["ssh-privatekey"] is None:
        raise SourceAccessError(
            f"To fetch from {remote.host} by ssh, name a Secret with the keys ssh-privatekey and known_hosts"
            " in spec.source.git.secretRef."
        )
    if keys["known_hosts"] is None:
        raise SourceAccessError(
            "The git Secret has no key known_hosts: add the lines that `ssh-keyscan` prints for"
            f" {remote.host}, after comparing the fingerprints with those that the host publishes."
        )


def _ssh_command(private: Path, user: str | None) -> str:
    """ssh with the Secret's key and known hosts, and nothing of the machine's own configuration."""
    options: dict[str, object] = {
        "BatchMode": "yes",
        "StrictHostKeyChecking": "yes",
        "UserKnownHostsFile": private / "known_hosts",
        "GlobalKnownHostsFile": os.devnull,
        "IdentityFile": private / "ssh-privatekey",
        "IdentitiesOnly": "yes",
        "IdentityAgent": "none",
        "ConnectTimeout": CONNECT_SECONDS,
        "ServerAliveInterval": 15,
        "ServerAliveCountMax": 4,
    }
    if user is None:
        # ssh would take the container's user.
        options["User"] = credentials.DEFAULT_USER
    return shlex.join(["ssh", "-F", os.devnull, *(f"-o{name}={value}" for name, value in options.items())])


def _write_private(path: Path, text: str) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text.replace("\r\n", "\n") + "\n")
