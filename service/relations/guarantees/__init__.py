"""Guarantees between customers, as pairs and as lists."""
