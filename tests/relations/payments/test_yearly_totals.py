from contextlib import closing
from datetime import date

import pytest

from cypher import StoreSettings, open_store
from service.relations.payments.yearly_totals import yearly_totals
from service.tagging.bank import Bank
from tests.banks import ServedBank
from tests.building import people
from tests.relations.affiliation.affiliates import derived, edges, held, paying


def alike(counterparties: str) -> list[tuple[str, str, int]]:
    """A and B pay each counterparty, A ten of each and B twenty."""
    return [
        (who, each, amount) for each in counterparties for who, amount in (("A", 10), ("B", 20))
    ]


def test_the_same_payees_and_payers_support_other_evidence(bank: ServedBank) -> None:
    payments = [*alike("UV"), ("W", "A", 10), ("W", "B", 20), ("A", "B", 10), ("B", "A", 10)]
    derived(bank, customers=people(*"ABUVW"), **paying(*payments))
    holding = held(bank, "A")["B"]
    # What they pay each other stands apart: 3 x 10 x 20 over the lengths of both vectors.
    cosine = round(600 / (500**0.5 * 1400**0.5), 10)
    facts = holding["evidence"]["facts"]
    assert facts["cosine"] == pytest.approx(cosine)
    assert facts["counterparties_in_common"] == 3
    assert facts["weights"] == {
        "contact": 0.3,
        "behaviour": pytest.approx(0.4 * cosine),
    }
    assert holding["score"] == pytest.approx(1 - 0.7 * (1 - 0.4 * cosine))
    assert {("PAID", "A", "U"), ("PAID", "B", "V"), ("PAID", "W", "A"), ("PAID", "W", "B")} <= set(
        edges(holding)
    )
    assert len(edges(holding)) == 8


def test_what_two_pay_each_other_is_added_up_to_the_last_digit(bank: ServedBank) -> None:
    """In doubles 0.1 and 0.2 are 0.30000000000000004, and what comes beside a trillion is lost."""
    amounts = ("0.1", "0.2", "0.0004", "1234567890123.45")
    bank.keep(customers=people(*"AB"), **paying(*(("A", "B", amount) for amount in amounts)))
    with closing(open_store(StoreSettings())) as store:
        paid = yearly_totals(Bank(store, date(2025, 12, 31)))
        assert paid.amount.tolist() == [12_345_678_901_237_504]
        assert paid.edge(Bank(store, date(2025, 12, 31)), 0).properties["amount"] == (
            "1234567890123.7504"
        )


def test_too_few_counterparties_in_common_say_nothing(sqlite_bank: ServedBank) -> None:
    payments = [*alike("UV"), ("U", "A", 10), ("U", "B", 20), ("A", "B", 1), ("B", "A", 1)]
    derived(sqlite_bank, customers=people(*"ABUV"), **paying(*payments))
    assert held(sqlite_bank, "A") == {}


def test_a_counterparty_of_many_says_nothing(sqlite_bank: ServedBank) -> None:
    crowd = [f"X{number:02}" for number in range(19)]
    payments = [*alike("UVW"), ("A", "B", 10), ("B", "A", 10)]
    payments += [(each, "W", 10) for each in crowd[:18]]
    customers = people(*"ABUVW", *crowd)
    derived(sqlite_bank, customers=customers, **paying(*payments))
    assert set(held(sqlite_bank, "A")) == {"B"}
    payments.append((crowd[18], "W", 10))
    derived(sqlite_bank, customers=customers, **paying(*payments))
    assert held(sqlite_bank, "A") == {}


def test_amounts_in_different_currencies_are_never_added_up(sqlite_bank: ServedBank) -> None:
    records = paying(*alike("UVW"), ("A", "B", 1), ("B", "A", 1))
    records["transactions"] = [
        {**row, "currency": "JPY"} if row["from_account"] == "A-A" else row
        for row in records["transactions"]
    ]
    derived(sqlite_bank, customers=people(*"ABUVW"), **records)
    assert held(sqlite_bank, "A") == {}
