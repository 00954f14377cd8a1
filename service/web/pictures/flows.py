"""Charts of money that goes one way: options for a Sankey, which static/charts.js draws."""

from collections.abc import Iterable, Mapping
from typing import Any

from cypher.vocabulary import Text
from service.web.kit.edges import thing
from service.web.kit.words import WORDS

#: So many counterparties on a side, and so many payments; the others are in the tables.
_MOST_PARTIES, _MOST_PAYMENTS = 15, 60
_UNKNOWN = Text("不明账户", "account of nobody known")

Chart = dict[str, Any]


def flow_chart(
    customer: Mapping[str, Any],
    received: Mapping[str, Any],
    paid: Mapping[str, Any],
    language: str,
) -> Chart | None:
    """A Sankey from payers through a customer to payees, by what was paid in all.

    In the currency of the first; None where there are none. Somebody on both sides is there twice:
    a Sankey has no way back.
    """
    both = [*received["counterparties"], *paid["counterparties"]]
    if not both:
        return None
    own = customer["customer_id"]
    nodes = [_node(own, customer["name"], "act", 1, last=2)]
    links = []
    for depth, told in ((0, received), (2, paid)):
        rows = (row for row in told["counterparties"] if row["currency"] == both[0]["currency"])
        for place, row in zip(range(_MOST_PARTIES), rows, strict=False):
            party = f"{depth}:{place}"
            name = _called(row, language)
            colour = row["kind"] if row["kind"] in ("person", "company") else "thing"
            nodes.append(_node(party, name, colour, depth, last=2))
            begin, end = (party, own) if depth == 0 else (own, party)
            links.append(_link(begin, end, row, f"{name} {_money(row, language)}"))
    return _sankey(nodes, links)


def trail_chart(money: Mapping[str, Any], language: str) -> Chart | None:
    """A Sankey of the trails that do not come back: each payment once, later ones to the right.

    In the currency of the first; None where every trail comes back, or there is none.
    """
    trails = [trail for trail in money["trails"] if not trail["returns"]]
    if not trails:
        return None
    same = [trail for trail in trails if trail["currency"] == trails[0]["currency"]]
    last = max(trail["hops"] for trail in same)
    nodes: dict[str, Chart] = {}
    links: dict[str, Chart] = {}
    for trail in same:
        # What came in ends with the customer: its steps are counted from there.
        first = last - trail["hops"] if money["direction"] == "in" else 0
        for step, edge in enumerate(trail["edges"], first):
            payment = f"{step}:{edge['transaction_id']}"
            if payment in links or len(links) == _MOST_PAYMENTS:
                continue
            ends = _ends(edge, step, last, money, language)
            nodes |= {node["id"]: node for node in ends}
            begin, end = ends
            on = WORDS["day"](language, edge["at"])
            told = f"{begin['told']} → {end['told']}: {_money(edge, language)}, {on}"
            links[payment] = _link(begin["id"], end["id"], edge, told)
    return _sankey(nodes.values(), links.values())


def _ends(
    edge: Mapping[str, Any], step: int, last: int, money: Mapping[str, Any], language: str
) -> list[Chart]:
    """Who paid and who was paid, each in the column of its step."""
    found = []
    for depth, party in ((step, edge["from"]), (step + 1, edge["to"])):
        name = money["names"].get(party) or thing(language, party)
        colour = "act" if party == money["customer_id"] else "company"
        found.append(_node(f"{depth}:{party}", name, colour, depth, last=last))
    return found


def _sankey(nodes: Iterable[Chart], links: Iterable[Chart]) -> Chart:
    """The option of a Sankey; colours are named by variables of the style sheet."""
    return {
        "tooltip": {"trigger": "item", "renderMode": "richText"},
        "series": [
            {
                "type": "sankey",
                "data": [*nodes],
                "links": [*links],
                **dict.fromkeys(("left", "right", "top", "bottom"), 8),
                "nodeGap": 10,
                "emphasis": {"focus": "adjacency"},
                "lineStyle": {"color": "--tie", "opacity": 0.35, "curveness": 0.5},
                "label": {"color": "--ink", "overflow": "truncate", "width": 200},
                "labelLayout": {"hideOverlap": True},
            }
        ],
    }


def _node(node_id: str, name: str, colour: str, depth: int, *, last: int) -> Chart:
    """A node in its column; in the last one the name stands to the left, within the chart."""
    return {
        "id": node_id,
        "told": name,
        "depth": depth,
        "itemStyle": {"color": f"--{colour}"},
        "label": {"position": "left" if depth == last else "right", "formatter": name},
    }


def _link(begin: str, end: str, paid: Mapping[str, Any], told: str) -> Chart:
    return {"source": begin, "target": end, "value": float(paid["amount"]), "told": told}


def _money(paid: Mapping[str, Any], language: str) -> str:
    return WORDS["money"](language, paid["amount"], paid["currency"])


def _called(row: Mapping[str, Any], language: str) -> str:
    known: str = row["name"] or row["customer_id"]
    account = row["accounts"][0]["account_id"] if row["accounts"] else ""
    return known or f"{_UNKNOWN.told(language)} {account}".strip()
