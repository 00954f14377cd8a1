"""Shares found in payments are held against the whole year, and where it is unknown they wait."""

from typing import Any

import pytest

from tests.banks import ServedBank
from tests.building import accounts_of, companies, people
from tests.tags.dependent_banks import TAG, held, load, paid

#: B takes 120 a year from A by twelve payments.
FROM_A = paid("A>B", 12)


def trading(bank: ServedBank, payments: list[dict[str, Any]], **recorded: Any) -> None:
    """A bank in which A and C trade with the company B, of whose year some figures are recorded."""
    customers = [*companies("B", **recorded), *people("A", "C")]
    load(bank, customers, **accounts_of("A", "B", "C"), transactions=payments)


def facts_of(bank: ServedBank) -> dict[str, Any]:
    """What the only holding of B says, beside its grade and its share."""
    b = bank.holding("B", TAG)
    facts: dict[str, Any] = b["evidence"]["facts"]
    assert b["value"]["share"] == facts["share"]
    return {"grade": b["grade"], **facts}


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        # 120 / 240 = 50.00 %
        pytest.param("240", True, id="50.00 %"),
        # 120 / 240.05 = 49.99 %
        pytest.param("240.05", False, id="49.99 %"),
        # The smallest amount more: 120 / 240.0001 < 50 %
        pytest.param("240.0001", False, id="a hundredth of a cent less than half"),
        # All that is seen, 120 / 1714.29 = 7 %
        pytest.param("1714.29", False, id="7 % of the year"),
        # 120 / 120: what is recorded is what is seen
        pytest.param("120", True, id="all of it"),
    ],
)
def test_half_of_the_recorded_year_is_dependency_and_less_is_not(
    sqlite_bank: ServedBank, year: str, expected: bool
) -> None:
    trading(sqlite_bank, FROM_A, annual_receipts=year)
    assert held(sqlite_bank) == ({("B", "A", "receipts")} if expected else set())


def test_the_facts_say_what_was_seen_what_is_recorded_and_of_which_the_share_is(
    bank: ServedBank,
) -> None:
    """120 of the 150 that are seen is 80 %, of the 200 that are recorded 60 %."""
    trading(bank, [*FROM_A, *paid("C>B", 1, 30)], annual_receipts="200")
    facts = facts_of(bank)
    assert (facts["grade"], facts["share"], facts["total"]) == ("majority", 0.6, "200.00")
    assert (facts["amount"], facts["denominator"]) == ("120.00", "recorded")
    assert (facts["seen"], facts["share_of_seen"]) == ("150.00", 0.8)
    assert (facts["recorded"], facts["share_of_recorded"]) == ("200.00", 0.6)
    assert facts["to_verify"] is False
    assert bank.holding("B", TAG)["sentence"] == {
        "zh": "近12个月在本行可见的收入有80%来自A（12笔，120元）；占其全年收入的60%，"
        "A一旦陷入困境，其还款能力将受到影响",
        "en": "80% of the receipts this bank sees in the last 12 months come from A (12 payments, "
        "CNY 120), 60% of its receipts of the year: its ability to repay would suffer if A were "
        "in difficulty",
    }


def test_where_less_is_recorded_than_was_seen_the_share_is_of_what_was_seen(
    sqlite_bank: ServedBank,
) -> None:
    """150 are seen and 100 recorded: 120 / 150 = 80 %, not 120 %."""
    trading(sqlite_bank, [*FROM_A, *paid("C>B", 1, 30)], annual_receipts="100")
    facts = facts_of(sqlite_bank)
    assert (facts["grade"], facts["share"], facts["total"]) == ("high", 0.8, "150.00")
    assert (facts["denominator"], facts["share_of_seen"]) == ("seen", 0.8)
    assert (facts["recorded"], facts["share_of_recorded"]) == ("100.00", 1.2)
    sentence = sqlite_bank.holding("B", TAG)["sentence"]
    assert "占其全年收入的80%（登记的全年收入低于在本行可见的，以可见的为准）" in sentence["zh"]
    assert "(less is recorded than this bank sees, which counts)" in sentence["en"]


def test_what_was_seen_alone_does_not_make_a_half_where_more_was_seen_than_is_recorded(
    sqlite_bank: ServedBank,
) -> None:
    """120 of the 241 that are seen are 49.8 %, though they are 60 % of the 200 recorded."""
    trading(sqlite_bank, [*FROM_A, *paid("C>B", 1, 121)], annual_receipts="200")
    assert held(sqlite_bank) == set()


