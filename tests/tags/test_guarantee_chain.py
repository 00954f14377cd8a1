import pytest

from tests.banks import ServedBank
from tests.building import companies
from tests.tags.guarantee_banks import ends_of, guaranteed, holders, load

TAG = "guarantee_chain"


def test_a_line_of_guarantees_is_a_chain_with_the_loans_behind_each(bank: ServedBank) -> None:
    load(
        bank,
        "a>b 10",
        "b>c ?",
        "c>d 30",
        "x>y",
        tag=TAG,
        loans=("a 1", "b 20", "c 300", "c 4000.5", "d 50000", "d 9 USD", "x 7"),
    )
    assert holders(bank, TAG) == set("abcd")
    b = bank.holding("b", TAG)
    assert b["value"] == {
        "position": 2,
        "chain_length": 4,
        "loans": 3,
        "loan_sum": "54300.50",
        "currency": "CNY",
    }
    assert (b["subject"], b["score"], b["grade"]) == (None, 4, "medium")
    assert b["evidence"]["edges"][1] == {
        **{"type": "GUARANTEES", "from": "b", "to": "c", "source": "L1"},
        **{"guarantee_id": "g1", "amount": None, "currency": "CNY"},
    }
    assert ends_of(b) == ["a>b", "b>c", "c>d"]
    assert b["evidence"]["facts"] == {
        **b["value"],
        "customers_in_component": 4,
        "upstream": {"customers": 1, "guarantees": 1, "all_counted": True},
        "downstream": {"customers": 2, "guarantees": 2, "all_counted": True},
        "loans_in_other_currencies": 1,
        "own_loans": 1,
        "own_loan_sum": "20.00",
        "edges_hidden": 0,
    }
    assert b["sentence"] == {
        "zh": "处于担保链第2环（共4环），担保链共牵连4户：链上有1户直接或间接为其担保；"
        "其又直接或间接为2户担保，被担保方在本行贷款3笔，合计5.43万元，另有外币贷款1笔",
        "en": "Second of 4 links in a guarantee chain that ties 4 customers: 1 customer guarantees "
        "this one, directly or through others; this one guarantees 2 customers, directly or "
        "through others, with 3 loans of CNY 54,300.50 in all and 1 loan in other currencies",
    }
    d = bank.holding("d", TAG)
    assert (d["value"]["position"], d["value"]["loans"], d["value"]["loan_sum"]) == (4, 0, "0.00")
    assert (
        d["sentence"]["zh"]
        == "处于担保链第4环（共4环），担保链共牵连4户：链上有3户直接或间接为其担保"
    )
    assert bank.holding("c", TAG)["value"]["loan_sum"] == "50000.00"


def test_a_loan_is_counted_once_by_however_many_ways_it_is_reached(sqlite_bank: ServedBank) -> None:
    # c is behind a by two ways, and both b and d stand for it.
    load(sqlite_bank, "a>b", "a>d", "b>c", "d>c", tag=TAG, loans=("c 5", "b 1"))
    a = sqlite_bank.holding("a", TAG)
    assert (a["value"]["loans"], a["value"]["loan_sum"]) == (2, "6.00")
    assert (a["value"]["position"], a["value"]["chain_length"]) == (1, 3)
    assert a["evidence"]["facts"]["downstream"]["customers"] == 3
    assert ends_of(a) == ["a>b", "a>d", "b>c", "d>c"]
    assert ends_of(sqlite_bank.holding("c", TAG)) == ["a>d", "a>b", "d>c", "b>c"]


@pytest.mark.parametrize(
    ("arcs", "expected"),
    [
        (("a>b",), ""),
        (("a>b", "c>b"), "abc"),
        (("a>b", "b>a"), ""),
        (("a>b", "b>a", "b>c"), "c"),
        (("a>b", "b>c", "c>a", "c>d"), "d"),
        (("a>b", "a>c", "a>d"), "bcd"),
        (("b>a", "c>a", "d>a"), "bcd"),
        (("a>b", "a>b 5", "b>c", "b>c 7", "b>c 9"), "abc"),
        (("a>b 0", "b>c", "c>d"), "bcd"),
        (("a>b", "b>c 0"), ""),
    ],
)
def test_who_is_none_of_the_rest_itself_stands_in_a_chain(
    sqlite_bank: ServedBank, arcs: tuple[str, ...], expected: str
) -> None:
    load(sqlite_bank, *arcs, tag=TAG)
    assert holders(sqlite_bank, TAG) == set(expected)


