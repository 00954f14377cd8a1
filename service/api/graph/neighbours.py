"""What is around a customer: the nearest nodes, and the edges among them."""

from collections.abc import Iterator, Sequence
from typing import Any

from cypher.serve.walks import EdgeRow
from service.api.graph.frontier import Frontier, Node, ends_of
from service.api.graph.shown import shown_edge, shown_nodes
from service.api.http.lookups import outsiders_among


def neighbours_of(
    customer_id: str, types: str | None, hops: int, limit: int, run_id: int, *, ended: bool = False
) -> dict[str, Any]:
    """The nodes within some hops of a customer and the edges among them.

    At most `limit` nodes, the nearest first; `hidden` counts the nodes that were found and left
    out. Only nodes that are shown are walked on from, and no payments of a hub but the customer's
    own, no users of one, no members of a group that a run derived unless `types` names MEMBER_OF.
    `hubs` counts the hubs that are shown. `truncated` says that there were more edges than are
    looked at, so that `hidden` is the least number. Accounts and identifiers that customers outside
    the scope have for themselves are none of the neighbourhood.
    """
    frontier = Frontier(types, run_id, ended=ended)
    start = ("Customer", customer_id)
    shown = {start}
    hidden: set[Node] = set()
    # Where ties, and where payments, have been asked for already.
    walked: set[Node] = set()
    paid: set[Node] = set()
    # Nodes that something else leads to than a payment, or a group that a run derived.
    tied = {start}
    edges: list[EdgeRow] = []
    nearest = [start]
    for hop in range(hops):
        if hop:
            frontier.learn_hubs(nearest)
            nearest = [node for node in nearest if _goes_on(node, tied, frontier)]
        found = []
        for nodes in _kinds(nearest):
            paying = nodes if not hop else [node for node in nodes if not frontier.is_hub(node)]
            met = frontier.ties(nodes, derived=True) + frontier.paid(paying, through=not hop)
            met += frontier.paid_outside(paying)
            strangers = _strangers(nodes) if hop else set()
            for edge in sorted(met, key=lambda edge: (edge.type, edge.from_id, edge.to_id)):
                ends = ends_of(edge)
                if _is_their_own(ends, strangers, shown):
                    continue
                if edge.type != "PAID" and (edge.load_no is not None or frontier.through_derived):
                    tied.update(ends)
                if not (paid if edge.type == "PAID" else walked).isdisjoint(ends):
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
            paid.update(paying)
        nearest = found
    frontier.learn_hubs(shown)
    among = [edge for edge in edges if shown.issuperset(ends_of(edge))]
    return {
        "nodes": shown_nodes(sorted(shown), frontier),
        "edges": [shown_edge(edge) for told in frontier.summed(among) for edge in told],
        "hidden": len(hidden),
        "hubs": sum(frontier.is_hub(node) for node in shown if node != start),
        "truncated": frontier.truncated,
    }


def _goes_on(node: Node, tied: set[Node], frontier: Frontier) -> bool:
    """Whether a walk goes on from a node: from a hub only by ties that do not make it one."""
    if frontier.is_hub(node):
        return node[0] == "Customer" and node in tied
    return node[0] != "Group" or node in tied


def _strangers(nodes: Sequence[Node]) -> set[Node]:
    """The customers among some nodes who are outside the scope in which is asked."""
    outsiders = outsiders_among(node_id for label, node_id in nodes if label == "Customer")
    return {("Customer", node_id) for node_id in outsiders}


def _is_their_own(ends: tuple[Node, Node], strangers: set[Node], shown: set[Node]) -> bool:
    """Whether an edge leads from a stranger to a thing that nobody in scope has led to."""
    things = {node for node in ends if node[0] in ("Account", "Identifier")}
    return not strangers.isdisjoint(ends) and not things <= shown


def _kinds(nodes: list[Node]) -> Iterator[list[Node]]:
    """The customers among some nodes, then the others: an edge between them is met twice."""
    customers = [node for node in nodes if node[0] == "Customer"]
    things = [node for node in nodes if node[0] != "Customer"]
    return (kind for kind in (customers, things) if kind)
