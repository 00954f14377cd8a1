"""/tags: the catalogue and who holds what."""
