"""What tags are made of: their declaration, the bank they read, grades and pieces of sentences."""
