"""A picture: nodes with places and lines between them, in pixels, as templates/parts/picture draws.

The same nodes and edges have the same picture, for everybody, in print and in a test.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import hypot
from unicodedata import east_asian_width

#: No picture has more nodes than this; how many it leaves out is said beside it.
MOST_NODES = 200
#: The radius of a node, and how many Chinese letters of a name stand below it.
RADIUS, LETTERS = 14, 12
#: Above so many nodes, names are shown for those that matter, and for others on focus.
NAMED_NODES = 60

Place = tuple[float, float]


@dataclass(frozen=True)
class Node:
    """A node: its id, name, where it leads, and what it is (`kind`: person, company, group ...).

    `note` is said of it beside its name, `mark` what it is in this picture (self, struck ...), and
    `matters` whether its name is shown in a picture of many.
    """

    node_id: str
    name: str
    kind: str
    href: str = ""
    note: str = ""
    mark: str = ""
    matters: bool = False

    @property
    def short(self) -> str:
        """The name as it stands below the node; two Latin letters are as wide as a Chinese one."""
        shown, room = "", 2 * LETTERS
        for sign in self.name:
            room -= 2 if east_asian_width(sign) in "WF" else 1
            if room < 0:
                return f"{shown[:-1]}…"
            shown += sign
        return shown


@dataclass(frozen=True)
class Edge:
    """An edge from one node to another: what it is, what stands on it, where it leads.

    `mark` says what it is in this picture; `directed` whether it has an arrow.
    """

    begin: str
    end: str
    title: str = ""
    label: str = ""
    mark: str = ""
    href: str = ""
    directed: bool = True


@dataclass(frozen=True)
class Line:
    """An edge as it is drawn: an SVG path, and where its label stands."""

    edge: Edge
    path: str
    at: Place


@dataclass(frozen=True)
class Picture:
    """Nodes with their places, lines, the size of the whole, and how many nodes are left out.

    `heads` are words at places of their own, `circles` what nodes stand around: centre and radius.
    """

    title: str
    nodes: Sequence[tuple[Node, Place]]
    lines: Sequence[Line]
    width: int
    height: int
    hidden: int = 0
    heads: Mapping[str, Place] = field(default_factory=dict)
    circles: Sequence[tuple[Place, float]] = ()

    @property
    def crowded(self) -> bool:
        """Whether only the names that matter are shown."""
        return len(self.nodes) > NAMED_NODES


def picture(
    title: str,
    nodes: Iterable[Node],
    edges: Iterable[Edge],
    places: Mapping[str, Place],
    *,
    hidden: int = 0,
    heads: Mapping[str, Place] | None = None,
    circles: Sequence[float] = (),
    margin: int = 88,
) -> Picture:
    """The picture of nodes that have places (pixels, y downwards), and the edges between them.

    It is as large as the places take, and circles go on beyond. `heads` are words at places of
    their own, such as the title of a layer; `circles` the radii of those around the middle. Linear.
    """
    placed = [(node, places[node.node_id]) for node in nodes if node.node_id in places]
    known = {node.node_id for node, _ in placed}
    drawn = [edge for edge in edges if {edge.begin, edge.end} <= known and edge.begin != edge.end]
    points = [place for _, place in placed] + [*(heads or {}).values()] or [(0.0, 0.0)]
    left, top = (min(point[axis] for point in points) for axis in (0, 1))
    right, bottom = (max(point[axis] for point in points) for axis in (0, 1))

    def moved(place: Place) -> Place:
        return round(place[0] - left + margin, 1), round(place[1] - top + margin, 1)

    at = {node.node_id: moved(place) for node, place in placed}
    return Picture(
        title,
        [(node, at[node.node_id]) for node, _ in placed],
        _lines(drawn, at),
        round(right - left) + 2 * margin,
        round(bottom - top) + 2 * margin,
        hidden,
        {word: moved(place) for word, place in (heads or {}).items()},
        [(moved((0.0, 0.0)), round(radius, 1)) for radius in circles],
    )


def _lines(edges: Sequence[Edge], at: Mapping[str, Place]) -> list[Line]:
    """Edges as lines from rim to rim; those between the same two nodes bend apart."""
    pairs = Counter(frozenset((edge.begin, edge.end)) for edge in edges)
    drawn: Counter[frozenset[str]] = Counter()
    lines: list[Line] = []
    for edge in edges:
        pair = frozenset((edge.begin, edge.end))
        bend = (drawn[pair] - (pairs[pair] - 1) / 2) * 36
        # A bend is to one side of the pair, whichever way an edge of it goes.
        bend = bend if edge.begin < edge.end else -bend
        drawn[pair] += 1
        lines.append(_line(edge, at[edge.begin], at[edge.end], bend))
    return lines


def _line(edge: Edge, begin: Place, end: Place, bend: float) -> Line:
    along_x, along_y = end[0] - begin[0], end[1] - begin[1]
    length = hypot(along_x, along_y) or 1.0
    along_x, along_y = along_x / length, along_y / length
    rim, arrow = RADIUS + 2, RADIUS + (8 if edge.directed else 2)
    x1, y1 = begin[0] + along_x * rim, begin[1] + along_y * rim
    x2, y2 = end[0] - along_x * arrow, end[1] - along_y * arrow
    middle_x = (begin[0] + end[0]) / 2 - along_y * bend
    middle_y = (begin[1] + end[1]) / 2 + along_x * bend
    if not bend:
        return Line(edge, f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}", (middle_x, middle_y))
    curve = f"M{x1:.1f} {y1:.1f}Q{middle_x:.1f} {middle_y:.1f} {x2:.1f} {y2:.1f}"
    on_curve = ((x1 + 2 * middle_x + x2) / 4, (y1 + 2 * middle_y + y2) / 4)
    return Line(edge, curve, on_curve)
