"""Algorithms on graphs as arrays: no customers, no tags, no queries."""
