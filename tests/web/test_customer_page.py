"""/customers/{id}: what is known of a customer and why, part by part, to whom it may be told."""

from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

import pytest

from tests.banks import ServedBank
from tests.building import companies, guarantees_of, holdings_of, people
from tests.viewers import named
from tests.web.own_bank import own_bank, page_of

#: A firm, its parent and the person above; a circle of three; a name that would be markup.
ROWS: dict[str, Any] = {
    "customers": [
        *people("P1", "P2", branch="东支行", relationship_manager="RM1"),
        *companies("C1", "C2", "C3", branch="东支行", relationship_manager="RM1", net_assets="9"),
        {"customer_id": "C4", "kind": "company", "name": "<b>四</b> & 方", "branch": "西支行"},
        {"customer_id": "P9", "kind": "person", "name": "欧阳远", "branch": "西支行"},
    ],
    "ownerships": holdings_of("P1>C2 .8", "C2>C1 .6", "P9>C1 .3"),
    "guarantees": guarantees_of("C1>C2", "C2>C3", "C3>C1", amount="5000000"),
    "positions": [{"person_id": "P1", "company_id": "C1", "role": "legal_representative"}],
    "accounts": [{"account_id": f"A{each}", "currency": "CNY"} for each in (1, 2, 4)],
    "account_holders": [
        {"account_id": f"A{each}", "customer_id": f"C{each}"} for each in (1, 2, 4)
    ],
    "transactions": [
        {"transaction_id": "T1", "from_account": "A1", "to_account": "A4", "amount": "12000"}
        | {"at": "2025-03-01T10:00:00+08:00"},
    ],
    "referrals": [{"referrer_id": "P1", "referred_id": "P2", "at": "2025-01-02"}],
    "identifiers": [{"customer_id": "P1", "kind": "phone", "value": "13912345678"}],
    "exposures": [
        {"exposure_id": "E1", "customer_id": "C1", "amount": "2000000", "kind": "loan"}
        | {"due_on": "2026-05-01"}
    ],
}
PARTS = ("", "group", "ownership", "guarantees", "exposures", "money", "referrals", "around")


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedBank]:
    with own_bank(tmp_path_factory) as bank:
        bank.keep(**ROWS)
        bank.derive("--as-of", "2025-12-31")
        bank.get("/runs")
        yield bank


def shown(
    bank: ServedBank, path: str, status: int = 200, headers: Mapping[str, str] | None = None
) -> str:
    return unescape(page_of(bank, path, status, headers))


def test_every_part_is_shown_in_both_languages_under_a_title_of_its_own(bank: ServedBank) -> None:
    titles = set()
    for part in (*PARTS, "history", "held"):
        for language in ("zh", "en"):
            text = shown(bank, f"/customers/C1?tab={part}&lang={language}")
            assert text.count("<h1>") == 1
            assert f'lang="{"zh-CN" if language == "zh" else "en"}"' in text
            titles.add(text.partition("<title>")[2].partition("</title>")[0])
    assert len(titles) == 2 * (len(PARTS) + 2)


def test_why_shows_the_edges_with_names_and_source_without_script(bank: ServedBank) -> None:
    [holding] = bank.get("/customers/C1/tags/guarantee_circle")["holdings"]
    subject = holding["subject"]
    closed = shown(bank, "/customers/C1?lang=en")
    opened = shown(bank, f"/customers/C1?why=guarantee_circle&subject={subject}&lang=en")
    assert "load L1" in shown(bank, "/customers/C1?why=guarantee_circle&lang=en")
    assert "load L1" not in closed
    assert opened.count("CNY 5m") >= 3
    assert "<svg" in opened
    assert holding["sentence"]["en"] in opened
    assert holding["grade_reason"]["en"] in opened


def test_why_of_a_tag_that_is_not_held_shows_the_page_without_it(bank: ServedBank) -> None:
    assert "load L1" not in shown(bank, "/customers/C1?why=household&lang=en")


def test_the_picture_of_ownership_has_what_is_held_directly_on_its_lines(bank: ServedBank) -> None:
    text = shown(bank, "/customers/C1?tab=ownership&lang=en")
    assert 'class="tie strong"' in text
    for told in ("80%", "60%", "30%", "48%"):
        assert told in text


def test_a_name_of_markup_is_text_wherever_it_stands(bank: ServedBank) -> None:
    for path in ("/customers/C4", "/customers/C1?tab=money", "/customers/C1?tab=around"):
        assert "<b>四</b>" not in bank.client.get(path).text


