"""A whole store into an empty one."""
