"""/decisions: what people decided, and the decisions about that."""
