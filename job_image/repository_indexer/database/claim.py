"""The publish fence: an attempt claims its repository, and only the one that holds the claim may publish."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from psycopg import Connection

from repository_indexer.database.connection import check_schema_version, transaction
from repository_indexer.database.error_translation import ADD_TENANT_COMMAND
from repository_indexer.errors import StorageError, SupersededError, TenantValidationError

TOLERATED_LEAD = timedelta(minutes=15)
"""How far the clock that dates the runs may be ahead of the database's."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What an attempt holds, and what stood published when it was taken (None: nothing)."""

    tenant_id: int
    repository_id: int
    tenant: str
    repository: str
    run_id: str
    attempt: str
    published_run_id: str | None
    published_commit: str | None
    published_fingerprint: bytes


def claim_repository(
    connection: Connection,
    *,
    tenant: str,
    repository: str,
    source: str,
    run_id: str,
    attempt: str,
    requested_at: datetime,
) -> Claim:
    """Take the claim of a repository for one attempt of a run; the repository's row is made if it is missing.

    The run that was asked for last holds it: runs are ordered by `(requested_at, run_id)`. A run keeps its
    place when it comes again with another attempt, and of its attempts the last one that claims holds it.

    All of a repository's runs are dated by one clock, the operator's, so their order is right even where that
    clock is wrong: the database's own only bounds how far ahead it may be. For a clock that was ahead and is
    set back, or another's (a person's command line), makes the runs in between look old, and they end as
    superseded for that long; with a date in a far future that would be for ever.

    Args:
        source: where the repository comes from, for people; without credentials.
        attempt: the pod's uid, or whatever else tells attempts apart.

    Raises:
        SchemaVersionError: the database is not migrated to this program's version.
        TenantValidationError: there is no such tenant, or the role may not write its rows.
        SupersededError: a run that was asked for later holds the claim.
        StorageError: the run was asked for more than `TOLERATED_LEAD` in the database's future. It may be
            tried again: by then a clock may have been set, or the time have come.
    """
    check_schema_version(connection)
    with transaction(connection):
        tenant_id = writable_tenant(connection, tenant)
        check_clocks(connection, requested_at)
        values: dict[str, object] = {
            "tenant": tenant_id,
            "name": repository,
            "source": source,
            "run": run_id,
            "attempt": attempt,
            "requested_at": requested_at,
        }
        values["repository"] = _lock_repository(connection, values)
        connection.execute(
            """
            INSERT INTO code_graph.index_run
                (tenant_id, repository_id, run_id, attempt, requested_at, claimed_at)
            VALUES (%(tenant)s, %(repository)s, %(run)s, %(attempt)s, %(requested_at)s, now())
            ON CONFLICT (tenant_id, repository_id, run_id)
                DO UPDATE SET attempt = excluded.attempt, claimed_at = excluded.claimed_at
            """,
            values,
        )
        held = connection.execute(
            """
            UPDATE code_graph.repository
            SET source = %(source)s, claim_run_id = %(run)s, claim_attempt = %(attempt)s,
                claim_requested_at = %(requested_at)s
            WHERE tenant_id = %(tenant)s AND id = %(repository)s
              AND (claim_requested_at, claim_run_id) <= (%(requested_at)s, %(run)s COLLATE "C")
            RETURNING id, published_run_id, published_commit, published_fingerprint
            """,
            values,
        ).fetchone()
        if held is None:
            raise SupersededError(f"a newer run than {run_id} has claimed repository {repository!r}")
    return Claim(tenant_id, held[0], tenant, repository, run_id, attempt, *held[1:])


def writable_tenant(connection: Connection, tenant: str) -> int:
    """The tenant's id, if row level security binds this role to it with the right to write.

    Raises:
        TenantValidationError: it does not.
    """
    role, is_bound, tenant_id, may_write = next(
        connection.execute(
            """
            SELECT current_user::text, pg_catalog.row_security_active('code_graph.node'), t.id, tr.may_write
            FROM (SELECT) AS one
            LEFT JOIN (
                code_graph.tenant AS t
                JOIN code_graph.tenant_role AS tr ON tr.tenant_id = t.id AND tr.role = current_user
            ) ON t.name = %s
            """,
            [tenant],
        )
    )
    if not is_bound:
        raise TenantValidationError(
            f"the database role {role!r} owns the schema, is a superuser, or bypasses row level security; "
            f"use a role of the tenant's own. To make one, run: {ADD_TENANT_COMMAND} {tenant}"
        )
    if tenant_id is None:
        raise TenantValidationError(
            f"the database role {role!r} may not use tenant {tenant!r}; with the owner's credentials run: "
            f"{ADD_TENANT_COMMAND} {tenant} --role {role}"
        )
    if not may_write:
        raise TenantValidationError(
            f"the database role {role!r} may read the rows of tenant {tenant!r} but not write them; with the "
            f"owner's credentials run: {ADD_TENANT_COMMAND} {tenant} --role {role}"
        )
    return int(tenant_id)


def check_clocks(connection: Connection, requested_at: datetime) -> None:
    """Refuse a date that is too far in the database's future.

    Raises:
        StorageError: it is; a clock may be set by the next attempt.
    """
    (now,) = next(connection.execute("SELECT now()"))
    if requested_at - now > TOLERATED_LEAD:
        raise StorageError(
            f"the run was asked for at {requested_at:%Y-%m-%d %H:%M:%S %Z}, but the database's clock says "
            f"{now.astimezone(requested_at.tzinfo):%Y-%m-%d %H:%M:%S %Z}; set the clock of the operator's "
            "node, or of the database's server, whichever is wrong"
        )


def _lock_repository(connection: Connection, values: Mapping[str, object]) -> int:
    """Lock the repository's row, made first if need be; its id."""
    while True:
        row = connection.execute(
            "SELECT id FROM code_graph.repository WHERE tenant_id = %(tenant)s AND name = %(name)s"
            " FOR NO KEY UPDATE",
            values,
        ).fetchone()
        if row is not None:
            return int(row[0])
        # Another attempt may make it, or take the number, in the same moment: then look again.
        connection.execute(
            """
            INSERT INTO code_graph.repository
                (tenant_id, id, name, source, claim_run_id, claim_attempt, claim_requested_at)
            SELECT %(tenant)s, coalesce(max(id), 0) + 1, %(name)s, %(source)s, %(run)s, %(attempt)s,
                   %(requested_at)s
            FROM code_graph.repository WHERE tenant_id = %(tenant)s
            ON CONFLICT DO NOTHING
            """,
            values,
        )
