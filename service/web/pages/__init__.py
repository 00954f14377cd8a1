"""The pages: a file for each address, named after it, with a template of the same name."""
