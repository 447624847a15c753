"""What a person at a terminal sees: the progress bar, the summary, tables of answers."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from repository_index_api import index_job
from repository_index_api.index_job import AttemptResult

if TYPE_CHECKING:
    from repository_indexer.database.questions import Answer

error_console = Console(stderr=True, highlight=False)
console = Console(highlight=False)


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
    commit = f" at {result.commit[:12]}" if result.commit else ""
    console.print(
        f"[bold]{repository}[/bold]{commit}: indexed in {result.duration_seconds:.1f} s", soft_wrap=True
    )
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(justify="right")
    table.add_column()
    languages = ", ".join(f"{name} {count:,}" for name, count in sorted(counts.languages.items()))
    table.add_row(
        f"{counts.files - counts.skipped_files:,}", f"files ({languages or 'none in a known language'})"
    )
    table.add_row(f"{counts.skipped_files:,}", "files skipped")
    if counts.parse_errors:
        table.add_row(
            f"{counts.parse_errors:,}", "files with syntax errors, indexed as far as they can be read"
        )
    table.add_row(f"{counts.nodes:,}", f"nodes ({_change(counts.nodes_created, counts.nodes_deleted)})")
    table.add_row(f"{counts.edges:,}", f"edges ({_change(counts.edges_created, counts.edges_deleted)})")
    table.add_row(f"{counts.unresolved:,}", "references that could not be bound")
    console.print(table)
    console.print(
        f"Ask: repository-indexer query callers NAME --repository {repository}",
        soft_wrap=True,
    )


def _change(created: int, deleted: int) -> str:
    return f"{created:,} new, {deleted:,} gone"


def print_answer(answer: Answer, *, as_json: bool) -> None:
    """A table, or a JSON array of objects with the columns' names as keys."""
    if as_json:
        rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
        console.file.write(json.dumps(rows, indent=2) + "\n")
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column, values in zip(answer.columns, _columns_of(answer.rows, len(answer.columns)), strict=True):
        are_numbers = all(isinstance(value, int) for value in values) and bool(values)
        table.add_column(column, justify="right" if are_numbers else "left", overflow="fold")
    for row in answer.rows:
        table.add_row(*(Text("" if value is None else str(value)) for value in row))
    console.print(table)


def _columns_of(rows: Sequence[tuple[str | int | None, ...]], width: int) -> list[list[str | int | None]]:
    return [[row[position] for row in rows] for position in range(width)]


def print_error(message: str) -> None:
    """One clear sentence on standard error."""
    error_console.print(Text.assemble(("error: ", "bold red"), message), soft_wrap=True)
