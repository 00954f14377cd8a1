"""Who controls whom: votes, parties, controllers, decision makers and beneficial shares."""
