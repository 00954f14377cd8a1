"""风险传染源: customers whose failure would bring others into distress."""

import numpy as np

from service.relations.contagion.loss_edges import TYPES, VIEWS
from service.relations.contagion.single_failures import single_failures
from service.settings import Settings
from service.tagging.declaration import Detail, Holdings, Reading, Tag, Text, Told
from service.tagging.grades import FIVE_BY_DISTRIBUTION, by_distribution
from service.tagging.sentences import listed_en, listed_zh, percent, plural
from service.tagging.shared import once


def find(bank: Reading, settings: Settings) -> Holdings:
    """Find everybody whose failure alone would distress somebody; the score is the impact.

    The impact is the part of what the bank has lent, to all customers, that its failure brings into
    distress, itself left out; where nobody has an exposure, of the number of customers. Cost: that
    of `single_failures`, and a sort of each holder's own loss edges.
    """
    failures = once(bank, single_failures, settings)
    network, of_each = failures.arcs.network, failures.of_each
    holders = np.flatnonzero(of_each.reached)
    score = of_each.impact[holders].round(12)
    grade, cutoffs = by_distribution(score, FIVE_BY_DISTRIBUTION)
    most, ids = settings.evidence_max_edges, bank.customer_ids

    def detail(i: int) -> Detail:
        holder = int(holders[i])
        arcs = np.arange(network.out[holder], network.out[holder + 1])
        arcs = arcs[failures.weight[arcs] > 0]
        arcs = arcs[np.argsort(-failures.weight[arcs], kind="stable")]
        return Detail(
            value={"impact": float(score[i])},
            edges=failures.edges(arcs[:most]),
            facts={
                "customers_distressed": int(of_each.reached[holder]),
                "hit_directly": len(arcs),
                "hardest_hit": [
                    [ids[network.loser[arc]], round(float(failures.weight[arc]), 10)]
                    for arc in arcs[:most].tolist()
                ],
                "hidden": max(0, len(arcs) - most),
                "weighed_by": "exposure" if failures.by_exposure else "customers",
                "at_least": bool(of_each.bounded[holder]),
            },
        )

    return Holdings(holders, score, grade, detail, notes=failures.notes(cutoffs))


def tell(told: Told) -> Text:
    """Whom it would hit, and how much of the bank's lending that touches."""
    facts = told.facts
    names = [told.name(customer_id) for customer_id, _ in facts["hardest_hit"]]
    count, direct = facts["customers_distressed"], facts["hit_directly"]
    impact = percent(told.value["impact"])
    of = (
        Text("本行授信余额", "what the bank has lent")
        if facts["weighed_by"] == "exposure"
        else Text("全部客户", "all customers")
    )
    least = Text("至少", "at least ") if facts["at_least"] else Text("", "")
    return Text(
        zh=f"一旦违约，将直接波及{listed_zh(names, direct)}，连同后续传染{least.zh}影响{count}户，"
        f"受损程度折合{of.zh}的{least.zh}{impact}",
        en=f"Its failure would hit {listed_en(names, direct)} directly and distress "
        f"{least.en}{plural(count, 'customer')} in all, which comes to "
        f"{least.en}{impact} of {of.en}",
    )


TAG = Tag(
    tag_id="contagion_source",
    version="1.0.0",
    title=Text("风险传染源", "Contagion source"),
    meaning=Text(
        "该客户一旦违约，担保人须代偿、债权人收不回欠款、依赖其收入的客户失去来源，损失按其占净资产的比例逐层传导；得分为受影响部分占本行授信余额的比重，不含客户自身。",
        "Once this customer fails, its guarantors pay, its creditors go unpaid and those who live "
        "on its orders lose them; losses are passed on in proportion to net assets. The score is "
        "the part of what the bank has lent that this brings into distress, itself left out.",
    ),
    audience=Text("风险管理", "risk officers"),
    purposes=("credit_risk",),
    source="Battiston, Puliga, Kaushik, Tasca and Caldarelli 2012 (DebtRank); what is a loss: "
    "convention",
    views=VIEWS,
    grades=FIVE_BY_DISTRIBUTION,
    find=find,
    tell=tell,
    names=("facts.hardest_hit",),
    by_distribution=True,
    rests_on=TYPES,
)
