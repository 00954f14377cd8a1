"""The holders that control one entity, and the entities of one holder, without the whole relation.

Control, the columns and the errors are those of `voting_control`; its relation has a row
for every pair, a chain of n companies n * n / 2, and these have one answer for each node.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from service.graph.arrays import Flags, Floats, Ints, as_nodes
from service.graph.control.cascade import Stakes, cascade, stakes
from service.graph.kernels import kernel


def controllers_of(
    votes: tuple[ArrayLike, ArrayLike, ArrayLike],
    records: tuple[ArrayLike, ArrayLike],
    concert: tuple[ArrayLike, ArrayLike],
    is_person: ArrayLike,
    entity: int,
    majority: float,
) -> Flags:
    """Tell who controls the entity, as bool[n]; never itself.

    Whoever does holds a part in it, through whomever: votes and records of others may be left
    out. ValueError where there is no such entity. Cost: O(n + m) and, for each holder, the votes
    and records of what it controls.
    """
    world = stakes(votes, records, concert, is_person, majority)
    as_nodes(world.found.size, [entity])
    return _controllers_of(world, entity)


@kernel
def _controllers_of(world: Stakes, entity: int) -> Flags:
    n = world.found.size
    goal = np.zeros(n, np.bool_)
    goal[entity] = True
    flags = np.zeros(n, np.bool_)
    for x in range(n):
        if x != entity:
            cascade(x, world, goal)
            flags[x] = world.control_round[entity] == world.round[0]
    return flags


def controlled_by(
    votes: tuple[ArrayLike, ArrayLike, ArrayLike],
    records: tuple[ArrayLike, ArrayLike],
    concert: tuple[ArrayLike, ArrayLike],
    is_person: ArrayLike,
    holder: int,
    majority: float,
) -> Flags:
    """Tell what the holder controls, as bool[n]; never itself.

    It holds a part in all of it, through whomever: but for theirs, only the votes that its allies
    hold count. ValueError where there is no such holder. Cost: O(n + m).
    """
    world = stakes(votes, records, concert, is_person, majority)
    as_nodes(world.found.size, [holder])
    found = cascade(holder, world, np.zeros(world.found.size, np.bool_))
    flags = np.zeros(world.found.size, np.bool_)
    flags[world.found[1 : found + 1]] = True
    return flags


class VotesIn(NamedTuple):
    """The votes of holders in one entity: float64[n] each, 0 for those that were not asked about.

    `own` are a holder's and those of all that it controls, `together` also those of its allies.
    """

    own: Floats
    together: Floats
    controls: Flags


def votes_in(
    votes: tuple[ArrayLike, ArrayLike, ArrayLike],
    records: tuple[ArrayLike, ArrayLike],
    concert: tuple[ArrayLike, ArrayLike],
    is_person: ArrayLike,
    holders: Ints,
    entity: int,
    majority: float,
) -> VotesIn:
    """Add up the votes that some holders have in the entity, through whomever they control.

    What lies above the entity is enough, as for `controllers_of`; `controls` bool[n] is what that
    says of these holders. ValueError where there is no such entity or holder. Cost: O(n + m) and,
    for each holder, the votes and records of what it controls.
    """
    world = stakes(votes, records, concert, is_person, majority)
    n = world.found.size
    as_nodes(n, [entity])
    as_nodes(n, holders)
    indptr, company = world.votes
    rows = np.flatnonzero(company == entity)
    direct = np.searchsorted(indptr, rows, side="right") - 1
    return VotesIn(*_votes_in(world, holders, direct, world.share[rows], entity))


@kernel
def _votes_in(
    world: Stakes, holders: Ints, direct: Ints, share: Floats, entity: int
) -> tuple[Floats, Floats, Flags]:
    n = world.found.size
    own, together, flags = np.zeros(n), np.zeros(n), np.zeros(n, np.bool_)
    no_goal = np.zeros(n, np.bool_)
    for x in holders:
        cascade(x, world, no_goal)
        now = world.round[0]
        for k in range(direct.size):
            if direct[k] != entity and world.control_round[direct[k]] == now:
                own[x] += share[k]
        if world.total_round[entity] == now:
            together[x] = world.total[entity]
        flags[x] = x != entity and world.control_round[entity] == now
    return own, together, flags