def test_where_nothing_is_recorded_of_the_year_the_share_is_to_be_verified(
    bank: ServedBank,
) -> None:
    """120 of the 150 that are seen: 80 %, of a year that nobody knows."""
    trading(bank, [*FROM_A, *paid("C>B", 1, 30)])
    facts = facts_of(bank)
    assert (facts["grade"], facts["share"], facts["denominator"]) == ("to_verify", 0.8, "seen")
    assert (facts["recorded"], facts["share_of_recorded"]) == (None, None)
    assert facts["to_verify"] is True
    assert bank.holding("B", TAG)["sentence"] == {
        "zh": "近12个月来自A的款项（12笔，120元）在本行可见的收入中占80%；全年收入未登记，"
        "有待核实：如属实，A一旦陷入困境，其还款能力将受到影响",
        "en": "80% of the receipts this bank sees in the last 12 months come from A (12 payments, "
        "CNY 120); its receipts of the whole year are not on record, so this is to be verified: "
        "if so, its ability to repay would suffer if A were in difficulty",
    }


def test_of_receipts_and_expenditures_each_is_held_against_its_own_figure(
    sqlite_bank: ServedBank,
) -> None:
    """Of 2,000 that B takes 120 are 6 %; of 160 that it spends 120 are 75 %."""
    trading(
        sqlite_bank,
        [*FROM_A, *paid("B>A", 12)],
        annual_receipts="2000",
        annual_expenditures="160",
    )
    assert held(sqlite_bank) == {("B", "A", "expenditures")}
    assert facts_of(sqlite_bank)["share"] == 0.75


def test_where_one_of_the_two_figures_is_known_the_other_side_is_to_be_verified(
    sqlite_bank: ServedBank,
) -> None:
    """B takes all from A, of an unknown year, and pays A 120 of 200 that are recorded: 60 %."""
    trading(sqlite_bank, [*FROM_A, *paid("B>A", 12)], annual_expenditures="200")
    b = sqlite_bank.holding("B", TAG)
    assert b["value"] == {"provider_id": "A", "basis": "expenditures", "share": 0.6}
    assert (b["grade"], b["score"]) == ("majority", 0.6)
    told = [
        (each["basis"], each["share"], each["to_verify"])
        for each in b["evidence"]["facts"]["bases"]
    ]
    assert told == [("expenditures", 0.6, False), ("receipts", 1.0, True)]


def test_a_record_beside_what_is_to_be_verified_is_dependency_by_itself(
    sqlite_bank: ServedBank,
) -> None:
    load(
        sqlite_bank,
        [*companies("B"), *people("A")],
        **accounts_of("A", "B"),
        transactions=FROM_A,
        dependencies=[{"provider_id": "A", "dependent_id": "B", "basis": "receipts"}],
    )
    b = sqlite_bank.holding("B", TAG)
    assert b["value"] == {"provider_id": "A", "basis": "receipts", "share": None}
    assert (b["grade"], b["score"]) == ("recognised", 0.0)
    assert [edge["type"] for edge in b["evidence"]["edges"]] == ["DEPENDS_ON", "PAID"]


def test_recorded_figures_say_nothing_of_payments_in_another_currency(
    sqlite_bank: ServedBank,
) -> None:
    """The 1,000 recorded are in the bank's currency, and all that is seen is in dollars."""
    trading(sqlite_bank, paid("A>B", 12, currency="USD"), annual_receipts="1000")
    facts = facts_of(sqlite_bank)
    assert (facts["grade"], facts["share"], facts["recorded"]) == ("to_verify", 1.0, None)


def test_of_one_customer_with_two_numbers_the_first_that_knows_the_year_counts(
    sqlite_bank: ServedBank,
) -> None:
    """B and B2 are one: 120 of 240, which B2's row knows, are 50 %; figures do not add up."""
    load(
        sqlite_bank,
        [*companies("B"), *companies("B2", annual_receipts="240"), *people("A")],
        **accounts_of("A", "B"),
        transactions=FROM_A,
        same_as=[{"customer_id": "B", "other_customer_id": "B2"}],
    )
    (b,) = sqlite_bank.all_holdings([TAG])
    assert (b["grade"], b["value"]["share"]) == ("majority", 0.5)
