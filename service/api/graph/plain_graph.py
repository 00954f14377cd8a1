"""An answer as a plain graph: nodes and edges with the attributes that any graph file can hold."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from cypher.vocabulary import EDGE_TYPES, Text
from service.api.access.masking import masked

Attributes = dict[str, str | bool | int | float]

#: What XML 1.0 has no place for: most control characters, half surrogates, two noncharacters.
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: The kinds of nodes whose ids carry their kind in a graph, since a customer may have the same id.
_MARKED = ("Account:", "Customer:", "Group:", "Identifier:")


@dataclass(frozen=True)
class PlainGraph:
    """What an answer says of the whole, its nodes by id, and its edges from node to node, in order.

    Every value is a text, a truth value or a number, and an attribute's values are of one type.
    """

    says: Attributes
    nodes: dict[str, Attributes]
    edges: list[tuple[str, str, Attributes]]


def plain_graph(
    says: Mapping[str, Any],
    nodes: Iterable[Mapping[str, Any]],
    edges: Iterable[Mapping[str, Any]],
) -> PlainGraph:
    """The graph of an answer: what it says of the whole, its nodes, its edges.

    A node has `id`, `label` (what it is) and `name`, as those of GET /paths have, and may say more;
    an edge has `type`, `from` and `to`. An edge that an answer tells twice is there once, and an
    end that is no node of the answer becomes one of which only the id is known. In the graph the
    `type` of a node is what it is and its `label` what it is called; what is null is left out, and
    a list or an object is JSON text.
    """
    described: dict[str, Attributes] = {}
    for node in nodes:
        rest = {name: value for name, value in node.items() if name not in ("id", "label", "name")}
        plain = _node(node["label"], node["id"], node["name"])
        described[_node_id(node["label"], node["id"])] = {**plain, **_plain(rest)}
    told: dict[bytes, tuple[str, str, Attributes]] = {}
    for edge in edges:
        begin, end = (_end(edge, end, described) for end in ("from", "to"))
        rest = {name: value for name, value in edge.items() if name not in ("from", "to")}
        same = orjson.dumps(edge, option=orjson.OPT_SORT_KEYS)
        told.setdefault(same, (begin, end, _plain(rest)))
    found = [*told.values()]
    _of_one_type(described.values())
    _of_one_type(attributes for _, _, attributes in found)
    return PlainGraph(_plain(says), described, found)


def graph_of_walk(content: Mapping[str, Any]) -> PlainGraph:
    """The graph of an answer that has `nodes` and `edges`, masked: a neighbourhood or a path."""
    content = masked(content)
    says = {name: value for name, value in content.items() if name not in ("nodes", "edges")}
    return plain_graph(says, content["nodes"], content["edges"])


def _node_id(label: str, answered_id: str) -> str:
    """What a node is called in a graph: a customer by its id, others with their kind before it."""
    if label == "Customer" and not answered_id.startswith(_MARKED):
        return _in_xml(answered_id)
    return _in_xml(f"{label}:{answered_id}")


def _node(label: str, answered_id: str, name: str | Text | None) -> Attributes:
    if isinstance(name, Text):
        return {"label": _in_xml(name.zh), "label_en": _in_xml(name.en), "type": label}
    return {"label": _in_xml(name or answered_id), "type": label}


def _end(edge: Mapping[str, Any], end: str, nodes: dict[str, Attributes]) -> str:
    """The node at an end of an edge, put among the nodes where it is none of them."""
    label = _label_of_end(edge["type"], end, edge[end], nodes)
    node_id = _node_id(label, edge[end])
    nodes.setdefault(node_id, _node(label, edge[end], None))
    return node_id


def _label_of_end(edge_type: str, end: str, answered_id: str, nodes: Mapping[str, Any]) -> str:
    """What stands at an end of an edge: as the answer's nodes say, else as its type says."""
    kind = EDGE_TYPES.get(edge_type)
    # Payments are told of the customers behind the accounts, unless the answer names an account.
    if kind is None or kind.from_end == "Account":
        known = _node_id("Account", answered_id) in nodes
        return "Account" if known and _node_id("Customer", answered_id) not in nodes else "Customer"
    return kind.from_end if end == "from" else kind.to_end


def _plain(says: Mapping[str, Any]) -> Attributes:
    return {
        name: _in_xml(value) if isinstance(value, str) else value
        for name, given in says.items()
        if (value := _scalar(given)) is not None
    }


def _scalar(value: Any) -> str | bool | int | float | None:
    if value is None or isinstance(value, str | bool | int | float):
        return value
    return orjson.dumps(value).decode()


def _in_xml(text: str) -> str:
    return _NOT_IN_XML.sub("\ufffd", text)


def _of_one_type(rows: Iterable[Attributes]) -> None:
    """Give each attribute one type: whole numbers become others, and anything else a text."""
    rows = [*rows]
    types: dict[str, set[type]] = {}
    for row in rows:
        for name, value in row.items():
            types.setdefault(name, set()).add(type(value))
    mixed = {
        name: float if found == {int, float} else _as_text
        for name, found in types.items()
        if len(found) > 1
    }
    if mixed:
        for row in rows:
            row.update({name: mixed[name](row[name]) for name in mixed.keys() & row.keys()})


def _as_text(value: Any) -> str:
    return value if isinstance(value, str) else orjson.dumps(value).decode()
