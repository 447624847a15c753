"""The only package that talks to PostgreSQL.

A job calls `connect`, `claim_repository` and, when the graph is there, `connect` and `publish`; no connection
is held while it parses. What it need not parse it finds in the `FactsCache`. A purge calls `connect` and
`purge_repository`; an owner calls `migrate` and `add_tenant`. The command line asks by `questions`.
"""

from repository_indexer.database.claim import Claim, claim_repository
from repository_indexer.database.connection import connect
from repository_indexer.database.facts_cache import FactsCache
from repository_indexer.database.publish import publish
from repository_indexer.database.purge import purge_repository
from repository_indexer.database.run_record import Published, confirm_unchanged
from repository_indexer.database.setup import add_tenant, migrate, remove_tenant

__all__ = [
    "Claim",
    "FactsCache",
    "Published",
    "add_tenant",
    "claim_repository",
    "confirm_unchanged",
    "connect",
    "migrate",
    "publish",
    "purge_repository",
    "remove_tenant",
]
