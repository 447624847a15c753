"""repoindex.dev/v1alpha1: the RepositoryIndex resource, from which the CRD is generated.

The descriptions are what `kubectl explain repositoryindex.spec` prints.
"""

GROUP = "repoindex.dev"
VERSION = "v1alpha1"
KIND = "RepositoryIndex"
PLURAL = "repositoryindexes"

ANNOTATION_REINDEX = f"{GROUP}/reindex-requested-at"
"""On a resource: a new value asks for one more run."""
ANNOTATION_CANCEL = f"{GROUP}/cancel-run"
"""On a resource: the id of the run that is to end."""

REPOSITORY_CONFLICT = "RepositoryConflict"
"""Reason of the condition Stalled where another resource has the repository."""
