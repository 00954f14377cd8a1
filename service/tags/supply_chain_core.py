"""供应链核心企业: organisations that several customers sell most to, or buy most from."""

import numpy as np

from cypher.vocabulary import ORGANISATIONS
from service.relations.dependency.supply_chains import VIEWS, supply_chains
from service.relations.dependency.supply_text import told_reason
from service.settings import Settings
from service.tagging.declaration import Detail, Grade, Holdings, Reading, Tag, Text, Told
from service.tagging.figures import share
from service.tagging.grades import by_floor
from service.tagging.sentences import NAMED, listed_en
from service.tagging.shared import once

GRADES = (
    Grade(
        "large",
        Text("依存户数10户以上", "10 dependents or more"),
        10,
        Text(
            "十户及以上在经济上依存于该企业：一旦停产或拖欠货款，波及面广（本产品参考值）",
            "ten or more depend on it: many would suffer if it stopped or paid late (reference "
            "value of this product)",
        ),
    ),
    Grade(
        "core",
        Text("依存户数3至9户", "3 to 9 dependents"),
        None,
        Text(
            "三户及以上各有半数以上的收入来自该企业或支出付给该企业，已成链条（本产品参考值）",
            "three or more with half of their receipts or payments each: a chain, not "
            "one client relation (reference value of this product)",
        ),
    ),
)


def find(bank: Reading, settings: Settings) -> Holdings:
    """Find the cores of supply chains; the score is how many customers live from one.

    Somebody who does by several reasons, or on both sides, is one member. Cost: that of
    `supply_chains`, and a sort of the reasons.
    """
    chains, most = once(bank, supply_chains, settings), settings.evidence_max_edges
    holders, members = np.unique(chains.core, return_counts=True)
    sides = {
        side: np.bincount(chains.core[flags], minlength=len(bank))
        for side, flags in (("upstream", chains.upstream), ("downstream", chains.downstream))
    }
    reasons = chains.reasons
    rows = np.lexsort((reasons.dependent, -reasons.share, reasons.provider))
    bounds = np.searchsorted(reasons.provider[rows], np.append(holders, len(bank)))

    def detail(i: int) -> Detail:
        of_core = rows[slice(*bounds[i : i + 2])].tolist()
        edges, hidden = reasons.evidence(of_core, bank.customer_ids, most)
        count = {side: int(counts[holders[i]]) for side, counts in sides.items()}
        return Detail(
            value={"members": int(members[i]), **count},
            edges=edges,
            facts={
                "threshold": settings.dependency_share,
                "least_members": settings.supply_chain_members,
                "reasons": [told_reason(chains, row, bank) for row in of_core[:most]],
                "edges_hidden": hidden,
            },
        )

    score = members.astype(float)
    return Holdings(holders, score, by_floor(score, GRADES), detail)


_SIDES = {
    "upstream": Text("上游{count}户{names}向其供货", "{count} upstream{names} selling to it"),
    "downstream": Text("下游{count}户{names}向其采购", "{count} downstream{names} buying from it"),
}


def tell(told: Told) -> Text:
    """How many live from it, how many on either side, and a few of them by name."""
    threshold, members = told.facts["threshold"], told.value["members"]
    least = share(threshold)
    most = "半数以上" if threshold == 0.5 else f"{least.zh}及以上"
    zh, en = [], []
    for side, said in _SIDES.items():
        if count := told.value[side]:
            names = _named(told, side)
            zh.append(said.zh.format(count=count, names=names.zh and f"（{names.zh}）"))
            en.append(said.en.format(count=count, names=names.en and f" ({names.en})"))
    return Text(
        f"{members}户客户各有{most}的收入来自该企业或支出付给该企业：{'，'.join(zh)}",
        f"{members} customers have {least.en} or more of their receipts or payments with it: "
        f"{', '.join(en)}",
    )


def _named(told: Told, side: str) -> Text:
    """A few members of a side by name; nothing where too few of them are among the edges."""
    count = told.value[side]
    ids = [fact["customer_id"] for fact in told.facts["reasons"] if fact["side"] == side]
    names = [told.name(text) for text in dict.fromkeys(ids)][:NAMED]
    if len(names) < min(count, NAMED):
        return Text("", "")
    return Text("、".join(names) + ("等" if count > NAMED else ""), listed_en(names, count))


TAG = Tag(
    tag_id="supply_chain_core",
    version="1.1.0",
    title=Text("供应链核心企业", "Supply-chain core"),
    meaning=Text(
        "三户或以上客户全年各有至少一半收入来自该企业、或至少一半支出付给该企业（台账登记，或近"
        "十二个月交易所见；待核实的不计）的企业或机构。可据此开展供应链金融，亦须防范其出险后向上下游蔓延。",
        "An organisation with which three or more customers each have at least half of "
        "their receipts or of their payments of the year, by record or by the payments of twelve "
        "months, unless that is still to be verified. "
        "A lead for supply-chain finance, and a risk to all of them should it fail.",
    ),
    audience=Text("客户经理、风险管理", "relationship managers, risk officers"),
    purposes=("service", "credit_risk"),
    source="reference values of this product; the share after EBA/GL/2017/15",
    views=VIEWS,
    grades=GRADES,
    find=find,
    tell=tell,
    names=("facts.reasons.customer_id",),
    rests_on=("DEPENDS_ON", "PAID"),
    rests_on_kinds=ORGANISATIONS,
)
