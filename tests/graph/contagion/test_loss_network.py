import numpy as np
import pytest

from service.graph.contagion.loss_network import loss_network


def test_parallel_losses_add_up_and_nobody_loses_by_itself() -> None:
    network = loss_network(3, [2, 0, 0, 1, 0], [1, 1, 2, 1, 1], [5, 1, 7, 9, 2])
    arcs = zip(network.failing.tolist(), network.loser.tolist(), network.amount, strict=True)
    assert list(arcs) == [(0, 1, 3), (0, 2, 7), (2, 1, 5)]
    assert network.out.tolist() == [0, 2, 2, 3]
    indptr, arc = network.into
    assert [arc[indptr[u] : indptr[u + 1]].tolist() for u in range(3)] == [[], [0, 2], [1]]


def test_the_order_of_losses_changes_nothing() -> None:
    random = np.random.default_rng(3)
    ends, amount = random.integers(0, 20, (2, 200)), random.random(200)
    order = random.permutation(200)
    one, other = (
        loss_network(20, *columns)
        for columns in ((*ends, amount), (*ends[:, order], amount[order]))
    )
    assert one.amount.tolist() == other.amount.tolist()
    assert one.into[1].tolist() == other.into[1].tolist()


def test_amounts_are_finite_and_not_negative() -> None:
    for amount in (-1.0, np.nan, np.inf):
        with pytest.raises(ValueError, match="weight"):
            loss_network(2, [0], [1], [amount])
