"""repoindex.dev/v1alpha1: the RepositoryIndex resource, from which the CRD is generated.

The descriptions are what `kubectl explain repositoryindex.spec` prints.
"""

GROUP = "repoindex.dev"
VERSION = "v1alpha1"
KIND = "RepositoryIndex"
PLURAL = "repositoryindexes"
