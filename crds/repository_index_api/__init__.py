"""What the operator and the job share: the RepositoryIndex resource and the contract of its Jobs."""
