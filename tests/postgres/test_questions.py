"""The questions, asked as a tenant asks them."""

from __future__ import annotations

import random

import pytest
from psycopg import Connection

from postgres_database import Database
from repository_indexer.database import add_tenant, connect
from repository_indexer.database.questions import QUESTIONS, ask, kind_counts, repositories
from repository_indexer.errors import SourceNotFoundError
from repository_indexer.model import EdgeKind, Graph, NodeKind
from sample_graphs import edge, file, flask, node

pytestmark = pytest.mark.postgres


@pytest.fixture
def tenant(database: Database):
    database.index(flask())
    with connect(database.uri("alpha")) as connection:
        yield connection


def answer(connection: Connection, question: str, name: str | None = None, **options) -> list[tuple]:
    return ask(connection, QUESTIONS[question], "flask", name, **options).rows


def test_definitions_by_simple_name_suffix_qualified_name_and_prefix(tenant: Connection) -> None:
    def names(name: str) -> list[str]:
        return [row[1] for row in answer(tenant, "definitions", name)]

    assert names("run") == ["app.Base.run", "app.Flask.run"]
    assert names("Flask.run") == ["app.Flask.run"]
    assert names("app.Flask.run") == ["app.Flask.run"]
    assert names("app.Flask*") == ["app.Flask", "app.Flask.run"]
    assert names("lask.run") == []
    assert names("unheard_of") == names("*") == names("") == names("%") == names(".") == []


def test_a_definition_has_its_place(tenant: Connection) -> None:
    found = ask(tenant, QUESTIONS["definitions"], "flask", "Flask.run")
    assert found.columns == ("kind", "qualified_name", "signature", "file", "start_line", "end_line")
    assert found.rows == [("method", "app.Flask.run", "", "app.py", 11, 15)]


def test_an_external_symbol_has_its_package(tenant: Connection) -> None:
    found = tenant.execute("SELECT qualified_name, package FROM code_graph.definition WHERE package <> ''")
    assert found.fetchall() == [("os.path.join", "python")]


def test_callers_leave_candidates_out_unless_asked_for(tenant: Connection) -> None:
    sure = ("cli.main", "function", "cli.py", 7, "app.Flask.run", "inferred")
    assert answer(tenant, "callers", "Flask.run") == [sure]
    assert answer(tenant, "callers", "Flask.run", include_candidates=True) == [
        sure,
        ("cli.guess", "function", "cli.py", 26, "app.Flask.run", "candidate"),
    ]


def test_the_callers_of_a_class_instantiate_it(tenant: Connection) -> None:
    assert answer(tenant, "callers", "Flask") == [("cli.main", "function", "cli.py", 6, "app.Flask", "exact")]


def test_callees_are_in_the_order_of_the_lines(tenant: Connection) -> None:
    assert [(row[0], row[3]) for row in answer(tenant, "callees", "main")] == [
        ("app.Flask", 6),
        ("app.Flask.run", 7),
        ("cli.helper", 8),
    ]
    assert ("os.path.join", "external", "cli.py", 17, "cli.helper", "exact") in answer(
        tenant, "callees", "helper"
    )


def test_importers_of_a_module_import_it_or_what_is_inside(tenant: Connection) -> None:
    importer = ("cli", "module", "cli.py", 1, "app.Flask", "exact")
    assert answer(tenant, "importers", "app") == [importer]
    assert answer(tenant, "importers", "app.Flask") == [importer]
    assert answer(tenant, "importers", "app.Base") == []


def test_subclasses_go_through_others(tenant: Connection) -> None:
    assert answer(tenant, "subclasses", "Base") == [
        (1, "app.Flask", "class", "app.py", 10, "app.Base"),
        (2, "app.Quart", "class", "app.py", 20, "app.Flask"),
    ]
    assert [row[1] for row in answer(tenant, "subclasses", "Base", max_depth=1)] == ["app.Flask"]


def test_impact_goes_through_others_and_ends_though_there_is_a_cycle(tenant: Connection) -> None:
    impact = answer(tenant, "impact", "Flask.run", max_depth=100)
    assert [(row[0], row[1], row[5], row[6]) for row in impact] == [
        (1, "cli.main", "calls", "app.Flask.run"),
        (2, "cli.helper", "calls", "cli.main"),
    ]
    assert "cli.guess" in {row[1] for row in answer(tenant, "impact", "Flask.run", include_candidates=True)}


def test_the_impact_of_a_class_is_also_that_of_its_members(tenant: Connection) -> None:
    affected = {row[1]: row[0] for row in answer(tenant, "impact", "app.Flask")}
    assert affected == {"cli": 1, "cli.main": 1, "app.Quart": 1, "cli.helper": 2}


