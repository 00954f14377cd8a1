from typing import NamedTuple

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from service.graph.series.fifo import first_in_first_out, passed_on
from service.graph.series.sliding_windows import distinct_parties, fan_windows, sort_groups
from service.graph.tables.portions import billionths

#: A half, in billionths.
HALF = billionths(0.5)


class Move(NamedTuple):
    """One movement: sorts by time, and in before out at an instant."""

    at: int
    out: bool
    party: int
    units: int


moves = st.lists(
    st.builds(Move, st.integers(0, 9), st.booleans(), st.integers(0, 4), st.integers(1, 4)),
    max_size=12,
).map(sorted)


def columns(groups: list[list[Move]]) -> tuple[np.ndarray, ...]:
    """The columns indptr, at, incoming, party and units."""
    flat = [move for group in groups for move in group]
    at, out, party, units = (np.array([move[k] for move in flat], np.int64) for k in range(4))
    indptr = np.cumsum([0, *map(len, groups)])
    return indptr, at, out == 0, party.astype(np.int32), units


class Window(NamedTuple):
    """What one window comes to, and the movements in it."""

    crowd: int
    moved: int
    first: int
    end: int


def windows(group: list[Move], collects: bool, span: int, many: int, few: int) -> list[Window]:
    """Every window that counts, one for each stretch of time in half steps."""
    found = []
    for start in np.arange(-span - 1, 11, 0.5):
        inside = [k for k, move in enumerate(group) if start <= move.at <= start + span]
        came = [k for k in inside if not group[k].out]
        if not came:
            continue
        went = [k for k in inside if group[k].out and group[k].at >= group[came[0]].at]
        before = [k for k in inside if group[k].out and k not in went]
        payers = len({group[k].party for k in came})
        payees = len({group[k].party for k in went + (before if collects else [])})
        received, paid = (sum(group[k].units for k in side) for side in (came, went))
        crowd, others = (payers, payees) if collects else (payees, payers)
        balanced = 2 * min(received, paid) >= max(received, paid)
        if crowd >= many and 1 <= others <= few and balanced:
            found.append(Window(crowd, received + paid, came[0], inside[-1] + 1))
    return found


def apart(group: list[Move], found: list[Window]) -> int:
    """How many windows do not overlap, the one that ends first taken first."""
    count, until = 0, -1
    for window in sorted(found, key=lambda window: group[window.end - 1].at):
        if group[window.first].at > until:
            count, until = count + 1, group[window.end - 1].at
    return count


@given(
    st.lists(moves, max_size=4),
    st.booleans(),
    st.integers(0, 5),
    st.integers(1, 3),
    st.integers(1, 3),
)
def test_the_best_window_is_that_of_trying_every_stretch_of_time(
    groups: list[list[Move]], collects: bool, span: int, many: int, few: int
) -> None:
    indptr, at, incoming, party, units = columns(groups)
    first, end, crowd, count = fan_windows(
        indptr, at, incoming, party, units, 5, collects, span, many, few, HALF
    )
    for g, group in enumerate(groups):
        found = windows(group, collects, span, many, few)
        if not found:
            assert (first[g], end[g], crowd[g], count[g]) == (0, 0, 0, 0)
            continue
        best = max((each.crowd, each.moved) for each in found)
        chosen = Window(*best, int(first[g] - indptr[g]), int(end[g] - indptr[g]))
        assert chosen in found
        assert crowd[g] == best[0]
        assert count[g] == apart(group, found)


def test_a_window_holds_both_its_ends_and_nothing_beyond() -> None:
    group = [Move(0, False, 0, 1), Move(3, False, 1, 1), Move(7, True, 2, 2), Move(8, True, 3, 2)]
    indptr, at, incoming, party, units = columns([group])
    for span, end in ((7, 3), (8, 4), (6, 0)):
        found = fan_windows(indptr, at, incoming, party, units, 5, True, span, 2, 2, HALF)
        assert (found[1][0], found[2][0]) == (end, 2 if end else 0)


def most_matched(group: list[Move], span: int) -> int:
    """The most that can be matched at all: what no more units can be added to (Berge)."""
    coins = [k for k, move in enumerate(group) if not move.out for _ in range(move.units)]
    bills = [k for k, move in enumerate(group) if move.out for _ in range(move.units)]
    payer: dict[int, int] = {}

    def augment(coin: int, seen: set[int]) -> bool:
        for bill, place in enumerate(bills):
            came, went = group[coins[coin]], group[place]
            if bill in seen or not (came.at <= went.at <= came.at + span):
                continue
            seen.add(bill)
            if bill not in payer or augment(payer[bill], seen):
                payer[bill] = coin
                return True
        return False

    return sum(augment(coin, set()) for coin in range(len(coins)))


@given(st.lists(moves, max_size=3), st.integers(0, 6))
def test_no_other_way_matches_more_than_first_in_first_out(
    groups: list[list[Move]], span: int
) -> None:
    indptr, at, incoming, _, units = columns(groups)
    received, passed = passed_on(indptr, at, incoming, units, span)
    assert received.tolist() == [
        sum(move.units for move in group if not move.out) for group in groups
    ]
    assert passed.tolist() == [most_matched(group, span) for group in groups]


@given(moves, st.integers(0, 6))
def test_what_is_matched_went_out_in_time_and_nothing_is_spent_twice(
    group: list[Move], span: int
) -> None:
    _, at, incoming, _, units = columns([group])
    came, went, matched = first_in_first_out(at, incoming, units, span)
    assert (matched > 0).all()
    for a, b in zip(came.tolist(), went.tolist(), strict=True):
        assert not group[a].out
        assert group[b].out
        assert group[a].at <= group[b].at <= group[a].at + span
    for side in (came, went):
        spent = np.bincount(side, matched, len(group))
        assert all(spent[k] <= move.units for k, move in enumerate(group))
        assert side.tolist() == sorted(side.tolist())


@given(st.lists(moves, max_size=4))
def test_parties_are_counted_once_on_either_side(groups: list[list[Move]]) -> None:
    indptr, _, incoming, party, _ = columns(groups)
    payers, payees = distinct_parties(indptr, incoming, party, 5)
    for side, out in ((payers, False), (payees, True)):
        assert side.tolist() == [
            len({move.party for move in group if move.out == out}) for group in groups
        ]


@given(st.lists(st.lists(st.integers(0, 9), max_size=80), max_size=4))
def test_groups_are_sorted_each_for_itself_and_stably(groups: list[list[int]]) -> None:
    indptr = np.cumsum([0, *map(len, groups)])
    key = np.array([each for group in groups for each in group], np.int64)
    value = np.arange(len(key))
    expected = [
        int(first) + k
        for first, group in zip(indptr, groups, strict=False)
        for k in sorted(range(len(group)), key=group.__getitem__)
    ]
    keys = key[expected].tolist()
    sort_groups(indptr, key, value)
    assert value.tolist() == expected
    assert key.tolist() == keys
