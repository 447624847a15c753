"""The questions that the graph answers, as the command line asks them; the answers are made by sql/0003."""

from __future__ import annotations

from dataclasses import dataclass

from psycopg import Connection, sql
from psycopg import errors as pg

from repository_indexer.database.connection import check_schema_version, transaction
from repository_indexer.errors import SourceNotFoundError


@dataclass(frozen=True, slots=True)
class Question:
    """A function of schema `code_graph`, and which arguments it takes besides repository and name."""

    name: str
    help: str
    needs_name: bool = True
    takes_depth: bool = False
    takes_candidates: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """A table: the columns' names, and the rows in the order in which they are to be shown."""

    columns: tuple[str, ...]
    rows: list[tuple[str | int | None, ...]]


QUESTIONS: dict[str, Question] = {
    question.name: question
    for question in (
        Question("definitions", "Where a name is defined."),
        Question("callers", "Who calls a function, or instantiates a class.", takes_candidates=True),
        Question("callees", "What a function calls and instantiates.", takes_candidates=True),
        Question("importers", "Who imports a module, or anything inside it.", takes_candidates=True),
        Question(
            "subclasses",
            "What inherits from a class, directly or through others.",
            takes_depth=True,
            takes_candidates=True,
        ),
        Question(
            "impact",
            "What a change can affect, directly or through others.",
            takes_depth=True,
            takes_candidates=True,
        ),
        Question(
            "unresolved", "References that could not be bound, all or those to a name.", needs_name=False
        ),
    )
}


def ask(
    connection: Connection,
    question: Question,
    repository: str,
    name: str | None,
    *,
    tenant: str | None = None,
    max_depth: int | None = None,
    include_candidates: bool = False,
) -> Answer:
    """Ask one question about one repository.

    Args:
        name: a simple name (`run`), a qualified name, the end of one (`Flask.run`) or its beginning with a
            star (`flask.app.*`); every definition that it fits is answered for.
        tenant: only needed where the role reads several tenants with a repository of that name.
        max_depth: steps at most, for a question that goes through others; None: the function's default.

    Raises:
        SourceNotFoundError: no such repository is published, or several of the role's tenants have one.
        SchemaVersionError: the database is not migrated to this program's version.
    """
    arguments: dict[str, object] = {"repository": repository, "name": name, "tenant": tenant}
    if question.takes_candidates:
        arguments["include_candidates"] = include_candidates
    if question.takes_depth and max_depth is not None:
        arguments["max_depth"] = max_depth
    return _select(
        connection,
        sql.SQL("SELECT * FROM code_graph.{}({})").format(
            sql.Identifier(question.name),
            sql.SQL(", ").join(
                sql.SQL("{} => {}").format(sql.Identifier(key), sql.Placeholder(key)) for key in arguments
            ),
        ),
        arguments,
    )


def repositories(connection: Connection) -> Answer:
    """What is published for the tenants that this role may read, with its counts."""
    return _select(
        connection,
        sql.SQL(
            """
            SELECT t.name AS tenant, r.name AS repository, r.published_commit AS commit,
                   r.published_at::text AS published, r.files, r.nodes, r.edges, r.unresolved
            FROM code_graph.repository AS r JOIN code_graph.tenant AS t ON t.id = r.tenant_id
            WHERE r.published_at IS NOT NULL
            ORDER BY t.name, r.name
            """
        ),
        {},
    )


def kind_counts(connection: Connection, repository: str, *, tenant: str | None = None) -> Answer:
    """How many nodes and edges of each kind a repository has.

    Raises:
        SourceNotFoundError, SchemaVersionError: as `ask`.
    """
    return _select(
        connection,
        sql.SQL(
            """
            SELECT c.of, c.kind, c.count
            FROM code_graph.find_repository(%(repository)s, %(tenant)s) AS r
            JOIN code_graph.kind_count AS c ON c.tenant_id = r.tenant_id AND c.repository_id = r.repository_id
            ORDER BY c.of DESC, c.count DESC, c.kind
            """
        ),
        {"repository": repository, "tenant": tenant},
    )


def _select(connection: Connection, query: sql.SQL | sql.Composed, values: dict[str, object]) -> Answer:
    check_schema_version(connection)
    try:
        with transaction(connection):
            cursor = connection.execute(query, values)
            return Answer(tuple(column.name for column in cursor.description or ()), cursor.fetchall())
    except (pg.NoDataFound, pg.TooManyRows) as error:
        raise SourceNotFoundError(error.diag.message_primary) from None
