"""Integrated ownership through all paths."""
