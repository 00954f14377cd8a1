"""What a load's rows mean beside those of other sources, and beside those that are stored."""
