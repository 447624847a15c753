"""Setting the database up, with the credentials of its owner: the schema's migrations, and the tenants."""

from __future__ import annotations

import re
from hashlib import blake2b

from psycopg import Connection, sql
from psycopg import errors as pg

from repository_indexer.database.connection import (
    check_schema_version,
    connect,
    migration_files,
    transaction,
)
from repository_indexer.errors import SchemaVersionError, TenantValidationError

MAX_CACHE_BYTES = 4 * 1024**3
"""Of a tenant's cached facts, if nothing else is said: those of some 10 million lines."""

_READER_ROLE = "code_graph_reader"
_WRITER_ROLE = "code_graph_writer"

_SETUP_LOCK = 0x636F64655F677261
"""Key of the advisory lock on which set-ups take turns: the bytes of `code_gra`."""
_MAX_TENANT_LENGTH = 253
_MAX_ROLE_BYTES = 63


def migrate(owner_uri: str) -> int:
    """Bring the schema `code_graph` to this program's version, in one transaction; returns that version.

    Raises:
        SchemaVersionError: PostgreSQL is older than 15, or the schema is newer than this program.
        TenantValidationError: the credentials are refused, or may not create a schema or roles.
    """
    wanted = migration_files()[-1][0]
    with connect(owner_uri) as connection:
        if connection.info.server_version < 150_000:
            major_version = connection.info.server_version // 10_000
            raise SchemaVersionError(f"the server is PostgreSQL {major_version}; 15 or later is needed")
        with transaction(connection):
            connection.execute("SELECT pg_catalog.pg_advisory_xact_lock(%s)", [_SETUP_LOCK])
            found = _schema_version(connection)
            if found > wanted:
                check_schema_version(connection)
            for number, file in migration_files():
                if number <= found:
                    continue
                try:
                    connection.execute(file.read_bytes())
                except pg.InsufficientPrivilege as error:
                    raise TenantValidationError(
                        f"role {connection.info.user!r} may not do what {file.name} needs: "
                        f"{error.diag.message_primary}. Use the database's owner with the right CREATEROLE, "
                        f"or have a superuser create the roles {_READER_ROLE} and {_WRITER_ROLE} (NOLOGIN) "
                        "and grant both to the owner WITH ADMIN OPTION"
                    ) from error
                connection.execute(
                    "INSERT INTO code_graph.schema_version (version, file_name) VALUES (%s, %s)",
                    [number, file.name],
                )
    return wanted


def add_tenant(
    owner_uri: str,
    tenant: str,
    *,
    role: str | None = None,
    password: str | None = None,
    may_write: bool = True,
    max_nodes: int | None = None,
    max_edges: int | None = None,
    max_cache_bytes: int | None = None,
) -> str:
    """Make the tenant, or change it: run again, it leaves what was asked for last. Returns the role's name.

    Args:
        role: the database role that is bound to the tenant; by default `tenant_<name>`. One that does not
            exist is created and then needs a password; one that exists keeps its own unless one is given.
        may_write: False binds the role for reading only.
        max_nodes, max_edges: the quota, over all of the tenant's repositories; None: no limit. It bounds what
            is published, not what the role writes by SQL of its own.
        max_cache_bytes: how large the tenant's cached facts may grow; None: `MAX_CACHE_BYTES`.

    Raises:
        TenantValidationError: the tenant's or the role's name cannot be used, the role is one that row level
            security would not bind, or the owner may not create or grant roles.
        SchemaVersionError: the database is not migrated to this program's version.
    """
    if not 0 < len(tenant) <= _MAX_TENANT_LENGTH or not tenant.isprintable():
        raise TenantValidationError(
            f"a tenant's name has 1 to {_MAX_TENANT_LENGTH} printable characters; {tenant[:80]!r} is none"
        )
    role = default_role(tenant) if role is None else role
    if not 0 < len(role.encode("utf-8", "replace")) <= _MAX_ROLE_BYTES or not role.isprintable():
        raise TenantValidationError(
            f"a role's name has 1 to {_MAX_ROLE_BYTES} bytes, all printable; {role[:80]!r} is none"
        )
    with connect(owner_uri) as connection:
        check_schema_version(connection)
        with transaction(connection):
            connection.execute("SELECT pg_catalog.pg_advisory_xact_lock(%s)", [_SETUP_LOCK])
            try:
                _make_role(connection, role, password)
                _grant(connection, role, may_write)
            except (pg.InsufficientPrivilege, pg.ReservedName) as error:
                raise TenantValidationError(
                    f"role {role!r} cannot be made or granted: {error.diag.message_primary}. The owner needs "
                    f"the right CREATEROLE, or an existing role and ADMIN OPTION on {_READER_ROLE} and "
                    f"{_WRITER_ROLE}"
                ) from error
            connection.execute(
                """
                WITH tenant AS (
                    INSERT INTO code_graph.tenant (name, max_nodes, max_edges, max_cache_bytes)
                    VALUES (%s, %s, %s, %s)
                    ON CONFLICT (name) DO UPDATE
                        SET max_nodes = excluded.max_nodes, max_edges = excluded.max_edges,
                            max_cache_bytes = excluded.max_cache_bytes
                    RETURNING id
                )
                INSERT INTO code_graph.tenant_role (role, tenant_id, may_write) SELECT %s, id, %s FROM tenant
                ON CONFLICT (role, tenant_id) DO UPDATE SET may_write = excluded.may_write
                """,
                [
                    tenant,
                    max_nodes,
                    max_edges,
                    MAX_CACHE_BYTES if max_cache_bytes is None else max_cache_bytes,
                    role,
                    may_write,
                ],
            )
    return role


