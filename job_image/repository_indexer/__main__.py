"""`python -m repository_indexer`, as the container starts it."""

from repository_indexer.cli import main

main()
