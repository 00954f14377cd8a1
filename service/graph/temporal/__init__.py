"""Arcs in time: cycles, paths and ways back."""
