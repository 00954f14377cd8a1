"""POST /influence/seeds: with whom to begin so that word reaches most customers."""

import json
from typing import Any

import pytest

from tests.banks import ServedBank
from tests.building import Records, Row, people
from tests.graph.diffusion.spread_by_worlds import best_by_worlds, random_cascade


def ask(bank: ServedBank, status: int = 200, **body: Any) -> Any:
    response = bank.client.post("/api/v1/influence/seeds", json=body)
    assert response.status_code == status, response.get_data(as_text=True)
    return response.get_json()


def at_fault(bank: ServedBank, **body: Any) -> tuple[list[str], str]:
    """Which fields a question is refused for, and what is said."""
    problem = ask(bank, 422, **body)
    return [each["field"] for each in problem["fields"]], problem["detail"]


def tie(between: str, probability: float) -> dict[str, Any]:
    """A tie from `a>b`: a influences b."""
    begin, end = between.split(">")
    return {"from": begin, "to": end, "probability": probability}


def ids(answer: Any) -> list[str]:
    return [seed["customer_id"] for seed in answer["seeds"]]


def families(consents: dict[str, str] | None = None) -> Records:
    """P is the parent of a, b and c; S and T are spouses; U has no ties; G is all but P."""
    everybody: list[Row] = [
        {**person, "marketing_consent": (consents or {}).get(person["customer_id"], "")}
        for person in people(*"PSTUabc")
    ]
    return dict(
        customers=everybody,
        kinships=[
            *({"a_id": "P", "b_id": child, "relation": "parent"} for child in "abc"),
            {"a_id": "S", "b_id": "T", "relation": "spouse"},
        ],
        groups=[{"group_id": "G", "name": "G"}, {"group_id": "E", "name": "nobody"}],
        group_members=[{"group_id": "G", "customer_id": each} for each in "STUabc"],
    )


#: Each follower is won over with .5 x what it follows the leader with, or with its share of .5
#: where it follows with more than 1 in all: a parent counts .6, as do its children, a spouse .8.
FAMILIES = [
    *(("P", child, 0.5 * 0.6) for child in "abc"),
    *((child, "P", 0.5 * 0.6 / 1.8) for child in "abc"),
    ("S", "T", 0.4),
    ("T", "S", 0.4),
]


def best(wanted: int, candidates: str) -> tuple[list[str], float]:
    """The best of the families' seeds by exhaustive search."""
    place = {each: i for i, each in enumerate("PSTUabc")}
    chances = [(place[u], place[v], p) for u, v, p in FAMILIES]
    found, most = best_by_worlds(7, chances, wanted, [place[each] for each in candidates])
    return ["PSTUabc"[i] for i in found], most


@pytest.mark.usefixtures("everybody_leads")
def test_seeds_of_the_banks_own_network_within_a_tag_or_group_and_without_some(
    bank: ServedBank,
) -> None:
    bank.keep(**families({"S": "false", "P": "true"}))
    bank.derive("--tags", "household,opinion_leader")
    for asked, candidates in (
        ({}, "PTabc"),
        ({"network": "kinship"}, "PTabc"),
        ({"network": "KIN_OF"}, "PTabc"),
        ({"within": "opinion_leader"}, "PTabc"),
        ({"within": "household", "purpose": "service"}, "PSTabc"),
        ({"within": "G"}, "Tabc"),
        ({"exclude": ["P", "P"]}, "Tabc"),
        ({"within": "G", "exclude": ["a"]}, "Tbc"),
    ):
        for k in (1, 2, 3):
            expected, most = best(k, candidates)
            answer = ask(bank, k=k, **asked)
            assert sorted(ids(answer)) == sorted(expected), asked
            assert answer["spread"] == pytest.approx(most, abs=1e-9)
            assert sum(seed["gain"] for seed in answer["seeds"]) == pytest.approx(most, abs=1e-9)
            assert (answer["method"], answer["bound"]) == ("exact", 1.0)
            assert (answer["candidates"], answer["run_id"]) == (len(candidates), 1)
    named = ask(bank, k=1, network="KIN_OF")
    assert (named["network"], named["ties"], named["seeds"][0]["name"]) == ("kinship", 8, "P")
    assert ask(bank, k=1)["network"] == "influence"
    assert "only 0 may be chosen" in at_fault(bank, k=1, network="payments")[1]
    household = bank.get("/groups", kind="household", customer_id="T")["items"][0]["group_id"]
    assert ids(ask(bank, k=1, within=household)) == ["T"]
    fields, said = at_fault(bank, k=2, within=household)
    assert fields == ["k", "within"]
    assert "only 1 may be chosen" in said


