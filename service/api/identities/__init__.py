"""/identities: which customer numbers are one customer, why, and who decided so."""
