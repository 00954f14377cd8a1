"""The nearest path between two customers: of the least distance, and of these the fewest edges.

It is searched from both ends at once, always on from the smaller frontier (Pohl 1971), by the
number of edges: after i steps from one end and j from the other every path of at most i + j edges
has been seen. Distances bound the search (Dijkstra 1959): a way that can lead to nothing nearer
than what was found goes no further. Each step asks the store for the edges of a whole frontier.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from cypher.serve.walks import EdgeRow
from cypher.vocabulary import Text
from cypher.vocabulary.distances import DISTANCES, distance
from service.api.graph.frontier import Frontier, Node, ends_of
from service.api.graph.shown import shown_edge, shown_nodes
from service.errors import BadRequest

#: How many nodes a search for a path visits before it gives up.
NODES_A_SEARCH = 50_000
#: How many meeting places are asked at a time whether they are hubs.
MEETINGS = 100


class Way(NamedTuple):
    """A way between an end and a node, in the order from the path's beginning to its goal.

    Ways compare by their distance, then by the ids of their nodes. `paid` says whether it leads to
    the node by a payment: such a way may end in a hub, and go no further.
    """

    distance: int
    nodes: tuple[Node, ...]
    edges: tuple[EdgeRow, ...]
    paid: bool

    @property
    def rank(self) -> tuple[int, int, tuple[Node, ...]]:
        """What ways are compared by."""
        return self.distance, len(self.edges), self.nodes


class _Side:
    """What is reached from one end.

    `reached` are the ways to each node, the best by payment and otherwise for each number of edges;
    `frontier` those of the last number. A side is stuck where a query met too many edges.
    """

    def __init__(self, end: Node, *, forwards: bool) -> None:
        way = Way(0, (end,), (), paid=False)
        self.end = end
        self.forwards = forwards
        self.stuck = False
        self.reached: dict[Node, list[Way]] = {end: [way]}
        self.frontier: dict[Node, list[Way]] = {end: [way]}

    @property
    def least(self) -> int:
        """The least distance of the frontier; there must be one."""
        return min(way.distance for ways in self.frontier.values() for way in ways)

    def narrow(self, most: int) -> None:
        """Go on from ways below a distance only."""
        narrowed = {
            node: [way for way in ways if way.distance < most]
            for node, ways in self.frontier.items()
        }
        self.frontier = {node: ways for node, ways in narrowed.items() if ways}

    def longer(self, way: Way, edge: EdgeRow, node: Node, steps: int) -> Way:
        """The way, longer by an edge that leads to a node."""
        paid = edge.type == "PAID"
        if self.forwards:
            nodes, edges = (*way.nodes, node), (*way.edges, edge)
        else:
            nodes, edges = (node, *way.nodes), (edge, *way.edges)
        return Way(way.distance + steps, nodes, edges, paid)

    def is_better(self, way: Way, node: Node) -> bool:
        """Whether no way to the node that is known is as near and as good to go on from."""
        return not any(
            known.rank <= way.rank and (way.paid or not known.paid)
            for known in self.reached.get(node, ())
        )


def shortest_path(
    from_id: str, to_id: str, types: str | None, max_hops: int, run_id: int, *, ended: bool = False
) -> dict[str, Any]:
    """The nearest path between two customers along edges in either direction.

    The nearest has the least distance (`cypher.vocabulary.distances`), of these the fewest edges,
    then the smallest ids. It leads through no hub by what makes it one, and through no group that a
    run derived unless `types` names MEMBER_OF. An end whose frontier has more edges than a query
    takes in is left to the other. Raises BadRequest where a search would visit too many nodes, or
    where both ends are stuck, so that a nearer path could be passed over.
    """
    frontier = Frontier(types, run_id, ended=ended)
    start, goal = ("Customer", from_id), ("Customer", to_id)
    best: Way | None = Way(0, (start,), (), paid=False)
    if start != goal:
        best = _search(frontier, _Side(start, forwards=True), _Side(goal, forwards=False), max_hops)
    hubs = frontier.hubs_beside((start, goal))
    frontier.learn_hubs(best.nodes if best else ())
    return {
        "nodes": shown_nodes(best.nodes, frontier) if best else [],
        "edges": [shown_edge(told[0]) for told in frontier.summed(best.edges) if told]
        if best
        else [],
        "hops": len(best.edges) if best else None,
        "distance": best.distance if best else None,
        "hubs": hubs,
    }


def nearest_ways(frontier: Frontier, from_id: str, hops: int) -> dict[str, Way]:
    """The nearest way from a customer to each other within some edges, as `shortest_path` ranks.

    By the ids of the others. Cost: what so many steps ask the store; where there are more edges
    than are looked at the frontier is truncated, and ways are missing.
    """
    side = _Side(("Customer", from_id), forwards=True)
    for _ in range(hops):
        if not side.frontier:
            break
        found = _step(frontier, side, None)
        for node, ways in found.items():
            side.reached.setdefault(node, []).extend(ways)
        side.frontier = found
    return {
        node_id: min(ways, key=lambda way: way.rank)
        for (label, node_id), ways in side.reached.items()
        if label == "Customer" and node_id != from_id
    }


def _search(frontier: Frontier, begin: _Side, goal: _Side, max_hops: int) -> Way | None:
    best: Way | None = None
    sides = (begin, goal)
    hops = 0
    while hops < max_hops and all(side.frontier for side in sides):
        if best:
            for side, other in (sides, sides[::-1]):
                # At least one edge lies between the two frontiers.
                side.narrow(best.distance - other.least - 1 if other.frontier else 0)
            if not all(side.frontier for side in sides):
                break
        going = [side for side in sides if not side.stuck]
        if not going or sum(len(side.reached) for side in sides) > NODES_A_SEARCH:
            raise BadRequest(
                Text(
                    "两者之间的关系过多，无法全部搜索：请减少关系类型或步数",
                    "too much lies between the two to search it all: name fewer edge types or hops",
                ),
                "types",
                "max_hops",
            )
        side = min(going, key=lambda side: len(side.frontier))
        other = goal if side is begin else begin
        frontier.truncated = False
        found = _step(frontier, side, best.distance - other.least if best else None)
        if frontier.truncated:
            side.stuck = True
            continue
        hops += 1
        for node, ways in found.items():
            side.reached.setdefault(node, []).extend(ways)
        best = _nearest_meeting(frontier, side, other, found, best)
        found.pop(other.end, None)
        side.frontier = found
    return best


def _step(frontier: Frontier, side: _Side, most: int | None) -> dict[Node, list[Way]]:
    """The nodes one edge on from a side's frontier, below a distance, each with its best ways."""
    at_end = side.end in side.frontier
    paying = [
        node
        for node, ways in side.frontier.items()
        if most is None or min(way.distance for way in ways) + DISTANCES["PAID"].steps < most
    ]
    edges = frontier.paid(paying, through=at_end)
    # Whether a node is a hub matters where a payment leads to it, or where it is a thing.
    frontier.learn_hubs(
        node
        for node, ways in side.frontier.items()
        if node != side.end and (node[0] != "Customer" or any(way.paid for way in ways))
    )
    onward = {
        node: [way for way in ways if not (way.paid and frontier.is_hub(node))]
        for node, ways in side.frontier.items()
        if node[0] == "Customer" or not frontier.is_hub(node)
    }
    edges += frontier.ties(
        [node for node, ways in onward.items() if ways], derived=frontier.through_derived
    )
    best: dict[tuple[Node, bool], Way] = {}
    # Of equal edges between two nodes the first counts: they come in a fixed order.
    for edge in edges:
        begin, end = ends_of(edge)
        steps = distance(edge.type, edge.properties.get("payments", 0))
        paid = edge.type == "PAID"
        for near, far in ((begin, end), (end, begin)):
            ways = onward.get(near)
            if not ways or (paid and frontier.is_hub(near) and near != side.end):
                continue
            for way in ways:
                if (most is not None and way.distance + steps >= most) or far in way.nodes:
                    continue
                known = best.get((far, paid))
                if known and way.distance + steps > known.distance:
                    continue
                longer = side.longer(way, edge, far, steps)
                if (not known or longer.rank < known.rank) and side.is_better(longer, far):
                    best[far, paid] = longer
    found: dict[Node, list[Way]] = {}
    for (node, _), way in best.items():
        found.setdefault(node, []).append(way)
    return found


