"""Evidence as it is stored: its edges, then its facts, each of which is read alone."""

from collections.abc import Mapping, Sequence
from typing import Any

import orjson

#: What the edges begin with, and what stands between them and the facts: the quotes of a text
#: within would have a backslash before them.
_BEGINS, _BETWEEN = '{"edges":', '],"facts":'


def stored_evidence(edges: Sequence[Mapping[str, Any]], facts: Mapping[str, Any]) -> bytes:
    """The evidence in JSON."""
    return orjson.dumps({"edges": edges, "facts": facts})


def edges_in(evidence: str) -> str:
    """The edges, a list in JSON."""
    return evidence.partition(_BETWEEN)[0].removeprefix(_BEGINS) + "]"


def facts_in(evidence: str) -> str:
    """The facts, an object in JSON."""
    return evidence.partition(_BETWEEN)[2][:-1]
