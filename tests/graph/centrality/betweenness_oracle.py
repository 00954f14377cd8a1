"""Gate shares by the letter of their definition, on graphs of a few dozen nodes."""

import networkx as nx


def shares_path_by_path(graph: "nx.Graph[int]", community: list[int]) -> list[float]:
    """Each node's share, from every shortest path between two communities; community -1 is none."""
    through, pairs = [0.0] * len(graph), [0] * len(graph)
    for start in graph:
        for end in nx.node_connected_component(graph, start):
            if community[end] == community[start] or min(community[start], community[end]) < 0:
                continue
            paths = list(nx.all_shortest_paths(graph, start, end))
            for path in paths:
                for node in path[1:]:
                    if community[node] != community[start]:
                        break
                    through[node] += 1 / len(paths)
            for node in graph:
                pairs[node] += community[node] == community[start] and node != start
    return [part / of if of else 0.0 for part, of in zip(through, pairs, strict=True)]
