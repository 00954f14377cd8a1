"""Who there is in the demo bank: customers, accounts, contacts, households."""
