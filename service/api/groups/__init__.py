"""/groups: members, reasons, history, reports, overrides."""
