"""/runs: when tags were derived, on what, and what changed."""