@pytest.mark.parametrize("seed", range(6))
def test_seeds_of_given_ties_are_the_best_there_are(sqlite_bank: ServedBank, seed: int) -> None:
    names = [f"N{i:02}" for i in range(9)]
    refuser = {"customer_id": "N02", "kind": "person", "name": "r", "marketing_consent": "false"}
    sqlite_bank.keep(customers=[*people(*names[:2], *names[3:]), refuser])
    chances = random_cascade(seed, 9, 10)
    edges = [tie(f"{names[u]}>{names[v]}", p) for u, v, p in chances]
    for k in (1, 2, 4):
        tied = {end for u, v, _ in chances for end in (u, v)}
        expected, most = best_by_worlds(9, chances, k, sorted(tied - {2}))
        answer = ask(sqlite_bank, k=k, edges=edges)
        assert sorted(ids(answer)) == [names[i] for i in expected]
        assert answer["spread"] == pytest.approx(most, abs=1e-9)
        assert answer == ask(sqlite_bank, k=k, edges=edges[::-1])
    assert answer["network"] is None
    assert answer["run_id"] is None


def test_a_larger_network_is_sampled_with_a_proof(sqlite_bank: ServedBank) -> None:
    names = [f"N{i:03}" for i in range(120)]
    sqlite_bank.keep(customers=people(*names))
    chances = random_cascade(3, 120, 300)
    edges = [tie(f"{names[u]}>{names[v]}", p) for u, v, p in chances]
    answer = ask(sqlite_bank, k=5, edges=edges)
    assert (answer["method"], answer["epsilon"], answer["delta"]) == ("ris", 0.1, 0.001)
    assert answer["bound"] >= 0.5321
    assert answer["spread_at_least"] <= answer["spread"] <= answer["optimum_at_most"]
    assert answer["bound"] == answer["spread_at_least"] / answer["optimum_at_most"]
    assert sum(seed["gain"] for seed in answer["seeds"]) == pytest.approx(answer["spread"])
    assert answer == ask(sqlite_bank, k=5, edges=edges[::-1])
    assert ask(sqlite_bank, k=5, edges=edges, epsilon=0.02)["epsilon"] == 0.02


