"""Likeness of profiles."""
