"""/customers/{id}/neighbours and /paths: the graph as people walk it."""