def _nearest_meeting(
    frontier: Frontier,
    side: _Side,
    other: _Side,
    found: dict[Node, list[Way]],
    best: Way | None,
) -> Way | None:
    """The best of the paths that what was found closes, and of the one that is known."""
    closed = sorted(_closed(side, other, found, best), key=lambda meeting: meeting[0].rank)
    for first in range(0, len(closed), MEETINGS):
        some = closed[first : first + MEETINGS]
        frontier.learn_hubs(node for _, node, might_be_hub in some if might_be_hub)
        for path, node, might_be_hub in some:
            if not (might_be_hub and frontier.is_hub(node)):
                return path
    return best


def _closed(
    side: _Side, other: _Side, found: dict[Node, list[Way]], best: Way | None
) -> Iterator[tuple[Way, Node, bool]]:
    """The paths from end to end that are better than the known one, where they meet.

    Also whether they lead nowhere if that is a hub.
    """
    for node in found.keys() & other.reached.keys():
        for way in found[node]:
            for rest in other.reached[node]:
                first, second = (way, rest) if side.forwards else (rest, way)
                path = Way(
                    first.distance + second.distance,
                    first.nodes + second.nodes[1:],
                    first.edges + second.edges,
                    paid=False,
                )
                if (best and path.rank >= best.rank) or len({*path.nodes}) < len(path.nodes):
                    continue
                between = node not in (side.end, other.end)
                yield path, node, between and (node[0] != "Customer" or way.paid or rest.paid)
