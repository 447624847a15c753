"""Two tenants on one database: `alpha` tries with its own credentials to read and to change what is `beta`'s.

Whatever `beta` owns contains the word `secret`, so a leak is easy to see anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from psycopg import Connection
from psycopg import errors as pg

from postgres_database import Database, NewDatabase
from repository_indexer.database import FactsCache, add_tenant
from repository_indexer.model import (
    Edge,
    EdgeKind,
    FileRecord,
    Graph,
    Node,
    NodeKind,
    Resolution,
    UnresolvedReference,
)
from repository_indexer.packed import Key, Packed
from sample_graphs import flask

pytestmark = pytest.mark.postgres

GRAPH_TABLES = ("file", "node", "edge", "unresolved_reference")
TENANT_TABLES = ("repository", "index_run", "cached_facts", *GRAPH_TABLES)
RELATIONS = ("tenant", "tenant_role", *TENANT_TABLES, "definition", "relation", "kind_count")


def secret_graph() -> Graph:
    nodes = [
        Node(
            NodeKind.FUNCTION,
            "python",
            f"secret.f{i}",
            f"secret_{i}",
            "secret.py",
            1,
            2,
            "(secret)",
            "secret",
        )
        for i in range(300)
    ]
    edges = [Edge(EdgeKind.CALLS, i, (i + 1) % 300, 1, Resolution.EXACT) for i in range(300)]
    unresolved = [UnresolvedReference(EdgeKind.CALLS, 0, "secret", 1)]
    return Graph(nodes, edges, unresolved, [FileRecord("secret.py", "5ec7e7" * 7, 1, "python")])


@pytest.fixture(scope="module")
def filled(new_database: NewDatabase, template: Database) -> Database:
    database = new_database(template)
    add_tenant(database.owner_uri, "beta", max_nodes=123_456)
    database.index(flask(), tenant="alpha", repository="flask")
    database.publish(
        database.claim("beta", "flask", run_id="secret-run", attempt="secret-pod"), secret_graph(), "secret"
    )
    database.index(secret_graph(), tenant="beta", repository="secret-repository")
    for tenant, word in (("alpha", "open"), ("beta", "secret")):
        cache = FactsCache(database.uri(tenant), tenant_id(database, tenant), str.encode)
        # Of one content, which both have.
        found = {Key("5ec7e7" * 6 + "0000", f"{word}-{i}"): Packed("", 6, word.encode()) for i in range(300)}
        cache.keep(found)
    with database.owner() as owner:
        owner.execute("ANALYZE")
    return database


@pytest.fixture
def two_tenants(filled: Database, new_database: NewDatabase) -> Iterator[Database]:
    database = new_database(filled)
    yield database
    database.drop()


@pytest.fixture
def alpha(two_tenants: Database) -> Iterator[Connection]:
    with two_tenants.as_tenant("alpha") as connection:
        yield connection


def beta_s(database: Database) -> dict[str, list[tuple]]:
    """All that is beta's, as the owner sees it, with the rows' versions."""
    with database.owner() as owner:
        found = {
            table: sorted(
                owner.execute(
                    f"SELECT t.xmin::text, t.ctid::text, to_jsonb(t)::text FROM code_graph.{table} AS t"
                    " WHERE tenant_id = (SELECT id FROM code_graph.tenant WHERE name = 'beta')"
                ).fetchall()
            )
            for table in ("tenant_role", *TENANT_TABLES)
        }
        found["tenant"] = owner.execute(
            "SELECT to_jsonb(t)::text FROM code_graph.tenant AS t WHERE name = 'beta'"
        ).fetchall()
    assert all(found.values())
    return found


@pytest.fixture
def beta_unchanged(two_tenants: Database) -> Iterator[None]:
    before = beta_s(two_tenants)
    yield
    assert beta_s(two_tenants) == before


def tenant_id(database: Database, tenant: str) -> int:
    with database.owner() as owner:
        return owner.execute("SELECT id FROM code_graph.tenant WHERE name = %s", [tenant]).fetchone()[0]


# reading


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


# writing


def test_copy_into_the_tables_is_refused(alpha: Connection, beta_unchanged: None) -> None:
    for table in TENANT_TABLES:
        with pytest.raises(pg.FeatureNotSupported, match="row-level security"):
            alpha.cursor().copy(f"COPY code_graph.{table} FROM STDIN").__enter__()


@pytest.mark.parametrize("table", TENANT_TABLES)
def test_no_row_can_be_written_for_another_tenant(
    two_tenants: Database, alpha: Connection, beta_unchanged: None, table: str
) -> None:
    beta = tenant_id(two_tenants, "beta")
    alpha.execute(f"CREATE TEMPORARY TABLE forged AS SELECT * FROM code_graph.{table}")
    alpha.execute("UPDATE forged SET tenant_id = %s", [beta])
    for statement in (
        f"INSERT INTO code_graph.{table} SELECT * FROM forged",
        f"INSERT INTO code_graph.{table} SELECT * FROM forged ON CONFLICT DO NOTHING",
        f"UPDATE code_graph.{table} SET tenant_id = {beta}",
        f"DO $$ BEGIN INSERT INTO code_graph.{table} SELECT * FROM pg_temp.forged; END $$",
    ):
        with pytest.raises(pg.InsufficientPrivilege, match="row-level security policy"):
            alpha.execute(statement)


@pytest.mark.parametrize("table", TENANT_TABLES)
def test_rows_of_another_tenant_can_be_neither_changed_deleted_nor_locked(
    two_tenants: Database, alpha: Connection, beta_unchanged: None, table: str
) -> None:
    beta = tenant_id(two_tenants, "beta")
    where = f"WHERE tenant_id = {beta}"
    assert alpha.execute(f"UPDATE code_graph.{table} SET tenant_id = tenant_id {where}").rowcount == 0
    assert alpha.execute(f"DELETE FROM code_graph.{table} {where}").rowcount == 0
    assert alpha.execute(f"SELECT FROM code_graph.{table} {where} FOR UPDATE").rowcount == 0
    assert alpha.execute(f"SELECT FROM code_graph.{table} FOR UPDATE").rowcount > 0


def test_deleting_everything_deletes_only_one_s_own(alpha: Connection, beta_unchanged: None) -> None:
    for table in reversed(TENANT_TABLES):
        alpha.execute(f"DELETE FROM code_graph.{table}")


def test_a_key_that_another_tenant_uses_is_no_conflict(two_tenants: Database, alpha: Connection) -> None:
    """Every key begins with the tenant, so a unique violation tells nothing about others' rows."""
    with two_tenants.owner() as owner:
        unprefixed = owner.execute(
            """
            SELECT i.indexrelid::regclass::text FROM pg_index AS i JOIN pg_class AS c ON c.oid = i.indrelid
            JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
            WHERE c.relnamespace = 'code_graph'::regnamespace AND i.indisunique AND a.attname <> 'tenant_id'
              AND c.relname NOT IN ('tenant', 'tenant_role', 'schema_version')
            """
        ).fetchall()
    assert unprefixed == []
    alpha.execute(
        "INSERT INTO code_graph.repository"
        " (tenant_id, id, name, source, claim_run_id, claim_attempt, claim_requested_at)"
        " VALUES (%s, 2, 'secret-repository', '', '', '', now())",
        [tenant_id(two_tenants, "alpha")],
    )


