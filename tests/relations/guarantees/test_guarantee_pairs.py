"""Guarantees by pairs, and all their tags on random banks against the rules read by networkx."""

import random
from collections import defaultdict
from dataclasses import dataclass
from typing import Any, cast

import networkx as nx
import numpy as np
import pytest

from cypher.engine.arrays import UNKNOWN
from cypher.view import GuaranteeColumns, Guarantees
from service.relations.guarantees.guarantee_pairs import GuaranteePairs, guarantee_pairs, totals
from service.settings import Settings
from service.tagging.declaration import Reading
from tests.banks import ServedBank
from tests.building import companies
from tests.tags.guarantee_banks import guaranteed, lent

TAGS = (
    "guarantee_mutual",
    "guarantee_circle",
    "guarantee_hub",
    "guarantee_focus",
    "guarantee_chain",
    "guarantee_overload",
)


def random_bank(seed: int) -> tuple[dict[str, str], list[str], list[str]]:
    """Net assets by customer, guarantees and loans: sparse and dense, void and unknown ones too."""
    draw = random.Random(seed)
    ids = [f"c{i:02}" for i in range(draw.randint(6, 24))]
    worth = {each: draw.choice(["", "-5", "0", "40", "200"]) for each in ids}
    arcs = [
        f"{'>'.join(draw.sample(ids, 2))} {draw.choice(['0', '?', '7', '25.5', '90'])} "
        f"{draw.choice(['CNY', 'CNY', 'USD'])}"
        for _ in range(draw.randint(len(ids) // 2, 2 * len(ids)))
    ]
    loans = [
        f"{draw.choice(ids)} {draw.randint(1, 99)}.5 {draw.choice(['CNY', 'CNY', 'EUR'])}"
        for _ in range(len(ids))
    ]
    return worth, arcs, loans


def graph_of(arcs: list[str]) -> "nx.DiGraph[str]":
    """Who stands for whom, by guarantees that are not void."""
    in_force = [arc.split() for arc in arcs]
    ends = [pair.partition(">") for pair, amount, _ in in_force if amount != "0"]
    return nx.DiGraph([(guarantor, borrower) for guarantor, _, borrower in ends])


def expected_holders(worth: dict[str, str], arcs: list[str]) -> dict[str, Any]:
    """Who holds each tag, by the words of the rules."""
    graph, many, allowed = graph_of(arcs), Settings().guarantee_many, Settings().guarantee_parties
    given: dict[str, float] = defaultdict(float)
    for pair, amount, currency in map(str.split, arcs):
        if amount != "?" and currency == "CNY":
            given[pair.split(">")[0]] += float(amount)
    found: dict[str, Any] = {
        "guarantee_mutual": {(a, b) for a, b in graph.edges if graph.has_edge(b, a)},
        "guarantee_circle": {
            each for circle in nx.simple_cycles(graph) if len(circle) > 2 for each in circle
        },
        "guarantee_hub": {each for each, degree in graph.out_degree if degree >= many},
        "guarantee_focus": {each for each, degree in graph.in_degree if degree >= many},
        "guarantee_overload": {
            each
            for each, borrowers in graph.out_degree
            if borrowers > allowed
            or (worth[each] and given[each] > 0 and given[each] > float(worth[each]))
        },
    }
    rest = {a for a, _ in found["guarantee_mutual"]}.union(
        *(found[f"guarantee_{each}"] for each in ("circle", "hub", "focus"))
    )
    components = nx.weakly_connected_components(graph)
    found["guarantee_chain"] = {c for each in components if len(each) >= 3 for c in each} - rest
    return found


@pytest.mark.parametrize("seed", range(25))
def test_holders_and_loans_are_those_that_the_rules_name(
    sqlite_bank: ServedBank, seed: int
) -> None:
    worth, arcs, loans = random_bank(seed)
    customers = [row for each in worth for row in companies(each, net_assets=worth[each])]
    records = {"guarantees": guaranteed(*arcs), "exposures": lent(*loans)}
    sqlite_bank.keep(customers=customers, **records)
    sqlite_bank.derive("--tags", ",".join(TAGS))

    holdings = sqlite_bank.all_holdings(TAGS)
    found: dict[str, Any] = {tag: set() for tag in TAGS}
    for each in holdings:
        who = each["customer_id"]
        is_mutual = each["tag_id"] == "guarantee_mutual"
        found[each["tag_id"]].add((who, each["subject"]) if is_mutual else who)
    assert found == expected_holders(worth, arcs)

    graph = graph_of(arcs)
    for each in holdings:
        if each["tag_id"] == "guarantee_chain":
            behind = nx.descendants(graph, each["customer_id"])
            counted = [
                float(amount)
                for who, amount, currency in map(str.split, loans)
                if who in behind and currency == "CNY"
            ]
            assert each["value"]["loans"] == len(counted)
            assert float(each["value"]["loan_sum"]) == sum(counted)
            facts = each["evidence"]["facts"]
            assert facts["downstream"]["customers"] == len(behind)
            above = nx.ancestors(graph, each["customer_id"])
            assert facts["upstream"]["customers"] == len(above)
            assert facts["edges_hidden"] + len(each["evidence"]["edges"]) == sum(
                arc.split()[1] != "0"
                and (
                    arc.split(">")[0] in {*behind, each["customer_id"]}
                    or arc.split()[0].split(">")[1] in {*above, each["customer_id"]}
                )
                for arc in arcs
            )


@dataclass(frozen=True)
class Rows:
    """A bank of three customers with some guarantees, as a tag reads it."""

    columns: GuaranteeColumns

    customer_ids = np.array(["a", "b", "c"], object)

    def __len__(self) -> int:
        return 3

    def __getitem__(self, view: type[Guarantees]) -> GuaranteeColumns:
        return self.columns


def pairs_of(*rows: tuple[int, int, str]) -> GuaranteePairs:
    guarantor, borrower, ids = zip(*rows, strict=True)
    count = len(rows)
    columns = GuaranteeColumns(
        np.array(guarantor),
        np.array(borrower),
        np.array(ids, object),
        np.arange(1, count + 1) * 10_000,
        np.full(count, "CNY", object),
        np.ones(count, np.int64),
    )
    return guarantee_pairs(cast(Reading, Rows(columns)))


def test_who_stands_for_itself_is_no_pair() -> None:
    pairs = pairs_of((0, 0, "g0"), (0, 1, "g1"), (2, 2, "g2"))
    assert (pairs.guarantor.tolist(), pairs.borrower.tolist()) == ([0], [1])
    assert pairs.rows.guarantee_id.tolist() == ["g1"]
    assert pairs.borrowers().tolist() == [1, 0, 0]
    assert pairs.guarantors().tolist() == [0, 1, 0]


def test_nothing_but_self_guarantees_is_nothing() -> None:
    pairs = pairs_of((0, 0, "g0"))
    assert pairs.start.tolist() == [0]
    assert pairs.reverse().tolist() == []
    assert not pairs.on_circle().size


def test_the_guarantees_of_a_pair_stand_by_their_ids_whatever_the_order_of_rows() -> None:
    rows = [(1, 2, "g9"), (0, 2, "g5"), (0, 1, "g3"), (1, 2, "g10"), (1, 2, "g1"), (1, 0, "g2")]
    for seed in range(10):
        random.Random(seed).shuffle(rows)
        pairs = pairs_of(*rows)
        assert pairs.rows.guarantee_id.tolist() == ["g3", "g5", "g2", "g1", "g10", "g9"]
        assert pairs.start.tolist() == [0, 1, 2, 3, 6]
        assert pairs.reverse().tolist() == [2, -1, 0, -1]
        assert pairs.rows_behind(np.array([3, 0]), 2).tolist() == [3, 4, 0]
        assert pairs.rows_behind(np.array([3, 0])).tolist() == [3, 4, 5, 0]
        indptr, by_borrower = pairs.by_borrower()
        assert indptr.tolist() == [0, 1, 2, 6]
        assert by_borrower.tolist() == [2, 0, 1, 3, 4, 5]


def test_sums_do_not_cross_currencies() -> None:
    pairs = pairs_of((0, 1, "g1"), (0, 1, "g2"), (0, 2, "g3"), (1, 2, "g4"))
    pairs.rows.currency[[1, 3]] = "AUD"
    pairs.rows.amount[2] = UNKNOWN
    sums = totals(pairs, np.arange(4), np.array([0, 0, 0, 2]), 3)
    assert [sums.sums(i) for i in range(3)] == [{"AUD": 20_000, "CNY": 10_000}, {}, {"AUD": 40_000}]
    assert sums.facts(0) == {
        "amounts": [
            {"currency": "AUD", "amount": "2.00", "guarantees": 1},
            {"currency": "CNY", "amount": "1.00", "guarantees": 1},
        ],
        "unknown_amounts": 1,
    }
