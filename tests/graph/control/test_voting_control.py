import time
from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.graph.control.voting_control import ControlGroups, Controls, control_groups, controls
from tests.graph.control.control_oracle import Case, Pair, Why, cases, control, groups

NOBODY: tuple[list[int], list[int]] = ([], [])


def rows(found: Controls | ControlGroups) -> dict[Pair, Why]:
    """Read the rows out, with None for votes that do not control."""
    if isinstance(found, Controls):
        pairs = zip(found.holder.tolist(), found.controlled.tolist(), strict=True)
    else:
        pairs = zip(found.head.tolist(), found.member.tolist(), strict=True)
    votes = [None if np.isnan(v) else v for v in found.votes.tolist()]
    why = zip(votes, found.by_record.tolist(), strict=True)
    found_rows = list(zip(pairs, why, strict=True))
    assert [pair for pair, _ in found_rows] == sorted(dict(found_rows))
    return dict(found_rows)


def controlled(case: Case) -> dict[int, set[int]]:
    """Say what each holder controls."""
    found: dict[int, set[int]] = {}
    for x, y in rows(controls(*case.columns(), majority=0.5)):
        found.setdefault(x, set()).add(y)
    return found


def assert_same(found: dict[Pair, Why], expected: dict[Pair, Why]) -> None:
    assert found.keys() == expected.keys()
    for pair, (votes, by_record) in expected.items():
        assert found[pair][0] == pytest.approx(votes)
        assert found[pair][1] == by_record


@given(cases())
def test_control_is_the_least_relation_that_follows_its_rule(case: Case) -> None:
    assert_same(rows(controls(*case.columns(), majority=0.5)), control(case))


@given(cases())
def test_groups_are_the_ultimate_controllers_with_all_that_they_control(case: Case) -> None:
    found = control_groups(*case.columns(), majority=0.5)
    expected, party = groups(case)
    assert_same(rows(found), expected)
    assert found.party.tolist() == party


@given(cases(), st.integers(0, 2**32))
def test_the_order_of_the_rows_does_not_change_a_byte(case: Case, seed: int) -> None:
    random = Random(seed)
    shuffled = replace(
        case,
        votes=random.sample(case.votes, len(case.votes)),
        records=random.sample(case.records, len(case.records)),
        concert=[(b, a) for a, b in case.concert],
    )
    straight = control_groups(*case.columns(), majority=0.5)
    other = control_groups(*shuffled.columns(), majority=0.5)
    for name in ("head", "member", "votes", "by_record", "party"):
        assert getattr(straight, name).tobytes() == getattr(other, name).tobytes()


@given(cases(), st.data())
def test_more_votes_never_take_control_away_from_their_holder(
    case: Case, data: st.DataObject
) -> None:
    node = st.integers(0, case.n - 1)
    holder = data.draw(node)
    more = replace(case, votes=[*case.votes, (holder, data.draw(node), 0.3)])
    assert controlled(case).get(holder, set()) <= controlled(more).get(holder, set())


def test_a_person_controls_through_several_companies_by_votes_and_not_by_products() -> None:
    p, c1, c2, c3, c4, c5 = range(6)
    votes = [(p, c1, 0.75), (p, c2, 0.8), (p, c3, 0.3), (p, c4, 0.35), (c1, c4, 0.25)]
    votes += [(c4, c5, 0.25), (c2, c5, 0.35), (c3, c2, 0.07)]
    found = rows(control_groups(*Case(6, votes, persons=frozenset({p})).columns(), majority=0.5))
    assert found == {
        (p, c1): (0.75, False),
        (p, c2): (0.8, False),
        (p, c4): (0.6, False),
        (p, c5): (0.6, False),
    }


