"""What changed between two runs: what others moved is counted, and not listed."""

from typing import Any

from tests.banks import ServedBank
from tests.building import companies, guarantees_of, offices, people, referrals_of

LEADER, CIRCLE = "opinion_leader", "guarantee_circle"


def referred(**counts: int) -> dict[str, list[dict[str, Any]]]:
    """Customers who brought so many others each; what these keep at the bank is their number."""
    arcs = [f"{each}>{each}{i} 2024-01-01" for each, count in counts.items() for i in range(count)]
    ids = dict.fromkeys(end for arc in arcs for end in arc.split()[0].split(">"))
    return {"customers": people(*ids, assets=1), "referrals": referrals_of(*arcs)}


def changes(bank: ServedBank, **query: Any) -> tuple[dict[str, str], int]:
    """What is listed, by customer, and how many slid."""
    answer = bank.get("/runs/1/changes/2", limit=500, **query)
    return {each["customer_id"]: each["change"] for each in answer["items"]}, answer["slid"]


def test_who_moves_down_because_others_come_in_only_slid(bank: ServedBank) -> None:
    """A, B and C brought 3, 2 and 1 who keep 1 each. Then D brings four.

    The credits of A, B and C are as they were. Of three the cut-offs stood at 3 and 2: A high, B
    medium_low, C low. Of four they stand at 4 and 2: A slides from high to medium_low; B and C stay
    as they are, and are not even written.
    """
    tag = "referral_influencer"
    bank.keep(**referred(A=3, B=2, C=1))
    bank.derive("--tags", tag)
    bank.keep(**referred(A=3, B=2, C=1, D=4))
    bank.derive("--tags", tag)
    report = bank.get("/runs/2")["report"]["tags"][tag]
    assert (report["added"], report["ended"], report["unchanged"]) == (2, 1, 2)
    # The holding is served with its new grade all the same.
    assert bank.holding("A", tag)["grade"] == "medium_low"
    assert bank.holding("A", tag)["since_run"] == 2
    assert changes(bank) == ({"D": "gained"}, 1)
    assert changes(bank, tag=tag) == ({"D": "gained"}, 1)
    assert changes(bank, tag=CIRCLE) == ({}, 0)


def test_another_rank_with_the_same_score_only_slid(sqlite_bank: ServedBank) -> None:
    """P and Q are executives of K; then R becomes its legal representative, who decides first.

    Both have the office that they had: they are second and third now.
    """
    tag = "decision_maker"
    customers = [*people(*"PQR"), *companies("K")]
    held = offices("P executive K", "Q executive K")
    sqlite_bank.keep(customers=customers, positions=held)
    sqlite_bank.derive("--tags", tag)
    assert sqlite_bank.holding("P", tag)["value"]["rank"] == 1
    sqlite_bank.keep(customers=customers, positions=[*held, *offices("R legal_representative K")])
    sqlite_bank.derive("--tags", tag)
    assert sqlite_bank.holding("P", tag)["value"]["rank"] == 2
    listed, slid = changes(sqlite_bank)
    assert (listed, slid) == ({"R": "gained"}, 2)


def test_another_edge_or_another_value_is_a_change(bank: ServedBank) -> None:
    """A circle of three grows to four: its size changes for three, and the fourth gains it."""
    customers = companies(*"abcd")
    bank.keep_only(customers=customers, guarantees=guarantees_of("a>b", "b>c", "c>a"))
    bank.derive("--tags", CIRCLE)
    bank.keep_only(customers=customers, guarantees=guarantees_of("a>b", "b>c", "c>d", "d>a"))
    bank.derive("--tags", CIRCLE)
    listed, slid = changes(bank)
    assert listed == {"a": "changed", "b": "changed", "c": "changed", "d": "gained"}
    assert slid == 0


def test_another_amount_of_the_same_guarantee_is_a_change(sqlite_bank: ServedBank) -> None:
    """The score and the members are the same, the edge is not."""
    customers = companies(*"abc")
    for amount in ("100", "900"):
        sqlite_bank.keep(
            customers=customers, guarantees=guarantees_of("a>b", "b>c", "c>a", amount=amount)
        )
        sqlite_bank.derive("--tags", CIRCLE)
    listed, slid = changes(sqlite_bank)
    assert (set(listed), slid) == (set("abc"), 0)


def test_changes_name_their_customers_and_are_narrowed_to_some(bank: ServedBank) -> None:
    customers = [
        *people("A", relationship_manager="M1", branch="北京"),
        *people("B", relationship_manager="M2", branch="上海", is_client=False),
        *people("C"),
    ]
    bank.keep(customers=customers)
    bank.derive("--tags", CIRCLE)
    bank.keep(customers=customers, guarantees=guarantees_of("A>B", "B>C", "C>A"))
    bank.derive("--tags", CIRCLE)
    rows = bank.get("/runs/1/changes/2")["items"]
    assert [(row["customer_id"], row["name"], row["relationship_manager"]) for row in rows] == [
        *(("A", "A", "M1"), ("B", "B", "M2"), ("C", "C", None)),
    ]
    for narrowed, found in (
        ({"relationship_manager": "M1"}, {"A"}),
        ({"branch": "上海"}, {"B"}),
        ({"is_client": "true"}, {"A", "C"}),
        ({"kind": "company"}, set[str]()),
    ):
        assert changes(bank, **narrowed)[0].keys() == found


def test_changes_are_sorted_by_name_or_by_how_far_the_score_moved(bank: ServedBank) -> None:
    """A circle of three grows to four, and a second of three ends: a, b, c go from 3 to 4, d comes
    with 4, x, y, z lose 3. Of equals those of the first id come first.
    """
    names = dict(zip("abcdxyz", ("丁", "乙", "乙", "\U00020000", "A", "AB", "｡"), strict=True))
    customers = [row for each, name in names.items() for row in companies(each, name=name)]
    bank.keep_only(
        customers=customers,
        guarantees=guarantees_of("a>b", "b>c", "c>a", "x>y", "y>z", "z>x"),
    )
    bank.derive("--tags", CIRCLE)
    bank.keep_only(customers=customers, guarantees=guarantees_of("a>b", "b>c", "c>d", "d>a"))
    bank.derive("--tags", CIRCLE)
    first = bank.get("/runs/1/changes/2")["items"][0]
    assert (first["score_before"], first["score_after"]) == (3, 4)
    assert first["subject_name"] == bank.get(f"/groups/{first['subject']}")["name"]
    named = sorted(names, key=lambda each: names[each])
    down = sorted(names, key=lambda each: names[each], reverse=True)
    for sort, order in (
        ("customer_id", [*"abcdxyz"]),
        ("name", named),
        ("-name", down),
        ("score", [*"xyzabcd"]),
        ("-score", [*"dabcxyz"]),
    ):
        for limit in (1, 2, 500):
            rows = bank.items("/runs/1/changes/2", sort=sort, limit=limit)
            assert [row["customer_id"] for row in rows] == order, (sort, limit)
    assert "name" in bank.get("/runs/1/changes/2", 422, sort="height")["detail"]
