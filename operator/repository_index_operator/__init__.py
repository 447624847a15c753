"""The kopf operator: one Kubernetes Job for every run of a RepositoryIndex."""
