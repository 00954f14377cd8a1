"""Edges of answers as pairs of texts: sentences, what stands on a line, what an identifier is."""

from collections.abc import Mapping
from typing import Any

from cypher.vocabulary import EDGE_TYPES, Text
from service.tagging.figures import money, share
from service.web.kit.edges import edge_sentence, has_share, thing

Edge = Mapping[str, Any]


def tie_told(edge: Edge, names: Mapping[str, str]) -> Text:
    """An edge of an answer in a sentence; `names` are those of its ends, by id."""
    return Text(edge_sentence("zh", edge, names), edge_sentence("en", edge, names))


def identifier_told(edge: Edge) -> Text:
    """What an edge to an identifier leads to: its kind, and as much of it as the answer tells."""
    told = (str(edge["to"]), edge.get("masked"))
    return Text(thing("zh", *told), thing("en", *told))


def label_of(edge: Edge) -> Text:
    """What stands on the line of an edge: votes, or an amount; nothing where it says neither."""
    votes = edge.get("votes", edge.get("share")) if has_share(edge) else None
    if votes is not None:
        return share(votes)
    if edge.get("amount") is None:
        return Text("", "")
    return money(edge["amount"], edge.get("currency") or "")


def is_mutual(edge: Edge) -> bool:
    """Whether an edge says the same of both its ends, as kinship does."""
    kind = EDGE_TYPES.get(edge["type"])
    return kind is not None and kind.forwards == kind.backwards
