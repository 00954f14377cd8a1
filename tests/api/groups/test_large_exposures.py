"""The report of large exposures: groups and single clients, whose parts re-add to their sums."""

from decimal import Decimal
from typing import Any

import pytest

from tests.api.tables.test_tables import rows_of
from tests.banks import ServedBank
from tests.building import companies, holdings_of, people

#: What each exposure is made of: drawn on the balance sheet, beside it, cover.
EXPOSURES = [
    # A and B are one group of connected clients.
    {"exposure_id": "E1", "customer_id": "A", "kind": "loan", "amount": "100", "covered": "30"},
    {"exposure_id": "E2", "customer_id": "A", "kind": "acceptance", "amount": "20"},
    {"exposure_id": "E3", "customer_id": "B", "kind": "credit_line", "amount": "50"},
    {"exposure_id": "E4", "customer_id": "B", "kind": "loan", "amount": "9", "status": "settled"},
    # A person who heads them: its own loan is told, and counts in no group.
    {"exposure_id": "E5", "customer_id": "P", "kind": "mortgage", "amount": "40"},
    # Cover above the exposure takes off no more than there is.
    {"exposure_id": "E6", "customer_id": "C", "kind": "guarantee", "amount": "30", "covered": "99"},
    {"exposure_id": "E7", "customer_id": "G", "kind": "letter_of_credit", "amount": "25"},
]


@pytest.fixture
def served(bank: ServedBank) -> ServedBank:
    bank.keep(
        customers=[
            *people("P"),
            *companies("A", "B", "C"),
            {"customer_id": "G", "kind": "government", "name": "财政局"},
        ],
        ownerships=holdings_of("P>A .8", "P>B .8"),
        exposures=EXPOSURES,
    )
    bank.derive("--tags", "connected_client")
    return bank


def lines(bank: ServedBank, **asked: Any) -> list[tuple[str, ...]]:
    """What each line says: its kind, of whom, and its exposure."""
    items = bank.items("/large-exposures", **asked)
    return [(one["row"], one["customer_id"] or "", one["exposure"]) for one in items]


def test_a_group_is_one_exposure_and_its_members_re_add_to_it(served: ServedBank) -> None:
    # A: 100 + 20 - 30 = 90; B: 50 x 0.4 = 20; together 110, of which the person's 40 are no part.
    assert lines(served) == [
        ("group", "", "110.00"),
        ("member", "A", "90.00"),
        ("member", "B", "20.00"),
        ("single", "P", "40.00"),
        ("single", "G", "25.00"),
    ]
    assert lines(served, limit=1) == lines(served)


def test_the_parts_of_each_line_and_of_the_total_re_add(served: ServedBank) -> None:
    told = served.get("/large-exposures")
    for line in [*told["items"], told["totals"]]:
        part = {name: Decimal(line[name]) for name in told["totals"]}
        beside = ("acceptances", "letters_of_credit", "guarantees", "commitments")
        assert part["potential"] == sum(part[name] for name in beside)
        assert part["exposure"] == part["general"] + part["potential"] - part["mitigated"]
    alone = [line for line in told["items"] if line["row"] != "member"]
    for name, total in told["totals"].items():
        assert sum(Decimal(line[name]) for line in alone) == Decimal(total)
    group = told["items"][0]
    assert (group["general"], group["acceptances"], group["commitments"]) == (
        *("100.00", "20.00", "20.00"),
    )
    assert group["mitigated"] == "30.00"


def test_what_a_government_body_owes_is_exempt(served: ServedBank) -> None:
    told = served.get("/large-exposures")
    # 110 + 40 + 25 in all, 25 of them exempt.
    assert (told["totals"]["exposure"], told["totals"]["non_exempt"]) == ("175.00", "150.00")


def test_with_capital_only_what_is_large_is_reported(
    served: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    # 2.5 % of 1,000 is 25: 25.00 is large. The group has 11 %, P 4 %, G 2.5 %.
    monkeypatch.setenv("GUANXI_TIER1_CAPITAL", "1000")
    told = served.get("/large-exposures")
    assert told["tier1_capital"] == "1000.00"
    assert shares(told) == [(0.11, False), (0.04, False), (0.025, False)]


def test_a_group_over_its_limit_is_told(
    served: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    # 110 / 549.9 = 20.004 % of at most 20 %; 40 / 549.9 = 7.27 % of a single client's 15 %.
    monkeypatch.setenv("GUANXI_TIER1_CAPITAL", "549.9")
    assert [over for _, over in shares(served.get("/large-exposures"))] == [True, False, False]


def shares(told: dict[str, Any]) -> list[tuple[float, bool]]:
    """What is held against a limit, as a share of tier-1 capital, and whether it is over it."""
    lines = [line for line in told["items"] if line["row"] != "member"]
    return [(line["tier1_share"], line["over_limit"]) for line in lines]


def test_the_table_ends_with_what_its_lines_add_up_to(served: ServedBank) -> None:
    header, *rows, total = rows_of(served, "/large-exposures.csv", lang="zh")
    assert header[:2] == ["序号", "行类型"]
    assert [row[1] for row in rows] == [
        "一组关联客户",
        "组内成员",
        "组内成员",
        "单一客户",
        "单一客户",
    ]
    assert total[1] == "合计"
    at = header.index("风险暴露")
    assert (
        Decimal(total[at]) == sum(Decimal(row[at]) for row in rows if row[1] != "组内成员") == 175
    )
