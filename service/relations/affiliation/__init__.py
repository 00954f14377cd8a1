"""Evidence that two customers belong together."""
