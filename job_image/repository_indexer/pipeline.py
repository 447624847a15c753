"""The indexer's story: connect, check out, take inventory, extract, resolve, write, publish."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sized

from msgspec.structs import replace

from repository_index_api.index_job import IndexCounts, IndexJob, PathSource, Stage
from repository_indexer import database
from repository_indexer.checkout import Checkout
from repository_indexer.checkout.remote import check_out
from repository_indexer.checkout.url import parse_url
from repository_indexer.checkout.volume import open_path
from repository_indexer.graph import file_record
from repository_indexer.inventory import read_manifests, take_inventory
from repository_indexer.model import Graph
from repository_indexer.parallel_extract import extract_in_parallel
from repository_indexer.places import Places
from repository_indexer.report import Outcome, Reporter
from repository_indexer.resolve import resolve
from repository_indexer.rows import rows_of


def index_repository(
    job: IndexJob, database_uri: str, attempt: str, places: Places, report: Reporter
) -> Outcome:
    """Publish the graph of the job's repository.

    Args:
        attempt: tells this attempt apart from others of the run, for the publish fence.

    Raises:
        IndexingError: one of its subclasses; nothing is published.
    """
    report.enter(Stage.CONNECTING)
    source = _description(job)
    with database.connect(database_uri) as connection:
        claim = database.claim_repository(
            connection,
            tenant=job.tenant,
            repository=job.repository,
            source=source,
            run_id=job.run_id,
            attempt=attempt,
            requested_at=job.requested_at,
        )

    report.enter(Stage.PREPARING)
    checkout = _source_of(job, places)
    files = take_inventory(
        checkout.root,
        include=job.include,
        exclude=job.exclude,
        languages=job.languages,
        max_file_bytes=job.max_file_bytes,
    )

    wanted = [file for file in files if file.language]
    report.enter(Stage.PARSING, commit=checkout.commit, files_total=len(wanted))
    facts = extract_in_parallel(
        wanted,
        max_file_bytes=job.max_file_bytes,
        worker_count=job.workers,
        on_progress=lambda done, fraction: report.advance(fraction, files_done=done),
    )

    report.enter(Stage.RESOLVING, files_done=len(wanted))
    facts_by_path = {file.path: found for file, found in zip(wanted, facts, strict=True)}
    graph = resolve(list(facts_by_path.items()), read_manifests(files))
    graph.files = [file_record(file, facts_by_path.get(file.path)) for file in files]

    report.enter(Stage.WRITING, nodes=len(graph.nodes), edges=_length(graph.edges))
    rows_total = len(graph.files) + len(graph.nodes) + _length(graph.edges) + _length(graph.unresolved)
    with database.connect(database_uri) as connection:
        published = database.publish(
            connection,
            claim,
            rows_of(graph),
            commit=checkout.commit,
            # Every row is sent and then written by the server.
            on_rows=lambda done: report.advance(done / max(done, 2 * rows_total, 1)),
        )
    counts = _counts(published.counts, graph)
    return Outcome(commit=checkout.commit, counts=counts, published_time=published.published_at)


def _description(job: IndexJob) -> str:
    """Where the repository comes from, for people; a URL with a password in it is refused here."""
    return parse_url(job.git.url).url if job.git else f"volume:{(job.path or PathSource()).path}"


def _source_of(job: IndexJob, places: Places) -> Checkout:
    if job.git:
        return check_out(job.git, places.scratch, places.git_secret)
    return open_path(job.path or PathSource(), places.volume, places.scratch)


def _length(rows: object) -> int:
    return len(rows) if isinstance(rows, Sized) else 0


def _counts(published: IndexCounts, graph: Graph) -> IndexCounts:
    """What the rows tell, and what the files tell."""
    return replace(
        published,
        skipped_files=sum(record.skip is not None for record in graph.files),
        parse_errors=sum(record.has_parse_error for record in graph.files),
        languages=dict(Counter(record.language for record in graph.files if record.language)),
    )
