"""Nearest sources and paths of the largest product."""
