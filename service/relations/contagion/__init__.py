"""What a customer loses where another fails."""
