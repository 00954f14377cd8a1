"""Who paid whom, when and how regularly."""
