"""Economic dependents and connected clients of a million customers, and closures alone.

`economic_dependent` and `connected_client` are found from arrays in memory: the real `Bank` over a
synthetic one, with the payments of a year as they come from the store (here one row a payment, more
than the store would send), holdings, guarantees, kin and recorded dependencies. No peer: what is
wanted is less than 20 seconds for both. How long it takes to tell the holdings, which is the
publisher's time, is noted beside. Kernels are compiled beforehand; making the arrays is not timed.

`maximal_closures` is compared with networkx on a random graph in which nine of ten count:
`condensation`, `descendants` of each source component, and sets of Python compared where they share
a member. Both start from what they need: arrays, and a graph that is built already. That the
answers agree is checked before anything is timed.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import networkx as nx
import numpy as np

from bench import synthetic
from bench.banks import must_equal
from bench.figures import Figure
from bench.made_up import made_up_bank
from bench.rounds import alternate, seconds
from bench.synthetic import Sizes
from bench.tags_in_memory import FULL, ON, WARM_UP, find_and_tell
from cypher import View
from cypher.engine.arrays import UNKNOWN, ten_thousandths
from cypher.view import (
    Controls,
    CustomerColumns,
    Customers,
    Dependencies,
    DependencyColumns,
    ExposureColumns,
    Exposures,
    Guarantees,
    Kinships,
    Ownerships,
)
from cypher.view.accounts import AccountOwners, MonthlyPaymentColumns, MonthlyPayments
from cypher.view.figures import AnnualFigureColumns, AnnualFigures
from service.graph.components.closures import maximal_closures
from service.tagging.bank import Bank
from service.tags import catalogue

TAGS = ("economic_dependent", "connected_client")
SECONDS = 20.0
SEED = 11
YEAR_MS = 365 * 86_400_000
DEPENDENCIES = 100_000
NODES, ARCS, COUNTING = 100_000, 100_000, 0.9
ROUNDS = 3
AT_LEAST = 5.0


def measure(scale: float) -> list[Figure]:
    """Seconds to find both tags at a million customers, and closures a second with networkx's."""
    small, bank = _bank(WARM_UP), _bank(scale)
    figures = []
    for tag_id in TAGS:
        find_and_tell(catalogue()[tag_id], small)
        took = find_and_tell(catalogue()[tag_id], bank)
        note = f"{took['holdings']:,} holdings, told in {took['telling']:.1f} s more"
        figures.append(Figure(tag_id, "s", (took["finding"],), note=note))
    total = sum(figure.ours[0] for figure in figures)
    return [
        *figures,
        Figure("connected, both tags", "s", (total,), at_most=SECONDS),
        _closures(int(NODES * scale), int(ARCS * scale)),
    ]


def _closures(n: int, m: int) -> Figure:
    random = np.random.default_rng(SEED)
    source, target = random.integers(0, n, (2, m))
    counts, nowhere = random.random(n) < COUNTING, np.zeros(n, np.bool_)
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(n))
    graph.add_edges_from(zip(source.tolist(), target.tolist(), strict=True))
    counting = set(np.flatnonzero(counts).tolist())

    def ours() -> Any:
        return maximal_closures(n, source, target, counts, nowhere)

    found = ours()
    parts = np.split(found.node, found.indptr[1:-1])
    sets = {frozenset(part[counts[part]].tolist()) for part in parts}
    must_equal("closures agree with networkx", sets, _by_networkx(graph, counting))
    theirs, own = alternate(
        lambda: len(sets) / seconds(lambda: _by_networkx(graph, counting)),
        lambda: len(sets) / seconds(ours),
        ROUNDS,
    )
    return Figure("maximal_closures", "closures/s", own, theirs, at_least=AT_LEAST)


