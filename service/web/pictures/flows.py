"""Charts of money that goes one way: options for a Sankey, which static/charts.js draws."""

from collections.abc import Mapping, Sequence
from typing import Any

from cypher.vocabulary import Text
from service.web.kit.words import WORDS

#: So many counterparties on a side; the others are in the table.
_MOST = 15
_UNKNOWN = Text("不明账户", "account of nobody known")
_IN, _OUT = Text("（付款方）", " (payer)"), Text("（收款方）", " (payee)")


def flow_chart(
    customer: Mapping[str, Any],
    received: Mapping[str, Any],
    paid: Mapping[str, Any],
    language: str,
) -> dict[str, Any] | None:
    """A Sankey from payers through a customer to payees, by what was paid in all.

    In the currency of most counterparties; None where there are none. Somebody on both sides is
    there twice: a Sankey has no way back.
    """
    both = [*received["counterparties"], *paid["counterparties"]]
    if not both:
        return None
    currency = both[0]["currency"]
    own = customer["name"]
    nodes = {own: _node(own, "act", "right")}
    links: list[dict[str, Any]] = []
    for side, told in (("in", received), ("out", paid)):
        rows = [row for row in told["counterparties"] if row["currency"] == currency][:_MOST]
        for row in rows:
            name = _unused(_named(row, language), side, nodes, language)
            nodes[name] = _node(name, _kind(row), "right" if side == "in" else "left")
            ends = (name, own) if side == "in" else (own, name)
            links.append(_link(*ends, row["amount"], row["currency"], language))
    return sankey([*nodes.values()], links)


def sankey(nodes: Sequence[Mapping[str, Any]], links: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The option of a Sankey; colours are named by variables of the style sheet."""
    return {
        "tooltip": {"trigger": "item", "renderMode": "richText"},
        "series": [
            {
                "type": "sankey",
                "data": [*nodes],
                "links": [*links],
                "left": 8,
                "right": 8,
                "top": 8,
                "bottom": 8,
                "nodeGap": 10,
                "nodeAlign": "left",
                "layoutIterations": 32,
                "emphasis": {"focus": "adjacency"},
                "lineStyle": {"color": "--tie", "opacity": 0.35, "curveness": 0.5},
                "label": {"color": "--ink", "overflow": "truncate", "width": 200},
                "labelLayout": {"hideOverlap": True},
            }
        ],
    }


def _node(name: str, colour: str, label_at: str) -> dict[str, Any]:
    """A node in a colour of the style sheet, its name to one side of it, within the chart."""
    return {"name": name, "itemStyle": {"color": f"--{colour}"}, "label": {"position": label_at}}


def _link(begin: str, end: str, amount: str, currency: str, language: str) -> dict[str, Any]:
    told = WORDS["money"](language, amount, currency)
    return {"source": begin, "target": end, "value": float(amount), "told": told}


def _named(row: Mapping[str, Any], language: str) -> str:
    accounts = [account["account_id"] for account in row["accounts"]]
    return row["name"] or row["customer_id"] or f"{_UNKNOWN.told(language)}{accounts[0] if accounts else ''}"


def _unused(name: str, side: str, nodes: Mapping[str, Any], language: str) -> str:
    """A name that no other node has: nodes of a Sankey are told apart by their names."""
    if name not in nodes:
        return name
    told = name + (_IN if side == "in" else _OUT).told(language)
    return told if told not in nodes else f"{told} {len(nodes)}"


def _kind(row: Mapping[str, Any]) -> str:
    return row["kind"] if row["kind"] in ("person", "company") else "thing"
