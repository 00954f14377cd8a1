"""Pairs of customers of whom it is known already that they belong together."""

import numpy as np

from cypher.engine.arrays import Ints
from service.graph.arrays import Flags
from service.graph.csr import csr
from service.graph.tables.segments import expand, pair_key, split_pair


def together(pair: Ints, n: int, *members: tuple[Ints, Ints]) -> Flags:
    """Which pairs have both customers in one group; a customer may be in several.

    `pair` int64[k] holds pair keys of positions below n; `members` are memberships by kind of
    group, int64[m] each (customer, group). Cost: a sort of the memberships, and the groups of the
    first of each pair.
    """
    low, high = split_pair(pair, n)
    known = np.zeros(len(pair), np.bool_)
    for customer, group in members:
        groups = int(group.max(initial=-1)) + 1
        of = csr(n, customer, group)
        count = np.diff(of.indptr)[low]
        row, place = expand(count, of.indptr[low])
        shared = np.isin(
            pair_key(high[row], group[of.edge[place]], groups), pair_key(customer, group, groups)
        )
        known[row[shared]] = True
    return known