def test_a_controller_s_entities_control_less_than_it_does() -> None:
    at, pv, rcb, gl, ac, gw, inn, so = range(8)
    votes = [(at, pv, 0.7), (at, inn, 0.4), (pv, inn, 0.1), (pv, rcb, 0.6), (rcb, inn, 0.1)]
    votes += [(rcb, gw, 0.3), (inn, ac, 0.4), (inn, so, 0.99), (so, gw, 0.3), (gl, ac, 0.4)]
    found = controls(*Case(8, votes).columns(), majority=0.5)
    assert {x for x, _ in rows(found)} == {at, pv, inn}
    assert controlled(Case(8, votes)) == {at: {pv, rcb, inn, so, gw}, pv: {rcb}, inn: {so}}
    assert rows(found)[at, inn][0] == pytest.approx(0.6)
    assert rows(found)[at, gw][0] == pytest.approx(0.6)


def test_spouses_control_together_what_neither_controls_alone() -> None:
    together = Case(3, [(0, 2, 0.3), (1, 2, 0.25)], concert=[(1, 0)], persons=frozenset({0, 1}))
    found = control_groups(*together.columns(), majority=0.5)
    assert rows(found) == {(0, 2): (0.55, False), (1, 2): (0.55, False)}
    assert found.party.tolist() == [0, 0, -1]
    assert rows(control_groups(*replace(together, concert=[]).columns(), majority=0.5)) == {}


def test_concert_is_not_passed_on() -> None:
    votes = [(0, 3, 0.2), (1, 3, 0.2), (2, 3, 0.2)]
    assert controlled(Case(4, votes, concert=[(0, 1), (1, 2)])) == {1: {3}}


def test_an_ally_without_votes_of_the_holder_s_own_gives_no_control() -> None:
    assert controlled(Case(3, [(0, 2, 0.9)], concert=[(0, 1)])) == {0: {2}}
    nothing = (1, 2, 0.0)
    assert controlled(Case(3, [(0, 2, 0.9), nothing], concert=[(0, 1)])) == {0: {2}}


def test_the_votes_of_an_ally_that_is_also_controlled_count_once() -> None:
    votes = [(0, 1, 0.9), (1, 2, 0.3), (0, 2, 0.15)]
    assert controlled(Case(3, votes, concert=[(0, 1)])) == {0: {1}}


# The last parts add up to 0.5000000000000001 as floats.
@pytest.mark.parametrize("parts", [[0.5], [0.1, 0.2, 0.2], [0.02, 0.07, 0.07, 0.17, 0.17]])
def test_exactly_a_half_is_not_control_however_it_is_added(parts: list[float]) -> None:
    assert controlled(Case(2, [(0, 1, part) for part in parts])) == {}
    assert controlled(Case(2, [(0, 1, part) for part in [*parts, 1e-6]])) == {0: {1}}


def test_a_holding_in_itself_counts_for_nobody() -> None:
    assert controlled(Case(2, [(0, 1, 0.3), (1, 1, 0.7)])) == {}


def test_a_person_is_controlled_by_nobody() -> None:
    case = Case(2, [(0, 1, 1.0)], [(0, 1)], persons=frozenset({1}))
    assert controlled(case) == {}


def test_a_record_is_control_without_votes_and_is_said_beside_votes() -> None:
    case = Case(4, [(0, 1, 0.4), (1, 2, 0.6)], [(0, 1), (0, 2), (1, 3)])
    assert rows(control_groups(*case.columns(), majority=0.5)) == {
        (0, 1): (None, True),
        (0, 2): (0.6, True),
        (0, 3): (None, True),
    }


def test_an_entity_with_two_controllers_has_a_row_under_each() -> None:
    found = control_groups(*Case(3, [(0, 2, 0.6)], [(1, 2)]).columns(), majority=0.5)
    assert rows(found) == {(0, 2): (0.6, False), (1, 2): (None, True)}
    assert found.party.tolist() == [0, 1, -1]


def test_a_loop_that_nobody_outside_controls_follows_its_smallest_member() -> None:
    votes = [(2, 1, 0.6), (1, 3, 0.6), (3, 2, 0.6), (3, 4, 0.6)]
    found = control_groups(*Case(5, votes).columns(), majority=0.5)
    assert set(rows(found)) == {(1, 2), (1, 3), (1, 4)}


