"""DERIVE, TAG and SERVE: from the graph to relationship tags that explain themselves."""
