"""Pairs of whom it is known that they belong together are no suspicion."""

import numpy as np
import pytest

from service.graph.tables.segments import pair_key
from service.relations.affiliation.known_pairs import together
from tests.banks import ServedBank
from tests.building import companies, holdings_of, kin, people
from tests.relations.affiliation.affiliates import TAG, derived, held, phones


def test_a_couple_is_a_household_and_their_phone_no_suspicion(bank: ServedBank) -> None:
    """A and B are married and share a phone with C: A-C and B-C are left, A-B is not."""
    derived(
        bank,
        customers=people(*"ABC"),
        identifiers=phones(A="5551234", B="5551234", C="5551234"),
        kinships=kin("A spouse B"),
    )
    assert {each: set(held(bank, each)) for each in "ABC"} == {
        "A": {"C"},
        "B": {"C"},
        "C": {"A", "B"},
    }
    run = bank.get("/runs")["items"][0]
    assert run["report"]["tags"][TAG]["notes"]["pairs_known"] == 1
    # What it stands on is not told unless it is derived.
    assert set(run["report"]["tags"]) == {TAG}


def test_firms_of_one_control_group_with_one_phone_are_no_suspicion(
    sqlite_bank: ServedBank,
) -> None:
    """P controls A and B by .6 each, and owns exactly half of C, which is not control."""
    derived(
        sqlite_bank,
        customers=[*people("P"), *companies(*"ABC")],
        identifiers=phones(A="5551234", B="5551234", C="5551234"),
        ownerships=holdings_of("P>A .6", "P>B .6", "P>C .5"),
    )
    assert {each: set(held(sqlite_bank, each)) for each in "ABC"} == {
        "A": {"C"},
        "B": {"C"},
        "C": {"A", "B"},
    }


def test_siblings_who_live_apart_are_no_household(sqlite_bank: ServedBank) -> None:
    derived(
        sqlite_bank,
        customers=people("A", "B"),
        identifiers=phones(A="5551234", B="5551234"),
        kinships=kin("A sibling B"),
    )
    assert held(sqlite_bank, "A")["B"]["sentence"]["zh"] == (
        "与B电话相同且为亲属，疑似关联（置信度65%）"
    )


@pytest.mark.parametrize("seed", range(5))
def test_pairs_are_together_where_any_group_has_both(seed: int) -> None:
    rng = np.random.default_rng(seed)
    n, of_kind = 12, [(rng.integers(0, 12, 15), rng.integers(0, 5, 15)) for _ in range(2)]
    low, high = (ends.ravel() for ends in np.triu_indices(n, 1))
    found = together(pair_key(low, high, n), n, *of_kind)
    groups = [
        {(kind, int(group)) for kind, each in enumerate(of_kind) for group in each[1][each[0] == c]}
        for c in range(n)
    ]
    pairs = zip(low.tolist(), high.tolist(), strict=True)
    assert found.tolist() == [bool(groups[a] & groups[b]) for a, b in pairs], seed
