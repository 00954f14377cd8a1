"""What is around a customer: types with their counts, nodes to open, hide and pin, a way to one.

All of it stands in the address: `types`, `open`, `hide`, `pin` (with its place), `to`.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

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
#: So many edges stand in the table.
_MOST_EDGES = 150
_PIN = re.compile(r"(-?\d+):(-?\d+):(.+)")

#: Stands in an address for a node's id.
_PLACE = "0place0"

_Row = dict[str, Any]
_IsIn = Mapping[str, Collection[str]]


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
    put_away = {*_listed("hide")} - {own}
    pinned = {one: at for one, at in _pinned().items() if one in nodes and one not in put_away}
    on_way = [node["id"] for node in way["nodes"]] if way else []
    first = [own, *on_way, *pinned, *opened]
    wanted = _wanted(nodes, edges, first, {own, *pinned}, put_away)
    shown = wanted[:MOST_NODES]
    edges = _among(edges, shown)
    places = places_around(own, shown, edges, pinned)
    marks = {
        **dict.fromkeys(opened, "opened"),
        **dict.fromkeys(on_way, "on-way"),
        **dict.fromkeys(pinned, "pinned"),
        own: "self",
    }
    drawing = Drawing(reader_language(), link)
    names = {one: drawing.name(node) for one, node in nodes.items()}
    return {
        "counts": counts,
        "types": types,
        "way": way,
        "names": names,
        "edges": edges[:_MOST_EDGES],
        "further_edges": max(0, len(edges) - _MOST_EDGES),
        "picture": neighbourhood_picture(
            [nodes[one] for one in shown],
            edges,
            places,
            drawing,
            marks=marks,
            path=_steps(way["edges"]) if way else (),
            hidden=len(wanted) - len(shown) + sum(answer["hidden"] for answer in answers),
        ),
        "listed": _rows(
            [nodes[one] for one in shown if one != own],
            names,
            places,
            {"open": opened, "pin": pinned},
        ),
        "put_away": [(one, names.get(one, one), _without("hide", one)) for one in put_away],
        "candidates": _candidates(own),
    }


def _wanted(
    nodes: Mapping[str, _Row],
    edges: Sequence[_Row],
    first: Sequence[str],
    stay: Collection[str],
    put_away: Collection[str],
) -> list[str]:
    """The nodes of the picture, `first` first: those that edges tie, and those that stay."""
    tied = {edge[end] for edge in edges for end in ("from", "to")} | {*stay}
    ordered = dict.fromkeys([*first, *nodes])
    return [one for one in ordered if one in nodes and one in tied and one not in put_away]


def _among(edges: Sequence[_Row], shown: Sequence[str]) -> list[_Row]:
    kept = {*shown}
    return [edge for edge in edges if {edge["from"], edge["to"]} <= kept]


def _steps(edges: Sequence[_Row]) -> set[tuple[str, str, str]]:
    return {(edge["type"], edge["from"], edge["to"]) for edge in edges}


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


def _rows(
    shown: Sequence[_Row], names: Mapping[str, str], places: Mapping[str, Place], is_in: _IsIn
) -> list[_Row]:
    """The nodes in the table, each with the addresses that open, hide, pin it and lead to it."""
    # An address is long where much is open: each is written once, and then for each node.
    adding = {name: _with(name, _PLACE) for name in ("open", "hide", "pin")}
    leading = here(to=_PLACE)
    rows = []
    for node in shown:
        one = node["id"]
        quoted = quote(one, safe="")
        x, y = places[one]
        pin = quote(f"{x:.0f}:{y:.0f}:{one}", safe="")
        path = {"Customer": "/customers", "Group": "/groups"}.get(node["label"])
        rows.append(
            {
                "node": node,
                "name": names[one],
                "href": link(path, one) if path else "",
                "is_customer": node["label"] == "Customer",
                "is_open": one in is_in["open"],
                "is_pinned": one in is_in["pin"],
                "opens": _without("open", one)
                if one in is_in["open"]
                else adding["open"].replace(_PLACE, quoted),
                "hides": adding["hide"].replace(_PLACE, quoted),
                "pins": _without("pin", one)
                if one in is_in["pin"]
                else adding["pin"].replace(_PLACE, pin),
                "leads": leading.replace(_PLACE, quoted),
            }
        )
    return rows


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
