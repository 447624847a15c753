"""The command line: what the container runs, and the same work for one person on one machine.

Each command imports what it needs when it runs, so that the container's first process stays small.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from repository_index_api.index_job import EXIT_CODES, PROGRESS_PORT, TERMINATION_MESSAGE_PATH
from repository_indexer.cli import local, owner, questions
from repository_indexer.errors import IndexingError
from repository_indexer.places import Places

app = typer.Typer(
    help="Read a repository, build its code graph, and ask it questions.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.command()
def run(
    scratch: Annotated[Path, typer.Option(help="Folder for the check-out.")] = Places.scratch,
    volume: Annotated[Path, typer.Option(help="Where a source volume is mounted.")] = Places.volume,
    git_secret: Annotated[Path, typer.Option(help="Where the git Secret is mounted.")] = Places.git_secret,
    termination_message: Annotated[Path, typer.Option(help="File for the result.")] = Path(
        TERMINATION_MESSAGE_PATH
    ),
    port: Annotated[int, typer.Option(help="Port of GET /progress.")] = PROGRESS_PORT,
) -> None:
    """Run the job that the environment describes: what the operator's pods do."""
    from repository_indexer import job

    places = Places(scratch, volume, git_secret)
    sys.exit(job.run(os.environ, places, termination_message, ("::", port)))


@app.command()
def purge(
    termination_message: Annotated[Path, typer.Option(help="File for the result.")] = Path(
        TERMINATION_MESSAGE_PATH
    ),
    port: Annotated[int, typer.Option(help="Port of GET /progress.")] = PROGRESS_PORT,
) -> None:
    """Delete all rows of the repository that the environment names: what a pod does for a deletion."""
    from repository_indexer import job

    sys.exit(job.purge(os.environ, termination_message, ("::", port)))


app.command()(local.index)
app.command()(local.graph)
app.command()(questions.query)
app.command()(questions.repositories)
app.command()(questions.counts)
app.add_typer(owner.app, name="database")


def main() -> NoReturn:
    """Run the command line; an error is one sentence, and exit codes are those of the job's contract."""
    try:
        app()
    except IndexingError as error:
        from repository_indexer.terminal import print_error

        print_error(str(error))
        sys.exit(EXIT_CODES[error.reason])
    sys.exit(os.EX_OK)
