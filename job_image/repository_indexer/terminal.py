"""What a person at a terminal sees: the progress bar, the summary, tables of answers."""

from __future__ import annotations

import contextlib
import json
import shlex
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

from repository_index_api import index_job
from repository_index_api.index_job import AttemptResult

if TYPE_CHECKING:
    from repository_indexer.database.questions import Answer

error_console = Console(stderr=True, highlight=False)


@contextlib.contextmanager
def progress_bar(title: str) -> Iterator[Callable[[index_job.Progress], None]]:
    """A bar on standard error for the time of the block; yields the function that moves it."""
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}%  {task.fields[detail]}"),
        TimeElapsedColumn(),
        console=error_console,
        transient=True,
        # Drawn by the supervisor's own loop: a thread would not survive its fork.
        auto_refresh=False,
        disable=not error_console.is_terminal,
    )
    with bar:
        task = bar.add_task(title, total=100, detail="")

        def show(progress: index_job.Progress) -> None:
            detail = progress.stage.value
            if progress.files_total:
                detail += f"  {progress.files_done:,} of {progress.files_total:,} files"
            bar.update(task, completed=progress.percent, detail=detail, refresh=True)

        yield show


def print_summary(result: AttemptResult, repository: str) -> None:
    """What was published, and how to ask about it."""
    counts = result.counts or index_job.IndexCounts()
    languages = ", ".join(f"{name} {count:,}" for name, count in sorted(counts.languages.items()))
    lines = [
        (counts.files - counts.skipped_files, f"files ({languages or 'none in a known language'})"),
        (counts.skipped_files, "files skipped"),
        (counts.parse_errors, "files with syntax errors, indexed as far as they can be read"),
        (counts.nodes, f"nodes ({counts.nodes_created:,} new, {counts.nodes_deleted:,} gone)"),
        (counts.edges, f"edges ({counts.edges_created:,} new, {counts.edges_deleted:,} gone)"),
        (counts.unresolved, "references that could not be bound"),
    ]
    commit = f" at {result.commit[:12]}" if result.commit else ""
    write(f"{repository}{commit}: indexed in {result.duration_seconds:.1f} s")
    for number, what in lines:
        write(f"{number:>12,}  {what}")
    write(f"Ask: repository-indexer query callers NAME --repository {shlex.quote(repository)}")


def print_answer(answer: Answer, *, as_json: bool) -> None:
    """A table, or a JSON array of objects with the columns' names as keys."""
    if as_json:
        rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
        write(json.dumps(rows, indent=2))
        return
    cells = [
        [column.upper() for column in answer.columns],
        *(["" if value is None else _printable(str(value)) for value in row] for row in answer.rows),
    ]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        # As kubectl has it: nothing is cut or folded, so that a line stays a row for grep and awk.
        write("   ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def write(line: str) -> None:
    """A line on standard output; a repository's name for something need not be printable there."""
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(line.encode(encoding, "replace").decode(encoding) + "\n")


def _printable(text: str) -> str:
    """Without control characters, which a terminal would obey."""
    return "".join(
        character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text
    )


def print_error(message: str) -> None:
    """One clear sentence on standard error."""
    error_console.print(Text.assemble(("error: ", "bold red"), _printable(message)), soft_wrap=True)
