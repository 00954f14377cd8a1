"""The graph's edges as evidence, and the whole graph as people walk it."""
