import numpy as np
import pytest

from service.graph.diffusion.independent_cascade import independent_cascade


def test_parallel_arcs_are_independent_chances() -> None:
    network = independent_cascade(2, [0, 0, 0], [1, 1, 1], [0.5, 0.2, 0.1])
    assert network.probability == pytest.approx([1 - 0.5 * 0.8 * 0.9])
    assert (network.indptr.tolist(), network.source.tolist()) == ([0, 0, 1], [0])


def test_self_loops_and_arcs_without_a_chance_are_dropped() -> None:
    network = independent_cascade(4, [0, 1, 2], [0, 2, 1], [1.0, 0.0, 0.5])
    assert network.source.tolist() == [2]
    assert network.tied().tolist() == [1, 2]
    assert independent_cascade(3, [], [], []).tied().size == 0


def test_entered_is_the_chance_that_any_arc_into_a_node_is_live() -> None:
    network = independent_cascade(4, [0, 1, 2, 3], [2, 2, 0, 0], [0.5, 0.5, 1.0, 0.3])
    assert network.entered == pytest.approx([1.0, 0, 0.75, 0])


def test_a_tiny_chance_is_not_lost() -> None:
    network = independent_cascade(2, [0, 0], [1, 1], [1e-20, 1e-20])
    assert network.entered[1] == pytest.approx(2e-20)


def test_the_order_of_the_arcs_does_not_change_a_byte() -> None:
    random = np.random.default_rng(5)
    source, target = random.integers(0, 20, (2, 900))
    chance, shuffle = random.random(900), random.permutation(900)
    straight = independent_cascade(20, source, target, chance)
    shuffled = independent_cascade(20, source[shuffle], target[shuffle], chance[shuffle])
    for name in ("indptr", "source", "probability", "entered"):
        assert getattr(straight, name).tobytes() == getattr(shuffled, name).tobytes()


@pytest.mark.parametrize("chance", [1.5, -0.1, np.nan])
def test_what_is_no_probability_is_refused(chance: float) -> None:
    with pytest.raises(ValueError, match=r"probability|weights"):
        independent_cascade(2, [0], [1], [chance])
