"""`python -m repository_indexer`, as the container starts it."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line."""
    if sys.argv[1:] == ["run"]:
        # What every pod does needs nothing of the command line's machinery, and starts in half the time.
        from repository_indexer.job import run_in_container  # noqa: PLC0415

        sys.exit(run_in_container())
    if sys.argv[1:] == ["purge"]:
        from repository_indexer.job import purge_in_container  # noqa: PLC0415

        sys.exit(purge_in_container())
    from repository_indexer.cli import main as command_line  # noqa: PLC0415

    command_line()


if __name__ == "__main__":
    main()
