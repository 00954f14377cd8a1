"""风险传染源: customers whose failure would bring others into distress."""

import numpy as np

from service.money import money
from service.relations.contagion.loss_edges import TYPES, VIEWS
from service.relations.contagion.single_failures import single_failures
from service.settings import Settings
from service.tagging import figures
from service.tagging.declaration import Detail, Holdings, Reading, Tag, Text, Told
from service.tagging.grades import WATCHED, by_distribution
from service.tagging.sentences import NAMED, listed_en, listed_zh, plural
from service.tagging.shared import once


def find(bank: Reading, settings: Settings) -> Holdings:
    """Find everybody whose failure alone would distress somebody; the score is the impact.

    The impact is the part of what the bank has lent, to all customers, that its failure brings into
    distress, itself left out; where nobody has an exposure, of the number of customers. What the
    bank loses by it, with nothing recovered, counts its own exposures to the customer as well.
    Cost: that of `single_failures`, and a sort of each holder's own loss edges.
    """
    failures = once(bank, single_failures, settings)
    network, of_each, losses = failures.arcs.network, failures.of_each, failures.losses
    holders = np.flatnonzero(of_each.reached)
    score = of_each.impact[holders].round(12)
    grade, cutoffs = by_distribution(score, WATCHED)
    most, ids = settings.evidence_max_edges, bank.customer_ids

    def detail(i: int) -> Detail:
        holder = int(holders[i])
        arcs = np.arange(network.out[holder], network.out[holder + 1])
        arcs = arcs[failures.weight[arcs] > 0]
        arcs = arcs[np.argsort(-failures.weight[arcs], kind="stable")]
        return Detail(
            value={
                "impact": float(score[i]),
                "bank_loss": money(round(float(of_each.lost[holder]))),
                "currency": settings.currency,
            },
            edges=failures.edges(arcs[:most]),
            facts={
                "customers_distressed": int(of_each.reached[holder]),
                "hit_directly": len(arcs),
                "hardest_hit": [
                    [ids[network.loser[arc]], round(float(failures.weight[arc]), 10)]
                    for arc in arcs[:most].tolist()
                ],
                "hidden": max(0, len(arcs) - most),
                "own_bank_loss": money(round(float(losses.at_risk[holder]))),
                "undrawn": money(round(float(losses.undrawn[holder]))),
                "weighed_by": "exposure" if failures.by_exposure else "customers",
                "at_least": bool(of_each.bounded[holder]),
            },
        )

    return Holdings(holders, score, grade, detail, notes=failures.notes(cutoffs))


def tell(told: Told) -> Text:
    """Whom it would hit, how much of the bank's lending that touches, and what the bank loses."""
    facts = told.facts
    names = [told.name(customer_id) for customer_id, _ in facts["hardest_hit"]]
    count, direct = facts["customers_distressed"], facts["hit_directly"]
    least = Text("至少", "at least ") if facts["at_least"] else Text("", "")
    hit = Text(listed_zh(names, direct, of="organisations"), f"{listed_en(names, direct)} directly")
    if count > direct:
        hit = Text(
            f"{'、'.join(names[:NAMED])}等{least.zh}共{count}户（直接{direct}户）",
            f"{hit.en} and distress {least.en}{plural(count, 'customer')} in all",
        )
    weighed, bank = _weighed(told, least), _of_the_bank(told, least)
    return Text(
        zh=f"一旦违约，将波及{hit.zh}；{weighed.zh}；{bank.zh}",
        en=f"Its failure would hit {hit.en}; {weighed.en}; {bank.en}",
    )


def _weighed(told: Told, least: Text) -> Text:
    """How much of the bank's lending to others it touches."""
    impact = told.value["impact"]
    if told.facts["weighed_by"] != "exposure":
        part = _about(impact, Text("全部客户", "all customers"))
        return Text(
            f"受损程度合计{least.zh}{part.zh}",
            f"that comes to {least.en}{part.en}",
        )
    if impact == 0:
        those = "that customer has" if told.facts["customers_distressed"] == 1 else "they have"
        return Text(
            "波及客户在本行没有已提用授信",
            f"{those} drawn no credit at this bank",
        )
    part = _about(impact, Text("本行授信余额", "what the bank has lent"))
    return Text(
        f"波及客户的授信加权受损额{least.zh}{part.zh}",
        f"weighed by credit that comes to {least.en}{part.en}",
    )


def _about(impact: float, whole: Text) -> Text:
    return figures.about(figures.part_of(impact, whole), "占")


def _of_the_bank(told: Told, least: Text) -> Text:
    """What the bank would lose, by the customer itself and by those it hits."""
    value, facts = told.value, told.facts
    whole, own, undrawn = (
        figures.money(amount, value["currency"])
        for amount in (value["bank_loss"], facts["own_bank_loss"], facts["undrawn"])
    )
    waiting = float(facts["undrawn"]) > 0
    if float(value["bank_loss"]) == 0:
        if waiting:
            return Text(
                f"该客户自身授信{undrawn.zh}尚未提用，本行目前没有损失",
                f"its own credit of {undrawn.en} is not drawn: the bank would lose nothing yet",
            )
        return Text("本行自身没有损失", "the bank itself would lose nothing")
    line = Text("", "")
    if waiting:
        line = Text(
            f"；该客户另有未提用授信{undrawn.zh}",
            f"; another {undrawn.en} may still be drawn by this customer",
        )
    ours = Text(f"其中该客户自身{own.zh}", f"{own.en} of it by this customer itself")
    if float(facts["own_bank_loss"]) == 0:
        ours = Text("均来自被波及客户", "none of it by this customer itself")
    elif value["bank_loss"] == facts["own_bank_loss"]:
        ours = Text("均来自该客户自身", "all of it by this customer itself")
    return Text(
        f"本行预计损失{least.zh}{whole.zh}，{ours.zh}{line.zh}",
        f"the bank would lose {least.en}{whole.en}, {ours.en}{line.en}",
    )


TAG = Tag(
    tag_id="contagion_source",
    version="1.1.0",
    title=Text("风险传染源", "Contagion source"),
    meaning=Text(
        "该客户一旦违约，担保人须代偿、债权人收不回欠款、依赖其收入的客户失去来源，损失按其占净资产的比例逐层传导；得分为受影响部分占本行授信余额的比重，不含客户自身；本行预计损失另列，包括对该客户自身的授信。",
        "Once this customer fails, its guarantors pay, its creditors go unpaid and those who "
        "depend on its orders lose them; losses are passed on in proportion to net assets. The "
        "score is the part of what the bank has lent that this brings into distress, itself left "
        "out. What the bank itself would lose is told beside it, by this customer as well.",
    ),
    audience=Text("风险管理", "risk officers"),
    purposes=("credit_risk",),
    source="Battiston, Puliga, Kaushik, Tasca and Caldarelli 2012 (DebtRank); what is a loss: "
    "rule of this product",
    views=VIEWS,
    grades=WATCHED,
    find=find,
    tell=tell,
    names=("facts.hardest_hit",),
    by_distribution=True,
    rests_on=TYPES,
)
