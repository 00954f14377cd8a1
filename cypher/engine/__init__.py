"""The two engines behind the one door."""
