"""Who could introduce a customer: other clients of its manager who are tied to it, and how.

A tie is an edge of the graph, as paths have it: a phone or an account that two share, or a group
that the bank declared, takes two. Ways are ranked as paths are (`cypher.vocabulary.distances`).
"""

from typing import Any

from cypher.serve.customers import CustomerRow
from cypher.serve.walks import EdgeRow
from cypher.vocabulary import EDGE_TYPES, IDENTIFIER_KINDS, KIN_RELATIONS, OFFICES
from service.api.customers.merged import customers_of
from service.api.graph.frontier import Frontier
from service.api.graph.shortest_path import Way, nearest_ways
from service.api.graph.shown import shown_edge, shown_nodes
from service.api.http.consent import standing_of
from service.api.http.times import AskedRun
from service.tagging.declaration import Text

TOLD = 3
TIES = 2
#: Of how many customers around, the nearest first, it is asked whose clients they are.
ASKED = 2_000

#: Two numbers of one customer introduce nobody to each other.
_NO_TIE = "SAME_AS"
_SHOWN = (
    *("customer_id", "name", "kind", "is_client", "relationship_manager", "region", "branch"),
    "blocked",
)


def introducers_to(customer_id: str, code: str, run: AskedRun) -> dict[str, Any]:
    """The nearest clients of a manager, by the manager's code, with the ways to them.

    At most TOLD, `hidden` counts the others. Nobody is left out for want of consent: each says how
    it stands, and why lists for marketing leave it out. `truncated` says that more lies around the
    customer than is looked at. Cost: two steps of a walk, and a look at ASKED customers.
    """
    frontier = Frontier(None, run.run_id, ended=False)
    frontier.types = [name for name in EDGE_TYPES if name != _NO_TIE]
    ways = nearest_ways(frontier, customer_id, TIES)
    nearest = sorted(ways.items(), key=lambda one: one[1].rank)
    around = customers_of([other for other, _ in nearest[:ASKED]], run)
    clients = [row for row in around.values() if _is_client_of(row, code)]
    shown = clients[:TOLD]
    standing = standing_of((row.customer_id for row in shown), run.run_id)
    return {
        "items": [
            {
                **{name: getattr(row, name) for name in _SHOWN},
                "consent": standing[row.customer_id].consent,
                "left_out": standing[row.customer_id].left_out or None,
                **_way(ways[row.customer_id], frontier),
            }
            for row in shown
        ],
        "hidden": len(clients) - len(shown),
        "truncated": frontier.truncated or len(nearest) > ASKED,
    }


def _is_client_of(row: CustomerRow, code: str) -> bool:
    return row.is_client and row.closed_on is None and row.relationship_manager == code


def _way(way: Way, frontier: Frontier) -> dict[str, Any]:
    """A way as paths are told, from the customer to the introducer, and in words."""
    nodes = shown_nodes(way.nodes, frontier)
    return {
        "distance": way.distance,
        "hops": len(way.edges),
        "nodes": nodes,
        "edges": [shown_edge(told[0]) for told in frontier.summed(way.edges) if told],
        "sentence": _in_words(way, nodes),
    }


def _in_words(way: Way, nodes: list[dict[str, Any]]) -> Text:
    """The ties of a way one after the other, from the customer on; a thing that two share once."""
    if way.nodes[1][0] != "Customer":
        return _shared(way, [node["name"] for node in nodes])
    names = {node["id"]: node["name"] for node in nodes}
    said = [_tie(edge, names[edge.from_id], names[edge.to_id]) for edge in way.edges]
    return Text("，".join(part.zh for part in said), ", and ".join(part.en for part in said))


def _tie(edge: EdgeRow, begin: str, end: str) -> Text:
    """What an edge between two customers says of the first."""
    if edge.type == "KIN_OF":
        kin = KIN_RELATIONS.title(edge.properties["relation"])
        return Text(f"{begin}是{end}的{kin.zh}", f"{begin} is a {kin.en} of {end}")
    known = EDGE_TYPES[edge.type].forwards
    zh, en = begin + known.zh.format(other=end), f"{begin} {known.en.format(other=end)}"
    if edge.type == "HOLDS_POSITION":
        office = OFFICES.title(edge.properties["role"])
        return Text(f"{zh}（{office.zh}）", f"{en} ({office.en})")
    return Text(zh, en)


def _shared(way: Way, names: list[Any]) -> Text:
    """What two share: an account, a group, an identifier, whose value is not said."""
    label, thing = way.nodes[1]
    one, shared, other = names
    if label == "Group":
        return Text(f"{one}与{other}同属{shared.zh}", f"{one} and {other} are in {shared.en}")
    if label == "Account":
        return Text(f"{one}与{other}使用同一账户", f"{one} and {other} use the same account")
    kind = IDENTIFIER_KINDS.title(thing.partition(":")[0])
    return Text(f"{one}与{other}的{kind.zh}相同", f"{one} and {other} give the same {kind.en}")
