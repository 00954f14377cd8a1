"""Walks over the graph as it is served: what is around a customer, and the shortest path.

Both ask the store for the edges of a whole frontier at a time and go through them in one fixed
order, so that either engine gives the same answer.
"""

from collections.abc import Iterable
from typing import Any

from cypher.serve import EdgeRow, EdgesOfCustomers, EdgesOfThings
from service.api.answers import store
from service.api.holdings import names_of
from service.api.models import EDGE_TYPES
from service.errors import BadRequest
from service.money import money

#: A node as its label and id.
Node = tuple[str, str]

#: How many edges one step of a walk takes in; a walk that meets more says so.
EDGES_A_STEP = 20_000
#: How many nodes a search for a path visits before it gives up.
NODES_A_SEARCH = 50_000


def neighbours_of(
    customer_id: str, types: str | None, hops: int, limit: int, run_id: int
) -> dict[str, Any]:
    """The nodes within some hops of a customer and the edges among them.

    At most `limit` nodes, the nearest first; `hidden` counts the nodes that were found and left
    out. Only nodes that are shown are walked on from.
    """
    start = ("Customer", customer_id)
    shown = {start}
    hidden: set[Node] = set()
    edges: dict[tuple[Any, ...], EdgeRow] = {}
    frontier = [start]
    for _ in range(hops):
        found = []
        for edge in _edges_of(frontier, types, run_id):
            edges.setdefault((edge.type, *_ends(edge), repr(edge.properties)), edge)
            for node in _ends(edge):
                if node in shown or node in hidden:
                    continue
                if len(shown) < limit:
                    shown.add(node)
                    found.append(node)
                else:
                    hidden.add(node)
        frontier = found
    among = [edge for edge in edges.values() if shown.issuperset(_ends(edge))]
    return {
        "nodes": _shown_nodes(shown),
        "edges": [_shown_edge(edge) for edge in among],
        "hidden": len(hidden),
    }


def shortest_path(
    from_id: str, to_id: str, types: str | None, max_hops: int, run_id: int
) -> dict[str, Any]:
    """The shortest path between two customers along edges in either direction.

    Searches from both ends at once, always on from the smaller frontier (Pohl 1971). Among paths
    of one length the choice is fixed. Raises BadRequest where a search would visit too many nodes.
    """
    start, goal = ("Customer", from_id), ("Customer", to_id)
    if start == goal:
        return {"nodes": _shown_nodes({start}), "edges": [], "hops": 0}
    reached: dict[Node, dict[Node, EdgeRow | None]] = {start: {start: None}, goal: {goal: None}}
    frontiers = {start: [start], goal: [goal]}
    for _ in range(max_hops):
        if not all(frontiers.values()):
            break
        side = min(frontiers, key=lambda end: len(frontiers[end]))
        other = goal if side == start else start
        found = []
        for edge in _edges_of(frontiers[side], types, run_id):
            for near, far in (_ends(edge), _ends(edge)[::-1]):
                if near in reached[side] and far not in reached[side]:
                    reached[side][far] = edge
                    found.append(far)
        meetings = [node for node in found if node in reached[other]]
        if meetings:
            meeting = min(meetings)
            path = [*_way(reached[start], meeting)[::-1], *_way(reached[goal], meeting)]
            nodes = {node for edge in path for node in _ends(edge)}
            return {
                "nodes": _shown_nodes(nodes),
                "edges": [_shown_edge(edge) for edge in path],
                "hops": len(path),
            }
        frontiers[side] = found
        if sum(map(len, reached.values())) > NODES_A_SEARCH:
            raise BadRequest(
                f"more than {NODES_A_SEARCH} nodes lie between the two: name fewer edge types "
                "or fewer hops"
            )
    return {"nodes": [], "edges": [], "hops": None}


def _way(reached: dict[Node, EdgeRow | None], node: Node) -> list[EdgeRow]:
    """The edges from a node back to where the search began."""
    way = []
    while (edge := reached[node]) is not None:
        way.append(edge)
        near, far = _ends(edge)
        node = near if node == far else far
    return way


def _edges_of(frontier: Iterable[Node], types: str | None, run_id: int) -> list[EdgeRow]:
    """The edges that touch a frontier; those from customers first."""
    by_label: dict[str, list[str]] = {}
    for label, node_id in frontier:
        by_label.setdefault(label, []).append(node_id)
    wanted = types.split(",") if types else list(EDGE_TYPES)
    edges = []
    if customers := by_label.pop("Customer", []):
        edges += store().rows(
            EdgesOfCustomers(
                customer_ids=customers, types=wanted, run_id=run_id, limit=EDGES_A_STEP
            )
        )
    if by_label:
        edges += store().rows(
            EdgesOfThings(
                account_ids=by_label.get("Account", []),
                group_ids=by_label.get("Group", []),
                identifiers=by_label.get("Identifier", []),
                types=wanted,
                run_id=run_id,
                limit=EDGES_A_STEP,
            )
        )
    return edges


def _ends(edge: EdgeRow) -> tuple[Node, Node]:
    return (edge.from_label, edge.from_id), (edge.to_label, edge.to_id)


def _shown_nodes(nodes: Iterable[Node]) -> list[dict[str, Any]]:
    ordered = sorted(nodes)
    names = names_of(node_id for label, node_id in ordered if label == "Customer")
    return [
        {"id": node_id, "label": label, "name": names[node_id] if label == "Customer" else None}
        for label, node_id in ordered
    ]


def _shown_edge(edge: EdgeRow) -> dict[str, Any]:
    properties = dict(edge.properties)
    if "amount" in properties:
        properties["amount"] = money(round(properties["amount"], 4))
    return {
        "type": edge.type,
        "from": edge.from_id,
        "to": edge.to_id,
        "source": None if edge.load_no is None else f"L{edge.load_no}",
        **properties,
    }
