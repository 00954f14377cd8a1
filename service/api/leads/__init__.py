"""/leads and /inbox: what waits for somebody."""
