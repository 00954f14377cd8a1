"""/what-if: the tags that customers would gain and lose."""
