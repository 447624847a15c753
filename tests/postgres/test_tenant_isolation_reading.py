"""Two tenants on one database: `alpha` tries with its own credentials to read `beta`'s rows."""

from __future__ import annotations

import pytest
from psycopg import Connection
from psycopg import errors as pg

from postgres_database import Database
from two_tenants import TENANT_TABLES, tenant_id

pytestmark = pytest.mark.postgres

RELATIONS = ("tenant", "tenant_role", *TENANT_TABLES, "definition", "relation", "kind_count")


def test_every_relation_of_the_schema_is_tried(two_tenants: Database) -> None:
    """A table added later must be added here, or be one that holds no tenant's rows."""
    with two_tenants.owner() as owner:
        names = {
            row[0]
            for row in owner.execute(
                "SELECT relname FROM pg_class"
                " WHERE relnamespace = 'code_graph'::regnamespace AND relkind NOT IN ('i', 'S', 't', 'c')"
            )
        }
    assert names == {*RELATIONS, "schema_version"}


@pytest.mark.parametrize("relation", RELATIONS)
@pytest.mark.parametrize(
    "query",
    [
        "SELECT to_jsonb(x)::text FROM code_graph.{} AS x",
        "COPY (SELECT * FROM code_graph.{}) TO STDOUT",
        "TABLE code_graph.{}",
        "SELECT string_agg(x::text, ' ') FROM code_graph.{} AS x",
    ],
)
def test_reading_shows_only_one_s_own(alpha: Connection, relation: str, query: str) -> None:
    statement = query.format(relation)
    if statement.startswith("COPY"):
        with alpha.cursor().copy(statement) as copy:
            answer = b"".join(bytes(part) for part in copy).decode()
    else:
        answer = str(alpha.execute(statement).fetchall())
    assert "alpha" in answer or "flask" in answer or "app" in answer or len(answer) > 20
    assert "secret" not in answer
    assert "beta" not in answer


@pytest.mark.parametrize("table", TENANT_TABLES)
def test_counting_counts_only_one_s_own(two_tenants: Database, alpha: Connection, table: str) -> None:
    (mine,) = alpha.execute(f"SELECT count(*) FROM code_graph.{table}").fetchone()
    with two_tenants.owner() as owner:
        (expected,) = owner.execute(
            f"SELECT count(*) FROM code_graph.{table} WHERE tenant_id = %s", [tenant_id(two_tenants, "alpha")]
        ).fetchone()
    assert mine == expected > 0


@pytest.mark.parametrize(
    "question",
    [
        "definitions('{}', 'secret.f1')",
        "definitions('{}', 'secret*')",
        "callers('{}', 'secret.f1', true)",
        "callees('{}', 'secret.f1', true)",
        "importers('{}', 'secret.f1', true)",
        "subclasses('{}', 'secret.f1')",
        "impact('{}', 'secret.f1', 100, true)",
        "unresolved('{}')",
        "definitions('{}', 'secret.f1', 'beta')",
        "unresolved('{}', 'secret', 'beta')",
    ],
)
@pytest.mark.parametrize("repository", ["flask", "secret-repository"])
def test_questions_answer_only_from_one_s_own(
    two_tenants: Database, alpha: Connection, question: str, repository: str
) -> None:
    try:
        answer = alpha.execute(f"SELECT * FROM code_graph.{question.format(repository)}").fetchall()
    except pg.NoDataFound:
        assert repository == "secret-repository" or "beta" in question
    else:
        assert repository == "flask"
        assert "secret" not in str(answer)


def test_the_inner_functions_take_ids_but_show_nothing_of_others(
    two_tenants: Database, alpha: Connection
) -> None:
    beta = tenant_id(two_tenants, "beta")
    with two_tenants.owner() as owner:
        (ids,) = owner.execute(
            "SELECT array_agg(id) FROM code_graph.node WHERE tenant_id = %s", [beta]
        ).fetchone()
    dependents = "SELECT * FROM code_graph.dependents(%s, 1, %s, '{calls}', 10, true)"
    assert alpha.execute("SELECT * FROM code_graph.described(%s, 1, %s)", [beta, ids]).fetchall() == []
    assert alpha.execute("SELECT code_graph.named(%s, 1, 'secret*')", [beta]).fetchone() == ([],)
    assert alpha.execute(dependents, [beta, ids]).fetchall() == []
    with two_tenants.as_tenant("beta") as connection:
        assert connection.execute(dependents, [beta, ids[:1]]).fetchall() != []


def test_row_security_cannot_be_switched_off(alpha: Connection) -> None:
    alpha.execute("SET row_security = off")
    for table in TENANT_TABLES:
        with pytest.raises(pg.InsufficientPrivilege, match="row-level security policy"):
            alpha.execute(f"SELECT * FROM code_graph.{table}")


