import gc

import pytest

from cypher.cycle_collector import NEVER, rare_collection


def test_collection_is_rare_in_the_block_and_as_before_afterwards() -> None:
    before = gc.get_threshold()
    with rare_collection():
        with rare_collection():
            pass
        assert gc.get_threshold()[2] == NEVER
    assert gc.get_threshold() == before


def test_collection_is_as_before_where_the_block_fails() -> None:
    before = gc.get_threshold()
    with pytest.raises(ValueError, match="invalid literal"), rare_collection():
        int("none")
    assert gc.get_threshold() == before


def test_cycles_of_the_block_do_not_pile_up() -> None:
    with rare_collection():
        most = 0
        for _ in range(500_000):
            cycle: list[object] = []
            cycle.append(cycle)
            most = max(most, gc.get_count()[0])
    assert most < 200_000
