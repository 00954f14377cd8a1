import numpy as np
import pytest

from service.graph.control.cascade import stakes
from service.graph.control.mutual_control import ultimate_controllers

NOBODY: tuple[list[int], list[int]] = ([], [])
LOOP = [1, 2, 3], [2, 3, 1], [0.6, 0.6, 0.6]


@pytest.mark.parametrize(
    ("concert", "runners"),
    [(NOBODY, [1]), (([0], [3]), [1, 2, 3])],
)
def test_a_loop_runs_from_its_head_alone_unless_one_of_it_acts_in_concert(
    concert: tuple[list[int], list[int]], runners: list[int]
) -> None:
    world = stakes(LOOP, NOBODY, concert, [False] * 4, 0.5)
    head, runner = ultimate_controllers(world, np.array([1, 2, 3]))
    assert runner.tolist() == runners
    assert head.tolist() == [1] * len(runners)


def test_members_of_a_loop_that_ran_early_are_no_heads_below_a_controller_found_late() -> None:
    # Shares above 1 on purpose: 1 and 2 control each other, 3 controls 1, and 0 holds .1 of 3.
    votes = [1, 2, 3, 0], [2, 1, 1, 3], [0.6, 0.6, 0.6, 0.1]
    head, runner = ultimate_controllers(
        stakes(votes, NOBODY, NOBODY, [False] * 4, 0.5), np.arange(4)
    )
    assert (head.tolist(), runner.tolist()) == ([3], [3])
