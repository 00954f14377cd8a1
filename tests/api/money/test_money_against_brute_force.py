"""Trails of money and the way of money on random banks, against every one of them counted out."""

import random
from collections import defaultdict
from itertools import pairwise
from typing import Any, NamedTuple

import pytest

from tests.banks import ServedBank
from tests.building import people

pytestmark = pytest.mark.usefixtures("as_stored")

WORLDS, CUSTOMERS, ACCOUNTS, PAYMENTS = 20, 5, 8, 24


class Hop(NamedTuple):
    """A payment between two parties: customers, or an account of nobody, or '' for cash."""

    payer: str
    payee: str
    at: str
    amount: int
    currency: str
    transaction_id: str


class World(NamedTuple):
    """A small bank: its rows, and all its payments between parties."""

    customers: list[str]
    records: dict[str, list[dict[str, Any]]]
    hops: list[Hop]


def random_world(seed: int) -> World:
    draw = random.Random(seed)
    customers = [f"w{seed}-{i}" for i in range(CUSTOMERS)]
    accounts = [f"w{seed}@{i}" for i in range(ACCOUNTS)]
    owners: dict[str, list[str]] = {}
    for account in accounts:
        owners[account] = draw.sample(customers, draw.choice([0, 1, 1, 1, 1, 2]))
    holders = [
        {"account_id": account, "customer_id": owner, "role": "joint"}
        for account, held in owners.items()
        for owner in held
    ]
    rows, hops = [], []
    for i in range(PAYMENTS):
        begin, end = draw.sample([*accounts, ""], 2)
        row: dict[str, Any] = {
            **{"transaction_id": f"w{seed}T{i}", "from_account": begin, "to_account": end},
            **{"amount": draw.randint(1, 9), "currency": draw.choice(["CNY", "CNY", "USD"])},
            "at": f"2025-01-{draw.randint(1, 9):02d}",
        }
        rows.append(row)
        hops += [
            Hop(payer, payee, row["at"], row["amount"], row["currency"], row["transaction_id"])
            for payer in owners.get(begin) or [begin]
            for payee in owners.get(end) or [end]
            if payer != payee
        ]
    records = {
        "customers": people(*customers),
        "accounts": [{"account_id": account} for account in accounts],
        "account_holders": holders,
        "transactions": rows,
    }
    return World(customers, records, hops)


def load(bank: ServedBank) -> list[World]:
    """Random worlds side by side in one bank: nothing was paid from one to another."""
    worlds = [random_world(seed) for seed in range(WORLDS)]
    records: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for world in worlds:
        for record, rows in world.records.items():
            records[record] += rows
    bank.keep(**records)
    return worlds


def every_trail(world: World, start: str, longest: int, forward: bool) -> list[list[Hop]]:
    """All trails from a customer, or to it, that cannot go on; in the order of the money."""
    whole = []

    def go_on(trail: list[Hop], at: str) -> None:
        going_on = []
        ended = at == "" or (trail and at == start) or len(trail) == longest
        if not ended:
            for hop in world.hops:
                near, far = (hop.payer, hop.payee) if forward else (hop.payee, hop.payer)
                longer = [*trail, hop] if forward else [hop, *trail]
                met = {each for one in trail for each in one[:2]} | {start}
                follows = all(
                    one.at < next.at and one.currency == next.currency
                    for one, next in pairwise(longer)
                )
                if near == at and follows and (far not in met or (far == start and trail)):
                    going_on.append((longer, far))
        if trail and not going_on:
            whole.append(trail)
        for longer, far in going_on:
            go_on(longer, far)

    go_on([], start)
    return whole


def test_trails_are_all_that_there_are_the_largest_first(sqlite_bank: ServedBank) -> None:
    lengths = set()
    for world in load(sqlite_bank):
        for customer in world.customers:
            for direction, hops in (("out", 1), ("out", 2), ("out", 4), ("in", 2), ("in", 3)):
                path = f"/customers/{customer}/money"
                answer = sqlite_bank.get(path, direction=direction, hops=hops, limit=500)
                told = [
                    (
                        int(float(trail["amount"])),
                        [(e["from"], e["to"], e["transaction_id"]) for e in trail["edges"]],
                    )
                    for trail in answer["trails"]
                ]
                expected = [
                    (
                        min(hop.amount for hop in trail),
                        [(hop.payer, hop.payee, hop.transaction_id) for hop in trail],
                    )
                    for trail in every_trail(world, customer, hops, direction == "out")
                ]
                assert sorted(told) == sorted(expected), (customer, direction, hops)
                order = [(-amount, len(edges)) for amount, edges in told]
                assert order == sorted(order), (customer, direction, hops)
                assert (answer["hidden"], answer["truncated"]) == (0, False)
                lengths |= {trail["hops"] for trail in answer["trails"]}
    assert lengths == {1, 2, 3, 4}


def fewest(world: World, start: str, goal: str, longest: int) -> int | None:
    """How many payments the shortest way of money has."""
    ends = {(start, "")}
    for hops in range(1, longest + 1):
        ends = {
            (hop.payee, hop.at)
            for party, at in ends
            for hop in world.hops
            if hop.payer == party != "" and at < hop.at
        }
        if any(party == goal for party, _ in ends):
            return hops
    return None


def test_the_way_of_money_is_the_shortest_that_there_is(sqlite_bank: ServedBank) -> None:
    lengths = set()
    for world in load(sqlite_bank):
        there_are = {(hop.payer, hop.payee, hop.transaction_id) for hop in world.hops}
        for start in world.customers:
            for goal in set(world.customers) - {start}:
                for most in (2, 5):
                    ends: dict[str, Any] = {"from": start, "to": goal}
                    path = sqlite_bank.get("/paths", **ends, order="time", max_hops=most)
                    assert path["hops"] == fewest(world, start, goal, most), (start, goal, most)
                    edges = path["edges"]
                    assert there_are.issuperset(
                        (e["from"], e["to"], e["transaction_id"]) for e in edges
                    )
                    along = [node["id"] for node in path["nodes"]]
                    assert [(e["from"], e["to"]) for e in edges] == [*pairwise(along)]
                    assert not along or (along[0], along[-1]) == (start, goal)
                    assert all(one["at"] < next["at"] for one, next in pairwise(edges))
                    lengths.add(path["hops"])
    assert lengths >= {None, 1, 2, 3}