def test_a_node_is_opened_hidden_and_pinned_by_the_address_alone(bank: ServedBank) -> None:
    around = "/customers/C1?tab=around&types=OWNS&lang=en"
    assert "P1" not in named_in_picture(shown(bank, around))
    assert "P1" in named_in_picture(shown(bank, f"{around}&open=C2"))
    assert "P9" not in named_in_picture(shown(bank, f"{around}&hide=P9"))
    pinned = f"{around}&pin=300:-40:P9"
    first, second = shown(bank, pinned), shown(bank, f"{pinned}&open=C2")
    assert place_beside(first, "欧阳远", "C1") == (300.0, -40.0)
    assert place_beside(second, "欧阳远", "C1") == (300.0, -40.0)


def test_the_way_to_another_customer_is_told_in_sentences(bank: ServedBank) -> None:
    text = shown(bank, "/customers/P2?tab=around&to=C1&lang=en")
    assert "P1 referred P2" in text
    assert "P1 holds an office in C1 (legal representative)" in text
    assert "on-way" in text


def test_what_is_revealed_stands_on_the_answer_alone_and_is_a_decision(bank: ServedBank) -> None:
    sent = {"fields": ["phone"], "reason": "回访核实"}
    before = shown(bank, "/customers/P1")
    first = bank.client.post("/customers/P1/reveal", data=sent)
    assert "13912345678" not in before
    assert "13912345678" in first.text
    assert "13912345678" not in shown(bank, "/customers/P1")
    again = bank.client.post("/customers/P1/reveal", data=sent)
    assert again.status_code == 200  # A second look is a second decision, not an error.
    decided = [row["reason"] for row in bank.get("/decisions", action="reveal")["items"]]
    assert decided == ["回访核实", "回访核实"]


def test_a_form_without_a_reason_says_so_and_stays_filled_in(bank: ServedBank) -> None:
    response = bank.client.post("/customers/P1/reveal", data={"fields": ["phone"], "reason": ""})
    assert response.status_code == 422
    assert 'role="alert"' in response.text
    assert 'value="phone" checked' in response.text
    assert "13912345678" not in response.text


def test_the_form_of_an_ended_session_comes_back_to_the_customer(bank: ServedBank) -> None:
    response = bank.client.get("/customers/P1/reveal?draft=x")
    assert response.status_code == 303
    assert response.headers["Location"] == "/customers/P1?draft=x"


def test_whom_a_manager_does_not_look_after_is_not_found(proxied: ServedBank) -> None:
    manager = named("relationship_manager", managers="RM1")
    shown(proxied, "/customers/C1", headers=manager)
    for customer_id in ("C4", "nobody"):
        for path in (f"/customers/{customer_id}", f"/money/{customer_id}"):
            shown(proxied, path, 404, headers=manager)
    # Who lies outside is told of by no more than a masked name.
    ownership = shown(proxied, "/customers/C1?tab=ownership", headers=manager)
    assert "欧阳*" in ownership or "欧*" in ownership
    assert "欧阳远" not in ownership


def test_each_role_finds_the_parts_and_tags_that_are_for_it(proxied: ServedBank) -> None:
    manager = named("relationship_manager", managers="RM1")
    compliance = named("compliance")
    of_manager = shown(proxied, "/customers/C1?lang=en", headers=manager)
    of_compliance = shown(proxied, "/customers/C1?lang=en", headers=compliance)
    assert "tab=held" in of_manager
    assert "tab=held" in of_compliance
    assert "tab=held" not in shown(proxied, "/customers/C1?lang=en", headers=named("risk_officer"))
    assert "Relationship closeness" in of_manager
    assert "Relationship closeness" not in of_compliance
    assert 'name="reason"' not in shown(proxied, "/customers/C1", headers=named("auditor"))
    for role in ("marketer", "tag_steward", "administrator"):
        shown(proxied, "/customers/C1", 403, headers=named(role))


def named_in_picture(text: str) -> str:
    """The picture of a page as it stands."""
    return text.partition("<svg viewBox")[2].partition("</svg>")[0]


def place_beside(text: str, one: str, other: str) -> tuple[float, float]:
    """Where one node of the picture stands from another, to the nearest pixel."""
    found = {}
    for node in named_in_picture(text).split('<a class="node')[1:]:
        across, down = node.partition("translate(")[2].partition(")")[0].split()
        found[node.partition("<title>")[2].partition(",")[0]] = float(across), float(down)
    (x, y), (from_x, from_y) = found[one], found[other]
    return round(x - from_x) + 0.0, round(y - from_y) + 0.0
