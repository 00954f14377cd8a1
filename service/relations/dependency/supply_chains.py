"""Supply chains: the customers that several others live from, and those others."""

from dataclasses import dataclass

import numpy as np

from cypher.engine.arrays import Floats, Ints
from cypher.vocabulary import DEPENDENCY_BASES
from service.graph.arrays import Flags
from service.graph.tables.segments import max_by, runs
from service.relations.dependency.economic_dependency import TRADE_VIEWS, trade_reasons
from service.relations.dependency.reasons import DependencyReasons
from service.relations.dependency.settings import DependencySettings
from service.tagging.declaration import Reading

#: What both tags of supply chains read.
VIEWS = TRADE_VIEWS

#: The bases of those who buy from their core.
_DOWNSTREAM = DEPENDENCY_BASES.words(lambda basis: basis.trade == "downstream")


@dataclass(frozen=True)
class SupplyChains:
    """Who lives from which core: one row a member and core, by (member, core).

    `member`, `core` int64[k] are positions of customers; `upstream` bool[k]: the member sells to
    the core, its receipts come from it; `downstream` bool[k]: it buys from the core, its payments
    go to it; at least one of the two. `share` float64[k] is that of its strongest reason, NaN where
    it is only recorded to live from the core. Why is in `reasons`, at `start[k]` up to, not
    including, `start[k + 1]`, the strongest first.
    """

    member: Ints
    core: Ints
    upstream: Flags
    downstream: Flags
    share: Floats
    start: Ints
    reasons: DependencyReasons

    def side(self, k: int) -> str:
        """On which side of its core a member stands."""
        if self.upstream[k] and self.downstream[k]:
            return "both"
        return "upstream" if self.upstream[k] else "downstream"


def supply_chains(bank: Reading, settings: DependencySettings) -> SupplyChains:
    """Find the cores, from each of whom `supply_chain_members` customers or more live, and those.

    A customer lives from a core that at least `dependency_share` of its receipts of the year come
    from, or of its payments go to; that it sells so much of its output to a core counts as
    receipts. What payments show without a record of the year is to be verified, and left out unless
    `to_verify_counts`. Records count for every customer, those without a share too, payments for
    companies only: a person who lives from one employer is no supplier. A core is a company, a
    government or another organisation, never a person. Source: convention, after the shares of
    EBA/GL/2017/15. Reads the views VIEWS. Cost: that of `trade_reasons`.
    """
    found = trade_reasons(bank, settings)
    found = found.taken(np.flatnonzero(~bank.is_person[found.provider]))
    first = runs(found.dependent, found.provider)[:-1]
    cores = np.bincount(found.provider[first], minlength=len(bank))
    found = found.taken(np.flatnonzero((cores >= settings.supply_chain_members)[found.provider]))
    start = runs(found.dependent, found.provider)
    first, buys = start[:-1], np.isin(found.basis.astype(str), _DOWNSTREAM)
    return SupplyChains(
        member=found.dependent[first],
        core=found.provider[first],
        upstream=max_by(start, ~buys),
        downstream=max_by(start, buys),
        share=found.share[first],
        start=start,
        reasons=found,
    )
