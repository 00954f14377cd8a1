from collections.abc import Mapping
from itertools import product
from random import Random
from typing import Any

import networkx as nx
import pytest

from tests.banks import ServedBank
from tests.building import guarantees_of
from tests.tags.blocked_banks import TAG, accounts, customers, derive, held, payments, use

pytestmark = pytest.mark.usefixtures("as_stored")

BETWEEN_CUSTOMERS = [
    ("ownerships", {"owner_id": "{}", "owned_id": "{}", "share": ".1"}, "OWNS"),
    ("controls", {"controller_id": "{}", "controlled_id": "{}", "basis": "contract"}, "CONTROLS"),
    (
        "positions",
        {"person_id": "{}", "company_id": "{}", "role": "director"},
        "HOLDS_POSITION",
    ),
    ("kinships", {"a_id": "{}", "b_id": "{}", "relation": "other"}, "KIN_OF"),
    ("guarantees", {"guarantor_id": "{}", "borrower_id": "{}", "guarantee_id": "g"}, "GUARANTEES"),
    ("referrals", {"referrer_id": "{}", "referred_id": "{}", "at": "2024-01-01"}, "REFERRED"),
    ("dependencies", {"dependent_id": "{}", "provider_id": "{}", "basis": "other"}, "DEPENDS_ON"),
    (
        "obligations",
        {"debtor_id": "{}", "creditor_id": "{}", "amount": "5", "currency": "USD"},
        "OWES",
    ),
    ("same_as", {"customer_id": "{}", "other_customer_id": "{}", "basis": "phone"}, "SAME_AS"),
]


def between(row: Mapping[str, str], *ends: str) -> dict[str, str]:
    """A row of BETWEEN_CUSTOMERS between two customers."""
    names = iter(ends)
    return {column: next(names) if value == "{}" else value for column, value in row.items()}


