"""PageRank and betweenness between communities."""
