"""Lists and reports as tables."""
