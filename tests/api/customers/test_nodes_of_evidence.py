"""GET /customers/{id}/tags/{tag_id} says who its evidence is about: names and kinds, as seen."""

import pytest

from tests.banks import ServedBank
from tests.building import holdings_of, people
from tests.viewers import named

ROWS = {
    "customers": [
        *people("P1", branch="西支行"),
        {"customer_id": "C1", "kind": "company", "name": "甲公司", "branch": "东支行"},
        {"customer_id": "C2", "kind": "company", "name": "乙公司", "branch": "西支行"},
        {"customer_id": "P2", "kind": "person", "name": "欧阳远", "branch": "西支行"},
    ],
    "ownerships": holdings_of("C2>C1 .6", "P2>C2 .9"),
}


def test_evidence_tells_name_and_kind_of_everybody_at_its_edges(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(**ROWS)
    sqlite_bank.derive("--as-of", "2025-12-31")
    answer = sqlite_bank.get("/customers/C1/tags/control_group_member")
    ends = {
        edge[end]
        for holding in answer["holdings"]
        for edge in holding["evidence"]["edges"]
        for end in ("from", "to")
    }
    nodes = {node["id"]: node for node in answer["nodes"]}
    assert ends <= nodes.keys()
    assert nodes["C2"] == {"id": "C2", "label": "Customer", "name": "乙公司", "kind": "company"}
    around = sqlite_bank.get("/customers/C1/neighbours", types="OWNS")
    kinds = {node["id"]: node["kind"] for node in around["nodes"]}
    assert kinds == {"C1": "company", "C2": "company"}


@pytest.mark.usefixtures("behind_proxy")
def test_a_person_outside_the_scope_is_masked_there_too(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(
        **ROWS, positions=[{"person_id": "P2", "company_id": "C1", "role": "director"}]
    )
    sqlite_bank.derive("--as-of", "2025-12-31")
    manager = named("relationship_manager", branches="%E4%B8%9C%E6%94%AF%E8%A1%8C")
    response = sqlite_bank.client.get(
        "/api/v1/customers/C1/tags/relationship_closeness", headers=manager
    )
    names = {node["id"]: node["name"] for node in response.get_json()["nodes"]}
    assert names["C2"] == "乙公司"
    assert names["P2"].startswith("欧阳*")
    assert "欧阳远" not in response.text