def test_what_is_many_decides_who_is_in_a_chain(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_GUARANTEE_MANY", "4")
    load(sqlite_bank, "a>b", "a>c", "a>d", tag=TAG)
    assert holders(sqlite_bank, TAG) == set("abcd")


def test_a_circle_behind_counts_as_one_place_with_all_its_loans(sqlite_bank: ServedBank) -> None:
    load(
        sqlite_bank,
        "a>b",
        "b>c",
        "c>d",
        "d>b",
        "d>e",
        tag=TAG,
        loans=("b 1", "c 20", "d 300", "e 4000"),
    )
    assert holders(sqlite_bank, TAG) == set("ae")
    a = sqlite_bank.holding("a", TAG)
    assert (a["value"]["chain_length"], a["value"]["loan_sum"]) == (3, "4321.00")
    assert sqlite_bank.holding("e", TAG)["evidence"]["facts"]["upstream"] == {
        "customers": 4,
        "guarantees": 5,
        "all_counted": True,
    }


def test_a_guarantee_out_of_force_is_no_link(sqlite_bank: ServedBank) -> None:
    rows = guaranteed("a>b", "b>c")
    rows[0]["to_on"] = "2024-01-01"
    sqlite_bank.keep(customers=companies(*"abc"), guarantees=rows)
    sqlite_bank.derive("--tags", TAG, "--as-of", "2023-12-31")
    assert holders(sqlite_bank, TAG) == set("abc")
    sqlite_bank.derive("--tags", TAG, "--as-of", "2024-01-01")
    assert holders(sqlite_bank, TAG) == set()


@pytest.mark.parametrize(("size", "grade"), [(3, "low"), (4, "medium"), (5, "medium"), (6, "high")])
def test_the_grade_follows_how_many_hang_together(
    sqlite_bank: ServedBank, size: int, grade: str
) -> None:
    load(sqlite_bank, *(f"c{i}>c{i + 1}" for i in range(size - 1)), tag=TAG)
    found = {(each["grade"], each["score"]) for each in sqlite_bank.holders(TAG)}
    assert found == {(grade, size)}


def test_a_long_chain_shows_the_nearest_from_either_side(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, *(f"c{i:02}>c{i + 1:02}" for i in range(40)), tag=TAG)
    middle = sqlite_bank.holding("c20", TAG)
    assert ends_of(middle) == [f"c{i:02}>c{i + 1:02}" for i in range(10, 30)]
    assert middle["evidence"]["facts"]["edges_hidden"] == 20
    second = sqlite_bank.holding("c01", TAG)
    assert ends_of(second) == [f"c{i:02}>c{i + 1:02}" for i in range(20)]


def test_where_not_all_can_be_followed_that_is_said(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_GUARANTEE_CHAIN_STEPS", "3")
    ladder = [f"c{i}>c{j}" for i in range(8) for j in (i + 1, i + 2) if j < 9]
    load(sqlite_bank, *ladder, tag=TAG)
    first = sqlite_bank.holding("c0", TAG)
    assert first["evidence"]["facts"]["downstream"]["all_counted"] is False
    assert "为至少2户担保" in first["sentence"]["zh"]
    assert "at least" in first["sentence"]["en"]
    assert sqlite_bank.holding("c7", TAG)["evidence"]["facts"]["downstream"]["all_counted"]


def test_a_loan_of_which_nothing_is_drawn_is_told_as_that(sqlite_bank: ServedBank) -> None:
    line = {"exposure_id": "1", "customer_id": "c", "kind": "credit_line", "amount": "100"}
    customers, guarantees = companies("a", "b", "c"), guaranteed("a>b", "b>c")
    sqlite_bank.keep(customers=customers, guarantees=guarantees, exposures=[line])
    sqlite_bank.derive("--tags", TAG, "--as-of", "2025-12-31")
    b = sqlite_bank.holding("b", TAG)
    assert b["value"]["loan_sum"] == "0.00"
    assert b["sentence"]["zh"].endswith("其又直接或间接为1户担保，被担保方在本行授信1笔，尚未提用")
    assert b["sentence"]["en"].endswith("with 1 loan of which nothing is drawn")
