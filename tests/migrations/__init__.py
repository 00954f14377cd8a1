"""Stores as an older version left them, and what it answered: see README.md."""
