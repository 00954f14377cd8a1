"""The picture of what is around a customer; places that somebody pinned stay as they are."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from cypher.vocabulary import Text
from service.web.pictures.drawn import LABELLED, Drawing
from service.web.pictures.layouts import rings, springs
from service.web.pictures.picture import Picture, Place, picture

_TITLE = Text("周边关系", "Neighbourhood")


def places_around(
    customer_id: str,
    nodes: Sequence[str],
    edges: Sequence[Mapping[str, Any]],
    pinned: Mapping[str, Place],
) -> dict[str, Place]:
    """Where nodes stand around a customer, who is at (0, 0): from rings, by springs.

    Pinned ones stand where they were. 200 nodes take a tenth of a second.
    """
    ties = [(edge["from"], edge["to"]) for edge in edges]
    near = {one for tie in ties if customer_id in tie for one in tie} - {customer_id}
    within = [one for one in nodes if one in near]
    beyond = [one for one in nodes if one not in near and one != customer_id]
    start = {**rings([[customer_id], *filter(None, (within, beyond))]), **pinned}
    return springs(nodes, ties, start, fixed=[customer_id, *pinned])


def neighbourhood_picture(
    nodes: Sequence[Mapping[str, Any]],
    edges: Sequence[Mapping[str, Any]],
    places: Mapping[str, Place],
    drawing: Drawing,
    *,
    marks: Mapping[str, str],
    path: Collection[tuple[str, str, str]],
    hidden: int,
) -> Picture:
    """The picture of nodes and edges; `marks` say what some nodes are, `path` which edges lead on.

    An edge of the path is named by its type and ends.
    """
    labelled = len(edges) <= LABELLED

    def mark(edge: Mapping[str, Any]) -> str:
        return "strong" if (edge["type"], edge["from"], edge["to"]) in path else ""

    return picture(
        _TITLE.told(drawing.language),
        [
            drawing.node(node, marks.get(node["id"], ""), matters=node["id"] in marks)
            for node in nodes
        ],
        [drawing.edge(edge, mark(edge), labelled=labelled or bool(mark(edge))) for edge in edges],
        places,
        hidden=hidden,
    )
