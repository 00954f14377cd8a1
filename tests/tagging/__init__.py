"""The kit that every tag's author reads."""
