"""循环推荐: customers whose referrals lead around in a ring."""

import numpy as np

from service.relations.referrals.chains import VIEWS, referral_chains
from service.settings import Settings
from service.tagging import figures
from service.tagging.declaration import Detail, Grade, Holdings, Reading, Tag, Text, Told
from service.tagging.grades import by_floor
from service.tagging.shared import once

GRADES = (
    Grade(
        "long",
        Text("多人成环", "several around"),
        3,
        Text(
            "三位及以上：须多人先后配合，难以是偶然的重复登记（本产品参考值）",
            "three or more: it takes several who act one after the other, and is hardly a slip in "
            "the records (reference value of this product)",
        ),
    ),
    Grade(
        "mutual",
        Text("互相推荐", "mutual"),
        None,
        Text(
            "两位互相推荐：常见于套取推荐奖励，也可能是登记时颠倒了双方（本产品参考值）",
            "two who referred each other: seen where rewards are milked, or a record was entered "
            "the wrong way round as well (reference value of this product)",
        ),
    ),
)

#: A sentence names a ring's customers up to so many.
NAMES_AROUND = 6


def find(bank: Reading, settings: Settings) -> Holdings:
    """Find everybody on a ring of first referrals; the score is how many customers are on it.

    A customer has one first referral, so it is on one ring at most, and rings share nobody. The
    ring is cut at its latest referral, of equally late ones at that of the smallest referred id.
    Evidence: the referrals around, beginning after the one that was cut, which comes last; of a
    ring of more than `evidence_max_edges` those from the customer itself on. Cost: that of
    `referral_chains`.
    """
    chains, most = once(bank, referral_chains, settings), settings.evidence_max_edges
    holders = np.sort(chains.members)
    places = chains.on_ring[holders]

    def detail(i: int) -> Detail:
        ring = chains.ring_at(int(places[i]), most)
        return Detail(
            value={
                "size": ring.size,
                "customers": bank.customer_ids[ring.customers].tolist(),
            },
            edges=chains.edges(ring.rows),
            facts={
                "cut_referral": chains.referral(ring.cut),
                "edges_hidden": ring.size - len(ring.rows),
            },
        )

    sizes = np.bincount(chains.ring, minlength=len(bank))
    score = sizes[chains.ring[places]].astype(float)
    return Holdings(holders, score, by_floor(score, GRADES), detail)


def tell(told: Told) -> Text:
    """The ring in a sentence: A → B → C → A, and where it was cut."""
    size, customers = told.value["size"], told.value["customers"]
    names = [told.name(customer) for customer in customers[:NAMES_AROUND]]
    around = [*names, *(["…"] if size > NAMES_AROUND else []), names[0]]
    cut = told.facts["cut_referral"]
    referrer, referred = told.name(cut["referrer_id"]), told.name(cut["referred_id"])
    on = figures.day(cut["at"])
    return Text(
        f"循环推荐：{'→'.join(around)}（{size:,}位）；"
        f"最晚一笔（{on.zh}{referrer}推荐{referred}）不计入推荐链",
        f"Circular referrals of {size:,} customers: {' → '.join(around)}; the latest, in which "
        f"{referrer} referred {referred} on {on.en}, does not count",
    )


TAG = Tag(
    tag_id="referral_ring",
    version="1.0.0",
    title=Text("循环推荐", "Referral ring"),
    meaning=Text(
        "按最早的推荐逐级上溯会绕回自身的客户：甲推荐乙、乙推荐丙、丙又推荐甲。总有一笔推荐的对象早已是客户，"
        "多为套取推荐奖励或登记有误，应予核查。计算推荐链时，其中最晚的一笔不计。",
        "Customers whose first referrals lead back to themselves: A referred B, B referred C, and "
        "C referred A. One of them was a customer already when it was referred: rewards are being "
        "milked, or a record is wrong. Chains leave the latest referral on the ring out.",
    ),
    audience=Text("反洗钱合规、市场营销", "compliance officers, marketers"),
    purposes=("service", "marketing"),
    source="reference value of this product (推荐链); a cycle as in a directed graph",
    views=VIEWS,
    grades=GRADES,
    find=find,
    tell=tell,
    names=("value.customers", "facts.cut_referral.referrer_id", "facts.cut_referral.referred_id"),
)