def test_a_loop_held_from_outside_follows_its_controller() -> None:
    votes = [(1, 2, 0.6), (2, 1, 0.4), (0, 1, 0.6)]
    assert set(rows(control_groups(*Case(3, votes).columns(), majority=0.5))) == {(0, 1), (0, 2)}


def test_a_loop_that_closes_only_by_pooled_votes_is_a_loop() -> None:
    # 1 controls 2 and 3, which together control 1; neither does alone.
    votes = [(1, 2, 0.6), (1, 3, 0.6), (2, 1, 0.3), (3, 1, 0.3)]
    assert set(rows(control_groups(*Case(4, votes).columns(), majority=0.5))) == {(1, 2), (1, 3)}


def test_a_loop_with_an_ally_lists_once_what_several_of_it_control() -> None:
    # 0, 1 and 2 control each other around; 2 controls 4 with its ally 3, and 5 alone.
    votes = [(0, 1, 0.6), (1, 2, 0.6), (2, 0, 0.6), (2, 4, 0.3), (3, 4, 0.3), (2, 5, 0.6)]
    found = control_groups(*Case(6, votes, concert=[(2, 3)]).columns(), majority=0.5)
    assert set(rows(found)) == {(0, 1), (0, 2), (0, 4), (0, 5), (3, 4)}
    assert found.party.tolist() == [0, -1, -1, 0, -1, -1]


def test_what_an_entity_controls_with_an_ally_its_own_controller_need_not_control() -> None:
    # 0 controls 1, which controls 3 with its ally 2; but 2 is no ally of 0.
    case = Case(4, [(0, 1, 0.6), (1, 3, 0.3), (2, 3, 0.1), (2, 3, 0.15)], concert=[(1, 2)])
    assert controlled(case) == {0: {1}, 1: {3}, 2: {3}}
    assert set(rows(control_groups(*case.columns(), majority=0.5))) == {(0, 1), (2, 3)}


def test_more_pairs_than_allowed_are_an_error_and_not_a_part_of_the_answer() -> None:
    chain = Case(5, [(v, v + 1, 0.6) for v in range(4)])
    assert len(rows(controls(*chain.columns(), max_rows=10, majority=0.5))) == 10
    with pytest.raises(ValueError, match="more than 9 pairs"):
        controls(*chain.columns(), max_rows=9, majority=0.5)


@pytest.mark.parametrize("majority", [-0.1, 1.0])
def test_a_majority_that_is_no_share_is_refused(majority: float) -> None:
    with pytest.raises(ValueError, match="majority"):
        controls(([], [], []), NOBODY, NOBODY, [], majority)


def test_a_higher_majority_asks_for_more_votes() -> None:
    votes = [0], [1], [0.6]
    assert controls(votes, NOBODY, NOBODY, [False] * 2, majority=0.6).holder.size == 0
    assert controls(votes, NOBODY, NOBODY, [False] * 2, majority=0.59).holder.size == 1


@pytest.mark.slow
@pytest.mark.parametrize(("last_owns_first", "seconds"), [(0.0, 2), (0.1, 10), (0.6, 10)])
def test_a_chain_of_two_hundred_thousand_companies_takes_seconds_and_not_hours(
    last_owns_first: float, seconds: float
) -> None:
    n = 200_000
    control_groups(([0], [1], [0.6]), NOBODY, NOBODY, [False] * 2, majority=0.5)
    company = np.random.default_rng(7).permutation(n)
    share = np.append(np.full(n - 1, 0.6), last_owns_first)
    start = time.process_time()
    found = control_groups(
        (company, np.roll(company, -1), share), NOBODY, NOBODY, np.zeros(n, np.bool_), majority=0.5
    )
    assert time.process_time() - start < seconds
    assert found.head.size == n - 1
    assert np.unique(found.head).tolist() == [0 if last_owns_first > 0.5 else company[0]]
