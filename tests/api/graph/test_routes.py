"""What is around a customer and what lies between two: bounded, complete, the same each time."""

import re
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from service.api.graph import frontier, shortest_path
from tests.banks import ServedBank
from tests.building import companies, holdings_of, people
from tests.contract.worlds import SMALL_WORLD
from tests.neo4j.scratch import empty

pytestmark = pytest.mark.usefixtures("as_stored")


def path_between(bank: ServedBank, start: str, goal: str, **query: Any) -> dict[str, Any]:
    ends: dict[str, Any] = {"from": start, "to": goal}
    found: dict[str, Any] = bank.get("/paths", **ends, **query)
    return found


def node_ids(told: dict[str, Any]) -> list[str]:
    return [node["id"] for node in told["nodes"]]


def chain(bank: ServedBank) -> None:
    """Load a, which owns b, which owns c, and so on to f."""
    arcs = ("a>b .6", "b>c .6", "c>d .6", "d>e .6", "e>f .6")
    bank.keep(customers=companies(*"abcdef"), ownerships=holdings_of(*arcs))


@pytest.mark.parametrize(("hops", "reached"), [(1, "ab"), (2, "abc"), (3, "abcd")])
def test_neighbours_are_as_many_edges_away_as_asked(
    sqlite_bank: ServedBank, hops: int, reached: str
) -> None:
    chain(sqlite_bank)
    told = sqlite_bank.get("/customers/a/neighbours", hops=hops)
    assert node_ids(told) == list(reached)
    assert len(told["edges"]) == hops
    assert (told["hidden"], told["truncated"]) == (0, False)


def test_only_edges_of_the_types_asked_for_are_walked(world: ServedBank) -> None:
    for types in ("OWNS", "KIN_OF", "SHARES,HOLDS", "PAID", "MEMBER_OF", "OWES,SAME_AS"):
        for customer_id in ("P1", "C1"):
            told = world.get(f"/customers/{customer_id}/neighbours", types=types, hops=2)
            assert {edge["type"] for edge in told["edges"]} <= set(types.split(","))
    kin = world.get("/customers/P1/neighbours", types="KIN_OF")
    assert node_ids(kin) == ["P1", "P2", "P3"]


def test_every_kind_of_edge_is_told_as_the_graph_has_it(world: ServedBank) -> None:
    edges = {}
    for customer_id in ("P1", "P2", "P3", "C1", "C4", "C5"):
        for edge in world.get(f"/customers/{customer_id}/neighbours", limit=500)["edges"]:
            edges[edge["type"], edge["from"], edge["to"]] = edge
            assert edge["source"] == "L1" or edge["type"] == "MEMBER_OF"
    assert edges["OWNS", "P1", "C1"]["share"] == 0.75
    assert edges["DEPENDS_ON", "C4", "C1"]["basis"] == "receipts"
    assert edges["GUARANTEES", "C1", "C2"]["amount"] == "100.00"
    assert edges["OWES", "C1", "C2"]["amount"] == "10.00"
    assert edges["HOLDS", "P2", "A2"]["role"] == "owner"
    assert edges["SHARES", "P3", "ip:fe80::1"]["blocked"] is False
    assert edges["MEMBER_OF", "C1", "G1"]["role"] == "parent"
    assert edges["REFERRED", "P2", "P3"]["campaign"] == "春节"
    # Payments between the same two come as one edge: 1.25, 2.25 and 890.
    paid = edges["PAID", "P1", "P2"]
    assert (paid["payments"], paid["amount"], paid["currency"]) == (3, "893.50", "CNY")


def test_each_edge_among_the_nodes_shown_comes_once(bank: ServedBank) -> None:
    bank.keep(**SMALL_WORLD)
    bank.derive("--as-of", "2025-12-31")
    for customer_id in ("P1", "C1", "C4"):
        for hops in (1, 2, 3):
            told = bank.get(f"/customers/{customer_id}/neighbours", hops=hops, limit=500)
            assert len({repr(edge) for edge in told["edges"]}) == len(told["edges"])
            ends = {edge[end] for edge in told["edges"] for end in ("from", "to")}
            assert ends == set(node_ids(told))


