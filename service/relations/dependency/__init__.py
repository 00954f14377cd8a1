"""Who depends on whom economically, and the groups of connected clients."""
