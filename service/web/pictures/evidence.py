"""The picture of why: the edges on which a tag of a customer stands."""

from collections.abc import Mapping, Sequence
from typing import Any

from cypher.vocabulary import EDGE_TYPES
from service.web.pictures.drawn import LABELLED, Drawing, is_circle, with_ends
from service.web.pictures.layouts import circle, layers, rings, springs
from service.web.pictures.picture import Picture, Place, picture
from service.web.pictures.ties import is_mutual

#: How much farther apart than on rings those stand whose lines have words on them.
_APART = 1.7
#: A small picture: of more nodes the table beside it tells.
_MOST = 30


def evidence_picture(
    title: str,
    customer_id: str,
    edges: Sequence[Mapping[str, Any]],
    nodes: Sequence[Mapping[str, Any]],
    drawing: Drawing,
) -> Picture:
    """The picture of some edges around a customer; `nodes` are the customers whom they tie."""
    found = with_ends(nodes, edges)
    shown = found[:_MOST]
    kept = {node["id"] for node in shown}
    drawn = [edge for edge in edges if {edge["from"], edge["to"]} <= kept]
    labelled = len(drawn) <= LABELLED
    return picture(
        title,
        [drawing.node(node, "self" if node["id"] == customer_id else "") for node in shown],
        [drawing.edge(edge, labelled=labelled) for edge in drawn],
        _places(customer_id, [*kept], drawn),
        hidden=len(found) - len(shown),
    )


def _leads_down(edge: Mapping[str, Any]) -> bool:
    """Whether who stands at an edge's beginning stands above: owners, officers, guarantors."""
    kind = EDGE_TYPES.get(edge["type"])
    return bool(kind and kind.between_customers and edge["type"] != "OWES" and not is_mutual(edge))


def _places(
    customer_id: str, nodes: Sequence[str], edges: Sequence[Mapping[str, Any]]
) -> dict[str, Place]:
    """Where nodes stand: owners above, a circle round, others around the customer."""
    ordered = sorted(nodes)
    ties = [(edge["from"], edge["to"]) for edge in edges]
    if round_ := is_circle(edges):
        return circle(round_)
    if all(map(_leads_down, edges)):
        return layers(ordered, ties)
    others = [node for node in ordered if node != customer_id]
    if len(others) < len(ordered) and all(customer_id in tie for tie in ties):
        places = rings([[customer_id], others])
        return {one: (x * _APART, y * _APART) for one, (x, y) in places.items()}
    return springs(ordered, ties, circle(ordered))
