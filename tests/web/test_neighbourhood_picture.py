"""The picture of a neighbourhood: the same for everybody, drawn at once, pinned nodes in place."""

import time

from service.web.pictures.drawn import Drawing
from service.web.pictures.neighbourhood import neighbourhood_picture, places_around
from service.web.pictures.picture import MOST_NODES

IDS = [f"C{number}" for number in range(MOST_NODES)]
#: Each customer pays the one whose number is a third of its own: a tree of many hubs.
EDGES = [
    {"type": "PAID", "from": one, "to": f"C{number // 3}", "amount": "1", "currency": "CNY"}
    for number, one in enumerate(IDS)
    if number
]
NODES = [{"id": one, "label": "Customer", "name": one, "kind": "company"} for one in IDS]


def drawing() -> Drawing:
    return Drawing("zh", lambda path, *ids, **query: "/".join((path, *ids)))


def test_two_hundred_nodes_are_placed_and_drawn_within_300_ms() -> None:
    # The library behind the layout is read once by a worker.
    places_around("C0", IDS[:3], EDGES[:2], {})
    begun = time.process_time()
    places = places_around("C0", IDS, EDGES, {})
    made = neighbourhood_picture(NODES, EDGES, places, drawing(), marks={}, path=(), hidden=0)
    assert time.process_time() - begun < 0.3
    assert len(made.nodes) == MOST_NODES
    assert len({place for _, place in made.nodes}) == MOST_NODES


def test_the_same_neighbourhood_is_the_same_picture() -> None:
    assert places_around("C0", IDS, EDGES, {}) == places_around("C0", IDS, EDGES, {})


def test_the_customer_and_pinned_nodes_stand_where_they_stood() -> None:
    pinned = {"C7": (400.0, -90.0), "C8": (-20.0, 300.0)}
    for shown in (IDS[:20], IDS):
        edges = [edge for edge in EDGES if {edge["from"], edge["to"]} <= {*shown}]
        places = places_around("C0", shown, edges, pinned)
        for one, (x, y) in (pinned | {"C0": (0.0, 0.0)}).items():
            assert abs(places[one][0] - x) < 0.01
            assert abs(places[one][1] - y) < 0.01


def test_a_way_through_the_picture_is_drawn_stronger() -> None:
    places = places_around("C0", IDS[:5], EDGES[:4], {})
    way = {("PAID", "C1", "C0")}
    made = neighbourhood_picture(
        NODES[:5], EDGES[:4], places, drawing(), marks={}, path=way, hidden=3
    )
    strong = [line.edge.begin for line in made.lines if line.edge.mark == "strong"]
    assert strong == ["C1"]
    assert made.hidden == 3
