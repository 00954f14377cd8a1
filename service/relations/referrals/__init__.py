"""Referrals between customers."""
