"""意见领袖: customers whom others follow, ranked by PageRank over who follows whom."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cypher.arrays import Floats, Ints
from cypher.view import Kinships, Referrals
from cypher.view.accounts import AccountOwners, Payments
from service.graph.csr import csr, merged_arcs
from service.graph.k_core import core_number
from service.graph.largest import largest_per_row
from service.graph.pagerank import pagerank
from service.settings import Settings
from service.tagging.blocks import in_blocks
from service.tagging.declaration import Detail, Edge, Holdings, Reading, Tag, Text, Told
from service.tagging.grading import FIVE_BY_DISTRIBUTION, by_distribution
from service.tagging.payments import OUTSIDE, customer_payments, instants
from service.tagging.telling import listed_en, listed_zh, percent

#: How strongly one tie makes somebody follow, against a referral, which counts 1: somebody who
#: came on another's word has followed already.
REFERRAL = 1.0
#: Kin listen to each other both ways, the closer the more; still less than to a proven word.
KINSHIP = {
    "spouse": 0.8,
    "parent": 0.6,
    "child": 0.6,
    "sibling": 0.6,
    "grandparent": 0.4,
    "grandchild": 0.4,
    "other": 0.3,
}
#: A payment from person to person is a weak sign (the organiser of a group purchase is paid by
#: those who follow); ten of them say as much as a referral, and more than ten no more than that.
PAYMENT = 0.1
PAYMENTS_MOST = 1.0

#: When PageRank has settled: networkx's rule, a change of less than 1e-6 a node, which in a large
#: network would end it at once; there the change in all must be less than a ten-thousandth.
CHANGE_A_NODE = 1e-6
CHANGE_IN_ALL = 1e-4

#: How many followers a holding lists: those who carry most of it.
FOLLOWERS_LISTED = 5


@dataclass(frozen=True)
class Ties:
    """Ties of one kind, one for each pair, sorted by (follower, leader).

    `backwards` says whether the edge as it was recorded leads from the leader to the follower;
    `properties(rows)` is what else the edges of some rows say.
    """

    follower: Ints
    leader: Ints
    weight: Floats
    load_no: Ints
    backwards: NDArray[np.bool_]
    properties: Callable[[Ints], Iterable[dict[str, Any]]]


def find(bank: Reading, settings: Settings) -> Holdings:
    """Find everybody whom somebody follows; the score is the PageRank among those with any tie.

    An arc goes from the follower to the one followed: from the referred to the referrer, between
    kin both ways, from payer to payee where both are persons. Linear in the payments, plus
    PageRank's iterations.
    """
    kinds = {
        "REFERRED": _referrals(bank),
        "KIN_OF": _kinships(bank),
        "PAID": _payments(bank),
    }
    followers = np.concatenate([ties.follower for ties in kinds.values()])
    leaders = np.concatenate([ties.leader for ties in kinds.values()])
    weights = np.concatenate([ties.weight for ties in kinds.values()])
    inside = np.zeros(len(bank), bool)
    inside[followers] = inside[leaders] = True
    customers = np.flatnonzero(inside)
    place = np.cumsum(inside) - 1
    n = len(customers)

    follower, leader, weight = merged_arcs(n, place[followers], place[leaders], weights)
    damping, tolerance = settings.pagerank_damping, min(n * CHANGE_A_NODE, CHANGE_IN_ALL)
    score = pagerank(n, follower, leader, weight, damping, tolerance)
    # Rounding keeps equals equal, however their sums were added up.
    score = score.round(12)
    core = core_number(n, follower, leader)
    by_leader = csr(n, leader, follower)
    leaving = np.bincount(follower, weight, n)
    carried = (score / np.where(leaving > 0, leaving, 1.0))[follower] * weight
    starts, positions = largest_per_row(by_leader.indptr, carried[by_leader.edge], FOLLOWERS_LISTED)
    listed = by_leader.edge[positions]
    inflow = np.bincount(leader, carried, n)

    followers_of = np.diff(by_leader.indptr)
    holders = np.flatnonzero(followers_of)
    rank = 1 + len(holders) - np.searchsorted(np.sort(score[holders]), score[holders], "right")
    grade, cutoffs = by_distribution(score[holders], FIVE_BY_DISTRIBUTION)
    rows = {
        kind: _rows_of(ties, customers[follower[listed]], customers[leader[listed]], len(bank))
        for kind, ties in kinds.items()
    }

    def details(first: int, last: int) -> list[Detail]:
        places = holders[first:last]
        begin, end = starts[places], starts[places + 1]
        block = slice(int(begin[0]), int(end[-1]))
        edges: list[list[Edge]] = [[] for _ in range(block.stop - block.start)]
        for kind, ties in kinds.items():
            for at, edge in _edges(bank, kind, ties, rows[kind][block]):
                edges[at].append(edge)
        begin, end = begin - block.start, end - block.start
        shown = np.add.reduceat(carried[listed[block]], begin)
        return [
            Detail(
                value={"rank": place, "core_number": depth},
                edges=[edge for at in range(a, z) for edge in edges[at]],
                facts={
                    "followers": followers,
                    "followers_listed": z - a,
                    "share_carried_by_listed": share,
                    "core_number": depth,
                    "customers_in_network": n,
                },
            )
            for a, z, place, depth, followers, share in zip(
                *(begin.tolist(), end.tolist(), rank[first:last].tolist()),
                *(core[places].tolist(), followers_of[places].tolist()),
                (shown / inflow[places]).round(4).tolist(),
                strict=True,
            )
        ]

    notes = {"cutoffs": cutoffs, "customers_in_network": n, "ties": len(follower)}
    detail = in_blocks(len(holders), details)
    return Holdings(customers[holders], score[holders], grade, detail, notes=notes)


def _referrals(bank: Reading) -> Ties:
    """Each customer's first referral: later ones brought nobody in."""
    view = bank[Referrals]
    order = np.lexsort((view.referrer_no, view.at, view.referred_no))
    referred, first = np.unique(view.referred_no[order], return_index=True)
    kept = order[first]
    proper = view.referrer_no[kept] != referred
    kept, referred = kept[proper], referred[proper]
    return Ties(
        referred,
        view.referrer_no[kept],
        np.full(len(kept), REFERRAL),
        view.load_no[kept],
        np.ones(len(kept), bool),
        lambda rows: ({"at": at} for at in instants(view.at[kept[rows]])),
    )


