"""Texts become accepted rows, or rejects with a reason."""
