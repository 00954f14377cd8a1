"""Who stands behind a company: the register of beneficial owners, and who decides there."""
