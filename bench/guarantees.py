"""The six guarantee tags on a million guarantees among half a million customers.

The guarantees are drawn evenly, so that most of the customers that have any are in one strongly
connected component, in which hardly any circle is short: the worst that circles can be. Found from
arrays in memory, with loans; what is wanted is less than 5 seconds for all six. How long it takes
to tell the holdings, which is the publisher's time, is noted beside; for guarantee_circle it
includes the search for the circles that are evidence. Kernels are compiled beforehand; making the
arrays is not timed.

The peer, at a tenth of the size: networkx's strongly_connected_components, out_degree and in_degree
on a DiGraph that is built already. Ours: the same from the columns of the view, sorting them into
pairs included. That the answers agree is checked before anything is timed.
"""

from dataclasses import replace

import networkx as nx
import numpy as np

from bench import synthetic
from bench.banks import must_equal
from bench.figures import Figure
from bench.made_up import made_up_bank
from bench.rounds import alternate, seconds
from bench.synthetic import Sizes
from bench.tags_in_memory import ON, WARM_UP, find_and_tell
from cypher.engine.arrays import Ints, ten_thousandths
from cypher.view import (
    CustomerColumns,
    Customers,
    ExposureColumns,
    Exposures,
    GuaranteeColumns,
    Guarantees,
)
from service.graph.components.components import strongly_connected_components
from service.relations.guarantees.guarantee_pairs import guarantee_pairs
from service.tagging.bank import Bank
from service.tags import catalogue

TAGS = (
    "guarantee_mutual",
    "guarantee_circle",
    "guarantee_hub",
    "guarantee_focus",
    "guarantee_chain",
    "guarantee_overload",
)
CUSTOMERS, GUARANTEES = 500_000, 1_000_000
PEER_SCALE = 0.1
SECONDS = 5.0
AT_LEAST = 5.0
ROUNDS = 3
SEED = 6


def measure(scale: float) -> list[Figure]:
    """Seconds to find each tag and all six, and guarantees a second with networkx's."""
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
        Figure("guarantees, all six tags", "s", (total,), at_most=SECONDS),
        _with_networkx(_bank(scale * PEER_SCALE)),
    ]


def _with_networkx(bank: Bank) -> Figure:
    view = bank[Guarantees]
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(len(bank)))
    graph.add_edges_from(zip(view.guarantor_no.tolist(), view.borrower_no.tolist(), strict=True))

    def peer() -> tuple[int, dict[int, int], dict[int, int]]:
        components = sum(1 for _ in nx.strongly_connected_components(graph))
        return components, dict(graph.out_degree()), dict(graph.in_degree())

    def ours() -> tuple[int, Ints, Ints]:
        pairs = guarantee_pairs(bank)
        label = strongly_connected_components(len(bank), pairs.guarantor, pairs.borrower)
        components = int((label == np.arange(len(bank))).sum())
        return components, pairs.borrowers(), pairs.guarantors()

    expected, found = peer(), ours()
    must_equal("components agree with networkx", found[0], expected[0])
    for of_each, degrees in zip(found[1:], expected[1:], strict=True):
        must_equal("parties agree with networkx", dict(enumerate(of_each.tolist())), degrees)
    rows = len(view.amount)
    theirs, own = alternate(lambda: rows / seconds(peer), lambda: rows / seconds(ours), ROUNDS)
    return Figure("guarantee parties, components", "arcs/s", own, theirs, at_least=AT_LEAST)


def _bank(scale: float) -> Bank:
    """A synthetic bank with every view that the tags read."""
    sizes = Sizes(customers=int(CUSTOMERS * scale), guarantees=int(GUARANTEES * scale))
    return made_up_bank(_ARRAYS, sizes, ON)


def _customers(sizes: Sizes) -> CustomerColumns:
    """Customers with net assets of the size of a few guarantees."""
    columns, random = synthetic.customers(sizes), np.random.default_rng(SEED)
    net_assets = ten_thousandths(random.lognormal(15, 1.5, sizes.customers).round(2))
    return replace(columns, net_assets=net_assets)


def _guarantees(sizes: Sizes) -> GuaranteeColumns:
    """Guarantees between any two, a few of unknown amount or in another currency."""
    random, count = np.random.default_rng(SEED), sizes.guarantees
    guarantor, borrower = random.integers(1, sizes.customers + 1, (2, count))
    borrower = np.where(guarantor == borrower, borrower % sizes.customers + 1, borrower)
    amount = random.lognormal(13, 1, count).round(2)
    amount[random.random(count) < 0.02] = np.nan
    ids = np.array([f"G{number:09}" for number in range(count)], object)
    currency = np.where(random.random(count) < 0.05, "USD", "CNY").astype(object)
    return GuaranteeColumns(
        guarantor, borrower, ids, ten_thousandths(amount), currency, np.ones(count, np.int64)
    )


def _exposures(sizes: Sizes) -> ExposureColumns:
    """One loan to every second customer."""
    random, count = np.random.default_rng(SEED + 1), sizes.customers // 2
    customer = random.integers(1, sizes.customers + 1, count)
    amount = random.lognormal(13, 1, count).round(2)
    return ExposureColumns(
        customer_no=customer,
        kind=np.full(count, "loan", object),
        currency=np.full(count, "CNY", object),
        drawn=ten_thousandths(amount),
        undrawn=np.zeros(count, np.int64),
        covered=np.zeros(count, np.int64),
    )


_ARRAYS = {Customers: _customers, Exposures: _exposures, Guarantees: _guarantees}
