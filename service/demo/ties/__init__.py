"""What ties them: ownership, guarantees, referrals, lending and payments."""
