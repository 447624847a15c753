"""The credentials of a git Secret, mounted as a folder: which host may see them, and how git gets them.

Keys as in Kubernetes' own types: `username` and `password` (kubernetes.io/basic-auth), `ssh-privatekey`
and `known_hosts` (kubernetes.io/ssh-auth); further `hosts`, the hosts that may see the password, and
`ca.crt`, a private certificate authority. An entry of `hosts` is `host[:port]` and means https;
`http://host[:port]` allows plain http.

As a program (`python credentials.py FOLDER get`) this is git's credential helper, see
gitcredentials(7): so the password is in no argument and no environment variable, and the host is checked
again for every request, also after a redirect and for submodules.
"""

from __future__ import annotations

import sys
from pathlib import Path

DEFAULT_USER = "git"
"""For a token without a user name; GitHub, GitLab and Gitea take any."""


def read_key(folder: Path, key: str) -> str | None:
    """The value of a Secret's key, without a final line break; None if there is none.

    Raises:
        OSError: it is there, but cannot be read.
        UnicodeDecodeError: it is no text.
    """
    try:
        return (folder / key).read_text(encoding="utf-8").rstrip("\r\n") or None
    except (FileNotFoundError, NotADirectoryError):
        return None


def allowed_origins(hosts: str) -> frozenset[str]:
    """The origins that key `hosts` names, as `scheme://host[:port]`; separated by white space or commas."""
    return frozenset(
        (entry if "://" in entry else f"https://{entry}").rstrip("/")
        for entry in hosts.lower().replace(",", " ").split()
    )


def answer(folder: Path, request: str) -> str:
    """What the helper says to git's request, both in lines of `key=value`; nothing for a host not listed."""
    asked = dict(line.partition("=")[::2] for line in request.splitlines())
    origin = f"{asked.get('protocol')}://{asked.get('host', '').lower()}"
    default_port = {"https": ":443", "http": ":80"}.get(asked.get("protocol", ""), "")
    if origin.removesuffix(default_port) not in allowed_origins(read_key(folder, "hosts") or ""):
        # Without `quit`, git would go on to ask for a prompt.
        return "quit=1\n"
    user, password = read_key(folder, "username") or DEFAULT_USER, read_key(folder, "password")
    return f"username={user}\npassword={password}\n" if password else "quit=1\n"


if __name__ == "__main__":
    if sys.argv[2:] == ["get"]:
        sys.stdout.write(answer(Path(sys.argv[1]), sys.stdin.read()))
