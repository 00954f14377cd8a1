"""/customers/{id}/referrals: who brought whom in."""
