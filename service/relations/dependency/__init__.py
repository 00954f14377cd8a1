"""Economic dependency between customers, and the groups of connected clients."""
