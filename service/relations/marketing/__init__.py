"""The customers that marketing may approach."""
