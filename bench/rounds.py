"""Rounds of a measurement: peer and ours by turns, so that both meet the same machine."""

import gc
import time
from collections.abc import Callable
from typing import TypeVar

Outcome = TypeVar("Outcome")


def alternate(
    peer: Callable[[], Outcome], ours: Callable[[], Outcome], rounds: int
) -> tuple[tuple[Outcome, ...], tuple[Outcome, ...]]:
    """Call both once a round, each first in every other round; what they gave, peer's first.

    Each is called with a heap that has just been collected.
    """
    peers: list[Outcome] = []
    ourselves: list[Outcome] = []
    for number in range(rounds):
        for side in ((peer, ours), (ours, peer))[number % 2]:
            gc.collect()
            (peers if side is peer else ourselves).append(side())
    return tuple(peers), tuple(ourselves)


def seconds(work: Callable[[], object]) -> float:
    """How long the work takes, in seconds."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
