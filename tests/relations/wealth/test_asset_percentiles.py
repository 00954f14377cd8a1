import numpy as np
import pytest

from service.relations.wealth.asset_percentiles import percent_ranks


@pytest.mark.parametrize("seed", range(20))
def test_percent_ranks_are_the_share_of_the_others_that_are_below(seed: int) -> None:
    chance = np.random.default_rng(seed)
    size = int(chance.integers(0, 40))
    group, value = chance.integers(0, 5, size), chance.integers(0, 8, size).astype(float)
    rank, sizes = percent_ranks(group, value)
    for i in range(size):
        others = value[group == group[i]]
        assert sizes[i] == len(others), f"seed {seed}"
        if len(others) > 1:
            assert rank[i] == np.count_nonzero(others < value[i]) / (len(others) - 1)
        else:
            assert np.isnan(rank[i])
