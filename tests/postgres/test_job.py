"""The container's command as a process: from a real git server into a real PostgreSQL."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from container_command import StartAttempt, attempts, job_of
from git_remotes import commit_files, free_port, git, http_remote
from postgres_database import Database
from repository_index_api.index_job import (
    EXIT_CODES,
    GitSource,
    PathSource,
    Reason,
    Stage,
    decode_result,
)

APP = {
    "app/__init__.py": "",
    "app/core.py": "def helper():\n    return 1\n\n\ndef run():\n    return helper()\n",
    "README.md": "# App\n",
}
FUNCTION = "def f{0}(x):\n    y = f{1}(x)\n    return [y + {0} for z in range(x) if z or y]\n\n\n"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`app`, a small repository, and `big`, which takes seconds to parse."""
    root, work = tmp_path_factory.mktemp("served"), tmp_path_factory.mktemp("work")
    commit_files(work / "app", APP)
    git("clone", "--quiet", "--bare", work / "app", root / "app.git")
    text = "".join(FUNCTION.format(number, number + 1) for number in range(120))
    commit_files(work / "big", {f"m{number:03}.py": text + f"# {number}\n" for number in range(150)})
    git("clone", "--quiet", "--bare", work / "big", root / "big.git")
    return root


@pytest.fixture(scope="module")
def server(served: Path) -> Iterator[str]:
    with http_remote(served) as address:
        yield f"http://{address}"


@pytest.fixture
def attempt(tmp_path: Path, database: Database) -> Iterator[StartAttempt]:
    with attempts(tmp_path, database.uri("alpha")) as start:
        yield start


def published(database: Database) -> list[tuple[object, ...]]:
    with database.owner() as owner:
        return owner.execute("SELECT published_run_id FROM code_graph.repository").fetchall()


def test_from_git_to_rows(attempt, database: Database, server: str, served: Path) -> None:
    code, result = attempt(job_of(f"{server}/app.git")).result()
    assert (code, result.reason) == (0, None), result.message
    assert result.commit == git("rev-parse", "HEAD", cwd=served / "app.git")
    assert (result.run_id, result.pod_uid) == ("run-1", "pod-0")
    assert result.published_time is not None
    assert result.peak_memory_bytes > 10_000_000
    assert result.cpu_seconds > 0.05
    assert set(result.stage_seconds) >= {Stage.CONNECTING, Stage.PREPARING, Stage.PARSING, Stage.WRITING}
    with database.owner() as owner:
        rows = {
            table: owner.execute(f"SELECT count(*) FROM code_graph.{table}").fetchone()[0]
            for table in ("file", "node", "edge", "unresolved_reference")
        }
        called = owner.execute(
            "SELECT s.qualified_name, t.qualified_name FROM code_graph.edge e"
            " JOIN code_graph.node s ON s.id = e.source JOIN code_graph.node t ON t.id = e.target"
            " WHERE e.kind = 'calls'"
        ).fetchall()
    assert called == [("app.core.run", "app.core.helper")]
    counts = result.counts
    assert counts is not None
    assert rows == {
        "file": counts.files,
        "node": counts.nodes,
        "edge": counts.edges,
        "unresolved_reference": counts.unresolved,
    }
    assert (counts.files, counts.skipped_files, counts.languages) == (3, 1, {"python": 2})


@pytest.mark.parametrize("submodules", [True, False])
def test_submodules_are_indexed_when_they_are_asked_for(
    attempt, database: Database, server: str, served: Path, tmp_path: Path, submodules: bool
) -> None:
    work = tmp_path / "super"
    commit_files(work, {"main.py": "import lib.app.core\n"})
    git("-c", "protocol.allow=always", "submodule", "add", "--quiet", f"{server}/app.git", "lib", cwd=work)
    commit_files(work, {})
    git("clone", "--quiet", "--bare", work, served / f"super-{submodules}.git")
    source = GitSource(f"{server}/super-{submodules}.git", submodules=submodules)
    code, result = attempt(job_of(git=source)).result()
    assert code == 0, result.message
    with database.owner() as owner:
        files = dict(owner.execute("SELECT path, coalesce(language, skip) FROM code_graph.file").fetchall())
    assert files["main.py"] == "python"
    # One that nobody asked for is recorded as what it is.
    expected = {"lib/app/__init__.py", "lib/app/core.py", "lib/README.md"} if submodules else {"lib"}
    assert {path for path in files if path.startswith("lib")} == expected


