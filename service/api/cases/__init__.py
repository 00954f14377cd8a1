"""/cases: answers about contagion that are kept, as they were."""
