"""Evidence is read in two parts, whatever stands in them."""

from typing import Any

import orjson
import pytest

from service.tagging.evidence import edges_in, facts_in, stored_evidence

NESTED = {"listed": [{"facts": {"edges": ["]"]}}], "facts": {"a": 1}, "text": '],"facts":'}
EDGE = {"type": "OWNS", "from": '"],"facts":', "to": '{"edges":[', "shares": [0.5]}


@pytest.mark.parametrize("facts", [{}, {"a": "}"}, NESTED])
@pytest.mark.parametrize("edges", [[], [EDGE], [EDGE, {"type": "PAID", "facts_seen": ["]"]}]])
def test_edges_and_facts_are_those_that_were_stored(
    edges: list[dict[str, Any]], facts: dict[str, Any]
) -> None:
    stored = stored_evidence(edges, facts).decode()
    assert orjson.loads(edges_in(stored)) == edges
    assert orjson.loads(facts_in(stored)) == facts
