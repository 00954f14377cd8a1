from typing import Any

import pytest

from tests.banks import ServedBank
from tests.building import companies, guarantees_of, holdings_of, paid, people, phones
from tests.tags.closeness_banks import DAY, TAG, close, factors

pytestmark = pytest.mark.usefixtures("as_stored")


@pytest.mark.parametrize(
    ("record", "rows", "kind", "points"),
    [
        ("guarantees", guarantees_of("A>B"), "GUARANTEES", 4.0),
        ("guarantees", guarantees_of("A>B", amount=""), "GUARANTEES", 4.0),
        ("obligations", [{"debtor_id": "A", "creditor_id": "B", "amount": "5"}], "OWES", 3.0),
        (
            "dependencies",
            [{"provider_id": "A", "dependent_id": "B", "basis": "other"}],
            "DEPENDS_ON",
            4.0,
        ),
        ("ownerships", holdings_of("A>B .1", "B>A .2"), "OWNS", 5.0),
    ],
)
def test_ties_of_companies_count_for_both_ends_once_a_pair(
    sqlite_bank: ServedBank,
    record: str,
    rows: list[dict[str, Any]],
    kind: str,
    points: float,
) -> None:
    close(sqlite_bank, customers=companies("A", "B"), **{record: rows})
    a, b = (sqlite_bank.holding(each, TAG) for each in "AB")
    assert factors(a) == factors(b) == {kind: (1, points)}
    assert a["evidence"]["edges"] == b["evidence"]["edges"]


def test_of_several_records_of_a_tie_the_largest_is_shown(sqlite_bank: ServedBank) -> None:
    close(
        sqlite_bank,
        customers=companies("A", "B"),
        ownerships=holdings_of("A>B .1", "B>A .2"),
    )
    (edge,) = sqlite_bank.holding("A", TAG)["evidence"]["edges"]
    assert (edge["from"], edge["to"], edge["share"]) == ("B", "A", 0.2)


def test_void_guarantees_ended_offices_and_one_customer_twice_are_no_ties(
    sqlite_bank: ServedBank,
) -> None:
    close(
        sqlite_bank,
        customers=[*people("P"), *companies("A", "B")],
        guarantees=guarantees_of("A>B", amount="0"),
        positions=[
            {"person_id": "P", "company_id": "A", "role": "director", "to_on": DAY.isoformat()}
        ],
        same_as=[{"customer_id": "A", "other_customer_id": "B"}],
    )
    assert sqlite_bank.holders(TAG) == []


def test_an_identifier_that_too_many_share_and_a_name_tie_nobody(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_HUB_CUSTOMERS", "2")
    close(
        sqlite_bank,
        customers=[
            *people(*"ABCDE"),
            *[{**each, "name": "甲公司"} for each in companies("K", "L")],
        ],
        identifiers=[
            *phones(A="13800000001", B="13800000001", C="13800000001"),
            *phones(D="13800000002", E="13800000002"),
        ],
    )
    assert {each["customer_id"] for each in sqlite_bank.holders(TAG)} == {"D", "E"}


def test_of_several_things_that_a_pair_shares_one_counts_whatever_the_order_of_rows(
    sqlite_bank: ServedBank,
) -> None:
    same = [*phones(A="13800000009", B="13800000009"), *phones(A="13800000001", B="13800000001")]
    close(sqlite_bank, customers=people("A", "B"), identifiers=same)
    held = sqlite_bank.holding("A", TAG)
    assert factors(held) == {"SHARES": (1, 2.0)}
    assert [edge["to"] for edge in held["evidence"]["edges"]] == ["phone:13800000001"] * 2


def test_of_equally_late_payments_the_largest_is_shown_and_amounts_are_not_added_up(
    sqlite_bank: ServedBank,
) -> None:
    flows = paid("A>B 5 2025-03-01", "B>A 7 2025-03-01", "A>B 900 2025-02-01")
    close(sqlite_bank, customers=people("A", "B"), **flows)
    (edge,) = sqlite_bank.holding("A", TAG)["evidence"]["edges"]
    assert (edge["from"], edge["amount"], edge["payments"]) == ("B", "7.00", 3)
