"""What users of other systems met, rebuilt with made-up names: through commands and HTTP alone."""
