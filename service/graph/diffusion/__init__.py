"""How influence spreads, and whom to win first."""