def test_a_tenant_that_exists_and_one_that_does_not_are_refused_alike(
    two_tenants: Database, alpha: Connection
) -> None:
    """The foreign key is checked past row level security, but only after the policy, so it tells nothing."""
    answers = set()
    for number in (tenant_id(two_tenants, "beta"), 987_654):
        with pytest.raises(psycopg.Error) as refused:
            alpha.execute(
                "INSERT INTO code_graph.repository (tenant_id, id, name, source, claim_run_id, claim_attempt,"
                " claim_requested_at) VALUES (%s, 9, 'x', '', '', '', now())",
                [number],
            )
        answers.add(str(refused.value))
    assert len(answers) == 1


def test_a_reader_s_role_writes_nothing_at_all(two_tenants: Database) -> None:
    add_tenant(two_tenants.owner_uri, "alpha", role="alpha_readonly", password="pw", may_write=False)
    with psycopg.connect(two_tenants.role_uri("alpha_readonly", "pw"), autocommit=True) as reader:
        assert reader.execute("SELECT count(*) FROM code_graph.node").fetchone() == (11,)
        for table in TENANT_TABLES:
            with pytest.raises(pg.InsufficientPrivilege):
                reader.execute(f"DELETE FROM code_graph.{table}")
            with pytest.raises(pg.InsufficientPrivilege):
                reader.execute(f"UPDATE code_graph.{table} SET tenant_id = tenant_id")


