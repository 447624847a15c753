"""The indexer: a repository in, a code graph in PostgreSQL out."""
