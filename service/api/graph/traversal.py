"""Walks over the graph as it is served: what is around a customer, and the shortest path.

Both ask the store for the edges of a whole frontier at a time and go through them in one fixed
order, so that either engine gives the same answer.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from cypher.serve.walks import EdgeRow, EdgesOfCustomers, EdgesOfThings, PaymentsWithNamed
from cypher.vocabulary import EDGE_TYPES
from service.api.http.answers import store
from service.api.http.holding_text import names_of
from service.api.money.account_names import names_of_accounts
from service.errors import BadRequest
from service.money import stored_money

#: A node as its label and id.
Node = tuple[str, str]

#: How many edges one query of a walk takes in; a walk that meets more says so.
EDGES_A_STEP = 20_000
#: How many nodes a search for a path visits before it gives up.
NODES_A_SEARCH = 50_000


def neighbours_of(
    customer_id: str, types: str | None, hops: int, limit: int, run_id: int
) -> dict[str, Any]:
    """The nodes within some hops of a customer and the edges among them.

    At most `limit` nodes, the nearest first; `hidden` counts the nodes that were found and left
    out. Only nodes that are shown are walked on from. `truncated` says that a query met
    EDGES_A_STEP edges or more, so that `hidden` is the least number.
    """
    start = ("Customer", customer_id)
    shown = {start}
    hidden: set[Node] = set()
    walked: set[Node] = set()
    edges: list[EdgeRow] = []
    truncated = False
    frontier = [start]
    for _ in range(hops):
        found = []
        for nodes in _kinds(frontier):
            met = _edges_of(nodes, types, run_id)
            named = _payments_with_named(nodes, types)
            truncated = truncated or EDGES_A_STEP in (len(met), len(named))
            for edge in (*met, *named):
                ends = _ends(edge)
                if not walked.isdisjoint(ends):
                    continue  # met before, from its other end
                edges.append(edge)
                for node in ends:
                    if node in shown or node in hidden:
                        continue
                    if len(shown) < limit:
                        shown.add(node)
                        found.append(node)
                    else:
                        hidden.add(node)
            walked.update(nodes)
        frontier = found
    among = [edge for edge in edges if shown.issuperset(_ends(edge))]
    return {
        "nodes": _shown_nodes(sorted(shown)),
        "edges": [_shown_edge(edge) for edge in among],
        "hidden": len(hidden),
        "truncated": truncated,
    }


def shortest_path(
    from_id: str, to_id: str, types: str | None, max_hops: int, run_id: int
) -> dict[str, Any]:
    """The shortest path between two customers along edges in either direction.

    Searches from both ends at once, always on from the smaller frontier (Pohl 1971); an end whose
    frontier has more edges than a query takes in is left to the other. Among paths of one length
    the choice is fixed. Raises BadRequest where a search would visit too many nodes, or where both
    ends are stuck, so that a shorter path could be passed over.
    """
    start, goal = ("Customer", from_id), ("Customer", to_id)
    if start == goal:
        return {"nodes": _shown_nodes([start]), "edges": [], "hops": 0}
    reached: dict[Node, dict[Node, EdgeRow | None]] = {start: {start: None}, goal: {goal: None}}
    frontiers = {start: [start], goal: [goal]}
    going = [start, goal]
    hops = 0
    while hops < max_hops and all(frontiers.values()):
        if not going or sum(map(len, reached.values())) > NODES_A_SEARCH:
            raise BadRequest(
                "too much lies between the two to search it all: name fewer edge types or hops",
                "types",
                "max_hops",
            )
        side = min(going, key=lambda end: len(frontiers[end]))
        other = goal if side == start else start
        found, truncated = _reach(reached[side], frontiers[side], types, run_id)
        if meetings := [node for node in found if node in reached[other]]:
            meeting = min(meetings)
            path = [*_way(reached[start], meeting)[::-1], *_way(reached[goal], meeting)]
            return {
                "nodes": _shown_nodes(_nodes_along(start, path)),
                "edges": [_shown_edge(edge) for edge in path],
                "hops": len(path),
            }
        if truncated:
            going.remove(side)
            for node in found:
                del reached[side][node]
        else:
            frontiers[side] = found
            hops += 1
    return {"nodes": [], "edges": [], "hops": None}


def _reach(
    reached: dict[Node, EdgeRow | None], frontier: list[Node], types: str | None, run_id: int
) -> tuple[list[Node], bool]:
    """Take one step: note the nodes newly reached, each with the edge that led there.

    Returns them in the order of their edges, and whether there were more edges than were read.
    """
    found = []
    truncated = False
    for nodes in _kinds(frontier):
        met = _edges_of(nodes, types, run_id)
        truncated = truncated or len(met) == EDGES_A_STEP
        for edge in met:
            for near, far in (_ends(edge), _ends(edge)[::-1]):
                if near in reached and far not in reached:
                    reached[far] = edge
                    found.append(far)
    return found, truncated


def _nodes_along(start: Node, path: Iterable[EdgeRow]) -> list[Node]:
    """The nodes of a path from its start, in order."""
    nodes = [start]
    for edge in path:
        near, far = _ends(edge)
        nodes.append(far if near == nodes[-1] else near)
    return nodes


def _way(reached: dict[Node, EdgeRow | None], node: Node) -> list[EdgeRow]:
    """The edges from a node back to where the search began."""
    way = []
    while (edge := reached[node]) is not None:
        way.append(edge)
        near, far = _ends(edge)
        node = near if node == far else far
    return way


def _kinds(frontier: list[Node]) -> Iterator[list[Node]]:
    """The customers of a frontier, then its other nodes: each kind is asked for in one query."""
    customers = [node for node in frontier if node[0] == "Customer"]
    things = [node for node in frontier if node[0] != "Customer"]
    return (nodes for nodes in (customers, things) if nodes)


def _edges_of(nodes: list[Node], types: str | None, run_id: int) -> list[EdgeRow]:
    """The edges that touch nodes of one kind, in a fixed order."""
    by_label: dict[str, list[str]] = {}
    for label, node_id in nodes:
        by_label.setdefault(label, []).append(node_id)
    wanted = types.split(",") if types else list(EDGE_TYPES)
    if "Customer" in by_label:
        return store().rows(EdgesOfCustomers(by_label["Customer"], wanted, run_id, EDGES_A_STEP))
    return store().rows(
        EdgesOfThings(
            account_ids=by_label.get("Account", []),
            group_ids=by_label.get("Group", []),
            identifiers=by_label.get("Identifier", []),
            types=wanted,
            run_id=run_id,
            limit=EDGES_A_STEP,
        )
    )


def _payments_with_named(nodes: list[Node], types: str | None) -> list[EdgeRow]:
    """The payments of customers with the world outside, which are shown and never walked through.

    Two who pay the same shop are not tied by it.
    """
    customers = [node_id for label, node_id in nodes if label == "Customer"]
    if not customers or (types and "PAID" not in types.split(",")):
        return []
    return store().rows(PaymentsWithNamed(customers, EDGES_A_STEP))


def _ends(edge: EdgeRow) -> tuple[Node, Node]:
    return (edge.from_label, edge.from_id), (edge.to_label, edge.to_id)


def _shown_nodes(nodes: list[Node]) -> list[dict[str, Any]]:
    names: dict[Node, str] = {}
    customers = names_of(node_id for label, node_id in nodes if label == "Customer")
    names |= {("Customer", node_id): name for node_id, name in customers.items()}
    accounts = names_of_accounts(node_id for label, node_id in nodes if label == "Account")
    names |= {("Account", node_id): name for node_id, name in accounts.items()}
    return [{"id": node[1], "label": node[0], "name": names.get(node)} for node in nodes]


def _shown_edge(edge: EdgeRow) -> dict[str, Any]:
    properties = dict(sorted(edge.properties.items()))
    if "amount" in properties:
        properties["amount"] = stored_money(properties["amount"])
    return {
        "type": edge.type,
        "from": edge.from_id,
        "to": edge.to_id,
        "source": None if edge.load_no is None else f"L{edge.load_no}",
        **properties,
    }
