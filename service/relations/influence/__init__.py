"""Customers that follow others: the influence network, its communities and cascades."""
