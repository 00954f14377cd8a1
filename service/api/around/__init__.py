"""What stands around every request: its address, its place, its log, and what goes wrong."""
