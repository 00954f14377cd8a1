"""/look-alike and /customers/{id}/similar."""
