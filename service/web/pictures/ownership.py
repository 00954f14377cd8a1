"""The picture of who owns a customer and what it owns: layers, owners above."""

from collections.abc import Mapping, Sequence
from typing import Any

from cypher.vocabulary import Text
from service.web.pictures.drawn import Drawing
from service.web.pictures.layouts import layers
from service.web.pictures.picture import MOST_NODES, Picture, picture

_TITLE = Text("股权与控制", "Ownership and control")


def ownership_picture(
    ownership: Mapping[str, Any],
    around: Mapping[str, Any],
    customer: Mapping[str, Any],
    drawing: Drawing,
) -> Picture:
    """Every owner above a customer and all it owns below, with what is held directly on the edges.

    `ownership` says who they are, `around` has the records between them. An edge along which is
    controlled is drawn stronger.
    """
    stakes = [*ownership["owners"], *ownership["owned"]]
    shown = stakes[: MOST_NODES - 1]
    nodes = [_node(customer), *map(_node, shown)]
    kept = {node["id"] for node in nodes}
    edges = [edge for edge in around["edges"] if {edge["from"], edge["to"]} <= kept]
    in_control = _controlled(ownership, customer["customer_id"])
    return picture(
        _TITLE.told(drawing.language),
        [drawing.node(node, "self" if node is nodes[0] else "") for node in nodes],
        [drawing.edge(edge, _mark(edge, in_control)) for edge in edges],
        layers([node["id"] for node in nodes], [(edge["from"], edge["to"]) for edge in edges]),
        hidden=ownership["hidden"] + len(stakes) - len(shown),
    )


def _node(customer: Mapping[str, Any]) -> dict[str, Any]:
    return {**customer, "id": customer["customer_id"], "label": "Customer"}


def _controlled(ownership: Mapping[str, Any], customer_id: str) -> set[str]:
    """The customers who control the one asked about or are controlled by it, and itself."""
    stakes: Sequence[Mapping[str, Any]] = [*ownership["owners"], *ownership["owned"]]
    return {customer_id, *(stake["customer_id"] for stake in stakes if stake["controls"])}


def _mark(edge: Mapping[str, Any], in_control: set[str]) -> str:
    both = {edge["from"], edge["to"]} <= in_control
    return "strong" if edge["type"] == "CONTROLS" or both else ""
