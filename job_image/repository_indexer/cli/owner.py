"""Setting a database up, with its owner's credentials: `database migrate`, `add-tenant`, `remove-tenant`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from repository_indexer.cli.options import OwnerOption
from repository_indexer.errors import TenantValidationError

app = typer.Typer(help="Set a database up, with its owner's credentials.", no_args_is_help=True)

PASSWORD_VARIABLE = "TENANT_PASSWORD"  # noqa: S105 -- the name of a variable

TenantArgument = Annotated[str, typer.Argument(metavar="NAME", help="The tenant's name.")]


@app.command()
def migrate(database: OwnerOption) -> None:
    """Bring the schema code_graph to the version that this program needs."""
    from repository_indexer.database import migrate as migrate_database

    version = migrate_database(database)
    typer.echo(f"The schema code_graph has version {version}.")


@app.command()
def add_tenant(
    tenant: TenantArgument,
    database: OwnerOption,
    role: Annotated[
        str | None,
        typer.Option(
            help="The database role that may use the tenant. By default tenant_NAME; made if missing."
        ),
    ] = None,
    password_file: Annotated[
        Path | None,
        typer.Option(
            exists=True,
            dir_okay=False,
            help=f"File with the role's password. By default the environment's {PASSWORD_VARIABLE}.",
        ),
    ] = None,
    max_nodes: Annotated[
        int | None, typer.Option(min=0, help="Nodes that the tenant may own. By default any number.")
    ] = None,
    max_edges: Annotated[
        int | None, typer.Option(min=0, help="Edges that the tenant may own. By default any number.")
    ] = None,
    max_cache_bytes: Annotated[
        int | None, typer.Option(min=0, help="How large its cached facts may grow. By default 4 GiB.")
    ] = None,
    read_only: Annotated[bool, typer.Option("--read-only", help="The role may read, not write.")] = False,
) -> None:
    """Make a tenant with a database role of its own, or change them.

    Run again, it leaves what was asked for last.
    """
    from repository_indexer.database import add_tenant as add

    password = os.environ.get(PASSWORD_VARIABLE)
    if password_file:
        password = password_file.read_text(encoding="utf-8").rstrip("\r\n")
    if password == "":
        raise TenantValidationError(f"The password in {password_file or PASSWORD_VARIABLE} is empty.")
    name = add(
        database,
        tenant,
        role=role,
        password=password,
        may_write=not read_only,
        max_nodes=max_nodes,
        max_edges=max_edges,
        max_cache_bytes=max_cache_bytes,
    )
    typer.echo(
        f"The role {name} may {'read' if read_only else 'read and write'} the rows of tenant {tenant}."
    )


@app.command()
def remove_tenant(
    tenant: TenantArgument,
    database: OwnerOption,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Delete a tenant and all its rows; its roles stay."""
    from repository_indexer.database import remove_tenant as remove

    if not yes:
        typer.confirm(f"Delete tenant {tenant} with all its graphs?", abort=True)
    remove(database, tenant)
    typer.echo(f"The tenant {tenant} and its rows are gone.")
