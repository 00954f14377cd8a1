"""A source's files become texts on the workbench."""
