"""What the canonical records are: their columns, types, keys and places in the graph."""
