"""Who guarantees whom, as pairs and as lists."""
