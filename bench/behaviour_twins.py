"""The ten customers most like each of 100,000, who pay a million distinct payees between them.

Payees follow Zipf's law: the largest is paid by more than a third of all customers, most by a few.
Ours: from the pairs who have paid each other, weighing them included, to the ten most similar of
every customer; wanted in less than 5 seconds. Beside it, for the record, what a request for
look-alikes costs: the cosine of everybody with the centroid of a thousand seeds.

The peer is the product of scipy's sparse matrix with its transpose, a block of rows at a time, and
numpy's argpartition for the largest ten; it gets some of the rows, since all of them would take
minutes, and both sides are told as rows a second. scipy has one core, ours all of them. The peer
also looks at those who have nothing in common but what more than twin_common_customers pay, whom
ours leaves out by rule; without them the answers are compared before anything is timed. Kernels are
compiled beforehand.
"""

from typing import Any

import numpy as np
from scipy.sparse import csr_array

from bench.banks import must_equal
from bench.figures import Figure
from bench.rounds import alternate, seconds
from cypher.engine.arrays import Floats, Ints
from service.graph.similarity.tf_idf import UnitRows
from service.graph.similarity.top_similar import (
    DIGITS,
    TopSimilar,
    centroid,
    cosines,
    top_similar,
)
from service.relations.payments.counterparty_profiles import PaidPairs, counterparty_profiles
from service.settings import Settings

CUSTOMERS, PAYEES, PAIRS = 100_000, 100_000, 1_000_000
MOST = 10
SEEDS = 1_000
#: How many rows the peer gets, and how many at a time.
PEER_ROWS, BLOCK = 1_000, 200
SECONDS, AT_LEAST = 5.0, 5.0
ROUNDS = 3
SEED = 23


def measure(scale: float) -> list[Figure]:
    """Seconds for everybody's ten most similar, rows a second beside the peer, and one request."""
    _twins(_pairs(0.01))
    pairs = _pairs(scale)
    rows = _rows(pairs)
    some = np.sort(np.random.default_rng(SEED).choice(len(rows), int(PEER_ROWS * scale), False))
    _must_agree(rows, some)
    took = tuple(seconds(lambda: _twins(pairs)) for _ in range(ROUNDS))
    theirs, own = alternate(
        lambda: len(some) / seconds(lambda: _by_scipy(rows, some)),
        lambda: len(rows) / seconds(lambda: _most_similar(rows, np.arange(len(rows)))),
        ROUNDS,
    )
    seeds = some[: int(SEEDS * scale)]
    request = tuple(seconds(lambda: cosines(rows, centroid(rows, seeds))) for _ in range(ROUNDS))
    note = (
        f"{len(pairs.payer):,} pairs; {int(rows.common.sum())} payees of more than "
        f"{Settings().twin_common_customers:,} customers, the largest of {rows.frequency.max():,}"
    )
    return [
        Figure("behaviour twins, top 10", "s", took, at_most=SECONDS, note=note),
        Figure("most similar rows", "rows/s", own, theirs, at_least=AT_LEAST),
        Figure(f"look-alikes of {len(seeds):,} seeds", "s", request),
    ]


def _pairs(scale: float) -> PaidPairs:
    """Distinct pairs of customers and payees outside, and how often the one paid the other."""
    random = np.random.default_rng(SEED)
    n, payees, count = (int(each * scale) for each in (CUSTOMERS, PAYEES, PAIRS))
    chance = 1 / np.arange(1, payees + 1)
    payee = random.choice(payees, 3 * count, p=chance / chance.sum())
    keys = np.unique(random.integers(0, n, 3 * count) * payees + payee)
    keys = np.sort(random.permutation(keys)[:count])
    must_equal("distinct pairs", len(keys), count)
    payments = random.geometric(0.3, count)
    start = np.concatenate(([0], np.cumsum(payments)))
    outside = np.array([f"@{each:07}" for each in range(payees)], object)
    return PaidPairs(n, outside, keys // payees, n + keys % payees, start, np.arange(start[-1]))


def _rows(pairs: PaidPairs) -> UnitRows:
    return counterparty_profiles(pairs, Settings()).rows


def _most_similar(rows: UnitRows, asked: Ints) -> TopSimilar:
    return top_similar(rows, asked, np.ones(len(rows), np.bool_), MOST)


def _twins(pairs: PaidPairs) -> TopSimilar:
    return _most_similar(_rows(pairs), np.arange(pairs.n))


def _by_scipy(rows: UnitRows, asked: Ints) -> list[Floats]:
    """The largest cosines of some rows with others, the largest first."""
    matrix = _matrix(rows)
    transposed = matrix.T.tocsr()
    found = []
    for begin in range(0, len(asked), BLOCK):
        block = asked[begin : begin + BLOCK]
        found += _largest(matrix[block] @ transposed, block)
    return found


def _matrix(rows: UnitRows) -> Any:
    return csr_array((rows.value, rows.column, rows.indptr), shape=(len(rows), len(rows.common)))


def _largest(product: Any, asked: Ints) -> list[Floats]:
    found = []
    for i, u in enumerate(asked.tolist()):
        here = slice(product.indptr[i], product.indptr[i + 1])
        cosine = product.data[here][product.indices[here] != u]
        if len(cosine) > MOST:
            cosine = cosine[np.argpartition(-cosine, MOST)[:MOST]]
        found.append(-np.sort(-cosine))
    return found


def _must_agree(rows: UnitRows, asked: Ints) -> None:
    """Raise Unequal unless both find the same cosines among those who have met."""
    few = asked[:BLOCK]
    ours = _most_similar(rows, few).cosine
    matrix = _matrix(rows)
    rare = matrix.copy()
    rare.data = np.where(rows.common[rows.column], 0.0, 1.0)
    rare.eliminate_zeros()
    met = (rare[few] @ rare.T.tocsr()).astype(bool)
    theirs = _largest(csr_array((matrix[few] @ matrix.T.tocsr()).multiply(met)), few)
    for mine, other in zip(ours, theirs, strict=True):
        agree = np.allclose(mine[: len(other)], other, rtol=0, atol=10.0**-DIGITS)
        must_equal("cosines agree with scipy", bool(agree and not mine[len(other) :].any()), True)
