"""跨圈层桥梁客户: customers who hold others together, or communities."""

from typing import Any

import numpy as np

from service.graph.centrality.community_betweenness import community_betweenness
from service.graph.components.articulation_points import articulation_points
from service.relations.influence.communities import communities
from service.relations.influence.community_ties import community_ties
from service.relations.influence.network import EDGE_TYPES, VIEWS
from service.settings import Settings
from service.tagging import figures
from service.tagging.chunked_details import chunked_details
from service.tagging.declaration import Detail, Edge, Grade, Holdings, Reading, Tag, Text, Told
from service.tagging.grades import by_floor
from service.tagging.sentences import NAMED, listed_en, plural
from service.tagging.shared import once

GRADES = (
    Grade(
        "high",
        Text("高", "high"),
        0.8,
        Text(
            "所在圈层通往其他圈层的最短联系八成以上经过该客户，或若缺少该客户，四成以上的相连客户将与其他客户失去联系："
            "几乎别无他路（本产品参考值）",
            "four fifths of the shortest ways from the community to others, or two fifths of "
            "those connected cut off without this customer: hardly another way is left "
            "(reference value of this product)",
        ),
    ),
    Grade(
        "medium",
        Text("中", "medium"),
        0.5,
        Text(
            "所在圈层通往其他圈层的最短联系半数以上经过该客户，或若缺少该客户，四分之一以上的相连客户将与其他客户失去联系："
            "多数联系要经过该客户（本产品参考值）",
            "half of the shortest ways from the community to others, or a quarter of those "
            "connected cut off without this customer: most contacts go this way (reference "
            "value of this product)",
        ),
    ),
    Grade(
        "low",
        Text("低", "low"),
        None,
        Text(
            "若缺少该客户，只有少数客户将与其他客户失去联系；但对这些客户而言别无他路",
            "without this customer few are cut off, but those have no other way",
        ),
    ),
)

#: Who is on most of the shortest paths is on more than this share of them.
MOST = 0.5


def find(bank: Reading, settings: Settings) -> Holdings:
    """Find who holds the influence network together; ties count both ways, however much they weigh.

    Held by whoever, taken away, leaves `bridge_cut_off` customers or more outside the largest part
    of what is connected now (so does the centre of a star), and by whoever is on most of the
    shortest paths between the other members of its community and those of other communities, before
    they leave it. Only communities large enough to be told count. Where one has two ways out, as in
    a ring of communities, nobody is on most. The score is the larger of the share of paths and
    twice the share that is cut off, at most 1: nothing falls apart worse than into halves.

    Paths are followed from all customers where `bridge_max_steps` allow it, else from some, evenly
    spaced, and the holding says so. Cost: that of `communities`, `articulation_points` and
    `community_betweenness`, and sorts of the holders' ties.
    """
    known = once(bank, communities, settings)
    network, of, n = known.network, known.of, len(known.network)
    ties, counted = (network.follower, network.leader), known.counted[of]
    gates = community_betweenness(n, *ties, np.where(counted, of, -1), settings.bridge_max_steps)
    left = articulation_points(n, *ties)
    share = gates.share
    # Where there is no other community to reach, there is no share to tell.
    opens = counted & (known.size[of] < gates.members)
    places = np.flatnonzero((share > MOST) | (left.cut_off >= settings.bridge_cut_off))
    score = np.maximum(share, np.minimum(2 * left.cut_off / left.size, 1.0))[places].round(12)
    crossing = community_ties(known, left, places)
    leader_ids = bank.customer_ids[network.customers[known.leader]]
    exact = gates.searched == gates.members
    most = settings.evidence_max_edges

    def community(which: int) -> dict[str, Any]:
        return {"leader_id": leader_ids[which], "customers": int(known.size[which])}

    def told(i: int, behind: list[list[Edge]]) -> Detail:
        place = int(places[i])
        own, reached = int(of[place]), crossing.communities(i)
        edges, ties_shown = _listed(behind, most)
        return Detail(
            value={
                "cuts_off": int(left.cut_off[place]),
                "gate_share": float(share[place]) if opens[place] else None,
                "communities": len(reached),
            },
            edges=edges,
            facts={
                "community": community(own) if counted[place] else None,
                "communities_reached": [
                    {**community(which), "ties": count} for which, count in reached[:most]
                ],
                "paths_followed_from": int(gates.searched[place]),
                "gate_share_exact": bool(exact[place]),
                "customers_connected": int(left.size[place]),
                "parts_without": int(left.parts[place]),
                "largest_parts_without": crossing.parts_without(i)[:most],
                "ties": int(crossing.ties[i]),
                "ties_hidden": int(crossing.ties[i]) - ties_shown,
            },
        )

    def details(first: int, last: int) -> list[Detail]:
        edges = crossing.edges(bank, settings, network.customers, first, last)
        return [told(i, behind) for i, behind in zip(range(first, last), edges, strict=True)]

    notes = {
        "on_most_paths": int((share > MOST).sum()),
        "cutting_off": int((left.cut_off >= settings.bridge_cut_off).sum()),
        "paths_followed_from": int(gates.searched.max(initial=0)),
        "gate_shares_exact": bool(exact.all()),
    }
    detail = chunked_details(len(places), details)
    return Holdings(network.customers[places], score, by_floor(score, GRADES), detail, notes=notes)


