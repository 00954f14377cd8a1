"""Intervals chosen one after another: scheduling by the earliest end."""

import numpy as np
from numpy.typing import ArrayLike

from service.graph.arrays import Ints, as_nodes
from service.graph.kernels import kernel


def one_after_another(
    groups: int, group: ArrayLike, first_at: ArrayLike, last_at: ArrayLike
) -> Ints:
    """Count, in each group, how many spans of time can follow each other: int64[groups].

    Each begins later than the one before has ended, and the count is the largest that is possible:
    spans that overlap, such as one sum paid in parts, count once. Takes three int[k]. Method: the
    earliest end first (Kleinberg and Tardos 2005, Algorithm Design, 4.1). Cost: a sort.
    Raises ValueError as `as_nodes` does.
    """
    (group,) = as_nodes(groups, group)
    first, last = np.asarray(first_at), np.asarray(last_at)
    order = np.lexsort((first, last, group))
    return _one_after_another(groups, group[order], first[order], last[order])


@kernel
def _one_after_another(groups: int, group: Ints, first_at: Ints, last_at: Ints) -> Ints:
    count = np.zeros(groups, np.int64)
    ended = 0
    for k in range(group.size):
        if count[group[k]] == 0 or first_at[k] > ended:
            count[group[k]] += 1
            ended = last_at[k]
    return count