def remove_tenant(owner_uri: str, tenant: str) -> None:
    """Delete the tenant and all its rows; its roles stay, and see only what other tenants let them see.

    Raises:
        TenantValidationError: there is no such tenant.
    """
    with connect(owner_uri) as connection:
        check_schema_version(connection)
        with transaction(connection):
            found = connection.execute(
                "SELECT id FROM code_graph.tenant WHERE name = %s", [tenant]
            ).fetchone()
            if found is None:
                raise TenantValidationError(f"there is no tenant {tenant!r}")
            # The repositories, then the tenant, as a publish locks them: one that is under way is waited for,
            # one that comes later ends as superseded, and none of them deadlocks with this.
            connection.execute(
                "SELECT FROM code_graph.repository WHERE tenant_id = %s ORDER BY id FOR UPDATE", found
            )
            connection.execute("SELECT FROM code_graph.tenant WHERE id = %s FOR UPDATE", found)
            for table in ("repository", "file", "node", "edge", "unresolved_reference", "cached_facts"):
                connection.execute(
                    sql.SQL("DELETE FROM code_graph.{} WHERE tenant_id = %s").format(sql.Identifier(table)),
                    found,
                )
            connection.execute("DELETE FROM code_graph.tenant WHERE id = %s", found)


def default_role(tenant: str) -> str:
    """`tenant_<name>`, in characters that need no quotes; where that loses something, with a hash."""
    plain = re.sub(r"[^a-z0-9]", "_", tenant)
    role = f"tenant_{plain}"
    if plain.replace("_", "-") == tenant and len(role) <= _MAX_ROLE_BYTES:
        return role
    return f"{role[:50]}_{blake2b(tenant.encode(), digest_size=6).hexdigest()}"


def _schema_version(connection: Connection) -> int:
    (exists,) = next(
        connection.execute("SELECT pg_catalog.to_regclass('code_graph.schema_version') IS NOT NULL")
    )
    if not exists:
        return 0
    (version,) = next(connection.execute("SELECT coalesce(max(version), 0) FROM code_graph.schema_version"))
    return int(version)


def _make_role(connection: Connection, role: str, password: str | None) -> None:
    powers = connection.execute(
        """
        SELECT r.rolsuper, r.rolbypassrls, r.rolcreaterole,
               pg_catalog.pg_has_role(r.oid, n.nspowner, 'MEMBER')
        FROM pg_catalog.pg_roles AS r, pg_catalog.pg_namespace AS n
        WHERE r.rolname = %s AND n.nspname = 'code_graph'
        """,
        [role],
    ).fetchone()
    if powers is None:
        if password is None:
            raise TenantValidationError(f"role {role!r} does not exist; give a password to have it created")
        connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(role)))
    elif any(powers) or role in (_READER_ROLE, _WRITER_ROLE):
        raise TenantValidationError(
            f"role {role!r} is an administrator's (superuser, BYPASSRLS, CREATEROLE, or owner of the schema) "
            "or one of the group roles, so row level security would not hold it; use one of the tenant's own"
        )
    if password is not None:
        # Hashed here, so that no log of the server's statements holds it.
        verifier = connection.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256")
        connection.execute(
            sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(role), sql.Literal(verifier.decode()))
        )


def _grant(connection: Connection, role: str, may_write: bool) -> None:
    """Let the role into the schema; which rows are there for it is told by tenant_role alone.

    Nothing is ever revoked: a membership is the server's, and another database may need it.
    """
    for group in (_READER_ROLE, _WRITER_ROLE) if may_write else (_READER_ROLE,):
        connection.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(group), sql.Identifier(role)))