def test_parallel_ties_add_chances_and_those_to_oneself_add_none(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(**families())
    edges = [tie("a>b", 0.5), tie("a>b", 0.2), tie("c>c", 1), tie("S>T", 0)]
    answer = ask(sqlite_bank, k=1, edges=edges)
    assert (ids(answer), answer["ties"]) == (["a"], 1)
    assert answer["spread"] == pytest.approx(1.6)


def test_who_has_no_tie_in_the_network_is_no_seed(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(**families())
    answer = ask(sqlite_bank, k=2, edges=[tie("S>T", 1)])
    assert ids(answer) == ["S", "T"]
    assert [seed["gain"] for seed in answer["seeds"]] == [2.0, 0.0]
    fields, said = at_fault(sqlite_bank, k=3, edges=[tie("S>T", 1)])
    assert fields == ["k"]
    assert "only 2 may be chosen: whoever has a tie in this network" in said
    both = at_fault(sqlite_bank, k=1, edges=[tie("S>T", 1)], exclude=["S", "T"])[0]
    assert both == ["k", "exclude"]
    assert at_fault(sqlite_bank, k=1, edges=[])[0] == ["k"]


def test_seeds_can_be_wanted_within_a_community(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(**families({"b": "false"}))
    sqlite_bank.derive("--tags", "community_member")
    value = sqlite_bank.holding("a", "community_member")["value"]
    answer = ask(sqlite_bank, k=3, within=value["group_id"])
    assert sorted(ids(answer)) == ["P", "a", "c"]
    assert at_fault(sqlite_bank, k=4, within=value["group_id"])[0] == ["k", "within"]


def test_who_refused_is_never_named_and_passes_influence_on(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(**families({"P": "false"}))
    answer = ask(sqlite_bank, k=4, edges=[tie("U>P", 1), *(tie(f"P>{c}", 1) for c in "abc")])
    assert ids(answer)[0] == "U"
    assert answer["seeds"][0]["gain"] == 5
    assert '"P"' not in json.dumps(answer)
    fields, said = at_fault(sqlite_bank, k=7)
    assert fields == ["k"]
    assert "k is 7, but of the customers only 5 may be chosen" in said


def test_consent_that_nobody_was_asked_for_is_no_refusal(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(**families())
    assert ask(sqlite_bank, k=6)["candidates"] == 6


def test_what_cannot_be_answered_is_refused_with_the_field_at_fault(
    sqlite_bank: ServedBank,
) -> None:
    sqlite_bank.keep(**families())
    sqlite_bank.derive("--tags", "household")
    for body, field in (
        ({"k": 0}, "k"),
        ({"k": -1}, "k"),
        ({"k": 1.5}, "k"),
        ({}, "k"),
        ({"k": 8}, "k"),
        ({"k": 10_001}, "k"),
        ({"k": 1, "network": "friends"}, "network"),
        ({"k": 1, "exclude": ["x"]}, "exclude"),
        ({"k": 1, "within": "x"}, "within"),
        ({"k": 1, "epsilon": 0}, "epsilon"),
        ({"k": 1, "edges": [tie("a>b", 1.5)]}, "edges.0.probability"),
        ({"k": 1, "edges": [tie("a>b", -0.5)]}, "edges.0.probability"),
        ({"k": 1, "edges": [{"from": "a", "to": "b"}]}, "edges.0.probability"),
        ({"k": 1, "edges": [tie("a>b", 0.5), tie("a>x", 0.5)]}, "edges.1.to"),
        ({"k": 1, "edges": [tie("y>b", 0.5)]}, "edges.0.from"),
        ({"k": 1, "seeds": 1}, "seeds"),
    ):
        fields, said = at_fault(sqlite_bank, **body)
        assert fields == [field], body
        assert said
    _, said = at_fault(sqlite_bank, k=1, network="friends")
    assert "influence, referrals, kinship, payments, shared_employers" in said
    both = {"k": 1, "network": "kinship", "edges": []}
    assert at_fault(sqlite_bank, **both)[0] == ["network", "edges"]
    fields, said = at_fault(sqlite_bank, k=1, exclude=[*"PSTUabc"])
    assert fields == ["k", "exclude"]
    assert "only 0 may be chosen" in said
    for nobody in ("E", "bridge"):
        assert at_fault(sqlite_bank, k=1, within=nobody)[0] == ["k", "within"]


def test_a_load_changes_whom_the_banks_own_ties_lead_to(sqlite_bank: ServedBank) -> None:
    sqlite_bank.keep(**families())
    assert ids(ask(sqlite_bank, k=1)) == ["P"]
    more = [{"a_id": "S", "b_id": each, "relation": "spouse"} for each in "Uabc"]
    sqlite_bank.keep(customers=people(*"SUabc"), kinships=more)
    assert ids(ask(sqlite_bank, k=1)) == ["S"]
