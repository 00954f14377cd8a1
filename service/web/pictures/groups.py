"""The picture of a group: who is in it by which edges, and where declared and derived differ."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from cypher.vocabulary import Text
from service.web.pictures.layouts import circle, layers, springs
from service.web.pictures.picture import MOST_NODES, Edge, Node, Picture, Place, picture
from service.web.pictures.ties import identifier_told, is_mutual, label_of, tie_told

Row = Mapping[str, Any]
Say = Callable[[Any], str]

_UNDECLARED = Text("行内认定未列入", "not in the declared group")
_UNDERIVED = Text("仅为行内认定", "declared alone")
_DECIDED = {"in": Text("人工列入", "decided in"), "out": Text("人工剔除", "decided out")}


def group_picture(
    group: Row, counterpart: Row | None, title: str, *, say: Say, href: Callable[[str], str]
) -> Picture:
    """A group as GET /groups/{group_id} tells it: owners above, circles as circles.

    `counterpart` is the control group that a declared one is compared with: its edges say how
    those hang together whom the bank only listed. `say` tells a text in the reader's language.
    """
    members = {row["customer_id"]: row for row in _rows(counterpart, group)}
    names = {key: row["name"] for key, row in members.items()} | _names_beside(group)
    edges = [edge for edge in _edges(counterpart or group) if edge["type"] != "MEMBER_OF"]
    nodes = _nodes(group, members, names, edges, say, href)
    drawn = [_edge(edge, names, say) for edge in edges]
    lines = [*drawn, *_untied_lines(group, nodes, drawn, say)]
    hidden = max(0, group["size"] - len(group["members"])) + max(0, len(nodes) - MOST_NODES)
    shown = nodes[:MOST_NODES]
    places = _places(group["kind"], [node.node_id for node in shown], edges, lines)
    return picture(title, shown, lines, places, hidden=hidden)


def _rows(*groups: Row | None) -> list[Row]:
    return [row for group in groups if group for row in group["members"]]


def _names_beside(group: Row) -> dict[str, str]:
    """The names of those who are told beside the members: by the comparison, by a decision."""
    gap = group["gap"] or {}
    decided = {row["customer_id"]: row["name"] for row in group["overrides"]}
    return {**decided, **gap.get("names", {})}


def _edges(group: Row) -> list[Row]:
    """The edges of all members' reasons, each once."""
    found: dict[tuple[str, ...], Row] = {}
    for row in group["members"]:
        for edge in row["reasons"]:
            if "facts" not in edge:
                key = ("type", "from", "to", "guarantee_id", "relation")
                found.setdefault(tuple(str(edge.get(name)) for name in key), edge)
    return [*found.values()]


def _nodes(
    group: Row,
    members: Mapping[str, Row],
    names: Mapping[str, str],
    edges: Sequence[Row],
    say: Say,
    href: Callable[[str], str],
) -> list[Node]:
    """Members, those who are told beside them, and whatever else stands at an edge."""
    gap = group["gap"] or {"undeclared": (), "underived": ()}
    differs = dict.fromkeys(gap["undeclared"], _UNDECLARED)
    differs |= dict.fromkeys(gap["underived"], _UNDERIVED)
    decided = {
        row["customer_id"]: _DECIDED[row["decision"]]
        for row in group["overrides"]
        if row["state"] == "in_force"
    }
    at_edges = dict.fromkeys(edge[side] for edge in edges for side in ("from", "to"))
    of_edges = {
        edge["to"]: say(identifier_told(edge)) for edge in edges if edge["type"] == "SHARES"
    }
    nodes = []
    for node_id in dict.fromkeys([*members, *differs, *decided, *at_edges]):
        row = members.get(node_id)
        known = row is not None or node_id in differs or node_id in decided
        outside = row is not None and row["exposure"] is None
        notes = [said[node_id] for said in (differs, decided) if node_id in said]
        head = node_id == group["head_id"]
        mark = "self" if head else "outside" if outside else "differs" if notes else ""
        nodes.append(
            Node(
                node_id,
                names.get(node_id) or of_edges.get(node_id, node_id),
                row["kind"] if row else "thing",
                href(node_id) if known and not outside else "",
                say(notes) if notes else "",
                mark,
                matters=head or bool(notes),
            )
        )
    return nodes


def _edge(edge: Row, names: Mapping[str, str], say: Say) -> Edge:
    return Edge(
        edge["from"],
        edge["to"],
        say(tie_told(edge, names)),
        say(label_of(edge)),
        directed=not is_mutual(edge),
    )


def _untied_lines(group: Row, nodes: Sequence[Node], drawn: Sequence[Edge], say: Say) -> list[Edge]:
    """Lines from the head to those whom no edge ties to anybody.

    Nothing but a declaration or a decision does, or what does lies outside the viewer's scope.
    """
    head = group["head_id"]
    if head not in {node.node_id for node in nodes}:
        return []
    tied = {end for edge in drawn for end in (edge.begin, edge.end)}
    declared = Edge(head, "", say(Text("认定为成员", "declared a member")), mark="declared")
    unseen = Edge(head, "", say(Text("依据不在您的查看范围内", "outside your scope")), mark="gone")
    return [
        replace(unseen if node.mark == "outside" else declared, end=node.node_id)
        for node in nodes
        if node.node_id not in tied and node.node_id != head
    ]


def _places(
    kind: str, node_ids: Sequence[str], edges: Sequence[Row], lines: Sequence[Edge]
) -> Mapping[str, Place]:
    shown = set(node_ids)
    ties = [(line.begin, line.end) for line in lines if {line.begin, line.end} <= shown]
    if kind == "guarantee_circle":
        return circle(_in_turn(node_ids, ties))
    if kind == "household":
        return springs(node_ids, ties)
    # Owners above what is theirs, payers above who lives of them; kin beside each other.
    level = {(edge["from"], edge["to"]) for edge in edges if is_mutual(edge)}
    return layers(node_ids, [tie for tie in ties if tie not in level])


def _in_turn(node_ids: Sequence[str], ties: Sequence[tuple[str, str]]) -> list[str]:
    """Nodes in the order in which each guarantees the next, as far as that goes."""
    after: dict[str, list[str]] = {node_id: [] for node_id in node_ids}
    for begin, end in ties:
        after[begin].append(end)
    order: dict[str, None] = {}
    waiting = [*reversed(node_ids)]
    while waiting:
        node_id = waiting.pop()
        if node_id not in order:
            order[node_id] = None
            waiting += reversed(after[node_id])
    return [*order]
