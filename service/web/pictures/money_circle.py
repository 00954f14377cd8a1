"""The picture of money that comes back to where it began: a circle, each payment with its day."""

from collections.abc import Mapping
from typing import Any

from cypher.vocabulary import Text
from service.web.kit.words import WORDS
from service.web.pictures.drawn import Drawing
from service.web.pictures.layouts import circle
from service.web.pictures.picture import Edge, Node, Picture, picture

_TITLE = Text("资金回流：{count}笔付款", "Money that comes back: {count} payments")
#: Room for what stands on two payments beside each other.
_RADIUS = 190.0


def money_circle(
    trail: Mapping[str, Any], names: Mapping[str, str], own: str, drawing: Drawing
) -> Picture:
    """The picture of a trail that returns; its payments are numbered in their order."""
    parties = [*dict.fromkeys(edge["from"] for edge in trail["edges"])]
    return picture(
        _TITLE.told(drawing.language).format(count=len(trail["edges"])),
        [
            Node(
                one,
                names.get(one, one),
                "company",
                href=drawing.link("/customers", one) if one in trail["customers"] else "",
                mark="self" if one == own else "",
            )
            for one in parties
        ],
        [
            Edge(edge["from"], edge["to"], label=_said(number, edge, drawing.language), mark="harm")
            for number, edge in enumerate(trail["edges"], 1)
        ],
        circle(parties, _RADIUS),
    )


def _said(number: int, edge: Mapping[str, Any], language: str) -> str:
    amount = WORDS["money"](language, edge["amount"], edge["currency"])
    return f"{number}. {amount} {edge['at'][5:10]}"
