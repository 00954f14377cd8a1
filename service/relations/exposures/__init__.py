"""Exposures: what of them counts against the limits."""
