"""Nodes and edges of answers as a picture has them: names and links in the reader's language."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cypher.vocabulary import CUSTOMER_KINDS
from service.web.kit.edges import EDGE_WORDS, thing
from service.web.kit.words import WORDS
from service.web.pictures.picture import Edge, Node
from service.web.pictures.ties import is_mutual

#: Above so many edges, what each says is left to the table beside the picture.
LABELLED = 40
_PAGES = {"Customer": "/customers", "Group": "/groups"}


@dataclass(frozen=True)
class Drawing:
    """In whose language a picture is made, and how an address on the site is written."""

    language: str
    link: Callable[..., str]

    def node(self, node: Mapping[str, Any], mark: str = "", *, matters: bool = False) -> Node:
        """A node of an answer: customers and groups lead to their pages."""
        path = _PAGES.get(node["label"])
        return Node(
            node["id"],
            self.name(node),
            self._kind(node),
            href=self.link(path, node["id"]) if path else "",
            note=self._note(node),
            mark=mark,
            matters=matters,
        )

    def name(self, node: Mapping[str, Any]) -> str:
        """What a node is called; what has no name is called by what it is."""
        named = node.get("name")
        if isinstance(named, Mapping):
            return str(named[self.language])
        if named:
            return str(named)
        known = node["label"] in _PAGES
        return node["id"] if known else thing(self.language, node["id"], node.get("masked"))

    def edge(self, edge: Mapping[str, Any], mark: str = "", *, labelled: bool = True) -> Edge:
        """An edge of an answer, with what it says on it."""
        said = EDGE_WORDS["edge_says"](self.language, edge)
        title = WORDS["edge"](self.language, edge["type"])
        ended = "gone" if edge.get("ended") else ""
        return Edge(
            edge["from"],
            edge["to"],
            title=f"{title} {said}".strip(),
            label=(said.split(" · ")[0] or title) if labelled and edge["type"] != "SHARES" else "",
            mark=mark or ended,
            directed=not is_mutual(edge),
        )

    def _kind(self, node: Mapping[str, Any]) -> str:
        if node["label"] == "Customer":
            return node.get("kind") or "company"
        return "group" if node["label"] == "Group" else "thing"

    def _note(self, node: Mapping[str, Any]) -> str:
        kind = CUSTOMER_KINDS.get(node.get("kind") or "")
        return kind.title.told(self.language) if kind else ""


def ends_of(edges: Sequence[Mapping[str, Any]]) -> list[str]:
    """The ids at the ends of some edges, each once, in their order."""
    return [*dict.fromkeys(edge[end] for edge in edges for end in ("from", "to") if edge[end])]


def with_ends(
    nodes: Sequence[Mapping[str, Any]], edges: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """The nodes that edges tie: those of an answer, and the ends that it has no node of."""
    known = {node["id"]: node for node in nodes}
    masked = {edge[end]: edge.get("masked") for edge in edges for end in ("from", "to")}
    return [
        dict(known.get(end) or {"id": end, "label": _label(end, edges), "masked": masked[end]})
        for end in ends_of(edges)
    ]


def _label(end: str, edges: Sequence[Mapping[str, Any]]) -> str:
    members = ("MEMBER_OF",)
    is_group = any(edge["to"] == end and edge["type"] in members for edge in edges)
    return "Group" if is_group else "Account"


def is_circle(edges: Sequence[Mapping[str, Any]]) -> list[str]:
    """The nodes of a circle in their order, where the edges are one that leads round; else none."""
    on = {edge["from"]: edge["to"] for edge in edges}
    if not on or len(on) < len({(edge["from"], edge["to"]) for edge in edges}):
        return []
    first = next(iter(on))
    round_, at = [first], on[first]
    while at in on and at != first and len(round_) <= len(on):
        round_.append(at)
        at = on[at]
    return round_ if at == first and len(round_) == len(on) > 2 else []
