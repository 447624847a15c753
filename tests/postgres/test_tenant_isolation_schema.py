"""What holds of the schema, and of the tenants' roles in it, so that no tenant reaches another."""

from __future__ import annotations

import pytest

from postgres_database import Database

pytestmark = pytest.mark.postgres


def test_the_schema_has_nothing_that_would_leak(two_tenants: Database) -> None:
    with two_tenants.owner() as owner:

        def names(query: str) -> list[str]:
            return [row[0] for row in owner.execute(query)]

        in_schema = "relnamespace = 'code_graph'::regnamespace"
        assert names(f"SELECT relname FROM pg_class WHERE {in_schema} AND relkind IN ('m', 'p', 'f')") == []
        assert names(
            f"SELECT relname FROM pg_class WHERE {in_schema} AND relkind = 'r' AND NOT relrowsecurity"
        ) == ["schema_version"]
        assert (
            names(
                f"SELECT relname FROM pg_class WHERE {in_schema} AND relkind = 'v'"
                " AND NOT coalesce(reloptions @> '{security_invoker=true}', false)"
            )
            == []
        )
        functions = "pronamespace = 'code_graph'::regnamespace"
        assert names(f"SELECT proname FROM pg_proc WHERE {functions} AND prosecdef") == []
        # A body in SQL is bound when it is made; one that is text needs a search_path of its own.
        assert (
            names(
                f"SELECT proname FROM pg_proc WHERE {functions} AND prosqlbody IS NULL"
                " AND NOT coalesce(proconfig::text ~ 'search_path=pg_catalog, pg_temp', false)"
            )
            == []
        )
        assert names(f"SELECT proname FROM pg_proc WHERE {functions} AND proleakproof") == []


def test_tenants_own_nothing_and_may_create_nothing(two_tenants: Database) -> None:
    with two_tenants.owner() as owner:
        (owned,) = owner.execute(
            "SELECT count(*) FROM pg_class WHERE relowner = ANY"
            " ('{tenant_alpha,code_graph_reader,code_graph_writer}'::regrole[])"
        ).fetchone()
        assert owned == 0
        creatable = owner.execute(
            "SELECT nspname FROM pg_namespace WHERE has_schema_privilege('tenant_alpha', oid, 'CREATE')"
            " AND nspname !~ '^pg_temp|^pg_toast_temp'"
        ).fetchall()
        assert creatable == []
