"""How influence spreads, and which nodes to win first."""