HUB = 2000


@pytest.fixture
def hub_bank(bank: ServedBank) -> ServedBank:
    """A hub that referred 2,000 customers, and one, FAR, who is kin to a single one of them."""
    ids = [f"P{i:04}" for i in range(HUB)]
    referrals = [{"referrer_id": "HUB", "referred_id": id_, "at": "2025-01-01"} for id_ in ids]
    kinships = [{"a_id": "FAR", "b_id": "P0007", "relation": "spouse"}]
    customers = people("HUB", "FAR", *ids)
    bank.keep(customers=customers, referrals=referrals, kinships=kinships)
    return bank


def test_a_hub_shows_as_many_as_asked_and_counts_the_rest(hub_bank: ServedBank) -> None:
    for limit in (1, 2, 500):
        told = hub_bank.get("/customers/HUB/neighbours", limit=limit)
        assert len(told["nodes"]) == limit
        assert told["hidden"] == HUB + 1 - limit
        assert told["truncated"] is False
        assert "HUB" in node_ids(told)
    # The nearest first: what is one edge away fills the list before anything farther.
    told = hub_bank.get("/customers/P0007/neighbours", hops=3, limit=4)
    assert node_ids(told) == ["FAR", "HUB", "P0000", "P0007"]
    assert told["hidden"] == HUB - 2


def test_a_walk_that_meets_too_many_edges_says_so(
    hub_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frontier, "EDGES_A_STEP", 100)
    told = hub_bank.get("/customers/HUB/neighbours", limit=10)
    assert told["truncated"] is True
    assert told["hidden"] == 91


def test_a_path_is_found_around_a_hub_or_refused_never_missed(
    hub_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frontier, "EDGES_A_STEP", 100)
    for start, goal in (("HUB", "FAR"), ("FAR", "HUB")):
        found = path_between(hub_bank, start, goal)
        assert set(node_ids(found)) == {"HUB", "P0007", "FAR"}
    # Two ordinary neighbours of the hub meet in it without walking on from it.
    assert node_ids(path_between(hub_bank, "P0001", "P1999")) == ["P0001", "HUB", "P1999"]
    monkeypatch.setattr(frontier, "EDGES_A_STEP", 1)
    refused = path_between(hub_bank, "HUB", "P0007", max_hops=1, status=422)
    assert {each["field"] for each in refused["fields"]} == {"types", "max_hops"}