@pytest.mark.parametrize(
    "statement",
    [
        "SET ROLE tenant_beta",
        "SET SESSION AUTHORIZATION tenant_beta",
        "SET SESSION AUTHORIZATION postgres",
        "SET ROLE postgres",
        "ALTER ROLE tenant_alpha SUPERUSER",
        "ALTER ROLE tenant_alpha BYPASSRLS",
        "ALTER ROLE tenant_beta PASSWORD 'mine'",
        "GRANT tenant_beta TO tenant_alpha",
        "GRANT code_graph_writer TO tenant_beta",
        "ALTER TABLE code_graph.node DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE code_graph.node OWNER TO tenant_alpha",
        "DROP POLICY readable ON code_graph.node",
        "CREATE POLICY mine ON code_graph.node USING (true)",
        "CREATE TRIGGER t AFTER DELETE ON code_graph.node EXECUTE FUNCTION unique_key_recheck()",
        "CREATE RULE spy AS ON SELECT TO code_graph.node DO INSTEAD SELECT 1",
        "CREATE OR REPLACE FUNCTION code_graph.readable_tenants() RETURNS integer[] RETURN '{1}'::integer[]",
        "CREATE FUNCTION code_graph.mine() RETURNS integer RETURN 1",
        "CREATE TABLE code_graph.mine (x integer)",
        "CREATE TABLE public.mine (x integer)",
        "CREATE FUNCTION public.mine() RETURNS integer RETURN 1",
        "CREATE SCHEMA mine",
        "CREATE TEMPORARY TABLE child () INHERITS (code_graph.node)",
        "CREATE TEMPORARY TABLE probe (t integer REFERENCES code_graph.tenant)",
        "CREATE INDEX spy ON code_graph.node (name)",
        "CREATE STATISTICS spy ON name, id FROM code_graph.node",
        "ANALYZE code_graph.node (name)",
        "TRUNCATE code_graph.node",
        "DROP TABLE code_graph.node",
        "CREATE EXTENSION IF NOT EXISTS dblink",
        "CREATE PUBLICATION spy FOR TABLE code_graph.node",
        "SELECT * FROM pg_statistic",
        "SELECT * FROM pg_authid",
        "SELECT pg_read_file('/etc/passwd')",
        "COPY code_graph.node TO '/tmp/stolen'",
        "COPY code_graph.node FROM PROGRAM 'id'",
        "SELECT nextval('code_graph.tenant_id_seq')",
        "SELECT last_value FROM code_graph.tenant_id_seq",
        "INSERT INTO code_graph.tenant (name) VALUES ('mine')",
        "INSERT INTO code_graph.tenant_role SELECT 'tenant_alpha', id, true FROM generate_series(1, 9) AS id",
        "UPDATE code_graph.tenant_role SET tenant_id = 2",
        "UPDATE code_graph.tenant SET max_nodes = NULL",
        "UPDATE code_graph.tenant SET name = 'beta'",
        "DELETE FROM code_graph.tenant",
        "UPDATE code_graph.schema_version SET version = 0",
    ],
)
def test_a_tenant_s_role_may_not(alpha: Connection, beta_unchanged: None, statement: str) -> None:
    if statement.startswith("ANALYZE"):
        # Refused with a warning, not an error.
        notices = []
        alpha.add_notice_handler(lambda notice: notices.append(notice.message_primary))
        alpha.execute(statement)
        assert notices and ("permission denied" in notices[0] or "only table or database owner" in notices[0])
        return
    with pytest.raises(
        (pg.InsufficientPrivilege, pg.UndefinedFunction, pg.WrongObjectType, pg.InvalidTableDefinition)
    ) as refused:
        alpha.execute(statement)
    assert isinstance(refused.value, pg.InsufficientPrivilege) or "temporary" in str(refused.value)


@pytest.mark.parametrize("group", ["code_graph_reader", "code_graph_writer"])
def test_as_a_group_role_one_sees_nothing(alpha: Connection, group: str) -> None:
    alpha.execute(f"SET ROLE {group}")
    for table in ("tenant", "tenant_role", *TENANT_TABLES):
        try:
            assert alpha.execute(f"SELECT count(*) FROM code_graph.{table}").fetchone() == (0,)
        except pg.InsufficientPrivilege:
            assert group == "code_graph_writer", "only the writers' group has no right to read"