def rows_with_versions(database: Database) -> list[tuple[object, ...]]:
    with database.owner() as owner:
        return [
            row
            for table in ("file", "node", "edge", "unresolved_reference", "cached_facts")
            for row in owner.execute(
                f"SELECT xmin::text, ctid::text, to_jsonb(t)::text FROM code_graph.{table} AS t ORDER BY 3"
            )
        ]


def test_an_unchanged_repository_is_not_looked_at(attempt, database: Database, server: str) -> None:
    _, first = attempt(job_of(f"{server}/app.git")).result()
    before = rows_with_versions(database)
    second = attempt(job_of(f"{server}/app.git", run_id="run-2"))
    _, result = second.result()
    assert (first.unchanged, result.unchanged) == (False, True)
    assert result.counts == msgspec.structs.replace(first.counts, nodes_created=0, edges_created=0)
    assert not {Stage.PARSING, Stage.RESOLVING, Stage.WRITING} & set(result.stage_seconds)
    assert rows_with_versions(database) == before
    # The run has published, and says so.
    assert published(database) == [("run-2",)]
    with database.owner() as owner:
        run = owner.execute(
            "SELECT commit_id, published_at, nodes, nodes_created FROM code_graph.index_run"
            " WHERE run_id = 'run-2'"
        ).fetchone()
    assert run == (first.commit, result.published_time, first.counts.nodes, 0)


def test_what_is_asked_for_is_a_reason_to_look_again(attempt, database: Database, server: str) -> None:
    attempt(job_of(f"{server}/app.git")).result()
    _, result = attempt(job_of(f"{server}/app.git", run_id="run-2", exclude=("core.py",))).result()
    assert result.counts is not None
    assert (result.counts.nodes, result.counts.nodes_deleted) == (1, 3)


def test_a_folder_is_unchanged_by_its_contents_alone(attempt, database: Database, tmp_path: Path) -> None:
    (tmp_path / "app").mkdir()
    source = tmp_path / "app/a.py"
    source.write_text("def f(): pass\n")
    job = {"path": PathSource("app")}
    attempt(job_of(**job), volume=tmp_path).result()
    before = rows_with_versions(database)
    os.utime(source, (0, 0))
    _, result = attempt(job_of(run_id="run-2", **job), volume=tmp_path).result()
    assert Stage.PARSING not in result.stage_seconds
    assert rows_with_versions(database) == before
    source.write_text("def g(): pass\n")
    os.utime(source, (0, 0))
    _, result = attempt(job_of(run_id="run-3", **job), volume=tmp_path).result()
    assert result.counts is not None
    assert (result.counts.nodes_created, result.counts.nodes_deleted) == (1, 1)


def test_what_was_parsed_once_is_known_to_later_runs(attempt, database: Database, server: str) -> None:
    attempt(job_of(f"{server}/app.git")).result()
    # Shown by what it is not: the two files' facts change places, and so do their definitions.
    with database.owner() as owner:
        swapped = owner.execute(
            """
            UPDATE code_graph.cached_facts AS c SET facts = other.facts
            FROM code_graph.cached_facts AS other
            WHERE c.read_as = 'python' AND other.read_as = 'python' AND c.blob_id <> other.blob_id
            """
        ).rowcount
    assert swapped == 2
    attempt(job_of(f"{server}/app.git", repository="copy", run_id="run-2")).result()
    with database.owner() as owner:
        found = owner.execute(
            "SELECT repository, qualified_name FROM code_graph.definition WHERE kind = 'function'"
        ).fetchall()
    assert set(found) == {
        ("app", "app.core.helper"),
        ("app", "app.core.run"),
        ("copy", "app.helper"),
        ("copy", "app.run"),
    }


