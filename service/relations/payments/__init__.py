"""Payments between customers: the parties, the times, the regularity."""
