"""Cycles and the arcs on them."""
