"""POST /customers/match: which customers a list of names and numbers means."""