def _by_networkx(graph: "nx.DiGraph[int]", counting: set[int]) -> set[frozenset[int]]:
    condensed = nx.condensation(graph)
    members = condensed.nodes(data="members")
    found = set()
    for component, entered in condensed.in_degree():
        if not entered:
            reached = {component, *nx.descendants(condensed, component)}
            counted = frozenset().union(*(members[each] for each in reached)) & counting
            if len(counted) > 1:
                found.add(counted)
    holding = defaultdict(list)
    for each in found:
        for node in each:
            holding[node].append(each)
    return {
        each
        for each in found
        if not any(each < other for other in min((holding[node] for node in each), key=len))
    }


def _bank(scale: float) -> Bank:
    """A synthetic bank with every view that the two tags read."""
    rows = {name: int(count * scale) for name, count in vars(FULL).items()}
    return made_up_bank(_ARRAYS, Sizes(**rows), ON)


def _customers(sizes: Sizes) -> CustomerColumns:
    """Companies have net assets of the size of guarantees, nine of ten customers are clients."""
    columns, random = synthetic.customers(sizes), np.random.default_rng(SEED)
    net_assets = ten_thousandths(random.lognormal(15, 1.5, sizes.customers).round(2))
    net_assets[columns.kind != "company"] = UNKNOWN
    is_client = (random.random(sizes.customers) < COUNTING).astype(np.int64)
    return replace(columns, is_client=is_client, net_assets=net_assets)


def _monthly_payments(sizes: Sizes) -> MonthlyPaymentColumns:
    paid = synthetic.payments(sizes)
    year = paid.at >= synthetic.LAST_MS - YEAR_MS
    month = paid.at[year].astype("datetime64[ms]").astype("datetime64[M]").astype(np.int64)
    ones = np.ones(len(month), np.int64)
    return MonthlyPaymentColumns(
        from_no=paid.from_no[year],
        to_no=paid.to_no[year],
        currency=np.full(len(month), "CNY", object),
        month=month + 12 * 1970,
        payments=ones,
        amount=paid.amount[year],
        load_no=paid.load_no[year],
    )


def _annual_figures(sizes: Sizes) -> AnnualFigureColumns:
    """The years of every second company, of the size of what it is paid in one."""
    company = (np.arange(0, sizes.companies, 2) + 1) * synthetic.ONE_COMPANY_IN
    random, count = np.random.default_rng(SEED + 2), len(company)
    receipts = ten_thousandths(random.lognormal(12, 1.5, count).round(2))
    expenditures = ten_thousandths(random.lognormal(12, 1.5, count).round(2))
    return AnnualFigureColumns(company, receipts, expenditures)


def _dependencies(sizes: Sizes) -> DependencyColumns:
    """Companies that depend on companies, a few of which are the providers of very many."""
    random, companies = np.random.default_rng(SEED + 1), sizes.companies
    count = DEPENDENCIES * sizes.customers // FULL.customers
    provider = (companies * random.random(count) ** 2).astype(np.int64)
    dependent = random.integers(0, companies, count)
    return DependencyColumns(
        provider_no=(provider + 1) * synthetic.ONE_COMPANY_IN,
        dependent_no=(dependent + 1) * synthetic.ONE_COMPANY_IN,
        basis=np.full(count, "receipts", object),
        share=random.random(count),
        load_no=np.ones(count, np.int64),
    )


def _exposures(sizes: Sizes) -> ExposureColumns:
    none, no_text = np.empty(0, np.int64), np.empty(0, object)
    return ExposureColumns(none, no_text, no_text, none, none, none)


_ARRAYS: dict[type[View[Any]], Callable[[Sizes], Any]] = {
    Customers: _customers,
    AccountOwners: synthetic.account_owners,
    AnnualFigures: _annual_figures,
    Controls: lambda _: synthetic.controls(),
    Dependencies: _dependencies,
    Exposures: _exposures,
    Guarantees: synthetic.guarantees,
    Kinships: synthetic.kinships,
    MonthlyPayments: _monthly_payments,
    Ownerships: synthetic.ownerships,
}
