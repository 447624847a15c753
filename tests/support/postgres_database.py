"""A test's own database, and what a test does with it."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import psycopg
from psycopg import Connection
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from repository_indexer.database import Claim, Published, claim_repository, connect, publish
from repository_indexer.model import Graph
from repository_indexer.rows import rows_of

_numbers = itertools.count(1)


@dataclass(frozen=True)
class Database:
    """One test's database. The tenants `alpha` and `beta` have a role of their own, with a password."""

    owner_uri: str

    def uri(self, tenant: str) -> str:
        """The tenant's own credentials, over TCP, where a password is asked for."""
        return self.role_uri(f"tenant_{tenant}", f"password of {tenant}")

    def role_uri(self, role: str, password: str) -> str:
        return make_conninfo(self.owner_uri, user=role, password=password, host="127.0.0.1")

    def drop(self) -> None:
        """Free the disk; whoever is still connected is thrown out."""
        name = conninfo_to_dict(self.owner_uri)["dbname"]
        with psycopg.connect(make_conninfo(self.owner_uri, dbname="postgres"), autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")

    def owner(self) -> Connection:
        return psycopg.connect(self.owner_uri, autocommit=True)

    def as_tenant(self, tenant: str) -> Connection:
        return psycopg.connect(self.uri(tenant), autocommit=True)

    def claim(
        self,
        tenant: str = "alpha",
        repository: str = "flask",
        *,
        run_id: str | None = None,
        attempt: str = "pod-1",
        requested_at: datetime | None = None,
    ) -> Claim:
        with connect(self.uri(tenant)) as connection:
            return claim_repository(
                connection,
                tenant=tenant,
                repository=repository,
                source="https://example.test/flask.git",
                run_id=run_id or f"run-{next(_numbers)}",
                attempt=attempt,
                requested_at=requested_at or datetime.now(UTC),
            )

    def publish(self, claim: Claim, graph: Graph, commit: str | None = "c0ffee") -> Published:
        with connect(self.uri(claim.tenant)) as connection:
            return publish(connection, claim, rows_of(graph), commit=commit)

    def index(self, graph: Graph, tenant: str = "alpha", repository: str = "flask") -> Published:
        return self.publish(self.claim(tenant, repository), graph)


NewDatabase = Callable[..., Database]
