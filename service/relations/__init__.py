"""What the tags of one family share: numbers on the bank's arrays; no tag, no HTTP."""
