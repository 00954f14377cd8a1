"""Who brought whom in."""
