"""What is around a customer: types with their counts, nodes to open, hide and pin, a way to one.

All of it stands in the address: `types`, `open`, `hide`, `pin` (with its place), `to`.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from flask import request

from service.api.http.language import reader_language
from service.web.kit.asking import ask, found
from service.web.kit.page import asked, here, link
from service.web.pictures.drawn import Drawing
from service.web.pictures.neighbourhood import neighbourhood_picture, places_around
from service.web.pictures.picture import MOST_NODES, Place

_NEIGHBOURS = "GET /customers/{customer_id}/neighbours"
#: A picture of this many nodes is shown at once; of more, the types that are few.
_AT_ONCE = 40
#: So many nodes are opened at most, and so many around each are asked for.
_MOST_OPEN, _AROUND_EACH = 12, 100
_PIN = re.compile(r"(-?\d+):(-?\d+):(.+)")

_Row = dict[str, Any]


def neighbourhood(customer: Mapping[str, Any]) -> dict[str, Any]:
    """The picture, the types with their counts, each node with what can be done, each edge."""
    own = customer["customer_id"]
    direct = ask(_NEIGHBOURS, customer_id=own, limit=500, **asked("include"))
    counts = Counter(edge["type"] for edge in direct["edges"])
    types = _types(counts)
    opened = _listed("open")[:_MOST_OPEN]
    answers = [direct, *_opened(opened, types)]
    way = _way(own)
    nodes, edges = _merged(answers, types, way)
    hidden_ids = {*_listed("hide")} - {own}
    pinned = {one: at for one, at in _pinned().items() if one in nodes and one not in hidden_ids}
    on_way = [node["id"] for node in (way or {}).get("nodes", ())]
    tied = {edge[end] for edge in edges for end in ("from", "to")}
    ordered = [
        one for one in dict.fromkeys([own, *on_way, *pinned, *opened, *nodes]) if one in nodes
    ]
    wanted = [
        one for one in ordered if one not in hidden_ids and (one in tied or one in (own, *pinned))
    ]
    shown = wanted[:MOST_NODES]
    kept = {*shown}
    edges = [edge for edge in edges if {edge["from"], edge["to"]} <= kept]
    places = places_around(own, shown, edges, pinned)
    marks = {one: "on-way" for one in on_way} | dict.fromkeys(pinned, "pinned") | {own: "self"}
    drawing = Drawing(reader_language(), link)
    names = {one: drawing.name(node) for one, node in nodes.items()}
    return {
        "counts": counts,
        "types": types,
        "way": way,
        "names": names,
        "edges": edges,
        "picture": neighbourhood_picture(
            [nodes[one] for one in shown],
            edges,
            places,
            drawing,
            marks=marks,
            path={
                (edge["type"], edge["from"], edge["to"]) for edge in (way or {}).get("edges", ())
            },
            hidden=len(wanted) - len(shown) + sum(answer["hidden"] for answer in answers),
        ),
        "listed": [
            _row(nodes[one], names[one], places[one], one in opened, one in pinned)
            for one in shown
            if one != own
        ],
        "put_away": [(one, names.get(one, one), _without("hide", one)) for one in hidden_ids],
        "candidates": _candidates(own),
    }


def _types(counts: Counter[str]) -> list[str]:
    """The types that are shown: those of the address, else the fewest that fit in one picture."""
    if "types" in request.args:
        return _listed("types")
    shown: list[str] = []
    for edge_type, count in sorted(counts.items(), key=lambda item: (item[1], item[0])):
        if shown and sum(counts[each] for each in shown) + count > _AT_ONCE:
            break
        shown.append(edge_type)
    return shown


def _opened(opened: list[str], types: list[str]) -> list[_Row]:
    """What is around each node that was opened; whom the viewer may not open adds nothing."""
    asked_for = {"types": types, "limit": _AROUND_EACH, **asked("include")}
    answers = [found(_NEIGHBOURS, customer_id=one, **asked_for) for one in opened if types]
    return [answer for answer in answers if "nodes" in answer]


def _merged(
    answers: list[_Row], types: list[str], way: _Row | None
) -> tuple[dict[str, _Row], list[_Row]]:
    """The nodes of all answers by id, and each edge once: of the types shown, and of the way."""
    nodes: dict[str, _Row] = {}
    edges: dict[str, _Row] = {}
    for answer in [*answers, *([way] if way else [])]:
        for node in answer["nodes"]:
            nodes.setdefault(node["id"], node)
        for edge in answer["edges"]:
            if edge["type"] in types or answer is way:
                edges.setdefault(repr(sorted(edge.items(), key=lambda item: item[0])), edge)
    return nodes, [*edges.values()]


def _way(own: str) -> _Row | None:
    """The nearest way to the customer that `to` names by its number; None where none is named."""
    to = request.args.get("to", "").strip()
    if not to or to == own:
        return None
    way = found("GET /paths", **{"from": own, "to": to}, max_hops=6, **asked("include"))
    return way if "nodes" in way else None


def _candidates(own: str) -> list[_Row] | None:
    """Whom the words in `to` may mean; None where nothing was asked for."""
    to = request.args.get("to", "").strip()
    if not to:
        return None
    items: list[_Row] = ask("GET /customers", q=to, limit=6, **asked())["items"]
    return [row for row in items if row["customer_id"] not in (own, to)]


def _row(node: _Row, name: str, at: Place, is_open: bool, is_pinned: bool) -> _Row:
    """A node in the table, and the addresses that open, hide and pin it."""
    one = node["id"]
    is_customer = node["label"] == "Customer"
    pin = f"{at[0]:.0f}:{at[1]:.0f}:{one}"
    path = {"Customer": "/customers", "Group": "/groups"}.get(node["label"])
    return {
        "node": node,
        "name": name,
        "href": link(path, one) if path else "",
        "opens": (_without("open", one) if is_open else _with("open", one)) if is_customer else "",
        "is_open": is_open,
        "hides": _with("hide", one),
        "pins": _without("pin", one) if is_pinned else _with("pin", pin),
        "is_pinned": is_pinned,
        "leads": here(to=one) if is_customer else "",
    }


def _pinned() -> dict[str, Place]:
    """The places of pinned nodes, by id."""
    found_pins = filter(None, map(_PIN.fullmatch, _listed("pin")))
    return {pin[3]: (float(pin[1]), float(pin[2])) for pin in found_pins}


def _listed(name: str) -> list[str]:
    """What the address lists under a name, each once."""
    sent = ",".join(request.args.getlist(name))
    return [*dict.fromkeys(one for one in sent.split(",") if one)]


def _with(name: str, one: str) -> str:
    return here(**{name: ",".join([*_listed(name), one])})


def _without(name: str, one: str) -> str:
    return here(**{name: ",".join(_other(_listed(name), one)) or None})


def _other(listed: Iterable[str], one: str) -> list[str]:
    return [each for each in listed if each != one and not each.endswith(f":{one}")]
