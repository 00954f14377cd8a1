"""/loads: what was loaded, when, and how it ended."""
