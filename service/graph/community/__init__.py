"""Louvain communities and their modularity."""