def test_damaged_facts_are_found_anew(attempt, database: Database, server: str) -> None:
    attempt(job_of(f"{server}/app.git")).result()
    with database.owner() as owner:
        owner.execute("UPDATE code_graph.cached_facts SET facts = substr(facts, 1, octet_length(facts) - 1)")
    _, result = attempt(job_of(f"{server}/app.git", repository="copy", run_id="run-2")).result()
    assert result.counts is not None
    assert (result.counts.nodes, result.counts.parse_errors) == (4, 0)


def test_progress_goes_through_the_stages_in_order(attempt, server: str) -> None:
    # One process, so that the parsing takes long enough for several reports.
    started = attempt(job_of(f"{server}/big.git", workers=1))
    code, result = started.result()
    assert code == 0, result.message
    order = list(Stage)
    stages = [order.index(progress.stage) for progress in started.seen]
    percents = [progress.percent for progress in started.seen]
    files = [progress.files_done for progress in started.seen]
    assert stages == sorted(stages)
    assert percents == sorted(percents)
    assert files == sorted(files)
    # How many reports are seen is the machine's matter; that parsing is seen on its way is ours.
    assert any(30 < progress.percent < 80 for progress in started.seen if progress.stage is Stage.PARSING)
    assert {progress.files_total for progress in started.seen} <= {0, 150}


@pytest.mark.parametrize("stage", [Stage.PARSING, Stage.WRITING])
def test_sigterm_ends_it_with_nothing_half_written(
    attempt, database: Database, server: str, stage: Stage
) -> None:
    started = attempt(job_of(f"{server}/big.git"))
    started.wait_for(stage)
    started.process.send_signal(signal.SIGTERM)
    began = time.monotonic()
    code, result = started.result()
    assert time.monotonic() - began < 4
    assert (code, result.reason) == (143, Reason.TERMINATED)
    assert published(database) == [(None,)]
    with database.owner() as owner:
        for table in ("file", "node", "edge"):
            assert owner.execute(f"SELECT count(*) FROM code_graph.{table}").fetchone() == (0,)
        wait_until_no_statement_runs(owner)


def wait_until_no_statement_runs(owner) -> None:
    deadline = time.monotonic() + 5
    query = (
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE usename = 'tenant_alpha' AND datname = current_database()"
    )
    while owner.execute(query).fetchone() != (0,):
        assert time.monotonic() < deadline, "the server still works for the attempt"
        time.sleep(0.05)


def test_the_soft_limit_and_the_next_attempt(attempt, database: Database, server: str) -> None:
    code, result = attempt(job_of(f"{server}/big.git", soft_seconds=1)).result()
    assert (code, result.reason) == (124, Reason.SOFT_TIME_LIMIT_EXCEEDED)
    assert published(database) in ([], [(None,)]), "nothing, be it claimed or not"
    code, _ = attempt(job_of(f"{server}/app.git")).result()
    assert (code, published(database)) == (0, [("run-1",)])


def test_a_newer_run_takes_the_repository_away(attempt, database: Database, server: str) -> None:
    started = attempt(job_of(f"{server}/big.git", requested_at=datetime.now(UTC) - timedelta(minutes=5)))
    started.wait_for(Stage.PARSING)
    newer, _ = attempt(job_of(f"{server}/app.git", run_id="run-2")).result()
    code, result = started.result()
    assert (newer, code, result.reason) == (0, 76, Reason.SUPERSEDED)
    assert published(database) == [("run-2",)]


