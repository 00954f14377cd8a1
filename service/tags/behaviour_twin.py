"""行为相似客户: who pays and is paid by much the same parties as holders of a chosen tag."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from cypher.engine.arrays import Floats, Ints
from cypher.view.accounts import AccountOwners, Accounts, Payments
from service.graph.arrays import Flags
from service.graph.similarity.top_similar import in_common, top_similar
from service.relations.payments.counterparty_profiles import (
    PAYEE,
    CounterpartyProfiles,
    PaidPairs,
    Shared,
    counterparty_profiles,
    paid_pairs,
)
from service.relations.payments.counterparty_text import parties_in_common
from service.settings import Settings
from service.tagging import figures
from service.tagging.declaration import Detail, Edge, Grade, Holdings, Reading, Tag, Text, Told
from service.tagging.grades import by_floor
from service.tagging.shared import holdings_of
from service.tags import catalogue

GRADES = (
    Grade(
        "high",
        Text("高", "high"),
        0.8,
        Text(
            "相似度80%以上（本产品参考值）：收付款对象几乎相同，宜优先触达",
            "80% alike or more (reference value of this product): nearly the same payees and "
            "payers; to be approached first",
        ),
    ),
    Grade(
        "medium",
        Text("中", "medium"),
        0.5,
        Text(
            "相似度50%以上（本产品参考值）：共同的收付款对象占了主要部分",
            "50% alike or more (reference value of this product): most of what tells of them "
            "they have in common",
        ),
    ),
    Grade(
        "low",
        Text("低", "low"),
        None,
        Text(
            "达到最低相似度（本产品参考值，默认30%）：有若干共同对象，供扩大名单时选用",
            "alike enough to be one (reference value of this product, 30% by default): some "
            "parties in common; for a longer list",
        ),
    ),
)

#: How many of the counterparties in common the facts list: those that weigh most.
COUNTERPARTIES_LISTED = 5


def find(bank: Reading, settings: Settings) -> Holdings:
    """Find who is not among the holders of the chosen tag and deals with the same parties.

    Each is compared with every holder of its kind who has paid or been paid (no person is the twin
    of a company), and told with the one most like it; among equals the one whose id comes first.
    The score is the cosine of what the two pay and are paid by, both ways weighed as
    `counterparty_profiles` says. Cost: linear in the payments, plus that of `top_similar`.
    """
    chosen = catalogue()[settings.behaviour_twin_of]
    holdings = holdings_of(bank, chosen.tag_id)
    holds = np.zeros(len(bank), np.bool_)
    holds[holdings.customer] = True
    pairs = paid_pairs(bank)
    acting = counterparty_profiles(pairs, settings)
    pays = np.diff(acting.rows.indptr) > 0
    asked = np.flatnonzero(pays & ~holds)
    customer, twin, similarity = _twins(bank, acting, asked, holds, settings)
    compared = int(np.count_nonzero(pays & holds))

    def listed(columns: Ints, share: Floats, places: Ints) -> list[list[Any]]:
        first = places[:COUNTERPARTIES_LISTED]
        return [
            [pairs.party_id(bank.customer_ids, column.party), column.share]
            for column in acting.shared(columns[first], share[first])
        ]

    def detail(i: int) -> Detail:
        mine, theirs = int(customer[i]), int(twin[i])
        twin_id, alike = str(bank.customer_ids[theirs]), float(similarity[i])
        columns, share = in_common(acting.rows, mine, theirs)
        payees, payers = acting.of_each_side(columns)
        most = settings.evidence_max_edges
        common = acting.shared(columns[:most], share[:most])
        shown, edges = _edges(bank, pairs, (mine, theirs), common, most)
        value = {"tag_id": chosen.tag_id, "twin_id": twin_id, "similarity": alike}
        facts = {
            "similarity": alike,
            "twin": [twin_id],
            "payees_in_common": len(payees),
            "payees": listed(columns, share, payees),
            "payers_in_common": len(payers),
            "payers": listed(columns, share, payers),
            "counterparties_without_edges": len(columns) - shown,
            "holders_compared": compared,
            "least_similarity": settings.twin_similarity,
        }
        return Detail({**value, "shared": len(columns)}, edges, facts)

    notes = {
        "of": chosen.tag_id,
        "holders_compared": compared,
        "common_counterparties": int(acting.rows.common.sum()),
    }
    return Holdings(customer, similarity, by_floor(similarity, GRADES), detail, notes=notes)


def _twins(
    bank: Reading, acting: CounterpartyProfiles, asked: Ints, holds: Flags, settings: Settings
) -> tuple[Ints, Ints, Floats]:
    """Who of those asked about has a twin among the holders of its kind, which, and how alike."""
    twin, similarity = np.full(len(bank), -1), np.zeros(len(bank))
    for kind in sorted(set(bank.kind[asked].tolist())):
        some = asked[bank.kind[asked] == kind]
        among = holds & (bank.kind == kind)
        least = settings.twin_similarity, settings.twin_counterparties
        found = top_similar(acting.rows, some, among, 1, *least)
        twin[some], similarity[some] = found.row[:, 0], found.cosine[:, 0]
    customer = np.flatnonzero(twin >= 0)
    return customer, twin[customer], similarity[customer]


def _edges(
    bank: Reading,
    pairs: PaidPairs,
    both: tuple[int, int],
    common: Sequence[Shared],
    most: int,
) -> tuple[int, list[Edge]]:
    """What both paid or were paid by the counterparties that weigh most, and of how many of them.

    A counterparty is shown with what both dealt with it, or not at all, save that the first is cut
    where it alone would be too much.
    """
    shown, edges = 0, list[Edge]()
    for column in common:
        ends = [
            (one, column.party) if column.side == PAYEE else (column.party, one) for one in both
        ]
        further = [edge for payer, payee in ends for edge in pairs.edges(bank, payer, payee)]
        if shown and len(edges) + len(further) > most:
            break
        shown, edges = shown + 1, (edges + further)[:most]
    return shown, edges


def tell(told: Told) -> Text:
    """Whom the customer is like, how much so, and by which payees and payers."""
    facts, (twin_id,) = told.facts, told.facts["twin"]
    twin, alike = told.name(twin_id), figures.share(facts["similarity"])
    tag_id = told.value["tag_id"]
    # The tag may have left the catalogue since.
    title = catalogue()[tag_id].title if tag_id in catalogue() else Text(tag_id, tag_id)
    payees, payers = (
        [told.name(party) for party, _ in facts[side]] for side in ("payees", "payers")
    )
    counts = facts["payees_in_common"], facts["payers_in_common"]
    common = parties_in_common(payees, payers, counts)
    return Text(
        zh=f"收付款对象与持有“{title.zh}”标签的{twin}相似度为{alike.zh}：{common.zh}",
        en=f"Deals with much the same parties as {twin}, who holds the tag {title.en} "
        f"({alike.en} alike): {common.en}",
    )


TAG = Tag(
    tag_id="behaviour_twin",
    version="2.0.0",
    title=Text("行为相似客户", "Behaviour twin"),
    meaning=Text(
        "自身未持有选定标签（默认为意见领袖），但收付款对象与其持有者高度相似的客户，可作为相似人群拓展的基础。相似度为收付款对象向量的余弦：往来次数越多权重越大，往来客户越多的对象权重越小；金额不计入，跨币种不相加。",
        "A customer who does not hold a chosen tag (opinion leader by default), but pays and is "
        "paid by much the same parties as somebody who does: the base for look-alikes. Alike means "
        "the cosine of payees and payers, which weigh more the more often the two dealt, and less "
        "the more customers deal with them. Amounts do not count, so currencies are never added "
        "up.",
    ),
    audience=Text("市场营销", "marketers"),
    purposes=("service", "marketing"),
    source="tf-idf and cosine: Salton, Buckley 1988; which tag, the least similarity and the "
    "grades: reference values of this product, declared in the settings and the tag's file",
    views=(AccountOwners, Accounts, Payments),
    grades=GRADES,
    find=find,
    tell=tell,
    names=("facts.twin", "facts.payees", "facts.payers"),
    rests_on=("PAID",),
    stands_on=lambda settings: (settings.behaviour_twin_of,),
)
