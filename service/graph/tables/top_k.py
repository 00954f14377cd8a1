"""The few largest entries of each row, when only those are to be shown."""

import numpy as np

from service.graph.arrays import Floats, Ints
from service.graph.kernels import kernel


@kernel
def top_k_per_row(indptr: Ints, value: Floats, most: int) -> tuple[Ints, Ints]:
    """Find the `most` largest values of each row of a compressed sparse matrix.

    Parameters
    ----------
    indptr : int64[n + 1]
        Row u holds the positions indptr[u] up to, not including, indptr[u + 1] of `value`.
    value : float64[m]
        The values, row after row.
    most : int
        How many of each row are wanted at most.

    Returns
    -------
    starts : int64[n + 1]
        Where the largest values of each row begin in `positions`.
    positions : int64[k]
        Positions in `value`; those of a row stand at positions[starts[u]:starts[u + 1]], the
        largest first, and among equal ones the one that stands first.

    Notes
    -----
    Cost: O(m * most) at worst, O(m) where rows are in no order, as an insertion is then rare.

    Examples
    --------
    >>> import numpy as np
    >>> starts, positions = top_k_per_row(np.array([0, 3, 4]), np.array([1.0, 3.0, 2.0, 9.0]), 2)
    >>> starts.tolist(), positions.tolist()
    ([0, 2, 3], [1, 2, 3])
    """
    n = indptr.size - 1
    starts = np.zeros(n + 1, np.int64)
    for u in range(n):
        starts[u + 1] = starts[u] + min(most, indptr[u + 1] - indptr[u])
    positions = np.empty(starts[n], np.int64)
    for u in range(n):
        first, size = starts[u], 0
        room = starts[u + 1] - first
        for k in range(indptr[u], indptr[u + 1]):
            if size == room and value[k] <= value[positions[first + size - 1]]:
                continue
            if size < room:
                size += 1
            place = first + size - 1
            while place > first and value[positions[place - 1]] < value[k]:
                positions[place] = positions[place - 1]
                place -= 1
            positions[place] = k
    return starts, positions
