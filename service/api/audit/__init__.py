"""/audit: whether what was written down is as it was written."""