def _kinships(bank: Reading) -> Ties:
    """Kin both ways; a pair recorded more than once counts by its closest relation."""
    view = bank[Kinships]
    closeness = np.array([KINSHIP[relation] for relation in view.relation], np.float64)
    follower = np.concatenate((view.a_no, view.b_no))
    leader = np.concatenate((view.b_no, view.a_no))
    row = np.tile(np.arange(len(view.a_no)), 2)
    backwards = np.arange(len(row)) >= len(view.a_no)
    # The row to keep comes first: the closest relation, then one fixed row among equals.
    ties = np.flatnonzero(follower != leader)
    relation = view.relation[row[ties]].astype(str)
    by = (backwards[ties], relation, -closeness[row[ties]], leader[ties], follower[ties])
    ties = ties[np.lexsort(by)]
    _, first = np.unique(follower[ties] * len(bank) + leader[ties], return_index=True)
    kept = ties[first]
    return Ties(
        follower[kept],
        leader[kept],
        closeness[row[kept]],
        view.load_no[row[kept]],
        backwards[kept],
        lambda rows: ({"relation": relation} for relation in view.relation[row[kept[rows]]]),
    )


def _payments(bank: Reading) -> Ties:
    """Payments from person to person up to the run's day, counted for each pair."""
    paid, view = customer_payments(bank), bank[Payments]
    known = (paid.payer != OUTSIDE) & (paid.payee != OUTSIDE)
    counted = known & bank.is_person[paid.payer] & bank.is_person[paid.payee]
    payer, payee, row = paid.payer[counted], paid.payee[counted], paid.row[counted]
    del paid
    at, load_no = view.at[row], view.load_no[row]
    by_payer = csr(len(bank), payer, payee)
    order = by_payer.edge
    payer, payee = payer[order], payee[order]
    new = np.ones(len(order), bool)
    new[1:] = (payer[1:] != payer[:-1]) | (payee[1:] != payee[:-1])
    first = np.flatnonzero(new)
    count = np.diff(np.append(first, len(order)))
    last_at = np.maximum.reduceat(at[order], first) if len(first) else at
    return Ties(
        payer[first],
        payee[first],
        np.minimum(PAYMENT * count, PAYMENTS_MOST),
        np.maximum.reduceat(load_no[order], first) if len(first) else load_no,
        np.zeros(len(first), bool),
        lambda rows: (
            {"payments": payments, "last_at": at}
            for payments, at in zip(count[rows].tolist(), instants(last_at[rows]), strict=True)
        ),
    )


