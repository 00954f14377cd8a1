"""Control of companies: votes, parties, controllers, decision makers and beneficial shares."""