def _listed(ties: list[list[Edge]], most: int) -> tuple[list[Edge], int]:
    """The edges of whole ties while they are at most `most`, and of how many ties; one at least."""
    edges = ties[0][:most]
    shown = 1
    for tie in ties[1:]:
        if len(edges) + len(tie) > most:
            break
        edges = [*edges, *tie]
        shown += 1
    return edges, shown


def tell(told: Told) -> Text:
    """Which communities it joins, how much of the way out it is, and what would fall apart."""
    share = told.value["gate_share"]
    parts = [_tell_gate(told)] if share is not None and share > MOST else []
    parts += [_tell_cut(told)] if told.value["cuts_off"] else []
    zh, en = "；".join(part.zh for part in parts), "; ".join(part.en for part in parts)
    return Text(zh, en[:1].upper() + en[1:])


def _tell_gate(told: Told) -> Text:
    facts, reached = told.facts, told.facts["communities_reached"]
    leader = facts["community"]["leader_id"]
    own = Text("本圈层", "the community of this customer")
    if leader != told.customer_id:
        name = told.name(leader)
        own = Text(f"{name}所在圈层", f"the community of {name}")
    share = _share(told.value["gate_share"], facts["gate_share_exact"])
    if not reached:
        return Text(
            f"{own.zh}通往其他圈层的最短联系{share.zh}经过该客户",
            f"{share.en} the shortest ways from {own.en} to other communities lead through this "
            "customer",
        )
    others = _around(
        [told.name(community["leader_id"]) for community in reached],
        told.value["communities"],
    )
    return Text(
        f"是{own.zh}与{others.zh}之间的主要联系人：{own.zh}通往其他圈层的最短联系{share.zh}经过该客户",
        f"main contact between {own.en} and {others.en}: {share.en} the shortest ways from the "
        "former to other communities lead through this customer",
    )


def _share(share: float, exact: bool) -> Text:
    """How much of something: all of it, or a percentage, in whole ones where it is estimated."""
    if share == 1 and exact:
        return Text("全部", "all")
    told = figures.share(share if exact else round(share, 2))
    if not exact and round(share, 2) == 1:
        return Text("几乎全部", "nearly all")
    if exact:
        return Text(f"有{told.zh}", f"{told.en} of")
    return Text(f"约{told.zh}", f"about {told.en} of")


def _around(leaders: list[str], total: int) -> Text:
    """Other communities, called by their leaders: 甲、乙所在的2个圈层."""
    if total == 1:
        return Text(f"{leaders[0]}所在圈层", f"that of {leaders[0]}")
    some = "、".join(leaders[:NAMED]) + ("等" if total > NAMED else "")
    return Text(f"{some}所在的{total}个圈层", f"those of {listed_en(leaders, total)}")


def _tell_cut(told: Told) -> Text:
    facts, cut = told.facts, told.value["cuts_off"]
    others, rest = facts["customers_connected"] - 1, facts["largest_parts_without"][0]
    if rest == 1:
        return Text(
            f"若缺少该客户，与其相连的{others:,}位客户将彼此失去联系",
            f"without this customer, the {others:,} others would all lose touch with each other",
        )
    return Text(
        f"若缺少该客户，{cut:,}位客户将与其他客户失去联系",
        f"without this customer, {plural(cut, 'customer')} would lose touch with all others",
    )


TAG = Tag(
    tag_id="bridge",
    version="1.0.0",
    title=Text("跨圈层桥梁客户", "Bridge between communities"),
    meaning=Text(
        "把不同人群连接起来的客户：若缺少该客户，部分客户将与其他客户失去联系；"
        "或其所在圈层通往其他圈层的最短联系多数经过该客户。经由这样的客户，消息才能传进原本够不着的圈层。"
        "关系不分方向，也不论强弱。",
        "Holds others together: without this customer some would lose touch with the rest, or most "
        "of the shortest ways from its community to others lead through it. What is to reach "
        "another community passes such a customer. Ties count both ways, however much they weigh.",
    ),
    audience=Text("市场营销", "marketers"),
    purposes=("service", "marketing"),
    source="articulation points: Hopcroft and Tarjan 1973; shortest paths through a node: Brandes "
    "2001, from pivots Brandes and Pich 2007; why bridges matter: Burt 1992 (structural holes); "
    "what is most, and the grades: reference values of this product",
    views=VIEWS,
    grades=GRADES,
    find=find,
    tell=tell,
    names=("facts.community.leader_id", "facts.communities_reached.leader_id"),
    rests_on=EDGE_TYPES,
)
