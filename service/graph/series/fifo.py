"""Money matched first in, first out."""

import numpy as np

from service.graph.arrays import Flags, Ints
from service.graph.kernels import kernel


@kernel
def first_in_first_out(
    at: Ints, incoming: Flags, units: Ints, span: int
) -> tuple[Ints, Ints, Ints]:
    """Match what goes out with what came in at most `span` before, the oldest first.

    What goes out beyond that, or came in too long ago, is in no match. As every payment in waits
    equally long, no other way matches more.

    Parameters
    ----------
    at : int64[m]
        When the movements of one group are, in time order.
    incoming : bool[m]
        Whether each comes in.
    units : int64[m]
        How much each is.
    span : int
        How long what came in may wait, in the unit of `at`.

    Returns
    -------
    came, went : int64[k]
        The positions of the payment in and of the payment out, a row a match, in time order.
    units : int64[k]
        How much of both was matched.

    Notes
    -----
    Cost: O(m); there are fewer matches than movements.

    Examples
    --------
    >>> import numpy as np
    >>> moved = np.array([0, 1, 2]), np.array([True, True, False]), np.array([5, 5, 7])
    >>> came, went, units = first_in_first_out(*moved, span=10)
    >>> list(zip(came.tolist(), went.tolist(), units.tolist()))
    [(0, 2, 5), (1, 2, 2)]
    """
    came, went = np.empty(at.size, np.int64), np.empty(at.size, np.int64)
    matched = np.empty(at.size, np.int64)
    size, oldest, left = 0, -1, 0
    for k in range(at.size):
        if incoming[k]:
            continue
        wanted = units[k]
        while wanted > 0:
            if left == 0 or at[oldest] + span < at[k]:
                oldest += 1
                while oldest < k and not incoming[oldest]:
                    oldest += 1
                if oldest == k:
                    # Nothing is left: what comes in next stands after k.
                    oldest, left = k - 1, 0
                    break
                left = units[oldest]
                continue
            part = min(wanted, left)
            came[size], went[size], matched[size] = oldest, k, part
            size += 1
            wanted -= part
            left -= part
    return came[:size], went[:size], matched[:size]


@kernel
def passed_on(indptr: Ints, at: Ints, incoming: Flags, units: Ints, span: int) -> tuple[Ints, Ints]:
    """How much came in to each group, and how much of it left within `span`: int64[groups] each.

    Matched as `first_in_first_out` does. Cost: O(m).
    """
    groups = indptr.size - 1
    received, passed = np.zeros(groups, np.int64), np.zeros(groups, np.int64)
    for g in range(groups):
        first, end = indptr[g], indptr[g + 1]
        for k in range(first, end):
            if incoming[k]:
                received[g] += units[k]
        _, _, matched = first_in_first_out(
            at[first:end], incoming[first:end], units[first:end], span
        )
        passed[g] = matched.sum()
    return received, passed
