"""SCALE: what only size shows, on real servers; minutes to an hour, run before a step is done."""
