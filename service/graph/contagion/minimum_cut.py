"""The cheapest arcs to take away so that some nodes do not fail, though others do."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from service.graph.arrays import Flags, Floats, Ints, as_nodes, as_weights
from service.graph.contagion.loss_network import LossNetwork
from service.graph.contagion.threshold_cascade import threshold_cascade
from service.graph.csr import csr, row_starts

#: How many cascades a search plays at most, and how many arcs it goes along in all of them.
CASCADES, STEPS = 3000, 200_000_000
#: How many branches are followed for one hitting set.
BRANCHES = 50
#: What the solver is off by, as a part of the largest cost.
ROUNDING = 1e-6

NONE = np.empty(0, np.int64)


@dataclass(frozen=True)
class Cut:
    """The arcs to take away, as ascending positions int64, and what is known of their cost.

    No choice costs less than `bound`; `exact`: nor, to a millionth, less than this one. `lost`
    int64 are the protected nodes that fail whatever is taken away: where there are any, nothing is
    chosen.
    """

    arcs: Ints
    cost: float
    bound: float
    exact: bool
    lost: Ints


def minimum_cut(
    n: int,
    arcs: tuple[ArrayLike, ArrayLike, ArrayLike],
    cost: ArrayLike,
    equity: Floats,
    failed: ArrayLike,
    protected: ArrayLike,
) -> Cut:
    """Find the cheapest arcs without which no protected node fails.

    Nodes fail as in `threshold_cascade`, where the whole amount is lost.

    Parameters
    ----------
    n : int
        How many nodes there are.
    arcs : (int[m], int[m], float[m])
        The failing node, the losing one, the amount; parallel ones stay apart.
    cost : float[m]
        What it costs to take each arc away, more than 0, inf where it must stay.
    equity : float[n]
        What each node can bear.
    failed, protected : int[f], int[p]
        The nodes that fail to begin with, and those that must not; one that is both is lost.

    Returns
    -------
    Cut
        The arcs to take away, and what is known of their cost.

    Raises
    ------
    ValueError
        For costs that are not above 0, and as `as_nodes` and `as_weights` do.

    Notes
    -----
    Of the arcs that made a node fail, enough of them for each node on the way, any solution must
    take one. The cheapest choice that hits all such sets found so far is a lower bound, and the
    solution once no protected node fails without it (implicit hitting sets; the hitting sets by
    scipy's HiGHS). The problem is NP-hard: the search ends after CASCADES cascades, STEPS arcs gone
    along or BRANCHES of one program, with the best found, of which nothing can be spared unless the
    time to try was up, and the bound so far. Deterministic. Cost: O(n + m) a cascade, and an
    integer program a round of sets.

    References
    ----------
    Moreno-Centeno and Karp 2013, The implicit hitting set approach to solve combinatorial
    optimization problems.

    Examples
    --------
    >>> import numpy as np
    >>> arcs = [0, 1], [1, 2], [5.0, 5.0]
    >>> cut = minimum_cut(3, arcs, [3.0, 2.0], np.array([1.0, 5.0, 5.0]), [0], [2])
    >>> cut.arcs.tolist(), cut.cost, cut.exact
    ([1], 2.0, True)
    """
    failing, loser = as_nodes(n, arcs[0], arcs[1])
    amount, cost = as_weights(failing.size, arcs[2]), np.asarray(cost, np.float64)
    (failed,), (protected,) = as_nodes(n, failed), as_nodes(n, np.unique(protected))
    if cost.shape != failing.shape or not (cost > 0).all():
        raise ValueError(f"{failing.size} arcs need as many costs above 0")
    order = csr(n, failing, loser).edge
    failing, loser, amount = failing[order], loser[order], amount[order]
    world = _world(n, failing, loser, amount, cost[order], equity, failed, protected)
    stays = world.cascade(np.flatnonzero(world.removable))
    if len(lost := protected[stays[protected] < n]):
        return Cut(NONE, 0.0, 0.0, False, lost)
    part, positions = _affected(world)
    chosen, bound, exact = _Search(part).run()
    taken = np.sort(order[positions[chosen]])
    total = float(cost[taken].sum())
    return Cut(taken, total, min(bound, total), exact, NONE)


@dataclass(frozen=True)
class _World:
    """The arcs by (failing, loser), those that may be taken away, and who fails and must not.

    In the network parallel arcs stay apart, which makes no difference to a cascade.
    """

    network: LossNetwork
    cost: Floats
    removable: Flags
    equity: Floats
    failed: Ints
    protected: Ints

    def cascade(self, removed: Ints) -> Ints:
        """In which round each node fails without some arcs; n: it does not."""
        amount, n = self.network.amount.copy(), self.network.n
        amount[removed] = 0.0
        without = replace(self.network, amount=amount)
        at = np.full(n, n)
        for k, step in enumerate(
            threshold_cascade(without, self.equity, self.failed, max_rounds=n).rounds
        ):
            at[step.nodes] = k
        return at


def _world(
    n: int,
    failing: Ints,
    loser: Ints,
    amount: Floats,
    cost: Floats,
    equity: Floats,
    failed: Ints,
    protected: Ints,
) -> _World:
    into = csr(n, loser, failing)
    network = LossNetwork(
        n, failing, loser, amount, row_starts(n, failing), (into.indptr, into.edge)
    )
    return _World(network, cost, np.isfinite(cost), equity, failed, protected)


def _affected(world: _World) -> tuple[_World, Ints]:
    """The part of a world in which nodes fail while all arcs are there, and its arcs' positions.

    Nobody else fails without some of them. What a protected node passes on does not matter: while
    none fails there is nothing, and the first to fail does so by others.
    """
    network = world.network
    fails = world.cascade(NONE) < network.n
    passes = fails.copy()
    passes[world.protected] = False
    kept = passes[network.failing] & fails[network.loser] & (network.amount > 0)
    arcs, place = np.flatnonzero(kept), np.cumsum(fails) - 1
    part = _world(
        int(fails.sum()),
        place[network.failing[arcs]],
        place[network.loser[arcs]],
        network.amount[arcs],
        world.cost[arcs],
        world.equity[fails],
        place[world.failed],
        place[world.protected[fails[world.protected]]],
    )
    return part, arcs


class _Search:
    """A search for the cheapest cut of a world in which everybody fails and all can be saved."""

    def __init__(self, world: _World) -> None:
        """Know nothing yet, save that it is enough to take away all that can be."""
        self._world = world
        self._network, self._removable = world.network, world.removable
        self._sets: list[Ints] = []
        self._left = min(CASCADES, STEPS // (self._network.n + len(world.cost) + 1))

    def run(self) -> tuple[Ints, float, bool]:
        """The best cut found, the lower bound of its cost, and whether the two agree."""
        cost = self._world.cost
        best, hits, bound = self._first(), NONE, 0.0
        near = ROUNDING * cost[best].max(initial=0.0)
        shown = True
        while shown and (enough := self._widened(hits)) is not None:
            spared = enough if len(enough) == len(hits) else self._spared(enough)
            best = min(best, spared, key=lambda arcs: float(cost[arcs].sum()))
            if cost[best].sum() <= bound + near:
                return best, bound, True
            hits, at_least, shown = self._hitting_set()
            bound = max(bound, at_least)
        return best, bound, False

    def _first(self) -> Ints:
        """Enough arcs to begin with: those into the protected nodes.

        Where an arc into one of them stays, also those into the node that it comes from.
        """
        network, protected = self._network, self._world.protected
        guarded = np.zeros(network.n, np.bool_)
        guarded[protected] = True
        while True:
            into = np.flatnonzero(self._removable & guarded[network.loser])
            if (at := self._played(into)) is None:
                return np.flatnonzero(self._removable)
            fails = at < network.n
            if not fails[protected].any():
                return into
            stays = ~self._removable & (guarded & fails)[network.loser] & fails[network.failing]
            guarded[network.failing[stays]] = True

    def _played(self, removed: Ints) -> Ints | None:
        """A cascade, while there may be another."""
        if self._left <= 0:
            return None
        self._left -= 1
        return self._world.cascade(removed)

    def _widened(self, hits: Ints) -> Ints | None:
        """Add sets that are not hit until nobody protected fails without any arc of them.

        Comes back as the arcs hit and those of the sets added; None where the time is up.
        """
        protected, removed = self._world.protected, hits
        while (at := self._played(removed)) is not None:
            first = protected[np.argmin(at[protected])] if len(protected) else 0
            if not len(protected) or at[first] == self._network.n:
                return removed
            self._sets.append(self._behind(first, at, removed))
            removed = np.concatenate((removed, self._sets[-1]))
        return None

    def _behind(self, node: int, at: Ints, removed: Ints) -> Ints:
        """Removable arcs behind a failure: without taking one of them it cannot be averted.

        Of the arcs into each node on the way, those that stay come first, then those from nodes
        that are on the way already, then the largest, until they are enough.
        """
        network, equity = self._network, self._world.equity
        indptr, arc = network.into
        gone = np.zeros(len(arc), np.bool_)
        gone[removed] = True
        on_the_way = at == 0
        behind, waiting = [], [node]
        on_the_way[node] = True
        while waiting:
            loser = waiting.pop()
            arcs = arc[indptr[loser] : indptr[loser + 1]]
            arcs = arcs[~gone[arcs] & (at[network.failing[arcs]] < at[loser])]
            amount, known = network.amount[arcs], on_the_way[network.failing[arcs]]
            order = np.lexsort((-amount, ~known, self._removable[arcs]))
            enough = int(np.searchsorted(np.cumsum(amount[order]), equity[loser])) + 1
            taken = arcs[order[:enough]]
            behind.append(taken[self._removable[taken]])
            sources = np.unique(network.failing[taken])
            waiting += sources[~on_the_way[sources]].tolist()
            on_the_way[sources] = True
        return np.unique(np.concatenate(behind))

    def _spared(self, enough: Ints) -> Ints:
        """Give back arcs, the dearest first, of which none is needed (QuickXplain, Junker 2004)."""
        order = np.argsort(self._world.cost[enough], kind="stable")
        return self._needed(NONE, enough[order], tested=True)

    def _needed(self, base: Ints, arcs: Ints, tested: bool) -> Ints:
        """Those of the arcs that are needed beside the base; `tested`: the base is not enough."""
        if not tested and self._saves(base):
            return NONE
        if len(arcs) == 1 or self._left <= 0:
            return arcs
        cheap, dear = arcs[: len(arcs) // 2], arcs[len(arcs) // 2 :]
        dear = self._needed(np.concatenate((base, cheap)), dear, tested=False)
        cheap = self._needed(np.concatenate((base, dear)), cheap, tested=not len(dear))
        return np.concatenate((cheap, dear))

    def _saves(self, removed: Ints) -> bool:
        at = self._played(removed)
        return at is not None and bool((at[self._world.protected] == self._network.n).all())

    def _hitting_set(self) -> tuple[Ints, float, bool]:
        """The cheapest arcs that hit every set, their cost, and whether that could be shown.

        Where it takes more than BRANCHES to show there are no arcs, and a lower bound of the cost.
        """
        arcs, column = np.unique(np.concatenate(self._sets), return_inverse=True)
        row = np.repeat(np.arange(len(self._sets)), [len(members) for members in self._sets])
        cost = self._world.cost[arcs]
        found = milp(
            cost / cost.max(),
            integrality=np.ones(len(arcs), np.uint8),
            bounds=Bounds(0, 1),
            constraints=LinearConstraint(csr_array((np.ones(len(row)), (row, column))), 1, np.inf),
            options={"node_limit": BRANCHES, "mip_rel_gap": 0},
        )
        if found.status == 0:
            chosen = found.x > 0.5
            return arcs[chosen], float(cost[chosen].sum()), True
        return NONE, float(found.mip_dual_bound or 0.0) * cost.max(), False
