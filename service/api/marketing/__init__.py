"""/influencers, /influence and /communities: who leads opinion."""
