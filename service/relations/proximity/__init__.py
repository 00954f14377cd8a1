"""How near customers are to a blocked one, and how close two customers are."""