@pytest.mark.parametrize(
    ("changes", "code", "says"),
    [
        ({"tenant": "beta"}, 78, "add-tenant beta"),
        ({"git": GitSource("SERVER/app.git", ref="nosuch")}, 66, "'nosuch'"),
        ({"git": GitSource("SERVER/none.git")}, 65, "none.git"),
        ({"git": GitSource("http://127.0.0.1:1/a.git")}, 75, "127.0.0.1:1"),
        ({"git": GitSource("https://u:s3cret@h/a")}, 77, "into a Secret"),
        ({"exclude": ("[",)}, 0, ""),
        ({"languages": ("cobol",)}, 0, ""),
    ],
)
def test_endings(attempt, database: Database, server: str, changes: dict, code: int, says: str) -> None:
    if isinstance(source := changes.get("git"), GitSource):
        changes = {"git": GitSource(source.url.replace("SERVER", server), ref=source.ref)}
    ended, result = attempt(job_of(f"{server}/app.git", **changes)).result()
    assert ended == code, result.message
    assert ended == (EXIT_CODES[result.reason] if result.reason else 0)
    assert says in result.message
    assert "s3cret" not in result.message
    with database.owner() as owner:
        for (source,) in owner.execute("SELECT source FROM code_graph.repository"):
            assert "s3cret" not in source


def test_a_database_out_of_reach_is_worth_a_retry(attempt, server: str) -> None:
    uri = f"postgresql://u:s3cret@127.0.0.1:{free_port()}/x"
    code, result = attempt(job_of(f"{server}/app.git"), uri=uri).result()
    assert (code, result.reason) == (75, Reason.CONNECTION_ERROR)
    assert "s3cret" not in result.message


def test_no_variable_leads_the_databases_password_elsewhere(attempt, server: str) -> None:
    hostile = {
        "PGHOSTADDR": "192.0.2.1",
        "PGSERVICE": "evil",
        "PGOPTIONS": "-c role=x",
        "PGSSLMODE": "require",
    }
    code, result = attempt(job_of(f"{server}/app.git"), **hostile).result()
    assert code == 0, result.message


def test_a_path_on_a_volume(attempt, tmp_path: Path) -> None:
    commit = commit_files(tmp_path / "volume/app", APP)
    job = job_of(path=PathSource("app"))
    code, result = attempt(job, volume=tmp_path / "volume").result()
    assert (code, result.commit) == (0, commit), result.message
    code, result = attempt(job_of(path=PathSource("../..")), volume=tmp_path / "volume").result()
    assert (code, result.reason) == (77, Reason.SOURCE_ACCESS_ERROR)


def test_an_empty_folder_is_a_success_without_nodes(attempt, tmp_path: Path) -> None:
    (tmp_path / "volume").mkdir()
    code, result = attempt(job_of(path=PathSource()), volume=tmp_path / "volume").result()
    assert (code, result.commit) == (0, None), result.message
    assert result.counts is not None
    assert result.counts.nodes == 0


@pytest.mark.parametrize("job", [None, "{}", '{"run_id": 7}', "not JSON"])
def test_an_environment_without_a_job(tmp_path: Path, job: str | None) -> None:
    environment = {"PATH": os.environ["PATH"], "DATABASE_URI": "postgresql://u:s3cret@h/x"}
    if job is not None:
        environment["REPOSITORY_INDEX_JOB"] = job
    command = [sys.executable, "-m", "repository_indexer", "run", "--port", "0"]
    command += ["--termination-message", str(tmp_path / "message")]
    ended = subprocess.run(command, env=environment, check=False, capture_output=True, text=True)
    result = decode_result((tmp_path / "message").read_text())
    assert (ended.returncode, result and result.reason) == (70, Reason.INTERNAL_ERROR)
    assert "REPOSITORY_INDEX_JOB" in (tmp_path / "message").read_text()
    for line in ended.stderr.splitlines():
        assert "s3cret" not in json.loads(line)["message"]
