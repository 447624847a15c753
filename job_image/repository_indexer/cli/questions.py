"""Asking the graph: `query`, `repositories`, `counts`."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from repository_indexer.cli.options import DatabaseOption, Output, OutputOption, database_or_own
from repository_indexer.errors import SourceNotFoundError

if TYPE_CHECKING:
    from psycopg import Connection


class QuestionName(StrEnum):
    """The names of `database.questions.QUESTIONS`, here without importing them."""

    DEFINITIONS = "definitions"
    CALLERS = "callers"
    CALLEES = "callees"
    IMPORTERS = "importers"
    SUBCLASSES = "subclasses"
    IMPACT = "impact"
    UNRESOLVED = "unresolved"


RepositoryOption = Annotated[
    str | None, typer.Option(help="The repository's name; not needed where only one is indexed.")
]


def query(
    question: Annotated[QuestionName, typer.Argument(help="What to ask.")],
    name: Annotated[
        str | None,
        typer.Argument(
            help="A simple name (run), a qualified one (flask.app.Flask.run), the end of one (Flask.run),"
            " or its beginning with a star (flask.app.*)."
        ),
    ] = None,
    repository: RepositoryOption = None,
    include_candidates: Annotated[
        bool, typer.Option("--include-candidates", help="Also edges of which only the name matches.")
    ] = False,
    depth: Annotated[int | None, typer.Option(min=1, help="Steps at most (subclasses, impact).")] = None,
    tenant: Annotated[
        str | None, typer.Option(help="Only needed where the credentials may read several.")
    ] = None,
    output: OutputOption = Output.TABLE,
    database: DatabaseOption = None,
) -> None:
    """Ask the graph.

    definitions: where a name is defined. callers: who calls it. callees: what it calls. importers: who
    imports it. subclasses: what inherits from it. impact: what a change of it can affect, directly or through
    others. unresolved: references that could not be bound, all or those to a name.
    """
    from repository_indexer.database import connect
    from repository_indexer.database.questions import QUESTIONS, ask
    from repository_indexer.terminal import print_answer

    asked = QUESTIONS[question]
    if name is None and asked.needs_name:
        raise typer.BadParameter(f"{question} of what? Give a NAME.", param_hint="NAME")
    with database_or_own(database) as uri, connect(uri) as connection:
        answer = ask(
            connection,
            asked,
            repository or _only_repository(connection),
            name,
            tenant=tenant,
            max_depth=depth,
            include_candidates=include_candidates,
        )
    print_answer(answer, as_json=output is Output.JSON)


def repositories(output: OutputOption = Output.TABLE, database: DatabaseOption = None) -> None:
    """List what is indexed."""
    from repository_indexer.database import connect
    from repository_indexer.database.questions import repositories as published
    from repository_indexer.terminal import print_answer

    with database_or_own(database) as uri, connect(uri) as connection:
        answer = published(connection)
    print_answer(answer, as_json=output is Output.JSON)


def counts(
    repository: RepositoryOption = None,
    output: OutputOption = Output.TABLE,
    database: DatabaseOption = None,
) -> None:
    """Count a repository's nodes and edges by kind."""
    from repository_indexer.database import connect
    from repository_indexer.database.questions import kind_counts
    from repository_indexer.terminal import print_answer

    with database_or_own(database) as uri, connect(uri) as connection:
        answer = kind_counts(connection, repository or _only_repository(connection))
    print_answer(answer, as_json=output is Output.JSON)


def _only_repository(connection: Connection) -> str:
    """The one repository that is there."""
    from repository_indexer.database.questions import repositories as published

    answer = published(connection)
    names = sorted({str(row[answer.columns.index("repository")]) for row in answer.rows})
    if not names:
        raise SourceNotFoundError("Nothing is indexed yet: run repository-indexer index PATH-OR-URL.")
    if len(names) > 1:
        raise SourceNotFoundError(f"Say which with --repository: {', '.join(names)}.")
    return names[0]
