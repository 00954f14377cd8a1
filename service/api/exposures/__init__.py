"""/exposures: what the bank has lent, loan by loan."""
