"""SERVE: HTTP over the current run; one blueprint a noun."""
