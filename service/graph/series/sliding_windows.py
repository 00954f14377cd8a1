"""Money that moves in and out, in time order: where it gathers, and how soon it is gone again.

Movements are grouped: those of group g are the positions indptr[g] up to, not including,
indptr[g + 1] of `at` int64 (any unit), `incoming` bool, `party` int32 and `units` int64. Within a
group they are sorted by time, and what comes in at an instant stands before what goes out at it.
Units are whole numbers of the smallest coin that counts: sums are exact, in any order.
"""

import numpy as np

from service.graph.arrays import Flags, Ints
from service.graph.csr import Int32s
from service.graph.kernels import kernel
from service.graph.tables.portions import portion


@kernel
def fan_windows(
    indptr: Ints,
    at: Ints,
    incoming: Flags,
    party: Int32s,
    units: Ints,
    parties: int,
    collects: bool,
    span: int,
    many: int,
    few: int,
    share: int,
) -> tuple[Ints, Ints, Ints, Ints]:
    """Find the windows in which many parties pay in and few are paid, or few pay in and many are.

    A window is any stretch of time of length `span`, both ends included. What counts in it: the
    parties that pay in, the sum that comes in, and the sum that goes out from the first payment in
    on. The best window has most parties, then moves most money in and out together, then comes
    first.

    Parameters
    ----------
    indptr, at, incoming, party, units
        The movements by group, as the head of this module describes them.
    parties : int
        `party` is in 0..parties-1, unchecked.
    collects : bool
        With it a window needs `many` payers or more and 1 to `few` payees, those before the first
        payment in included; without it 1 to `few` payers, and `many` payees or more after the first
        payment in.
    span : int
        The length of a window, in the unit of `at`.
    many, few : int
        How many parties are many, and few at most.
    share : int
        Either sum must come to this share of the other at least, in billionths (see `portions`).

    Returns
    -------
    first, end : int64[groups]
        The group's best window from its first payment in: positions first up to, not including,
        end.
    parties : int64[groups]
        How many parties are on its crowded side.
    windows : int64[groups]
        How many windows that do not overlap there are. All 0 where there is none.

    Notes
    -----
    Method: one sweep with two ends, in which movements enter and leave once. Cost: O(m + parties).

    Examples
    --------
    Parties 0 and 1 pay in, party 2 is paid:

    >>> import numpy as np
    >>> indptr, at = np.array([0, 3]), np.array([0, 1, 2])
    >>> incoming, party = np.array([True, True, False]), np.array([0, 1, 2], np.int32)
    >>> units = np.array([5, 5, 9])
    >>> found = fan_windows(indptr, at, incoming, party, units, 3, True, 7, 2, 1, 500_000_000)
    >>> [column.tolist() for column in found]
    [[0], [3], [2], [1]]
    """
    groups = indptr.size - 1
    best_first, best_end = np.zeros(groups, np.int64), np.zeros(groups, np.int64)
    best_parties, windows = np.zeros(groups, np.int64), np.zeros(groups, np.int64)
    payer, payee = np.zeros(parties, np.int32), np.zeros(parties, np.int32)
    for g in range(groups):
        last = first = opening = indptr[g]
        end = indptr[g + 1]
        payers = payees = 0
        received = paid = best_sum = 0
        counted_to = np.iinfo(np.int64).min
        while first < end:
            # The oldest leave before the next enter, unless both fit into one window.
            leaving = last == end or (first < last and at[first] + span < at[last])
            now = at[first] if leaving else at[last]
            if leaving:
                while first < last and at[first] == now:
                    who = party[first]
                    if incoming[first]:
                        received -= units[first]
                        payer[who] -= 1
                        payers -= payer[who] == 0
                    elif collects:
                        payee[who] -= 1
                        payees -= payee[who] == 0
                    first += 1
            else:
                while last < end and at[last] == now:
                    who = party[last]
                    if incoming[last]:
                        received += units[last]
                        payers += payer[who] == 0
                        payer[who] += 1
                    else:
                        paid += units[last]
                        payees += payee[who] == 0
                        payee[who] += 1
                    last += 1
            # What goes out before the first payment in is nothing that was passed on.
            while opening < last and (opening < first or not incoming[opening]):
                if not incoming[opening]:
                    paid -= units[opening]
                    if not collects:
                        who = party[opening]
                        payee[who] -= 1
                        payees -= payee[who] == 0
                opening += 1
            crowd, others = (payers, payees) if collects else (payees, payers)
            if crowd < many or not 1 <= others <= few:
                continue
            if min(received, paid) < -portion(-max(received, paid), share):
                continue
            if at[opening] > counted_to:
                windows[g] += 1
                counted_to = at[last - 1]
            total = received + paid
            if crowd > best_parties[g] or (crowd == best_parties[g] and total > best_sum):
                best_first[g], best_end[g], best_parties[g] = opening, last, crowd
                best_sum = total
    return best_first, best_end, best_parties, windows


@kernel
def distinct_parties(
    indptr: Ints, incoming: Flags, party: Int32s, parties: int
) -> tuple[Ints, Ints]:
    """How many different parties pay in to each group, and are paid by it: int64[groups] each.

    `party` is in 0..parties-1, unchecked. Cost: O(m + parties).
    """
    groups = indptr.size - 1
    payers, payees = np.zeros(groups, np.int64), np.zeros(groups, np.int64)
    paid_to, paid_by = np.full(parties, -1), np.full(parties, -1)
    for g in range(groups):
        for k in range(indptr[g], indptr[g + 1]):
            seen, count = (paid_to, payers) if incoming[k] else (paid_by, payees)
            if seen[party[k]] != g:
                seen[party[k]] = g
                count[g] += 1
    return payers, payees


#: Groups of so many are sorted by moving each entry to its place, which is faster for few.
_FEW = 32


@kernel
def sort_groups(indptr: Ints, key: Ints, value: Ints) -> None:
    """Sort each group in place by its keys, stably, and the values with them.

    Cost: O(m log of the largest group).
    """
    for g in range(indptr.size - 1):
        first, end = indptr[g], indptr[g + 1]
        if end - first > _FEW:
            order = first + np.argsort(key[first:end], kind="mergesort")
            key[first:end], value[first:end] = key[order], value[order]
            continue
        for k in range(first + 1, end):
            moved, carried, place = key[k], value[k], k
            while place > first and key[place - 1] > moved:
                key[place], value[place] = key[place - 1], value[place - 1]
                place -= 1
            key[place], value[place] = moved, carried
