"""A path is ranked by what ties it, and runs through no hub and no group that a run derived."""

import random
from collections.abc import Iterable, Sequence
from typing import Any

import pytest

from cypher.vocabulary import EDGE_TYPES
from cypher.vocabulary.distances import DISTANCES, ONCE_PAID, distance
from service.api.graph import frontier, shortest_path
from tests.banks import ServedBank
from tests.building import (
    Records,
    accounts_of,
    companies,
    guarantees_of,
    holdings_of,
    kin,
    offices,
    paid,
    people,
    phones,
    referrals_of,
)

pytestmark = pytest.mark.usefixtures("as_stored")

Tie = tuple[int, str, str]


def path_between(bank: ServedBank, start: str, goal: str, **query: Any) -> dict[str, Any]:
    ends: dict[str, Any] = {"from": start, "to": goal}
    found: dict[str, Any] = bank.get("/paths", **ends, **query)
    return found


def ids(told: dict[str, Any]) -> list[str]:
    return [node["id"] for node in told["nodes"]]


def test_a_distance_is_declared_for_every_type_of_edge() -> None:
    assert DISTANCES.keys() == set(EDGE_TYPES)
    assert all(tie.steps > 0 and tie.reason.zh and tie.reason.en for tie in DISTANCES.values())
    assert ONCE_PAID.steps > DISTANCES["PAID"].steps == max(t.steps for t in DISTANCES.values())


def test_a_marriage_comes_before_a_payment_to_the_same_shop(bank: ServedBank) -> None:
    bank.keep(
        customers=[*people("x", "y", "wife"), *companies("shop", "firm")],
        kinships=kin("x spouse wife"),
        positions=offices("wife director firm", "y executive firm"),
        **paid("x>shop 67 2025-03-01", "y>shop 67 2025-04-01"),
    )
    told = path_between(bank, "x", "y")
    assert ids(told) == ["x", "wife", "firm", "y"]
    assert (told["hops"], told["distance"]) == (3, 5)
    # Nothing else is within two edges.
    told = path_between(bank, "x", "y", max_hops=2)
    assert (ids(told), told["distance"]) == (["x", "shop", "y"], 2 * ONCE_PAID.steps)
    assert [edge["amount"] for edge in told["edges"]] == ["67.00", "67.00"]


def test_several_payments_are_nearer_than_one(sqlite_bank: ServedBank) -> None:
    moves = [f"{a}>{b} 10 2025-0{m}-01" for a, b in ("ab", "bz") for m in (1, 2, 3)]
    sqlite_bank.keep(
        customers=people("a", "b", "c", "z"),
        **paid("a>c 99 2025-01-01", "c>z 99 2025-01-01", *moves),
    )
    told = path_between(sqlite_bank, "a", "z")
    assert (ids(told), told["distance"]) == (["a", "b", "z"], 10)
    assert [edge["payments"] for edge in told["edges"]] == [3, 3]


def test_of_paths_of_one_distance_the_fewest_edges_count_then_the_smallest_ids(
    sqlite_bank: ServedBank,
) -> None:
    sqlite_bank.keep(
        customers=people("a", "b", "c", "d", "z"),
        kinships=kin("a sibling c", "c sibling z", "a sibling b", "b sibling z", "a sibling d"),
        referrals=referrals_of("a>z"),
    )
    # A referral is as far as two kinships, and one edge.
    assert ids(path_between(sqlite_bank, "a", "z")) == ["a", "z"]
    for types in ("KIN_OF", "KIN_OF,OWNS"):
        assert ids(path_between(sqlite_bank, "a", "z", types=types)) == ["a", "b", "z"]
        assert ids(path_between(sqlite_bank, "z", "a", types=types)) == ["z", "b", "a"]


@pytest.fixture
def shop_bank(bank: ServedBank, monkeypatch: pytest.MonkeyPatch) -> ServedBank:
    """A shop that six persons paid, more than a hub may have; two of them hold offices in it."""
    monkeypatch.setenv("GUANXI_HUB_PAYERS", "5")
    bank.keep(
        customers=[*people(*"abcdef", "far"), *companies("shop")],
        positions=offices("e director shop", "f supervisor shop"),
        kinships=kin("a spouse far"),
        **paid(*(f"{each}>shop 5 2025-01-0{i}" for i, each in enumerate("abcdef", 1))),
    )
    return bank


def test_those_who_pay_one_shop_are_not_tied_by_it(shop_bank: ServedBank) -> None:
    told = path_between(shop_bank, "a", "b")
    assert (told["hops"], told["hubs"]) == (None, 1)
    # An office in it is a tie like any other, and it may be either end.
    assert ids(path_between(shop_bank, "e", "f")) == ["e", "shop", "f"]
    assert path_between(shop_bank, "a", "f")["hops"] is None
    for start, goal in (("far", "shop"), ("shop", "far")):
        told = path_between(shop_bank, start, goal)
        assert ids(told) == [start, "a", goal]
        assert [node.get("hub") for node in told["nodes"] if node["id"] == "shop"] == [True]


