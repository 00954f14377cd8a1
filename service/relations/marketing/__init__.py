"""Whom marketing may approach."""
