"""Places for the nodes of a picture, in pixels: layers, rings, springs, circles.

Every layout is made once for the same graph: seeds are fixed and nodes are taken in their order.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import cos, pi, sin, sqrt

from service.web.pictures.picture import Place

#: How far apart two nodes stand beside each other, and two layers one below the other.
BESIDE, BELOW = 166, 110
#: How far each ring is from the one within.
BETWEEN_RINGS = 130
#: How wide a layer is before it goes on in another row.
WIDEST = 1_162
SEED = 1
#: Of more nodes springs are let go for half as long: each step costs their square.
_MANY = 100

Ties = Iterable[tuple[str, str]]


def layers(nodes: Sequence[str], ties: Ties) -> dict[str, Place]:
    """Nodes by how many ties lead down to them at most: owners above what they own.

    Those on a cycle are in one layer. Cost: linear, and a sort of each layer.
    """
    # Imported when a picture is asked for: a worker without one saves its time and memory.
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from(ties)
    condensed = nx.condensation(graph)
    layer_of: dict[str, int] = {}
    for number, components in enumerate(nx.topological_generations(condensed)):
        for component in components:
            layer_of.update(dict.fromkeys(condensed.nodes[component]["members"], number))
    above = {node: [*graph.predecessors(node)] for node in nodes}
    return _in_rows(_untangled(nodes, layer_of, above))


def _untangled(
    nodes: Sequence[str], layer_of: Mapping[str, int], above: Mapping[str, list[str]]
) -> list[list[str]]:
    """The layers, each in the order of what stands above its nodes (the barycentre heuristic)."""
    found: list[list[str]] = [[] for _ in range(max(layer_of.values(), default=-1) + 1)]
    for node in nodes:
        found[layer_of[node]].append(node)
    column: dict[str, float] = {}
    for layer in found:
        known = {node: [column[each] for each in above[node] if each in column] for node in layer}
        layer.sort(key=lambda node: sum(known[node]) / len(known[node]) if known[node] else 0.0)
        middle = (len(layer) - 1) / 2
        column.update({node: place - middle for place, node in enumerate(layer)})
    return found


def _in_rows(found: Sequence[Sequence[str]]) -> dict[str, Place]:
    places: dict[str, Place] = {}
    most = WIDEST // BESIDE
    y = 0.0
    for layer in found:
        for begin in range(0, len(layer), most):
            row = layer[begin : begin + most]
            for number, node in enumerate(row):
                places[node] = ((number - (len(row) - 1) / 2) * BESIDE, y)
            y += BELOW
    return places


def rings(around: Sequence[Sequence[str]]) -> dict[str, Place]:
    """Nodes on rings, the first ones within: rounds of contagion, steps from a customer."""
    places: dict[str, Place] = {}
    radius = 0.0
    for number, ring in enumerate(around):
        # A ring is wide enough for the names on it; a single node within is the centre.
        if number or len(ring) > 1:
            radius = max(radius + BETWEEN_RINGS, len(ring) * 74 / (2 * pi))
        for place, node in enumerate(ring):
            angle = 2 * pi * place / len(ring) - pi / 2 + number * 0.35
            places[node] = (radius * cos(angle), radius * sin(angle))
    return places


def circle(nodes: Sequence[str], least: float = 150.0) -> dict[str, Place]:
    """Nodes around one circle in their order, its radius `least` or more."""
    radius = max(least, len(nodes) * 170 / (2 * pi))
    return {
        node: (
            radius * cos(2 * pi * place / len(nodes) - pi / 2),
            radius * sin(2 * pi * place / len(nodes) - pi / 2),
        )
        for place, node in enumerate(nodes)
    }


def springs(
    nodes: Sequence[str],
    ties: Ties,
    start: Mapping[str, Place] | None = None,
    fixed: Sequence[str] = (),
) -> dict[str, Place]:
    """Nodes that ties pull together and that push each other apart (Fruchterman and Reingold).

    `start` says where some stand at first, and of these `fixed` which ones stay there. 200 nodes
    take a tenth of a second.
    """
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from(ties)
    if len(graph) < 2:
        return {node: (start or {}).get(node, (0.0, 0.0)) for node in nodes}
    size = 90 * sqrt(len(graph))
    begun = {node: (x / size, y / size) for node, (x, y) in (start or {}).items()}
    kept = [node for node in fixed if node in begun]
    found = nx.spring_layout(
        graph,
        pos=begun or None,
        fixed=kept or None,
        seed=SEED,
        iterations=60 if len(graph) <= _MANY else 30,
        k=1.6 / sqrt(len(graph)),
    )
    return {node: (float(found[node][0]) * size, float(found[node][1]) * size) for node in nodes}
