"""The indexer's work for one person on one machine: `index` and `graph`."""

from __future__ import annotations

import logging
import signal
import sys
import tempfile
import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from repository_index_api.index_job import EXIT_CODES, GitSource, IndexJob, PathSource, Reason
from repository_indexer.cli.options import DatabaseOption, database_or_own
from repository_indexer.errors import SourceNotFoundError
from repository_indexer.places import Places

INTERRUPTED = 130
"""Exit code of Ctrl-C, as shells have it."""

NOWHERE = Path("/nonexistent")


def index(
    source: Annotated[str, typer.Argument(metavar="PATH-OR-URL", help="A folder, or a git URL.")],
    database: DatabaseOption = None,
    tenant: Annotated[str, typer.Option(help="Whose rows they become.")] = "local",
    repository: Annotated[
        str | None, typer.Option(help="Its name in the database. By default the path's last part.")
    ] = None,
    ref: Annotated[
        str | None, typer.Option(help="Branch, tag or commit of a URL. By default the remote's HEAD.")
    ] = None,
    submodules: Annotated[bool, typer.Option("--submodules", help="With a URL's submodules.")] = False,
    include: Annotated[
        list[str] | None,
        typer.Option(metavar="PATTERN", help="Only what fits, as in .gitignore; repeatable."),
    ] = None,
    exclude: Annotated[
        list[str] | None, typer.Option(metavar="PATTERN", help="Leave out what fits; repeatable.")
    ] = None,
    language: Annotated[list[str] | None, typer.Option(help="Only this language; repeatable.")] = None,
    max_file_bytes: Annotated[int, typer.Option(min=1, help="Leave out larger files.")] = 1_000_000,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Parsing processes. By default one for each processor.")
    ] = None,
    git_secret: Annotated[
        Path,
        typer.Option(
            metavar="FOLDER",
            help="Credentials for a URL, a file for each: username, password, hosts (which may see them);"
            " ssh-privatekey, known_hosts.",
        ),
    ] = NOWHERE,
) -> None:
    """Index a repository, without a cluster.

    The same work as a pod's, with a progress bar. The graph is published in one transaction, or not at all.
    """
    from repository_indexer.report import Outcome, Reporter
    from repository_indexer.supervisor import supervise
    from repository_indexer.terminal import print_error, print_summary, progress_bar

    logging.basicConfig(level=logging.WARNING, format="%(levelname)s: %(message)s")
    folder = Path(source) if Path(source).is_dir() else None
    if folder is None and ":" not in source:
        raise SourceNotFoundError(f"There is no folder {source!r}, and it is no git URL.")
    job = IndexJob(
        run_id=f"local-{uuid.uuid4().hex[:16]}",
        requested_at=datetime.now(UTC),
        tenant=tenant,
        repository=repository or _name_of(source, folder),
        git=None if folder else GitSource(url=source, ref=ref, submodules=submodules),
        path=PathSource() if folder else None,
        include=tuple(include or ()),
        exclude=tuple(exclude or ()),
        languages=tuple(language or ()),
        max_file_bytes=max_file_bytes,
        workers=workers,
    )
    with (
        database_or_own(database) as uri,
        tempfile.TemporaryDirectory(prefix="repository-indexer-") as scratch,
        progress_bar(job.repository) as show,
    ):
        places = Places(Path(scratch), folder or NOWHERE, git_secret)

        def work(report: Reporter) -> Outcome:
            from repository_indexer.pipeline import index_repository

            return index_repository(job, uri, job.run_id, places, report)

        result = supervise(work, run_id=job.run_id, on_progress=show)
    if result.reason is None:
        print_summary(result, job.repository)
        return
    print_error(result.message)
    sys.exit(INTERRUPTED if result.reason is Reason.TERMINATED else EXIT_CODES[result.reason])


def graph(
    path: Annotated[Path, typer.Argument(help="A folder with source code.", exists=True, file_okay=False)],
) -> None:
    """Print a folder's code graph as JSON Lines, a node or an edge a line; needs no database."""
    from repository_indexer.graph import graph_of, json_lines

    # Who reads may stop reading, as `head` does.
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    for line in json_lines(graph_of(path)):
        sys.stdout.write(line + "\n")


def _name_of(source: str, folder: Path | None) -> str:
    """The last part of a path or URL."""
    if folder:
        return folder.resolve().name or "root"
    return source.rstrip("/").replace(":", "/").rpartition("/")[2].removesuffix(".git")
