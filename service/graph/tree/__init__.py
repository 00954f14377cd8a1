"""Branchings: forests of arcs."""
