"""The command line's own server: made once, shared, stopped by the last command, healed after a crash."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from repository_indexer import embedded_postgres
from repository_indexer.embedded_postgres import data_folder, local_database, running_server
from repository_indexer.errors import StorageError

pytestmark = pytest.mark.postgres


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder with a blank and a quote in its path."""
    base = Path(tempfile.mkdtemp(prefix="local-"))
    base.chmod(0o755)
    folder = base / "o'brien s"
    monkeypatch.setattr(embedded_postgres, "data_folder", lambda: folder)
    yield folder
    shutil.rmtree(base)


def server_pid(folder: Path) -> int | None:
    pid_files = list(folder.glob("postgresql-*/postmaster.pid"))
    return int(pid_files[0].read_text().split()[0]) if pid_files else None


def other_command(folder: Path) -> subprocess.Popen[str]:
    """Another process that uses the server until its standard input is closed."""
    program = (
        "import sys; from pathlib import Path\n"
        "from repository_indexer.embedded_postgres import running_server\n"
        "with running_server(Path(sys.argv[1])) as uri: print(uri, flush=True); sys.stdin.read()"
    )
    return subprocess.Popen(
        [sys.executable, "-c", program, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def test_it_is_set_up_for_the_local_tenant_and_keeps_what_was_written(folder: Path) -> None:
    for expected in (0, 1):
        with local_database() as uri, psycopg.connect(uri) as connection:
            assert connection.execute("SELECT current_user, name FROM code_graph.tenant").fetchone() == (
                "tenant_local",
                "local",
            )
            assert connection.execute("SELECT count(*) FROM code_graph.edge").fetchone() == (expected,)
            connection.execute(
                "INSERT INTO code_graph.edge SELECT id, 1, %s, 1, 1, 'calls', 'exact' FROM code_graph.tenant",
                [expected],
            )
        assert server_pid(folder) is None


def test_nobody_else_can_enter(folder: Path) -> None:
    with running_server(folder):
        assert folder.stat().st_mode & 0o077 == 0


def test_commands_at_once_share_it_and_the_last_one_stops_it(folder: Path) -> None:
    with other_command(folder) as first, other_command(folder) as second:
        assert first.stdout.readline() == second.stdout.readline()
        pid = server_pid(folder)
        first.communicate()
        assert server_pid(folder) == pid
        with running_server(folder) as uri:
            second.communicate()
            psycopg.connect(uri).close()
        assert server_pid(folder) is None
    assert (first.returncode, second.returncode) == (0, 0)


def test_a_killed_command_s_server_is_used_and_stopped_by_the_next(folder: Path) -> None:
    with other_command(folder) as killed:
        killed.stdout.readline()
        killed.kill()
    pid = server_pid(folder)
    with running_server(folder) as uri:
        psycopg.connect(uri).close()
        assert server_pid(folder) == pid
    assert server_pid(folder) is None


def test_a_killed_server_is_started_again(folder: Path) -> None:
    with other_command(folder) as command:
        command.stdout.readline()
        os.kill(server_pid(folder), signal.SIGKILL)
        command.communicate()
    with running_server(folder) as uri:
        psycopg.connect(uri).close()


def test_a_set_up_that_broke_off_is_done_again(folder: Path) -> None:
    with running_server(folder):
        pass
    (data,) = folder.glob("postgresql-*")
    shutil.rmtree(data)
    unfinished = data.with_suffix(".unfinished")
    unfinished.mkdir()
    (unfinished / "PG_VERSION").write_text("garbage")
    with running_server(folder) as uri:
        psycopg.connect(uri).close()


def test_a_server_that_does_not_start_says_why(folder: Path) -> None:
    with (
        pytest.raises(StorageError, match=r"does not start; see .*server\.log"),
        running_server(folder, options={"no_such_parameter": "1"}),
    ):
        pass
    # And nothing is in the way of the next command.
    with running_server(folder):
        pass


def test_a_path_that_is_too_long_for_a_socket_is_refused(folder: Path) -> None:
    with (
        pytest.raises(StorageError, match="too long for a socket; set XDG_DATA_HOME"),
        running_server(folder / ("x" * 90)),
    ):
        pass


def test_binaries_that_are_none_are_named(folder: Path) -> None:
    with (
        pytest.raises(StorageError, match="/nowhere/pg_ctl cannot be run"),
        running_server(folder, binaries=Path("/nowhere")),
    ):
        pass


def test_where_the_data_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setenv("XDG_DATA_HOME", "/data")
    assert data_folder() == Path("/data/repository-index")
    monkeypatch.setenv("XDG_DATA_HOME", "relative/is/ignored")
    monkeypatch.setenv("HOME", "/home/me")
    assert data_folder() == Path("/home/me/.local/share/repository-index")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert data_folder() == Path("/var/lib/repository-index")
