"""What customers lose where another customer fails."""
