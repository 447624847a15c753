"""Options that several commands have."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated

import typer

from repository_index_api.index_job import DATABASE_URI_VARIABLE


class Output(StrEnum):
    """How answers are printed."""

    TABLE = "table"
    JSON = "json"


OutputOption = Annotated[Output, typer.Option("--output", "-o", help="How to print the answer.")]

DatabaseOption = Annotated[
    str | None,
    typer.Option(
        "--database",
        metavar="URI",
        envvar=DATABASE_URI_VARIABLE,
        help="PostgreSQL, as postgresql://USER:PASSWORD@HOST/DATABASE; better in the environment, for others"
        " can see arguments. By default a PostgreSQL of your own, started when it is needed.",
    ),
]

OwnerOption = Annotated[
    str,
    typer.Option(
        "--database",
        metavar="URI",
        envvar=DATABASE_URI_VARIABLE,
        help="The database, with its owner's credentials.",
    ),
]


@contextlib.contextmanager
def database_or_own(uri: str | None) -> Iterator[str]:
    """The given database, or the user's own one, which runs until the block ends."""
    if uri:
        yield uri
        return
    from repository_indexer.embedded_postgres import local_database

    with local_database() as own:
        yield own
