"""推荐链发起人: customers with whom a chain of referrals begins."""

import numpy as np

from service.graph.tree.branching import foremost_children
from service.relations.referrals.chains import VIEWS, referral_chains
from service.settings import Settings
from service.tagging.declaration import Detail, Grade, Holdings, Reading, Tag, Text, Told
from service.tagging.sentences import NAMED, listed_en, plural
from service.tagging.shared import once

GRADES = (
    Grade(
        "self_spreading",
        Text("自行扩散", "self-spreading"),
        None,
        Text(
            "三级及以上：其推荐的客户带来的客户又在推荐他人，链条不靠发起人也在延伸（本产品参考值）",
            "three levels or more: customers brought by those referred refer others in turn, so "
            "the chain goes on without its starter (reference value of this product)",
        ),
    ),
    Grade(
        "passed_on",
        Text("有所传递", "passed on"),
        None,
        Text(
            "两级：其推荐的客户中已有人再推荐他人（本产品参考值）",
            "two levels: some of those referred refer others (reference value of this product)",
        ),
    ),
    Grade(
        "direct",
        Text("仅直接推荐", "direct only"),
        None,
        Text(
            "一级：其推荐的客户尚未推荐他人（本产品参考值）",
            "one level: nobody of those referred has referred others (reference value of this "
            "product)",
        ),
    ),
)


def find(bank: Reading, settings: Settings) -> Holdings:
    """Find who referred others and was referred by nobody; the score is everybody in the chain.

    Graded by how many levels the chain has below its root. Somebody is a root too where the
    referral of it closed a ring and was cut, and where its referrer is no customer any more.
    Evidence: whom it referred, the earliest first. Cost: that of `referral_chains`.
    """
    chains, most = once(bank, referral_chains, settings), settings.evidence_max_edges
    referrer, ids = chains.forest.parent, bank.customer_ids
    holders = np.flatnonzero((referrer < 0) & (chains.direct > 0))
    referred = np.flatnonzero(referrer >= 0)
    earliness = np.zeros(len(bank))
    earliness[referred] = -chains.view.at[chains.first[referred]]
    starts, earliest = foremost_children(chains.forest, earliness, most)

    def detail(i: int) -> Detail:
        root = int(holders[i])
        listed = earliest[starts[root] : starts[root + 1]]
        counts = {name: int(getattr(chains, name)[root]) for name in ("direct", "total", "deepest")}
        cut = chains.cut(root)
        return Detail(
            value=counts,
            edges=chains.edges(chains.first[listed]),
            facts={
                "referred": ids[listed].tolist(),
                "edges_hidden": counts["direct"] - len(listed),
                "cut_referral": None if cut < 0 else chains.referral(cut),
            },
        )

    total, deepest = chains.total[holders], chains.deepest[holders]
    grade = len(GRADES) - np.minimum(deepest, len(GRADES))
    return Holdings(holders, total.astype(float), grade, detail)


def tell(told: Told) -> Text:
    """Whom it referred, and how far the chain has come."""
    direct, total, deepest = (told.value[name] for name in ("direct", "total", "deepest"))
    names = [told.name(fact) for fact in told.facts["referred"][:NAMED]]
    zh = f"推荐链由其发起：直接推荐{direct:,}位客户"
    en = f"Started a referral chain: referred {plural(direct, 'customer')}"
    if len(names) == min(direct, NAMED):
        zh += f"（{'、'.join(names)}{'等' if direct > NAMED else ''}）"
        en += f" ({listed_en(names, direct)})"
    if deepest > 1:
        zh += f"，连同其后各级共带来{total:,}位，最深到第{deepest}级"
        en += f", and has brought {total:,} in all over {deepest} levels"
    else:
        zh += "，被推荐的客户尚未推荐他人"
        en += ", who {} referred nobody yet".format("has" if direct == 1 else "have")
    if told.facts["cut_referral"]:
        zh += "；曾出现循环推荐，最晚的一笔不计，故以其为起点"
        en += "; there were circular referrals, of which the latest does not count, so the chain "
        en += "starts here"
    return Text(zh, en)


TAG = Tag(
    tag_id="referral_root",
    version="1.0.0",
    title=Text("推荐链发起人", "Referral root"),
    meaning=Text(
        "推荐过他人、自身不是经人推荐而来的客户，一条推荐链由此开始。同一客户被多次推荐的，以最早一次为准；"
        "推荐人已销户或不在册的，链条从其后一位重新算起。",
        "Referred others and was referred by nobody: a chain of referrals begins here. Of several "
        "referrals of a customer the earliest counts; where the referrer is no customer any more, "
        "the chain begins anew after it.",
    ),
    audience=Text("市场营销", "marketers"),
    purposes=("service", "marketing"),
    source="reference value of this product (推荐链); a root as in a directed forest (branching)",
    views=VIEWS,
    grades=GRADES,
    find=find,
    tell=tell,
    names=("facts.referred",),
)
