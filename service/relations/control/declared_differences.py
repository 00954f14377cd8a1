"""Where control groups and the groups that the bank declared differ, as arrays."""

from typing import NamedTuple

import numpy as np

from cypher.engine.arrays import Floats, Ints
from service.graph.arrays import Flags
from service.graph.tables.joins import matching_rows
from service.graph.tables.segments import first_by, pair_key, split_pair

#: In what a customer differs: the places of its grades.
UNDECLARED_GROUP, UNDECLARED, UNDERIVED = range(3)
#: How many clients make a group that the bank should have declared.
LEAST_CLIENTS = 2


class Members(NamedTuple):
    """Members of groups, by group and customer; `row` is where each stood before."""

    customer: Ints
    group: Ints
    row: Ints

    def of(self, group: int) -> slice:
        """The rows of a group."""
        return slice(*np.searchsorted(self.group, (group, group + 1)))

    @property
    def size(self) -> Ints:
        """How many members each group has."""
        return np.bincount(self.group)


def members_of(customer: Ints, group: Ints) -> Members:
    """Members by group and customer; a sort of them."""
    order = np.lexsort((customer, group))
    return Members(customer[order], group[order], order)


class Matches(NamedTuple):
    """Derived groups with their declared counterparts, one row a pair, the best match first.

    `jaccard` is the share of the members in both among the members of either.
    """

    derived: Ints
    declared: Ints
    shared: Ints
    jaccard: Floats


class Differences(NamedTuple):
    """Customers that stand on one side only, one row each for a declared group, or for none.

    `group` is the derived group, `match` the row of the matches, -1 where nothing is declared,
    `kind` one of the three above, `entry` the row of a declared member that is not borne out, -1
    elsewhere.
    """

    customer: Ints
    group: Ints
    match: Ints
    kind: Ints
    entry: Ints


def matches_of(derived: Members, declared: Members) -> Matches:
    """Each derived group's counterpart, where it shares a member with a declared group at all.

    That with which it shares most members, then by Jaccard, then by id. Cost: sorts of the members.
    """
    left, right = matching_rows(derived.customer, declared.customer)
    d = int(declared.group.max(initial=0)) + 1
    pairs, shared = np.unique(
        pair_key(derived.group[left], declared.group[right], d), return_counts=True
    )
    party, there = split_pair(pairs, d)
    jaccard = shared / (derived.size[party] + declared.size[there] - shared)
    kept = first_by(party, by=(-shared, -jaccard, there))
    kept = kept[np.lexsort((party[kept], -jaccard[kept], -shared[kept]))]
    return Matches(party[kept], there[kept], shared[kept], jaccard[kept])


def differences(
    derived: Members, declared: Members, matches: Matches, belongs: Flags, aside: Flags
) -> Differences:
    """Customers on one side only of a match, and those of groups that have no counterpart.

    `belongs` bool[n] are those whom a declared group must have, `aside` bool[n] those of whom
    nothing is said where they are declared. Each customer comes once for a declared group, with the
    best match where there are several. Cost: sorts of the members.
    """
    match_of = np.full(int(derived.group.max(initial=0)) + 1, -1)
    match_of[matches.derived] = np.arange(len(matches.derived))
    best_of = np.full(int(declared.group.max(initial=0)) + 1, -1)
    best = first_by(matches.declared)
    best_of[matches.declared[best]] = best

    # The members of matched groups by match, and each with the declared group as one number.
    match = match_of[derived.group]
    rows = np.flatnonzero(match >= 0)
    rows = rows[np.argsort(match[rows], kind="stable")]
    d = len(best_of)
    expected = pair_key(derived.customer[rows], matches.declared[match[rows]], d)
    actual = pair_key(declared.customer, declared.group, d)
    first = first_by(expected)
    missing = rows[first[~np.isin(expected[first], actual)]]
    missing = missing[belongs[derived.customer[missing]]]
    extra = np.flatnonzero((best_of[declared.group] >= 0) & ~np.isin(actual, expected))
    extra = extra[~aside[declared.customer[extra]]]
    closest = best_of[declared.group[extra]]

    alone = np.flatnonzero((match < 0) & belongs[derived.customer])
    alone = alone[np.bincount(derived.group[alone])[derived.group[alone]] >= LEAST_CLIENTS]
    none = np.full(len(alone) + len(missing), -1)
    return Differences(
        np.concatenate(
            (derived.customer[alone], derived.customer[missing], declared.customer[extra])
        ),
        np.concatenate((derived.group[alone], derived.group[missing], matches.derived[closest])),
        np.concatenate((none[: len(alone)], match[missing], closest)),
        np.repeat(
            (UNDECLARED_GROUP, UNDECLARED, UNDERIVED), (len(alone), len(missing), len(extra))
        ),
        np.concatenate((none, declared.row[extra])),
    )
