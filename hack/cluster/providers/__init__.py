"""The kinds of clusters, and which one this machine gets."""
