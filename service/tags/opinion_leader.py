"""意见领袖: customers whom others follow, ranked by PageRank over who follows whom."""

import numpy as np

from service.graph.components.k_core import core_number
from service.graph.csr import csr
from service.graph.tables.segments import sum_by
from service.graph.tables.top_k import top_k_per_row
from service.relations.influence.network import EDGE_TYPES, VIEWS, tie_edges, whole_network
from service.relations.influence.scores import leading, ranks, whole_scores
from service.settings import Settings
from service.tagging import figures
from service.tagging.chunked_details import chunked_details
from service.tagging.declaration import Detail, Holdings, Reading, Tag, Text, Told
from service.tagging.grades import SERVED, by_distribution
from service.tagging.sentences import listed_en, listed_zh, plural
from service.tagging.shared import once

#: How many followers a holding lists: those who carry most of it.
FOLLOWERS_LISTED = 5


def find(bank: Reading, settings: Settings) -> Holdings:
    """Find the top `leaders_share` of those whom others follow; the score is the PageRank.

    Who ties with the last of them holds it as well. The PageRank is that among all with any tie.
    Cost: that of `influence_ties`, plus PageRank's iterations, linear in the ties each.
    """
    network = once(bank, whole_network, settings)
    customers, follower, leader = network.customers, network.follower, network.leader
    n = len(network)
    score = once(bank, whole_scores, settings)
    core = core_number(n, follower, leader)
    by_leader = csr(n, leader, follower)
    leaving = np.bincount(follower, network.weight, n)
    carried = (score / np.where(leaving > 0, leaving, 1.0))[follower] * network.weight
    starts, positions = top_k_per_row(by_leader.indptr, carried[by_leader.edge], FOLLOWERS_LISTED)
    listed = by_leader.edge[positions]
    inflow = np.bincount(leader, carried, n)

    followers_of = np.diff(by_leader.indptr)
    followed = np.flatnonzero(followers_of)
    held = leading(score[followed], settings)
    holders, rank = followed[held], ranks(score[followed])[held]
    grade, cutoffs = by_distribution(score[holders], SERVED)

    def details(first: int, last: int) -> list[Detail]:
        places = holders[first:last]
        begin, end = starts[places], starts[places + 1]
        ties = listed[begin[0] : end[-1]]
        begin, end = begin - begin[0], end - begin[0]
        ends = customers[follower[ties]], customers[leader[ties]]
        edges, names = tie_edges(bank, settings, *ends), bank.customer_ids[ends[0]].tolist()
        # Others than holders may stand between two of them, with ties of their own.
        shown = sum_by(np.stack((begin, end), axis=1).ravel(), carried[ties])[::2]
        return [
            Detail(
                value={"rank": place, "core_number": depth},
                edges=[edge for behind in edges[a:z] for edge in behind],
                facts={
                    "followers": followers,
                    "followers_listed": names[a:z],
                    "share_carried_by_listed": share,
                    "core_number": depth,
                    "customers_followed": len(followed),
                    "customers_in_network": n,
                },
            )
            for a, z, place, depth, followers, share in zip(
                begin.tolist(),
                end.tolist(),
                rank[first:last].tolist(),
                core[places].tolist(),
                followers_of[places].tolist(),
                (shown / inflow[places]).round(4).tolist(),
                strict=True,
            )
        ]

    notes = {
        "cutoffs": cutoffs,
        "customers_followed": len(followed),
        "customers_in_network": n,
        "ties": len(follower),
    }
    detail = chunked_details(len(holders), details)
    return Holdings(customers[holders], score[holders], grade, detail, notes=notes)


def tell(told: Told) -> Text:
    """Who follows, and how far ahead that puts the customer."""
    facts = told.facts
    names = [told.name(follower) for follower in facts["followers_listed"]]
    share, rank = figures.share(facts["share_carried_by_listed"]), told.value["rank"]
    followers, among = facts["followers"], facts["customers_in_network"]
    by = Text(f"（{listed_zh(names)}）", f" ({listed_en(names)})")
    if followers > len(names):
        by = Text(
            f"（主要为{listed_zh(names)}，占其影响力的{share.zh}）",
            f", mostly by {listed_en(names)}, who carry {share.en} of the influence",
        )
    return Text(
        zh=f"有{followers:,}位客户跟随{by.zh}，影响力在有往来的{among:,}位客户中排第{rank:,}",
        en=f"Followed by {plural(followers, 'customer')}{by.en}; number {rank:,} in influence "
        f"among {plural(among, 'customer')} that have ties",
    )


TAG = Tag(
    tag_id="opinion_leader",
    version="3.0.1",
    title=Text("意见领袖", "Opinion leader"),
    meaning=Text(
        "被他人跟随的客户中影响力居前五分之一的客户，与末位并列的一并计入：被推荐人跟随推荐人，亲属、"
        "同事互相影响，付款人跟随收款人（限个人之间）。每条关系的权重为行为、场景与时间衰减之积。得分为按跟随关系"
        "计算的PageRank，跟随者自身越有影响力，得分越高。",
        "The top fifth in influence of the customers whom others follow, with those "
        "who tie with the last of them: the referred follow who referred them, kin and colleagues "
        "follow each other, and persons follow the persons they pay. A tie weighs by what it was, "
        "where it happened and how long ago. The score is the PageRank over who follows whom: the "
        "more influential the followers, the higher.",
    ),
    audience=Text("市场营销", "marketers"),
    purposes=("service", "marketing"),
    source="PageRank: Page, Brin, Motwani, Winograd 1999; k-cores: Seidman 1983; weights: "
    "reference values of this product, declared in service/relations/influence/weights.py; so are "
    "the grades",
    views=VIEWS,
    grades=SERVED,
    find=find,
    tell=tell,
    names=("facts.followers_listed",),
    by_distribution=True,
    rests_on=EDGE_TYPES,
)
