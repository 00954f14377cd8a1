"""A group as a graph: its members, and the edges that made them so."""

from collections.abc import Mapping
from typing import Any

from service.api.access.masking import masked
from service.api.graph.plain_graph import PlainGraph, plain_graph

#: What the group as a whole does not say of itself: pages of members, which are the nodes.
_NOT_SAID = ("members", "name", "next")


def graph_of_group(content: Mapping[str, Any]) -> PlainGraph:
    """The graph of a group as GET /groups/{group_id} tells it.

    A member says what the answer says of it, with its reason in both languages as the CSV report
    has it, and with the facts of its reasons. Those who are no members and stand in a reason are
    nodes too. `hidden` counts the members that the answer leaves out. What identifies anybody is
    masked.
    """
    content = masked(content)
    members = content["members"]
    says = {name: value for name, value in content.items() if name not in _NOT_SAID}
    says |= {"name_zh": content["name"].zh, "name_en": content["name"].en}
    says["hidden"] = content["size"] - len(members)
    edges = [edge for member in members for edge in member["reasons"] if "facts" not in edge]
    return plain_graph(says, [_node(member, content["head_id"]) for member in members], edges)


def _node(member: Mapping[str, Any], head_id: str | None) -> dict[str, Any]:
    words = member["sentence"]
    [facts] = [part["facts"] for part in member["reasons"] if "facts" in part] or [None]
    told = ("customer_id", "sentence", "reasons")
    return {
        "id": member["customer_id"],
        "label": "Customer",
        "member": True,
        "head": None if head_id is None else member["customer_id"] == head_id,
        **{name: value for name, value in member.items() if name not in told},
        "reason_zh": words.zh if words else None,
        "reason_en": words.en if words else None,
        "facts": facts or None,
    }
