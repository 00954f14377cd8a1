import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.run.group_ids import GroupEvent, Membership, first_id, identify, successors


def membership(*groups: tuple[int, ...]) -> Membership:
    """Groups as tuples of customers; the first of each is its head."""
    return Membership(
        np.array([g for g, members in enumerate(groups) for _ in members], np.int64),
        np.array([customer for members in groups for customer in members], np.int64),
        np.array([members[0] for members in groups], np.int64),
    )


def identified(
    now: list[tuple[int, ...]], before: list[tuple[int, ...]], *ids: str
) -> tuple[list[str], list[GroupEvent]]:
    return identify(
        "X", membership(*now), [str(members[0]) for members in now], membership(*before), ids
    )


def test_a_first_run_gives_ids_that_follow_from_whom_the_group_is_known_by() -> None:
    ids, events = identified([(1, 2), (7, 8, 9)], [])
    assert ids == [first_id("X", "1", {}), first_id("X", "7", {})]
    assert events == sorted(
        [GroupEvent(ids[0], "formed", "", 2), GroupEvent(ids[1], "formed", "", 3)]
    )


def test_a_group_keeps_its_id_while_members_come_and_go() -> None:
    ids, events = identified([(5, 1, 2, 3)], [(1, 2, 3, 4)], "old")
    assert ids == ["old"]
    assert events == [GroupEvent("old", "joined", "", 1), GroupEvent("old", "left", "", 1)]


def test_a_group_that_stays_as_it_is_has_no_history() -> None:
    assert identified([(1, 2)], [(1, 2)], "old") == (["old"], [])


def test_when_a_group_splits_the_part_that_shares_the_most_keeps_the_id() -> None:
    ids, events = identified([(1, 2), (3, 4, 5)], [(1, 2, 3, 4, 5)], "old")
    assert ids[1] == "old"
    assert GroupEvent("old", "split_into", ids[0], 2) in events
    assert GroupEvent(ids[0], "split_from", "old", 2) in events
    assert GroupEvent("old", "left", "", 2) in events


def test_when_groups_merge_the_one_that_shares_the_most_keeps_its_id() -> None:
    ids, events = identified([(1, 2, 3, 4, 5)], [(1, 2), (3, 4, 5)], "small", "large")
    assert ids == ["large"]
    assert GroupEvent("small", "ended", "", 2) in events
    assert GroupEvent("small", "merged_into", "large", 2) in events
    assert GroupEvent("large", "merged_from", "small", 2) in events


def test_halves_of_one_size_are_told_apart_by_the_head() -> None:
    ids, _ = identified([(3, 4), (1, 2)], [(1, 2, 3, 4)], "old")
    assert ids[1] == "old"
    ids, _ = identified([(3, 4), (1, 2)], [(3, 1, 2, 4)], "old")
    assert ids[0] == "old"


def test_halves_that_nothing_tells_apart_go_by_the_smaller_head() -> None:
    orders: list[list[tuple[int, ...]]] = [[(3, 4), (1, 2)], [(1, 2), (3, 4)]]
    for now in orders:
        ids, _ = identified(now, [(9, 1, 3)], "old")
        assert ids[now.index((1, 2))] == "old"


def test_a_new_group_never_takes_an_id_that_another_still_bears() -> None:
    born = first_id("X", "1", {})
    ids, _ = identified([(1, 2), (3, 4, 5)], [(1, 2, 3, 4, 5)], born)
    assert ids[1] == born
    assert ids[0] == first_id("X", "1", {born: 0}) != born


def test_a_member_of_two_overlapping_groups_has_not_moved() -> None:
    ids, events = identified([(1, 2), (3, 2)], [(1, 2)], "old")
    assert ids[0] == "old"
    assert events == [GroupEvent(ids[1], "formed", "", 2)]


groupings = st.lists(
    st.sets(st.integers(0, 11), min_size=2, max_size=6).map(sorted).map(tuple), max_size=5
)


@given(groupings, groupings, st.randoms(use_true_random=False))
def test_the_order_of_groups_and_members_changes_no_id(
    now: list[tuple[int, ...]], before: list[tuple[int, ...]], shuffle: random.Random
) -> None:
    now, before = list(dict.fromkeys(now)), list(dict.fromkeys(before))
    known = [f"{i}-{members}" for i, members in enumerate(now)]
    names = [f"old {members}" for members in before]
    ids, events = identify("X", membership(*now), known, membership(*before), names)
    assert len(set(ids)) == len(ids)
    order = list(range(len(now)))
    shuffle.shuffle(order)
    again, events_again = identify(
        "X",
        membership(*(now[i] for i in order)),
        [known[i] for i in order],
        membership(*before),
        names,
    )
    if len({members[0] for members in now}) == len(now):
        assert again == [ids[i] for i in order]
        assert events_again == events


@given(groupings, groupings)
def test_a_successor_shares_a_member_and_no_group_has_two(
    now: list[tuple[int, ...]], before: list[tuple[int, ...]]
) -> None:
    succeeds, overlap = successors(membership(*now), membership(*before))
    followed = succeeds[succeeds >= 0].tolist()
    assert len(set(followed)) == len(followed)
    expected = [
        (new, old, len(set(a) & set(b)))
        for new, a in enumerate(now)
        for old, b in enumerate(before)
        if set(a) & set(b)
    ]
    assert [tuple(row) for row in overlap.tolist()] == expected
    for new, old in enumerate(succeeds.tolist()):
        if old >= 0:
            assert set(now[new]) & set(before[old])


@pytest.mark.parametrize("groups", [[], [(1, 2)]])
def test_all_groups_may_end_or_begin_at_once(groups: list[tuple[int, ...]]) -> None:
    ids, events = identified(groups, [(8, 9)], "old")
    assert "old" not in ids
    assert GroupEvent("old", "ended", "", 2) in events


def test_sizes_are_counted_once_however_many_groups_ask() -> None:
    now = Membership(np.array([0, 0, 1]), np.array([1, 2, 3]), np.array([1, 3]))
    assert now.size is now.size
    assert now.size.tolist() == [2, 1]