def test_a_hub_left_to_the_other_end_makes_no_path_longer(
    sqlite_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = [f"p{i:03}" for i in range(150)]
    sqlite_bank.keep(
        customers=people("z", "goal", *ids),
        referrals=[{"referrer_id": "z", "referred_id": id_, "at": "2025-01-01"} for id_ in ids],
        kinships=[{"a_id": "goal", "b_id": "p007", "relation": "spouse"}],
        obligations=[{"debtor_id": "goal", "creditor_id": "z", "amount": "1"}],
    )
    # The first 100 edges of z, by type, lead to p007 and not to the goal itself.
    monkeypatch.setattr(frontier, "EDGES_A_STEP", 100)
    assert node_ids(path_between(sqlite_bank, "z", "goal")) == ["z", "goal"]


def test_a_search_through_too_many_nodes_is_refused(
    hub_bank: ServedBank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shortest_path, "NODES_A_SEARCH", 2)
    refused = path_between(hub_bank, "FAR", "P1999", status=422)
    assert "name fewer" in refused["detail"]


@pytest.fixture
def linked_bank(bank: ServedBank) -> ServedBank:
    """Persons who share a phone, an account and a payment, and one with nothing, on each engine."""
    bank.keep(
        customers=people("a", "b", "c", "d", "e", "alone"),
        identifiers=[
            {"customer_id": each, "kind": "phone", "value": "10000000001"} for each in ("a", "b")
        ],
        accounts=[{"account_id": each, "currency": "CNY"} for each in ("A1", "A2", "A3")],
        account_holders=[
            {"account_id": "A1", "customer_id": "b"},
            {"account_id": "A1", "customer_id": "c", "role": "joint"},
            {"account_id": "A2", "customer_id": "d"},
            {"account_id": "A3", "customer_id": "e"},
        ],
        transactions=[
            {
                **{"transaction_id": f"T{i}", "from_account": "A1", "to_account": "A2"},
                **{"amount": "0.1", "currency": "CNY", "at": f"2025-01-0{i}"},
            }
            for i in (1, 2, 3)
        ],
    )
    return bank


def test_a_path_runs_through_identifiers_accounts_and_payments(linked_bank: ServedBank) -> None:
    phone = path_between(linked_bank, "a", "b")
    assert node_ids(phone) == ["a", "phone:10000000001", "b"]
    assert [edge["type"] for edge in phone["edges"]] == ["SHARES", "SHARES"]
    assert [node["label"] for node in phone["nodes"]] == ["Customer", "Identifier", "Customer"]

    account = path_between(linked_bank, "b", "c")
    assert node_ids(account) == ["b", "A1", "c"]
    assert [edge["type"] for edge in account["edges"]] == ["HOLDS", "HOLDS"]

    paid = path_between(linked_bank, "d", "c", types="PAID")
    assert node_ids(paid) == ["d", "c"]
    assert [(edge["from"], edge["to"]) for edge in paid["edges"]] == [("c", "d")]
    assert (paid["edges"][0]["payments"], paid["edges"][0]["amount"]) == (3, "0.30")

    whole = path_between(linked_bank, "a", "d")
    assert whole["hops"] == len(whole["edges"]) == 3
    assert node_ids(whole)[0] == "a"
    assert node_ids(whole)[-1] == "d"


def test_where_no_path_is_the_answer_is_empty(linked_bank: ServedBank) -> None:
    nothing: dict[str, Any] = {
        **dict.fromkeys(("run_id", "as_of", "known_at")),
        **{"nodes": [], "edges": [], "hops": None},
        **{"distance": None, "hubs": 0},
    }
    assert path_between(linked_bank, "a", "alone") == nothing
    assert path_between(linked_bank, "a", "e") == nothing
    assert path_between(linked_bank, "a", "d", types="SHARES") == nothing
    assert path_between(linked_bank, "a", "d", max_hops=2) == nothing


def test_a_customer_is_no_edge_away_from_itself(linked_bank: ServedBank) -> None:
    told = path_between(linked_bank, "a", "a")
    assert (node_ids(told), told["edges"], told["hops"]) == (["a"], [], 0)


def test_both_engines_give_the_same_bytes_each_time(neo4j_url: str, tmp_path: Path) -> None:
    empty(neo4j_url)
    on_neo4j = answers_on(neo4j_url, tmp_path / "1")
    on_sqlite = answers_on(f"sqlite:///{tmp_path / 'guanxi.db'}", tmp_path / "2")
    for path, answer in on_sqlite.items():
        assert on_neo4j[path] == answer, path


def answers_on(url: str, folder: Path) -> dict[str, bytes]:
    """Answers about the small world in one store, once they have come out alike twice."""
    everybody = ["P1", "P2", "P3", "P4", "C1", "C2", "C3", "C4", "C5", "C6"]
    paths = [
        *(f"/customers/{id_}/neighbours?hops={hops}" for id_ in everybody for hops in (1, 2, 3)),
        *(f"/customers/{id_}/neighbours?hops=3&limit=5" for id_ in everybody),
        *(f"/paths?from={a}&to={b}" for a in everybody for b in everybody),
        *(f"/customers/{id_}/tags?include=evidence" for id_ in everybody),
        "/customers",
        "/customers?q=c",
        "/groups",
        "/tags/opinion_leader/customers",
    ]
    with (
        pytest.MonkeyPatch.context() as monkeypatch,
        closing(ServedBank(url, monkeypatch)) as bank,
    ):
        bank.keep(**SMALL_WORLD)
        bank.derive("--as-of", "2025-12-31")
        first, second = (
            {path: bank.client.get(f"/api/v1{path}").data for path in paths} for _ in range(2)
        )
    assert first == second
    # The other store's run is published at another instant.
    instant = re.compile(rb'"known_at":"[^"]+"')
    return {path: instant.sub(b"", answer) for path, answer in second.items()}
