"""A Kubernetes cluster for developing and testing, made from whatever the machine has."""
