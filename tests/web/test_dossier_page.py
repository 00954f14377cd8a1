"""/customers/{id}/dossier: all that a visit needs, on the screen and on paper."""

from collections.abc import Iterator
from html import unescape

import pytest

from tests.banks import ServedBank
from tests.building import companies, guarantees_of, holdings_of, people
from tests.web.own_bank import own_bank


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedBank]:
    """A firm of a declared group that lacks one whom the same person controls; two runs."""
    with own_bank(tmp_path_factory) as bank:
        bank.keep(
            customers=[
                *people("P1", "P2", relationship_manager="RM1"),
                *companies("C1", "C2", "C3", relationship_manager="RM1"),
            ],
            groups=[{"group_id": "G1", "name": "甲集团"}],
            group_members=[
                {"group_id": "G1", "customer_id": "C1"},
                {"group_id": "G1", "customer_id": "P1", "role": "head"},
            ],
            ownerships=holdings_of("P1>C1 .8", "P1>C2 .9"),
            positions=[{"person_id": "P1", "company_id": "C1", "role": "legal_representative"}],
            guarantees=[
                *guarantees_of("C1>C3", amount="7000000"),
                {**guarantees_of("P2>C1", amount="30000")[0], "from_on": "2025-10-01"},
            ],
            exposures=[
                {"exposure_id": "E1", "customer_id": "C1", "amount": "1230000", "kind": "loan"}
                | {"due_on": "2026-05-01"}
            ],
        )
        bank.derive("--as-of", "2025-06-30")
        bank.keep(guarantees=guarantees_of("C3>C1", amount="100"))
        bank.derive("--as-of", "2025-12-31")
        bank.get("/runs")
        yield bank


def dossier(bank: ServedBank, customer_id: str, status: int = 200, **query: str) -> str:
    response = bank.client.get(f"/customers/{customer_id}/dossier", query_string=query)
    assert response.status_code == status, response.text
    return unescape(response.text)


def test_a_dossier_answers_what_a_manager_asks_before_a_visit(bank: ServedBank) -> None:
    text = dossier(bank, "C1", lang="zh")
    told = bank.get("/customers/C1/dossier")
    for said in (
        "行内认定的“甲集团”缺少1户",
        "2026年5月1日",
        "123万元",
        "700万元",
        told["decision_makers"]["items"][0]["sentence"]["zh"],
        told["beneficial_owners"]["items"][0]["because"]["zh"],
        *(risk["sentence"]["zh"] for risk in told["worst_risks"]["items"]),
        *(row["sentence"]["zh"] for row in told["introducers"]["items"]),
    ):
        assert said in text
    assert "The declared group 甲集团 lacks 1" in dossier(bank, "C1", lang="en")


def test_what_has_changed_is_told_since_the_run_before_or_the_day_asked_for(
    bank: ServedBank,
) -> None:
    text = dossier(bank, "C1", lang="en")
    assert "Since 30 June 2025" in text
    assert "Mutual guarantee" in text
    assert "Since 30 June 2025" in dossier(bank, "C1", since="2025-07-15", lang="en")
    first = dossier(bank, "C1", as_of="2025-06-30", lang="en")
    assert bank.get("/customers/C1/dossier", as_of="2025-06-30")["changes"] is None
    assert "there is no run before it to compare with" in first


def test_a_person_has_no_owners_and_the_dossier_says_why(bank: ServedBank) -> None:
    told = bank.get("/customers/P1/dossier")
    text = dossier(bank, "P1", lang="en")
    assert told["beneficial_owners"] is None
    assert told["not_told"]["beneficial_owners"]["en"] in text


def test_a_customer_who_is_not_there_has_no_dossier(bank: ServedBank) -> None:
    assert "nobody" in dossier(bank, "nobody", 404)


def test_the_files_of_a_dossier_are_the_answers_own(bank: ServedBank) -> None:
    text = dossier(bank, "C1", lang="en", since="2025-06-30")
    address = text.partition('href="/api/v1/customers/C1/dossier.xlsx')[2].partition('"')[0]
    assert "since=2025-06-30" in address
    assert bank.client.get(f"/api/v1/customers/C1/dossier.xlsx{address}").status_code == 200
