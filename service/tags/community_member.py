"""圈层成员: customers with more influence on each other than on the rest."""

import numpy as np

from service.graph.tables.segments import expand
from service.graph.tables.top_k import top_k_per_row
from service.relations.influence.communities import communities, inner_ties
from service.relations.influence.network import EDGE_TYPES, VIEWS, edges_between
from service.settings import Settings
from service.tagging import figures
from service.tagging.chunked_details import chunked_details
from service.tagging.declaration import Detail, Grade, Holdings, Reading, Tag, Text, Told
from service.tagging.grades import by_floor
from service.tagging.sentences import listed_en, listed_zh, plural
from service.tagging.shared import once

GRADES = (
    Grade(
        "close",
        Text("紧密", "close"),
        0.8,
        Text("五分之四以上的影响关系在圈内", "four fifths of the ties stay inside"),
    ),
    Grade(
        "ordinary",
        Text("一般", "ordinary"),
        0.5,
        Text("半数以上的影响关系在圈内", "half of the ties stay inside"),
    ),
    Grade(
        "loose",
        Text("松散", "loose"),
        0.0,
        Text("多数影响关系在圈外，仍以此圈层最近", "most ties lead outside; none is closer"),
    ),
)

#: How many ties a holding lists: the strongest.
TIES_LISTED = 5


def find(bank: Reading, settings: Settings) -> Holdings:
    """Find the members of each community of `community_least` or more.

    The score is the share of a member's ties, by weight, that stay inside. Cost: that of
    `communities`.
    """
    found = once(bank, communities, settings)
    network, ties = found.network, inner_ties(found)
    places = np.flatnonzero(found.counted[found.of])
    score = ties.belonging[places].round(10)
    starts, listed = top_k_per_row(ties.indptr, ties.weight, TIES_LISTED)
    members = np.diff(ties.indptr)

    def details(first: int, last: int) -> list[Detail]:
        here = places[first:last]
        count = starts[here + 1] - starts[here]
        end = np.cumsum(count)
        place, shown = expand(count, starts[here])
        me, other = here[place], ties.other[listed[shown]]
        ends = network.customers[me], network.customers[other]
        edges, names = edges_between(bank, settings, *ends), bank.customer_ids[ends[1]].tolist()
        return [
            Detail(
                value={"role": "leader" if leads else "member", "size": size},
                edges=[edge for behind in edges[z - number : z] for edge in behind],
                facts={
                    "share_of_ties_inside": share,
                    "tied_to_members": tied,
                    "closest": names[z - number : z],
                    "size": size,
                },
            )
            for z, number, leads, size, share, tied in zip(
                end.tolist(),
                count.tolist(),
                (found.leader[found.of[here]] == here).tolist(),
                found.size[found.of[here]].tolist(),
                ties.belonging[here].round(4).tolist(),
                members[here].tolist(),
                strict=True,
            )
        ]

    return Holdings(
        customer=network.customers[places],
        score=score,
        grade=by_floor(score, GRADES),
        detail=chunked_details(len(places), details),
        groups=found.groups(places),
        notes=found.notes(settings),
    )


def tell(told: Told) -> Text:
    """Whom it is close to, and how much of it stays inside."""
    facts = told.facts
    names = [told.name(fact) for fact in facts["closest"]]
    inside = figures.share(facts["share_of_ties_inside"])
    part = Text(f"有{inside.zh}", f"{inside.en} of the")
    if facts["share_of_ties_inside"] == 1:
        part = Text("全部", "all")
    size = Text(f"{facts['size']:,}位客户", plural(facts["size"], "customer"))
    if told.value["role"] == "leader":
        return Text(
            zh=f"为{size.zh}的圈层之首，与{listed_zh(names)}联系最密切，其影响关系{part.zh}在圈层内",
            en=f"Leads a community of {size.en}, closest to {listed_en(names)}; "
            f"{part.en} ties of influence stay inside",
        )
    head = told.name(told.value["head_id"])
    return Text(
        zh=f"与{listed_zh(names)}联系最密切，其影响关系{part.zh}在{head}所在圈层内（共{size.zh}）",
        en=f"Closest to {listed_en(names)}; {part.en} ties of influence stay inside the "
        f"community led by {head} ({size.en})",
    )


TAG = Tag(
    tag_id="community_member",
    version="1.0.0",
    title=Text("圈层成员", "Community member"),
    meaning=Text(
        "同属一个圈层：成员之间的推荐、付款、亲属、同事关系明显多于与外部的关系。每位客户至多属于一个圈层。",
        "In one community with others: referrals, payments, kinship and shared employers tie its "
        "members to each other more than to the rest. Nobody is in more than one.",
    ),
    audience=Text("市场营销", "marketers"),
    purposes=("service", "marketing"),
    source="Louvain: Blondel, Guillaume, Lambiotte, Lefebvre 2008, with connected communities "
    "after Traag, Waltman, van Eck 2019; grades: reference values of this product",
    views=VIEWS,
    grades=GRADES,
    find=find,
    tell=tell,
    names=("value.head_id", "facts.closest"),
    group_kind="community",
    group_letters="CM",
    rests_on=EDGE_TYPES,
)
