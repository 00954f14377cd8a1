"""The picture of a cascade: a ring for each round, and the edges along which losses came."""

from collections.abc import Callable, Mapping, Sequence
from math import atan2, cos, pi, sin
from typing import Any

from cypher.vocabulary import Text
from service.web.pictures.picture import MOST_NODES, Edge, Node, Picture, Place, picture
from service.web.pictures.ties import label_of, tie_told

Row = Mapping[str, Any]
Say = Callable[[Any], str]

#: Later rounds share the last ring.
RINGS = 7
#: How far a ring is from the one within, and how far apart two customers on it stand.
_OUT, _APART = 150, 150
#: Where the first customer of a ring stands that nothing within draws elsewhere: to the right.
_FIRST = 0.0
#: Above so many customers, amounts stand in titles alone.
_LABELLED = 25
_START = Text("起始", "at the start")


def rounds_picture(told: Row, title: str, *, say: Say, href: Callable[[str], str]) -> Picture:
    """The rounds of an answer of POST /contagion: who was hit first within, each with its edges.

    A customer stands where it was struck first, near to what struck it; `hidden` counts those whom
    the answer, or the picture, leaves out. An arrow goes the way of the loss: from who fails to
    whom it costs.
    """
    first: dict[str, tuple[int, Row]] = {}
    for one in told["rounds"]:
        for row in one["customers"]:
            first.setdefault(row["customer_id"], (min(one["round"], RINGS), row))
    shown = dict([*first.items()][:MOST_NODES])
    hidden = len(first) - len(shown) + sum(one["hidden"] for one in told["rounds"])
    ends = {row["customer_id"]: row for row in told["customers"]}
    edges = [
        _edge(edge, customer_id, told["names"], say, labelled=len(shown) <= _LABELLED)
        for customer_id, (_, row) in shown.items()
        for edge in row["because"]
    ]
    rings: dict[int, list[str]] = {}
    for customer_id, (number, _) in shown.items():
        rings.setdefault(number, []).append(customer_id)
    radii = _radii(rings)
    places = _places(rings, radii, edges)
    return picture(
        title,
        [_node(row, ends, number, say, href) for number, row in shown.values()],
        edges,
        places,
        hidden=hidden,
        heads={
            say(_head(number)): (8.0, -radius - 8) for number, radius in radii.items() if radius
        },
        circles=[radius for radius in radii.values() if radius],
    )


def _node(
    row: Row, ends: Mapping[str, Row], number: int, say: Say, href: Callable[[str], str]
) -> Node:
    customer_id = row["customer_id"]
    end = ends.get(customer_id)
    failed = end["defaulted"] if end else row["failed"] >= 1
    return Node(
        customer_id,
        row["name"],
        "hit",
        href(customer_id),
        say(row["sentence"]),
        "failed" if failed else "struck",
        matters=number == 0 or float(row["bank_loss"]) > 0,
    )


def _edge(edge: Row, struck: str, names: Mapping[str, str], say: Say, *, labelled: bool) -> Edge:
    source = edge["from"] if edge["to"] == struck else edge["to"]
    label = say(label_of(edge)) if labelled else ""
    return Edge(source, struck, say(tie_told(edge, names)), label, mark="harm")


def _head(number: int) -> Text:
    if number == 0:
        return _START
    last = number == RINGS
    return Text(
        f"第{number}轮{'及以后' if last else ''}", f"round {number}{' and later' if last else ''}"
    )


def _radii(rings: Mapping[int, Sequence[str]]) -> dict[int, float]:
    """How far each ring is out: wide enough for who stands on it; one alone is the middle."""
    radii: dict[int, float] = {}
    radius = 0.0
    for number, ring in sorted(rings.items()):
        if radii or len(ring) > 1:
            radius = max(radius + _OUT, len(ring) * _APART / (2 * pi))
        radii[number] = radius
    return radii


def _places(
    rings: Mapping[int, Sequence[str]], radii: Mapping[int, float], edges: Sequence[Edge]
) -> dict[str, Place]:
    """Each customer on its ring, in the direction of those within that struck it."""
    sources: dict[str, list[str]] = {}
    for edge in edges:
        sources.setdefault(edge.end, []).append(edge.begin)
    places: dict[str, Place] = {}
    for number, radius in sorted(radii.items()):
        within = {
            customer_id: _direction([places.get(source) for source in sources.get(customer_id, ())])
            for customer_id in rings[number]
        }
        for customer_id, angle in _spread(within, radius).items():
            places[customer_id] = (radius * cos(angle), radius * sin(angle))
    return places


def _direction(places: Sequence[Place | None]) -> float | None:
    """The direction of the middle of some places, 0 to 2 pi; None where that is the centre."""
    known = [place for place in places if place]
    x, y = (sum(place[axis] for place in known) for axis in (0, 1))
    return atan2(y, x) % (2 * pi) if abs(x) + abs(y) > 1 else None


def _spread(wished: Mapping[str, float | None], radius: float) -> dict[str, float]:
    """Angles near to those wished for, in their order, and no two too near; else all around."""
    even = 2 * pi / len(wished)
    if all(angle is None for angle in wished.values()) or not radius:
        return {customer_id: _FIRST + even * place for place, customer_id in enumerate(wished)}
    order = sorted(wished, key=lambda one: (wished[one] is None, wished[one] or 0.0))
    least = min(even, _APART / radius)
    angles: list[float] = []
    for customer_id in order:
        wish = wished[customer_id]
        after = angles[-1] + least if angles else -pi
        angles.append(after if wish is None else max(wish, after))
    if angles[-1] - angles[0] > 2 * pi - least:
        angles = [angles[0] + even * place for place in range(len(order))]
    return dict(zip(order, angles, strict=True))
