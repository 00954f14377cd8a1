"""Columns joined, grouped and ranked."""
