"""Control by votes, in cascades and in loops."""