def _rows_of(ties: Ties, follower: Ints, leader: Ints, n: int) -> Ints:
    """Where among the ties each pair stands; -1 where it has no tie of this kind."""
    keys = ties.follower * n + ties.leader
    wanted = follower * n + leader
    if not len(keys):
        return np.full(len(wanted), -1)
    # In their order the look-ups stay in the cache: several times as fast on millions.
    order = np.argsort(wanted)
    at = np.empty(len(wanted), np.int64)
    at[order] = np.searchsorted(keys, wanted[order])
    at[at == len(keys)] = 0
    return np.where(keys[at] == wanted, at, -1)


def _edges(bank: Reading, kind: str, ties: Ties, rows: Ints) -> Iterator[tuple[int, Edge]]:
    """The edges of those rows that are not -1, each with its place among the rows."""
    places = np.flatnonzero(rows >= 0)
    rows = rows[places]
    ends = bank.customer_ids[ties.follower[rows]], bank.customer_ids[ties.leader[rows]]
    backwards = ties.backwards[rows]
    for place, from_id, to_id, load_no, said, weight in zip(
        places.tolist(),
        np.where(backwards, ends[1], ends[0]).tolist(),
        np.where(backwards, ends[0], ends[1]).tolist(),
        ties.load_no[rows].tolist(),
        ties.properties(rows),
        ties.weight[rows].round(4).tolist(),
        strict=True,
    ):
        yield place, Edge(kind, from_id, to_id, load_no, {**said, "weight": weight})


def tell(told: Told) -> Text:
    """Who follows, and how far ahead that puts the customer."""
    facts = told.facts
    followers = dict.fromkeys(
        edge["to"] if edge["from"] == told.customer_id else edge["from"] for edge in told.edges
    )
    names = [told.name(follower) for follower in followers]
    share = percent(facts["share_carried_by_listed"])
    return Text(
        zh=f"有{facts['followers']}位客户跟随，影响力在{facts['customers_in_network']}位有往来的客户中"
        f"排第{told.value['rank']}；主要跟随者为{listed_zh(names)}，占其影响力的{share}",
        en=f"Followed by {facts['followers']} customers, and number {told.value['rank']} in "
        f"influence among {facts['customers_in_network']} that have ties; mostly by "
        f"{listed_en(names)}, who carry {share} of it",
    )


TAG = Tag(
    tag_id="opinion_leader",
    version="1.0.0",
    title=Text("意见领袖", "Opinion leader"),
    meaning=Text(
        "被他人跟随的客户：被推荐人跟随推荐人，亲属互相影响，付款人跟随收款人（限个人之间）。得分为按跟随关系计算的PageRank，跟随者自身越有影响力，得分越高。",
        "A customer whom others follow: the referred follow who referred them, kin follow each "
        "other, and persons follow the persons they pay. The score is the PageRank over who "
        "follows whom: the more influential the followers, the higher.",
    ),
    audience=Text("市场营销", "marketers"),
    source="PageRank: Page, Brin, Motwani, Winograd 1999; k-cores: Seidman 1983; weights and "
    "grades: convention, declared in the tag's file",
    views=(AccountOwners, Kinships, Payments, Referrals),
    grades=FIVE_BY_DISTRIBUTION,
    find=find,
    tell=tell,
    by_distribution=True,
    rests_on=("REFERRED", "KIN_OF", "PAID"),
    marketing=True,
)
