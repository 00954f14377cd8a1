"""/customers/{id}/dossier: all that a visit needs, in one answer."""
