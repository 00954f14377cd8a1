"""Structures among customers of their own, who have no tie to anybody else in the bank."""
