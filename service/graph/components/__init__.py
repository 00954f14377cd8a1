"""Components, condensation, cores, articulation points, ancestors and closures."""
