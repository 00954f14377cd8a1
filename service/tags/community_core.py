"""圈层核心: the customer whom most of a community follows."""

import numpy as np

from service.graph.csr import csr
from service.graph.tables.segments import first_by
from service.graph.tables.top_k import top_k_per_row
from service.relations.influence.communities import communities
from service.relations.influence.network import EDGE_TYPES, VIEWS, tie_edges
from service.settings import Settings
from service.tagging import figures
from service.tagging.declaration import Detail, Grade, Holdings, Reading, Tag, Text, Told
from service.tagging.grades import by_floor
from service.tagging.sentences import NAMED, joined_en, plural
from service.tagging.shared import once

GRADES = (
    Grade(
        "dominant",
        Text("突出", "dominant"),
        0.5,
        Text("影响力至少为第二位的两倍", "at least twice the influence of the next"),
    ),
    Grade(
        "clear",
        Text("明显", "clear"),
        0.1,
        Text("影响力高出第二位至少一成", "the next has at most nine tenths of its influence"),
    ),
    Grade(
        "narrow",
        Text("略胜", "narrow"),
        0.0,
        Text("与第二位相差不到一成", "the next comes within a tenth"),
    ),
)

#: Influence by less than this share above that of the next is about the same.
HARDLY = 0.05
#: How many followers a holding lists: those who follow most strongly.
FOLLOWERS_LISTED = 5


def find(bank: Reading, settings: Settings) -> Holdings:
    """Find the leader of each community of `community_least` or more.

    The leader has the highest influence, the score of `opinion_leader`, of equals the first by id.
    Its own score here is its lead: 1 less the share of its influence that the next one has. Cost:
    that of `communities`.
    """
    found = once(bank, communities, settings)
    network, n = found.network, len(found.network)
    leaders = np.sort(found.leader[found.counted])
    second = _seconds(found.of, found.leader, found.score)[found.of[leaders]]
    lead = (1 - found.score[second] / found.score[leaders]).round(10)
    inside = np.flatnonzero(found.of[network.follower] == found.of[network.leader])
    by_leader = csr(n, network.leader[inside], network.follower[inside])
    arcs = inside[by_leader.edge]
    starts, listed = top_k_per_row(by_leader.indptr, network.weight[arcs], FOLLOWERS_LISTED)

    def detail(i: int) -> Detail:
        me, size = leaders[i], int(found.size[found.of[leaders[i]]])
        ties = arcs[listed[starts[me] : starts[me + 1]]]
        followers = network.customers[network.follower[ties]]
        edges = tie_edges(bank, settings, followers, network.customers[network.leader[ties]])
        return Detail(
            value={"role": "leader", "size": size},
            edges=[edge for behind in edges for edge in behind],
            facts={
                "size": size,
                "influence": float(found.score[me]),
                "next_id": bank.customer_ids[network.customers[second[i]]],
                "next_influence": float(found.score[second[i]]),
                "followers_inside": int(by_leader.indptr[me + 1] - by_leader.indptr[me]),
                "followers_listed": bank.customer_ids[followers].tolist(),
            },
        )

    customers = network.customers[leaders]
    groups, notes = found.groups(leaders), found.notes(settings)
    return Holdings(customers, lead, by_floor(lead, GRADES), detail, groups, notes)


def _seconds(of: np.ndarray, leader: np.ndarray, score: np.ndarray) -> np.ndarray:
    """The place with the most influence after the leader in each community; itself if alone."""
    others = np.ones(len(of), bool)
    others[leader] = False
    rest = np.flatnonzero(others)
    best = rest[first_by(of[rest], by=(-score[rest],))]
    second = leader.copy()
    second[of[best]] = best
    return second


def tell(told: Told) -> Text:
    """How large the community is, who follows inside it, and who comes next."""
    facts = told.facts
    names = [told.name(fact) for fact in facts["followers_listed"][:NAMED]]
    rival, total = told.name(facts["next_id"]), facts["followers_inside"]
    zh = f"在{facts['size']:,}位客户的圈层中影响力居首"
    en = f"First in influence in a community of {plural(facts['size'], 'customer')}"
    if total:
        most = Text("主要为", "mostly ") if total > NAMED else Text("", "")
        zh += f"，圈内有{total:,}位客户跟随（{most.zh}{'、'.join(names)}）"
        follow = "1 of whom follows" if total == 1 else f"{total:,} of whom follow"
        en += f", {follow} ({most.en}{joined_en(names)})"
    ahead = _ahead(facts["influence"] / facts["next_influence"], rival)
    return Text(f"{zh}；{ahead.zh}", f"{en}; {ahead.en}")


def _ahead(ratio: float, rival: str) -> Text:
    """How far the influence is above that of the next: a multiple, a share more, or hardly."""
    more = round(ratio - 1, 2)
    if more < HARDLY:
        return Text(f"与第二位{rival}相当", f"about the same as the next, {rival}")
    if ratio < 2:
        above = figures.share(more)
        return Text(
            f"影响力比第二位{rival}高{above.zh}",
            f"{above.en} more influence than the next, {rival}",
        )
    times = figures.multiple(ratio)
    return Text(
        f"影响力为第二位{rival}的{times.zh}", f"{times.en} the influence of the next, {rival}"
    )


TAG = Tag(
    tag_id="community_core",
    version="1.0.0",
    title=Text("圈层核心", "Community core"),
    meaning=Text(
        "所在圈层中影响力最高的客户：圈内客户直接或间接跟随该客户。",
        "The customer with the most influence in a community: the others follow, directly or "
        "through others.",
    ),
    audience=Text("市场营销", "marketers"),
    purposes=("service", "marketing"),
    source="Louvain: Blondel, Guillaume, Lambiotte, Lefebvre 2008; PageRank: Page, Brin, Motwani, "
    "Winograd 1999; grades: reference values of this product",
    views=VIEWS,
    grades=GRADES,
    find=find,
    tell=tell,
    names=("facts.followers_listed", "facts.next_id"),
    group_kind="community",
    group_letters="CM",
    groups_of="community_member",
    rests_on=EDGE_TYPES,
)
