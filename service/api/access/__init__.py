"""Who asks in a request, and how what identifies anybody is taken out of its answer."""