@pytest.mark.parametrize(
    ("record", "row", "edge"), BETWEEN_CUSTOMERS, ids=[kind for *_, kind in BETWEEN_CUSTOMERS]
)
@pytest.mark.parametrize("ends", [("A", "X"), ("X", "A")], ids=["towards", "away from"])
def test_each_tie_between_customers_is_one_hop_either_way(
    sqlite_bank: ServedBank,
    record: str,
    row: Mapping[str, str],
    edge: str,
    ends: tuple[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """B is tied to A by kinship, C to B: two hops and three."""
    # Where numbers are resolved the two would be one customer.
    monkeypatch.setenv("GUANXI_RESOLVE", "off")
    kin = [{"a_id": "A", "b_id": "B", "relation": "spouse"}]
    kin += [{"a_id": "B", "b_id": "C", "relation": "spouse"}]
    records: dict[str, Any] = {"kinships": kin}
    records[record] = [*records.get(record, []), between(row, *ends)]
    derive(sqlite_bank, customers=customers(*"ABC", blocked="X"), **records)
    near = {"A": (1, "customer", "X"), "B": (2, "customer", "X")}
    if edge == "REFERRED":
        # How A came to the bank says nothing of B.
        assert held(sqlite_bank) == {"A": near["A"]}
        return
    assert held(sqlite_bank) == near
    a, b = (sqlite_bank.holding(each, TAG) for each in "AB")
    (only,) = a["evidence"]["edges"]
    assert (only["type"], only["from"], only["to"]) == (edge, *ends)
    assert b["evidence"]["edges"][1] == only
    for holding in (a, b):
        assert "{" not in holding["sentence"]["zh"] + holding["sentence"]["en"]
    assert a["sentence"]["zh"].endswith("；X已列入管控名单")


def test_of_equally_near_things_a_customer_counts_first_and_of_ways_the_holders_own_doing(
    sqlite_bank: ServedBank,
) -> None:
    """A holds a blocked account and guarantees X, who guarantees A and was referred by him."""
    derive(
        sqlite_bank,
        customers=customers("A", blocked="X"),
        **accounts("A@a", blocked="a"),
        referrals=[{"referrer_id": "A", "referred_id": "X", "at": "2024-01-01"}],
        guarantees=[
            *guarantees_of("X>A", amount="900"),
            {"guarantee_id": "1", "guarantor_id": "A", "borrower_id": "X", "amount": "5"},
            {"guarantee_id": "2", "guarantor_id": "A", "borrower_id": "X", "amount": "70"},
            {"guarantee_id": "3", "guarantor_id": "A", "borrower_id": "X", "amount": ""},
        ],
    )
    assert held(sqlite_bank) == {"A": (1, "customer", "X"), "X": (2, "account", "a")}
    evidence = sqlite_bank.holding("A", TAG)["evidence"]
    (edge,) = evidence["edges"]
    assert (edge["type"], edge["guarantee_id"], edge["amount"]) == ("GUARANTEES", "2", "70.00")
    assert evidence["facts"]["ways"] == 2


def test_an_account_that_is_called_as_a_customer_is_not_mistaken_for_it(
    sqlite_bank: ServedBank,
) -> None:
    derive(
        sqlite_bank,
        customers=customers("A", "B", blocked="X"),
        **accounts("A@X", "B@B", "X@B"),
    )
    assert held(sqlite_bank) == {"B": (2, "customer", "X")}
    assert sqlite_bank.holding("B", TAG)["sentence"]["en"] == (
        "Holds account B; account B is held by X; X is blocked"
    )


#: A node as the place of its kind among KINDS, and its id: in this order equally near ones count.
Node = tuple[int, str]
KINDS = ("customer", "account", "identifier", "group")
HUB = 3
#: From what amount on a payment leads on.
ENOUGH = 100


def random_world(random: Random) -> dict[str, list[dict[str, Any]]]:
    """Twelve customers and ten accounts with a few rows of every record that ties them."""
    ids, numbers = [f"C{i:02}" for i in range(12)], [f"A{i}" for i in range(10)]

    def pairs(most: int, begin: list[str], end: list[str]) -> list[tuple[str, str]]:
        drawn = [(random.choice(begin), random.choice(end)) for _ in range(random.randrange(most))]
        return [pair for pair in dict.fromkeys(drawn) if pair[0] != pair[1]]

    def some(of: list[str]) -> list[str]:
        return random.sample(of, random.randrange(3))

    world = {
        record: [
            between(row, *pair) | ({"guarantee_id": "".join(pair)} if kind == "GUARANTEES" else {})
            for pair in pairs(3, ids, ids)
        ]
        for record, row, kind in BETWEEN_CUSTOMERS
    }
    blocked = some(ids)
    uses = [
        f"{user} {thing}"
        for user, thing in pairs(14, ids, ["phone 5550001", "phone 5550002", "ip 10.0.0.1"])
    ]
    return {
        **world,
        **accounts(*map("@".join, pairs(12, ids, numbers)), blocked=some(numbers)),
        "customers": customers(*(each for each in ids if each not in blocked), blocked=blocked),
        "groups": [{"group_id": each, "name": each} for each in ("G1", "G2")],
        "group_members": [
            {"group_id": group, "customer_id": each} for each, group in pairs(5, ids, ["G1", "G2"])
        ],
        "identifiers": use(*uses, blocked=some(uses)[:1] if len(uses) > 2 else []),
    }


def with_payments(
    random: Random, world: dict[str, list[dict[str, Any]]]
) -> dict[str, list[dict[str, Any]]]:
    """The same world with payments among its accounts."""
    there = [row["account_id"] for row in world["accounts"]]
    arcs = [(random.choice(there), random.choice(there)) for _ in range(9) if there]
    paid = [f"{a}>{b} {random.choice((99, 100))}" for a, b in arcs if a != b]
    return {**world, "transactions": payments(*paid)}


def paid_between(
    world: dict[str, list[dict[str, Any]]],
) -> tuple[list[tuple[Node, Node]], list[tuple[Node, Node]]]:
    """Who paid the blocked, and of those without very many counterparties who paid enough."""
    owners: dict[str, set[str]] = {}
    for row in world["account_holders"]:
        if row.get("role") != "authorised":
            owners.setdefault(row["account_id"], set()).add(row["customer_id"])
    amounts: dict[tuple[str, str], int] = {}
    for row in world["transactions"]:
        for pair in product(*(owners.get(row[end], ()) for end in ("from_account", "to_account"))):
            if pair[0] != pair[1]:
                a, b = sorted(pair)
                amounts[a, b] = max(amounts.get((a, b), 0), int(row["amount"]))
    blocked = {row["customer_id"] for row in world["customers"] if row.get("blocked")}
    dealt = [each for pair in amounts for each in pair]
    hubs = {each for each in dealt if dealt.count(each) > HUB}
    direct = [pair for pair in amounts if blocked.intersection(pair)]
    lead = [pair for pair in amounts if not hubs.intersection(pair) and amounts[pair] >= ENOUGH]
    return [((0, a), (0, b)) for a, b in direct], [((0, a), (0, b)) for a, b in lead]


def nearest(world: dict[str, list[dict[str, Any]]]) -> dict[str, tuple[int, str, str]]:
    """Who is within two ties of something blocked but himself, by a search from each in turn."""
    graph: nx.Graph[Node] = nx.Graph()
    graph.add_nodes_from((0, row["customer_id"]) for row in world["customers"])
    blocked = {(0, row["customer_id"]) for row in world["customers"] if row.get("blocked")}
    direct, lead = paid_between(world)
    for record, row, _ in BETWEEN_CUSTOMERS:
        begin, end = (column for column, value in row.items() if value == "{}")
        ties = [((0, each[begin]), (0, each[end])) for each in world[record]]
        if record == "referrals":
            direct += [ends for ends in ties if blocked.intersection(ends)]
            ties = [ends for ends in ties if not blocked.intersection(ends)]
        graph.add_edges_from(ties)
    things = (
        (1, "account_holders", lambda row: row["account_id"]),
        (2, "identifiers", lambda row: f"{row['kind']}:{row['value']}"),
        (3, "group_members", lambda row: row["group_id"]),
    )
    for kind, record, named in things:
        graph.add_edges_from(((0, row["customer_id"]), (kind, named(row))) for row in world[record])
    blocked |= {(1, row["account_id"]) for row in world["accounts"] if row["blocked"]}
    graph.add_edges_from(
        ends
        for row in world["transactions"]
        if blocked.intersection(ends := ((1, row["from_account"]), (1, row["to_account"])))
        or int(row["amount"]) >= ENOUGH
    )
    blocked |= {(2, things[1][2](row)) for row in world["identifiers"] if row["blocked"]}
    graph.add_nodes_from(blocked)
    hubs = {node for node in graph if node[0] == 2 and graph.degree[node] > HUB}
    found: dict[str, tuple[int, str, str]] = {}
    for ties, most in ((direct, 1), (lead, 2)):
        with_payments = graph.copy()
        with_payments.add_edges_from(ties)
        for start in sorted(blocked):
            passable = with_payments.subgraph(set(with_payments) - hubs | {start})
            for node, hops in nx.single_source_shortest_path_length(passable, start, most).items():
                far = (hops, KINDS[start[0]], start[1])
                if node[0] == 0 and hops and hops < found.get(node[1], (3, "", ""))[0]:
                    found[node[1]] = far
    return found


@pytest.mark.parametrize("seed", range(25))
def test_a_search_from_each_blocked_thing_finds_the_same(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    random = Random(seed)
    world = with_payments(random, random_world(random))
    monkeypatch.setenv("GUANXI_HUB_CUSTOMERS", str(HUB))
    monkeypatch.setenv("GUANXI_NEAR_BLOCKED_AMOUNT", str(ENOUGH))
    # Two numbers that are said to be the same are a tie here, as any other is.
    monkeypatch.setenv("GUANXI_RESOLVE", "off")
    derive(sqlite_bank, **world)
    assert held(sqlite_bank) == nearest(world), seed


def test_random_worlds_have_hubs_and_every_kind_of_blocked_thing() -> None:
    """So that the comparison above says something of each."""
    found = [
        nearest(with_payments(random, random_world(random))) for random in map(Random, range(25))
    ]
    kinds = {(hops, kind) for each in found for hops, kind, _ in each.values()}
    assert kinds == {(hops, kind) for hops in (1, 2) for kind in KINDS[:3]}