def test_a_hub_is_shown_around_its_payers_and_its_payments_are_not_followed(
    shop_bank: ServedBank,
) -> None:
    told = shop_bank.get("/customers/a/neighbours", hops=3)
    assert ids(told) == ["@a", "a", "far", "shop"]
    assert [node.get("hub") for node in told["nodes"]] == [None, None, None, True]
    assert (told["hubs"], told["hidden"]) == (1, 0)
    # Those who hold an office in it are around those who do, and their payments to it are told.
    told = shop_bank.get("/customers/e/neighbours", hops=2)
    assert ids(told) == ["@e", "@shop", "e", "f", "shop"]
    # Asked about itself it shows whom it deals with.
    told = shop_bank.get("/customers/shop/neighbours", types="PAID")
    assert ids(told) == [*"abcdef", "shop"]
    assert told["nodes"][-1]["hub"] is True
    assert told["hubs"] == 0


def test_an_identifier_that_many_have_is_no_way(
    bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_HUB_CUSTOMERS", "2")
    bank.keep(
        customers=people(*"abcde"),
        identifiers=phones(a="13000000001", b="13000000001", c="13000000001")
        + phones(c="13000000002", d="13000000002"),
        **{
            **accounts_of("d", d="e"),
            "account_holders": [
                {"account_id": "@d", "customer_id": each, "role": "joint"} for each in "bde"
            ],
        },
    )
    told = path_between(bank, "a", "b")
    assert (told["hops"], told["hubs"]) == (None, 1)
    assert path_between(bank, "d", "e")["hops"] is None
    assert ids(path_between(bank, "c", "d")) == ["c", "phone:13000000002", "d"]
    around = bank.get("/customers/a/neighbours", hops=2)
    assert (ids(around), around["hubs"]) == (["a", "phone:13000000001"], 1)
    around = bank.get("/customers/d/neighbours", hops=3)
    assert ids(around) == ["@d", "c", "d", "phone:13000000001", "phone:13000000002"]
    assert [node["id"] for node in around["nodes"] if "hub" in node] == ["@d", "phone:13000000001"]


def test_two_large_shops_are_tied_by_what_one_paid_the_other(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_HUB_PAYERS", "2")
    moves = [f"{each}>{shop} 5 2025-01-01" for each in "abcd" for shop in ("S", "T")]
    sqlite_bank.keep(
        customers=[*people(*"abcd"), *companies("S", "T")],
        **paid(*moves, "S>T 1 2025-01-01"),
    )
    assert ids(path_between(sqlite_bank, "S", "T")) == ["S", "T"]
    monkeypatch.setattr(frontier, "COUNTERPARTIES_OF_A_HUB", 2)
    assert ids(path_between(sqlite_bank, "S", "a")) == ["S", "a"]
    assert ids(path_between(sqlite_bank, "a", "S")) == ["a", "S"]


def test_a_group_that_a_run_derived_is_no_step_unless_it_is_asked_for(bank: ServedBank) -> None:
    bank.keep(
        customers=[*people("P", "Q"), *companies("A", "B", "C")],
        ownerships=holdings_of("P>A .8", "P>B .8"),
        groups=[{"group_id": "G1", "name": "甲集团"}],
        group_members=[{"group_id": "G1", "customer_id": each} for each in ("A", "C")],
    )
    bank.derive("--tags", "control_group_member")
    [group] = bank.get("/groups", kind="control")["items"]
    assert ids(path_between(bank, "A", "B")) == ["A", "P", "B"]
    named = path_between(bank, "A", "B", types="MEMBER_OF")
    assert ids(named) == ["A", group["group_id"], "B"]
    # A group that the bank declared is a step, and goes by its name.
    declared = path_between(bank, "A", "C")
    assert ids(declared) == ["A", "G1", "C"]
    g1 = {"zh": "甲集团", "en": "甲集团"}
    assert [node["name"] for node in declared["nodes"]] == ["A", g1, "C"]
    # One that a run derived is called by its head.
    controlled = {"zh": "P控制的集团", "en": "group controlled by P"}
    assert named["nodes"][1]["name"] == group["name"] == controlled
    around = bank.get("/customers/A/neighbours", hops=2)
    # All but Q: the derived group is shown, and led through neither to B nor to P.
    assert set(ids(around)) == {"A", "B", "C", "G1", "P", group["group_id"]}
    through = [e["from"] for e in around["edges"] if e["to"] == group["group_id"]]
    assert through == ["A", "P"]
    members = bank.get("/customers/A/neighbours", hops=2, types="MEMBER_OF")
    assert set(ids(members)) == {"A", "B", "C", "G1", "P", group["group_id"]}


@pytest.mark.parametrize("seed", range(6))
def test_the_nearest_path_is_the_one_that_trying_all_finds(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setenv("GUANXI_HUB_PAYERS", "4")
    monkeypatch.setenv("GUANXI_HUB_CUSTOMERS", "3")
    drawn = random.Random(seed)
    names = [f"c{i:02}" for i in range(14)]
    ties, records = random_bank(drawn, names)
    sqlite_bank.keep(customers=companies(*names), **records)
    for _ in range(25):
        start, goal = drawn.sample(names, 2)
        most = drawn.randint(1, 6)
        told = path_between(sqlite_bank, start, goal, max_hops=most)
        expected = nearest(ties, start, goal, most)
        found = (told["distance"], told["hops"], ids(told)) if told["nodes"] else None
        assert found == expected, (seed, start, goal, most)


def random_bank(drawn: random.Random, names: Sequence[str]) -> tuple[list[Tie], Records]:
    """Ties as (distance, end, end), and the records that say so; accounts and phones included."""

    def pairs(count: int) -> list[tuple[str, str]]:
        found = {tuple(sorted(drawn.sample(names, 2))) for _ in range(count)}
        return [(a, b) for a, b in sorted(found)]

    kinships, owned, referred, owing = pairs(3), pairs(3), pairs(3), pairs(3)
    moves = [(a, b, drawn.choice((1, 2, 3, 5))) for a, b in pairs(16)]
    used = {(drawn.choice(names), f"1390000000{drawn.randint(1, 3)}") for _ in range(7)}
    ties = [
        *((distance("KIN_OF"), a, b) for a, b in kinships),
        *((distance("OWNS"), a, b) for a, b in owned),
        *((distance("REFERRED"), a, b) for a, b in referred),
        *((distance("GUARANTEES"), a, b) for a, b in owing),
        *((distance("PAID", times), a, b) for a, b, times in moves),
        *((distance("SHARES"), c, f"phone:{value}") for c, value in used),
        *((distance("HOLDS"), name, f"@{name}") for name in names),
    ]
    payments = [
        {
            "transaction_id": f"{a}{b}{i}",
            "from_account": f"@{a}",
            "to_account": f"@{b}",
            "amount": "7",
            "currency": "CNY",
            "at": "2025-01-01",
        }
        for a, b, times in moves
        for i in range(times)
    ]
    return ties, {
        "kinships": kin(*(f"{a} sibling {b}" for a, b in kinships)),
        "ownerships": holdings_of(*(f"{a}>{b} .1" for a, b in owned)),
        "referrals": referrals_of(*(f"{a}>{b}" for a, b in referred)),
        "guarantees": guarantees_of(*(f"{a}>{b}" for a, b in owing)),
        "identifiers": [
            {"customer_id": c, "kind": "phone", "value": value} for c, value in sorted(used)
        ],
        **accounts_of(*names),
        "transactions": payments,
    }


def nearest(
    ties: Iterable[Tie], start: str, goal: str, most: int
) -> tuple[int, int, list[str]] | None:
    """The best of all simple paths of at most so many edges, found by trying each."""
    around: dict[str, list[tuple[int, str]]] = {}
    paying: dict[str, set[str]] = {}
    for steps, a, b in ties:
        around.setdefault(a, []).append((steps, b))
        around.setdefault(b, []).append((steps, a))
        if steps >= distance("PAID"):
            paying.setdefault(a, set()).add(b)
            paying.setdefault(b, set()).add(a)
    hubs = {node for node, others in paying.items() if len(others) > 4}
    users = {node: len(tied) for node, tied in around.items() if node.startswith("phone:")}
    barred = {node for node, count in users.items() if count > 3}
    found: list[tuple[int, int, list[str]]] = []

    def go_on(way: list[str], come: int, last: int) -> None:
        here = way[-1]
        if here == goal:
            found.append((come, len(way) - 1, way))
            return
        if len(way) > most or here in barred:
            return
        for steps, there in around[here]:
            by_payment = max(last, steps) >= distance("PAID")
            if there in way or (here in hubs and here != start and by_payment):
                continue
            go_on([*way, there], come + steps, steps)

    go_on([start], 0, 0)
    labelled = [(c, n, [key(node) for node in way]) for c, n, way in found]
    if not labelled:
        return None
    come, edges, way = min(labelled)
    return come, edges, [node for _, node in way]


def key(node: str) -> tuple[str, str]:
    """A node as walks order them: by its label, then by its id."""
    if node.startswith("@"):
        return "Account", node
    return ("Identifier" if node.startswith("phone:") else "Customer"), node


def test_what_lies_between_two_is_searched_to_an_end(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    chain = [f"{a}>{b} .6" for a, b in zip("abcdefgh", "bcdefghi", strict=True)]
    sqlite_bank.keep(customers=companies(*"abcdefghi"), ownerships=holdings_of(*chain))
    assert path_between(sqlite_bank, "a", "i", max_hops=8)["hops"] == 8
    assert path_between(sqlite_bank, "a", "i", max_hops=7)["hops"] is None
    monkeypatch.setattr(shortest_path, "NODES_A_SEARCH", 3)
    refused = sqlite_bank.get("/paths", 422, **{"from": "a", "to": "i"})
    assert "name fewer" in refused["detail"]