def test_a_role_that_writes_one_tenant_and_reads_another_cannot_move_rows_between_them(
    two_tenants: Database, beta_unchanged: None
) -> None:
    two_tenants_reader = "alpha_and_reads_beta"
    add_tenant(two_tenants.owner_uri, "alpha", role=two_tenants_reader, password="pw")
    before = beta_s(two_tenants)
    add_tenant(two_tenants.owner_uri, "beta", role=two_tenants_reader, may_write=False, max_nodes=123_456)
    try:
        with psycopg.connect(two_tenants.role_uri(two_tenants_reader, "pw"), autocommit=True) as both:
            assert both.execute("SELECT count(*) FROM code_graph.node").fetchone() == (611,)
            beta = tenant_id(two_tenants, "beta")
            assert both.execute("DELETE FROM code_graph.node WHERE tenant_id = %s", [beta]).rowcount == 0
            assert both.execute("UPDATE code_graph.node SET doc = ''").rowcount == 11
            with pytest.raises(pg.InsufficientPrivilege, match="row-level security"):
                both.execute("UPDATE code_graph.node SET tenant_id = %s", [beta])
            of_beta = "SELECT * FROM code_graph.definitions('flask', 'secret.f1', 'beta')"
            assert len(both.execute(of_beta).fetchall()) == 1
            assert (
                both.execute("SELECT * FROM code_graph.definitions('flask', 'secret.f1', 'alpha')").fetchall()
                == []
            )
    finally:
        with two_tenants.owner() as owner:
            owner.execute("DELETE FROM code_graph.tenant_role WHERE role = %s", [two_tenants_reader])
    assert beta_s(two_tenants) == before


# the schema itself


def test_the_schema_has_nothing_that_would_leak(two_tenants: Database) -> None:
    with two_tenants.owner() as owner:

        def names(query: str) -> list[str]:
            return [row[0] for row in owner.execute(query)]

        in_schema = "relnamespace = 'code_graph'::regnamespace"
        assert names(f"SELECT relname FROM pg_class WHERE {in_schema} AND relkind IN ('m', 'p', 'f')") == []
        assert names(
            f"SELECT relname FROM pg_class WHERE {in_schema} AND relkind = 'r' AND NOT relrowsecurity"
        ) == ["schema_version"]
        assert (
            names(
                f"SELECT relname FROM pg_class WHERE {in_schema} AND relkind = 'v'"
                " AND NOT coalesce(reloptions @> '{security_invoker=true}', false)"
            )
            == []
        )
        functions = "pronamespace = 'code_graph'::regnamespace"
        assert names(f"SELECT proname FROM pg_proc WHERE {functions} AND prosecdef") == []
        # A body in SQL is bound when it is made; one that is text needs a search_path of its own.
        assert (
            names(
                f"SELECT proname FROM pg_proc WHERE {functions} AND prosqlbody IS NULL"
                " AND NOT coalesce(proconfig::text ~ 'search_path=pg_catalog, pg_temp', false)"
            )
            == []
        )
        assert names(f"SELECT proname FROM pg_proc WHERE {functions} AND proleakproof") == []


def test_tenants_own_nothing_and_may_create_nothing(two_tenants: Database) -> None:
    with two_tenants.owner() as owner:
        (owned,) = owner.execute(
            "SELECT count(*) FROM pg_class WHERE relowner = ANY"
            " ('{tenant_alpha,code_graph_reader,code_graph_writer}'::regrole[])"
        ).fetchone()
        assert owned == 0
        creatable = owner.execute(
            "SELECT nspname FROM pg_namespace WHERE has_schema_privilege('tenant_alpha', oid, 'CREATE')"
            " AND nspname !~ '^pg_temp|^pg_toast_temp'"
        ).fetchall()
        assert creatable == []
