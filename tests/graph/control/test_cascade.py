import numpy as np
import pytest

from service.graph.control.cascade import cascade, controlling_votes, is_by_record, stakes

NOBODY: tuple[list[int], list[int]] = ([], [])


def test_a_cascade_leaves_nothing_behind_for_the_next() -> None:
    # 0 has .6 of 1; 2 has .3 of 1, and a record over 3.
    world = stakes(([0, 2], [1, 1], [0.6, 0.3]), ([2], [3]), NOBODY, [False] * 4, 0.5)
    no_goal = np.zeros(4, np.bool_)
    for _ in range(2):
        assert world.found[1 : cascade(0, world, no_goal) + 1].tolist() == [1]
        assert controlling_votes(1, world) == 0.6
        assert not is_by_record(3, world)
        assert world.found[1 : cascade(2, world, no_goal) + 1].tolist() == [3]
        assert np.isnan(controlling_votes(1, world))
        assert is_by_record(3, world)


def test_a_cascade_ends_at_its_goal() -> None:
    chain = stakes(([0, 1, 2], [1, 2, 3], [0.6] * 3), NOBODY, NOBODY, [False] * 4, 0.5)
    goal = np.array([False, False, True, False])
    assert chain.found[1 : cascade(0, chain, goal) + 1].tolist() == [1, 2]


def test_who_is_a_person_is_one_flat_column() -> None:
    with pytest.raises(ValueError, match="one dimension"):
        stakes(([], [], []), NOBODY, NOBODY, [[True]], 0.5)
