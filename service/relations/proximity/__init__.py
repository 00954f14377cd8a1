"""Who is near a blocked customer, and how close two customers are."""
