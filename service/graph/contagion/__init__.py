"""Cascades of losses: thresholds, DebtRank, clearing, minimum cuts."""
