"""Pausing the collection of cycles."""

import gc

import pytest

from cypher.engine.cycle_collector import paused_collection


@pytest.fixture(autouse=True)
def _collecting() -> None:
    assert gc.isenabled()


def test_cycles_are_collected_again_after_a_pause_that_failed() -> None:
    with pytest.raises(ValueError, match="invalid literal"), paused_collection():
        int("broken")
    assert gc.isenabled()


def test_a_pause_within_a_pause_does_not_end_it() -> None:
    with paused_collection():
        with paused_collection():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
