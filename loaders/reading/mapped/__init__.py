"""A bank's own files as canonical records, as a mapping.yaml says."""
