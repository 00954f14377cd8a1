"""/contagion: whom a failure drags down, and the cheapest cut."""