def test_unresolved_all_or_by_name(tenant: Connection) -> None:
    started = ("cli.main", "calls", "self.thing.start", "cli.py", 9)
    unknown = ("cli.helper", "calls", "unknown", "cli.py", 18)
    assert answer(tenant, "unresolved") == [started, unknown]
    assert (
        answer(tenant, "unresolved", "start") == answer(tenant, "unresolved", "self.thing.start") == [started]
    )


def test_a_repository_that_is_not_there_is_said_to_be_missing(tenant: Connection) -> None:
    with pytest.raises(
        SourceNotFoundError,
        match='no repository "django" is published for the tenants of role "tenant_alpha"',
    ):
        ask(tenant, QUESTIONS["callers"], "django", "run")
    with pytest.raises(SourceNotFoundError):
        ask(tenant, QUESTIONS["callers"], "flask", "run", tenant="beta")
    with pytest.raises(SourceNotFoundError):
        kind_counts(tenant, "django")


def test_what_is_published_and_how_much_of_each_kind(tenant: Connection) -> None:
    listed = repositories(tenant)
    assert [row[:3] + row[4:] for row in listed.rows] == [("alpha", "flask", "c0ffee", 3, 11, 18, 2)]
    counts = {(of, kind): count for of, kind, count in kind_counts(tenant, "flask").rows}
    assert counts["node", "class"] == 3 and counts["edge", "calls"] == 5
    assert sum(count for (of, _), count in counts.items() if of == "edge") == 18


@pytest.mark.parametrize("name", ["'; DROP TABLE code_graph.node; --", "%s", "a\\b", "naïve", "x" * 100_000])
def test_a_hostile_name_is_only_a_name(tenant: Connection, name: str) -> None:
    for question in QUESTIONS:
        assert answer(tenant, question, name) == []


def test_they_are_asked_straight_from_sql(database: Database) -> None:
    database.index(flask())
    with database.as_tenant("alpha") as connection:
        assert connection.execute(
            "SELECT caller FROM code_graph.callers('flask', 'Flask.run')"
        ).fetchall() == [("cli.main",)]
        assert connection.execute(
            "SELECT source FROM code_graph.relation WHERE target = 'app.Base' AND kind = 'inherits'"
        ).fetchall() == [("app.Flask",)]


def test_every_question_is_a_function_of_the_schema(database: Database) -> None:
    with database.owner() as owner:
        for question in QUESTIONS.values():
            (arguments,) = owner.execute(
                "SELECT proargnames FROM pg_proc"
                " WHERE proname = %s AND pronamespace = 'code_graph'::regnamespace",
                [question.name],
            ).fetchone()
            assert question.takes_depth == ("max_depth" in arguments)
            assert question.takes_candidates == ("include_candidates" in arguments)


def test_a_role_of_several_tenants_is_asked_which(database: Database) -> None:
    for tenant in ("alpha", "beta"):
        database.index(flask(), tenant=tenant)
        add_tenant(database.owner_uri, tenant, role="reads_both", password="pw", may_write=False)
    with connect(database.role_uri("reads_both", "pw")) as connection:
        with pytest.raises(
            SourceNotFoundError, match='several tenants with a repository "flask"; name the tenant'
        ):
            ask(connection, QUESTIONS["callers"], "flask", "Flask.run")
        assert len(ask(connection, QUESTIONS["callers"], "flask", "Flask.run", tenant="beta").rows) == 1


@pytest.mark.timeout(120)
@pytest.mark.parametrize("is_analysed", [False, True])
def test_a_hub_and_a_deep_chain_take_no_minutes(database: Database, is_analysed: bool) -> None:
    """20,000 nodes and 100,000 edges; also before the server has gathered statistics of them."""
    random_ = random.Random(1)
    count = 20_000
    nodes = [node(f"pkg.m{i % 200}.C{i % 2_000}.f{i}", NodeKind.METHOD, 1 + i % 900) for i in range(count)]
    chain = [edge(EdgeKind.CALLS, i + 1, i, 5) for i in range(1_000)]
    hub = [edge(EdgeKind.CALLS, i, 19_999, 6) for i in range(5_000, 10_000)]
    noise = [
        edge(EdgeKind.CALLS, random_.randrange(1_001, count), random_.randrange(1_001, count - 1), line)
        for line in range(1, 101)
        for _ in range(900)
    ]
    database.index(Graph(nodes, chain + hub + noise, [], [file()]))
    if is_analysed:
        with database.owner() as owner:
            owner.execute("ANALYZE")
    with connect(database.uri("alpha")) as connection:
        connection.execute("SET statement_timeout = '10s'")
        assert len(answer(connection, "callers", "f17")) == 1
        assert len(answer(connection, "callers", "f19999")) == 5_000
        assert len(answer(connection, "impact", "f0", max_depth=50)) == 50
