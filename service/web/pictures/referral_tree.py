"""The picture of referrals: who brought a customer in above it, whom it brought in below."""

from collections.abc import Mapping
from typing import Any

from cypher.vocabulary import Text
from service.web.pictures.drawn import Drawing
from service.web.pictures.layouts import layers, rings
from service.web.pictures.picture import MOST_NODES, Edge, Node, Picture, picture

_TITLE = Text("推荐关系", "Referrals")
#: So many below still stand in a layer; more are on rings.
_IN_LAYERS = 40


def referral_picture(referrals: Mapping[str, Any], drawing: Drawing) -> Picture:
    """The chain above a customer and the tree below it, as GET /customers/{id}/referrals tells."""
    below = referrals["below"][: MOST_NODES - len(referrals["chain"])]
    own, names = referrals["customer_id"], referrals["names"]
    ids = [*dict.fromkeys([*referrals["chain"], own, *(row["customer_id"] for row in below)])]
    ties = [
        *zip(referrals["chain"], referrals["chain"][1:], strict=False),
        *((row["referrer_id"], row["customer_id"]) for row in below),
    ]
    levels = [
        [row["customer_id"] for row in below if row["level"] == level] for level in _levels(below)
    ]
    places = layers(ids, ties) if len(below) <= _IN_LAYERS else rings([[own], *levels])
    nodes = [
        Node(
            one,
            names.get(one, one),
            "person",
            href=drawing.link("/customers", one),
            mark="self" if one == own else "",
            matters=one == own or any(tie[0] == one for tie in ties),
        )
        for one in ids
    ]
    return picture(
        _TITLE.told(drawing.language),
        nodes,
        [Edge(begin, end) for begin, end in ties],
        places,
        hidden=referrals["hidden"] + len(referrals["below"]) - len(below),
    )


def _levels(below: list[Mapping[str, Any]]) -> list[int]:
    return sorted({row["level"] for row in below})
