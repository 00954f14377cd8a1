from itertools import pairwise

import pytest

from tests.banks import ServedBank
from tests.building import companies, guarantees_of

TAG = "guarantee_circle"


def load(bank: ServedBank, *arcs: str, amount: str = "100") -> None:
    names = sorted({end for arc in arcs for end in arc.split(">")})
    bank.keep(customers=companies(*names), guarantees=guarantees_of(*arcs, amount=amount))
    bank.derive("--tags", TAG)


def members(bank: ServedBank) -> list[set[str]]:
    """The members of each guarantee circle."""
    return [
        {
            member["customer_id"]
            for member in bank.get(f"/groups/{group['group_id']}", limit=500)["members"]
        }
        for group in bank.items("/groups", kind=TAG)
    ]


def test_two_circles_that_share_members_are_one_group(bank: ServedBank) -> None:
    load(bank, "a>b", "b>c", "c>a", "c>d", "d>e", "e>a")
    assert members(bank) == [set("abcde")]

    a = bank.holding("a", TAG)
    assert a["evidence"]["facts"]["circles"] == [["a", "b", "c"], ["a", "b", "c", "d", "e"]]
    assert a["value"]["group_id"] == a["subject"]
    assert a["score"] == 5
    d = bank.holding("d", TAG)
    assert d["evidence"]["facts"]["circles"] == [["d", "e", "a", "b", "c"]]
    assert [(edge["from"], edge["to"]) for edge in d["evidence"]["edges"]] == [
        ("d", "e"),
        ("e", "a"),
        ("a", "b"),
        ("b", "c"),
        ("c", "d"),
    ]
    assert a["sentence"] == {
        "zh": "b、c与其依次担保、首尾相接（a → b → c → a），构成3户担保圈；"
        "整个担保圈共5户，另有2户经其他环相连",
        "en": "In a guarantee circle of 3 with b and c, each guaranteeing the next "
        "(a → b → c → a); the group of circles has 5 customers, 2 of them on other circles",
    }


def test_a_two_way_pair_is_not_a_circle(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, "a>b", "b>a", "b>c", "c>b")
    assert members(sqlite_bank) == []
    problem = sqlite_bank.get(f"/customers/a/tags/{TAG}", status=404)
    assert problem["type"].endswith("not-held")


def test_what_only_hangs_on_a_circle_is_left_out(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, "a>b", "b>c", "c>a", "c>d", "d>c", "x>a")
    assert members(sqlite_bank) == [{"a", "b", "c"}]


def test_a_void_guarantee_closes_no_circle(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, "a>b", "b>c", "c>a", amount="0")
    assert members(sqlite_bank) == []


def test_an_unknown_amount_is_kept_as_unknown(sqlite_bank: ServedBank) -> None:
    load(sqlite_bank, "a>b", "b>c", "c>a", amount="")
    edges = sqlite_bank.holding("a", TAG)["evidence"]["edges"]
    assert [edge["amount"] for edge in edges] == [None, None, None]


def test_an_expired_guarantee_closes_no_circle(sqlite_bank: ServedBank) -> None:
    arcs = guarantees_of("a>b", "b>c", "c>a")
    arcs[0]["to_on"] = "2024-01-01"
    sqlite_bank.keep(customers=companies(*"abc"), guarantees=arcs)
    sqlite_bank.derive("--as-of", "2023-12-31")
    assert members(sqlite_bank) == [{"a", "b", "c"}]
    sqlite_bank.derive("--as-of", "2024-01-01")
    assert members(sqlite_bank) == []


def test_every_guarantee_of_a_pair_is_evidence(sqlite_bank: ServedBank) -> None:
    second = {**guarantees_of("a>b", amount="7.5")[0], "guarantee_id": "second"}
    sqlite_bank.keep(
        customers=companies(*"abc"), guarantees=[*guarantees_of("a>b", "b>c", "c>a"), second]
    )
    sqlite_bank.derive()
    edges = sqlite_bank.holding("b", TAG)["evidence"]["edges"]
    assert [edge["guarantee_id"] for edge in edges] == ["G-b>c", "G-c>a", "G-a>b", "second"]
    assert edges[-1]["amount"] == "7.50"


