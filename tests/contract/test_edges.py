"""Edges of evidence: made in one place, the same whether one or many are asked for."""

import ast
from dataclasses import fields
from pathlib import Path
from typing import Any, get_type_hints

import numpy as np
import pytest

from cypher.engine.arrays import UNKNOWN, Amounts, Floats, Texts
from cypher.view import GuaranteeColumns, OwnershipColumns, ReferralColumns
from cypher.vocabulary import EDGE_TYPES
from service.relations.edges import evidence
from service.relations.edges.evidence import Records, evidence_edge
from service.tagging.declaration import Edge

SERVICE = Path(evidence.__file__).parents[2]
IDS = np.array(["A", "B"], object)


def made_up(columns: type) -> Any:
    """Two rows of a view: from A to B and back."""
    hints = get_type_hints(columns, include_extras=True)

    def column(name: str) -> Any:
        if name == "load_no":
            return np.array([7, 8])
        if hints[name] == Texts:
            return np.array([f"{name} 1", f"{name} 2"], object)
        if hints[name] == Floats:
            return np.array([0.5, np.nan])
        if hints[name] == Amounts:
            return np.array([1_000_000, UNKNOWN])
        return np.array([1, 0]) if name == EDGE_ENDS.get(columns) else np.array([0, 1])

    return columns(**{field.name: column(field.name) for field in fields(columns)})


FROM_CUSTOMERS = EDGE_TYPES.words(lambda edge: edge.from_end == "Customer")
EDGE_ENDS = {EDGE_TYPES[word].view.columns: EDGE_TYPES[word].ends for word in FROM_CUSTOMERS}


@pytest.mark.parametrize("edge_type", FROM_CUSTOMERS)
def test_a_record_of_each_type_is_an_edge_with_all_that_it_says(edge_type: str) -> None:
    kind = EDGE_TYPES[edge_type]
    rows = made_up(kind.view.columns)
    recorded = Records(edge_type, rows, IDS)
    edges = recorded.edges(np.array([1, 0]))
    assert edges == [recorded.edge(1), recorded.edge(0)]
    first = edges[1]
    ends = {
        "Customer": "B",
        "Account": "account_id 1",
        "Group": "group_id 1",
        "Identifier": "kind 1:normalised 1",
    }
    assert first[:4] == (edge_type, "A", ends[kind.to_end], 7)
    assert [type(value) for value in first[:4]] == [str, str, str, int]
    told = {field.name for field in fields(rows)} - {kind.begins, kind.ends, "load_no"}
    told -= {"account_id", "group_id", "kind"}
    assert first.properties.keys() == told
    assert not any(isinstance(value, np.generic) for value in first.properties.values())


def test_money_is_text_an_instant_is_utc_and_what_nobody_knows_is_none() -> None:
    guarantee = Records("GUARANTEES", made_up(GuaranteeColumns), IDS)
    assert guarantee.edge(0).properties["amount"] == "100.00"
    assert guarantee.edge(1).properties["amount"] is None
    owns = Records("OWNS", made_up(OwnershipColumns), IDS)
    assert owns.edge(0).properties == {"share": 0.5, "votes": 0.5}
    assert owns.edge(1).properties == {"share": None, "votes": None}
    paid = evidence_edge("PAID", "A", "B", load_no=7, payments=np.int64(2), last_at=np.int64(1500))
    assert paid == Edge("PAID", "A", "B", 7, {"payments": 2, "last_at": "1970-01-01T00:00:01.500Z"})


def test_an_edge_says_only_what_is_asked_and_no_empty_text_where_blanks_are_left_out() -> None:
    rows = made_up(ReferralColumns)
    at = "1970-01-01T00:00:00.000Z"
    assert Records("REFERRED", rows, IDS, says=("at",)).edge(0).properties == {"at": at}
    rows.channel[0] = ""
    assert Records("REFERRED", rows, IDS).edge(0).properties == {"at": at, "channel": ""}
    left_out = Records("REFERRED", rows, IDS, blanks=False)
    assert left_out.edge(0).properties == left_out.edges(np.array([0]))[0].properties == {"at": at}


def test_edges_of_evidence_are_made_in_one_place() -> None:
    makers = {
        str(path.relative_to(SERVICE))
        for room in ("relations", "tags", "run")
        for path in (SERVICE / room).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Edge"
    }
    assert makers == {"relations/edges/evidence.py"}
