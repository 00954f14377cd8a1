"""/customers/{id} and what hangs on one customer: its tabs, its dossier, its money."""
