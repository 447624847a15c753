"""The indexer's story: connect, check out, take inventory, extract, resolve, write, publish."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sized

from msgspec.structs import replace

from repository_index_api.index_job import IndexCounts, IndexJob, PathSource, Stage
from repository_indexer import database
from repository_indexer import fingerprint as fingerprints
from repository_indexer.checkout import Checkout
from repository_indexer.checkout.remote import check_out
from repository_indexer.checkout.url import parse_url
from repository_indexer.checkout.volume import open_path
from repository_indexer.fingerprint import NO_FINGERPRINT
from repository_indexer.gathering import Selection, gather, list_files
from repository_indexer.graph import graph_from
from repository_indexer.model import Graph
from repository_indexer.places import Places
from repository_indexer.report import Outcome, Reporter
from repository_indexer.rows import rows_of
from repository_indexer.versions import extractor_version


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
    selection = Selection(job.include, job.exclude, job.languages, job.max_file_bytes)
    fingerprint = NO_FINGERPRINT
    if checkout.commit and checkout.is_pinned:
        with_submodules = job.git is not None and job.git.submodules
        fingerprint = fingerprints.of_commit(selection, checkout.commit, with_submodules=with_submodules)
        if fingerprint == claim.published_fingerprint:
            return _unchanged(database_uri, claim, checkout.commit)
    files = checkout.tree.identified(list_files(checkout.tree, selection))
    if not checkout.is_pinned:
        fingerprint = fingerprints.of_files(selection, files, checkout.commit)
        if fingerprint and fingerprint == claim.published_fingerprint:
            return _unchanged(database_uri, claim, checkout.commit)

    gathered = gather(
        checkout.tree,
        files,
        selection,
        database.FactsCache(database_uri, claim.tenant_id, extractor_version),
        worker_count=job.workers,
        on_total=lambda total: report.enter(Stage.PARSING, commit=checkout.commit, files_total=total),
        on_progress=lambda done, fraction: report.advance(fraction, files_done=done),
    )
    if not fingerprints.is_lasting(files, gathered):
        fingerprint = NO_FINGERPRINT

    report.enter(Stage.RESOLVING, files_done=len(gathered.told))
    graph = graph_from(gathered, selection)

    report.enter(Stage.WRITING, nodes=len(graph.nodes), edges=_length(graph.edges))
    rows = rows_of(graph)
    with database.connect(database_uri) as connection:
        published = database.publish(
            connection,
            claim,
            rows,
            commit=checkout.commit,
            fingerprint=fingerprint,
            # Every row that may have changed is sent and then written or compared by the server.
            on_rows=lambda done: report.advance(done / max(done, 2 * sum(rows.counts), 1)),
        )
    counts = _counts(published.counts, graph)
    return Outcome(commit=checkout.commit, counts=counts, published_time=published.published_at)


def _unchanged(database_uri: str, claim: database.Claim, commit: str | None) -> Outcome:
    """Nothing is to be done: what would be published stands published."""
    with database.connect(database_uri) as connection:
        found = database.confirm_unchanged(connection, claim, commit=commit)
    return Outcome(commit=commit, counts=found.counts, published_time=found.published_at, unchanged=True)


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