def test_guarantees_that_are_not_listed_are_counted(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_EVIDENCE_MAX_EDGES", "2")
    more = [{**guarantees_of("a>b")[0], "guarantee_id": f"more{i}"} for i in range(3)]
    arcs = guarantees_of("a>b", "b>c", "c>a", "c>d", "d>e", "e>a")
    sqlite_bank.keep(customers=companies(*"abcde"), guarantees=[*arcs, *more])
    sqlite_bank.derive("--tags", TAG)
    evidence = sqlite_bank.holding("a", TAG)["evidence"]
    assert [edge["guarantee_id"] for edge in evidence["edges"]] == ["G-a>b", "more0", "G-b>c"]
    assert evidence["facts"]["edges_hidden"] == 6
    assert evidence["facts"]["circles"] == [["a", "b", "c"], ["a", "b", "c", "d", "e"]]
    evidence = sqlite_bank.holding("d", TAG)["evidence"]
    assert (len(evidence["edges"]), evidence["facts"]["edges_hidden"]) == (2, 6)


@pytest.mark.parametrize(("size", "grade"), [(3, "low"), (4, "medium"), (5, "medium"), (6, "high")])
def test_the_grade_follows_the_number_of_customers(
    sqlite_bank: ServedBank, size: int, grade: str
) -> None:
    names = "abcdefgh"[:size]
    load(
        sqlite_bank,
        *(f"{a}>{b}" for a, b in zip(names, names[1:] + names[0], strict=True)),
    )
    assert {holder["grade"] for holder in sqlite_bank.holders(TAG)} == {grade}


def test_a_circle_longer_than_the_listing_still_shows_itself(sqlite_bank: ServedBank) -> None:
    names = [f"c{i}" for i in range(9)]
    load(
        sqlite_bank,
        *(f"{a}>{b}" for a, b in zip(names, [*names[1:], names[0]], strict=True)),
    )
    circles = sqlite_bank.holding("c4", TAG)["evidence"]["facts"]["circles"]
    assert circles == [["c4", "c5", "c6", "c7", "c8", "c0", "c1", "c2", "c3"]]


def test_a_member_whose_circles_are_not_found_in_time_shows_its_own_guarantees(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    # One way of 100 guarantees that 50 customers close, each into a long circle of its own.
    monkeypatch.setenv("GUANXI_CIRCLE_MAX_STEPS", "5")
    way, closing = [f"c{i:03}" for i in range(101)], [f"d{i:02}" for i in range(50)]
    along = [f"{a}>{b}" for a, b in pairwise(way)]
    load(
        sqlite_bank,
        *along,
        *(f"c100>{d}" for d in closing),
        *(f"{d}>c000" for d in closing),
    )
    held = sqlite_bank.holding("d49", TAG)
    assert held["evidence"]["facts"]["circles"] == []
    assert [(edge["from"], edge["to"]) for edge in held["evidence"]["edges"]] == [
        ("c100", "d49"),
        ("d49", "c000"),
    ]
    assert held["evidence"]["facts"]["edges_hidden"] == 0
    assert "151户" in held["sentence"]["zh"]


def test_a_circle_of_hundreds_is_shown_by_its_beginning(sqlite_bank: ServedBank) -> None:
    names = [f"c{i:03}" for i in range(300)]
    load(
        sqlite_bank,
        *(f"{a}>{b}" for a, b in zip(names, [*names[1:], names[0]], strict=True)),
    )
    held = sqlite_bank.holding("c100", TAG)
    facts = held["evidence"]["facts"]
    assert (facts["circle_lengths"], len(facts["circles"][0])) == ([300], 20)
    assert len(held["evidence"]["edges"]) == 20
    assert facts["edges_hidden"] == 280
    assert "c104 → c105 → … → c100" in held["sentence"]["zh"]
