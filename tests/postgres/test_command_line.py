"""The command line as a person uses it: index, ask, set the database up."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dispositions import disposition
from git_remotes import commit_files
from postgres_database import Database
from repository_indexer.cli.questions import QuestionName
from repository_indexer.database.questions import QUESTIONS

PROGRAM = Path(sys.executable).parent / "repository-indexer"
PRICE = """
def tax(x):
    return x


def total(x):
    return tax(x)


class Base:
    pass
"""
CART = """
from shop.price import Base, total


class Cart(Base):
    def sum(self):
        return total(1)
"""
FILES = {"shop/__init__.py": "", "shop/price.py": PRICE, "shop/cart.py": CART}


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    commit_files(tmp_path / "shop", FILES)
    return tmp_path / "shop"


def call(
    *arguments: object, database: Database | None = None, code: int = 0, **environment: str
) -> subprocess.CompletedProcess[str]:
    variables = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "COLUMNS": "200", **environment}
    if database:
        variables["DATABASE_URI"] = database.uri("alpha")
    ended = subprocess.run(
        [str(PROGRAM), *map(str, arguments)], env=variables, check=False, capture_output=True, text=True
    )
    assert ended.returncode == code, ended.stderr
    assert "Traceback" not in ended.stderr
    return ended


def index(folder: Path, database: Database) -> subprocess.CompletedProcess[str]:
    return call("index", folder, "--tenant", "alpha", database=database)


def test_index_then_ask(shop: Path, database: Database) -> None:
    summary = index(shop, database)
    assert "shop at " in summary.stdout
    assert "3  files (python 3)" in summary.stdout
    assert "query callers NAME --repository shop" in summary.stdout
    assert summary.stderr == ""
    table = call("query", "callers", "tax", database=database).stdout.splitlines()
    assert table[0].split()[0] == "CALLER"
    assert table[1].split()[0] == "shop.price.total"
    answer = json.loads(call("query", "impact", "tax", "--output", "json", database=database).stdout)
    assert {row["affected"] for row in answer} >= {"shop.price.total", "shop.cart.Cart.sum"}
    one_step = call("query", "impact", "tax", "--depth", "1", "-o", "json", database=database).stdout
    assert {row["depth"] for row in json.loads(one_step)} == {1}
    assert "shop.cart.Cart" in call("query", "subclasses", "Base", database=database).stdout
    assert "shop" in call("repositories", database=database).stdout
    assert "function" in call("counts", database=database).stdout
    for question in QuestionName:
        call("query", question, "nothing_of_that_name", database=database)


def test_every_question_of_the_database_can_be_asked() -> None:
    assert {question.value for question in QuestionName} == set(QUESTIONS)


def test_indexed_again_nothing_changes(shop: Path, database: Database) -> None:
    index(shop, database)
    assert "(0 new, 0 gone)" in index(shop, database).stdout


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (
            ["index", "/nonexistent/folder"],
            66,
            "is no folder '/nonexistent/folder', and",
        ),
        (["index", "file:///etc", "--tenant", "alpha"], 77, "must be https://"),
        (["index", "https://me:s3cret@host/a.git", "--tenant", "alpha"], 77, "put them into a Secret"),
        (["index", ".", "--tenant", "beta"], 78, "add-tenant beta"),
        (["query", "callers", "x"], 66, "Nothing is indexed yet"),
        (["query", "callers"], 2, "callers of what? Give a NAME."),
        (["query", "colour", "x"], 2, "colour"),
        (["query", "callers", "x", "--repository", "nosuch"], 66, "nosuch"),
    ],
)
def test_an_error_is_one_sentence(database: Database, arguments: list[str], code: int, says: str) -> None:
    ended = call(*arguments, database=database, code=code)
    assert says in ended.stderr
    assert "s3cret" not in ended.stderr
    assert ended.stdout == ""


def test_a_wrong_database_uri_does_not_show_its_password() -> None:
    for uri in ("postgresql://u:s3cret%zz@h/x", "u s3cret"):
        assert "s3cret" not in call("repositories", DATABASE_URI=uri, code=78).stderr


def test_several_repositories_must_be_named(shop: Path, tmp_path: Path, database: Database) -> None:
    index(shop, database)
    commit_files(tmp_path / "other", FILES)
    index(tmp_path / "other", database)
    assert "other, shop" in call("query", "callers", "tax", database=database, code=66).stderr


def test_graph_prints_json_lines(shop: Path) -> None:
    lines = [json.loads(line) for line in call("graph", shop).stdout.splitlines()]
    edge = {"type": "edge", "kind": "calls", "source": "shop.price.total", "target": "shop.price.tax"}
    edge |= {"file": "shop/price.py", "line": 7, "resolution": "exact"}
    assert edge in lines


def test_graph_ends_with_its_reader(shop: Path) -> None:
    commit_files(shop, {f"m{number}.py": "def f():\n    pass\n" * 100 for number in range(50)})
    pipeline = subprocess.run(
        ["sh", "-c", f"{PROGRAM} graph {shop} | head -n 1"], check=True, capture_output=True, text=True
    )
    assert json.loads(pipeline.stdout)["type"] == "node"
    assert pipeline.stderr == ""


def test_names_cannot_command_the_terminal(tmp_path: Path, database: Database) -> None:
    commit_files(tmp_path / "odd", {"a\x1b[31m.py": "def f():\n    pass\n"})
    index(tmp_path / "odd", database)
    assert "\x1b" not in call("query", "definitions", "f", database=database).stdout


def test_ctrl_c_publishes_nothing(tmp_path: Path, database: Database) -> None:
    text = "".join(f"def f{number}(x):\n    return f{number + 1}(x)\n\n\n" for number in range(300))
    commit_files(tmp_path / "big", {f"m{number}.py": text + f"# {number}\n" for number in range(100)})
    # At a terminal, where Ctrl-C reaches every process of the foreground, and the bar is drawn.
    terminal, program_side = pty.openpty()
    command = [str(PROGRAM), "index", str(tmp_path / "big"), "--tenant", "alpha", "--workers", "2"]
    environment = {**os.environ, "DATABASE_URI": database.uri("alpha"), "TERM": "xterm"}
    with disposition(signal.SIGINT, signal.SIG_DFL):
        process = subprocess.Popen(
            command,
            env=environment,
            stdin=program_side,
            stdout=program_side,
            stderr=program_side,
            start_new_session=True,
        )
    os.close(program_side)
    shown = b""
    while b"Parsing" not in shown:
        shown += os.read(terminal, 4096)
    os.killpg(process.pid, signal.SIGINT)
    began = time.monotonic()
    while True:
        try:
            shown += os.read(terminal, 4096)
        except OSError:
            break
    assert process.wait() == 130
    assert time.monotonic() - began < 4
    assert b"Traceback" not in shown
    assert b"nothing was published" in shown
    with database.owner() as owner:
        assert owner.execute("SELECT published_run_id FROM code_graph.repository").fetchall() == [(None,)]


class TestOwner:
    def owner(self, database: Database, *arguments: object, code: int = 0, **environment: str):
        return call(*arguments, DATABASE_URI=database.owner_uri, code=code, **environment)

    def test_from_an_empty_database_to_an_indexed_repository(
        self, empty_database: Database, shop: Path, tmp_path: Path
    ) -> None:
        for _ in range(2):
            assert "has version" in self.owner(empty_database, "database", "migrate").stdout
        added = self.owner(empty_database, "database", "add-tenant", "gamma", TENANT_PASSWORD="from variable")
        assert added.stdout == "The role tenant_gamma may read and write the rows of tenant gamma.\n"
        uri = empty_database.role_uri("tenant_gamma", "from variable")
        call("index", shop, "--tenant", "gamma", DATABASE_URI=uri)

        (tmp_path / "password").write_text("from file\n")
        self.owner(
            empty_database, "database", "add-tenant", "gamma", "--password-file", tmp_path / "password"
        )
        uri = empty_database.role_uri("tenant_gamma", "from file")
        assert "shop" in call("repositories", DATABASE_URI=uri).stdout

        self.owner(empty_database, "database", "add-tenant", "gamma", "--max-nodes", "1")
        commit_files(shop, {"more.py": "def more():\n    pass\n"})
        assert "quota" in call("index", shop, "--tenant", "gamma", DATABASE_URI=uri, code=73).stderr

        self.owner(empty_database, "database", "remove-tenant", "gamma", "--yes")
        assert "shop" not in call("repositories", DATABASE_URI=uri).stdout

    def test_reading_only(self, database: Database, shop: Path) -> None:
        index(shop, database)
        arguments = ("add-tenant", "alpha", "--role", "reader_of_alpha", "--read-only")
        self.owner(database, "database", *arguments, TENANT_PASSWORD="reads")
        uri = database.role_uri("reader_of_alpha", "reads")
        assert "shop" in call("repositories", DATABASE_URI=uri).stdout
        assert "not write" in call("index", shop, "--tenant", "alpha", DATABASE_URI=uri, code=78).stderr

    def test_an_empty_password_is_none(self, database: Database) -> None:
        ended = self.owner(database, "database", "add-tenant", "delta", TENANT_PASSWORD="", code=78)
        assert "TENANT_PASSWORD is empty" in ended.stderr

    def test_without_a_database(self) -> None:
        assert "--database" in call("database", "migrate", code=2).stderr