def test_a_function_that_tells_its_arguments_is_told_only_one_s_own(alpha: Connection) -> None:
    """The planner would call a cheap function first, were row level security no barrier to it."""
    told: list[str] = []
    alpha.add_notice_handler(lambda notice: told.append(notice.message_primary))
    alpha.execute(
        "CREATE FUNCTION pg_temp.tell(text) RETURNS boolean LANGUAGE plpgsql COST 0.0000001 AS"
        " $$ BEGIN RAISE NOTICE '%', $1; RETURN true; END $$"
    )
    for relation, column in (
        ("node", "qualified_name"),
        ("file", "path"),
        ("unresolved_reference", "text"),
        ("repository", "name"),
        ("tenant", "name"),
        ("tenant_role", "role::text"),
        ("definition", "qualified_name"),
        ("relation", "source"),
    ):
        told.clear()
        alpha.execute(f"SELECT FROM code_graph.{relation} WHERE pg_temp.tell({column})")
        assert told, relation
        assert not [words for words in told if "secret" in words or "beta" in words], relation


def test_an_operator_that_fails_on_others_rows_does_not(alpha: Connection) -> None:
    """A division by zero or a cast that fails would tell that a row is there."""
    alpha.execute(
        "SELECT 1 / (CASE WHEN name LIKE 'secret%' THEN 0 ELSE 1 END) FROM code_graph.node"
    ).fetchall()
    alpha.execute("SELECT FROM code_graph.node WHERE 1 / (position('secret' in name) - 1) < 2").fetchall()


def test_temporary_objects_of_the_same_name_change_no_answer(alpha: Connection) -> None:
    before = alpha.execute("SELECT * FROM code_graph.callers('flask', 'Flask.run')").fetchall()
    alpha.execute("CREATE TEMPORARY TABLE tenant_role (role name, tenant_id integer, may_write boolean)")
    alpha.execute(
        "INSERT INTO pg_temp.tenant_role SELECT 'tenant_alpha', n, true FROM generate_series(1, 99) AS n"
    )
    alpha.execute(
        "CREATE FUNCTION pg_temp.readable_tenants() RETURNS integer[] RETURN '{1,2,3,4}'::integer[]"
    )
    alpha.execute("CREATE TEMPORARY TABLE node AS SELECT * FROM code_graph.node")
    alpha.execute("CREATE TEMPORARY TABLE edge AS SELECT * FROM code_graph.edge WITH NO DATA")
    alpha.execute("CREATE FUNCTION pg_temp.array_agg(bigint) RETURNS bigint[] RETURN '{}'::bigint[]")
    alpha.execute("SET search_path = pg_temp, code_graph, pg_catalog")
    assert alpha.execute("SELECT * FROM code_graph.callers('flask', 'Flask.run')").fetchall() == before
    assert alpha.execute("SELECT * FROM code_graph.impact('flask', 'Flask.run')").fetchall() != []
    assert alpha.execute("SELECT count(*) FROM code_graph.node WHERE name LIKE 'secret%'").fetchone() == (0,)


def test_the_planner_s_statistics_hold_no_text(two_tenants: Database, alpha: Connection) -> None:
    """EXPLAIN shows estimates that come from all tenants' rows; those about names must not exist."""
    with two_tenants.owner() as owner:
        columns = owner.execute(
            """
            SELECT tablename, attname FROM pg_stats
            WHERE schemaname = 'code_graph' AND most_common_vals::text || histogram_bounds::text ~ '[a-z]'
              AND attname NOT IN ('kind', 'resolution', 'may_write', 'has_parse_error')
              AND tablename <> 'schema_version'
            """
        ).fetchall()
    assert columns == []
    assert (
        alpha.execute(
            "SELECT * FROM pg_stats WHERE schemaname = 'code_graph' AND tablename <> 'schema_version'"
        ).fetchall()
        == []
    )

    def estimate(name: str) -> str:
        return str(
            alpha.execute(f"EXPLAIN SELECT FROM code_graph.node WHERE name = '{name}'").fetchall()
        ).replace(name, "")

    assert estimate("secret_1") == estimate("nothing_")


def test_explain_analyze_shows_no_row_of_others(alpha: Connection) -> None:
    plan = str(alpha.execute("EXPLAIN (ANALYZE, VERBOSE, BUFFERS) SELECT * FROM code_graph.node").fetchall())
    assert "secret" not in plan


def test_a_prepared_plan_and_a_cursor_are_bound_to_the_role_too(alpha: Connection) -> None:
    with alpha.transaction():
        alpha.execute("PREPARE p AS SELECT name FROM code_graph.node")
        alpha.execute("DECLARE c CURSOR FOR SELECT name FROM code_graph.node")
        assert "secret" not in str(alpha.execute("EXECUTE p").fetchall())
        assert "secret" not in str(alpha.execute("FETCH ALL FROM c").fetchall())
