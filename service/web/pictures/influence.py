"""Pictures of influence: a leader's main followers, and the ties within a community."""

from collections.abc import Iterable, Mapping
from typing import Any

from service.api.http.language import reader_language
from service.web.kit.page import link
from service.web.kit.words import WORDS
from service.web.pictures.layouts import rings, springs
from service.web.pictures.picture import MOST_NODES, Edge, Node, Picture, picture
from service.web.pictures.ties import is_mutual

Told = Mapping[str, Any]


def followers(leader_id: str, evidence: Told, names: Mapping[str, str]) -> Picture | None:
    """A leader in the middle of those who follow it most, as the evidence of its tag lists them.

    None where it lists nobody.
    """
    listed = evidence["facts"].get("followers_listed", [])
    if not listed:
        return None
    nodes = [_node(one, names.get(one, one), "person", leader_id) for one in (leader_id, *listed)]
    title = _text("主要跟随者", "Main followers")
    hidden = evidence["facts"]["followers"] - len(listed)
    places = rings([[leader_id], listed])
    return picture(title, nodes, map(_edge, _once(evidence["edges"])), places, hidden=hidden)


def within_community(community: Told, around: Told) -> Picture | None:
    """Members of a community who are around its leader, with the ties among them.

    `around` is what GET /customers/{customer_id}/neighbours tells of the leader; None where nobody
    but the leader would be drawn.
    """
    leader_id = community["leader_id"]
    kinds = {member["customer_id"]: member["kind"] for member in community["members"]}
    members = kinds.keys() | {leader_id}
    known = [node for node in around.get("nodes", []) if node["id"] in members][:MOST_NODES]
    if len(known) < 2:
        return None
    nodes = [
        _node(node["id"], node["name"], kinds.get(node["id"], "person"), leader_id)
        for node in known
    ]
    ids = [node.node_id for node in nodes]
    edges = _once(edge for edge in around["edges"] if {edge["from"], edge["to"]} <= {*ids})
    places = springs(ids, [(edge["from"], edge["to"]) for edge in edges])
    title = _text("圈层内的影响关系", "Ties within the community")
    hidden = community["size"] - len(nodes)
    return picture(title, nodes, map(_edge, edges), places, hidden=hidden)


def _node(customer_id: str, name: str, kind: str, leader_id: str) -> Node:
    is_leader = customer_id == leader_id
    mark = "self" if is_leader else ""
    return Node(
        customer_id, name, kind, link("/customers", customer_id), mark=mark, matters=is_leader
    )


def _edge(edge: Told) -> Edge:
    title = WORDS["edge"](reader_language(), edge["type"])
    mark = {"REFERRED": "strong", "KIN_OF": "declared"}.get(edge["type"], "")
    return Edge(edge["from"], edge["to"], title, mark=mark, directed=not is_mutual(edge))


def _once(edges: Iterable[Told]) -> list[Told]:
    """One edge of a type for each pair and way."""
    return [*{(edge["type"], edge["from"], edge["to"]): edge for edge in edges}.values()]


def _text(zh: str, en: str) -> str:
    return zh if reader_language() == "zh" else en
