"""Events of one series in time."""
